"""Whose people somebody is: the party of whoever holds an office, is kin to another or is on a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from holdsway.reading.bond_words import one_of
from holdsway.reading.company import Company
from holdsway.reading.finding import Finding, Participant
from holdsway.records import Kind

__all__ = ["remember_parties", "with_parties"]

_HANGS = ("compound", "amod", "nmod:poss", "nmod", "nmod:desc", "appos")
_BESIDE = ("appos", "flat", "compound", "nmod:desc")
_DEEPEST = 3
_OF_STATE = frozenset(("president", "premier", "minister", "chief of staff", "general officer commanding"))


def with_parties(company: Company, finding: Finding) -> Finding:
    """A role, tie or listing with the party of those it names, where it names none itself and the text tells it."""
    scene = company.scene
    parties = scene.names.frame.parties
    named = {id for id, _, _ in finding.actors}
    if any(id in parties for id in named):
        return finding
    found = [side for id, _, _ in finding.actors if (side := company.people.sides.get(id)) is not None]
    if not found and finding.kind is Kind.ROLE:
        found = [side for side in (_of_the_change(company, finding),) if side is not None]
    told = replace(finding, actors=(*finding.actors, *((id, "party", "") for id in dict.fromkeys(found))))
    _remember(company, told)
    return told


def remember_parties(company: Company, found: Iterable[Finding]) -> None:
    """Take note of whose people the persons of a sentence are: told with the name, or by their office."""
    sides = company.people.sides
    for person in company.persons:
        known = company.known(person)
        if known is None or known.party in sides:
            continue
        speaks_for = company.scene.memory.people.get(person.name)
        leads = company.scene.names.sides.leaders.get(known.party.split()[-1])
        if side := _beside(company, known) or speaks_for or leads:
            _note(company, known.party, side)
    for one in found:
        _remember(company, one)


def _remember(company: Company, one: Finding) -> None:
    """Take note of whose people somebody is by an office told of them."""
    if one.kind is not Kind.ROLE or not one.stance.modality.is_evidence:
        return
    parties = company.scene.names.frame.parties
    side = next((id for id, role, _ in one.actors if id in parties and role != "subject"), None)
    who = next((id for id, role, _ in one.actors if role == "subject"), None)
    if side is not None and who is not None and who not in parties:
        _note(company, who, side)


def _note(company: Company, person: str, side: str) -> None:
    company.people.sides.setdefault(person, side)
    company.scene.memory.people.setdefault(person, side)
    company.scene.memory.people.setdefault(person.rpartition(" ")[2], side)


def _beside(company: Company, person: Participant) -> str | None:
    """The party told with a name: 'Front commander X', 'X, an army captain', "two of the Front's leaders, X and Y"."""
    scene, tree = company.scene, company.scene.tree
    inside = range(person.start, person.end)
    if found := next((side for w in inside if (side := _hanging(company, w, inside))), None):
        return found
    for word in (w for w in inside if tree.heads[w] not in inside):
        over = tree.conjuncts(word)[0] if tree.relation(word) == "conj" else word
        while tree.relation(over) == "conj" and tree.heads[over] != over:
            over = tree.heads[over]
        noun = tree.heads[over]
        if tree.relation(over) in _BESIDE and tree.classes[noun] in ("NOUN", "PROPN"):
            named = scene.party(noun)
            is_other = named is not None and (named.end <= over or not named.start <= noun < named.end)
            if named is not None and is_other:
                return named.party
    return None


def _hanging(company: Company, word: int, inside: range, depth: int = 0) -> str | None:
    """A party in what hangs on a name: 'X of the Front', 'X, a Front commander'."""
    scene, tree = company.scene, company.scene.tree
    for child in tree.those(word, *_HANGS):
        if child in inside and depth == 0:
            continue
        if tree.relation(child) == "nmod" and tree.case(child) not in ("of", "from"):
            continue
        covering = next((p for p in scene.participants if p.start <= child < p.end and p.is_party), None)
        if covering is not None and tree.relation(child) != "appos":
            return covering.party  # and not 'the visit by X, the Front said'
        if depth < _DEEPEST and (found := _hanging(company, child, inside, depth + 1)):
            return found
    return None


def _of_the_change(company: Company, finding: Finding) -> str | None:
    """Whose office it is: that of the party that gives or ends it, of whose text this is, or of the state."""
    scene = company.scene
    clause = scene.clause(finding.anchor)
    if scene.tree.classes[finding.anchor] == "VERB" and (doer := scene.party(clause.actor)) is not None:
        return doer.party
    subject = next((text for _, role, text in finding.actors if role == "subject"), "")
    inside = (p for p in scene.participants if finding.start <= p.start < finding.end and f" {p.text}" in f" {subject}")
    if (told := next(inside, None)) is not None:
        return told.party  # 'the chiefs of the army'
    if scene.memory.voice is not None:
        return scene.memory.voice
    label = finding.label or ""
    if any(office in label for office in _OF_STATE) and not _is_of_another(company, finding):
        return scene.state
    said = set(scene.passage.lower[finding.start : finding.end])
    is_of_state = bool(said & one_of("state_offices")) and not said & one_of("not_state")
    if is_of_state and not _is_abroad(company, finding):
        return scene.state
    whole = next((p for p in company.persons if p.name in subject), None)
    ranked = whole is not None and whole.start - whole.first > 1  # 'Major General X', as none but an army has
    ranks = scene.passage.lower[whole.first : whole.start] if whole is not None else []
    return scene.state if ranked and set(ranks) <= one_of("ranks") and not scene.participants else None


def _is_of_another(company: Company, finding: Finding) -> bool:
    """'The president of Ostria', 'Ostrian minister': an office of another state than the frame's own."""
    own = company.scene.names.sides.own_words
    words = (finding.label or "").split()
    owner = next((text for _, role, text in finding.actors if role == "object"), "")
    return any(w[:1].isupper() and w not in own for w in (*words, *owner.split()))


def _is_abroad(company: Company, finding: Finding) -> bool:
    """Whether words name a land or a body that is not the frame's own: 'Ostrian minister', 'governor of Farland'."""
    scene = company.scene
    own = scene.names.sides.own_words
    for a, b in company.runs:
        is_person = any(p.first < b and a < p.end for p in company.persons)
        is_place = any(p.start < b and a < p.end for p in scene.phrases)
        is_time = any(t.start < b and a < t.end for t in scene.passage.times)
        inside = finding.start <= a < finding.end and not (is_person or is_place or is_time)
        if inside and a > 0 and b - a >= 1 and not own & set(scene.passage.words[a:b]):
            is_office = set(scene.passage.lower[a:b]) & (one_of("offices") | one_of("ranks") | one_of("state_offices"))
            is_surname = any(text.endswith(scene.passage.words[b - 1]) for _, _, text in finding.actors)
            if not is_office and not is_surname:
                return True
    return False
