"""Whether a figure counts people, and whom: the nouns, names and verbs around a number."""

from __future__ import annotations

from holdsway.reading.numbers import Figure
from holdsway.reading.passages import Mark
from holdsway.reading.window.setting import Setting

__all__ = ["does_harm", "is_no_toll", "is_of_people", "name_before", "noun_end"]


def name_before(setting: Setting, at: int) -> int | None:
    """Where the personal name begins that is the subject of the verb at `at`, an aside between commas left out."""
    passage = setting.passage
    end = at
    if passage.word(at - 1) == ",":
        end = next((i for i in range(at - 2, max(-1, at - 16), -1) if passage.word(i) == ","), at)
    start = end
    while (
        start > 0
        and (passage.is_name(start - 1) or passage.word(start - 1) in ("-", "al"))
        and passage.word(start - 1) not in ("the", "that")
    ):
        start -= 1
    named = end - start >= 2 and not any(
        passage.at(kind, i) for kind in ("place", "party") for i in range(end - 1, end)
    )
    return start if named and not any(t.start < end and start < t.end for t in passage.times) else None


def noun_end(setting: Setting, at: int) -> int:
    """The end of the people counted: 'nine soldiers', '12 Iraqi staff and four technicians' up to the first noun."""
    passage, people = setting.passage, setting.words.lists["people"]
    last = at
    for i in range(at, min(at + 6, len(passage))):
        word = passage.word(i)
        if word in people or any(p.start <= i < p.end for p in setting.participants):
            last = i + 1
        elif word in (
            ",",
            ".",
            "and",
            "in",
            "on",
            "at",
            "by",
            "with",
            "when",
            "as",
            "near",
            "while",
            "during",
        ) or passage.starting("verb", i):
            break
    return last


def does_harm(setting: Setting, mark: Mark) -> bool:
    """Whether 'killed' is what somebody did ('three bombers killed 12'), not what befell them."""
    passage = setting.passage
    if passage.word(mark.start) not in (
        "killed",
        "wounded",
        "injured",
        "hurt",
        "executed",
        "beheaded",
        "massacred",
        "captured",
        "detained",
    ):
        return False
    if passage.word(mark.start - 1) in setting.words.lists["aux"] or passage.word(mark.start - 1) in ("or", "and"):
        return False
    after = passage.word(mark.end)
    figure = any(f.start == mark.end for f in passage.figures)
    return (
        figure
        or after in ("it", "them", "the", "a", "an", "several", "some", "civilians", "people", "soldiers", "dozens")
        or passage.is_name(mark.end)
    )


def is_of_people(setting: Setting, figure: Figure, end: int) -> bool:
    """Whether a figure counts people: a noun for them follows, or nothing that could be anything else."""
    passage, people = setting.passage, setting.words.lists["people"]
    following = range(figure.end, min(max(end, figure.end + 5), len(passage)))
    for i in following:
        word = passage.word(i)
        if word in people or any(p.start <= i < p.end for p in setting.participants):
            return True
        if (passage.is_name(i) and word.endswith(("s", "ese", "ish")) and passage.at("place", i) is None) or (
            word == "of" and passage.word(i + 1) in ("them", "whom", "those")
        ):
            return True
        if word in (
            ",",
            ".",
            "and",
            "in",
            "on",
            "at",
            ";",
            "to",
            "when",
            "were",
            "was",
            "or",
            "as",
            "near",
            "while",
            "during",
        ):
            return i == figure.end
    return figure.end >= len(passage)


def is_no_toll(setting: Setting, figure: Figure) -> bool:
    """Whether a number is a date, a length of time or a count of things."""
    return any(t.start <= figure.start < t.end for t in setting.passage.times) or setting.passage.word(figure.end) in (
        "-",
        "year",
        "years",
        "days",
        "hours",
        "months",
        "weeks",
        "km",
        "miles",
        "kilometres",
        "kilometers",
        "million",
        "a.m",
        "p.m",
        "a.m.",
        "p.m.",
        "metres",
        "th",
        "homes",
        "houses",
        "districts",
        "provinces",
        "times",
    )
