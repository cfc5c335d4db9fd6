"""The development part of MUC-3/4: FBIS texts with their datelines, and the answer-key templates of each.

The formats are those of `text-headers-info` and `template-doc-part1.v7` in the archive.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

ARCHIVE = "data/muc/muc34_dev.zip"
_FOLDER = "muc34/TASK/CORPORA/dev/"
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MESSAGE = re.compile(r"^(DEV-MUC3-\d{4}).*\n", re.M)
_DATELINE = re.compile(r"\s*[^,\[]{2,60},\s+(NO DATE|\d{1,2} [A-Z]+ \d\d|[A-Z]+ \d{1,2} \d\d|\d{1,2} [A-Z]+)\b")
_HEADER_END = re.compile(r".{0,120}?--\s*", re.S)
_SLOT = re.compile(r"(\d{1,2})\. (.+?)(?:\s{2,}|\s+(?=[*-]\s*$))(.*)")
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]*(?: (\d\d))?")
_WEEK = timedelta(days=7)
_PLURAL = (2.0, float("inf"))

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """One message: its id, the day of its dateline (None: it has none), and what stands after the dateline."""

    id: str
    day: date | None
    body: str


@dataclass(frozen=True, slots=True)
class Template:
    """One incident of a key. Several values are alternatives; `counts` are of people, by what befell them.

    `dates` are first and last day; a key's "on or before D" is taken as the week that ends on D, because the keys
    write it both for a day of the week and, by default, for the day of the dateline.
    """

    types: frozenset[str]
    stages: frozenset[str]
    dates: tuple[tuple[date, date], ...]
    places: frozenset[str]
    counts: dict[str, Range] = field(default_factory=dict)
    is_optional: bool = False


def texts(archive: Path) -> Iterator[Text]:
    """Every message of the archive."""
    with zipfile.ZipFile(archive) as opened:
        for name in sorted(opened.namelist()):
            if name.startswith(_FOLDER + "dev-muc3-"):
                pieces = _MESSAGE.split(opened.read(name).decode("latin-1"))
                for id, content in zip(pieces[1::2], pieces[2::2], strict=True):
                    yield _text(id, content)


def keys(archive: Path) -> dict[str, list[Template]]:
    """The templates of every message; an empty list where the key says that nothing in it is an incident."""
    found: dict[str, list[Template]] = defaultdict(list)
    with zipfile.ZipFile(archive) as opened:
        for name in sorted(opened.namelist()):
            if name.startswith(_FOLDER + "key-"):
                for block in re.split(r"\n(?=0\.\s+MESSAGE: ID)", opened.read(name).decode("latin-1")):
                    slots = _slots(block)
                    if id := re.search(r"DEV-MUC3-\d{4}", " ".join(slots.get(0, ()))):
                        if not slots[1][0].startswith("*"):
                            found[id[0]].append(_template(slots))
                        else:
                            found[id[0]] += []
    return dict(found)


def _text(id: str, content: str) -> Text:
    line = _DATELINE.match(content)
    day = _written_day(line[1]) if line else None
    header = _HEADER_END.match(content, line.end() if line else 0)
    return Text(id, day, content[header.end() if header else 0 :].strip() + "\n")


def _written_day(text: str) -> date | None:
    """'3 JAN 90', '18 APRIL 89', 'JUNE 11 89'; None for 'NO DATE', without a year, and for a day no month has."""
    words = text.split()
    if len(words) != 3 or int(words[2]) < 80:  # no message is older; a lower year is a slip of the pen
        return None
    day, month = (words[0], words[1]) if words[0].isdigit() else (words[1], words[0])
    try:
        return date(1900 + int(words[2]), _MONTHS.index(month[:3]) + 1, int(day))
    except ValueError:  # the keys know a 31 September
        return None


def _slots(block: str) -> dict[int, list[str]]:
    """The fillers of a template by the number of their slot; a line that begins with blanks continues the last one."""
    slots: dict[int, list[str]] = {}
    last = None
    for line in block.splitlines():
        if line.startswith(";") or not line.strip():
            continue
        if slot := _SLOT.match(line):
            last = int(slot[1])
            slots[last] = [slot[3].strip()]
        elif last is not None and line[0].isspace():
            slots[last].append(line.strip())
    return slots


def _template(slots: dict[int, list[str]]) -> Template:
    kinds = _alternatives(slots[4])
    return Template(
        types=kinds,
        stages=_alternatives(slots[5]),
        dates=tuple(days for form in " ".join(slots[2]).split("/") if (days := _days(form))),
        places=frozenset(
            name for form in slots[3] for part in re.split(r"[:/]", form) if (name := part.partition("(")[0].strip())
        ),
        counts=_counts(slots, "KIDNAPPING" in kinds),
        is_optional="OPTIONAL" in slots[1][0],
    )


def _alternatives(fillers: list[str]) -> frozenset[str]:
    return frozenset(part.strip(" ?") for filler in fillers for part in filler.split("/") if part.strip(" ?*-"))


def _days(form: str) -> tuple[date, date] | None:
    found = [d for day, month, year in _DAY.findall(form) if year and (d := _written_day(f"{day} {month} {year}"))]
    if len(found) > 1:
        return min(found), max(found)
    if not found:
        return None
    return (found[0] - _WEEK, found[0]) if form.strip(" (?").startswith("-") else (found[0], found[0])


def _counts(slots: dict[int, list[str]], is_kidnapping: bool) -> dict[str, Range]:
    """People killed, wounded and abducted: the numbers of slot 21 summed over the targets with that effect in slot 23.

    Every target of a kidnapping counts as abducted. A target without a number makes no sum for its effect; nor does one
    with two effects ("PEOPLE", 45 of them, both DEATH and INJURY), since the key says only how many they are together.
    """
    numbers = _referred(slots.get(21, []))
    effects = _referred(slots.get(23, []))
    counts: dict[str, Range] = {}
    told_once = {target for _, target in effects if len({value for value, other in effects if other == target}) == 1}
    for effect, name in (("DEATH", "killed"), ("INJURY", "wounded")):
        of = [target for value, target in effects if value == effect]
        if not told_once.issuperset(of):
            continue
        if ranges := [_range(number) for number, target in numbers if target in of]:
            counts[name] = (sum(r[0] for r in ranges), sum(r[1] for r in ranges))
    if is_kidnapping and numbers:
        total = [_range(value) for value in slots.get(24, []) if value.strip(" ?*-")]
        ranges = total[:1] or [_range(number) for number, _ in numbers]
        counts["abducted"] = (sum(r[0] for r in ranges), sum(r[1] for r in ranges))
    return counts


def _referred(fillers: list[str]) -> list[tuple[str, str]]:
    """'6: "JESUITS" / "PRIESTS"' as its value and the first name of what it is said of."""
    pairs = []
    for filler in fillers:
        value, colon, of = filler.partition(":")
        if colon and (name := re.search(r'"([^"]+)"', of)):
            pairs.append((value.partition(" / ")[0].strip(" ?"), name[1]))
    return pairs


def _range(number: str) -> Range:
    """'6', '6-8', '6-' (at least), '-26' (at most), '~100' (within a tenth), 'PLURAL' (two or more)."""
    number = number.partition("/")[0].strip(" ?")
    low, dash, high = number.lstrip("~").partition("-")
    if not (low or high).strip().isdigit():
        return _PLURAL
    if number.startswith("~"):
        return float(low) * 0.9, float(low) * 1.1
    if not dash:
        return float(low), float(low)
    return (float(low) if low else 0.0), (float(high) if high.strip() else float("inf"))
