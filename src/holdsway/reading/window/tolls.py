"""How many: people killed, wounded, taken or driven out, with the range a source gives."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.window.harm import CASUALTY, harm_of
from holdsway.reading.window.people import does_harm, is_no_toll, is_of_people, name_before, noun_end
from holdsway.reading.window.setting import Finding, Setting
from holdsway.reading.window.stance import Stance
from holdsway.reading.window.tallies import tallies
from holdsway.records import Modality, Polarity

__all__ = ["tolls"]

_LINKS = word_set("were was have has had been of the be others more other in least their by")
_RELATIVES = word_set("who whose whom which")
_MEN = word_set("men soldiers people")
_LONGEST_ASIDE = 25
_STOPS = frozenset(("that", "said", ";", ":", ".", "(", ")", "while", "but", "after", "when", "before"))


def tolls(setting: Setting) -> Iterator[Finding]:
    """Every figure of people harmed or displaced in the sentence."""
    taken: set[int] = set()
    for found in (*_active(setting), *_passive(setting), *tallies(setting), *_nobody(setting), *_one(setting)):
        key = found.figure.start if found.figure else -1
        if key not in taken:
            taken.add(key)
            yield found


def _active(setting: Setting) -> Iterator[Finding]:
    """'killed at least nine soldiers and wounded 16', 'killing 12'."""
    passage = setting.passage
    for mark in passage.of("harming"):
        figure = next(
            (
                f
                for f in setting.passage.figures
                if f.start == mark.end
                or (f.start == mark.end + 1 and passage.word(mark.end) in ("another", "a", "the", "all"))
            ),
            None,
        )
        if (
            figure is None
            or figure.is_share
            or (figure.start > mark.end and passage.word(mark.end) in ("in", "on", "by", "at", ","))
        ):
            continue
        if passage.word(mark.start - 1) in ("were", "was", "been", "be", "is", "are") or is_no_toll(setting, figure):
            continue
        verb = Mark("verb", mark.start, mark.end, "", frozenset({"past"}), passage.text(mark.start, mark.end))
        said = setting.stance(verb)
        noun = noun_end(setting, figure.end)
        if said is None or not is_of_people(setting, figure, noun):
            continue
        killer = setting.subject(said.start, setting.chain(mark.start))
        actors = ((killer.party, "by", killer.text),) if killer else ()
        outcome, start = mark.key, mark.start
        if passage.word(start - 1) == "or" and passage.starting("harming", start - 2):
            outcome, start = "killed or wounded", start - 2
        yield harm_of(setting, outcome, figure, said, mark.start, start, noun, actors, verb)


def _passive(setting: Setting) -> Iterator[Finding]:
    """'23 commandos were killed', '85 people had died', '50 killed', 'over 100 Taliban were killed or wounded'."""
    passage = setting.passage
    for mark in passage.of("outcomes"):
        figure = next((f for f in reversed(passage.figures) if f.end <= mark.start and not _in_aside(passage, f)), None)
        if figure is None or figure.is_share or is_no_toll(setting, figure) or not _befell(setting, figure, mark):
            continue
        both = passage.word(mark.end) in ("or", "and") and any(
            o.start == mark.end + 1 and o.key != mark.key for o in passage.of("outcomes")
        )
        end = mark.end + 2 if both else mark.end
        verb = Mark(
            "verb", mark.start, mark.end, "", frozenset({"past", "participle"}), passage.text(mark.start, mark.end)
        )
        said = setting.stance(verb)
        if said is None:
            continue
        outcome = "killed or wounded" if both and passage.word(mark.end) == "or" else mark.key
        start = figure.start - (passage.word(figure.start - 1) in ("all", "the"))
        yield harm_of(setting, outcome, figure, said, mark.start, start, end, _harmers(setting, mark), verb)


def _befell(setting: Setting, figure: Figure, mark: Mark) -> bool:
    """Whether 'killed' is said of the people of this figure, and is not what somebody did."""
    passage = setting.passage
    apart = range(*_aside(setting, figure, mark))
    between = [i for i in range(figure.end, mark.start) if i not in apart]
    words = [passage.word(i) for i in between]
    if len(between) > 12 or "," in words or any(w in _STOPS for w in words):
        return False
    for i in between:
        harm = passage.starting("harming", i)
        if harm and passage.word(i) != passage.word(mark.start) and passage.word(i - 1) not in _MEN:
            return False
    if mark.key == "captured" and passage.word(mark.end) in setting.words.lists["people"]:
        return False  # 'captured fighters'
    if does_harm(setting, mark) or passage.word(mark.start - 1) == "the":
        return False
    counted = apart.start if apart else mark.start
    if between and not (is_of_people(setting, figure, counted) or all(w in _LINKS for w in words)):
        return False
    return mark.key in CASUALTY or not any(
        o.key in CASUALTY and o.start < mark.start and o.start >= figure.end for o in passage.of("outcomes")
    )


def _aside(setting: Setting, figure: Figure, mark: Mark) -> tuple[int, int]:
    """The relative clause between the people and what befell them: 'who had come by road,' and so on."""
    passage = setting.passage
    start = next((i for i in range(figure.end, mark.start) if passage.word(i) in _RELATIVES), None)
    verb = mark.start
    while (
        passage.word(verb - 1) in setting.words.lists["aux"] or passage.word(verb - 1) in setting.words.lists["adverbs"]
    ):
        verb -= 1
    if start is None or verb - start < 2 or verb - start > _LONGEST_ASIDE:
        return mark.start, mark.start
    comma = passage.word(verb - 1) == ","
    return (start - (passage.word(start - 1) == ","), verb) if comma else (mark.start, mark.start)


def _in_aside(passage: Passage, figure: Figure) -> bool:
    """Whether a number stands in a relative clause between commas, and so counts something else."""
    start = next((i for i in range(figure.start - 1, max(-1, figure.start - 10), -1) if passage.word(i) == ","), None)
    return (
        start is not None
        and passage.word(start + 1) in _RELATIVES
        and "," in passage.lower[figure.end : figure.end + 8]
    )


def _nobody(setting: Setting) -> Iterator[Finding]:
    """'No casualties were reported'."""
    passage = setting.passage
    for at, word in enumerate(passage.lower):
        if (
            word == "no"
            and passage.word(at + 1) in ("casualties", "injuries", "deaths")
            and passage.word(at + 2) in ("were", "was")
        ):
            said = Stance(Polarity.NEGATED, Modality.REPORTED, None, at, True)
            verb = Mark("verb", at, at + 2, "", base="no casualties")
            yield harm_of(
                setting, "killed", Figure(at, at + 1, 0, 0, 0), said, at, at, min(at + 4, len(passage)), (), verb
            )


def _one(setting: Setting) -> Iterator[Finding]:
    """'Mullah X died on Saturday', 'X ... was shot dead in A': the death of one person who is named."""
    passage = setting.passage
    for mark in passage.of("outcomes"):
        words = passage.text(mark.start, mark.end).casefold()
        if words not in ("killed", "died", "shot dead", "executed", "beheaded") or any(
            f.end <= mark.start <= f.end + 12 for f in passage.figures
        ):
            continue
        verb = Mark("verb", mark.start, mark.end, "", frozenset({"past", "participle"}), words)
        said = setting.stance(verb)
        if said is None or (
            (said.start == mark.start) != (words == "died")
            and "was" not in passage.lower[said.start : mark.start]
            and "been" not in passage.lower[said.start : mark.start]
        ):
            continue
        name = name_before(setting, said.start)
        if name is None:
            continue
        figure = Figure(mark.start, mark.end, 1, 1, 1)
        end = mark.end
        where = next(
            (p for p in setting.phrases if end <= p.start <= end + 2 and p.before in ("in", "at", "near")), None
        )
        yield harm_of(
            setting,
            "killed",
            figure,
            said,
            mark.start,
            name if said.start - name <= 5 else said.start,
            where.end if where else end,
            (),
            verb,
        )


def _harmers(setting: Setting, mark: Mark) -> tuple[tuple[str, str, str], ...]:
    agent = setting.agent(mark.end)
    return ((agent.party, "by", agent.text),) if agent else ()
