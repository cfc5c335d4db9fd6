"""What happened: attacks, bombings, clashes, arrests and the like, drawn from the clauses of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.acts import act_of, foiled
from holdsway.reading.deeds import event_base, event_words
from holdsway.reading.finding import Finding
from holdsway.reading.incidents import MILD, Incident, found_of
from holdsway.reading.mended import is_unread_verb, mended_clause
from holdsway.reading.moods import Stance
from holdsway.reading.occurrences import carried_out, in_passing, lies_under, took_place
from holdsway.reading.scene import Scene
from holdsway.reading.survivals import survivals, unfounded
from holdsway.reading.told_nouns import stands_as_noun
from holdsway.reading.whereabouts import joined_places, whereabouts
from holdsway.records import Modality, Polarity

__all__ = ["happened", "incidents"]

_EXISTS = frozenset(("be", "remain"))
_SUBORDINATE = frozenset(("advcl", "xcomp", "conj", "acl", "parataxis"))


def happened(scene: Scene) -> Iterator[Finding]:
    """Every event the sentence tells of, at most one for each clause; one for each place that is joined by 'and'."""
    baseless = dict(unfounded(scene))
    for word, incident in sorted(incidents(scene).items()):
        if word in baseless:
            continue
        because = f"{incident.event}: {scene.tree.lemmas[word]}"
        finding = found_of(scene, incident, because=because, said=_perceived(scene, word))
        if finding is not None and _is_worth(finding, incident):
            yield from (replace(finding, phrase=place) for place in joined_places(scene, finding.phrase))
            if finding.phrase is None:
                yield finding
    yield from survivals(scene)
    yield from baseless.values()


def _perceived(scene: Scene, word: int) -> Stance | None:
    """'Shooting could be heard': it was."""
    tree = scene.tree
    could = any(tree.lemmas[c] in ("could", "can") for c in tree.those(word, "aux"))
    if tree.lemmas[word] not in ("hear", "see") or not could or tree.classes[word] != "VERB":
        return None
    if tree.child(word, "mark") is not None or any(tree.lemmas[c] in ("not", "n't") for c in tree.children[word]):
        return None
    modality = Modality.REPORTED if scene.chain(word) else Modality.ASSERTED
    return Stance(Polarity.AFFIRMED, modality, None, word, passive=True)


def _is_worth(finding: Finding, incident: Incident) -> bool:
    """Whether something that is planned, feared or supposed is told of at length enough to be kept as such."""
    if finding.stance.modality.is_evidence:
        return True
    roles = {role for _, role, _ in finding.actors}
    return not incident.is_noun and bool(roles) and (len(roles) > 1 or finding.phrase is not None)


def incidents(scene: Scene) -> dict[int, Incident]:
    """The events of a sentence by the word that tells each, whether or not anybody vouches for them."""
    tree = scene.tree
    told: dict[int, Incident] = {}
    used: set[int] = set()
    for word in range(len(tree)):
        is_verb = tree.classes[word] in ("VERB", "AUX", "ADJ") or is_unread_verb(scene, word)
        is_verb = is_verb and not (tree.relation(word) == "nsubj" and stands_as_noun(scene, word))
        if is_verb and (incident := _of_verb(scene, word, told, used)):
            told[word] = incident
    for word in range(len(tree)):
        free = word not in used and word not in told
        if free and (incident := lies_under(scene, word, used)):
            told[incident.clause.head] = incident
        elif free and (incident := in_passing(scene, word, told)) and _is_free(scene, word):
            told[word] = incident
    return told


def _of_verb(scene: Scene, word: int, told: dict[int, Incident], used: set[int]) -> Incident | None:
    words, tree = event_words(), scene.tree
    base = event_base(scene.passage, tree, word)
    if base not in words.verbs and not any(
        base in words.lists[name] for name in ("does", "happens", "foiled", "discovered")
    ):
        return None
    clause = mended_clause(scene, word)
    if _is_blame(scene, word):
        return None
    patterns = words.verbs.get(base, ())
    over = tree.heads[word]
    if scene.passage.word(word).endswith("ing") and tree.relation(word) == "acl" and tree.relation(over) == "obj":
        over = tree.heads[over]  # 'ambushed a convoy, killing four', hung on the convoy
    if any(p.harm for p in patterns) and tree.relation(word) in _SUBORDINATE and over in told:
        return None  # 'attacked A, killing four': what came of it, no event of its own
    if (base in words.lists["foiled"] or base in words.lists["discovered"]) and (
        incident := foiled(scene, clause, used)
    ):
        return _placed(scene, incident)
    for pattern in patterns:
        if pattern.fits(clause, tree) and (incident := act_of(scene, clause, pattern, told, used)):
            return _placed(scene, incident)
    if base in words.lists["does"] and (incident := carried_out(scene, clause, used)):
        return _placed(scene, incident)
    if (base in words.lists["happens"] or base in _EXISTS) and (incident := took_place(scene, clause, base, used)):
        return _placed(scene, incident)
    return None


def _placed(scene: Scene, incident: Incident) -> Incident | None:
    """With its place; None where an attack names neither who, nor whom, nor where."""
    mild = incident.event in MILD
    incident.place = whereabouts(scene, incident.clause, far=not mild)
    named = incident.place is not None or incident.by or incident.against or incident.stage is not None
    return incident if named or incident.clause.patient is not None or incident.event == "bombing" else None


def _is_free(scene: Scene, word: int) -> bool:
    """Whether a noun is told in the report's own voice, not only as what somebody is blamed for or denies."""
    return not _is_blame(scene, word) and not _is_laid_on(scene, word)


def _is_laid_on(scene: Scene, word: int) -> bool:
    """'attributed the attack to A', 'claimed the bombing', 'was behind the raid': told by who says it."""
    tree, lists = scene.tree, event_words().lists
    over = event_base(scene.passage, tree, tree.heads[word])
    if tree.case(word) == "behind" and tree.child(word, "cop") is not None:
        return True
    if over == "own" and tree.relation(word) == "obl":
        return True
    return tree.relation(word) == "obj" and (
        over in lists["blames"] or over in lists["claims"] or over in lists["denies"]
    )


def _is_blame(scene: Scene, word: int) -> bool:
    """Whether a word tells what somebody is blamed for, claims or denies: that is told by who says it."""
    tree, lists = scene.tree, event_words().lists
    for over in (word, *tree.above(word)):
        relation = tree.relation(over)
        base = event_base(scene.passage, tree, tree.heads[over]) if tree.heads[over] != over else ""
        if relation in ("acl", "advcl", "obl", "nmod") and any(
            event_base(scene.passage, tree, up) in lists["blames"]
            for up in list(tree.above(over))[:2]
            if tree.classes[up] == "VERB"
        ):
            case = tree.case(over) or next((tree.lemmas[c] for c in tree.those(over, "mark")), "")
            return case in ("of", "for", "on")
        if relation == "nmod" and base in lists["parts"] and tree.case(over) in ("for", "in", "of"):
            return True
        if relation in ("ccomp", "root", "parataxis"):
            return False
    return False
