"""Losses that a sentence takes as fact, whatever it doubts, wishes or plans besides: who did it, what comes of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from holdsway.reading.fates import fate_words
from holdsway.reading.lexicon import word_set
from holdsway.reading.moods import Stance
from holdsway.reading.scene import Scene
from holdsway.records import Modality

__all__ = ["is_presupposed", "vouched"]

_HEDGES = word_set("apparently presumably allegedly supposedly purportedly probably possibly perhaps")
_ALLEGED = word_set("alleged suspected presumed supposed")
_DOUBTED = frozenset((Modality.POSSIBLE, Modality.LIKELY))
_TO_COME = frozenset((Modality.FUTURE, Modality.NORMATIVE))
_PAST = word_set("was were had has have been")
_INQUIRES = word_set("investigate probe examine accuse charge convict suspect investigation inquiry probe trial")
_HEARSAY = word_set("report claim rumour rumor allegation accusation suggestion")
_KNOWN = word_set("the this these those their his her its")


def vouched(scene: Scene, head: int, said: Stance) -> tuple[Stance, bool]:
    """The stance without a doubt that is none of the loss, and whether that doubt is who did it.

    Such a doubt is of the doer, or of a clause that the loss only stands in ('seek those who were killed').
    """
    is_of_doer = said.modality in _DOUBTED and _doubts_doer(scene, head)
    is_past = said.modality in _TO_COME and _is_past_aside(scene, head)
    is_past = is_past or (said.modality in _DOUBTED | _TO_COME and is_presupposed(scene, head))
    if not (is_of_doer or is_past):
        return said, False
    told = Modality.REPORTED if any(s.how in ("says", "denies") for s in scene.chain(head)) else Modality.ASSERTED
    return replace(said, modality=told, trap_reason=None), is_of_doer


def _doubts_doer(scene: Scene, head: int) -> bool:
    """'were killed, apparently by rebels', 'alleged rebels murdered four': the doubt is who did it, not that it was."""
    passage, tree = scene.passage, scene.tree
    if any(passage.word(c) in _HEDGES and passage.word(c + 1) != "by" for c in tree.those(head, "advmod")):
        return False
    hedged = [i for i in range(len(passage)) if passage.word(i) in _HEDGES | _ALLEGED]
    return bool(hedged) and all(_is_of_doer(scene, head, i) for i in hedged)


def _is_of_doer(scene: Scene, head: int, hedge: int) -> bool:
    passage, tree = scene.passage, scene.tree
    if passage.word(hedge) in _HEDGES:
        return passage.word(hedge + 1) == "by"
    whom = tree.heads[hedge]
    if tree.relation(hedge) == "amod" and fate_words().category(tree.lemmas[whom]) is not None:
        return True  # 'alleged rebels murdered four', 'alleged rebels were captured': who they are is in doubt
    clause = scene.clause(head)
    did = clause.agent if clause.passive else clause.subject
    over = {whom, *tree.above(whom)}
    return did is not None and (whom == did or (did in over and did < head)) and tree.lemmas[whom] not in _events()


def _events() -> frozenset[str]:
    return fate_words().lists["events"]


def _is_past_aside(scene: Scene, head: int) -> bool:
    """'seek those who were killed', 'hope to learn why he was shot the day before X was murdered': done already."""
    tree, passage = scene.tree, scene.passage
    helped = {passage.word(c) for c in tree.those(head, "aux")}
    if not (helped <= _PAST and (helped & {"was", "were", "had"} or (tree.past[head] and not helped))):
        return False
    relation = tree.relations[head]
    if relation.startswith("acl:relcl"):
        return tree.forms[head] == "finite" or bool(helped)
    subject = tree.child(head, "nsubj")
    if relation == "ccomp" and subject is not None and passage.word(subject) == "who":
        return True  # 'to determine who murdered X'
    timed = any(passage.word(c) in ("before", "after", "since") for c in tree.those(head, "mark"))
    return relation == "advcl" and timed


def is_presupposed(scene: Scene, head: int) -> bool:
    """'are investigating the murder of X', 'an inquiry into the murder of X': that he was murdered is no question."""
    tree, passage = scene.tree, scene.passage
    over = [tree.lemmas[at] for at in islice(tree.above(head), 3)]
    if _INQUIRES.isdisjoint(over) or not _HEARSAY.isdisjoint(over) or any(m.start < head for m in passage.of("rumour")):
        return False
    if tree.relations[head].startswith("acl:relcl") and over[0] in _events():
        return _is_past_aside(scene, head)  # 'will investigate the attack that killed ten'
    known = any(passage.word(c) in _KNOWN for c in tree.those(head, "det", "nmod:poss"))
    return known and tree.classes[head] == "NOUN" and over[0] in _INQUIRES
