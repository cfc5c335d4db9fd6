"""Who takes, has or leaves an office, in the many ways a report may put it: with or without a name or a grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.bond_words import one_of
from holdsway.reading.company import POSSESSED, Company
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.held_posts import held_posts
from holdsway.reading.stretches import (
    is_verb,
    leads,
    lemma_at,
    named_after,
    officer_on,
    role_told,
    spoken_of,
    stretch,
    tells,
)
from holdsway.reading.titles import office_at
from holdsway.records import Kind, Polarity

__all__ = ["careers"]

_LISTS = frozenset(("list", "lists", "blacklist", "roll"))
_IN = ("in", "at")
_AS = ("as",)
_MIGHT_BE_FIRED = frozenset(("on", "at", "upon", "into"))
_ENVOYS = frozenset(("envoy", "ambassador", "diplomat", "attaché"))
_THEIRS = frozenset(("his", "her", "the", "their", "over", "up"))
_GIVES = frozenset(("entrust", "assign", "offer", "hand", "fill"))
_REFUSES = frozenset(("reject", "refuse", "block", "oppose", "overturn", "annul"))
_LOOSE_POSTS = frozenset(("charge", "place", "role", "seat", "position", "control"))


def careers(company: Company) -> Iterator[Finding]:
    """The offices taken, had and left of a sentence, by its words rather than by its grammar."""
    tree = company.scene.tree
    for at in range(len(tree)):
        lemma = "relieve" if company.scene.passage.word(at) == "relieved" else lemma_at(company, at)
        if is_verb(company, at) or lemma == "relieve":
            for rule in (_put_in, _put_out, _left, _taken, _given, _become, _passed, _sworn):
                yield from rule(company, at, lemma)
        yield from _noun(company, at, lemma)
        yield from held_posts(company, at, lemma)


def _office_between(company: Company, start: int, end: int) -> int | None:
    """Where an office or a post is named among some words."""
    passage, tree = company.scene.passage, company.scene.tree
    known = one_of("offices") | one_of("officers")
    for at in range(start, min(end, len(tree))):
        if any(p.start <= at < p.end for p in company.persons):
            continue
        if passage.word(at) in one_of("posts") or passage.word(at) in known or tree.lemmas[at] in known:
            return at
    return None


def _put_in(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'has chosen a new leader', 'was put in charge of the sector', 'named X as his successor'."""
    if lemma not in one_of("appoints") | one_of("appoints_to"):
        return
    scene = company.scene
    clause = scene.clause(at)
    _, end = stretch(company, at)
    who = officer_on(company, clause.patient) or named_after(company, at, end)
    office = _office_between(company, at + 1, end)
    if who is None and scene.passage.word(at + 1) in ("himself", "herself"):
        who = spoken_of(company, at)
    if lemma in one_of("appoints"):
        if who is not None or office is not None:
            yield from role_told(company, scene.passage.word(at), at, who)
        return
    to_lead = who is not None and _is_to_lead(company, at, end)
    if not to_lead and (office is None or not _is_put_into(company, at, end, who)):
        return
    if who is None and (office is None or scene.tree.heads[office] != at):
        return
    yield from role_told(company, scene.passage.word(at), at, who)


def _is_put_into(company: Company, at: int, end: int, who: Participant | None) -> bool:
    """Whether a loose verb ('put', 'named') speaks of an office: by 'as', 'in charge of', 'to lead', 'a new leader'."""
    passage, tree = company.scene.passage, company.scene.tree
    lower = passage.lower
    as_ = leads(company, at + 1, end, *_AS)
    if as_ is not None and _office_between(company, as_, min(as_ + 7, end)) is not None:
        return True
    if any(lower[i] in _IN and _is_post(company, i + 1) for i in range(at + 1, end)):
        return True
    if _is_to_lead(company, at, end) or _is_in_post(company, at, end):
        return True
    after_name = (p.end for p in company.persons if at < p.first < end)
    if any(office_at(company, i) is not None for e in after_name for i in range(e, min(e + 3, end))):
        return True
    to_the = (i for i in range(at, end - 2) if lower[i] == "to" and lower[i + 1] in ("the", "a"))
    if any(lower[i + 2] in one_of("posts") for i in to_the):
        return True
    is_new = lower[at + 1 : at + 3] in (["a", "new"], ["its", "new"], ["their", "new"], ["the", "new"])
    is_new = is_new or any(lower[i : i + 2] == ["new", "leader"] for i in range(at, end))
    if is_new and lemma_at(company, at) in ("choose", "name", "elect", "announce", "unveil", "pick", "select"):
        office = _office_between(company, at + 1, end)
        return office is not None and tree.heads[office] == at
    if lemma_at(company, at) in ("make", "name", "elect", "proclaim", "declare", "crown", "designate", "vote"):
        is_office = company.scene.clause(at).passive and office_at(company, at + 1) is not None
        after = who is not None and who.start > at and _office_between(company, who.end, who.end + 3) is not None
        return is_office or (after and who is not None and passage.word(who.end) not in POSSESSED)
    return False


def _is_in_post(company: Company, at: int, end: int) -> bool:
    """'declared himself president', 'was made a brigadier general', 'was confirmed in his post'."""
    passage = company.scene.passage
    near = range(at + 1, min(at + 5, end))
    if passage.word(at + 1) in ("himself", "herself"):
        return any(office_at(company, i) is not None for i in near)
    if passage.word(at + 1) == "in" and passage.word(at + 2) in ("his", "her"):
        return passage.word(at + 3) in one_of("posts")
    is_made = lemma_at(company, at) == "make" and company.scene.clause(at).passive
    return is_made and any(passage.word(i) in one_of("officers") | one_of("offices") for i in near)


def _is_to_lead(company: Company, at: int, end: int) -> bool:
    """'was named to lead the team', 'brought out of retirement to command the garrison'."""
    passage, tree = company.scene.passage, company.scene.tree
    if lemma_at(company, at) in ("move", "declare", "announce", "put", "vote"):
        return False
    return any(passage.word(i) == "to" and tree.lemmas[i + 1] in one_of("to_lead") for i in range(at + 1, end - 1))


def _is_post(company: Company, at: int) -> bool:
    """'charge of', 'command of', 'overall command': what one may be in or at."""
    passage = company.scene.passage
    at += passage.word(at) in ("the", "overall", "sole", "full", "day")
    return passage.word(at) in one_of("in_office") and passage.word(at + 1) in ("of", "at", "in")


def _put_out(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'The intelligence chief has been sacked', 'stripped the colonel of his rank', 'was forced out'."""
    scene = company.scene
    out = lemma in one_of("dismisses_out") and scene.passage.word(at + 1) == "out"
    if lemma not in one_of("dismisses") and not out:
        return
    clause = scene.clause(at)
    patient = clause.subject if scene.tree.child(at, "cop") is not None else clause.patient
    who = officer_on(company, patient)
    if who is None and clause.passive:
        who = company.person_before_group(at)
    _, end = stretch(company, at)
    if who is None or _LISTS & set(scene.passage.lower[at:end]):
        return
    if lemma == "recall" and patient is not None and scene.tree.lemmas[patient] in _ENVOYS:
        return
    if lemma == "fire" and scene.passage.word(at + 1) in _MIGHT_BE_FIRED:
        return
    left = clause.led_by("from", "object from")
    kept = one_of("posts") | one_of("notices") | {"power"}
    if left is not None and not {scene.passage.word(left), scene.tree.lemmas[left]} & kept:
        return  # 'was removed from the joint committee'
    if lemma in ("drop", "dump", "replace", "strip", "retire", "suspend", "purge", "topple") and not who.party:
        return
    yield from role_told(company, scene.passage.word(at), at, who)


def _left(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'X stepped down', 'handed in his notice', 'has tendered her resignation', 'quit as minister', 'bowed out'."""
    if lemma not in one_of("resigns"):
        return
    scene = company.scene
    clause, passage = scene.clause(at), scene.passage
    _, end = stretch(company, at)
    near = passage.lower[at + 1 : min(end, at + 6)]
    if lemma in ("step", "stand", "bow"):
        is_left = bool(near) and near[0] in one_of("parts") and not (lemma == "step" and near[0] in ("out", "back"))
    elif lemma in ("resign", "abdicate"):
        is_left = True
    elif lemma in ("quit", "retire"):
        as_ = "as" in near or "from" in near
        is_left = clause.object is None or as_ or scene.tree.lemmas[clause.object] in one_of("notices")
    else:
        theirs = {"his", "her", "up"} if lemma in ("offer", "give", "return", "leave") else _THEIRS
        is_left = bool(set(near) & one_of("notices")) and bool(set(near) & theirs)
    who = spoken_of(company, at)
    if is_left and who is not None and scene.tree.child(at, "aux:pass") is None:
        yield from role_told(company, passage.word(at), at, who)


def _taken(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'takes command of the sector', 'took the oath as premier', 'takes up his duties', 'took over the leadership'."""
    if lemma not in one_of("takes_up"):
        return
    scene = company.scene
    clause, passage = scene.clause(at), scene.passage
    who = spoken_of(company, at)
    if (who is None and lemma != "have") or scene.tree.child(at, "aux:pass") is not None:
        return
    _, end = stretch(company, at)
    if scene.passage.word(at + 1) == "over":
        led = clause.object
        post = _office_between(company, at + 2, end) is not None
        alone = led is None and not any(p.start > at and p.start < end for p in scene.phrases)
        unit = led is not None and bool(set(passage.lower[at + 2 : min(end, at + 7)]) & one_of("led"))
        if post or alone or unit:
            yield from role_told(company, "took over", at, who)
        return
    if lemma == "have":
        new = passage.lower[at + 1 : at + 3] == ["a", "new"]
        if new and _office_between(company, at + 3, min(at + 7, end)) is not None:
            yield from role_told(company, "has a new head", at, None)
            return
    taken = next((i for i in range(at + 1, min(end, at + 7)) if passage.word(i) in one_of("taken_up")), None)
    if taken is None or passage.word(taken) in ("over", "place"):
        return
    if (
        passage.word(taken) in ("position", "post", "charge", "command")
        and any(p.start > taken and p.start < end for p in scene.phrases)
        and not company.is_person(who)
    ):
        return
    if who is None:
        return
    if lemma == "have" and (passage.word(taken) not in ("command", "charge") or passage.word(taken + 1) != "of"):
        return
    if lemma == "get" and passage.word(taken) not in one_of("posts"):
        return
    if passage.word(taken) in _LOOSE_POSTS:
        after = range(taken + 1, end)
        bodies = any({passage.word(i), scene.tree.lemmas[i]} & (one_of("led") | one_of("kinds")) for i in after)
        starts = {*(p.start for p in scene.participants), *(p.start for p in scene.phrases)}
        if not bodies and starts.isdisjoint(after):
            return
    is_led = scene.tree.heads[taken] in (at, clause.object) or taken == clause.object or passage.word(taken + 1) == "as"
    if is_led or passage.word(at + 1) == "up":
        yield from role_told(company, f"{passage.word(at)} {passage.word(taken)}", at, who)


def _given(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'X has been given command of the sector', 'command of the front was handed to X', 'X is out as minister'."""
    scene, tree = company.scene, company.scene.tree
    passage = scene.passage
    _, end = stretch(company, at)
    subject = scene.clause(at).subject
    if lemma == "be" and passage.word(at + 1) in ("out", "back", "in") and passage.word(at + 2) == "as":
        who = spoken_of(company, at) or officer_on(company, tree.child(at + 1, "nsubj"))
        if who is not None:
            yield from role_told(company, f"{passage.word(at + 1)} as", at, who)
        return
    if lemma not in one_of("gets_post") | _GIVES or tree.child(at, "aux:pass") is None:
        return
    if subject is not None and tree.lemmas[subject] in one_of("posts"):
        led = leads(company, at + 1, end, "by" if lemma == "fill" else "to")
        named = None if led is None else next((p for p in company.persons if led <= p.first < led + 6), None)
        if led is not None and (named is not None or _office_between(company, led, end) is not None):
            yield from role_told(company, "successor", at, company.known(named))
        return
    who = spoken_of(company, at)
    given = one_of("taken_up") - {"over", "place", "seat"}
    if who is not None and given & set(passage.lower[at + 1 : min(at + 4, end)]):
        yield from role_told(company, f"{passage.word(at)} a post", at, who)


def _become(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'has emerged as the new leader', 'remains defence minister', 'succeeds Y', 'serves as'."""
    scene = company.scene
    clause, passage = scene.clause(at), scene.passage
    _, end = stretch(company, at)
    if lemma == "succeed":
        who = spoken_of(company, at) if not clause.passive else officer_on(company, clause.actor)
        other = officer_on(company, clause.patient)
        if who is not None and (other is not None or leads(company, at, end, "as")):
            yield from role_told(company, "successor", at, who)
        return
    if lemma not in one_of("becomes") or clause.passive:
        return
    first = at + 1
    if lemma not in ("become", "remain", "stay"):
        led = leads(company, at + 1, min(at + 5, end), "as", "to")
        if led is None:
            return
        first = led
    office = _office_between(company, first, min(first + 7, end))
    who = spoken_of(company, at)
    if office is not None and who is not None and passage.word(first - 1) != "in":
        is_told = scene.tree.heads[office] in (at, *scene.tree.children[at]) or office == first or lemma != "remain"
        if is_told:
            yield from role_told(company, f"{passage.word(at)} {passage.word(office)}", at, who)


def _passed(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'Leadership of the Front passed to X', "Y's place at the head of the army has gone to X"."""
    scene = company.scene
    subject = scene.clause(at).subject
    if lemma not in one_of("passes") or subject is None or scene.tree.lemmas[subject] not in one_of("posts"):
        return
    start, end = stretch(company, at)
    led = leads(company, at + 1, end, "to", "into the hands of")
    named = None if led is None else next((p for p in company.persons if led <= p.first < led + 8), None)
    if led is None or not (named or _office_between(company, led, end)):
        return
    words = (start, max(end, named.end if named else end))
    yield from tells(company, Kind.ROLE, "successor", at, words, company.mood(at, deed=True), company.known(named))


def _sworn(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'X was sworn in', 'X was sworn in as president'."""
    who = officer_on(company, company.scene.clause(at).subject)
    if lemma == "swear" and company.scene.passage.word(at + 1) == "in" and who is not None:
        yield from role_told(company, "sworn in", at, who)


def _noun(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'the appointment of X to head the garrison', 'after his dismissal', "the minister's resignation"."""
    scene = company.scene
    tree = scene.tree
    if lemma not in one_of("career_nouns") or tree.classes[at] != "NOUN":
        return
    own = tree.child(at, "nmod:poss")
    led = next((c for c in tree.those(at, "nmod") if tree.case(c) == "of"), None)
    who = officer_on(company, led) or officer_on(company, own) or _of_person(company, at)
    is_own = own is not None and scene.passage.word(own) in ("his", "her")
    if who is None and not is_own:
        return
    if lemma in ("confirmation", "replacement", "suspension", "removal", "promotion", "purge") and who is None:
        return
    start = at
    while (
        start
        and scene.passage.word(start - 1) not in (",", "of", "after", "following", "announced", "since")
        and (tree.heads[start - 1] == at or start - 1 in tree.under(own if own is not None else at))
    ):
        start -= 1
    end = stretch(company, at, subject=False)[1]
    verb = tree.heads[at]
    stance = company.mood(at)
    if stance is not None and tree.relation(at) in ("nmod", "obl"):
        stance = replace(stance, polarity=Polarity.AFFIRMED)  # 'gave no reason for the dismissal'
    if verb != at and tree.relation(at) == "obj" and tree.classes[verb] == "VERB":
        stance = company.mood(verb, deed=True)
        if stance is not None and lemma_at(company, verb) in _REFUSES:
            stance = replace(stance, polarity=Polarity.NEGATED)
    yield from tells(company, Kind.ROLE, lemma, at, (start, end), stance, who)


def _of_person(company: Company, at: int) -> Participant | None:
    passage = company.scene.passage
    return company.known(company.person_from(at + 2)) if passage.word(at + 1) == "of" else None
