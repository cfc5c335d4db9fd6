"""People whom the war befell, counted: killed, wounded, taken, displaced, each figure of a sentence once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.death_tolls import death_tolls
from holdsway.reading.finding import Finding
from holdsway.reading.harmed import Harm
from holdsway.reading.headcounts import is_plain
from holdsway.reading.lexicon import word_set
from holdsway.reading.named_losses import bodies, costs, deeds, held, lives, lost
from holdsway.reading.numbers import Figure
from holdsway.reading.parts_counted import parts, shares
from holdsway.reading.people_phrases import Headcount
from holdsway.reading.restated import restated
from holdsway.reading.scene import Scene
from holdsway.reading.spared import spared, unnumbered
from holdsway.reading.stated_losses import states
from holdsway.reading.tallies import tallies
from holdsway.reading.tally_spans import stretched
from holdsway.reading.tally_sums import occasions, rests, sums
from holdsway.reading.things_counted import places_hit, things
from holdsway.reading.verb_losses import verb_losses

__all__ = ["losses"]

_LONGEST_LEAD, _LONGEST_PART = 3, 6
_LONGEST_SHARE = 9
_NEAR = 4
_SHARES = frozenset(("most", "many", "some", "several", "half", "all"))
_ENDS = frozenset((",", ".", ";", ":", "-", "–", "—", "and", "but", "(", ")", '"'))
_OCCASIONS = word_set("first second third fourth fifth other latter last former next same separate earlier later")
_OF_WHOM = frozenset((",", "and", "of", "whom", "while", "with"))


def losses(scene: Scene) -> Iterator[Finding]:
    """Every figure of people killed, wounded, missing, taken, freed, displaced in the sentence, each once."""
    found: list[Harm] = []
    seen: set[tuple[int, str]] = set()
    totals = list(death_tolls(scene))
    told_as_total = {one.count.figure.start for one in totals}
    for one in verb_losses(scene):
        fate = one.finding.number_of or ""
        if one.count.is_bare and one.count.figure.start in told_as_total:
            continue  # 'put army losses at 50 killed'
        key = (one.count.figure.start, "displaced" if fate == "fled" else fate)  # 'were forced to flee' is one
        if key not in seen:
            seen.add(key)
            found.append(_inherited(one, found, scene))
    heads = {one.finding.anchor for one in found}
    for one in (
        *totals,
        *deeds(scene),
        *lives(scene),
        *costs(scene),
        *lost(scene),
        *bodies(scene),
        *held(scene),
        *states(scene),
        *spared(scene),
        *unnumbered(scene),
        *things(scene),
        *places_hit(scene),
    ):
        if not any(start == one.count.figure.start for start, _ in seen) and one.finding.anchor not in heads:
            seen.add((one.count.figure.start, one.finding.number_of or ""))
            found.append(_inherited(one, found, scene))
    ordered: list[Harm] = []
    for one in sorted(_drawn_out(scene, found), key=lambda one: one.count.figure.start):
        ordered.append(_inherited(one, ordered, scene))
    found = [_of_sides(scene, _with_share(scene, one)) for one in ordered]
    found += [one for one in _gapped(scene, found) if not any(start == one.count.figure.start for start, _ in seen)]
    told = [one.finding for one in found]
    found += [r for r in restated(scene, told) if not any(start == r.count.figure.start for start, _ in seen)]
    found += [s for s in shares(scene, found) if not any(start == s.count.figure.start for start, _ in seen)]
    figures = [f.figure for f in (*scene.told, *(one.finding for one in found)) if f.figure is not None]
    figures += _told_with(scene, found, figures)
    tallied = list(sums(scene, figures))
    figures += [one.count.figure for one in (*tallied, *parts(scene, found))]
    tallied += tallies(scene, figures)
    found = sorted((*found, *tallied, *occasions(scene)), key=lambda one: one.count.figure.start)
    included = [p for p in parts(scene, found) if not any(start == p.count.figure.start for start, _ in seen)]
    known = {p.count.figure.start for p in included}
    known |= {one.count.figure.start for one in found}
    rest = [one for one in restated(scene, [one.finding for one in found]) if one.count.figure.start not in known]
    rest += [one for one in rests(scene, [*found, *included, *rest]) if one.count.figure.start not in known]
    for one in found:
        yield stretched(scene, _with_parts(one.finding, included))
    for one in rest:
        yield one.finding
    seen = set()
    for part in included:
        if (part.count.figure.start, "") not in seen:
            seen.add((part.count.figure.start, ""))
            yield part.finding


def _told_with(scene: Scene, found: list[Harm], known: list[Figure]) -> list[Figure]:
    """The figures that losses have taken in besides: '20,000' of 'from 20,000 to 54,000', each of several added up."""
    spans = [range(one.count.start, one.count.end) for one in found]
    newest = {figure.start for figure in known}
    within = [f for f in scene.passage.figures if any(f.start in span for span in spans)]
    within = [f for f in within if "of" not in scene.passage.lower[max(0, f.start - 2) : f.start] or f.start in newest]
    return [*within, *(f for f in scene.passage.figures if newest & {*range(f.start, f.end)})]


def _gapped(scene: Scene, found: list[Harm]) -> Iterator[Harm]:
    """'Twelve were killed in A, six in B and two in C': the verb is said only once."""
    passage = scene.passage
    for figure in passage.figures:
        where = next((p for p in scene.phrases if p.start == figure.end + 1 and p.before in ("in", "at", "near")), None)
        end = where.end if where is not None else _end_of_other(scene, figure.end)
        told = [one for one in found if one.finding.end <= figure.start]
        told = [one for one in told if where is None or one.finding.phrase in scene.phrases]
        if end is None or not told or passage.word(figure.start - 1) not in ("and", ",") or not is_plain(scene, figure):
            continue
        count = Headcount(figure.end - 1, figure.start, figure.end, figure, is_bare=True, noun="people")
        same = replace(told[-1].finding, start=figure.start, end=end, figure=figure)
        yield Harm(replace(same, phrase=where) if where is not None else same, count)


def _end_of_other(scene: Scene, at: int) -> int | None:
    """Past 'in the second', 'in a third attack', 'on Tuesday', 'the next day': another occasion of the same."""
    passage = scene.passage
    if (time := next((t for t in passage.times if t.start in (at, at + 1)), None)) is not None:
        return time.end
    ordinal = passage.word(at + 2) in _OCCASIONS and passage.word(at + 1) in ("the", "a", "another")
    if passage.word(at) not in ("in", "on", "at", "during") or not ordinal:
        return None
    return at + 3 + (at + 3 < len(scene.tree) and scene.tree.classes[at + 3] == "NOUN")


def _of_sides(scene: Scene, one: Harm) -> Harm:
    """'killed 10 soldiers and 25 rebels': one figure, and the losses of each party by the words for them."""
    if not one.count.parts:
        return one
    whose: dict[str, list[str]] = {}
    for part in one.count.parts:
        if part.party:
            whose.setdefault(part.party.party, []).append(scene.passage.text(part.start, part.end))
    did = [a for a in one.finding.actors if a[1] == "by" and a[0] not in whose]
    lost = [(party, "against", " and ".join(words)) for party, words in whose.items()]
    return replace(one, finding=replace(one.finding, actors=(*did, *lost)))


def _inherited(one: Harm, before: list[Harm], scene: Scene) -> Harm:
    """'31 fighters were killed and 20 wounded': a number that stands alone counts the people told before it.

    So does 'his driver', who serves whoever was told of before.
    """
    count, finding = one.count, one.finding
    is_his = count.is_single and scene.passage.word(count.start) in ("his", "her")
    if any(role == "against" for _, role, _ in finding.actors) or count.party is not None:
        return one
    if not count.is_bare and not is_his:
        return one
    earlier = [b for b in before if b.count.figure.start < count.figure.start and b.finding.chain == finding.chain]
    if not earlier:
        return one
    told = earlier[-1]
    near = count.figure.start - told.finding.end <= _NEAR
    whose = next(((p, role, text) for p, role, text in told.finding.actors if role == "against"), None)
    did = (
        tuple(a for a in told.finding.actors if a[1] == "by")
        if near and told.finding.kind is finding.kind and not any(r == "by" for _, r, _ in finding.actors)
        else ()
    )
    if not near or whose is None or any(a[0] == whose[0] for a in finding.actors):
        whose = None
    actors = (*did, *finding.actors, *((whose,) if whose else ()))
    return replace(
        one, finding=replace(finding, actors=actors, phrase=finding.phrase or (told.finding.phrase if near else None))
    )


def _drawn_out(scene: Scene, found: list[Harm]) -> list[Harm]:
    """'85 people had died and 147 been injured' is quoted whole for the dead: the second number has no noun."""
    whole: list[Harm] = []
    for one in found:
        after = [
            other
            for other in found
            if other.count.is_bare
            and other.finding.number_of == "wounded"
            and one.finding.number_of in ("killed", "captured", "surrendered")
            and not one.count.is_single
            and one.finding.end <= other.finding.start
            and set(scene.passage.lower[one.finding.end : other.finding.start]) <= _OF_WHOM
        ]
        if after:
            one = replace(one, finding=replace(one.finding, end=max(other.finding.end for other in after)))
        whole.append(one)
    return whole


def _with_share(scene: Scene, one: Harm) -> Harm:
    """'killing 16, most of them foreigners', 'leaving 17 dead, among them a commander': quoted with the part."""
    passage, end = scene.passage, one.finding.end
    if passage.word(end) != ",":
        return one
    led = passage.lower[end + 1 : end + 4]
    among = led[:2] in (["among", "them"], ["among", "whom"]) and led[2] in ("a", "an") if len(led) == 3 else False
    some = led[:1] and led[0] in _SHARES and led[1:] in (["of", "them"], ["of", "whom"])
    if not among and not some:
        return one
    last = end + 1
    while last < len(passage) and (passage.word(last) not in _ENDS or _is_hyphen(scene, last)):
        last += 1
    if last - end > _LONGEST_SHARE or any(scene.tree.forms[i] == "finite" for i in range(end, last)):
        return one
    return replace(one, finding=replace(one.finding, end=last))


def _is_hyphen(scene: Scene, at: int) -> bool:
    """Whether it joins two words: 'two-year-old'."""
    passage = scene.passage
    return passage.word(at) == "-" and passage.starts[at] == passage.ends[at - 1]


def _with_parts(finding: Finding, included: list[Harm]) -> Finding:
    """'nine dead, among them two children' is quoted whole where the part follows at once and is short."""
    for part in included:
        gap = part.finding.start - finding.end
        if (
            0 <= gap <= _LONGEST_LEAD
            and part.finding.end - finding.end <= _LONGEST_PART
            and part.finding.anchor == finding.anchor
        ):
            return replace(finding, end=part.finding.end)
    return finding
