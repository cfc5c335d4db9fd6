"""Score the grammar of time expressions on a table of sentences, beside dateparser on the very same table.

python evals/times.py            the share of rows with the right days, by kind, and on the rows held back
python evals/times.py --wrong    the rows the grammar gets wrong, those held back left out
python evals/times.py --keys     how many days of incidents in the keys of the MUC-3 messages are among those found

How the table was made: each sentence was written for it. Which kinds of expressions occur, and how often, was counted
first in old news cables, a news digest and dispatches (the words before and after a month, weekday or unit of time);
the conventions were fixed; then all rows were written in one go, before the grammar was changed. A third of the rows,
drawn by a hash of the expression, is held back: the grammar was changed with only the other rows in view.

A row is right when the expressions found in the brackets mean the days of the row and no others; for a row without
days, when nothing is found there. dateparser gives moments, so it is helped: its period widens a moment to a month or
a year, two moments in the brackets make a stretch, a row's `told` is its base, `ahead` its preference, and its second
score is on the bare expression, found for it. The last score asks no more than a moment inside the days.

The table and the grammar have one author and one set of conventions, so its score says that the grammar does what is
meant, not that others would mean the same. The keys are by others, on other texts: they give an incident a day or a
first and last day. Where they follow other conventions ('last night' is one day there) only the mild score can be met.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zipfile
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import spacy
import yaml

from holdsway.clocks import Days, parse_days
from holdsway.reading.text import sentences
from holdsway.reading.times import times

MESSAGES = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "muc" / "muc34_dev.zip"
TABLE = Path(__file__).with_name("times.yaml")
_BRACKETS = re.compile(r"\[(.+?)\]")
_WORDS = spacy.blank("en")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, where its expression stands, and the days it means."""

    kind: str
    published: date
    text: str
    start: int
    end: int
    days: Days | None
    told: Days | None = None
    ahead: bool | None = None

    @property
    def phrase(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_held_back(self) -> bool:
        return int(hashlib.sha256(self.phrase.casefold().encode()).hexdigest(), 16) % 3 == 0


@dataclass(frozen=True, slots=True)
class Found:
    """An expression found in a row's sentence, as code points, and the days given for it."""

    start: int
    end: int
    days: Days


Finder = Callable[[Row], list[Found]]


def rows() -> Iterator[Row]:
    for kind, entries in yaml.safe_load(TABLE.read_text("utf-8")).items():
        for published, said, days, *known in entries:
            bracket = _BRACKETS.search(said)
            if bracket is None:
                raise ValueError(f"{TABLE.name}: {said!r} has no brackets; put them round the expression")
            more = dict(known[0]) if known else {}
            yield Row(
                kind,
                published,
                _BRACKETS.sub(r"\1", said),
                bracket.start(),
                bracket.end() - 2,
                None if days is None else parse_days(str(days)),
                parse_days(str(more["told"])) if "told" in more else None,
                more.get("ahead"),
            )


def grammar(row: Row) -> list[Found]:
    words = [t for t in _WORDS.make_doc(row.text) if not t.is_space]
    found = times([t.text for t in words], row.published, told=row.told, ahead=row.ahead)
    return [Found(words[w.start].idx, words[w.end - 1].idx + len(words[w.end - 1]), w.days) for w in found]


def peer(row: Row) -> list[Found]:
    from dateparser.search import search_dates

    known = _known(row)
    at, found = 0, []
    for words, _ in search_dates(row.text, languages=["en"], settings=known) or ():
        at = row.text.find(words, at)
        if days := _peer_days(words, known):
            found.append(Found(at, at + len(words), days))
        at += len(words)
    return _stretched(row, found)


def peer_on_phrase(row: Row) -> list[Found]:
    days = _peer_days(row.phrase, _known(row))
    return [Found(row.start, row.end, days)] if days else []


def _known(row: Row) -> dict[str, Any]:
    base = row.told.first if row.told else row.published
    return {
        "RELATIVE_BASE": datetime.combine(base, time(12)),
        "PREFER_DATES_FROM": "future" if row.ahead else "past",
        "PREFER_DAY_OF_MONTH": "first",
        "TIMEZONE": "UTC",
    }


def _peer_days(words: str, known: dict[str, Any]) -> Days | None:
    from dateparser.date import DateDataParser

    told = DateDataParser(languages=["en"], settings=known).get_date_data(words)
    if told is None or told.date_obj is None:
        return None
    day = told.date_obj.date()
    if told.period == "year":
        return Days(date(day.year, 1, 1), date(day.year, 12, 31))
    if told.period == "month":
        return Days(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
    return Days(day, day)


def _stretched(row: Row, found: list[Found]) -> list[Found]:
    inside = _inside(row, found)
    if len(inside) != 2 or inside[1].days.last < inside[0].days.first:
        return found
    return [Found(inside[0].start, inside[1].end, Days(inside[0].days.first, inside[1].days.last))]


def _inside(row: Row, found: list[Found]) -> list[Found]:
    return [f for f in found if f.start < row.end and row.start < f.end]


def is_right(row: Row, found: list[Found]) -> bool:
    days = {f.days for f in _inside(row, found)}
    return days == ({row.days} if row.days else set())


def is_near(row: Row, found: list[Found]) -> bool:
    """Whether the first moment given lies in the days meant; the mildest test a parser of moments can be put to."""
    days = [f.days for f in _inside(row, found)]
    return days[0].first in row.days if days and row.days else not days and row.days is None


def share(table: list[Row], finder: Finder, test: Callable[[Row, list[Found]], bool]) -> float:
    return sum(test(row, finder(row)) for row in table) / len(table) if table else 0.0


def scores(table: list[Row]) -> list[float]:
    return [
        share(table, grammar, is_right),
        share(table, peer, is_right),
        share(table, peer_on_phrase, is_right),
        share(table, peer_on_phrase, is_near),
    ]


def keys() -> Iterator[tuple[str, Days]]:
    """The messages with an incident that has days, and those days."""
    with zipfile.ZipFile(MESSAGES) as content:
        for name in content.namelist():
            for entry in content.read(name).decode("latin-1").split("\n\n") if "/key-dev" in name else ():
                message, told = re.search(r"MESSAGE: ID +(\S+)", entry), re.search(r"INCIDENT: DATE +(.+)", entry)
                ends = [_key_day(end) for end in told[1].split(" - ")] if told else [None]
                if message and (first := ends[0]) and (last := ends[-1]) and first <= last:
                    yield message[1], Days(first, last)


def _key_day(told: str) -> date | None:
    try:
        return datetime.strptime(told.strip(), "%d %b %y").date()
    except ValueError:
        return None


def messages() -> Iterator[tuple[str, date, str]]:
    """Each message, the day of its dateline, and its text."""
    with zipfile.ZipFile(MESSAGES) as content:
        for name in content.namelist():
            for entry in re.split(r"(?m)^(?=DEV-MUC3-\d)", content.read(name).decode("latin-1")):
                line = re.search(r", +(\d{1,2} [A-Z]{3})[A-Z]* (\d\d)\b", entry[:600])
                if entry.startswith("DEV-") and line and (day := _key_day(f"{line[1]} {line[2]}")):
                    yield entry[:13], day, re.sub(r"[ \t]*\n(?!\s*\n)[ \t]*", " ", entry.partition("\n")[2])


def print_keys() -> None:
    if not MESSAGES.exists():
        sys.exit(f"{MESSAGES} is not here; the days of incidents can only be held against its keys")
    found: dict[str, set[Days]] = {}
    for name, day, text in messages():
        cut = ([t.text for t in _WORDS.make_doc(text[s.start : s.end]) if not t.is_space] for s in sentences(text))
        found[name] = {when.days for words in cut for when in times(words, day)}
    for title, longer in (("one day", False), ("first and last day", True)):
        wanted = [(name, days) for name, days in keys() if name in found and (days.last > days.first) is longer]
        exact = sum(days in found[name] for name, days in wanted)
        near = sum(any(_covers(given, days) for given in found[name]) for name, days in wanted)
        print(f"{title:<20} {len(wanted):>4} incidents  {exact / len(wanted):.3f} exact  {near / len(wanted):.3f} near")


def _covers(given: Days, days: Days) -> bool:
    """Whether days lie in those given, which have at most two days more."""
    more = (given.last - given.first).days - (days.last - days.first).days
    return given.first <= days.first and days.last <= given.last and more <= 2


def main() -> None:
    if "--keys" in sys.argv:
        print_keys()
        return
    table = list(rows())
    if "--wrong" in sys.argv:
        for row in table:
            if not row.is_held_back and not is_right(row, found := grammar(row)):
                given = ", ".join(f"{row.text[f.start : f.end]} = {f.days}" for f in found) or "nothing"
                print(f"{row.published} {row.text}\n    [{row.phrase}] is {row.days}; found: {given}")
        return
    print(f"{'':<36} rows  grammar  dateparser  on phrase  near, on phrase")
    parts = {kind: [r for r in table if r.kind == kind] for kind in dict.fromkeys(r.kind for r in table)}
    parts["without a time (null)"] = [r for r in table if r.days is None]
    parts["seen"] = [r for r in table if not r.is_held_back]
    parts["held back"] = [r for r in table if r.is_held_back]
    parts["all"] = table
    for name, part in parts.items():
        right, other, phrase, near = scores(part)
        print(f"{name:<36} {len(part):>4}  {right:7.3f}  {other:10.3f}  {phrase:9.3f}  {near:15.3f}")


if __name__ == "__main__":
    main()
