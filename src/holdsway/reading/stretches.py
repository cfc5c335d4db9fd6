"""The plain words of a clause, who is named there, and what they say: for bonds told in many ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from holdsway.reading.bond_words import one_of
from holdsway.reading.company import Company
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.moods import Stance
from holdsway.reading.predicates import base_of
from holdsway.reading.speech import noun_phrase
from holdsway.records import Kind, Modality, Polarity

__all__ = ["apart", "is_verb", "leads", "lemma_at", "named_after", "names_somebody", "officer_on",
           "role_told", "spoken_of", "stretch", "tells"]  # fmt: skip

_ENDS = frozenset((",", ";", ".", ":", "—", "–", "(", ")", '"', "“", "”", "!", "?"))
_TURNS = frozenset(("after", "when", "while", "because", "who", "which", "where", "saying", "amid", "until", "since",
                    "hours", "days", "weeks", "although", "though", "but", "whereas"))  # fmt: skip
_BEFORE = frozenset((";", ":", "—", "–", "(", '"', "“", "that", "but", "when", "while", "after", "because"))
_LONGEST, _FARTHEST, _NEAR = 20, 18, 9
_ASIDE = 8
_ARTICLES = frozenset(("the", "a", "an"))
_PERSONAL = frozenset(("he", "she", "him", "her"))
_SAME = 0.5
_DOES = frozenset(("act", "serve", "double", "work", "head", "command", "lead", "succeed", "replace", "quit", "resign"))
_DENIALS = frozenset(("denied", "denies", "denying"))
_REJECTS = frozenset(("dismissed", "dismissing", "dismisses", "rejected", "rejects", "rejecting", "refuted"))
_CLAIMS = frozenset(("report", "reports", "rumours", "rumors", "rumour", "claims", "claim", "speculation",
                     "suggestions", "allegations", "accusations"))  # fmt: skip
_NAMES = frozenset(("PROPN", "INTJ", "X"))


def lemma_at(company: Company, at: int) -> str:
    """The base form of a word."""
    return base_of(company.scene.passage, company.scene.tree, at)


def is_verb(company: Company, at: int) -> bool:
    """Whether a word is a verb, also where the parse has 'the wing quit the coalition' for a noun with an object."""
    tree = company.scene.tree
    if tree.classes[at] in ("VERB", "AUX"):
        return True
    if tree.classes[at] == "ADJ" and (company.scene.passage.word(at).endswith("ed") or tree.lemmas[at] == "bound"):
        return tree.child(at, "cop", "aux:pass") is not None  # 'was relieved of his command'
    if tree.classes[at] == "NOUN" and company.person_to(at) is not None and tree.lemmas[at] in _DOES:
        return True  # 'X acts as treasurer'
    is_other = tree.classes[at] in ("NOUN", "ADJ") and not company.scene.passage.is_name(at)
    return is_other and tree.child(at, "obj", "aux:pass") is not None and tree.child(at, "cop", "det") is None


def stretch(company: Company, head: int, *, subject: bool = True) -> tuple[int, int]:
    """The words from the subject of a predicate to where its clause ends: `start` to `end` (exclusive)."""
    first = _first(company, head, subject=subject)
    if company.scene.passage.word(first) == "who":  # 'X, who quit on Monday'
        person = company.person_to(first - (company.scene.passage.word(first - 1) == ","))
        first = person.first if person is not None else first
    return first, _last(company, head)


def _first(company: Company, head: int, *, subject: bool) -> int:
    scene = company.scene
    clause = scene.clause(head)
    told = clause.subject if subject and scene.tree.classes[head] != "NOUN" else None
    if told is not None and clause.shared_subject and scene.tree.relation(head) == "conj":
        return min((c for c in scene.tree.those(head, "aux", "advmod") if told < c < head), default=head)
    first = min((c for c in scene.tree.those(head, "aux") if c < head), default=head)
    if told is not None and scene.passage.word(first - 1) in ("and", "but") and first - told > _ASIDE - 2:
        return first
    if told is not None and told < head and head - told <= _FARTHEST:
        start, _ = noun_phrase(scene.tree, told)
        if (person := next((p for p in company.persons if p.first <= told < p.end), None)) is not None:
            start = min(start, person.first)
        between = scene.passage.lower[told + 1 : head]
        if "," in between and len(between) > _ASIDE:  # 'The movement, which governs A, has named a chief'
            start = min((c for c in scene.tree.those(head, "aux") if told < c < head), default=head)
        return scene.trimmed(max(start, 0), head + 1)[0]
    start = head
    while start and head - start < _FARTHEST and scene.passage.word(start - 1) not in _BEFORE:
        before = scene.passage.word(start - 1)
        if before == ",":
            break
        start -= 1
    return scene.trimmed(start, head + 1)[0]


def _last(company: Company, head: int) -> int:
    scene = company.scene
    tree, passage = scene.tree, scene.passage
    end = head + 1
    while end < len(passage) and end - head < _LONGEST:
        word = passage.word(end)
        if word == "," and _is_within_name(company, end):
            end += 1
            continue
        if word in _ENDS or word in _TURNS:
            break
        joins = word in ("and", "or", "as") and any(
            tree.classes[i] in ("VERB", "AUX") and tree.relation(i) not in ("amod", "acl", "xcomp")
            for i in range(end + 1, min(end + 6, len(tree)))
            if not any(passage.word(k) in _ENDS for k in range(end + 1, i))
        )
        if joins and end > head + 1:
            break
        end += 1
    return scene.trimmed(head, end)[1]


def _is_within_name(company: Company, comma: int) -> bool:
    """'named a new chief, X': the name that follows closes what the comma opens."""
    person = company.person_from(comma + 1)
    tree = company.scene.tree
    if person is None or company.scene.passage.word(person.end) in ("said", "told", "says"):
        return False
    if tree.relation(person.start) in ("appos", "flat") or tree.relation(person.first) == "appos":
        return True
    before = company.scene.passage.lower[max(0, comma - 5) : comma]
    return bool(one_of("offices") & set(before)) and company.scene.passage.word(person.end) in _ENDS


def leads(company: Company, start: int, end: int, *words: str) -> int | None:
    """Where what one of these prepositions leads begins, among some words: 'over to' may be two."""
    passage = company.scene.passage
    for at in range(start, end):
        for said in words:
            parts = said.split(" ")
            if passage.lower[at : at + len(parts)] == parts:
                return at + len(parts)
    return None


def names_somebody(company: Company, start: int, end: int) -> bool:
    """Whether some words name a party, a person or another body, and not only a place or a day."""
    passage = company.scene.passage
    if any(p.start < end and start < p.end for p in company.scene.participants):
        return True
    sides = company.scene.names.sides
    lands = sides.own_words | frozenset(sides.nations)
    if lands & set(passage.words[start : min(end, len(passage))]):
        return True
    for a, b in company.runs:
        is_time = any(t.start < b and a < t.end for t in passage.times)
        is_place = any(p.start <= a and b <= p.end + 1 for p in company.scene.phrases)
        if start <= a < end and not is_time and not is_place:
            return True
    return False


def officer_on(company: Company, word: int | None) -> Participant | None:
    """Who is meant by a noun phrase: a person by name, by pronoun, or by office or rank alone."""
    if word is None:
        return None
    scene, tree = company.scene, company.scene.tree
    if (person := company.person_on(word)) is not None:
        return person
    if scene.passage.word(word) in _PERSONAL:
        return Participant(word, word + 1, "", scene.passage.words[word], is_party=False)
    is_covered = any(p.start <= word < p.end for p in scene.participants)
    start, end = noun_phrase(tree, word)
    known = one_of("offices") | one_of("ranks") - one_of("no_officers") | one_of("officers") | one_of("kin")
    if tree.lemmas[word] in known or scene.passage.word(word) in known:
        until = min((t.start for t in scene.passage.times if word < t.start < end), default=end)
        end = until - (scene.passage.word(until - 1) in ("on", "in", "at", "of")) if until < end else end
        start += scene.passage.word(start) in _ARTICLES
        text = scene.passage.text(start, end)
        return Participant(start, end, text, text, is_party=False)
    is_place = any(p.start <= word < p.end for p in scene.phrases)
    is_time = any(t.start <= word < t.end for t in scene.passage.times)
    is_name = scene.passage.is_name(word) and (tree.classes[word] in _NAMES or _is_bare_name(company, word))
    is_land = scene.passage.words[word] in scene.names.sides.own_words | frozenset(scene.names.sides.nations)
    if is_covered or is_place or is_time or is_land or not is_name or scene.passage.word(word) in one_of("no_names"):
        return None
    text = scene.passage.text(word, word + 1)
    bodies = [(a, b) for a, b, label in tree.names if label == "ORGANISATION" and a <= word < b]
    is_body = any(all(tree.classes[i] != "VERB" for i in range(a, b)) for a, b in bodies)
    lone = start == word or scene.passage.word(word - 1) not in one_of("kinds") | _ARTICLES
    return Participant(word, word + 1, text, text, is_party=False) if lone and not is_body and text.isalpha() else None


def _is_bare_name(company: Company, word: int) -> bool:
    """'Valen swore': a noun in capitals that is no plural, at the head of a sentence without an article."""
    tree = company.scene.tree
    if tree.classes[word] != "NOUN":
        return False
    after = tree.classes[word + 1] if word + 1 < len(tree) else ""
    is_plural = company.scene.passage.word(word) != tree.lemmas[word]
    return word > 0 or (after in ("VERB", "AUX", "PUNCT", "PART") and not is_plural)


def tells(
    company: Company,
    kind: Kind,
    label: str,
    head: int,
    words: tuple[int, int],
    stance: Stance | None,
    who: Participant | None = None,
    other: Participant | None = None,
) -> Iterator[Finding]:
    """A bond that some words tell, with who is named in them; only what is told as a fact or denied."""
    scene = company.scene
    if stance is None or not stance.modality.is_evidence:
        return
    start, end = words
    if stance.polarity is Polarity.AFFIRMED and (denied := _denied_before(company, start)) is not None:
        stance, start = replace(stance, polarity=Polarity.NEGATED, modality=Modality.REPORTED), denied
    actors: dict[str, tuple[str, str, str]] = {}
    if who is not None and who.party:
        actors[who.party] = (who.party, "subject", who.text)
    if other is not None and other.party:
        actors.setdefault(other.party, (other.party, "object", other.text))
    for party in scene.participants:
        if start <= party.start and party.end <= end and party.is_party:
            actors.setdefault(party.party, (party.party, "party", party.text))
    for person in company.persons:
        if start <= person.start and person.end <= end:
            known = company.known(person)
            if known is not None and (who is None or known.party != who.party):
                has = any(role == "subject" for _, role, _ in actors.values())
                beside = "party" if kind is Kind.ROLE else "object"
                actors.setdefault(known.party, (known.party, beside if has else "subject", known.text))
            side = company.people.sides.get(known.party) if known is not None else None
            if side is not None:
                actors.setdefault(side, (side, "party", ""))
    for side in _nations(company, start, end, own=kind is Kind.TIE):
        actors.setdefault(side, (side, "party", ""))
    phrase = next((p for p in scene.phrases if start <= p.start and p.end <= end), None)
    told = _with_subject(kind, label, list(actors.values()))
    yield Finding(
        kind=kind, start=scene.with_denial(start, head), end=end, anchor=head, stance=stance, chain=scene.chain(head),
        phrase=phrase, actors=told, label=label, because=f"'{scene.passage.word(head)}'",
    )  # fmt: skip


def _with_subject(kind: Kind, label: str, actors: list[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    """The actors with one of them as who it is said of, and in a tie another as whom it ties that one to.

    A party has no office and no kin: there only a person can be who it is said of.
    """
    is_personal = kind is Kind.ROLE or bool(one_of("kin") & set(label.split(" "))) or label == "married to"
    has = any(role == "subject" for _, role, _ in actors)
    if actors and not has and not is_personal and (kind is not Kind.LISTING or len(actors) == 1):
        actors[0] = (actors[0][0], "subject", actors[0][2])
    loose = next((i for i, (_, role, _) in enumerate(actors) if role == "party"), None)
    if kind is Kind.TIE and not is_personal and loose is not None and all(role != "object" for _, role, _ in actors):
        actors[loose] = (actors[loose][0], "object", actors[loose][2])
    return tuple(actors)


def _nations(company: Company, start: int, end: int, *, own: bool) -> Iterator[str]:
    """The parties that a name or an adjective of a country stands for: 'Ostrian instructors', 'Norland expelled'."""
    scene = company.scene
    sides = scene.names.sides
    for at in range(start, end):
        if any(p.start <= at < p.end for p in scene.participants):
            continue
        word = scene.passage.words[at]
        if any(a <= at < b and b - a > 1 for a, b in company.runs):
            continue  # 'the United States' is not the United Nations
        side = sides.nations.get(word) or (scene.state if own and word in sides.own_words else None)
        if side is not None:
            yield side


def _denied_before(company: Company, start: int) -> int | None:
    """Where a denial begins whose content a clause is: 'The council denied on Monday that X had been replaced'."""
    passage = company.scene.passage
    if passage.word(start - 1) != "that":
        return None
    claims = passage.word(start - 2) in _CLAIMS
    denials = _DENIALS | _REJECTS if claims else _DENIALS
    verb = next((i for i in range(start - 2, max(-1, start - 10), -1) if passage.word(i) in denials), None)
    if verb is None or {",", ";", "had", "not"} & set(passage.lower[verb:start]):
        return None
    if claims and passage.word(verb) in _REJECTS:
        return verb
    return stretch(company, verb, subject=False)[0]


def role_told(
    company: Company, label: str, at: int, who: Participant | None, *, subject: bool = True
) -> Iterator[Finding]:
    """A role that the clause at a word tells of somebody."""
    words = stretch(company, at, subject=subject)
    if who is not None and who.party and at < who.start < at + _NEAR:
        words = (words[0], max(words[1], who.end))
    yield from tells(company, Kind.ROLE, label, at, words, company.mood(at, deed=True), who)


def named_after(company: Company, at: int, end: int) -> Participant | None:
    """The first person named after a word, not farther off than a few words."""
    return next((company.known(p) for p in company.persons if at < p.first < min(end + 2, at + _NEAR)), None)


def spoken_of(company: Company, at: int) -> Participant | None:
    """Of whom a predicate is said: its subject, the name before it, or the name at the head of the sentence."""
    subject = company.scene.clause(at).subject
    if (who := officer_on(company, subject) or company.person_before_group(at)) is not None:
        return who
    opens = company.scene.passage.word(1) == "," or at <= 3
    return officer_on(company, 0) if opens and subject is None else None


def apart(found: Sequence[Finding], more: Iterable[Finding]) -> Iterator[Finding]:
    """Of what is told more loosely, what was not found before."""
    kept = list(found)
    for one in more:
        if not any(_is_same(one, other) for other in kept):
            kept.append(one)
            yield one


def _is_same(one: Finding, other: Finding) -> bool:
    if one.kind is not other.kind:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    who = {id for id, role, _ in one.actors if role == "subject"}
    within = shared == one.end - one.start and bool(who & {id for id, role, _ in other.actors if role == "subject"})
    return one.anchor == other.anchor or shared >= _SAME * whole or within
