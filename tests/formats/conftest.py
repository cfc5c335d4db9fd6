from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from holdsway.actors import Parties, Party
from holdsway.clocks import Published
from holdsway.formats import TableReading, read_table
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.records import Document
from holdsway.scales import scales_from
from holdsway.words import sha256

Reads = Callable[..., TableReading]


def square(longitude: float, latitude: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    x, y = longitude, latitude
    return (((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)),)


@pytest.fixture(scope="session")
def frame() -> Frame:
    parties = Parties([Party("goa", "Government of Afghanistan", ("ANA",)), Party("taliban", "Taliban", ("Taleban",))])
    places = [
        Place("AF0901", "Baghlan", "Baghlan", version="v1", rings=square(68, 36)),
        Place("AF0910", "Burka", "Baghlan", version="v1", rings=square(69, 36)),
        Place("AF2711", "Spin Boldak", "Kandahar", version="v1", rings=square(66, 31)),
    ]
    labels = {
        "fallen": {"means": "centre lost", "holder": "taliban"},
        "contested": {"means": "fighting in it", "holder": "contested"},
        "no data": {"means": "nothing known", "holder": "unknown"},
    }
    scales = scales_from({"sources": {"Officials": {"labels": labels}}}, parties)
    return Frame(
        name="case",
        country="AF",
        parties=parties,
        places=Gazetteer(places),
        scales=scales,
        licence="frame licence",
        declared=True,
    )


@pytest.fixture
def reads(tmp_path: Path, frame: Frame) -> Reads:
    """Reads a table given as text or bytes: a real file, with the declared frame unless told otherwise."""

    def reading(
        content: str | bytes,
        *,
        name: str = "table.csv",
        within: Frame | None = None,
        published: Published | None = None,
        licence: str | None = None,
        **options: object,
    ) -> TableReading:
        path = tmp_path / name
        raw = content.encode() if isinstance(content, str) else content
        path.write_bytes(raw)
        document = Document(
            sha256=sha256(raw), path=name, format="csv", bytes=len(raw), published=published, licence=licence
        )
        return read_table(path, document, frame if within is None else within, **options)  # type: ignore[arg-type]

    return reading
