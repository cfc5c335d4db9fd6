"""HXL (1.1): a CSV with a row of hashtags under its header, for HDX, spreadsheets and R."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from holdsway.export.slots import counted, deaths, named, plain
from holdsway.export.whereabouts import place_title, point_of
from holdsway.formats.rows import csv_line
from holdsway.frame import Frame
from holdsway.records import Statement

__all__ = ["TAGS", "as_hxl"]

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet would take for the beginning of a formula, also in its wide form."""
_ROLES = ("by", "against", "side", "party", "subject", "object", "alias", "original")
_BETWEEN = " | "
"""What parts the entries of a cell with several, which HXL marks with +list."""

_PLAIN: Mapping[str, tuple[str, Callable[[Statement], Any]]] = {
    "id": ("#meta+id", lambda said: said.id),
    "kind": ("#meta+kind", lambda said: str(said.kind)),
    "from": ("#date+start", lambda said: str(said.valid.first) if said.valid else None),
    "to": ("#date+end", lambda said: str(said.valid.last) if said.valid and not said.open else None),
    "published": ("#date+reported", lambda said: str(said.published) if said.published else None),
    "event type": ("#event+type", lambda said: said.event_type),
    "event id": ("#event+id", lambda said: said.native_id),
    "admin 1": ("#adm1+name", lambda said: said.admin1),
    "place as written": ("#loc+name+written", lambda said: said.place_text),
    "place code": ("#loc+code", lambda said: said.place_code),
    "code version": ("#loc+code+version", lambda said: said.place_version),
    "precision": ("#geo+precision", lambda said: said.place_precision),
    "holder": ("#actor+holder", lambda said: said.party),
    "label": ("#status+label", lambda said: said.label),
    "who died": ("#group+name", lambda said: said.category if counted(said)[0] is None else None),
    "deaths low": ("#affected+killed+min", lambda said: deaths(said)[0]),
    "deaths best": ("#affected+killed+best", lambda said: deaths(said)[1]),
    "deaths high": ("#affected+killed+max", lambda said: deaths(said)[2]),
    "counted": ("#indicator+name", lambda said: counted(said)[0]),
    "counted of": ("#indicator+type", lambda said: said.category if counted(said)[0] else None),
    "count low": ("#indicator+value+min", lambda said: counted(said)[1][0]),
    "count best": ("#indicator+value+best", lambda said: counted(said)[1][1]),
    "count high": ("#indicator+value+max", lambda said: counted(said)[1][2]),
    "modality": ("#meta+modality", lambda said: str(said.modality)),
    "polarity": ("#meta+polarity", lambda said: str(said.polarity)),
    "source": ("#meta+source", lambda said: said.source),
    "publisher": ("#meta+publisher", lambda said: said.publisher),
    "licence": ("#meta+licence", lambda said: said.licence),
    "url": ("#meta+url", lambda said: said.url),
    "quote": ("#description+quote", lambda said: said.quote.exact),
    "note": ("#description+note", lambda said: said.note),
    "review": ("#meta+review", lambda said: said.review),
    "flags": ("#meta+flags+list", lambda said: _BETWEEN.join(said.flags)),
}
TAGS: Mapping[str, str] = {
    **{header: tag for header, (tag, _) in _PLAIN.items()},
    "place": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    **{f"actor: {role}": f"#actor+{role}+list" for role in _ROLES},
    "actor: other": "#actor+other+list",
}
"""Every column: its header and its hashtag."""


def as_hxl(statements: Iterable[Statement], frame: Frame) -> Iterator[bytes]:
    """Header, hashtags, then one row for each statement; an area has no coordinates, and no cell is a formula."""
    yield _line(TAGS)
    yield _line(TAGS.values())
    for said in statements:
        row = _row(said, frame)
        yield _line(_harmless(row[header]) for header in TAGS)


def _row(said: Statement, frame: Frame) -> dict[str, Any]:
    longitude, latitude = point_of(said, frame) or (None, None)
    others = sorted({actor.role for actor in said.actors} - set(_ROLES))
    return {
        **{header: value(said) for header, (_, value) in _PLAIN.items()},
        "place": place_title(said, frame),
        "latitude": plain(latitude),
        "longitude": plain(longitude),
        **{f"actor: {role}": _BETWEEN.join(named(said.actors, role)) for role in _ROLES},
        "actor: other": _BETWEEN.join(f"{name} ({role})" for role in others for name in named(said.actors, role)),
    }


def _harmless(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value.startswith(RISKY) else value


def _line(cells: Iterable[Any]) -> bytes:
    return csv_line(cells).encode() + b"\n"
