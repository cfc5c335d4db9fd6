from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from holdsway.actors import Parties, Party
from holdsway.clocks import parse_published
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.reading.frames import FrameReader
from holdsway.records import Document, Statement
from holdsway.scales import Scale, Scales
from holdsway.words import sha256

SHARED = Path(__file__).parents[2].parent / "shared"


def made_up_frame() -> Frame:
    """A country that is not on any map: two sides, two provinces, one name that occurs twice."""
    places = [
        Place("V1", "Norhaven", "Vesk", aliases=("Nor Haven",)),
        Place("V2", "Quille", "Vesk"),
        Place("V3", "Arlen Bridge", "Vesk"),
        Place("T1", "Quille", "Tarn"),
        Place("T2", "Sobrade", "Tarn"),
        Place("T3", "Mirrow-e-Kal", "Tarn"),
    ]
    parties = [
        Party("gov", "Government of Ostria", ("Ostrian forces", "Ministry of Defence")),
        Party("front", "Liberation Front", ("the Front", "LF")),
    ]
    scales = [Scale("Ostrian ministries", party="gov"), Scale("Local officials (press)")]
    return Frame(
        name="ostria",
        parties=Parties(parties),
        places=Gazetteer(places),
        scales=Scales(scales),
        licence="made up",
        declared=True,
    )


def document(text: str, *, published: str | None = "2021-07-15", **more: object) -> Document:
    """A document of the paper 'The Gazette'; 15 July 2021 is a Thursday."""
    known = {"path": "a.md", "format": "markdown", "publisher": "The Gazette", "url": None} | more
    content = text.encode("utf-8", "replace")
    return Document(
        sha256=sha256(content),
        bytes=len(content),
        text_sha256=sha256(content),
        published=parse_published(published) if published else None,
        **known,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def frame() -> Frame:
    return made_up_frame()


@pytest.fixture(scope="session")
def reader() -> FrameReader:
    return FrameReader()


@pytest.fixture
def read(reader: FrameReader, frame: Frame) -> Callable[..., list[Statement]]:
    def read_text(text: str, **more: object) -> list[Statement]:
        return reader.read(text, document(text, **more), frame)

    return read_text


@pytest.fixture(scope="session")
def documented() -> Callable[..., Document]:
    return document


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared cases are not beside this checkout")
    return SHARED


CASE = """\
name: case
from: 2021-07-01
to: 2021-07-31
parties: [{id: gov, name: Government of Ostria}, {id: front, name: Liberation Front, aliases: [the Front]}]
gazetteer: {file: places.csv, version: v1}
"""
PLACES = "code,name,parent,latitude,longitude,aliases\nV1,Norhaven,Vesk,1,1,\nV2,Quille,Vesk,2,2,\n"


@pytest.fixture
def case_folder(tmp_path: Path) -> Path:
    """A folder with the frame of two sides and two towns, for reading without a ledger."""
    (tmp_path / "case.yaml").write_text(CASE)
    (tmp_path / "places.csv").write_text(PLACES)
    return tmp_path
