"""What a text says its short names stand for: 'Free Valley Movement (FVM)', 'the Joint Front, known as JF'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdsway.reading.lexicon import word_set

__all__ = ["definitions"]

_SHORT = r"[A-Z][A-Za-z0-9]{0,9}(?:[-/.&][A-Z0-9][A-Za-z0-9]*)*\.?"
_QUOTE = "[\"“”'‘’]?"
_WORD = r"[\w’'.-]+"
_LINK = word_set("of the for and in de du des la le y e et del da do to & al on von der")
_BRACKETED = re.compile(
    rf"\((?:the |also |known as |or |abbreviated |acronym |hereafter |henceforth |in short )*"
    rf"{_QUOTE}({_SHORT}){_QUOTE}(?:[,;][^()]*)?\)"
)
_KNOWN_AS = re.compile(
    rf",? (?:(?:also |better |widely |commonly |simply |often |locally )*(?:known|referred to|abbreviated|called)"
    rf"(?: by (?:its|their|the) (?:acronym|initials|abbreviation)s?| as| to)?|or|by its (?:acronym|initials),?) "
    rf"(?:the )?{_QUOTE}({_SHORT}){_QUOTE}(?![\w-])(?! [A-Z])"
)
_LONG_BRACKETED = re.compile(rf"(?<![\w-])({_SHORT}) \((?:the )?{_QUOTE}([A-Z][^()\"“”]{{6,80}}?){_QUOTE}\)")
_PERSONAL = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Lt|Gen|Col|Capt|Sgt|Maj)\b")
_MOST_WORDS = 10
_BODIES = word_set(
    "front movement party union army forces force alliance coalition council organisation organization agency group "
    "committee league brigade brigades command federation congress guard corps militia mission service services "
    "ministry resistance"
)


def definitions(text: str) -> dict[str, str]:
    """Each short name that a text defines, with the long one it stands for.

    The letters of a short name must come in order from the words of the long one: each from the beginning of a word,
    or a later letter of a word already begun. In brackets right after the name of a body they may be those of another
    language: 'Armed Forces of the Democratic Republic of Congo (FARDC)'. One that is defined in two ways is left out.
    """
    found: dict[str, str] = {}
    twice: set[str] = set()
    for short, long in _pairs(" ".join(text.split())):
        if found.setdefault(short, long).casefold() != long.casefold():
            twice.add(short)
    return {short: long for short, long in found.items() if short not in twice}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_BRACKETED, _KNOWN_AS):
        for match in pattern.finditer(text):
            short = match[1].rstrip(".") if "." not in match[1][:-1] else match[1]
            before = text[: match.start()].rstrip(' ,"”')
            if not _is_short(short):
                continue
            if long := _before(before, short) or (_foreign(before, short) if pattern is _BRACKETED else None):
                yield short, long
    for match in _LONG_BRACKETED.finditer(text):
        long = match[2].strip().removeprefix("the ")
        if _is_short(match[1]) and _stands_for(match[1], long.split()):
            yield match[1], long


def _is_short(short: str) -> bool:
    capitals = sum(letter.isupper() or letter.isdigit() for letter in short)
    return capitals >= 2 and len(short) >= 2 and not _PERSONAL.match(short)


def _before(text: str, short: str) -> str | None:
    """The long name that ends a stretch of text: the shortest run of words whose beginnings spell the short name."""
    words = re.findall(rf"{_WORD}|&|[,;:()\"“”]", text[-160:])
    runs = []
    for size in range(1, min(len(words), _MOST_WORDS) + 1):
        run = words[-size:]
        if re.fullmatch(r"[,;:()\"“”]", run[0]):
            break
        if run[0][:1].isupper() and run[0].casefold() not in _LINK:
            runs.append(run)
    plain = (run for run in runs if _stands_for(short, run, most=1))
    found = next(plain, None) or next((run for run in runs if _stands_for(short, run)), None)
    return _as_written(text, found) if found else None


def _foreign(text: str, short: str) -> str | None:
    """The name of a body that ends a stretch of text, for a short name made of its name in another language."""
    if not (short.isupper() and 3 <= len(short) <= 7):
        return None
    words = re.findall(rf"{_WORD}|&|[,;:()\"“”]", text[-160:])
    run: list[str] = []
    while words and (words[-1][:1].isupper() or words[-1] in _LINK):
        run.insert(0, words.pop())
    while run and run[0].casefold() in _LINK:
        run.pop(0)
    named = [word for word in run if word[:1].isupper()]
    if len(named) < 2 or len(run) > _MOST_WORDS or not {word.casefold() for word in named} & _BODIES:
        return None
    return _as_written(text, run)


def _as_written(text: str, run: list[str]) -> str:
    start = len(text)
    for word in reversed(run):
        start = text.rindex(word, 0, start)
    return text[start:].strip()


def _stands_for(short: str, words: list[str], *, most: int = 9) -> bool:
    """Whether a short name is spelled by the words, at `most` so many letters of each; the little ones are free."""
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    pieces = [piece for word in words for piece in word.casefold().split("-") if piece]
    named = [word for word in words if word[:1].isupper()]
    if len(words) < 2 or not named or sum(word[:1].islower() and word not in _LINK for word in words) > 1:
        return False
    return words[0][:1].casefold() == letters[0] and _spells(letters, pieces, most)


def _spells(letters: list[str], pieces: list[str], most: int) -> bool:
    if not letters:
        return not pieces or pieces[0] in _LINK or pieces in (["movement"], ["group"])
    if not pieces:
        return False
    piece, rest = pieces[0], pieces[1:]
    if piece in _LINK and _spells(letters, rest, most):
        return True
    if piece[0] != letters[0]:
        return False
    for taken in range(1, min(most, len(letters)) + 1):
        if _spells(letters[taken:], rest, most):
            return True
        if taken == len(letters) or not _within(letters[1 : taken + 1], piece[1:]):
            return False
    return False


def _within(letters: list[str], piece: str) -> bool:
    """Whether letters come in this order within a word: 'M-n' in 'Mouvement'."""
    at = 0
    for letter in letters:
        at = piece.find(letter, at) + 1
        if not at:
            return False
    return True
