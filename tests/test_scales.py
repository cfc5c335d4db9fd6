"""Scales: what a source's own labels stand for."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from holdsway.actors import Parties, Party
from holdsway.errors import FrameError
from holdsway.scales import Label, Priors, Scale, Scales, scales_from

PARTIES = Parties([Party("goa", "Government"), Party("taliban", "Taliban", ("TB",))])


def scale(**entry: Any) -> Any:
    return {"sources": {"LWJ": {"labels": {"Under control": {"means": "all of it", "holder": "taliban"}}, **entry}}}


def test_a_label_is_found_whole_and_case_folded() -> None:
    lwj = scales_from(scale(), PARTIES).of("lwj")
    assert lwj is not None
    assert lwj.label("UNDER  CONTROL") == Label("Under control", "all of it", "taliban")
    assert lwj.label("Under contro") is None
    assert lwj.label("Under control of the Taliban") is None
    assert lwj.label("control") is None


def test_a_label_may_stand_for_contested_or_unknown() -> None:
    labels = {"both": {"holder": "contested"}, "no data": {"holder": "unknown"}}
    lwj = scales_from(scale(labels=labels), PARTIES).of("LWJ")
    assert lwj is not None
    assert [lwj.labels[text].holder for text in ("both", "no data")] == ["contested", "unknown"]


def test_everything_but_the_labels_may_be_left_out() -> None:
    lwj = scales_from(scale(), PARTIES).of("LWJ")
    assert lwj == Scale("LWJ", labels={"under control": Label("Under control", "all of it", "taliban")})
    assert (lwj.kind, lwj.party, lwj.copies, lwj.ended, lwj.priors) == ("statements", None, None, None, Priors())
    assert scales_from({"sources": {"AP": None}}, PARTIES).of("AP") == Scale("AP")


def test_everything_said_of_a_source_is_kept() -> None:
    entry = {"kind": "map", "habit": "daily", "party": "taliban", "copies": "AP", "ended": "2021-07-28"}
    lwj = scales_from(scale(**entry, priors={"fall_days": 2, "recapture_days": 30.5, "weight": 0}), PARTIES).of("LWJ")
    assert lwj is not None
    assert (lwj.kind, lwj.habit, lwj.party, lwj.copies) == ("map", "daily", "taliban", "AP")
    assert lwj.ended == date(2021, 7, 28)
    assert lwj.priors == Priors(2, 30.5, 0)


def test_a_source_without_a_scale_has_none() -> None:
    scales = scales_from(scale(), PARTIES)
    assert scales.of("SIGAR") is None
    assert len(scales) == 1
    assert [s.source for s in scales] == ["LWJ"]


def test_the_spokesmen_of_a_party_are_found_by_the_party() -> None:
    scales = scales_from(scale(party="taliban"), PARTIES)
    assert scales.spokesmen_of("taliban") == scales.of("LWJ")
    assert scales.spokesmen_of("goa") is None


def test_the_version_changes_with_a_label_or_its_holder_and_with_nothing_else() -> None:
    one = Scale("LWJ", labels={"held": Label("held", "all of it", "taliban")})
    assert replace(one, habit="weekly", priors=Priors(3)).version == one.version
    changed = [
        Scale("LWJ", labels={"held": Label("held", "all of it", "goa")}),
        Scale("LWJ", labels={"taken": Label("taken", "all of it", "taliban")}),
        Scale("LWJ", labels={**one.labels, "lost": Label("lost", "", "goa")}),
        Scale("LWJ", "map", labels=one.labels),
    ]
    assert len({one.version, *(other.version for other in changed)}) == 5


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, r"needs `sources:` with one entry for each source"),
        ([], r"needs `sources:`"),
        ({"sources": ["LWJ"]}, r"needs `sources:`"),
        ({"sources": {"LWJ": ["held"]}}, r"LWJ: write its labels as `labels: \{LABEL: \{means, holder\}\}`"),
        (scale(labels=["held"]), r"LWJ: write its labels as `labels: \{LABEL: \{means, holder\}\}`"),
        (scale(labels="held"), r"LWJ: write its labels as"),
        (scale(kind="atlas"), r"LWJ: kind 'atlas' is neither map nor statements"),
        (scale(party="un"), r"LWJ: party 'un' is not in case\.yaml"),
        (scale(ended="July"), r"LWJ: ended 'July' is not a date; write YYYY-MM-DD"),
        (
            scale(labels={"held": {"holder": "TB"}}),
            r"LWJ: label 'held' has holder 'TB'; write one of goa, taliban, cont",
        ),
        (scale(labels={"held": {"means": "x"}}), r"LWJ: label 'held' has holder None; write one of goa, taliban"),
        (scale(labels={"held": "taliban"}), r"LWJ: label 'held' has holder None; write one of goa, taliban"),
        (scale(labels={"held": {"holder": ["goa"]}}), r"LWJ: label 'held' has holder \['goa'\]; write one of"),
        (scale(priors={"lag": 3}), r"LWJ: prior lag: 3; write fall_days, recapture_days or weight, 0 or more"),
        (scale(priors={"weight": -1}), r"LWJ: prior weight: -1; write fall_days"),
        (scale(priors={"weight": "much"}), r"LWJ: prior weight: 'much'; write fall_days"),
        (scale(priors=[1]), r"LWJ: priors: \[1\]; write fall_days"),
    ],
)
def test_a_bad_scale_is_refused_with_its_source_entry_and_remedy(content: Any, said: str) -> None:
    with pytest.raises(FrameError, match=r"^scales\.yaml: " + said):
        scales_from(content, PARTIES)


def test_one_label_written_twice_for_two_holders_is_refused() -> None:
    labels = {"Held": {"holder": "goa"}, "HELD": {"holder": "taliban"}}
    with pytest.raises(FrameError, match=r"scales\.yaml: LWJ: label 'HELD' .*'Held'.*leave one"):
        scales_from(scale(labels=labels), PARTIES)


def test_one_source_written_twice_is_refused() -> None:
    content = {"sources": {"LWJ": {"kind": "map"}, "lwj": {"kind": "statements"}}}
    with pytest.raises(FrameError, match=r"scales\.yaml: lwj: .*'LWJ'.*leave one"):
        scales_from(content, PARTIES)


def test_no_scales_at_all_answer_nothing() -> None:
    assert Scales().of("LWJ") is None
    assert len(Scales()) == 0
