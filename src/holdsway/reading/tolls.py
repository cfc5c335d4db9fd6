"""How many: people killed, wounded, taken or driven out, with the range a source gives."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.passages import Mark
from holdsway.reading.people import does_harm, is_no_toll, is_of_people, name_before, noun_end
from holdsway.reading.setting import Finding, Setting
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.stance import Stance
from holdsway.records import Kind, Modality, Polarity

__all__ = ["tolls"]

_CASUALTY = ("killed", "wounded")
_LINKS = word_set("were was have has had been of the be others more other in least their by")
_STOPS = frozenset(("that", "said", ";", ":", ".", "(", ")", "while", "but", "after", "when", "before"))


def tolls(setting: Setting) -> Iterator[Finding]:
    """Every figure of people harmed or displaced in the sentence."""
    taken: set[int] = set()
    for found in (*_active(setting), *_passive(setting), *_toll(setting), *_nobody(setting), *_one(setting)):
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
        yield _finding(setting, outcome, figure, said, mark.start, start, noun, actors, verb)


def _passive(setting: Setting) -> Iterator[Finding]:
    """'23 commandos were killed', '85 people had died', '50 killed', 'over 100 Taliban were killed or wounded'."""
    passage = setting.passage
    for mark in passage.of("outcomes"):
        figure = next((f for f in reversed(passage.figures) if f.end <= mark.start), None)
        if figure is None or figure.is_share or mark.start - figure.end > 12 or is_no_toll(setting, figure):
            continue
        between = passage.lower[figure.end : mark.start]
        if (
            any(w in _STOPS for w in between)
            or ("," in between)
            or any(
                passage.starting("harming", i) and passage.word(i) != passage.word(mark.start)
                for i in range(figure.end, mark.start)
                if passage.word(i - 1) not in ("men", "soldiers", "people")
            )
        ):
            continue
        if mark.key == "captured" and passage.word(mark.end) in setting.words.lists["people"]:
            continue  # 'captured fighters'
        if does_harm(setting, mark) or passage.word(mark.start - 1) == "the":
            continue
        if between and not (is_of_people(setting, figure, mark.start) or all(w in _LINKS for w in between)):
            continue
        if any(
            o.start < mark.start and o.start >= figure.end
            for o in passage.of("outcomes")
            if o.key in _CASUALTY and mark.key not in _CASUALTY
        ):
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
        start = figure.start - (passage.word(figure.start - 1) == "all")
        yield _finding(setting, outcome, figure, said, mark.start, start, end, _harmers(setting, mark), verb)


def _toll(setting: Setting) -> Iterator[Finding]:
    """'the toll has risen to 58', 'put the dead at 500', '22 bodies were recovered'."""
    passage = setting.passage
    for figure in passage.figures:
        before = passage.lower[: figure.start]
        said = Stance(
            Polarity.AFFIRMED,
            Modality.REPORTED if setting.chain(figure.start) else Modality.ASSERTED,
            None,
            figure.start,
            False,
        )
        if is_no_toll(setting, figure) or figure.is_percent or figure.is_share:
            continue
        start = None
        if (
            "toll" in before
            and before[-1:] in (["to"], ["at"], ["of"], ["reached"], ["is"], ["was"])
            and not set(before) & {"wounded", "injured"}
        ):
            rising = next(
                (
                    i
                    for i in range(figure.start - 1, max(-1, figure.start - 5), -1)
                    if passage.word(i) in ("risen", "rose", "rises", "toll", "put", "reached")
                ),
                figure.start - 1,
            )
            start, outcome = rising - (passage.word(rising - 1) in ("has", "had", "have")), "killed"
        elif before[-1:] == ["at"] and {"dead", "wounded", "killed"} & set(before[-3:]):
            start = figure.start - 1 - before[::-1].index("the") if "the" in before else figure.start - 2
            start -= passage.word(start - 1) == "put"
            outcome = "wounded" if "wounded" in before[-3:] else "killed"
        elif passage.word(figure.end) == "bodies":
            start, outcome = figure.start, "killed"
        if start is not None:
            end = figure.end + (2 if passage.word(figure.end) == "bodies" else 0)
            while passage.word(figure.end) == "bodies" and passage.word(end) in ("recovered", "found", "been", "from"):
                end += 1
            verb = Mark("verb", start, figure.start, "", base="toll")
            yield _finding(setting, outcome, figure, said, figure.start, start, min(end, len(passage)), (), verb)


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
            yield _finding(
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
        yield _finding(
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


def _finding(
    setting: Setting,
    outcome: str,
    figure: Figure,
    said: Stance,
    anchor: int,
    start: int,
    end: int,
    actors: tuple[tuple[str, str, str], ...],
    verb: Mark,
) -> Finding:
    passage = setting.passage
    whom = tuple(
        (p.party, "against", p.text) for p in setting.participants
        if figure.end <= p.start < max(end, figure.end + 1) and not any(a[0] == p.party for a in actors)
        and passage.word(p.start - 1) not in ("by", "from", "against") and passage.word(p.start) not in ("it", "they")
    )[:1]  # fmt: skip
    words = set(passage.lower[figure.end : end])
    return Finding(
        kind=Kind.CASUALTY if outcome in (*_CASUALTY, "killed or wounded") else Kind.COUNT,
        start=start,
        end=end,
        anchor=anchor,
        stance=said,
        chain=setting.chain(anchor),
        phrase=_where(setting, start, end),
        actors=(*actors, *whom),
        label=passage.text(verb.start, verb.end).casefold(),
        figure=figure,
        number_of=outcome,
        category="civilian" if words & setting.words.lists["civilians"] else None,
    )


def _where(setting: Setting, start: int, end: int) -> PlacePhrase | None:
    """The place of what happened: named in the clause, else the only one in the sentence, else the place in focus."""
    places = [p for p in setting.phrases if p.kind in ("place", "province") and not _of_speaker(setting, p)]
    near = [
        p
        for p in places
        if start - 8 <= p.start <= end + 8 and p.before in ("in", "at", "near", "outside", "on", "around", "across")
    ]
    if near:
        return min(near, key=lambda p: (p.kind != "place", max(start - p.end, p.start - end, 0), p.start))
    if len({p.name for p in places}) == 1:
        return places[0]
    return None if places or _names_elsewhere(setting) else setting.focus


def _names_elsewhere(setting: Setting) -> bool:
    """Whether the sentence is set somewhere that the frame does not know."""
    passage = setting.passage
    return any(
        passage.word(i) in ("in", "at", "near")
        and passage.is_name(i + 1)
        and not any(t.start == i + 1 for t in passage.times)
        for i in range(len(passage))
    )


def _of_speaker(setting: Setting, phrase: PlacePhrase) -> bool:
    return any(s.start <= phrase.core < s.stop for s in setting.speeches)


def _harmers(setting: Setting, mark: Mark) -> tuple[tuple[str, str, str], ...]:
    agent = setting.agent(mark.end)
    return ((agent.party, "by", agent.text),) if agent else ()
