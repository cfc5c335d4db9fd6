"""The paraphrase rule: words that are not a source's own are marked wherever they are shown, and never quoted."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import holdsway
from holdsway.desk import Desk

Run = Callable[..., Any]
QUOTED = (re.compile(r"“([^“”]*)”"), re.compile(r'"([^"]*)"'), re.compile(r"«([^«»]*)»"))


def plainly(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def told(demo: Path) -> list[str]:
    """The words of every statement read from a paraphrased document of the demo, as one line each."""
    desk: Desk = holdsway.open(demo)
    rewritten = {document.sha256 for document in desk.ledger.documents() if document.paraphrase}
    words = {plainly(said.quote.exact) for said in desk.statements() if said.document in rewritten}
    assert len(words) > 60
    return sorted(words)


@pytest.fixture(scope="module")
def texts(demo: Path) -> list[str]:
    """The paraphrased documents of the demo themselves."""
    desk: Desk = holdsway.open(demo)
    return [plainly(desk.ledger.text(document)) for document in desk.ledger.documents() if document.paraphrase]


def in_quotation_marks(text: str) -> Iterator[str]:
    for pattern in QUOTED:
        for found in pattern.finditer(plainly(text)):
            yield plainly(found[1])


def assert_not_quoted(quoted: str, told: list[str], texts: list[str]) -> None:
    assert not [words for words in told if words in quoted and len(words) > 20], quoted
    assert not [text for text in texts if quoted in text and len(quoted) > 12], quoted


def assert_marked(text: str, told: list[str], texts: list[str]) -> None:
    """In a plain text nothing paraphrased is quoted, and each paraphrase shown has the mark before it."""
    for quoted in in_quotation_marks(text):
        assert_not_quoted(quoted, told, texts)
    line = plainly(text)
    shown = [words for words in told if len(words) > 20 and words in line]
    assert shown
    for words in shown:
        longer = "|".join(re.escape(plainly(other)) for other in told if words in other)
        assert re.search(rf"PARAPHRASE: [^“”·]{{0,70}}({longer})", line), words


def assert_marked_in_json(note: dict[str, Any], told: list[str]) -> None:
    if note["paraphrase"]:
        assert note["quote"] is None
        assert plainly(note["paraphrase_text"]) in told
    else:
        assert "paraphrase_text" not in note
        assert plainly(note["quote"] or "") not in told


@pytest.mark.parametrize("week", ["2021-W23", "2021-W26", "2021-W28", "2021-W30"])
def test_in_the_brief_as_json(week: str, run: Run, demo: Path, told: list[str]) -> None:
    brief = json.loads(run("brief", "--week", week, "-l", demo, "--format", "json").out)
    assert any(note["paraphrase"] for note in brief["footnotes"])
    for note in brief["footnotes"]:
        assert_marked_in_json(note, told)
    for section in brief["sections"]:
        for finding in section["findings"]:
            assert not [words for words in told if len(words) > 20 and words in plainly(finding["text"])]


@pytest.mark.parametrize("week", ["2021-W24", "2021-W28", "2021-W30"])
@pytest.mark.parametrize("format", ["table", "md"])
def test_in_the_brief_in_the_terminal_and_as_markdown(
    week: str, format: str, run: Run, demo: Path, told: list[str], texts: list[str]
) -> None:
    ran = run("brief", "--week", week, "-l", demo, "--format", format)
    text = re.sub(r"\\(.)", r"\1", ran.out) if format == "md" else ran.out
    assert_marked(text, told, texts)


@pytest.mark.parametrize("week", ["2021-W24", "2021-W28", "2021-W30"])
def test_on_the_page_and_in_the_evidence_table(
    week: str, run: Run, demo: Path, told: list[str], texts: list[str], tmp_path: Path
) -> None:
    assert run("brief", "--week", week, "-l", demo, "--format", "json", "-o", tmp_path).code == 0
    page = html.document_fromstring((tmp_path / "brief.html").read_text("utf-8"))
    for element in page.iter("blockquote", "q"):
        assert_not_quoted(plainly(element.text_content()), told, texts)
    for quoted in in_quotation_marks(page.find("body").text_content()):
        assert_not_quoted(quoted, told, texts)
    marked = [plainly(p.text_content()) for p in page.iter("p") if plainly(p.text_content()).startswith("PARAPHRASE:")]
    brief = json.loads((tmp_path / "brief.json").read_text("utf-8"))
    rewritten = [plainly(n["context"] or n["paraphrase_text"]) for n in brief["footnotes"] if n["paraphrase"]]
    assert {f"PARAPHRASE: {words}" for words in rewritten} <= set(marked)
    with (tmp_path / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len(brief["footnotes"])
    for row, note in zip(rows, brief["footnotes"], strict=True):
        assert row["paraphrase"] == str(note["paraphrase"])
        if note["paraphrase"]:
            assert plainly(row["words"]) == f"PARAPHRASE: {plainly(note['context'] or note['paraphrase_text'])}"
            assert not [cell for name, cell in row.items() if name != "words" and plainly(cell) in told]


@pytest.mark.parametrize("place", ["Spin Boldak", "Kaldar", "Dawlat Abad, Faryab"])
def test_in_why_as_json_and_as_a_table(place: str, run: Run, demo: Path, told: list[str], texts: list[str]) -> None:
    shown = json.loads(run("why", place, "--on", "2021-07-31", "-l", demo, "--format", "json").out)
    notes = [*shown["evidence"], *shown["other_reports"]]
    assert any(note["paraphrase"] for note in notes)
    for note in notes:
        assert_marked_in_json(note, told)
    assert_marked(run("why", place, "--on", "2021-07-31", "-l", demo, "--format", "table").out, told, texts)
    rewritten = next(note for note in notes if note["paraphrase"])
    one = json.loads(run("why", rewritten["statement"][:8], "-l", demo, "--format", "json").out)
    assert_marked_in_json(one, told)
    assert_marked(run("why", rewritten["statement"][:8], "-l", demo, "--format", "table").out, told, texts)


@pytest.mark.parametrize(
    "name", ["2021-06-17-dawlat-abad-23.md", "2021-07-14-spin-boldak-claimed-and-denied.md", "digest.jsonl"]
)
@pytest.mark.parametrize("explain", [(), ("--explain",)])
def test_in_read_as_a_table(
    name: str, explain: tuple[str, ...], run: Run, demo_inbox: Path, told: list[str], texts: list[str]
) -> None:
    ran = run("read", demo_inbox / name, "--frame", demo_inbox / "case.yaml", "--format", "table", *explain)
    assert ran.code == 0
    assert_marked(ran.out, told, texts)


def test_in_read_as_json_the_document_says_that_its_words_are_a_paraphrase(run: Run, demo_inbox: Path) -> None:
    ran = run("read", demo_inbox / "digest.jsonl", "--frame", demo_inbox / "case.yaml", "--format", "json")
    assert all(reading["document"]["paraphrase"] is True for reading in json.loads(ran.out))


def test_a_sources_own_words_are_quoted_and_not_marked(run: Run, inbox: Any) -> None:
    text = "---\npublisher: Wire\npublished: '2021-07-10'\n---\nThe Rebels captured Beta on Friday.\n"
    folder = inbox({"own.md": text})
    ledger = folder.parent / "ledger"
    run("add", folder, "-l", ledger)
    shown = plainly(run("why", "Beta", "--on", "2021-07-12", "-l", ledger, "--format", "table").out)
    assert "“The Rebels captured Beta on Friday" in shown
    assert "PARAPHRASE" not in shown
