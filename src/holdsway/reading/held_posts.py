"""Who has an office, in the many ways a report may put it: 'X commands the sector', 'in charge of', 'once chief of'."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.bond_words import one_of
from holdsway.reading.company import POSSESSED, Company
from holdsway.reading.finding import Finding
from holdsway.reading.stretches import named_after, officer_on, role_told, spoken_of, stretch, tells
from holdsway.reading.titles import Title, Titled, office_at, titled
from holdsway.records import Kind

__all__ = ["held_posts"]

_VERBS = frozenset(("VERB", "AUX"))
_BE = frozenset(("be", "remain", "become", "stay"))
_FAR = 9
_IN = ("in", "at")
_MEN = frozenset(("soldier", "troop", "fighter", "man", "rebel", "policeman", "member"))
_MARCHED = frozenset(("into", "against", "through", "in", "to", "from", "on", "across"))
_OURS = frozenset(("our", "its", "their", "his", "her", "still", "now", "the"))


def held_posts(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """The offices that a word, with what stands around it, says somebody has or had."""
    yield from _heads(company, at, lemma)
    yield from _in_charge(company, at)
    yield from _said_of(company, at)
    yield from _beside(company, at)


def _heads(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'X commands the forces in A', 'the garrison, commanded by X', 'led by the former consul X'."""
    scene = company.scene
    passage, tree = scene.passage, scene.tree
    if lemma not in one_of("heads_of") or (passage.word(at) == "leading" and tree.relation(at) == "amod"):
        return
    if tree.classes[at] not in _VERBS and not (passage.word(at).endswith("s") and company.person_to(at)):
        return
    clause = scene.clause(at)
    said_to = passage.word(at - 2) in ("said", "believed", "thought", "reported", "understood", "known")
    if passage.word(at - 1) in ("be", "to") and "to" in passage.lower[max(0, at - 2) : at] and not said_to:
        yield from _to_head(company, at)
        return
    by = passage.word(at + 1) == "by"
    if by:
        who = company.person_on(clause.agent) or named_after(company, at, at + _FAR)
        if who is None or passage.word(at - 1) == "-":
            return
        noun = clause.subject if clause.subject is not None and clause.subject < at else tree.heads[at]
        start, _ = _phrase_start(company, noun, at)
        is_body = bool({passage.word(noun), tree.lemmas[noun]} & one_of("led")) or scene.party(noun) is not None
        of_men = tree.lemmas[noun] in _MEN and passage.word(noun + 1) not in (",", passage.word(at))
        if is_body and not of_men:
            words = (start, max(who.end, at + 1))
            yield from tells(company, Kind.ROLE, lemma, at, words, company.mood(at), who)
        return
    before = company.person_to(at) or company.person_to(at - (passage.word(at - 1) == ","))
    who = company.known(before) or company.person_on(clause.subject) or company.person_before_group(at)
    if who is None or clause.passive:
        return
    _, end = stretch(company, at)
    led = next((i for i in range(at + 1, min(end, at + 8)) if {passage.word(i), tree.lemmas[i]} & one_of("led")), None)
    party = next((p for p in scene.participants if at < p.start <= at + 3), None)
    if led is None and party is None:
        return
    marched = passage.word(at) == "led" and led is not None and passage.word(led + 1) in _MARCHED
    if not marched:
        words = (min(who.start, at), end)
        yield from tells(company, Kind.ROLE, lemma, at, words, company.mood(at), who)


def _to_head(company: Company, at: int) -> Iterator[Finding]:
    """'X is the third officer to lead the contingent'; and not 'is to be led by X'."""
    tree = company.scene.tree
    noun = tree.heads[at]
    if tree.relation(at) == "acl" and tree.child(noun, "cop") is not None and tree.lemmas[noun] in one_of("officers"):
        yield from role_told(company, tree.lemmas[at], noun, spoken_of(company, noun))


def _phrase_start(company: Company, noun: int, at: int) -> tuple[int, int]:
    """Where the noun phrase before a participle begins, not farther off than a few words."""
    start = noun if noun < at else at
    tree = company.scene.tree
    inside = set(tree.under(noun)) if noun < at else {at}
    while start - 1 in inside:
        start -= 1
    return start, at


def _in_charge(company: Company, at: int) -> Iterator[Finding]:
    """'is in charge of the sector', 'X, in command of the garrison,', "under X's command"."""
    scene = company.scene
    passage, tree = scene.passage, scene.tree
    if passage.word(at) not in ("charge", "command", "helm", "leadership"):
        return
    under = passage.word(at - 1) in POSSESSED and passage.word(at - 3) == "under"
    before = [passage.word(i) for i in range(max(0, at - 6), at)]
    if under:
        who = company.known(company.person_to(at - 1)) or officer_on(company, at - 2)
        if who is not None:
            words = (at - 3, stretch(company, at, subject=False)[1])
            yield from tells(company, Kind.ROLE, "leader", at, words, company.mood(tree.heads[at]), who)
        return
    led = next((k for k in range(at - 1, max(-1, at - 7), -1) if passage.word(k) in _IN), None)
    if led is None or passage.word(at + 1) not in ("of", "at") or any(w in (",", ".") for w in before[led - at :]):
        return
    if passage.word(led) == "at" and passage.word(at) != "helm":
        return
    verb = next((k for k in range(led - 1, max(-1, led - 4), -1) if tree.lemmas[k] in _BE), None)
    end = stretch(company, at, subject=False)[1]
    if verb is not None:
        subject = next((s for h in (at, verb, led) if (s := scene.clause(h).subject) is not None), None)
        who = officer_on(company, subject) or company.person_before_group(verb)
        whom = next((k for k in range(verb - 1, max(-1, verb - 6), -1) if passage.word(k) == "who"), None)
        if who is None and whom is not None:
            who = company.known(company.person_to(whom - (passage.word(whom - 1) == ",")))
        first = who.start if who is not None and led - who.start <= _FAR + 3 else verb
        if who is not None:
            yield from tells(company, Kind.ROLE, "in charge", at, (first, end), company.mood(at), who)
    elif (person := company.person_to(led - (passage.word(led - 1) == ","))) is not None:
        first = person.first
        yield from tells(company, Kind.ROLE, "in charge", at, (first, end), company.mood(at), company.known(person))


def _said_of(company: Company, at: int) -> Iterator[Finding]:
    """'is now its chief negotiator', "The Front's new governor is X", 'X is the third officer to lead it'."""
    scene = company.scene
    tree, passage = scene.tree, scene.passage
    if (person := company.person_from(at)) is not None and tree.lemmas[at - 1] == "be" and at > 1:
        office = next((i for i in range(at - 2, max(-1, at - 10), -1) if office_at(company, i) is not None), None)
        between = [] if office is None else tree.classes[office + 1 : at - 1]
        if office is not None and not {"VERB", "AUX", "PUNCT"} & set(between):
            start = office
            while start and tree.classes[start - 1] in ("NOUN", "ADJ", "PROPN", "PART", "DET"):
                start -= 1
            words = (start, person.end)
            stance = company.mood(tree.heads[at - 1])
            yield from tells(company, Kind.ROLE, tree.lemmas[office], at, words, stance, company.known(person))
        return
    copula = tree.child(at, "cop")
    if copula is None and (acting := office_at(company, at)) is not None and acting.before:
        person = company.person_to(acting.start - 1)  # 'X is acting president'
        if person is not None and tree.lemmas[acting.start - 1] == "be":
            words = (person.first, stretch(company, at, subject=False)[1])
            stance = company.mood(acting.start) or company.mood(at)
            yield from tells(company, Kind.ROLE, acting.word, at, words, stance, company.known(person))
        return
    if copula is None or copula > at:
        return
    title = office_at(company, at)
    if title is None and tree.lemmas[at] not in one_of("officers"):
        return
    is_theirs = bool(_OURS & set(passage.lower[copula + 1 : at])) or passage.word(copula) in ("remains", "remain")
    is_tied = title is not None and company.owner_before(title.start) is not None
    is_tied = is_tied or passage.word(at + 1) in ("of", "for", "to", "in")
    who = spoken_of(company, at)
    if who is not None and (is_theirs or is_tied) and passage.word(at - 1) not in ("no", "not"):
        yield from role_told(company, tree.lemmas[at], at, who)


def _beside(company: Company, at: int) -> Iterator[Finding]:
    """'Former police chief X', 'X, formerly the Front's commander', "the army's number three, X"."""
    if (title := office_at(company, at)) is not None:
        for one in titled(company, title):
            if one.holder is not None and company.is_person(one.holder) and _is_office_of(company, title, one):
                words = (min(one.start, one.holder.start, title.start), max(one.end, one.holder.end))
                words = (words[0] - (company.scene.passage.word(words[0] - 1) in one_of("ended_before")), words[1])
                label = " ".join((*title.before, title.word))
                yield from tells(company, Kind.ROLE, label, at, words, company.mood(at), one.holder)
        yield from _once(company, at, title.start)
    yield from _number_two(company, at)


def _is_office_of(company: Company, title: Title, one: Titled) -> bool:
    """Whether an office beside a name tells more than who speaks: 'former', one of the state, or that of a group."""
    passage = company.scene.passage
    if {*title.before, passage.word(title.start - 1), passage.word(one.start)} & one_of("ended_before"):
        return True
    if one.owner is not None or one.holder is None:
        return False
    between = passage.lower[min(one.start, one.holder.start) : max(one.end, one.holder.end)]
    if "," in between and {*title.before, title.word} & one_of("state_offices"):
        return True
    before = passage.word(title.start - 1)
    if before in POSSESSED:
        return passage.word(title.start - 2) in one_of("tie_others")
    return before == "and" and _is_party_near(company, title.start)


def _number_two(company: Company, at: int) -> Iterator[Finding]:
    """ "The army's number three, X", 'X, number two of the Front'."""
    passage = company.scene.passage
    words = [word for word in passage.lower[at : at + 5] if word != "-"]
    if words[:3] == ["second", "in", "command"]:
        yield from _second(company, at)
    if passage.word(at) != "number" or passage.word(at + 1) not in one_of("numbers_of"):
        return
    after = company.person_from(at + 2 + (passage.word(at + 2) == ","))
    before = company.person_to(at - 1) if passage.word(at - 1) == "," else None
    person = after or before
    if person is None:
        return
    owner = company.owner_before(at)
    first = before.first if before and not after else owner.start if owner else at
    first -= passage.word(first - 1) == "the"
    end = person.end if after else stretch(company, at, subject=False)[1]
    label = f"number {passage.word(at + 1)}"
    yield from tells(company, Kind.ROLE, label, at, (first, end), company.mood(at), company.known(person))


def _second(company: Company, at: int) -> Iterator[Finding]:
    """'X is second in command to Y', "Y's second-in-command is X", "the group's second-in-command, X"."""
    last = next(i for i in range(at, at + 6) if company.scene.passage.word(i) == "command") + 1
    before = next((p for p in reversed(company.persons) if at - 4 <= p.end <= at), None)
    after = next((p for p in company.persons if last <= p.first <= last + 2), None)
    if (person := after or before) is not None:
        words = (min(person.first, at), max(person.end, last))
        yield from tells(company, Kind.ROLE, "second in command", at, words, company.mood(at), company.known(person))


def _is_party_near(company: Company, at: int) -> bool:
    """ "The Front's founder and commander, X": whose office it is, told with the noun before."""
    return any(at - 7 <= p.start and p.end <= at for p in company.scene.participants)


def _once(company: Company, at: int, start: int) -> Iterator[Finding]:
    """'X, until now deputy minister', 'Y, once treasurer of the Front': an office with a time, set beside a name."""
    passage = company.scene.passage
    first = next((i for i in range(start, max(1, start - 7), -1) if passage.word(i - 1) == ","), None)
    if first is None or passage.word(first) not in one_of("until_now"):
        return
    person = company.person_to(first - 1)
    who = company.known(person) if person is not None else officer_on(company, first - 2)
    if who is None or company.is_place(who):
        return
    end = stretch(company, at, subject=False)[1]
    anchored = company.mood(at)
    begin = who.start if passage.word(first) != "now" else first
    yield from tells(company, Kind.ROLE, passage.text(first, at + 1).casefold(), at, (begin, end), anchored, who)
