"""The finding made of people whom something befell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from holdsway.reading.doers import captor, claimant, conqueror, driven_off, opponent
from holdsway.reading.factual import is_presupposed, vouched
from holdsway.reading.fates import CASUALTIES, fate_words
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.lexicon import word_set
from holdsway.reading.loss_places import place_of_loss
from holdsway.reading.loss_spans import span_of_loss
from holdsway.reading.moods import Stance
from holdsway.reading.people_phrases import Headcount
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Kind, Modality, Polarity

__all__ = ["Harm", "harm"]

_TAKEN = frozenset(("surrendered", "captured"))
_HARMED = frozenset(("killed", "wounded", "killed or wounded"))
_CIVIL = frozenset(("civilian", "child", "woman"))
_LONGEST_SIGNER = 5
_MULTIPLIES = word_set("double triple treble quadruple halve")
_WISHED = word_set("call ask appeal wait hope push press campaign plead beg lobby pray bargain vow plan")


@dataclass(frozen=True, slots=True)
class Harm:
    """A finding with the people it counts, while those of one sentence are set side by side."""

    finding: Finding
    count: Headcount


def harm(
    scene: Scene,
    count: Headcount,
    fate: str,
    head: int,
    *,
    by: Iterable[Participant] = (),
    against: Participant | None = None,
    span: tuple[int, int] | None = None,
    because: str = "",
    doubt: Modality | None = None,
) -> Harm | None:
    """What befell so many people, told by the predicate or noun at `head`; None when nobody vouches for it."""
    said = scene.mood(head, deed=True)
    if said is None or _is_wished(scene, head) or _is_rate(scene, head) or _is_apart_from_war(scene, head):
        return None
    said, is_of_doer = vouched(scene, head, said)
    said = _shaded(scene, head, said, count, doubt or _unchecked(scene, head))
    chain = scene.chain(head)
    if chain and _is_claim(scene, chain[-1].verb, head):  # '12 died in an attack that the Front claimed'
        chain = chain[:-1]
        said = replace(said, modality=Modality.ASSERTED) if not chain and said.modality is Modality.REPORTED else said
    start, end = span or span_of_loss(scene, head, count, said)
    whose = count.party or against
    if fate == "deployed":
        by, whose = list(by) or ([whose] if whose else []), None
    did = [p for p in by if not is_of_doer and (whose is None or p.party != whose.party)]
    where = place_of_loss(scene, head, count, fate)
    did, whose = _meant(scene, head, count, fate, did, whose, where)
    finding = Finding(
        kind=Kind.CASUALTY if fate in CASUALTIES else Kind.COUNT,
        start=start,
        end=end,
        anchor=head,
        stance=said,
        chain=chain,
        phrase=where,
        actors=_roles(did, whose),
        label=scene.passage.words[head].casefold(),
        figure=count.figure,
        number_of=f"{fate} families" if count.noun in ("family", "household") else fate,
        category=count.category,
        because=because or f"{fate}: {scene.tree.lemmas[head]}",
    )
    return Harm(finding, count)


def _roles(did: list[Participant], whose: Participant | None) -> tuple[tuple[str, str, str], ...]:
    """Each party that did it once, and whose people they were."""
    named = {p.party: (p.party, "by", p.text) for p in did}
    return tuple(named.values()) + (((whose.party, "against", whose.text),) if whose else ())


def _meant(
    scene: Scene,
    head: int,
    count: Headcount,
    fate: str,
    did: list[Participant],
    whose: Participant | None,
    where: PlacePhrase | None,
) -> tuple[list[Participant], Participant | None]:
    """Who did it and whose people they were, with what follows from who took the place or to whom men gave up."""
    if whose is None and scene.tree.lemmas[head] in ("leave", "abandon") and (gone := driven_off(scene, head)):
        did, whose = [p for p in did if p.party != gone.party], gone
    if fate in _TAKEN and whose is None and count.category not in _CIVIL:
        taker = captor(scene, head, did)
        if other := scene.other(taker):
            whose = Participant(head, head + 1, other, "")
            if taker and not did and fate == "captured":
                did = [Participant(head, head + 1, taker, "")]
    if fate in _HARMED and not did and count.figure.high != 0:
        said = claimant(scene) or _teller(scene, head)
        if said is not None and (whose is None or whose.party != said.party):
            return [said], whose
        taker = conqueror(scene, where)
        if (taker is None or (whose and taker == whose.party)) and whose is not None:
            taker = opponent(scene, whose.party, count.start, count.end)
        if taker is not None and (whose is None or whose.party != taker):
            did = [Participant(head, head + 1, taker, "")]
    return did, whose


def _teller(scene: Scene, head: int) -> Participant | None:
    """'Ten were neutralised, the army said': words that only those who did it use."""
    if scene.tree.lemmas[head] not in fate_words().lists["own_deeds"] or not (chain := scene.chain(head)):
        return None
    party = chain[-1].party
    return Participant(head, head + 1, party, "") if party else None


def _shaded(scene: Scene, head: int, said: Stance, count: Headcount, doubt: Modality | None) -> Stance:
    """The stance with what a number of nought, a verb of reporting and a 'feared' make of it."""
    tree = scene.tree
    if count.figure.high == 0 and count.figure.low == 0:
        said = replace(said, polarity=Polarity.NEGATED)
    if said.modality is Modality.HYPOTHETICAL and tree.lemmas[head] in _MULTIPLIES:
        said = replace(said, modality=Modality.REPORTED if scene.chain(head) else Modality.ASSERTED, trap_reason=None)
    if said.modality is Modality.ASSERTED and _is_signed(scene, head):
        said = replace(said, modality=Modality.REPORTED)
    over = tree.heads[head]
    if said.modality is Modality.ASSERTED and {tree.lemmas[head], tree.lemmas[over]} & fate_words().lists["reports"]:
        said = replace(said, modality=Modality.REPORTED)
    if doubt is not None and said.modality in (Modality.ASSERTED, Modality.REPORTED, Modality.HYPOTHETICAL):
        said = replace(said, modality=doubt, trap_reason=None)
    return said


def _is_signed(scene: Scene, head: int) -> bool:
    """'Three dead in Norhaven blast: ministry', 'Army: three dead': who says so stands beside a colon."""
    passage, tree = scene.passage, scene.tree
    colon = next((i for i in range(len(passage)) if passage.word(i) == ":"), None)
    if colon is None:
        return False
    named = range(colon + 1, len(passage)) if head < colon else range(colon)
    plain = all(tree.classes[i] in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PUNCT") for i in named)
    words = [i for i in named if tree.classes[i] in ("NOUN", "PROPN")]
    says = any(passage.word(i) in fate_words().lists["signers"] or scene.party(i) is not None for i in words)
    return plain and says and len(named) <= _LONGEST_SIGNER


def _is_claim(scene: Scene, verb: int, head: int) -> bool:
    """Whether a verb of saying is but 'claimed responsibility' in a clause after what is told."""
    tree = scene.tree
    said = [tree.lemmas[c] for c in tree.those(verb, "obj")]
    return head < verb and tree.lemmas[verb] in ("claim", "deny") and said in (["responsibility"], ["credit"])


def _unchecked(scene: Scene, head: int) -> Modality | None:
    """'it was checking reports that X was killed', 'nothing to corroborate': nobody vouches for it yet."""
    over = islice(scene.tree.above(head), 3)
    checking = fate_words().lists["checking"]
    found = next((w for w in over if scene.tree.lemmas[w] in checking), None)
    is_fact = found is None or _is_checked(scene, found) or is_presupposed(scene, head)
    return None if is_fact else Modality.POSSIBLE


def _is_checked(scene: Scene, verb: int) -> bool:
    """'Monitors verified 18 deaths', 'has corroborated': it was done, and holds."""
    tree = scene.tree
    is_done = tree.lemmas[verb] in ("verify", "corroborate") and tree.past[verb] and tree.classes[verb] == "VERB"
    return (
        is_done
        and tree.child(verb, "mark") is None
        and not scene.passage.word(verb).endswith("ing")
        and not any(scene.passage.word(c) in ("not", "n't", "never", "could", "be") for c in tree.children[verb])
    )


def _is_rate(scene: Scene, head: int) -> bool:
    """'mines kill about 100 people every year': so many in each year, not on one occasion."""
    words = scene.passage.lower
    spans = ("year", "month", "week", "day")
    each = any(words[i] in ("every", "each", "per", "a") and words[i + 1] in spans for i in range(len(words) - 1))
    return (
        each
        and scene.tree.forms[head] == "finite"
        and not scene.tree.past[head]
        and scene.tree.child(head, "aux") is None
    )


def _is_apart_from_war(scene: Scene, head: int) -> bool:
    """'wounded by the criticism', 'a flood that killed 30', 'the drill simulated 200 casualties': no loss of a war."""
    tree, lists = scene.tree, fate_words().lists
    clause = scene.clause(head)
    who = clause.agent if clause.agent is not None else clause.subject
    if who is not None and tree.classes[who] == "PRON" and tree.relation(head) == "acl":
        who = tree.heads[head]
    cause = tree.lemmas[who] if who is not None else ""
    over = tree.heads[head]
    simulated = {tree.lemmas[head], tree.lemmas[over]} & lists["simulates"]
    if simulated == {"stage"} and (staged := tree.child(over, "obj")) is not None:
        simulated -= {"stage"} if tree.lemmas[staged] in lists["events"] else set()  # 'staged a bomb attack, killing 2'
    return bool(simulated) or cause in lists["disasters"] or (clause.agent is not None and cause in lists["abstract"])


def _is_wished(scene: Scene, head: int) -> bool:
    """'called for the release of 12 prisoners': nobody says that it came about."""
    tree = scene.tree
    over = tree.heads[head]
    return tree.classes[head] == "NOUN" and tree.case(head) == "for" and tree.lemmas[over] in _WISHED
