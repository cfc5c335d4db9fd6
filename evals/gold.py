"""What a reader draws from the reports of a case, scored in full against its gold key (statements.gold.yaml).

python evals/gold.py CASE_DIR... [--reader NAME] [--misses] [--wrong]

Pairs. A gold statement and a read one of the same report can pair when they are of one kind (or one of the gold's
`kind_ok`) and their quotes overlap by half: intersection over union of their code points at least .5. The one-to-one
pairs are those of the greatest total worth: as many pairs as can be, then agreement in place, polarity, modality and
holder, then overlap. Traps and optional statements take part in the pairing, never in recall.

On the pairs, each slot over the pairs whose gold fills it:
- place: one p-code; where the gold has none, its place or province by name, on `place_text` or `admin1`;
- actors: the parties of the frame (and any actor the gold names) among `by`, `against`, `party` are those of the gold,
  with the same roles where the gold has `roles`; of a role, tie or listing the parties in any part; one that the gold
  has as `implied` may be named or not;
- date: the statement's interval `holds` the gold's (from and to; a bound the gold leaves open is not asked for),
  `touches` it (shares a day), or is the `same`;
- modality and polarity: equal, or in `mod_ok` and `pol_ok`;
- numbers: low and high both equal (null means open), or the single figure is in `num_ok`.
"Contradicts" counts pairs with the polarity flipped, or, in control, with a holder that is none of the gold's. Only
affirmed golds that name a holder (role `by` or `party`, or without roles any actor) can be contradicted by one.
A trap became evidence when any read statement that could pair with it is evidence.
What the checks every reader must pass drop (`holdsway.reading.checks`) was not read; --wrong lists it.
Precision only where the key is `exhaustive: true`: read statements that paired, of all read in its reports; those that
touch no gold statement of any kind are counted apart.
Halves: by SHA-256 of the report's name, even is tuned on and odd is held back.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from measures import best_pairs, bucket, reader_of, share, table

from holdsway.frame import Frame
from holdsway.reading import Reader, framed, read
from holdsway.reading.reader import DEFAULT_READER
from holdsway.records import Statement
from holdsway.words import fold

OVERLAP = 0.5
ROLES = ("by", "against", "party")
BONDS = ("role", "tie", "listing")
HALVES = ("tuned half", "held half")
Key = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold statement, the read one it pairs with, and the parties of their frame."""

    key: Key
    said: Statement
    parties: frozenset[str]


@dataclass(slots=True)
class Outcome:
    """What came of one case: pairs, and what was missed, spare, let in though a trap, and dropped."""

    name: str
    parties: frozenset[str]
    is_exhaustive: bool
    texts: dict[str, str] = field(default_factory=dict)
    read: dict[str, list[Statement]] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    missed: list[Key] = field(default_factory=list)
    spare: list[tuple[str, Statement, bool]] = field(default_factory=list)
    let_in: list[Pair] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def scores(cases: Iterable[Path], reader: str = DEFAULT_READER) -> dict[str, float]:
    """All the scores over some cases together."""
    chosen = reader_of(reader)
    return measured([read_case(case, chosen) for case in cases])


def read_case(case: Path, reader: Reader) -> Outcome:
    """One case read and held against its key."""
    frame = framed(case / "inbox" / "case.yaml")
    gold = yaml.safe_load((case / "statements.gold.yaml").read_text("utf-8"))
    outcome = Outcome(case.name, frozenset(frame.parties.ids), bool(gold.get("exhaustive")), keys=gold["statements"])
    _read_inbox(case / "inbox", reader, frame, outcome)
    by_report: dict[str, list[Key]] = defaultdict(list)
    for key in outcome.keys:
        by_report[key["report"]].append(key)
    for report in by_report.keys() - outcome.texts.keys():
        raise SystemExit(f"{case}: the gold names the report {report!r}, which is not in its inbox")
    for report, said in outcome.read.items():
        _pair(report, by_report.get(report, []), said, outcome)
    return outcome


def _read_inbox(inbox: Path, reader: Reader, frame: Frame, outcome: Outcome) -> None:
    for path in sorted(inbox.iterdir()):
        if path.suffix not in (".md", ".html", ".jsonl", ".txt"):
            continue
        for one in read(path, frame=frame, reader=reader):
            name = one.document.path.removeprefix(f"{inbox}/")
            outcome.texts[name] = one.text
            outcome.failed += [f"FAILED {name}: {one.not_read}"] if one.not_read else []
            outcome.read[name] = list(one.statements)
            outcome.dropped += [f"DROPPED {name} «{d.quote}»: {d.reason}" for d in one.dropped]


def _pair(report: str, keys: list[Key], said: list[Statement], outcome: Outcome) -> None:
    worth = [[_worth(key, one) for one in said] for key in keys]
    found = best_pairs(worth)
    paired_keys, paired_said = {k for k, _ in found}, {s for _, s in found}
    for k, key in enumerate(keys):
        if key["trap"]:
            let_in = [one for one in said if one.is_evidence and can_pair(key, one)]
            outcome.let_in += [Pair(key, one, outcome.parties) for one in let_in[:1]]
        elif k not in paired_keys and not is_optional(key):
            outcome.missed.append(key)
    outcome.pairs += [Pair(keys[k], said[s], outcome.parties) for k, s in found]
    for s, one in enumerate(said):
        if s not in paired_said:
            outcome.spare.append((report, one, any(_shared(key, one) > 0 for key in keys)))


def can_pair(key: Key, said: Statement) -> bool:
    return said.kind in (key["kind"], *(key.get("kind_ok") or ())) and overlap(key, said) >= OVERLAP


def overlap(key: Key, said: Statement) -> float:
    """Intersection over union of the two quotes."""
    start, end = said.quote.start or 0, said.quote.end or 0
    return max(0, _shared(key, said)) / int(max(end, key["end"]) - min(start, key["start"]))


def _shared(key: Key, said: Statement) -> int:
    return int(min(said.quote.end or 0, key["end"]) - max(said.quote.start or 0, key["start"]))


def _worth(key: Key, said: Statement) -> float:
    if not can_pair(key, said):
        return 0.0
    agree = (same_place(key, said), same_polarity(key, said), same_modality(key, said), not other_holder(key, said))
    return 100.0 + 2 * sum(agree) + int(said.kind == key["kind"]) + overlap(key, said)


def is_optional(key: Key) -> bool:
    return bool(key.get("optional"))


def same_place(key: Key, said: Statement) -> bool:
    place = key.get("place") or {}
    if place.get("pcode"):
        return bool(place["pcode"] == said.place_code)
    name = place.get("place") or place.get("admin1")
    return not name or fold(name) in {fold(text) for text in (said.place_text, said.admin1) if text}


def same_actors(key: Key, said: Statement, parties: frozenset[str]) -> bool:
    gold = set(key["actors"])
    asked = (parties | gold) - (set(key.get("implied") or ()) - gold)
    if key["kind"] in BONDS:
        return {a.id for a in said.actors if a.id in asked} == gold
    named = {(a.id, a.role) for a in said.actors if a.role in ROLES and a.id in asked}
    if said.party in parties and said.party not in {id for id, _ in named} and not key.get("roles"):
        named.add((said.party, "party"))
    if key.get("roles"):
        return named == set(key["roles"].items())
    return {id for id, _ in named} == gold


def same_polarity(key: Key, said: Statement) -> bool:
    return said.polarity in (key["polarity"], *(key.get("pol_ok") or ()))


def same_modality(key: Key, said: Statement) -> bool:
    return said.modality in (key["modality"], *(key.get("mod_ok") or ()))


def holders(key: Key) -> set[str]:
    """The parties that hold the place by the gold; none where it tells only who lost it."""
    roles = key.get("roles")
    if roles is None:
        return set(key["actors"])
    return {id for id, role in roles.items() if role in ("by", "party")}


def other_holder(key: Key, said: Statement) -> bool:
    if key["kind"] != "control" or key["polarity"] != "affirmed" or said.party is None or not holders(key):
        return False
    allowed = holders(key) | ({"contested"} if len(holders(key)) > 1 else set())
    return said.party not in allowed


def contradicts(key: Key, said: Statement) -> bool:
    return not same_polarity(key, said) or other_holder(key, said)


def same_numbers(key: Key, said: Statement) -> bool:
    gold = key["numbers"] or {}
    if gold and (said.low, said.high) == (gold.get("low"), gold.get("high")):
        return True
    allowed = [str(one) for one in key.get("num_ok") or ()]
    figures = {f"{n:g}" for n in (said.low, said.best, said.high) if n is not None}
    return bool(figures & set(allowed)) or ("none" in allowed and not figures)


def gold_days(key: Key) -> tuple[date | None, date | None]:
    time = key.get("time") or {}
    first, last = (date.fromisoformat(str(day)) if day else None for day in (time.get("from"), time.get("to")))
    return first, last


def date_holds(key: Key, said: Statement) -> bool:
    first, last = gold_days(key)
    days = said.valid
    return days is not None and (first is None or first in days) and (last is None or last in days)


def date_touches(key: Key, said: Statement) -> bool:
    first, last = gold_days(key)
    days = said.valid
    return days is not None and (first is None or first <= days.last) and (last is None or days.first <= last)


def date_same(key: Key, said: Statement) -> bool:
    return said.valid is not None and gold_days(key) == (said.valid.first, said.valid.last)


def _is_dated(key: Key) -> bool:
    return any(gold_days(key))


SLOTS: tuple[tuple[str, Callable[[Key], bool], Callable[[Pair], bool]], ...] = (
    ("place", lambda key: any((key.get("place") or {}).values()), lambda p: same_place(p.key, p.said)),
    ("actors", lambda key: bool(key["actors"]), lambda p: same_actors(p.key, p.said, p.parties)),
    ("date holds the gold date", _is_dated, lambda p: date_holds(p.key, p.said)),
    ("date touches the gold date", _is_dated, lambda p: date_touches(p.key, p.said)),
    ("date is the gold date", _is_dated, lambda p: date_same(p.key, p.said)),
    ("modality", lambda _: True, lambda p: same_modality(p.key, p.said)),
    ("polarity", lambda _: True, lambda p: same_polarity(p.key, p.said)),
    ("numbers", lambda key: bool(key["numbers"]), lambda p: same_numbers(p.key, p.said)),
)
"""Each slot: its name, whether a gold statement fills it, whether a pair agrees in it."""


def measured(outcomes: list[Outcome]) -> dict[str, float]:
    """Every score by name; a count stands in brackets under the name of the score whose denominator it is."""
    wanted = [key for o in outcomes for key in o.keys if not key["trap"] and not is_optional(key)]
    pairs = [p for o in outcomes for p in o.pairs if not p.key["trap"] and not is_optional(p.key)]
    traps = [key for o in outcomes for key in o.keys if key["trap"]]
    result = _counted("recall", len(pairs), len(wanted))
    for part, half in enumerate(HALVES):
        own = sum(bucket(key["report"]) == part for key in wanted)
        result |= _counted(f"recall, {half}", sum(bucket(p.key["report"]) == part for p in pairs), own)
    for kind in sorted({key["kind"] for key in wanted}):
        own = sum(key["kind"] == kind for key in wanted)
        result |= _counted(f"recall, {kind}", sum(p.key["kind"] == kind for p in pairs), own)
    for name, fills, agrees in SLOTS:
        filled = [p for p in pairs if fills(p.key)]
        result |= _counted(name, sum(agrees(p) for p in filled), len(filled))
    result |= _counted("contradicts", sum(contradicts(p.key, p.said) for p in pairs), len(pairs))
    result |= _counted("traps kept out", len(traps) - sum(len(o.let_in) for o in outcomes), len(traps))
    result["(reports the reader failed on)"] = float(sum(len(o.failed) for o in outcomes))
    result["(dropped by the checks every reader must pass)"] = float(sum(len(o.dropped) for o in outcomes))
    return result | _precision([o for o in outcomes if o.is_exhaustive])


def _counted(name: str, right: int, of: int) -> dict[str, float]:
    return {name: share(right, of), f"({name})": float(of)}


def _precision(outcomes: list[Outcome]) -> dict[str, float]:
    read = sum(len(said) for o in outcomes for said in o.read.values())
    if not read:
        return {}
    beside = sum(touches for o in outcomes for _, _, touches in o.spare)
    apart = sum(not touches for o in outcomes for _, _, touches in o.spare)
    return (
        _counted("precision, where the key is exhaustive", sum(len(o.pairs) for o in outcomes), read)
        | _counted("touches a gold statement, unpaired", beside, read)
        | _counted("touches no gold statement", apart, read)
    )


def _sentence(text: str, start: int, end: int) -> str:
    first = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "? ", "! ")) + 1
    stops = [at for mark in (". ", "\n", "? ", "! ") if (at := text.find(mark, max(start, end - 1))) >= 0]
    return " ".join(text[first : min(stops, default=len(text)) + 1].split())


def shown(said: Statement) -> str:
    """A read statement in one line."""
    actors = ", ".join(f"{a.id}:{a.role}" for a in said.actors)
    figures = "" if said.low is said.high is None else f" {said.low}..{said.high} {said.number_of or ''}"
    holder = f" holder={said.party}" if said.party else ""
    what = f"{said.kind}/{said.event_type or said.label or ''}{holder}"
    where = f"@{said.place_code or said.place_text or said.admin1}"
    return f"{what} [{actors}] {where} {said.valid} {said.modality} {said.polarity}{figures} «{said.quote.exact}»"


def misses(outcome: Outcome) -> Iterator[str]:
    for key in outcome.missed:
        text = outcome.texts[key["report"]]
        yield f"MISS {outcome.name} {key['id']} {key['kind']} «{key['quote']}»"
        yield f"  in: {_sentence(text, key['start'], key['end'])}"
        near = [one for one in outcome.read[key["report"]] if _shared(key, one) > 0]
        yield from (f"  read: {shown(one)}" for one in near)


def wrong(outcome: Outcome) -> Iterator[str]:
    for pair in outcome.pairs:
        key, said = pair.key, pair.said
        off = [name for name, fills, agrees in SLOTS if fills(key) and not agrees(pair)]
        off = [name for name in off if name != "date is the gold date"]
        if off and not key["trap"]:
            place = {k: v for k, v in (key.get("place") or {}).items() if v}
            yield f"WRONG {outcome.name} {key['id']} {', '.join(off)}\n  in: " + _sentence(
                outcome.texts[key["report"]], key["start"], key["end"]
            )
            yield (
                f"  gold: {key['kind']} {key.get('roles') or key['actors']} {place} {key.get('time')} "
                f"{key['modality']} {key['polarity']} {key['numbers'] or ''} «{key['quote']}»"
            )
            yield f"  read: {shown(said)}"
    yield from outcome.dropped
    for pair in outcome.let_in:
        yield f"TRAP {outcome.name} {pair.key['id']} «{pair.key['quote']}»\n  read: {shown(pair.said)}"
    if outcome.is_exhaustive:
        for report, said, beside in outcome.spare:
            yield f"{'SPARE' if beside else 'APART'} {outcome.name} {report}\n  read: {shown(said)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASE_DIR")
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--misses", action="store_true", help="list each gold statement that was not read")
    parser.add_argument("--wrong", action="store_true", help="list each pair that disagrees, each trap and spare")
    given = parser.parse_args()
    reader = reader_of(given.reader)
    cases = [case.resolve() for case in given.cases if (case / "inbox").is_dir()]
    if not cases:
        raise SystemExit("none of these folders is a case: a case has an inbox and a statements.gold.yaml")
    outcomes = [read_case(case, reader) for case in cases]
    for outcome in outcomes:
        print(
            table(f"{outcome.name} ({given.reader} {reader.version})", measured([outcome]), outcome.failed), end="\n\n"
        )
        for line in [*(misses(outcome) if given.misses else ()), *(wrong(outcome) if given.wrong else ())]:
            print(line)
    if len(outcomes) > 1:
        print(table("all cases", measured(outcomes)))


if __name__ == "__main__":
    main()
