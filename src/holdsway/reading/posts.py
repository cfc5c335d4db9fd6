"""Changes of office told without a name: 'the mayor was dismissed', 'X takes over', 'the brigade switched sides'."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.bond_words import listed, one_of
from holdsway.reading.clauses import Clause
from holdsway.reading.company import Company
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.predicates import base_of
from holdsway.reading.speech import noun_phrase
from holdsway.records import Kind

__all__ = ["posts", "sides_switched", "unnamed_officer"]

_KNOWN = frozenset(("the", "its", "their", "his", "her", "our", "a", "an", "two", "three", "four", "all"))
_NOT_DONE = frozenset(("from", "as", "at", "into", "on", "upon"))


def posts(company: Company) -> Iterator[Finding]:
    """The changes of office of a sentence in which the post or the person goes without a name."""
    scene = company.scene
    for head in range(len(scene.tree)):
        if scene.tree.classes[head] != "VERB":
            continue
        lemma = base_of(scene.passage, scene.tree, head)
        clause = scene.clause(head)
        if lemma in one_of("ends_unnamed"):
            yield from _ended(company, clause, lemma)
        elif lemma in one_of("gets_post"):
            yield from _got(company, clause)
        elif lemma == "take" and scene.passage.word(head + 1) == "over":
            yield from _took_over(company, clause)


def _ended(company: Company, clause: Clause, lemma: str) -> Iterator[Finding]:
    """'The mayor has been dismissed', 'dismissed the chiefs of the army and navy', 'replaced by his deputy'."""
    scene = company.scene
    about_self = lemma in ("resign", "quit")
    word = clause.subject if about_self and not clause.passive else clause.patient
    if word is None or company.person_on(word) is not None:
        return
    officer = unnamed_officer(company, word)
    if officer is None or (not clause.passive and not about_self and scene.party(clause.subject) is None
                           and not _is_of_power(company, clause.subject)):  # fmt: skip
        return
    if lemma not in ("replace", "resign", "quit") and {case for case, _ in clause.obliques} & _NOT_DONE:
        return
    yield from _post(company, scene.passage.word(clause.head), officer, clause)


def _is_of_power(company: Company, word: int | None) -> bool:
    """Whether a subject may dismiss anybody: a president, a ministry, a council."""
    if word is None:
        return False
    powers = one_of("powers")
    inside = company.scene.tree.under(word)
    return any(company.scene.passage.word(i) in powers or company.scene.tree.lemmas[i] in powers for i in inside)


def _took_over(company: Company, clause: Clause) -> Iterator[Finding]:
    """'Their eldest brother, X, takes over': from whoever was told of before."""
    person = company.person_on(clause.subject)
    if person is None or clause.object is not None or clause.passive or not company.is_person(person):
        return
    if any(case in ("from", "as", "in", "at", "control", "over") for case, _ in clause.obliques):
        return
    yield from _post(company, "successor", person, clause)


def _got(company: Company, clause: Clause) -> Iterator[Finding]:
    """'X gets the air force', 'X was given command of the brigade', 'X receives the defence portfolio'."""
    scene = company.scene
    person = company.person_on(clause.subject)
    post = clause.object
    if person is None or post is None or not company.is_person(person):
        return
    lemma = base_of(scene.passage, scene.tree, clause.head)
    if (lemma in ("give", "hand", "award", "assign", "entrust")) != clause.passive:
        return
    noun = scene.tree.lemmas[post]
    articles = {scene.passage.word(c) for c in scene.tree.those(post, "det")}
    is_body = noun in one_of("told_bodies") and "the" in articles
    if not is_body and noun not in listed("taken") and noun not in one_of("portfolios"):
        return
    yield from _post(company, str(listed("taken").get(noun, "head")), person, clause, noun_phrase(scene.tree, post)[1])


def unnamed_officer(company: Company, word: int) -> Participant | None:
    """Who is told by the office only: 'the former military governor of A', 'the chiefs of the army and navy'."""
    scene, tree = company.scene, company.scene.tree
    known = one_of("offices") | (one_of("ranks") - one_of("no_officers")) | one_of("officers")
    if tree.lemmas[word] not in known or tree.classes[word] not in ("NOUN", "PROPN"):
        return None
    start, end = noun_phrase(tree, word, stop=frozenset(("acl", "advcl", "parataxis", "appos", "punct")))
    if not any(scene.passage.word(c) in _KNOWN for c in (*tree.those(word, "det", "nmod:poss", "nummod"), start)):
        return None
    start += scene.passage.word(start) in ("the", "a", "an")
    text = scene.passage.text(start, end)
    return Participant(start, end, text, text, is_party=False)


def _post(company: Company, label: str, who: Participant, clause: Clause, end: int = 0) -> Iterator[Finding]:
    scene = company.scene
    stance = company.mood(clause.head, deed=True)
    if stance is None:
        return
    first, last = scene.span(clause)
    start = min(first, who.start - (scene.passage.word(who.start - 1) in ("the", "a", "an")), clause.head)
    start = start if clause.head - start <= 14 else first
    yield Finding(
        kind=Kind.ROLE,
        start=start,
        end=max(last, end, clause.head + 1, who.end if who.start > clause.head else 0),
        anchor=clause.head,
        stance=stance,
        chain=scene.chain(clause.head),
        phrase=company.place_of(who),
        actors=((who.party, "subject", who.text),),
        label=label,
        because=f"post '{label}'",
    )


def sides_switched(company: Company) -> Iterator[Finding]:
    """'The brigade switched sides', 'X changed allegiance', whatever the parse takes the verb for."""
    scene = company.scene
    tree, passage = scene.tree, scene.passage
    for head in range(1, len(tree) - 1):
        after = head + 1 + (passage.word(head + 1) in ("their", "his", "its", "her"))
        if tree.lemmas[head] not in one_of("switches") and passage.word(head) not in one_of("switched_forms"):
            continue
        if passage.word(after) not in one_of("switched"):
            continue
        subject = scene.clause(head).subject
        subject = subject if subject is not None else _noun_before(company, head)
        who = company.actor_on(subject) or scene.who(subject) if subject is not None else None
        stance = company.mood(head, deed=True)
        if who is None or stance is None:
            continue
        yield Finding(
            kind=Kind.TIE, start=min(who.start, head), end=after + 1, anchor=head, stance=stance,
            chain=scene.chain(head), actors=((who.party, "subject", who.text),), label="switched sides",
            because=f"'{passage.word(head)}'",
        )  # fmt: skip


def _noun_before(company: Company, head: int) -> int | None:
    """The noun right before a verb group."""
    tree = company.scene.tree
    end = head
    while end and tree.classes[end - 1] in ("AUX", "ADV"):
        end -= 1
    return end - 1 if end and tree.classes[end - 1] in ("NOUN", "PROPN") else None
