"""Who is whose: kin, membership, alliances, offices and listings, where a sentence says them outright."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.aligned import aligned
from holdsway.reading.bond_words import TieVerb, listed, one_of, tie_verbs
from holdsway.reading.careers import careers
from holdsway.reading.clauses import Clause
from holdsway.reading.company import Company
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.measures import measures
from holdsway.reading.offices import roles
from holdsway.reading.persons import People
from holdsway.reading.posts import posts, sides_switched, unnamed_officer
from holdsway.reading.predicates import base_of
from holdsway.reading.sanctions import listings
from holdsway.reading.scene import Scene
from holdsway.reading.stretches import apart
from holdsway.reading.titles import Titled, chain_of, stance_of, tense_of, title_at, titled
from holdsway.reading.whose_people import remember_parties, with_parties
from holdsway.records import Kind, Modality, Polarity

__all__ = ["bonds"]

_LEADS = ("of",)
_MUTUAL = frozenset(("merged with", "allied with"))
_BREAKS = frozenset(("break", "split", "splinter", "secede"))

_NOBODYS = frozenset(("its", "their", "his", "her", "our", "it", "they"))
"""'Its spokesman, X': whose he is was said before, and no word here names it."""


def bonds(scene: Scene, people: People) -> Iterator[Finding]:
    """The ties, roles and listings a sentence states; `people` are the persons the text named before it."""
    if not len(scene.tree) or scene.passage.word(len(scene.passage) - 1) == "?":
        return
    company = Company(scene, people)
    is_named = bool(company.runs or scene.participants)
    found = [*_kin(company), *_ties(company), *_tied(company), *roles(company), *listings(company)] if is_named else []
    found += [*posts(company), *sides_switched(company)]
    each: dict[tuple[object, ...], Finding] = {}
    for one in found:
        each.setdefault((one.kind, one.label, *(id for id, _, _ in one.actors)), one)
    remember_parties(company, each.values())
    for one in apart(list(each.values()), [*careers(company), *aligned(company), *measures(company)]):
        each.setdefault((one.kind, one.label, one.anchor, one.actors), one)
    for one in sorted(each.values(), key=lambda f: (f.start, f.end)):
        named = tuple(
            (id, role, "" if words.casefold() in _NOBODYS else words)
            for id, role, words in one.actors
            if id.casefold() not in _NOBODYS
        )
        yield with_parties(company, replace(one, actors=named))


def _kin(company: Company) -> Iterator[Finding]:
    """'His son X', 'X, brother of Y', "X's nephew, Y", 'X and his cousin Y', 'X is married to the daughter of Y'."""
    for at in range(len(company.scene.passage)):
        title = title_at(company, at, one_of("kin"), one_of("kin_before"))
        if title is None:
            continue
        label = " ".join((*(w for w in title.before if w in one_of("kin_kept")), f"{title.word} of"))
        for one in titled(company, title, kin=True):
            if one.owner is None:
                yield from _of_officer(company, one, label)
                continue
            if one.holder is None and (officer := _who_is(company, one)) is not None:
                one = replace(one, holder=officer, end=max(one.end, officer.end), told=True)
            if one.holder is None:
                yield from _married(company, one, label)
            elif not one.holder.is_party and one.owner is not None and not one.owner.is_party:
                yield from _tie(company, one, label.replace("half ", "half-").replace("step ", "step"))


def _of_officer(company: Company, one: Titled, label: str) -> Iterator[Finding]:
    """'X is a cousin of the former governor': of somebody told by the office."""
    tree, at = company.scene.tree, one.title.at
    of = next((c for c in tree.those(at, "nmod") if tree.case(c) == "of"), None)
    officer = unnamed_officer(company, of) if of is not None else None
    if officer is not None and " " in officer.text and one.holder is not None and not one.holder.is_party:
        yield from _tie(company, replace(one, owner=officer, end=max(one.end, officer.end)), label)


def _who_is(company: Company, one: Titled) -> Participant | None:
    """'X's father-in-law is the governor of A': somebody told by the office."""
    tree = company.scene.tree
    subject = one.title.end - 1 if one.title.end - one.title.at > 1 else one.title.at
    over = tree.heads[subject]
    is_said = tree.relation(subject) == "nsubj" and tree.child(over, "cop") is not None
    officer = unnamed_officer(company, over) if is_said else None
    return officer if officer is not None and " " in officer.text else None


def _married(company: Company, one: Titled, label: str) -> Iterator[Finding]:
    """'X is married to the daughter of Y', 'X, married to a sister of Y'."""
    tree, at = company.scene.tree, one.title.at
    verb = tree.heads[at]
    if (
        tree.lemmas[verb] not in ("marry", "married")
        or one.owner is None
        or company.scene.passage.word(one.start - 1) != "to"
    ):
        return
    clause = company.scene.clause(verb)
    subject, stance = company.person_on(clause.subject), company.mood(verb)
    if subject and stance and subject.party != one.owner.party:
        start = min(subject.start, verb)
        yield _finding(company, f"married to the {label}", subject, one.owner, (start, one.end), verb)


def _ties(company: Company) -> Iterator[Finding]:
    """'X, a member of Y', 'X, the armed wing of Y', 'X is a splinter group of Y', 'Y member X'."""
    scene = company.scene
    nouns = frozenset(word for words in listed("tie_nouns").values() for word in words)
    for at in range(len(scene.passage)):
        if scene.passage.at("party", at) is not None and scene.passage.at("party", at - 1) is not None:
            continue  # 'the Liberation Front' is no front of Liberation
        is_group = scene.passage.word(at) == "group" and scene.passage.word(at - 1) in one_of("tie_groups")
        title = title_at(company, at, frozenset(("group",)) if is_group else nouns, one_of("tie_before"))
        if title is None:
            continue
        kept = [w for w in title.before if w in one_of("tie_kept") and not is_group]
        word = f"{scene.passage.word(at - 1)} group" if is_group else title.word
        leads = (
            _LEADS
            if is_group or scene.passage.word(title.end) != "to" or word not in listed("tie_nouns")["to"]
            else ("to",)
        )
        for one in titled(company, title, leads):
            if one.holder is None or one.owner is None or one.holder.party == one.owner.party:
                continue
            if not _fits(company, word.split(" ")[-1], one) or _is_loose(one):
                continue
            lead = "to" if leads == ("to",) else "of"
            past = tense_of(company, one)
            article = "a " if past else ""
            yield from _tie(company, one, f"{past}{article}{' '.join((*kept, word))} {lead}")


def _fits(company: Company, word: str, one: Titled) -> bool:
    """Whether the bearer of a word like 'member' or 'faction' and the other are what they must be."""
    holder, owner = one.holder, one.owner
    if holder is None or owner is None or not company.is_named(holder):
        return False
    is_person = company.is_person(holder)
    if word in one_of("bodies_only") and is_person:
        is_titled = any(p.first < p.start and p.first <= holder.start < p.end for p in company.persons)
        return not is_titled and company.is_body(owner)  # a name of two words alone may be that of a body
    if word == "part":
        return company.is_body(holder) and company.is_body(owner) and one.title.before == ()
    if word in one_of("persons_only") and not is_person and word not in ("supporter", "associate", "member"):
        return False
    if company.is_place(owner) and not owner.is_party:
        return False
    if company.is_place(holder) and not holder.is_party:
        return False
    return is_person or company.is_body(holder)


def _is_loose(one: Titled) -> bool:
    """Whether a word like 'member' stands too far from the name after it: only 'Front member X' is outright."""
    return one.by_compound and (one.holder is None or one.title.at + 1 < one.holder.start - 1)


def _tie(company: Company, one: Titled, label: str) -> Iterator[Finding]:
    stance = stance_of(company, one)
    if stance is None or one.holder is None or one.owner is None or one.holder.party == one.owner.party:
        return
    start, end = min(one.start, one.holder.start, one.owner.start), max(one.end, one.holder.end, one.owner.end)
    if company.scene.passage.word(start) == "whose":
        end = _clause_end(company, end)
    yield Finding(
        kind=Kind.TIE,
        start=start,
        end=end,
        anchor=one.title.at,
        stance=stance,
        chain=chain_of(company, one),
        actors=((one.holder.party, "subject", one.holder.text), (one.owner.party, "object", one.owner.text)),
        label=label,
        because=f"noun '{one.title.word}'",
    )


def _clause_end(company: Company, end: int) -> int:
    """Where the clause of 'whose brother X sits in parliament' ends, if soon."""
    passage = company.scene.passage
    return next((i for i in range(end, min(end + 8, len(passage))) if passage.word(i) in (",", ".", ";")), end)


def _tied(company: Company) -> Iterator[Finding]:
    """'X joined Y', 'X defected from Y', 'X, allied with Y', 'X, backed by Y', 'X is loyal to Y'."""
    scene = company.scene
    for head in range(len(scene.tree)):
        if scene.tree.classes[head] == "VERB":
            clause = scene.clause(head)
            if found := _link(company, clause):
                yield found
            for verb in tie_verbs().get(base_of(scene.passage, scene.tree, head), ()):
                if found := _by_verb(company, clause, verb):
                    yield found
                    break
        lead = (
            listed("tie_adjectives").get(scene.passage.word(head))
            if scene.tree.classes[head] in ("ADJ", "VERB")
            else None
        )
        if lead and (found := _by_adjective(company, head, lead)):
            yield found


def _link(company: Company, clause: Clause) -> Finding | None:
    """'The Front denied any link with X', 'the Front has ties to X'."""
    scene = company.scene
    tree, noun = scene.tree, clause.object
    base = base_of(scene.passage, tree, clause.head)
    is_denied = base in ("deny", "reject", "disavow")
    if noun is None or clause.passive or not (is_denied or base in one_of("links_held")):
        return None
    if tree.lemmas[noun] not in one_of("links"):
        return None
    led = [c for c in tree.those(noun, "nmod") if tree.case(c) in ("with", "to")]
    led += [w for case, w in clause.obliques if case in ("with", "to")]
    doer = company.actor_on(clause.subject) or company.scene.party(clause.subject)
    other = company.body_on(led[0]) if led else None
    stance = scene.mood(clause.head)
    if doer is None or other is None or doer.party == other.party or stance is None or not company.is_named(doer):
        return None
    found = _finding(company, "linked to", doer, other, _span(company, clause, doer, other), clause.head)
    if not is_denied:
        return replace(found, stance=stance)
    if stance.polarity is Polarity.NEGATED or not stance.modality.is_evidence:
        return None
    stance = replace(stance, polarity=Polarity.NEGATED, modality=Modality.REPORTED)
    return replace(found, stance=stance)


def _mutual(company: Company, clause: Clause, verb: TieVerb) -> tuple[Participant, Participant] | None:
    """'A and B have merged', 'A and B formed an alliance': the two."""
    if verb.label not in _MUTUAL or clause.passive:
        return None
    sides = company.scene.parties(clause.subject)
    return (sides[0], sides[1]) if len(sides) == 2 else None


def _by_verb(company: Company, clause: Clause, verb: TieVerb) -> Finding | None:
    scene = company.scene
    tree, passage = scene.tree, scene.passage
    patient = clause.patient
    if verb.object and (clause.object is None or tree.lemmas[clause.object] not in verb.object):
        return None
    if verb.apposed and not (tree.relations[clause.head].startswith("acl") and clause.agent is not None):
        return None
    founded = verb.label == "founder of" and clause.passive
    if clause.passive != verb.passive and not (founded or verb.apposed or verb.label == "allied with"):
        return None
    if both := _mutual(company, clause, verb):
        stance = company.mood(clause.head, deed=True)
        words = _span(company, clause, *both)
        return None if stance is None else _finding(company, verb.label, *both, words, clause.head)
    doer = company.actor_on(clause.agent if founded else clause.subject)
    word = clause.subject if founded else _other(clause, verb)
    if word is None and verb.label == "defected to":
        word = _after_to(company, clause.head)
    if word is None or doer is None or not company.is_named(doer):
        return None
    if clause.lemma in _BREAKS and not _breaks(clause, passage.word(clause.head + 1)):
        return None
    if verb.label == "joined" and (patient is None or passage.word(clause.head + 1) in ("forces", "hands", "in", "up")):
        return None
    other = company.body_on(word) if verb.body else company.actor_on(word)
    if other is None or other.party == doer.party or (company.is_place(other) and not other.is_party):
        return None
    is_person = company.is_person(doer)
    if (verb.body and not company.is_body(other)) or (verb.person and not is_person):
        return None
    if not is_person and not company.is_body(doer) and not (verb.state and passage.is_name(doer.start)):
        return None
    stance = company.mood(clause.head, deed=True)
    if stance is None:
        return None
    return _finding(company, verb.label, doer, other, _span(company, clause, doer, other), clause.head)


def _breaks(clause: Clause, following: str) -> bool:
    return clause.particle in ("away", "off", "") and (clause.lemma != "break" or following in ("away", "off", "with"))


def _other(clause: Clause, verb: TieVerb) -> int | None:
    for role in verb.other:
        if role == "patient":
            return clause.patient
        if role == "agent":
            return clause.agent
        if (found := clause.led_by(role)) is not None:
            return found
    return None


def _after_to(company: Company, head: int) -> int | None:
    """'defected from A to B', where the parse hangs B on A."""
    passage = company.scene.passage
    at = next((i for i in range(head + 1, min(head + 9, len(passage))) if passage.word(i) == "to"), None)
    body = company.body_from(at + 1) if at is not None else None
    return body.end - 1 if body else None


def _by_adjective(company: Company, head: int, label: str) -> Finding | None:
    """'X, loyal to Y', 'X is close to Y': only of somebody named, and to somebody named."""
    scene = company.scene
    tree, passage = scene.tree, scene.passage
    lead = label.split(" ")[-1]
    if passage.word(head + 1) != lead:
        return None
    before = company.person_to(head - 1) if passage.word(head - 1) == "," else None
    doer = company.known(before) or (company.body_to(head - 1) if passage.word(head - 1) == "," else None)
    if doer is None and tree.child(head, "cop", "aux:pass") is not None:
        doer = company.actor_on(scene.clause(head).subject)
    other = company.known(company.person_from(head + 2)) or company.body_from(head + 2)
    if doer is None or other is None or doer.party == other.party or not company.is_named(doer):
        return None
    is_person = company.is_person(doer)
    if (company.is_place(other) or company.is_place(doer)) or not (is_person or company.is_body(doer)):
        return None
    if label == "close to" and not company.is_person(other):
        return None
    if company.mood(head) is None:
        return None
    return _finding(company, label, doer, other, (doer.start, other.end), head)


def _span(company: Company, clause: Clause, doer: Participant, other: Participant) -> tuple[int, int]:
    """The words of a clause from its doer, where that stands near, to the other and what follows of the clause."""
    start, end = company.scene.span(clause, other.start)
    near = doer.start < start and start - doer.start <= 8
    return (min(start, doer.start) if near else start), max(end, other.end)


def _finding(
    company: Company, label: str, doer: Participant, other: Participant, words: tuple[int, int], anchor: int
) -> Finding:
    scene = company.scene
    stance = company.mood(anchor, deed=True)
    assert stance is not None
    return Finding(
        kind=Kind.TIE,
        start=words[0],
        end=words[1],
        anchor=anchor,
        stance=stance,
        chain=scene.chain(anchor),
        actors=((doer.party, "subject", doer.text), (other.party, "object", other.text)),
        label=label,
        because=f"'{scene.passage.word(anchor)}'",
    )
