from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from holdsway.actors import Parties, Party
from holdsway.brief import Brief, Finding, Footnote, Section
from holdsway.brief.map import map_svg
from holdsway.brief.page import page
from holdsway.clocks import Days
from holdsway.control import Estimate
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place

ON = date(2021, 7, 18)
HASH = "ab12cd34ef56" + "0" * 52
QUOTED = Footnote(
    number=1,
    statement="1a2b3c4d" + "0" * 56,
    source="Taliban statements",
    publisher="Reuters",
    published="2021-07-15",
    words="our mujahideen hold Spin Boldak",
    paraphrase=False,
    document=HASH,
    path="inbox/2021-07-15-boldak.md",
    row=None,
    url="https://example.org/boldak",
    licence="CC BY 4.0",
    modality="asserted",
    attribution=("Reuters", "a spokesman"),
)
RETOLD = replace(QUOTED, number=2, source="Tolo News", words="a crossing had changed hands", paraphrase=True)
ROW = replace(
    QUOTED,
    number=3,
    source="Weekly map",
    words="label: Contested · place: Spin Boldak",
    as_written="Weekly map,2021-07-15,Spin Boldak,Contested",
    path="control.csv",
    row=41,
)


def estimate(place: Place, holder: str, p: float, reports: int) -> Estimate:
    return Estimate(
        place=place.name,
        code=place.code,
        admin1=place.admin1,
        on=ON,
        known_by="2021-07-18",
        holder=holder,
        probability=p,
        probabilities={holder: p},
        unknown=p < 0.6,
        reports=reports,
        independent_sources=min(reports, 2),
        last_report=date(2021, 7, 14) if reports else None,
    )


def brief(
    *findings: Finding, notes: tuple[Footnote, ...] = (QUOTED, RETOLD, ROW), places: int = 2, title: str = "South"
) -> Brief:
    boldak = Place("a", "Spin Boldak", "Kandahar", latitude=31.0, longitude=66.4)
    others = [Place(f"p{n}", f"Place {n}", "Zabul", latitude=32.0, longitude=67 + n / 9) for n in range(places - 1)]
    lines = findings or (Finding("Spin Boldak (Kandahar): Taliban 0.78; contested by the map [3]", (1, 2, 3)),)
    return Brief(
        title=title,
        frame=Frame(parties=Parties([Party("taliban", "Taliban")]), places=Gazetteer([boldak, *others])),
        days=Days(date(2021, 7, 12), ON),
        known_by="2021-07-18",
        batch=12,
        head="feedc0de" * 8,
        sections=(
            Section("changes", "Changed hands", lines, note="Beside the day before."),
            Section("rumours", "Rumours", (), empty="None in this record."),
        ),
        footnotes=notes,
        estimates=(
            estimate(boldak, "taliban", 0.78, 5),
            *(estimate(place, "taliban", 0.99, places > 2) for place in others),
        ),
        basis=("65 documents, 287 statements.",),
    )


def shown(given: Brief) -> html.HtmlElement:
    return html.document_fromstring(page(given, map_svg(given.estimates, given.frame, on=ON)))


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_masthead_says_period_known_by_batch_and_head() -> None:
    head = words_of(shown(brief()).find(".//header"))
    assert "South 12–18 July 2021" in head
    assert "As known by 18 July 2021 · batch 12 · record feedc0de" in head
    assert "65 documents, 287 statements." in head


def test_without_a_known_by_it_says_that_everything_so_far_counts() -> None:
    assert "everything published so far" in page(replace(brief(), known_by=None, batch=None, head=None), "<svg/>")


def test_a_paraphrase_is_marked_and_never_in_quotation_marks() -> None:
    text = page(brief(), "<svg/>")
    tree = html.document_fromstring(text)
    assert "PARAPHRASE: a crossing had changed hands" in words_of(tree.get_element_by_id("fn2"))
    assert "PARAPHRASE: a crossing had changed hands" in words_of(tree.get_element_by_id("q2"))
    assert not re.search(r"[“\"‘«'](<[^>]*>|\s)*a crossing had changed hands", text)
    assert not any("a crossing" in words_of(quote) for quote in tree.iter("blockquote", "q"))


def test_a_sources_own_words_are_quoted() -> None:
    tree = shown(brief())
    quotes = {words_of(quote) for quote in tree.iter("blockquote")}
    assert quotes == {"“our mujahideen hold Spin Boldak”"}
    assert {quote.get("dir") for quote in tree.iter("blockquote")} == {"auto"}


def test_a_row_of_a_table_is_told_by_its_columns_and_not_quoted() -> None:
    note = words_of(shown(brief()).get_element_by_id("fn3"))
    assert note.startswith("label: Contested · place: Spin Boldak")
    assert "Weekly map,2021-07-15,Spin Boldak,Contested" in note
    assert "control.csv, row 41" in note


def test_a_footnote_has_speaker_publisher_dates_document_statement_and_licence() -> None:
    note = shown(brief()).get_element_by_id("fn1")
    said = words_of(note)
    for part in (
        "Taliban statements · published by Reuters · 15 July 2021 · asserted",
        "who says: Reuters, quoting a spokesman",
        "inbox/2021-07-15-boldak.md",
        "sha256 ab12cd34ef56 · ",
        "statement 1a2b3c4d · ",
        "licence: CC BY 4.0",
    ):
        assert part in said
    assert note.xpath(".//code[@title]/@title") == [HASH]
    link = note.xpath(".//a[starts-with(@href, 'https')]")[0]
    assert link.get("href") == "https://example.org/boldak"
    assert "noreferrer" in link.get("rel")


def test_every_finding_shows_each_of_its_footnotes_once_and_they_open_and_lead_back() -> None:
    tree = shown(brief())
    line = tree.get_element_by_id("changes-1")
    assert words_of(line).startswith("Spin Boldak (Kandahar): Taliban 0.78; contested by the map")
    targets = line.xpath(".//button/@popovertarget")
    assert sorted(targets) == ["q1", "q2", "q3"]
    for target in targets:
        assert tree.get_element_by_id(target).get("popover") is not None
    for anchor in line.xpath(".//a/@href"):
        note = tree.get_element_by_id(anchor[1:])
        assert "#changes-1" in note.xpath(".//a/@href")


def test_every_link_within_the_page_leads_somewhere_and_ids_are_unique() -> None:
    tree = shown(brief())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in tree.xpath("//*[local-name() = 'a' or local-name() = 'use']/@href"):
        assert not target.startswith("#") or target[1:] in ids


def test_nothing_is_fetched_and_nothing_runs() -> None:
    text = page(brief(), map_svg(brief().estimates, brief().frame, on=ON))
    tree = html.document_fromstring(text)
    assert not list(tree.iter("script", "link", "img", "iframe", "object", "embed", "base", "form", "audio", "video"))
    assert not tree.xpath("//@src | //@srcset | //@background | //@action | //@style")
    assert {element.tag for element in tree.xpath("//*[starts-with(@href, 'http')]")} == {"a"}
    assert not re.search(r"@import|url\((?!#)", text)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</style><script>alert(1)</script>",
        "{{ 7 * 7 }}{% raw %}",
        "\x1b[31mred\x1b[0m\x00",
        "\u202egnirts desrever",
        "سپین بولدک",
    ],
)
def test_hostile_text_is_only_words(hostile: str) -> None:
    notes = tuple(
        replace(
            note,
            words=hostile,
            source=hostile,
            publisher=hostile,
            path=hostile,
            licence=hostile,
            attribution=(hostile,),
        )
        for note in (QUOTED, RETOLD)
    )
    given = replace(brief(Finding(hostile, (1, 2)), notes=notes, title=hostile), basis=(hostile,))
    text = page(given, map_svg(given.estimates, given.frame, on=ON))
    tree = html.document_fromstring(text)
    assert not list(tree.iter("script", "img"))
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    assert "49" not in words_of(tree.find(".//h1"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://[", "//x.org"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    tree = shown(brief(notes=(replace(QUOTED, url=url), RETOLD, ROW)))
    assert url in words_of(tree.get_element_by_id("fn1"))
    assert url not in tree.xpath("//@href")


def test_the_table_equals_the_map() -> None:
    tree = shown(brief())
    rows = [[words_of(cell) for cell in row] for row in tree.xpath("//table/tbody/tr")]
    assert rows == [["Spin Boldak", "Kandahar", "Taliban", "0.78", "", "5", "2", "14 July 2021"]]
    assert "1 place without any report" in words_of(tree.get_element_by_id("places"))
    assert "Zabul: Place 0" in words_of(tree.get_element_by_id("places"))


def test_a_long_table_is_folded() -> None:
    assert not shown(brief(places=60)).xpath("//details//table")
    assert shown(brief(places=61)).xpath("//details//table")


def test_a_section_shows_its_note_and_an_empty_one_says_so() -> None:
    tree = shown(brief())
    assert "Beside the day before." in words_of(tree.get_element_by_id("changes"))
    assert "None in this record." in words_of(tree.get_element_by_id("rumours"))


def test_a_brief_without_anything_is_still_a_page() -> None:
    bare = replace(brief(), footnotes=(), sections=(), estimates=(), basis=(), known_by=None, batch=None, head=None)
    assert "No place has a report." in words_of(shown(bare))
