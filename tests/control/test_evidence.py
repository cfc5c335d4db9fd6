"""One report counts once, whatever the number of rows it fills or of speakers it quotes."""

from __future__ import annotations

from datetime import date
from typing import Any

from holdsway.actors import Parties, Party
from holdsway.clocks import parse_days, parse_published
from holdsway.control import Estimate, Estimator
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.records import Kind, Polarity, Statement, identified
from holdsway.scales import Scale, Scales
from holdsway.words import Quote

ALPHA = Place("A1", "Alpha")
FRAME = Frame(
    parties=Parties([Party("gov", "Government"), Party("reb", "Rebels")]),
    places=Gazetteer([ALPHA]),
    scales=Scales([Scale("Ministry", party="gov"), Scale("Spokesman", party="reb"), Scale("Officials")]),
    declared=True,
)
DAY = "2021-07-10"
URL = "https://example.org/report"


def says(party: str, *, source: str, day: str = DAY, **more: Any) -> Statement:
    fields: dict[str, Any] = {
        "kind": Kind.CONTROL,
        "source": source,
        "document": "d" * 64,
        "quote": Quote(exact="words", row=2),
        "place_code": "A1",
        "party": party,
        "open": True,
        "valid": parse_days(day),
        "published": parse_published(DAY),
    }
    return identified(Statement(**(fields | more)))


def estimate(*said: Statement) -> Estimate:
    return Estimator(FRAME, said).estimate(ALPHA, date(2021, 7, 20))


def test_two_rows_with_one_url_are_one_report() -> None:
    rows = says("reb", source="Officials", url=URL), says("reb", source="coder A", url=URL)
    both = estimate(*rows)
    assert (both.reports, both.independent_sources) == (1, 1)
    assert both.probabilities in (estimate(rows[0]).probabilities, estimate(rows[1]).probabilities)


def test_two_rows_of_one_publisher_day_place_and_holder_are_one_report() -> None:
    rows = (
        says("reb", source="Officials", publisher="Wire", native_id="1"),
        says("reb", source="Mayor", publisher="Wire", native_id="2"),
    )
    both = estimate(*rows)
    assert (both.reports, both.independent_sources) == (1, 1)
    assert both.probabilities == estimate(rows[0]).probabilities


def test_rows_that_share_a_url_with_one_and_a_publisher_with_another_are_all_one_report() -> None:
    first = says("reb", source="Officials", publisher="Wire", url=URL)
    second = says("reb", source="coder A", publisher="coder A", url=URL)
    third = says("reb", source="Mayor", publisher="Wire")
    assert estimate(first, second, third).reports == 1


def test_two_publishers_on_one_day_are_two_reports() -> None:
    both = estimate(says("reb", source="Officials", publisher="Wire"), says("reb", source="Mayor", publisher="Paper"))
    assert (both.reports, both.independent_sources) == (2, 2)
    assert both.probabilities["reb"] > estimate(says("reb", source="Mayor")).probabilities["reb"]


def test_one_publisher_on_two_days_is_two_reports_of_one_source() -> None:
    later = says("reb", source="Wire", day="2021-07-12", published=parse_published("2021-07-12"))
    both = estimate(says("reb", source="Wire"), later)
    assert (both.reports, both.independent_sources) == (2, 1)


def test_a_report_that_quotes_both_sides_counts_as_one_independent_source() -> None:
    claim = says("reb", source="Spokesman", publisher="Wire", url=URL)
    denial = says("gov", source="Ministry", publisher="Wire", url=URL)
    both = estimate(claim, denial)
    assert (both.reports, both.independent_sources) == (1, 1)
    assert both.unknown


def test_a_claim_and_its_denial_in_one_report_are_both_heard() -> None:
    claim = says("reb", source="Spokesman", publisher="Wire", url=URL)
    denial = says("reb", source="Ministry", publisher="Wire", url=URL, polarity=Polarity.NEGATED)
    both = estimate(claim, denial)
    assert both.probabilities["reb"] < estimate(claim).probabilities["reb"]
    assert both.reports == 1


def test_a_text_without_a_url_that_quotes_both_sides_is_one_report_too() -> None:
    claim = says("reb", source="Spokesman", publisher="Wire", method="read")
    reply = says("gov", source="Ministry", publisher="Wire", method="read")
    both = estimate(claim, reply)
    assert (both.reports, both.independent_sources) == (1, 1)


def test_two_rows_of_one_table_are_two_reports() -> None:
    both = estimate(says("reb", source="Spokesman"), says("gov", source="Ministry"))
    assert (both.reports, both.independent_sources) == (2, 2)


def test_of_an_event_and_an_assessment_told_at_once_the_assessment_stands_whatever_their_hashes() -> None:
    for number in range(8):  # the hashes fall either way
        event = says("reb", source="Officials", kind=Kind.EVENT, native_id=f"e{number}", place_precision="district")
        assessment = says("gov", source="Officials", native_id=f"c{number}")
        assert estimate(event, assessment).holder == "gov"


def test_of_one_report_told_twice_the_telling_that_names_the_day_counts() -> None:
    vague = says("reb", source="Wire", publisher="Wire", url=URL, day="2021-07-08/2021-07-10")
    exact = says("reb", source="Spokesman", publisher="Wire", url=URL)
    assert estimate(vague, exact).probabilities == estimate(exact).probabilities
    assert estimate(vague).probabilities != estimate(exact).probabilities
