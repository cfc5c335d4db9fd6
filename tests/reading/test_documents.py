from __future__ import annotations

import json
from pathlib import Path

from holdsway.reading.documents import MOST_READ, Loaded, NotRead, load_documents
from holdsway.words import sha256


def only(path: Path) -> Loaded | NotRead:
    (one,) = load_documents(path)
    return one


def loaded(path: Path) -> Loaded:
    one = only(path)
    assert isinstance(one, Loaded)
    return one


def refused(path: Path) -> NotRead:
    one = only(path)
    assert isinstance(one, NotRead)
    return one


def test_front_matter_is_metadata_and_the_body_begins_after_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T\npublisher: P\npublished: '2021-05-12'\nrewritten: true\n---\nBody.\n", "utf-8")
    one = loaded(path)
    assert one.text == "Body.\n"
    assert (one.document.title, one.document.publisher, str(one.document.published)) == ("T", "P", "2021-05-12")
    assert one.document.paraphrase
    assert one.document.sha256 == sha256(path.read_bytes())
    assert one.document.text_sha256 == sha256(b"Body.\n")


def test_windows_lines_and_a_byte_order_mark_do_not_reach_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\r\n")
    assert loaded(path).text == "One.\nTwo.\n"


def test_the_reporting_source_of_a_paraphrase_is_whose_report_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\nparaphrase: true\npublisher: Us\nreporting: {source: AP, published: 2021-05-12, url: http://x}\n---\nB",
        "utf-8",
    )
    document = loaded(path).document
    assert (document.speaks_for, str(document.published), document.url) == ("AP", "2021-05-12", "http://x")


def test_a_sidecar_fills_what_is_absent_and_overrules_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Own\n---\nB", "utf-8")
    (tmp_path / "a.meta.yaml").write_text("title: Other\npublisher: P\n", "utf-8")
    document = loaded(tmp_path / "a.md").document
    assert (document.title, document.publisher) == ("Own", "P")


def test_broken_front_matter_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: a\npublisher: [b\n---\nBody", "utf-8")
    one = refused(path)
    assert "front matter line" in one.reason
    assert one.row


def test_a_rule_at_the_top_of_a_text_is_not_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nNo end to this.\n", "utf-8")
    assert loaded(path).text == "---\nNo end to this.\n"


def test_an_unreadable_date_is_kept_without_one_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\npublished: 31 Febtober\n---\nB", "utf-8")
    one = loaded(path)
    assert one.document.published is None
    assert one.remarks == ("published '31 Febtober' is not a date and is left out; write `published: YYYY-MM-DD`",)


def test_an_unreadable_date_in_a_sidecar_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.", "utf-8")
    (tmp_path / "a.meta.yaml").write_text("published: 03/04/2021\n", "utf-8")
    assert "'03/04/2021' could be 2021-03-04 or 2021-04-03" in loaded(tmp_path / "a.txt").remarks[0]


def test_a_text_too_long_to_be_read_whole_is_kept_whole_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The army left the town. " * (2 * MOST_READ // 24), "utf-8")
    one = loaded(path)
    assert len(one.text) > MOST_READ
    assert one.remarks == ("too long to be read whole: the last 50% are kept and NOT READ; add it in parts",)


def test_bytes_that_are_not_text_are_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"PNG\0\0")
    (tmp_path / "b.md").write_bytes("café".encode("latin-1"))
    assert "is not text" in refused(tmp_path / "a.md").reason
    assert "save it as UTF-8" in refused(tmp_path / "b.md").reason


def test_another_language_is_kept_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nlang: de\n---\nKundus ist gefallen.", "utf-8")
    assert not loaded(path).document.read


def test_each_line_of_a_jsonl_is_a_document_with_its_own_bytes(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    line = json.dumps({"id": "x", "published": "2021-05-12", "publisher": "P", "text": "T."})
    path.write_text(
        line + "\n\nnot json\n" + json.dumps({"date": "2021-05-13", "sources": ["BBC"], "text": "U."}), "utf-8"
    )
    first, second, third = load_documents(path)
    assert isinstance(first, Loaded)
    assert (first.document.path, first.content) == (f"{path}#x", line.encode())
    assert first.document.sha256 == sha256(line.encode())
    assert isinstance(second, NotRead)
    assert (second.row, second.reason) == (3, "is not JSON; write one JSON object on each line")
    assert isinstance(third, Loaded)
    assert (third.document.path, third.document.publisher, str(third.document.published)) == (
        f"{path}#4",
        "BBC",
        "2021-05-13",
    )


def test_a_web_page_gives_its_article_without_menu_and_sidebar(tmp_path: Path) -> None:
    path = tmp_path / "p.html"
    path.write_text(
        '<!doctype html><html lang="en"><head><title>Town falls - The Gazette</title>'
        '<meta property="article:published_time" content="2021-05-12T08:00:00Z">'
        '<link rel="canonical" href="http://x/y"></head><body><nav><a href="/">Home</a></nav>'
        "<main><article><h1>Town falls</h1><p>Norhaven fell on Tuesday, officials said.</p></article></main>"
        "<section><h2>Most read</h2><ul><li>Front controls everything</li></ul></section></body></html>",
        "utf-8",
    )
    one = loaded(path)
    assert "Norhaven fell on Tuesday" in one.text
    assert "everything" not in one.text
    assert (one.document.publisher, one.document.url) == ("The Gazette", "http://x/y")
    assert one.document.published is not None
    assert loaded(path).text == one.text
