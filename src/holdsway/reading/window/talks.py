"""Talks: who met whom and where, and who may yet leave for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Mark
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.window.affected import with_time
from holdsway.reading.window.dealings import DENIES, Side, all_of, clause_around, is_title, place_of, sides, start_of
from holdsway.reading.window.setting import Finding, Setting
from holdsway.reading.window.stance import Stance
from holdsway.records import Kind, Modality, Polarity

__all__ = ["talks"]

_HELD = word_set(
    "held hold holds began begin begins begun opened open resumed resume resumes resuming ended end concluded conclude "
    "started start hosted led lead joined join attended attend continued continue continues finished took take taken"
)
_MEETS = word_set("meet negotiate talk")
_TO = word_set("for to in")
_FARTHEST = 16
_LONGEST_SUBJECT = 16


def talks(setting: Setting) -> Iterator[Finding]:
    """Every meeting the sentence tells of, denies or holds possible; one for each clause at most."""
    taken: list[tuple[int, int]] = []
    for found, first, last in (*_journeys(setting), *_verbs(setting), *_nouns(setting), *_denials(setting)):
        if not any(begin < last and first < end for begin, end in taken):
            taken.append((first, last))
            yield found


def _verbs(setting: Setting) -> Iterator[tuple[Finding, int, int]]:
    """'A and B held talks in C', 'A met B'."""
    for verb in setting.passage.of("verb"):
        if verb.key != "events:talks" or verb.forms <= {"ing"}:
            continue
        said = setting.stance(verb)
        if said is not None and setting.passage.word(said.start - 1) in ("that", "who", "which") and not said.passive:
            said = None if verb.forms <= {"third"} else said  # 'the team that negotiates' is no meeting
        if said is not None and (verb.base not in ("meet", "negotiate") or _is_meeting(setting, verb)):
            least = 2 if verb.base in ("meet", "negotiate") else 1
            yield from _told(setting, verb, said, said.start, verb.end, least=least)


def _nouns(setting: Setting) -> Iterator[tuple[Finding, int, int]]:
    """'Talks between A and B began in C', 'A led its side in two days of talks'."""
    passage = setting.passage
    for noun in passage.of("event_nouns"):
        inside = any(v.key == "events:talks" and v.start <= noun.start < v.end for v in passage.of("verb"))
        done = None if noun.key != "talks" or inside else _held_near(setting, noun)
        if done is None:
            continue
        forms = frozenset({"past", "participle"})
        said = setting.stance(Mark("verb", done, done + 1, "", forms, passage.text(noun.start, noun.end)))
        if said is None:
            continue
        if passage.word(noun.start - 1) == "no":
            said = replace(said, polarity=Polarity.NEGATED)
        yield from _told(setting, noun, said, min(noun.start, said.start), noun.end, least=1, last_word=done + 1)


def _denials(setting: Setting) -> Iterator[tuple[Finding, int, int]]:
    """'The group denied any talks with A in B'."""
    for speech in setting.speeches:
        noun = next(
            (n for n in setting.passage.of("event_nouns") if n.key == "talks" and n.start >= speech.first), None
        )
        if setting.passage.word(speech.verb) not in DENIES or noun is None or noun.start > speech.first + 4:
            continue
        said = Stance(Polarity.NEGATED, Modality.REPORTED, None, noun.start, False)
        for finding, first, last in _told(setting, noun, said, noun.start, noun.end, least=1):
            who = ((speech.party, "by", speech.speaker),) if speech.party else ()
            actors = (*who, *(a for a in finding.actors if a[0] != speech.party))
            yield replace(finding, start=min(speech.start, finding.start), actors=actors), first, last


def _journeys(setting: Setting) -> Iterator[tuple[Finding, int, int]]:
    """'A may leave for B and talks with C', 'a delegation could travel to B to meet C': not yet held."""
    passage, motions = setting.passage, setting.words.lists["motion"]
    for at, word in enumerate(passage.lower):
        if word not in motions:
            continue
        said = setting.stance(Mark("verb", at, at + 1, "", frozenset({"base"}), word))
        if said is None or said.start == at or said.modality not in (Modality.POSSIBLE, Modality.FUTURE):
            continue
        cue = _cue(setting, at + 1)
        if cue is None:
            continue
        first, last = clause_around(setting, at)
        where = place_of(setting, first, said.start, at + 1, last, _TO)
        who = [s for s in sides(setting, first, last, said.start, at + 1) if s.start < said.start]
        who += [s for s in all_of(setting, cue, min(last, cue + 6)) if s.start <= cue + 4]
        if where or who:
            yield _finding(setting, Mark("verb", at, at + 1, ""), said, first, cue, where, who), first, last


def _cue(setting: Setting, at: int) -> int | None:
    """The word after 'talks' or 'to meet' behind a verb of going; None when nothing says that they would talk."""
    passage = setting.passage
    _, last = clause_around(setting, at)
    for here in range(at, min(last, at + _FARTHEST)):
        noun = passage.starting("event_nouns", here)
        if noun and noun.key == "talks":
            return noun.end
        if passage.word(here) in _MEETS and passage.word(here - 1) in ("to", "and"):
            return here + 1
    return None


def _told(
    setting: Setting, mark: Mark, said: Stance, verb: int, after: int, *, least: int, last_word: int = 0
) -> Iterator[tuple[Finding, int, int]]:
    first, last = clause_around(setting, mark.start)
    where = place_of(setting, first, verb, after, last)
    who = list(sides(setting, first, last, verb, after))
    if len(who) >= least or (where is not None and len(who) >= least - 1):
        end = max(after, last_word)
        yield _finding(setting, mark, said, min(first, verb), end, where, who), first, last


def _finding(
    setting: Setting,
    mark: Mark,
    said: Stance,
    first: int,
    end: int,
    where: PlacePhrase | None,
    who: Sequence[Side],
) -> Finding:
    named = list({s.id: (s.id, "by", s.text) for s in who}.values())
    if said.start - first > _LONGEST_SUBJECT:
        first = min((s.start for s in who if s.start < said.start), default=said.start)
    start = min(start_of(setting, first, said.start), mark.start)
    last = max(end, where.end if where else 0, *(s.end for s in who), 0)
    return Finding(
        kind=Kind.EVENT,
        start=start,
        end=with_time(setting, last),
        anchor=mark.start,
        stance=said,
        chain=setting.chain(mark.start),
        phrase=where,
        actors=tuple(named),
        label=setting.passage.text(mark.start, mark.end).casefold(),
        event_type="talks",
        ahead=said.modality is Modality.POSSIBLE and _is_ahead(setting, said, mark),
    )


def _is_ahead(setting: Setting, said: Stance, mark: Mark) -> bool:
    """Whether 'may' speaks of what is to come ('may meet'), not of what was ('may have met')."""
    group = setting.passage.lower[said.start : max(mark.start, said.start + 2)]
    return (
        bool(setting.words.groups["modal"]["possible"])
        and "have" not in group
        and bool(set(group) & set(setting.words.groups["modal"]["possible"]))
    )


def _held_near(setting: Setting, noun: Mark) -> int | None:
    """The verb that makes talks an event ('talks began', 'led his side in two days of talks')."""
    passage, (first, last) = setting.passage, clause_around(setting, noun.start)
    for at in range(noun.end, min(noun.end + 14, last)):
        if passage.word(at) == ",":
            break
        if passage.word(at) in _HELD:
            return at
    back = range(noun.start - 1, max(first - 1, noun.start - 9), -1)
    return next((i for i in back if passage.word(i) in _HELD), None)


def _is_meeting(setting: Setting, verb: Mark) -> bool:
    """'met A', 'met in B', 'met on Monday': not 'met resistance'."""
    passage, after = setting.passage, verb.end + (setting.passage.word(verb.end) in ("with", "again", "directly"))
    if passage.word(after) in ("in", "at", "near", "on"):
        return True
    named = all_of(setting, after, min(len(passage), after + 6))
    return any(all(is_title(setting, i) or passage.is_name(i) for i in range(after, side.start)) for side in named)
