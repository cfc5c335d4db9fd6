"""What happened: attacks, bombings, clashes, arrests and the like, drawn from the clauses of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.acts import act_of, foiled
from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import event_base, event_words, singular
from holdsway.reading.finding import Finding
from holdsway.reading.incidents import MILD, Incident, found_of
from holdsway.reading.mended import is_unread_verb, mended_clause
from holdsway.reading.moods import Stance
from holdsway.reading.nearness import came_near
from holdsway.reading.occurrences import carried_out, encircled, in_passing, lies_under, took_place, undergone
from holdsway.reading.scene import Scene
from holdsway.reading.survivals import survivals, unfounded
from holdsway.reading.told_nouns import stands_as_noun
from holdsway.reading.whereabouts import joined_places, whereabouts
from holdsway.records import Modality, Polarity

__all__ = ["happened", "incidents"]

_ORDNANCE = frozenset(("shelling", "airstrike", "bombing"))
_BARE = 4
_FIRED = frozenset(("shelling", "airstrike"))
_ONTO = ("on", "onto", "into")
_AHEAD = frozenset(("ahead of", "anticipation of", "prior to", "run-up to", "event of", "preparation for"))
_EXISTS = frozenset(("be", "remain"))
_SUBORDINATE = frozenset(("advcl", "xcomp", "conj", "acl", "parataxis"))


def happened(scene: Scene) -> Iterator[Finding]:
    """Every event the sentence tells of, at most one for each clause; one for each place that is joined by 'and'."""
    baseless = dict(unfounded(scene))
    for word, incident in sorted(incidents(scene).items()):
        if word in baseless:
            continue
        bare = incident.told_by is not None and len(scene.tree.under(incident.told_by)) <= _BARE
        because = f"{'harm: ' if bare else ''}{incident.event}: {scene.tree.lemmas[word]}"
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
        if (incident := encircled(scene, word)) is not None and tree.heads[word] not in told:
            told[word] = incident
            continue
        free = word not in used and word not in told
        if free and (incident := came_near(scene, word)) and incident.clause.head not in told:
            told[incident.clause.head] = incident
            continue
        if free and (incident := lies_under(scene, word, used)):
            told[incident.clause.head] = incident
        elif free and (incident := in_passing(scene, word, told)) and _is_free(scene, word):
            told[word] = incident
    return _merged(scene, told)


def _merged(scene: Scene, told: dict[int, Incident]) -> dict[int, Incident]:
    """'A shell fired by the Front landed in A': one event, by whoever fired it."""
    by_subject = {i.clause.subject: w for w, i in told.items() if i.clause.subject is not None and not i.is_noun}
    for word in [w for w in told if scene.tree.relation(w) == "acl"]:
        main = by_subject.get(scene.tree.heads[word])
        if main in (None, word) or (told[main].by and told[main].by != told[word].by):
            continue
        kinds = {told[main].event, told[word].event}
        if len(kinds) == 1 or kinds <= _ORDNANCE:
            told[main].by = told[word].by
            told[main].event = "airstrike" if "airstrike" in kinds else told[main].event
            del told[word]
    return told


def _of_verb(scene: Scene, word: int, told: dict[int, Incident], used: set[int]) -> Incident | None:
    words, tree = event_words(), scene.tree
    base = event_base(scene.passage, tree, word)
    if base not in words.verbs and not any(
        base in words.lists[name] for name in ("does", "happens", "foiled", "discovered", "undergoes", "tried")
    ):
        return None
    clause = mended_clause(scene, word)
    if _is_blame(scene, word):
        return None
    patterns = words.verbs.get(base, ())
    over = tree.heads[word]
    if scene.passage.word(word).endswith("ing") and tree.relation(word) == "acl" and tree.relation(over) == "obj":
        over = tree.heads[over]  # 'ambushed a convoy, killing four', hung on the convoy
    is_own = tree.relation(word) == "conj" and base in words.lists["wrecks"] and _has_place(scene, clause)
    if any(p.harm for p in patterns) and tree.relation(word) in _SUBORDINATE and over in told and not is_own:
        return None  # 'attacked A, killing four': what came of it, no event of its own
    if (base in words.lists["foiled"] or base in words.lists["discovered"]) and (
        incident := foiled(scene, clause, used)
    ):
        return _placed(scene, incident)
    for pattern in patterns:
        if pattern.fits(clause, tree) and (incident := act_of(scene, clause, pattern, told, used)):
            return _placed(scene, incident)
    if base in words.lists["does"] | words.lists["tried"] and (incident := carried_out(scene, clause, used)):
        return _placed(scene, incident)
    if (base in words.lists["happens"] or base in _EXISTS) and (incident := took_place(scene, clause, base, used)):
        return _placed(scene, incident)
    if base in words.lists["undergoes"] and (incident := undergone(scene, clause, used)):
        return _placed(scene, incident)
    return None


def _has_place(scene: Scene, clause: Clause) -> bool:
    """Whether what a clause is done to is told with a place of its own."""
    inside = scene.tree.under(clause.object) if clause.object is not None else ()
    return any(p.core in inside for p in scene.phrases)


def _placed(scene: Scene, incident: Incident) -> Incident | None:
    """With its place; None where an attack names neither who, nor whom, nor where."""
    mild = incident.event in MILD
    incident.place = whereabouts(scene, incident.clause, far=not mild)
    named = incident.place is not None or incident.by or incident.against or incident.stage is not None
    named = named or (incident.event in _FIRED and incident.clause.led_by(*_ONTO) is not None)
    return incident if named or incident.clause.patient is not None or incident.event == "bombing" else None


def _is_free(scene: Scene, word: int) -> bool:
    """Whether a noun is told in the report's own voice, not only as what somebody is blamed for or denies."""
    return not _is_blame(scene, word) and not _is_laid_on(scene, word) and not _is_feared(scene, word)


def _is_feared(scene: Scene, word: int) -> bool:
    """'Fears are growing of an attack on A', 'called for air strikes': nobody says that there was one."""
    tree, lists = scene.tree, event_words().lists
    over = tree.heads[word]
    if _is_meant(scene, word):
        return True
    if tree.relation(word) != "obl":
        return False
    if tree.case(word) == "for" and event_base(scene.passage, tree, over) in lists["wants"]:
        return True
    feared = any(tree.lemmas[c] in lists["fears"] for c in tree.those(over, "nsubj"))
    return feared and tree.case(word) in ("of", "that", "about", "over")


def _is_meant(scene: Scene, word: int) -> bool:
    """'plans for an offensive', 'the threat of an attack', 'ahead of the assault': told before it came."""
    tree, passage, lists = scene.tree, scene.passage, event_words().lists
    first = max(0, word - _BARE)
    if any(passage.word(i) == "in" and passage.word(i + 1) == "case" for i in range(first, word)):
        return passage.word(word - 1) != "of"
    led = next((c for c in tree.those(word, "case", "mark") if c < word), None)
    if led is None:
        return False
    before = singular(passage.word(led - 1))
    if passage.word(led) in ("for", "of", "about", "against", "to") and before in lists["meant"] | lists["fears"]:
        return tree.relation(word) in ("nmod", "obl")
    return passage.word(led) in ("of", "to", "for") and f"{passage.word(led - 1)} {passage.word(led)}" in _AHEAD


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
