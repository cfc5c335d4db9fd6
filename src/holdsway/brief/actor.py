"""Who somebody is on the record: names, listings, roles, ties and events, each with its footnote. Nobody is merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from holdsway.brief.cast import Cast
from holdsway.brief.footnotes import Footnote, Footnotes
from holdsway.brief.wording import count, listing, said_on, span
from holdsway.errors import HoldswayError
from holdsway.frame import Frame
from holdsway.records import Document, Kind, Polarity, Statement
from holdsway.rulings import Act, Ruling, pairs
from holdsway.words import fold

__all__ = ["ActorAccount", "ActorAnswer", "Told", "actor_answer"]

MOST_SOURCES = 3
"""How many of those who give a name are cited on its line; the facts have all."""
_EVENTS = (Kind.EVENT, Kind.CASUALTY)
_LINE = 90
_NAME_KINDS = {"alias": "alias", "original": "original script"}


@dataclass(frozen=True, slots=True)
class Told:
    """One line about an actor, with the numbers of its footnotes and its facts by name."""

    text: str
    footnotes: tuple[int, ...]
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ActorAccount:
    """All that the record holds of one actor under one id. Events are in order, newest first."""

    id: str
    name: str
    names: tuple[Told, ...]
    listings: tuple[Told, ...]
    roles: tuple[Told, ...]
    ties: tuple[Told, ...]
    events: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ActorAnswer:
    """Every actor that bears the name asked for, side by side, the footnotes of all, and what was ruled on names."""

    asked: str
    accounts: tuple[ActorAccount, ...]
    footnotes: tuple[Footnote, ...]
    rulings: tuple[str, ...] = ()

    @property
    def side_by_side(self) -> str | None:
        """What to say when there is more than one."""
        if len(self.accounts) < 2:
            return None
        return (
            f"{len(self.accounts)} actors bear the name {self.asked!r}. They may or may not be the same; "
            "they are shown side by side and never merged."
        )


def actor_answer(
    asked: str,
    statements: Sequence[Statement],
    documents: Iterable[Document],
    frame: Frame,
    rulings: Sequence[Ruling] = (),
) -> ActorAnswer:
    """Who bears this id or name (whole, whatever its case and accents), with all that is known of each.

    Errors: HoldswayError with the nearest spellings when nobody does.
    """
    cast = Cast(statements, frame)
    found = cast.called(asked)
    if not found:
        near = cast.near(asked)
        hint = f"near spellings: {listing([repr(name) for name in near])}" if near else "no name comes near it"
        raise HoldswayError(f"nobody on the record is called {asked!r}; {hint}")
    notes = Footnotes(documents, frame)
    accounts = tuple(_account(id, cast, notes) for id in found)
    return ActorAnswer(asked, accounts, notes.all(), tuple(_ruled(asked, accounts, rulings)))


def _ruled(asked: str, accounts: Iterable[ActorAccount], rulings: Sequence[Ruling]) -> Iterator[str]:
    """What persons ruled on two names of which one is asked for or shown: that they are one actor, or two."""
    names = {fold(asked), *(fold(str(told.facts["name"])) for one in accounts for told in one.names)}
    for (one, other), by in sorted(pairs(rulings).items()):
        if names & {fold(one), fold(other)}:
            acts = {ruling.act for ruling in by}
            what = "differently" if len(acts) > 1 else "to be one" if acts == {Act.SAME} else "to be two"
            who = ", ".join(f"{r.author}{f' ({r.reason})' if r.reason else ''}" for r in by)
            yield f"{one!r} and {other!r}: ruled {what} by {who}."


def _account(id: str, cast: Cast, notes: Footnotes) -> ActorAccount:
    said = cast.statements(id)

    def where(kind: Kind, role: str = "subject") -> list[Statement]:
        return [s for s in said if s.kind is kind and any(a.role == role and cast.id_of(a, s) == id for a in s.actors)]

    ties = [_tie(s, id, cast, notes) for s in said if s.kind is Kind.TIE]
    events = sorted((s for s in said if s.kind in _EVENTS), key=_latest, reverse=True)
    return ActorAccount(
        id=id,
        name=cast.name(id),
        names=tuple(_names(id, cast, notes)),
        listings=tuple(_listing(s, notes) for s in where(Kind.LISTING)),
        roles=tuple(_role(s, cast, notes) for s in where(Kind.ROLE)),
        ties=tuple(sorted(ties, key=lambda told: (told.facts["direction"] != "out", told.text))),
        events=tuple(_event(s, id, cast, notes) for s in events),
    )


def _names(id: str, cast: Cast, notes: Footnotes) -> Iterator[Told]:
    """Each spelling once, with who gives it and since when; the first statement of each source is cited."""
    given: dict[tuple[str, str], dict[str, Statement]] = defaultdict(dict)
    for said in cast.statements(id):
        for actor in said.actors:
            if actor.text and cast.is_name(actor, said) and cast.id_of(actor, said) == id:
                given[actor.text, _NAME_KINDS.get(actor.role, "name")].setdefault(said.source, said)
    for name in cast.party_names(id):
        if not any(name == written for written, _ in given):
            yield Told(f"{name} · the frame", (), {"name": name, "kind": "name", "given_by": []})
    rank = ("name", "original script", "alias")
    first = cast.name(id)
    for (name, kind), sources in sorted(given.items(), key=lambda one: (rank.index(one[0][1]), one[0][0] != first)):
        cited = tuple(sources.values())[:MOST_SOURCES]
        by = [f"{said.source}{_published(said)}" for said in cited]
        by += [count(len(sources) - MOST_SOURCES, "more source")] if len(sources) > MOST_SOURCES else []
        facts = [{"source": s.source, "published": _when(s), "statement": s.id} for s in sources.values()]
        text = f"{name}{'' if kind == 'name' else f' ({kind})'} · {'; '.join(by)}"
        yield Told(text, notes.cite(*cited), {"name": name, "kind": kind, "given_by": facts})


def _listing(said: Statement, notes: Footnotes) -> Told:
    lists = [actor.text or actor.id for actor in said.actors if actor.role == "object"]
    programme = f" ({said.label})" if said.label else ""
    number = f", reference {said.native_id}" if said.native_id else ""
    text = f"{', '.join(lists)}{programme}{number}{_since(said)} · {said.source}{_published(said)}{_particulars(said)}"
    facts = {"lists": lists, "programme": said.label, "reference": said.native_id, "note": said.note}
    return _told(said, text, facts, notes)


def _particulars(said: Statement) -> str:
    """What the list adds to tell this one from others of the name, as far as a line holds it."""
    told = (said.note or "").partition("; comments: ")[0]
    short = told if len(told) <= _LINE else told[:_LINE].rpartition("; ")[0] + "; …"
    return f" · {short}" if told else ""


def _role(said: Statement, cast: Cast, notes: Footnotes) -> Told:
    bodies = [cast.name(cast.id_of(actor, said)) for actor in said.actors if actor.role == "object"]
    of = f" of {', '.join(bodies)}" if bodies else ""
    text = f"{said.label or 'office not said'}{of}{_since(said)} · {said.source}{_published(said)}"
    return _told(said, text, {"role": said.label, "of": bodies}, notes)


def _tie(said: Statement, id: str, cast: Cast, notes: Footnotes) -> Told:
    """A tie from this actor's side, or from the other's where it is the other who is something to this one."""
    ends = {actor.role: cast.id_of(actor, said) for actor in said.actors}
    subject, object = ends.get("subject", id), ends.get("object", id)
    out = subject == id
    other, label = (object if out else subject), said.label or "tied to"
    text = f"{label} {cast.shown(other)}" if out else f"{cast.shown(other)}: {label} {cast.name(id)}"
    former = (said.note or "").startswith("formerly")
    text += f"{' (formerly)' if former else ''}{_since(said)} · {said.source}"
    facts = {
        "direction": "out" if out else "in",
        "tie": said.label,
        "other": {"id": other, "name": cast.name(other)},
        "former": former,
        "note": said.note,
    }
    return _told(said, text, facts, notes)


def _event(said: Statement, id: str, cast: Cast, notes: Footnotes) -> Told:
    sides = [(actor.role, cast.id_of(actor, said)) for actor in said.actors]
    who = ", ".join(f"{role} {cast.name(other)}" for role, other in sides if role in ("by", "against", "side"))
    parts = (
        said.event_type or said.label or str(said.kind),
        said.place_text,
        who or None,
        _counted(said),
    )
    when = f"{span(said.valid)}: " if said.valid else ""
    text = f"{when}{', '.join(part for part in parts if part)} · {said.source}{_published(said)}"
    facts = {
        "kind": str(said.kind),
        "type": said.event_type,
        "place": {"code": said.place_code, "name": said.place_text},
        "as": [role for role, other in sides if other == id] or ["party"],
        "actors": [{"id": other, "role": role} for role, other in sides],
        "deaths": {"low": said.low, "best": said.best, "high": said.high},
    }
    return _told(said, text, facts, notes)


def _counted(said: Statement) -> str | None:
    """How many, and of whom: `civilians deaths 3–5`; None when no figure was given."""
    figures = [value for value in (said.low, said.best, said.high) if value is not None]
    if not figures:
        return None
    low, high = min(figures), max(figures)
    number = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return " ".join(part for part in (said.category, said.number_of or "number", number) if part)


def _told(said: Statement, text: str, facts: Mapping[str, object], notes: Footnotes) -> Told:
    """A line with what every line has: who says it, since when, how it is held, and its footnote."""
    held = None if said.modality in ("asserted", "reported") else str(said.modality)
    denied = said.polarity is Polarity.NEGATED
    common = {
        "valid": {
            "from": str(said.valid.first) if said.valid else None,
            "to": str(said.valid.last) if said.valid else None,
            "open": said.open,
        },
        "source": said.source,
        "published": _when(said),
        "polarity": str(said.polarity),
        "modality": str(said.modality),
        "statement": said.id,
    }
    doubts = ", ".join(part for part in ("denied" if denied else None, held) if part)
    return Told(f"{doubts.upper()}: {text}" if doubts else text, notes.cite(said), {**facts, **common})


def _since(said: Statement) -> str:
    if said.valid is None:
        return ""
    return f", since {span(said.valid)}" if said.open else f", {span(said.valid)}"


def _when(said: Statement) -> str | None:
    return str(said.published) if said.published else None


def _published(said: Statement) -> str:
    return f", published {said_on(said)}" if said.published else ", no publication time"


def _latest(said: Statement) -> tuple[date, str]:
    day_of = said.valid.last if said.valid else said.published_day
    return day_of or date.min, said.id
