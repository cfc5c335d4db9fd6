"""People whom the war befell, counted: killed, wounded, taken, displaced, each figure of a sentence once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.death_tolls import death_tolls
from holdsway.reading.finding import Finding
from holdsway.reading.harmed import Harm
from holdsway.reading.headcounts import Headcount, added, is_plain
from holdsway.reading.named_losses import bodies, costs, deeds, held, lives, lost
from holdsway.reading.parts_counted import parts, shares
from holdsway.reading.scene import Scene
from holdsway.reading.stated_losses import states
from holdsway.reading.verb_losses import verb_losses

__all__ = ["losses"]

_LONGEST_LEAD, _LONGEST_PART = 3, 6
_LONGEST_SHARE = 9
_NEAR = 4
_SHARES = frozenset(("most", "many", "some", "several", "half", "all"))
_ENDS = frozenset((",", ".", ";", ":", "-", "–", "—", "and", "but", "(", ")", '"'))
_OF_WHOM = frozenset((",", "and", "of", "whom", "while", "with"))


def losses(scene: Scene) -> Iterator[Finding]:
    """Every figure of people killed, wounded, missing, taken, freed, displaced in the sentence, each once."""
    found: list[Harm] = []
    seen: set[tuple[int, str]] = set()
    for one in verb_losses(scene):
        fate = one.finding.number_of or ""
        key = (one.count.figure.start, "displaced" if fate == "fled" else fate)  # 'were forced to flee' is one
        if key not in seen:
            seen.add(key)
            found.append(_inherited(one, found))
    heads = {one.finding.anchor for one in found}
    for one in (
        *death_tolls(scene),
        *deeds(scene),
        *lives(scene),
        *costs(scene),
        *lost(scene),
        *bodies(scene),
        *held(scene),
        *states(scene),
    ):
        if not any(start == one.count.figure.start for start, _ in seen) and one.finding.anchor not in heads:
            seen.add((one.count.figure.start, one.finding.number_of or ""))
            found.append(_inherited(one, found))
    found = sorted(_drawn_out(scene, found), key=lambda one: one.count.figure.start)
    found = [_with_share(scene, one) for one in found]
    found = [part for one in found for part in _by_party(one)]
    found += [one for one in _gapped(scene, found) if not any(start == one.count.figure.start for start, _ in seen)]
    found += [s for s in shares(scene, found) if not any(start == s.count.figure.start for start, _ in seen)]
    included = [p for p in parts(scene, found) if not any(start == p.count.figure.start for start, _ in seen)]
    for one in found:
        yield _with_parts(one.finding, included)
    seen = set()
    for part in included:
        if (part.count.figure.start, "") not in seen:
            seen.add((part.count.figure.start, ""))
            yield part.finding


def _gapped(scene: Scene, found: list[Harm]) -> Iterator[Harm]:
    """'Twelve were killed in A, six in B and two in C': the verb is said only once."""
    passage = scene.passage
    for figure in passage.figures:
        where = next((p for p in scene.phrases if p.start == figure.end + 1 and p.before in ("in", "at", "near")), None)
        told = [one for one in found if one.finding.end <= figure.start and one.finding.phrase in scene.phrases]
        if (
            where is None
            or not told
            or passage.word(figure.start - 1) not in ("and", ",")
            or not is_plain(scene, figure)
        ):
            continue
        count = Headcount(figure.end - 1, figure.start, figure.end, figure, is_bare=True, noun="people")
        same = replace(told[-1].finding, start=figure.start, end=where.end, figure=figure, phrase=where)
        yield Harm(same, count)


def _by_party(one: Harm) -> list[Harm]:
    """'killed 10 soldiers and 25 rebels': two losses, each of its party."""
    if not one.count.parts:
        return [one]
    did = [a for a in one.finding.actors if a[1] == "by"]
    parties = dict.fromkeys(part.party.party for part in one.count.parts if part.party)
    whole = [added([c for c in one.count.parts if c.party and c.party.party == party]) for party in parties]
    return [
        Harm(
            replace(
                one.finding,
                figure=part.figure,
                category=part.category,
                actors=(
                    *(a for a in did if part.party and a[0] != part.party.party),
                    *(((part.party.party, "against", part.party.text),) if part.party else ()),
                ),
            ),
            part,
        )
        for part in whole
    ]


def _inherited(one: Harm, before: list[Harm]) -> Harm:
    """'31 fighters were killed and 20 wounded': a number that stands alone counts the people told before it."""
    count, finding = one.count, one.finding
    if not count.is_bare or count.party is not None or any(role == "against" for _, role, _ in finding.actors):
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
    while last < len(passage) and passage.word(last) not in _ENDS:
        last += 1
    if last - end > _LONGEST_SHARE or any(scene.tree.forms[i] == "finite" for i in range(end, last)):
        return one
    return replace(one, finding=replace(one.finding, end=last))


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
