"""Incidents read from FBIS texts of 1988-90 against the answer keys of MUC-3/4 (1,300 development messages).

python evals/muc.py [--part tune|held] [--reader NAME] [--show]

Held back: the 300 messages whose id has the lowest SHA-256 are for evaluation and never tuned on; the other 1,000 are
`tune`. Each message is read with an empty frame, published on the day of its dateline, in its capitals as received.

From statements to incidents. INCIDENT says which type each `event_type` is, or why it is none. Left out besides, as the
task definition (template-doc-part1.v7, section 1.0) leaves them out: what is not held as fact or is denied (1.5), what
ended more than 61 days before the dateline (1.6), harm to the armed alone (1.1: every victim named, or without one the
words of a casualty, is of _ARMED; not the words after "by", nor those before the verb of 'rebels killed three'), which
only adds to the people of an incident told besides, as the keys count a guard among its targets; and what names neither
place, day, doer, victim nor figure (1.7).
Statements are taken in the order of the text; one joins an incident of the same type whose day, place and doer do not
differ (5.0: another filler in one of these is another incident). A casualty joins the last incident it does not differ
from; else killed and wounded are an ATTACK (MURDER is part of ATTACK in MUC-4), abducted people a KIDNAPPING, until an
event that does not differ tells its type ('three died when a bomb went off').
Numbers of one incident for the same harm are reports that differ, from the least to the greatest; where the words say
that they count others ('two guards were also killed', 'three more'), the greater to both together, since every target
of a template has a number of its own in slot 21 and the score adds them up.
Days differ when the intervals share no day, places when neither name is the other nor its province, doers when the
sets of actors share none.

Scored. Incidents and required templates of a message pair one to one where the types are equal (best total; agreement
in place, day, stage and each number of people decides between equals, as the fillers of all slots did in MUC-4).
F1 = 2 · pairs / (incidents + templates). Optional templates are no miss, and an incident that pairs with one is no
error. On the pairs:
- date: both ends of the incident's interval lie within 3 days of the template's (of any alternative);
- place: where the template names one below the country, a name of it is the incident's place or its province;
- stage: ACCOMPLISHED, ATTEMPTED or THREATENED, as one of the template's alternatives;
- people: for each number of killed, wounded or abducted a template gives, the incident's range overlaps it; no range is
  a miss.
A message the reader fails on gives no incidents and is counted. A message is relevant when its key has a required
template; that the reader draws an incident from it is scored apart.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from measures import NOTHING, SHARED, Tally, best_pairs, document_of, drawn, reader_of, share, table
from muc_corpus import ARCHIVE, Range, Template, Text, keys, texts

from holdsway.frame import Frame
from holdsway.reading.lexicon import word_set
from holdsway.reading.reader import DEFAULT_READER
from holdsway.records import Kind, Modality, Polarity, Statement
from holdsway.words import fold

HELD = 300
RECENT = timedelta(days=61)
NEAR = timedelta(days=3)

INCIDENT: dict[str, str | None] = {
    "assault": "ATTACK",
    "killing": "ATTACK",
    "shelling": "ATTACK",  # mortars and artillery are ATTACK in the keys
    "airstrike": "ATTACK",  # an aerial bomb too: 9 of the 9 in the keys
    "siege": "ATTACK",
    "bombing": "BOMBING",
    "kidnapping": "KIDNAPPING",
    "arson": "ARSON",
    "looting": "ROBBERY",
    "threat": "ATTACK",  # its type is what is threatened, where its words say so
    "clash": None,  # fighting of guerrillas with the army is no incident (1.1 b)
    "blockade": None,  # a road that is closed; the keys' FORCED WORK STOPPAGE is a strike under threat
    "protest": None,  # not violent
    "displacement": None,
    "arrest": None,  # an act of the law
    "release": None,  # the end of a kidnapping, in the keys an effect on its targets
    "talks": None,
    "ceasefire": None,
    "aid": None,
    "surrender": None,
}
"""The `event_type` of a statement → the incident type of MUC-4; None: no incident there."""

HARMED: dict[str, tuple[str, str]] = {
    "killed": ("killed", "ATTACK"),
    "wounded": ("wounded", "ATTACK"),
    "injured": ("wounded", "ATTACK"),
    "abducted": ("abducted", "KIDNAPPING"),
    "kidnapped": ("abducted", "KIDNAPPING"),
}
"""`number_of` of people harmed or taken → how the keys count them, and the incident it is when nothing else is told."""

_PEOPLE = (Kind.CASUALTY, Kind.COUNT)

_THREATENED = (("BOMB", "BOMBING"), ("DYNAMITE", "BOMBING"), ("KIDNAP", "KIDNAPPING"), ("BURN", "ARSON"))
_PASSIVE = word_set("was were been be being is are am get got")
_ADJUNCT = word_set("in at near on during when while after and or")
_ATTEMPT = ("ATTEMPT", "TRIED TO", "FOIL", "THWART", "FRUSTRAT", "DEACTIVAT", "DEFUS", "FAILED TO")
_ARMED = word_set(
    "soldier soldiers troops army battalion brigade garrison guerrilla guerrillas rebels insurgents military police "
    "policemen patrol subversives extremists terrorists traffickers combatants fighters"
)
_UNARMED = word_set("civilian civilians")
_FURTHER = word_set("also other others another more")


@dataclass(slots=True)
class Incident:
    """What a message tells of one incident, as far as its statements say."""

    type: str
    stage: str = "ACCOMPLISHED"
    first: date | None = None
    last: date | None = None
    places: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    counts: dict[str, Range] = field(default_factory=dict)
    told: list[Statement] = field(default_factory=list)
    is_typed: bool = True


def incidents(statements: Iterable[Statement], day: date | None) -> list[Incident]:
    """The incidents of a message."""
    found: list[Incident] = []
    for said in sorted(statements, key=lambda one: (one.quote.start or 0, one.kind in _PEOPLE)):
        made = _incident(said) if _is_relevant(said, day) else None
        is_armed = _is_of_armed(said)
        if made is None or (is_armed and made.is_typed):
            continue
        same = [one for one in found if _agree(one, made) and (not made.is_typed or one.type == made.type)]
        same = same or [one for one in found[-1:] if _agree(one, made) and not one.is_typed]
        if same:
            _join(same[-1], made)
        elif not is_armed:
            found.append(made)
    return [one for one in found if _is_specific(one)]


def _is_relevant(said: Statement, day: date | None) -> bool:
    is_told = said.is_evidence and said.modality is not Modality.POSSIBLE
    is_threat = said.event_type == "threat" or said.modality is Modality.FUTURE
    if said.polarity is Polarity.NEGATED or not (is_told or is_threat):
        return False
    return not (day and said.valid and said.valid.last < day - RECENT)


def _is_of_armed(said: Statement) -> bool:
    victims = [actor.text or actor.id for actor in said.actors if actor.role == "against"]
    if not victims and said.kind in _PEOPLE:
        victims = [_words_for_victims(said)]
    words = [set(victim.casefold().split()) for victim in victims]
    return bool(words) and said.category != "civilian" and all(_ARMED & of and not _UNARMED & of for of in words)


def _words_for_victims(said: Statement) -> str:
    """The words of a casualty without those for who did it: before 'by', and after the verb where it has an object."""
    told = said.quote.exact.casefold().partition(" by ")[0]
    before, verb, after = told.partition(f" {said.label} ") if said.label else (told, "", "")
    is_active = verb and after and not _PASSIVE & set(before.split()[-3:]) and after.split()[0] not in _ADJUNCT
    return after if is_active else told


def _incident(said: Statement) -> Incident | None:
    words = said.quote.exact.upper()
    type, counts = None, {}
    if said.kind == Kind.EVENT:
        type = INCIDENT.get(said.event_type or "")
        if said.event_type == "threat":
            type = next((kind for word, kind in _THREATENED if word in words), type)
    elif said.kind in _PEOPLE and said.number_of in HARMED:
        name, type = HARMED[said.number_of]
        if said.low is not None or said.high is not None:
            counts[name] = (said.low or 0.0, float("inf") if said.high is None else said.high)
    if type is None:
        return None
    is_threat = said.event_type == "threat" or said.modality is Modality.FUTURE
    stage = "THREATENED" if is_threat else "ATTEMPTED" if any(w in words for w in _ATTEMPT) else "ACCOMPLISHED"
    return Incident(
        type=type,
        stage=stage,
        first=said.valid.first if said.valid else None,
        last=said.valid.last if said.valid else None,
        places={fold(name) for name in (said.place_text, said.admin1) if name},
        doers={actor.id for actor in said.actors if actor.role == "by"},
        counts=counts,
        told=[said],
        is_typed=said.kind == Kind.EVENT,
    )


def _agree(one: Incident, other: Incident) -> bool:
    apart = one.first and one.last and other.first and other.last and (one.last < other.first or other.last < one.first)
    return (
        not apart
        and one.stage == other.stage
        and not (one.places and other.places and not one.places & other.places)
        and not (one.doers and other.doers and not one.doers & other.doers)
    )


def _is_of_others(said: Statement) -> bool:
    """Whether the words of a number say that it counts others than those told before: 'also', 'two more'."""
    words = said.quote.exact.casefold().split()
    return any(word in _FURTHER and words[i + 1 : i + 2] != ["than"] for i, word in enumerate(words))


def _join(one: Incident, other: Incident) -> None:
    if one.first is None or (
        other.first and other.last and other.last - other.first < (one.last or one.first) - one.first
    ):
        one.first, one.last = other.first, other.last
    one.places |= other.places
    one.doers |= other.doers
    for name, (low, high) in other.counts.items():
        known = one.counts.get(name)
        if known is None:
            one.counts[name] = (low, high)
        elif _is_of_others(other.told[0]):
            one.counts[name] = (max(known[0], low), known[1] + high)
        else:
            one.counts[name] = (min(known[0], low), max(known[1], high))
    one.told += other.told
    if other.is_typed and not one.is_typed:
        one.type, one.is_typed = other.type, True


def _is_specific(one: Incident) -> bool:
    victims = any(actor.role == "against" for said in one.told for actor in said.actors)
    return bool(one.first or one.places or one.doers or one.counts or victims)


@dataclass(slots=True)
class Score:
    """Running counts over messages."""

    incidents: Tally = NOTHING
    messages: Tally = NOTHING
    by_type: dict[str, Tally] = field(default_factory=dict)
    slots: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, found: list[Incident], key: list[Template]) -> list[tuple[Incident, Template]]:
        required = [one for one in key if not one.is_optional]
        self.messages += Tally(int(bool(found and required)), int(bool(found)), int(bool(required)))
        pairs = [(found[i], key[k]) for i, k in best_pairs([[_worth(one, other) for other in key] for one in found])]
        scored = [(one, other) for one, other in pairs if not other.is_optional]
        self.incidents += Tally(len(scored), len(found) - (len(pairs) - len(scored)), len(required))
        for type in {one.type for one in found} | {t for one in required for t in one.types}:
            self.by_type[type] = self.by_type.get(type, NOTHING) + Tally(
                sum(one.type == type for one, _ in scored),
                sum(one.type == type for one in found)
                - sum(one.type == type for one, other in pairs if other.is_optional),
                sum(type in one.types for one in required),
            )
        for one, other in scored:
            self._slots(one, other)
        return pairs

    def _slots(self, one: Incident, other: Template) -> None:
        self._slot("stage", one.stage in other.stages)
        if other.dates:
            self._slot("date within 3 days", _same_days(one, other))
        if len(other.places) > 1:
            self._slot("place", _same_place(one, other))
        for name, people in other.counts.items():
            self._slot("people overlap", _same_people(one, name, people))

    def _slot(self, name: str, is_right: bool) -> None:
        right, of = self.slots.get(name, (0, 0))
        self.slots[name] = right + is_right, of + 1


def _worth(one: Incident, other: Template) -> float:
    if one.type not in other.types:
        return 0.0
    same = _same_place(one, other) + _same_days(one, other) + (one.stage in other.stages)
    same += sum(_same_people(one, name, people) for name, people in other.counts.items())
    return 100.0 + 2 * (not other.is_optional) + same


def _same_days(one: Incident, other: Template) -> bool:
    first, last = one.first, one.last
    if first is None or last is None:
        return False
    return any(days[0] - NEAR <= first and last <= days[1] + NEAR for days in other.dates)


def _same_place(one: Incident, other: Template) -> bool:
    return bool({fold(name) for name in other.places} & one.places)


def _same_people(one: Incident, name: str, people: Range) -> bool:
    said = one.counts.get(name)
    return said is not None and said[0] <= people[1] and people[0] <= said[1]


def parted(all_texts: Iterable[Text], part: str) -> list[Text]:
    """The messages of a part: `held` are the 300 with the lowest SHA-256 of their id, `tune` the rest."""
    ranked = sorted(all_texts, key=lambda text: hashlib.sha256(text.id.encode()).hexdigest())
    chosen = ranked[:HELD] if part == "held" else ranked[HELD:]
    return sorted(chosen, key=lambda text: text.id)


def scores(
    archive: Path = SHARED / ARCHIVE,
    *,
    reader: str = DEFAULT_READER,
    part: str = "held",
    show: bool = False,
    trouble: list[str] | None = None,
) -> dict[str, float]:
    """Incident F1 and the slots of the pairs, over one part of the messages."""
    chosen, answer, frame, score = reader_of(reader), keys(archive), Frame(), Score()
    messages = parted(texts(archive), part)
    trouble = [] if trouble is None else trouble
    for text in messages:
        said = drawn(chosen, text.body, document_of(text.body, path=text.id, published=text.day), frame, trouble)
        found = incidents(said, text.day)
        pairs = score.add(found, answer[text.id])
        if show:
            _show(text, found, answer[text.id], pairs)
    result = {"incident F1": score.incidents.f1, "(incident F1)": float(len(messages))}
    result |= {"incident precision": score.incidents.precision, "(incident precision)": float(score.incidents.found)}
    result |= {"incident recall": score.incidents.recall, "(incident recall)": float(score.incidents.wanted)}
    for type, tally in sorted(score.by_type.items(), key=lambda entry: -entry[1].wanted):
        result |= {f"F1, {type}": tally.f1, f"(F1, {type})": float(tally.wanted)}
    for name, (right, of) in sorted(score.slots.items()):
        result |= {name: share(right, of), f"({name})": float(of)}
    result |= {"relevant message, precision": score.messages.precision}
    result |= {"relevant message, recall": score.messages.recall}
    result["(messages the reader failed on)"] = float(len(trouble))
    result["(messages without a readable date)"] = float(sum(text.day is None for text in messages))
    return result


def _show(text: Text, found: list[Incident], key: list[Template], pairs: list[tuple[Incident, Template]]) -> None:
    """Print what of a message was not paired."""
    if len(pairs) == len(found) == len(key):
        return
    print(f"{text.id} {text.day}")
    for other in key:
        if not any(other is paired for _, paired in pairs):
            print(f"  MISSED {'/'.join(other.types)} {other.places} {other.counts}{' optional' * other.is_optional}")
    for one in found:
        if not any(one is paired for paired, _ in pairs):
            print(f"  SPURIOUS {one.type} {one.places} {one.first} «{one.told[0].quote.exact[:100]!r}»")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--archive", type=Path, default=SHARED / ARCHIVE)
    parser.add_argument("--part", choices=("tune", "held"), default="tune")
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--show", action="store_true", help="list what was missed and what was spurious; tune only")
    given = parser.parse_args()
    if not given.archive.is_file():
        raise SystemExit(f"{given.archive} is not here; give the archive of MUC-3/4 with --archive")
    if given.show and given.part == "held":
        raise SystemExit("the held messages are for measuring only; --show goes with --part tune")
    trouble: list[str] = []
    result = scores(given.archive, reader=given.reader, part=given.part, show=given.show, trouble=trouble)
    print(table(f"MUC-3/4 development messages, part {given.part}, reader {given.reader}", result, trouble[:5]))


if __name__ == "__main__":
    main()
