from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len
from rich.console import Console

from holdsway.brief import Brief, Finding, Footnote, Section
from holdsway.brief.terminal import markdown, print_brief
from holdsway.clocks import Days
from holdsway.frame import Frame

QUOTED = Footnote(
    number=1,
    statement="1a2b3c4d" + "0" * 56,
    source="Reuters",
    publisher="Reuters",
    published="2021-07-15",
    words="the flag over the crossing had changed",
    paraphrase=False,
    document="ab" * 32,
    path="inbox/2021-07-15-reuters-boldak.md",
    row=None,
    url=None,
    licence="CC BY 4.0",
    modality="reported",
)
RETOLD = replace(
    QUOTED, number=2, source="Tolo News", words="the town had fallen", paraphrase=True, modality="possible"
)
ROW = replace(QUOTED, number=3, words="label: Contested", as_written="x,Contested", path="control.csv", row=41)


def brief(*findings: Finding, notes: tuple[Footnote, ...] = (QUOTED, RETOLD, ROW)) -> Brief:
    lines = findings or (Finding("Spin Boldak (Kandahar): Taliban 0.78; contested by the map [3]", (1, 2, 3)),)
    return Brief(
        title="South",
        frame=Frame(),
        days=Days(date(2021, 7, 12), date(2021, 7, 18)),
        known_by="2021-07-18",
        batch=12,
        head="feedc0de" * 8,
        sections=(
            Section("changes", "Changed hands", lines, note="Beside the day before."),
            Section("rumours", "Rumours", (), empty="None in this record."),
        ),
        footnotes=notes,
        estimates=(),
        basis=("65 documents, 287 statements.",),
    )


def printed(given: Brief, *, width: int = 80, colour: bool = False) -> str:
    out = io.StringIO()
    print_brief(
        given, Console(file=out, width=width, force_terminal=colour, color_system="standard" if colour else None)
    )
    return out.getvalue()


def test_the_brief_reads_from_the_period_down_to_the_footnotes() -> None:
    assert printed(brief()).splitlines() == [
        "South",
        "12–18 July 2021",
        "As known by 18 July 2021 · batch 12 · record feedc0de",
        "65 documents, 287 statements.",
        "",
        "CHANGED HANDS",
        "Beside the day before.",
        "• Spin Boldak (Kandahar): Taliban 0.78; contested by the map [3] [1,2]",
        "",
        "RUMOURS",
        "  None in this record.",
        "",
        "FOOTNOTES",
        "[1] Reuters (published 2021-07-15): “the flag over the crossing had changed” ·",
        "    2021-07-15-reuters-boldak.md · 1a2b3c4d",
        "[2] Tolo News (Reuters, published 2021-07-15, possible): PARAPHRASE: the town",
        "    had fallen · 2021-07-15-reuters-boldak.md · 1a2b3c4d",
        "[3] Reuters (published 2021-07-15): label: Contested · control.csv row 41 ·",
        "    1a2b3c4d",
    ]


@pytest.mark.parametrize("show", [printed, markdown])
def test_a_paraphrase_is_marked_and_never_in_quotation_marks(show) -> None:  # type: ignore[no-untyped-def]
    text = re.sub(r"\s+", " ", show(brief()))
    assert "PARAPHRASE: the town had fallen" in text
    assert not re.search(r"[“\"‘'«>]\s*the town had fallen", text)
    assert "“the flag over the crossing had changed”" in text


@pytest.mark.parametrize("show", [printed, markdown])
def test_every_finding_shows_all_its_footnotes(show) -> None:  # type: ignore[no-untyped-def]
    lines = [Finding(f"Place {n}: Taliban 0.8", (n, 3)) for n in (1, 2)]
    text = show(brief(*lines)).replace("\\", "")
    assert "Place 1: Taliban 0.8 [1,3]" in text
    assert "Place 2: Taliban 0.8 [2,3]" in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = Finding("Spin Boldak: " + "سپین بولدک 斯平布爾達克 words of some length " * 12, (1, 2, 3))
    assert max(cell_len(line) for line in printed(brief(long), width=width).splitlines()) <= width


@pytest.mark.parametrize(
    "hostile", ["\x1b[31mred\x1b[0m", "\x1b]8;;http://x\x07y", "a\rb\x08c\x9b2J", "\u202edesrever"]
)
def test_nothing_in_the_data_acts_on_the_terminal(hostile: str) -> None:
    notes = tuple(replace(note, words=hostile, source=hostile, path=hostile) for note in (QUOTED, RETOLD))
    text = printed(replace(brief(Finding(hostile, (1, 2)), notes=notes), title=hostile, basis=(hostile,)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", markdown(brief(Finding(hostile, (1,)), notes=notes))
    )


def test_markup_and_emoji_codes_in_the_data_are_only_words() -> None:
    text = printed(brief(Finding("[bold red]Boldak[/] :warning: [link=http://x]y[/link]", (1,))), colour=True)
    assert "[bold red]Boldak[/] :warning: [link=http://x]y[/link]" in text


def test_markdown_signs_in_the_data_are_only_words() -> None:
    text = markdown(brief(Finding("# *x* <b> [a](javascript:b) `c` | _d_ ![e](f)", (1,))))
    assert r"- \# \*x\* \<b\> \[a\](javascript:b) \`c\` \| \_d\_ !\[e\](f) \[1\]" in text
    assert "- 1\\. first" in markdown(brief(Finding("1. first", ())))


def test_markdown_has_the_sections_and_numbered_footnotes() -> None:
    text = markdown(brief())
    assert text.startswith("# South\n\n**12–18 July 2021**")
    assert "## Changed hands\n\n*Beside the day before.*\n\n- Spin Boldak" in text
    assert "## Rumours\n\nNone in this record.\n" in text
    assert r"- \[1\] Reuters (published 2021-07-15): “the flag" in text
    assert "licence: CC BY 4.0" in text
