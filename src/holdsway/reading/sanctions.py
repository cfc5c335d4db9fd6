"""Who is on whose list, who was taken off it, and what reward is offered for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.bond_words import one_of
from holdsway.reading.clauses import Clause
from holdsway.reading.company import Company
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.moods import Stance
from holdsway.reading.numbers import Figure
from holdsway.reading.predicates import base_of
from holdsway.records import Kind, Polarity

__all__ = ["listings"]

_ARTICLES = frozenset(("the", "a", "an"))
_STOPS = frozenset(
    (
        ".",
        ";",
        ":",
        "(",
        '"',
        "”",
        "after",
        "because",
        "over",
        "when",
        "while",
        "who",
        "which",
        "where",
        "amid",
        "following",
    )
)
_MOST_WORDS = 26
_SCALES = {"million": 1e6, "millions": 1e6, "m": 1e6, "billion": 1e9, "thousand": 1e3, "k": 1e3}
_LISTS = frozenset(("list", "proscribe", "designate"))
_DOLLARS = frozenset(("$", "us$", "dollars", "dollar", "usd"))


def listings(company: Company) -> Iterator[Finding]:
    """The listings, delistings and rewards that a sentence tells."""
    scene = company.scene
    for head in range(len(scene.tree)):
        lemma = _base(company, head)
        word = scene.passage.word(head)
        if scene.tree.classes[head] not in ("VERB", "ADJ", "NOUN") or (
            scene.tree.classes[head] == "NOUN" and word != "sanctioned"
        ):
            continue
        if lemma in one_of("listing_verbs"):
            yield from _designated(company, scene.clause(head), lemma)
        if lemma in one_of("put_on") | one_of("take_off"):
            yield from _on_list(company, scene.clause(head), taken_off=lemma in one_of("take_off"))
            yield from _under_sanctions(company, scene.clause(head))
        if lemma in one_of("impose") | one_of("lift"):
            yield from _sanctioned(company, scene.clause(head), lifted=lemma in one_of("lift"))
        if lemma in one_of("offers"):
            yield from _rewarded(company, scene.clause(head))
        if lemma in one_of("issues_warrants"):
            yield from _wanted(company, scene.clause(head))


def _base(company: Company, head: int) -> str:
    """The base form of a verb, also where the parse has 'the EU imposed sanctions' as sanctions that are imposed."""
    scene = company.scene
    word = scene.passage.word(head)
    if scene.tree.classes[head] == "ADJ" and word.endswith("ed"):
        known = one_of("impose") | one_of("lift")
        return next((base for base in (word[:-2], word[:-1]) if base in known), word)
    return base_of(scene.passage, scene.tree, head)


def _designated(company: Company, clause: Clause, lemma: str) -> Iterator[Finding]:
    """'X is designated a terrorist organisation by Y', 'Y sanctioned X', 'X is listed by Y'."""
    patient, lister = clause.patient, company.body_on(clause.actor)
    programme = _programme(company, clause)
    if lister is None and clause.passive:
        lister = _after_by(company, clause)
    if programme is None and not (lemma in ("blacklist", "sanction") or (lemma in _LISTS and clause.passive)):
        return
    stance = company.mood(clause.head)
    if lister is None or stance is None or not (company.is_body(lister) or _is_state(company, lister)):
        return
    label = programme or company.scene.passage.word(clause.head)
    subjects = _subjects(company, patient) if patient is not None else []
    if not subjects and not clause.passive:
        subjects = [p for p in _named(company, clause.head + 1, clause.head + 8) if p.start <= clause.head + 3]
    for subject in subjects:
        end = max(clause.head + 1, _programme_end(company, clause), lister.end, subject.end)
        start = min(subject.start, clause.head, lister.start)
        yield _listing(company, label, subject, lister, (start, end), clause.head, stance)


def _programme(company: Company, clause: Clause) -> str | None:
    """As what: 'a foreign terrorist organisation', in the words of the source."""
    words = _programme_words(company, clause)
    if words is None:
        return None
    text = company.scene.passage.text(*words).casefold()
    said = set(text.replace("-", " ").replace("terrorists", "terrorist").split())
    return text if said & one_of("listing_as") else None


def _programme_end(company: Company, clause: Clause) -> int:
    words = _programme_words(company, clause)
    return words[1] if words else 0


def _programme_words(company: Company, clause: Clause) -> tuple[int, int] | None:
    passage = company.scene.passage
    nouns, before = one_of("programme_nouns"), one_of("programme_nouns") | one_of("programme_before")
    for at in range(clause.head + 1, min(clause.head + _MOST_WORDS, len(passage))):
        if passage.word(at) in _STOPS:
            return None
        if passage.word(at) not in nouns or passage.word(at + 1) in nouns or passage.is_name(at + 1):
            continue
        start = at
        while start - 1 > clause.head and passage.word(start - 1) in before:
            start -= 1
        if start < at or passage.word(at) in ("terrorist", "terrorists"):
            is_sponsor = passage.word(at) == "sponsor" and passage.word(at + 1) == "of"
            return start, at + (3 if is_sponsor else 1)
    return None


def _after_by(company: Company, clause: Clause) -> Participant | None:
    """Who lists, where the parse has lost it: what 'by' leads in the words after the verb."""
    passage = company.scene.passage
    for at in range(clause.head + 1, min(clause.head + 14, len(passage))):
        if passage.word(at) in _STOPS or passage.word(at) == ",":
            return None
        if passage.word(at) == "by":
            return company.body_from(at + 1)
    return None


def _is_state(company: Company, actor: Participant) -> bool:
    """Whether a lister is a state or a body by its name alone: 'the United States', 'Washington'."""
    return company.scene.passage.is_name(actor.start) and not any(
        p.first <= actor.start < p.end for p in company.persons
    )


def _state_on(company: Company, word: int | None) -> Participant | None:
    """A state or a capital that lists: 'Washington'."""
    if word is None or company.scene.tree.classes[word] != "PROPN":
        return None
    is_person = any(p.first <= word < p.end and p.end - p.first > 1 for p in company.persons)
    return None if is_person else _word(company, word)


def _subjects(company: Company, word: int) -> list[Participant]:
    """Who is listed: each named person or body of a phrase and of those joined to it."""
    found: dict[str, Participant] = {}
    for part in company.scene.tree.conjuncts(word):
        if (
            (actor := company.actor_on(part))
            and actor.text[:1]
            and (actor.is_party or any(c.isupper() for c in actor.text))
        ):
            found.setdefault(actor.party, actor)
    return list(found.values())


def _on_list(company: Company, clause: Clause, *, taken_off: bool) -> Iterator[Finding]:
    """'Y placed X and Z on its sanctions list', 'X was removed from the terrorist list of Y'."""
    scene = company.scene
    passage = scene.passage
    lead = ("from",) if taken_off else ("on", "to", "onto", "in")
    at = _list_at(company, clause.head, lead)
    if at is None:
        yield from _delisted(company, clause)
        return
    led, noun = at
    stance = company.mood(clause.head)
    if stance is None:
        return
    lister = (
        company.body_on(clause.actor) or _before_verb(company, clause.head) or _state_on(company, clause.actor)
        if not clause.passive
        else _after_by(company, clause)
    )
    owner = _list_owner(company, led, noun)
    if owner is not None and (lister is None or passage.word(led + 1) not in ("its", "their")):
        lister = lister if lister is not None and not clause.passive else owner
    if lister is None or not (
        company.is_named(lister) or lister.start == clause.actor or passage.word(lister.start) in ("its", "it")
    ):
        return
    subjects = (
        _subjects(company, clause.subject)
        if clause.passive and clause.subject is not None
        else _named(company, clause.head + 1, led)
    )
    last = noun + 1
    if passage.word(last) == "of":
        last += 1
        while (
            last < len(passage)
            and scene.tree.classes[last] in ("ADJ", "NOUN", "CCONJ")
            and passage.words[last][:1].islower()
        ):
            last += 1
        last = noun + 1 if last == noun + 2 else last
    label = passage.text(_list_start(company, led, noun), last).casefold()
    for subject in subjects:
        if subject.party == lister.party:
            continue
        start, end = min(subject.start, lister.start, clause.head), max(last, lister.end, subject.end)
        yield _listing(
            company, label, subject, lister, (start, end), clause.head, _turned(stance) if taken_off else stance
        )


def _under_sanctions(company: Company, clause: Clause) -> Iterator[Finding]:
    """'X was put under US sanctions', 'the council placed X under sanctions'."""
    scene = company.scene
    noun, stance = clause.led_by("under", "object under"), company.mood(clause.head)
    if noun is None or stance is None or scene.passage.word(noun) not in one_of("measures"):
        return
    of = next((c for c in scene.tree.those(noun, "compound", "amod", "nmod:poss") if scene.passage.is_name(c)), None)
    if of is not None:
        lister: Participant | None = company.body_to(of + 1) or _word(company, of)
    else:
        lister = _after_by(company, clause) if clause.passive else company.body_on(clause.actor)
    whom = clause.subject if clause.passive else clause.object
    if lister is None or whom is None:
        return
    inside = [whom, *scene.tree.those(whom, "appos")]
    for subject in {s.party: s for w in inside for s in _subjects(company, w)}.values():
        if subject.party != lister.party:
            words = (min(subject.start, clause.head), max(noun + 1, subject.end))
            yield _listing(company, "sanctions", subject, lister, words, clause.head, stance)


def _word(company: Company, word: int) -> Participant:
    text = company.scene.passage.words[word]
    return Participant(word, word + 1, text, text, is_party=False)


def _delisted(company: Company, clause: Clause) -> Iterator[Finding]:
    """'Y has delisted X', 'X was delisted by Y': the verb alone names the list."""
    passage = company.scene.passage
    said, stance = passage.word(clause.head), company.mood(clause.head)
    if not said.startswith(("delist", "unlist")) or stance is None:
        return
    lister = company.body_on(clause.actor) or (_after_by(company, clause) if clause.passive else None)
    if lister is None or clause.patient is None:
        return
    for subject in _subjects(company, clause.patient):
        if subject.party != lister.party:
            start, end = min(subject.start, lister.start), max(clause.head + 1, lister.end, subject.end)
            yield _listing(company, "listed", subject, lister, (start, end), clause.head, _turned(stance))


def _list_at(company: Company, head: int, leads: tuple[str, ...]) -> tuple[int, int] | None:
    """The words 'on' and 'list' that follow a verb: 'on its sanctions list', 'to the EU blacklist'."""
    passage = company.scene.passage
    for at in range(head + 1, min(head + _MOST_WORDS, len(passage))):
        if passage.word(at) in _STOPS:
            return None
        if passage.word(at) not in leads:
            continue
        for noun in range(at + 1, min(at + 9, len(passage))):
            if passage.word(noun) in (",", "on", "to", "from", "by"):
                break
            if passage.word(noun) in one_of("list_nouns"):
                between = set(passage.lower[at + 1 : noun]) | set(passage.lower[noun + 1 : noun + 5])
                if passage.word(noun).startswith("blacklist") or between & (
                    one_of("list_words") - {"the", "its", "their", "official", "foreign"}
                ):
                    return at, noun
                break
    return None


def _list_start(company: Company, led: int, noun: int) -> int:
    passage = company.scene.passage
    start = noun
    while (
        start - 1 > led
        and passage.words[start - 1][:1].islower()
        and passage.word(start - 1) not in (*_ARTICLES, "its", "their", "'s")
    ):
        start -= 1
    return start


def _list_owner(company: Company, led: int, noun: int) -> Participant | None:
    """Whose list: "the UN's sanctions list", 'the US terrorist list', 'the sanctions list of the European Union'."""
    passage = company.scene.passage
    if passage.word(noun + 1) == "of" and (owner := company.body_from(noun + 2)):
        return owner
    start = _list_start(company, led, noun)
    end = start - (passage.word(start - 1) in ("'s", "'", "’s", "’"))
    return company.body_to(end) if end > led + 1 else None


def _before_verb(company: Company, head: int) -> Participant | None:
    """Who does it, where the parse has lost the subject: the body named right before the verb group."""
    tree = company.scene.tree
    end = head
    while end and tree.classes[end - 1] in ("AUX", "ADV"):
        end -= 1
    end -= company.scene.passage.word(end - 1) == "-"  # 'EU-imposed sanctions'
    body = company.body_to(end)
    return body if body is not None and (company.is_body(body) or _is_state(company, body)) else None


def _named(company: Company, start: int, end: int) -> list[Participant]:
    """The persons and bodies named among some words, each once."""
    found: dict[str, Participant] = {}
    for a, b in company.runs:
        is_owner = company.scene.passage.word(b) in ("'s", "'", "’s", "’")
        if start <= a and b <= end and not company.describes(b) and not is_owner:
            person = next((p for p in company.persons if a <= p.start < b), None)
            actor = company.known(person) if person else company.body_to(b)
            if actor and not company.is_place(actor):
                found.setdefault(actor.party, actor)
    for party in company.scene.participants:
        is_owner = company.scene.passage.word(party.end) in ("'s", "'", "’s", "’")
        is_named = party.text[:1].isupper() and not is_owner and not any(a < party.start < b for a, b in company.runs)
        if start <= party.start and party.end <= end and is_named and not company.describes(party.end):
            found.setdefault(party.party, party)
    return list(found.values())


def _sanctioned(company: Company, clause: Clause, *, lifted: bool) -> Iterator[Finding]:
    """'Y imposed sanctions on X', 'Y lifted sanctions against X'."""
    scene = company.scene
    passage = scene.passage
    measure = next(
        (
            i
            for i in range(clause.head + 1, min(clause.head + 9, len(passage)))
            if passage.word(i) in one_of("measures")
        ),
        None,
    )
    passive = clause.passive and scene.tree.relation(clause.head) != "amod"
    if passive:
        told = clause.subject
        measure = told if told is not None and passage.word(told) in one_of("measures") else None
    if measure is None:
        return
    first = clause.head if passive else measure
    led = next(
        (i for i in range(first + 1, min(first + 5, len(passage))) if passage.word(i) in ("on", "against", "from")),
        None,
    )
    if led is None:
        return
    end = led + 1
    while (
        end < len(passage)
        and end - led < 20
        and passage.word(end) not in _STOPS
        and passage.word(end) not in ("in", "for", "on", "by", "from")
    ):
        end += 1
    lister = (
        _after_by(company, clause) if passive else company.body_on(clause.subject) or _before_verb(company, clause.head)
    )
    stance = company.mood(clause.head)
    if lister is None or stance is None or not (company.is_body(lister) or _is_state(company, lister)):
        return
    for subject in _named(company, led + 1, end):
        if subject.party != lister.party:
            start = min(lister.start, clause.head, subject.start, measure)
            words = (start, max(subject.end, clause.head + 1, lister.end))
            yield _listing(
                company, "sanctions", subject, lister, words, clause.head, _turned(stance) if lifted else stance
            )


def _rewarded(company: Company, clause: Clause) -> Iterator[Finding]:
    """'Y offered a reward of $10 million for X': the sum in US dollars where it is given in them."""
    scene = company.scene
    passage = scene.passage
    last = min(clause.head + _MOST_WORDS, len(passage))
    first = clause.head if not clause.passive else max(0, clause.head - 16)
    at = next((i for i in range(first, last) if passage.word(i) in one_of("rewards")), None)
    if at is None and passage.lower[clause.head : last].count("information"):
        at = clause.head  # 'offered up to $5 million for information'
    if at is None:
        return
    led = next((i for i in range(max(at, clause.head) + 1, last) if passage.word(i) in ("for", "on")), None)
    stance = company.mood(clause.head)
    if led is None or stance is None:
        return
    stop = next((i for i in range(led + 1, len(passage)) if passage.word(i) in (".", ",", ";", "after")), len(passage))
    who = _named(company, led + 1, stop)
    giver = (
        _after_by(company, clause)
        if clause.passive
        else company.body_on(clause.actor) or _before_verb(company, clause.head)
    )
    if not who or giver is None or giver.party == who[0].party:
        return
    figure = _sum(company, min(first, at) if clause.passive else clause.head, stop)
    subject = who[0]
    words = (min(giver.start, clause.head), max(subject.end, giver.end))
    if at == clause.head and figure is None:
        return
    label = passage.word(at) if at != clause.head else "reward"
    found = _listing(company, label, subject, giver, words, clause.head, stance)
    yield replace(found, figure=figure, number_of="reward USD" if figure else None)


def _wanted(company: Company, clause: Clause) -> Iterator[Finding]:
    """'The court issued an arrest warrant for X', 'an arrest warrant for X was issued by the court'."""
    scene = company.scene
    noun, stance = clause.patient, company.mood(clause.head)
    if noun is None or stance is None or scene.tree.lemmas[noun] not in one_of("warrants"):
        return
    after = range(noun + 1, min(noun + _MOST_WORDS, len(scene.passage)))
    led = next((i for i in after if scene.passage.word(i) in ("for", "against", "on")), None)
    court = _after_by(company, clause) if clause.passive else company.body_on(clause.actor)
    court = court or _before_verb(company, clause.head)
    if led is None or court is None or not (company.is_body(court) or _is_state(company, court)):
        return
    stop = next((i for i in after if i > led and scene.passage.word(i) in (".", ";", *_STOPS)), len(scene.passage))
    label = f"{'arrest ' if scene.passage.word(noun - 1) == 'arrest' else ''}{scene.tree.lemmas[noun]}"
    for subject in _named(company, led + 1, stop):
        if subject.party != court.party and not company.is_place(subject):
            words = (min(court.start, clause.head, noun), max(subject.end, clause.head + 1, court.end))
            yield _listing(company, label, subject, court, words, clause.head, stance)


def _sum(company: Company, start: int, end: int) -> Figure | None:
    """A sum in US dollars: '$10 million', '5 million dollars', 'up to $3m'."""
    passage = company.scene.passage
    for at in range(start, end):
        number = passage.word(at).replace(",", "")
        digits = number.rstrip("mk")
        if not digits.replace(".", "", 1).isdigit():
            continue
        scale = _SCALES.get(number[len(digits) :] or passage.word(at + 1), 1.0)
        following = passage.lower[at + 1 : at + 4]
        if passage.word(at - 1) not in _DOLLARS and not _DOLLARS & set(following):
            continue
        value = float(digits) * scale
        most = passage.lower[max(0, at - 4) : at]
        return Figure(at, at + 1, None if "to" in most and "up" in most else value, value, value)
    return None


def _turned(stance: Stance) -> Stance:
    """Said of being off the list: what affirms it denies the listing."""
    polarity = Polarity.AFFIRMED if stance.polarity is Polarity.NEGATED else Polarity.NEGATED
    return replace(stance, polarity=polarity)


def _listing(
    company: Company,
    label: str,
    subject: Participant,
    lister: Participant,
    words: tuple[int, int],
    anchor: int,
    stance: Stance,
) -> Finding:
    return Finding(
        kind=Kind.LISTING,
        start=words[0],
        end=words[1],
        anchor=anchor,
        stance=stance,
        chain=company.scene.chain(anchor),
        actors=((subject.party, "subject", subject.text), (lister.party, "object", lister.text)),
        label=label,
        because=f"'{company.scene.passage.word(anchor)}' a list",
    )
