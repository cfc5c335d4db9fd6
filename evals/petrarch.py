"""Who did something to whom: the unit-test records of PETRARCH-2 read from raw text, as dyads of actor codes.

python evals/petrarch.py [--reader NAME] [--show]

The records come with parses and with the events PETRARCH-2 must code in them; only the raw text is read here. By
default the reader is the one for PETRARCH dictionaries (`petrarch`), with the actors, agents and CAMEO verbs of this
very folder; `--reader rules` measures another, which knows few of the verbs of diplomacy that most records are about.
The frame is made of the dictionary the records are written for (PETR.Validate.actors.txt, agents.txt): its codes on
the day of the record are the parties. Gold is the set of (source code, target code) of a record; the event code is not
compared, because the records are coded with a verb file that is not here and has codes of its own. A code must be
right whole: actor, roles and order.

From statements to dyads. Every evidence or future statement that names a doer (`by`) and one it is done to (`against`)
gives their pairs; one with several `party` (talks, a truce, a clash) gives each ordered pair of them. An actor's code
is that of its words in the dictionary, with its roles; where they name nobody, the party's own.

Left out of the gold, and counted: dyads with a side that is nobody ('---', '###') or a new name in quotes, since no
dictionary has its code. Left out as records: those that test for an error (a bad parse, a discarded story), those that
the set itself marks as not implemented (sentence="false"), and a text that comes again with another gold, for which
only the parse differs. Records without events stay: a dyad found in one is wrong.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import unescape
from itertools import permutations
from pathlib import Path

from measures import NOTHING, SHARED, Tally, document_of, drawn, reader_of, table

from holdsway.frame import Frame
from holdsway.reading import Reader
from holdsway.reading.petrarch import PetrarchDictionary, read_petrarch
from holdsway.reading.petrarch_reader import PetrarchReader
from holdsway.records import ActorRole, Kind, Modality, Statement

FOLDER = "data/petrarch2"
RECORDS, ACTORS, AGENTS = "PETR.UnitTest.records.xml", "PETR.Validate.actors.txt", "PETR.Validate.agents.txt"
Dyad = tuple[str, str]
_RECORD = re.compile(r"<Sentence\s([^>]*)>(.*?)</Sentence>", re.S)
_NOBODY = re.compile(r'---|###|["&]')


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its name, category and day, its text, and what it must be coded as."""

    id: str
    category: str
    day: date
    text: str
    dyads: frozenset[Dyad]
    left_out: int
    error: bool
    is_implemented: bool


def records(file: Path) -> Iterator[Record]:
    """The records of a PETRARCH unit-test file. It is read by pattern: what its records hold is not always XML."""
    text = re.sub(r"<!--.*?-->", "", file.read_text("utf-8", "replace"), flags=re.S)
    for head, body in _RECORD.findall(text):
        known = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', head))
        events = [_attributes(found) for found in re.findall(r"<EventCoding\s+([^>]*)>", body)]
        pairs = [(e["sourcecode"], e["targetcode"]) for e in events if "sourcecode" in e and "targetcode" in e]
        dyads = frozenset(pair for pair in pairs if not any(_NOBODY.search(code) for code in pair))
        yield Record(
            id=known.get("id", "unnamed"),
            category=known.get("category", "none"),
            day=datetime.strptime(known["date"], "%Y%m%d").date(),
            text=" ".join(unescape(body.partition("<Text>")[2].partition("</Text>")[0]).split()),
            dyads=dyads,
            left_out=len({pair for pair in pairs if pair not in dyads}),
            error=any("error" in event for event in events),
            is_implemented=known.get("sentence", "true").casefold() == "true",
        )


def _attributes(head: str) -> dict[str, str]:
    return {
        name: first or second for name, first, second in re.findall(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", head)
    }


def kept(all_records: Iterable[Record]) -> tuple[list[Record], Counter[str]]:
    """The records that count, and how many were left out for which reason."""
    chosen: list[Record] = []
    why: Counter[str] = Counter()
    gold: dict[tuple[str, date], frozenset[Dyad]] = {}
    for record in all_records:
        first = gold.setdefault((record.text, record.day), record.dyads)
        if record.error:
            why["records that test for an error"] += 1
        elif not record.is_implemented:
            why["records marked as not implemented"] += 1
        elif first != record.dyads:
            why["records whose text has another gold before"] += 1
        else:
            chosen.append(record)
            why["dyads with a side that is nobody"] += record.left_out
    return chosen, why


def dyads(statements: Iterable[Statement], dictionary: PetrarchDictionary, on: date) -> set[Dyad]:
    """The pairs of codes that statements draw: who did something, to whom."""
    found: set[Dyad] = set()
    for said in statements:
        if said.kind not in (Kind.EVENT, Kind.CONTROL, Kind.CASUALTY):
            continue
        if not (said.is_evidence or said.modality is Modality.FUTURE):
            continue
        by, against, joint = (
            [code for actor in said.actors if actor.role == role for code in codes(actor, dictionary, on)]
            for role in ("by", "against", "party")
        )
        found |= {(source, target) for source in by for target in against if source != target}
        found |= {(one, other) for one, other in permutations(dict.fromkeys(joint), 2)}
        found |= {(source, other) for source in by for other in joint if not against and source != other}
    return found


def codes(actor: ActorRole, dictionary: PetrarchDictionary, on: date) -> tuple[str, ...]:
    """The codes of an actor: of its words, else its id where that is one."""
    return dictionary.codes(actor.text or actor.id, on) or dictionary.codes(actor.id, on) or _own(actor.id)


def _own(id: str) -> tuple[str, ...]:
    return (id,) if id.isupper() else ()


def scores(folder: Path = SHARED / FOLDER, *, reader: str | None = None, show: bool = False) -> dict[str, float]:
    """Precision, recall and F1 of dyads over the records that count, and recall by category."""
    dictionary = read_petrarch([folder / ACTORS], folder / AGENTS)
    chosen, why = kept(records(folder / RECORDS))
    using = reader_of(reader) if reader else PetrarchReader(str(folder))
    framed = cache(dictionary.frame)
    trouble: list[str] = []
    whole, blind, by_category = NOTHING, NOTHING, dict[str, Tally]()
    for record in chosen:
        found = dyads(_read(record, using, framed(record.day), trouble), dictionary, record.day)
        one = Tally(len(found & record.dyads), len(found), len(record.dyads))
        whole += one
        by_category[record.category] = by_category.get(record.category, NOTHING) + one
        blind += Tally(len(_states(found) & _states(record.dyads)), len(_states(found)), len(_states(record.dyads)))
        if show and found != record.dyads:
            print(f"{record.id}: {record.text}")
            print(f"  missed {sorted(record.dyads - found)}  wrong {sorted(found - record.dyads)}")
    result = {"dyad F1": whole.f1, "(dyad F1)": float(len(chosen))}
    result |= {"dyad precision": whole.precision, "(dyad precision)": float(whole.found)}
    result |= {"dyad recall": whole.recall, "(dyad recall)": float(whole.wanted)}
    result |= {"dyad F1, first three letters of each code": blind.f1}
    for category, tally in sorted(by_category.items()):
        result |= {f"dyad F1, {category}": tally.f1, f"(dyad F1, {category})": float(tally.wanted)}
    silent = sum(not record.dyads for record in chosen)
    result |= {"(records without a dyad, kept)": float(silent), "(records the reader failed on)": float(len(trouble))}
    return result | {f"(left out: {reason})": float(number) for reason, number in why.items()}


def _read(record: Record, reader: Reader, frame: Frame, trouble: list[str]) -> list[Statement]:
    document = document_of(record.text, path=record.id, published=record.day)
    return drawn(reader, record.text, document, frame, trouble)


def _states(pairs: Iterable[Dyad]) -> set[Dyad]:
    return {(source[:3], target[:3]) for source, target in pairs}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=SHARED / FOLDER)
    parser.add_argument("--reader", help="another reader than the one for PETRARCH dictionaries")
    parser.add_argument("--show", action="store_true", help="list each record that differs")
    given = parser.parse_args()
    if not (given.folder / RECORDS).is_file():
        raise SystemExit(f"{given.folder / RECORDS} is not here; give the folder of PETRARCH-2's data with --folder")
    print(
        table(
            f"PETRARCH-2 unit-test records, reader {given.reader or PetrarchReader.name}",
            scores(given.folder, reader=given.reader, show=given.show),
        )
    )


if __name__ == "__main__":
    main()
