"""Translations: the one in English is read, and what it says is shown beside the words it translates."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from holdsway.brief.footnotes import footnote_of
from holdsway.frame import Frame
from holdsway.reading.documents import Loaded, load_documents
from holdsway.reading.frames import FrameReader
from holdsway.reading.loaded import read_loaded
from holdsway.reading.reader import Reading, read_with

FRENCH = (
    "---\npublisher: Radio Vesk\npublished: 2021-07-15\ntitle: Norhaven est tombée\nsensitivity: confidential\n---\n"
    "Le Front a pris Norhaven mardi, a déclaré le gouverneur de la province.\n\nL'armée tient Sobrade."
)
ENGLISH = "The Front captured Norhaven on Tuesday, the governor said.\n\nThe army holds Sobrade."


def loaded(path: Path) -> Loaded:
    (one,) = load_documents(path)
    assert isinstance(one, Loaded)
    return one


def written(folder: Path, **files: str) -> Path:
    for name, words in files.items():
        (folder / f"{name.replace('_', '.')}.md").write_text(words, "utf-8")
    return folder


def read(one: Loaded, reader: FrameReader, frame: Frame) -> Reading:
    return read_loaded(one, partial(read_with, reader), frame)


def test_a_file_in_english_beside_its_name_in_another_language_is_its_translation(tmp_path: Path) -> None:
    folder = written(tmp_path, report_fr=FRENCH, report_en=ENGLISH)
    original, translation = loaded(folder / "report.fr.md"), loaded(folder / "report.en.md")
    assert translation.document.translation_of == original.document.sha256
    assert (translation.document.read, original.document.read) == (True, False)
    assert translation.original == original.text


def test_a_translation_takes_from_its_original_what_it_does_not_say(tmp_path: Path) -> None:
    document = loaded(written(tmp_path, report_fr=FRENCH, report_en=ENGLISH) / "report.en.md").document
    assert (document.publisher, str(document.published)) == ("Radio Vesk", "2021-07-15")
    assert (document.sensitivity, document.title, document.lang) == ("confidential", None, None)


def test_translation_of_names_the_original_in_front_matter_or_a_sidecar(tmp_path: Path) -> None:
    folder = written(tmp_path, radio=FRENCH, ours=f"---\ntranslation_of: radio.md\n---\n{ENGLISH}", theirs=ENGLISH)
    (folder / "theirs.meta.yaml").write_text("translation_of: radio.md\n", "utf-8")
    original = loaded(folder / "radio.md").document.sha256
    assert loaded(folder / "ours.md").document.translation_of == original
    assert loaded(folder / "theirs.md").document.translation_of == original


def test_a_named_original_that_is_not_there_is_told(tmp_path: Path) -> None:
    one = loaded(written(tmp_path, ours=f"---\ntranslation_of: radio.md\n---\n{ENGLISH}") / "ours.md")
    assert (one.document.translation_of, one.original) == ("radio.md", None)
    assert "radio.md does not lie beside it" in one.remarks[0]


def test_two_possible_originals_are_told_and_none_is_chosen(tmp_path: Path) -> None:
    one = loaded(written(tmp_path, report_fr=FRENCH, report_ar="خبر", report_en=ENGLISH) / "report.en.md")
    assert one.original is None
    assert "write which as `translation_of:`" in one.remarks[0]


def test_a_file_that_says_it_is_the_translation_leaves_the_english_one_the_original(tmp_path: Path) -> None:
    french = FRENCH.replace("---\n", "---\ntranslation_of: report.en.md\n", 1)
    one = loaded(written(tmp_path, report_fr=french, report_en=ENGLISH) / "report.en.md")
    assert (one.document.translation_of, one.original, one.remarks) == (None, None, ())


def test_a_statement_from_a_translation_bears_the_paragraph_that_it_translates(
    tmp_path: Path, reader: FrameReader, frame: Frame
) -> None:
    one = loaded(written(tmp_path, report_fr=FRENCH, report_en=ENGLISH) / "report.en.md")
    said = {s.place_text: s for s in read(one, reader, frame).statements if s.kind == "control"}
    assert said["Norhaven"].quote.original == "Le Front a pris Norhaven mardi, a déclaré le gouverneur de la province."
    assert said["Sobrade"].quote.original == "L'armée tient Sobrade."
    assert all(one.text[s.quote.start : s.quote.end] == s.quote.exact for s in said.values())
    assert footnote_of(said["Sobrade"], one.document, 1).shown == (
        "“L'armée tient Sobrade.” TRANSLATION: The army holds Sobrade."
    )


def test_where_paragraphs_do_not_match_the_whole_original_is_named(
    tmp_path: Path, reader: FrameReader, frame: Frame
) -> None:
    folder = written(tmp_path, report_fr=FRENCH + "\n\nFin.", report_en=ENGLISH)
    one, original = loaded(folder / "report.en.md"), loaded(folder / "report.fr.md").document
    said = next(s for s in read(one, reader, frame).statements if s.place_text == "Sobrade")
    assert said.quote.original is None
    shown = footnote_of(said, one.document, 1, original).shown
    assert shown == "TRANSLATION of Norhaven est tombée: The army holds Sobrade."
    assert "“" not in shown


def test_the_words_of_a_translation_are_never_called_the_quote_in_what_leaves(
    tmp_path: Path, reader: FrameReader, frame: Frame
) -> None:
    one = loaded(written(tmp_path, report_fr=FRENCH, report_en=ENGLISH) / "report.en.md")
    said = next(s for s in read(one, reader, frame).statements if s.place_text == "Sobrade")
    note = footnote_of(said, one.document, 1)
    from dataclasses import replace

    kept_in = replace(note, sensitivity="confidential").leaving()
    assert "armée" not in kept_in.shown
    assert "army" not in kept_in.shown
