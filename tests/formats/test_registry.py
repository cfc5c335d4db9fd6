from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from holdsway.errors import InputError, UnknownFormatError
from holdsway.formats import Metadata, formats, nearest, recognise


class Plain:
    """A format of a third party, declared by its columns only."""

    def __init__(self, name: str, *required: str) -> None:
        self.metadata = Metadata(name=name, title=name, required=required)

    def statements(self, *_):
        return []


def installed(folder: Path, *entries: str, module: str = "") -> None:
    """A package in a folder, with the metadata that an installer would write."""
    (folder / "theirs.py").write_text(module)
    about = folder / "theirs-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[holdsway.formats]\n" + "\n".join(entries) + "\n")


def declaring(metadata: str) -> str:
    return (
        "from holdsway.formats import Metadata\n"
        f"class Bad:\n    metadata = Metadata({metadata})\n    def statements(self, *_): return []\n"
    )


def test_the_formats_that_come_with_holdsway_are_registered_like_any_other():
    assert {"control", "events", "ties", "listings", "ucdp_ged"} <= set(formats())
    for name, format in formats().items():
        assert format.metadata.name == name
        assert format.metadata.assertions


def test_a_format_of_another_package_is_found(tmp_path, monkeypatch):
    module = (
        "from holdsway.formats import Metadata\n"
        "class Harvest:\n"
        "    metadata = Metadata(name='harvest', title='Harvests', required=('field', 'yield'))\n"
        "    def statements(self, row, number, intake): return []\n"
    )
    installed(tmp_path, "harvest = theirs:Harvest", module=module)
    monkeypatch.syspath_prepend(tmp_path)
    found = recognise(["field", "yield", "year"])
    assert found is not None
    assert found.metadata.title == "Harvests"


@pytest.mark.parametrize(
    ("entry", "module", "reason"),
    [
        ("broken = theirs:Missing", "", "cannot be loaded: AttributeError"),
        ("broken = theirs:Bad", "raise RuntimeError('no such licence')", "RuntimeError: no such licence"),
        ("broken = theirs:Bad", "class Bad: pass", "has no `metadata` or no `statements`"),
        ("broken = theirs:Bad", declaring("name='other', title='', required=('a',)"), "calls itself 'other'"),
        ("broken = theirs:Bad", declaring("name='broken', title='', required=()"), "declares no required columns"),
        (
            "broken = theirs:Bad",
            declaring("name='broken', title='', required=('a',), encoding='klingon'"),
            "declares an encoding 'klingon' that there is not",
        ),
        ("control = theirs:Bad", "", "two packages register a format 'control'"),
    ],
)
def test_a_broken_plug_in_is_one_plain_line_that_names_it(tmp_path, monkeypatch, entry, module, reason):
    installed(tmp_path, entry, module=module)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "theirs", raising=False)
    with pytest.raises(InputError, match=re.escape(reason)) as raised:
        formats()
    assert "uninstall" in str(raised.value)


def test_a_header_is_known_by_all_required_columns_whatever_else_it_holds():
    control = ["source", "published", "as_of", "place", "label"]
    assert recognise([*control, "colour"]).metadata.name == "control"
    assert recognise(control[1:]) is None


def test_of_two_formats_that_fit_the_one_that_requires_more_wins():
    known = {"wide": Plain("wide", "a"), "narrow": Plain("narrow", "a", "b")}
    assert recognise(["a", "b", "c"], known).metadata.name == "narrow"


def test_two_formats_that_fit_equally_are_for_the_user_to_choose_from():
    known = {"one": Plain("one", "a"), "two": Plain("two", "b")}
    with pytest.raises(UnknownFormatError, match="fits 'one' and 'two' equally well; say which with --as NAME"):
        recognise(["a", "b"], known)


def test_the_nearest_format_is_the_one_with_least_missing():
    header = ["source", "source_event_id", "date_start", "date_end", "place", "event_type"]
    format, missing = nearest(header)
    assert (format.metadata.name, missing) == ("events", ("actor1", "published"))
