"""The language of a text: English is never taken for another, and another is known as such where words allow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from holdsway.reading.documents import Loaded, load_documents
from holdsway.reading.language import MOST_LOOKED_AT, language_of

ENGLISH = "The army took the town back on Tuesday, and the governor said that it was quiet."
FRENCH = "L'armée a repris la ville mardi, et le gouverneur a déclaré que le calme était revenu."


def loaded(folder: Path, words: str) -> Loaded:
    (folder / "a.md").write_text(words, "utf-8")
    (one,) = load_documents(folder / "a.md")
    assert isinstance(one, Loaded)
    return one


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("El ejército recuperó la ciudad el martes, según dijo el gobernador de la provincia.", "es"),
        ("O exército retomou a cidade na terça-feira, disse o governador da província.", "pt"),
        ("Die Armee hat die Stadt am Dienstag zurückerobert, sagte der Gouverneur.", "de"),
        ("Vikosi vya serikali viliuteka tena mji huo siku ya Jumanne, alisema gavana.", "sw"),
        ("Ciidamada dowladda ayaa dib ula wareegay magaalada Talaadadii.", "so"),
        ("استعاد الجيش السيطرة على المدينة يوم الثلاثاء، بحسب ما قال المحافظ.", "ar"),
        ("نیروهای دولتی روز سه‌شنبه مرکز ولسوالی را پس گرفتند، والی گفت.", "fa"),
        ("دولتي ځواکونو د سې شنبې په ورځ ولسوالۍ بېرته ونیوله.", "ps"),
        ("Войска вошли в город во вторник, сообщил губернатор.", "ru"),
        ("Війська увійшли до міста у вівторок, повідомив губернатор.", "uk"),
        ("የመንግሥት ኃይሎች ከተማዋን ማክሰኞ ዕለት ተቆጣጠሩ።", "am"),
        ("အစိုးရတပ်များသည် အင်္ဂါနေ့တွင် မြို့ကို ပြန်လည်သိမ်းပိုက်ခဲ့သည်။", "my"),
        ("THE ARMY RETOOK THE TOWN ON TUESDAY AND HELD IT", "en"),
        ("La ville est tombée.", "fr"),
    ],
)
def test_the_language_of_a_text_is_known(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 345 —",
        "T.",
        "Khost, Paktia, Paktika, Ghazni, Zabul, Uruzgan, Helmand, Kandahar",
        "Al-Shabaab, Jubaland, Kismaayo, Baardheere",
        "Taliban take Kandahar",
        "Ouagadougou – Djibo – Dori – Kaya",
    ],
)
def test_names_and_few_words_are_called_no_language(text: str) -> None:
    assert language_of(text) is None


def test_english_full_of_foreign_names_is_english() -> None:
    text = "Mullah Abdul Ghani Baradar met Zalmay Khalilzad in Doha; Tolo and Pajhwok Afghan News reported it."
    assert language_of(text) in ("en", None)


def test_a_text_of_several_languages_is_english_when_at_least_half_of_it_is() -> None:
    assert language_of("\n\n".join([ENGLISH * 4, FRENCH * 2])) == "en"
    assert language_of("\n\n".join([ENGLISH * 2, FRENCH * 6])) == "fr"


def test_a_long_text_is_judged_by_slices_from_all_over_it() -> None:
    english = (ENGLISH + "\n") * (MOST_LOOKED_AT // len(ENGLISH))
    assert language_of(english + (FRENCH + "\n") * (4 * MOST_LOOKED_AT // len(FRENCH))) == "fr"


def test_a_text_in_another_language_is_kept_with_its_language_and_not_read(tmp_path: Path) -> None:
    one = loaded(tmp_path, FRENCH)
    assert (one.document.lang, one.document.read) == ("fr", False)
    assert one.text == FRENCH


def test_a_declared_language_stands_and_is_doubted_aloud(tmp_path: Path) -> None:
    declared = loaded(tmp_path, f"---\nlang: en\n---\n{FRENCH}")
    assert (declared.document.lang, declared.document.read) == ("en", True)
    assert "looks like another language (fr)" in declared.remarks[0]
    assert not loaded(tmp_path, f"---\nlang: de\n---\n{ENGLISH}").document.read


def test_no_item_of_an_english_newspaper_is_taken_for_another_language(shared: Path) -> None:
    items = [
        json.loads(line)["text"]
        for path in sorted((shared / "data" / "news").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    assert len(items) > 2_000
    assert [text for text in items if language_of(text) not in ("en", None)] == []
