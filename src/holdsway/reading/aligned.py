"""Who joins, leaves, arms or disowns whom, in the many ways a report may put it, by the words of a clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.bond_words import Alignment, alignments, listed, one_of, phrases_by_first
from holdsway.reading.company import POSSESSED, Company
from holdsway.reading.finding import Finding
from holdsway.reading.stretches import is_verb, leads, lemma_at, names_somebody, officer_on, stretch, tells
from holdsway.reading.titles import title_at
from holdsway.records import Kind, Modality, Polarity

__all__ = ["aligned"]

_NEAR = 7
_PHRASE = 8
_BE = frozenset(("be", "see", "regard", "remain", "become", "consider"))
_DENIES = frozenset(("deny", "reject", "disavow", "disown", "dismiss"))
_UNDOES = frozenset(("cancel", "scrap", "abandon", "postpone", "collapse", "reject", "fail", "dissolve"))
_BACKED = frozenset(("backed", "supported", "armed", "funded", "financed", "sponsored", "trained", "equipped"))
_ALLIED = frozenset(("allied", "affiliated", "aligned", "linked", "loyal"))
_ALLIED_TO = frozenset(("with", "to"))


def aligned(company: Company) -> Iterator[Finding]:
    """The ties between parties, bodies and their people that a sentence tells, by its words."""
    tree, passage = company.scene.tree, company.scene.passage
    for at in range(len(tree)):
        lemma = lemma_at(company, at)
        is_told = is_verb(company, at) or (tree.classes[at] == "ADJ" and passage.word(at).endswith("ed"))
        if is_told or passage.word(at).endswith("ing"):
            for one in alignments().get(lemma, ()):
                if found := next(_told(company, at, one), None):
                    yield found
                    break
        elif tree.classes[at] == "NOUN":
            for one in alignments("alignment_nouns").get(lemma, ()):
                yield from _named(company, at, one)
        yield from _bound(company, at)
        yield from _of_a_body(company, at)
        yield from _phrased(company, at)
        yield from _kin(company, at)


def _told(company: Company, at: int, one: Alignment) -> Iterator[Finding]:
    """'X pledged loyalty to Y', 'Y was armed by X', 'X has folded itself into Y', 'X ended its pact with Y'."""
    scene = company.scene
    passage = scene.passage
    start, end = stretch(company, at)
    clause = scene.clause(at)
    is_passive = clause.passive and scene.tree.child(at, "obj") is None
    if one.passive != is_passive and ("patient" in one.other or one.passive):
        return
    if one.object and not _follows(passage.lower[at + 1 : min(end, at + _NEAR + 2)], one.object):
        return
    if one.finite and scene.tree.child(at, "aux:pass") is None:
        return
    other = _other(company, at, end, one)
    if other is None:
        return
    first, last = other
    is_named = last > first and names_somebody(company, first, last)
    known = one_of("tie_others") | (one_of("tie_doers") if "patient" in one.other else frozenset())
    said = {*passage.lower[first:last], *scene.tree.lemmas[first:last]}
    told = last == first or is_named or (not one.body and bool(said & known))
    if not told or (one.body and last > first and not is_named):
        return
    before = range(start, at)
    doer_named = names_somebody(company, start, at)
    doers = one_of("tie_doers")
    doer = doer_named or any(passage.word(i) in doers or scene.tree.lemmas[i] in doers for i in before)
    subject = clause.subject
    doer = doer or officer_on(company, subject) is not None
    doer = doer or (subject is not None and scene.tree.lemmas[subject] in doers)
    anybody = one.loose or doer_named or is_named or names_somebody(company, at, end)
    if not anybody or not (doer or (one.loose and is_named)):
        return
    if (one.persons and not (is_named or doer_named)) or (one.named and not _is_name_in(company, start, at)):
        return
    if last == first and not one.loose and not doer_named and not names_somebody(company, at, end):
        return
    stance = company.mood(at, deed=True)
    if (one.denied or lemma_at(company, at) in _DENIES) and stance is not None:
        stance = replace(stance, polarity=Polarity.NEGATED, modality=Modality.REPORTED)
    yield from tells(company, Kind.TIE, one.label, at, (start, end), stance)


def _is_name_in(company: Company, start: int, end: int) -> bool:
    """Whether somebody is named by a name, and not as 'the soldiers'."""
    parties = [p for p in company.scene.participants if start <= p.start < end]
    return any(company.is_named(p) for p in parties) or any(start <= a < end for a, _ in company.runs)


def _follows(words: list[str], wanted: frozenset[str]) -> bool:
    """Whether one of these words, or of words joined by '_', is among those that follow a verb."""
    if wanted & set(words[:_NEAR]):
        return True
    joined = f"_{'_'.join(words)}_"
    return any("_" in one and f"_{one}_" in joined for one in wanted)


def _other(company: Company, at: int, end: int, one: Alignment) -> tuple[int, int] | None:
    """The words in which the other must be named; an empty stretch where the word ties without another."""
    for how in one.other:
        if how == "self":
            return at, at
        if how == "party":
            patient = company.scene.clause(at).object
            if patient is not None and _is_party(company, at, patient):
                return patient, patient + 1
        elif how == "patient":
            patient = company.scene.clause(at).object
            if (
                patient is not None
                and company.scene.tree.lemmas[patient] in ("force", "hand")
                and one.label == "joined"
            ):
                continue
            if patient is not None and patient > at:
                inside = [w for w in company.scene.tree.under(patient) if at < w < end]
                first, last = min(inside, default=patient), max(inside, default=patient) + 1
                return (first, min(last, patient + 4)) if not _is_matter(company, patient) else None
        elif (led := leads(company, at + 1, end, how)) is not None:
            return led, min(led + _PHRASE, end)
    return None


def _is_party(company: Company, at: int, patient: int) -> bool:
    """Whether the object of a verb is a party by name, and no pronoun."""
    is_noun = company.scene.tree.classes[patient] != "PRON"
    named = (p for p in company.scene.participants if at < p.start <= patient < p.end)
    return is_noun and any(company.is_named(p) for p in named)


def _is_matter(company: Company, patient: int) -> bool:
    """'backed the plan of the Front': what is no body, though one is named with it."""
    scene, tree = company.scene, company.scene.tree
    if any(p.start <= patient < p.end for p in scene.participants) or any(a <= patient < b for a, b in company.runs):
        return False
    known = one_of("tie_others") | one_of("tie_doers") | one_of("kinds")
    return scene.passage.word(patient) not in known and tree.lemmas[patient] not in known


def _named(company: Company, at: int, one: Alignment) -> Iterator[Finding]:
    """'the merger of X and Y has been called off', 'a split within X'."""
    tree = company.scene.tree
    end = stretch(company, at, subject=False)[1]
    verb = tree.heads[at]
    end = max(end, stretch(company, verb, subject=False)[1]) if tree.classes[verb] == "VERB" else end
    led = leads(company, at + 1, end, *one.other)
    if led is None or not names_somebody(company, led, min(led + _PHRASE, end)) or verb == at:
        return
    if tree.classes[verb] != "VERB" or tree.relation(at) not in ("nsubj", "obj"):
        return
    first, last = stretch(company, verb, subject=False)
    words = (min(first, at), max(last, end))
    stance = company.mood(verb, deed=True)
    is_off = lemma_at(company, verb) in _UNDOES or _called_off(company, verb)
    if stance is not None and is_off:
        stance = replace(stance, polarity=Polarity.NEGATED)
    yield from tells(company, Kind.TIE, one.label, verb, words, stance)


def _called_off(company: Company, verb: int) -> bool:
    """'has been called off'."""
    return lemma_at(company, verb) == "call" and company.scene.passage.word(verb + 1) == "off"


def _bound(company: Company, at: int) -> Iterator[Finding]:
    """'Ostrian-backed rebels', 'militias allied with the army': ties told of whoever does something else."""
    scene, tree = company.scene, company.scene.tree
    passage = scene.passage
    word = passage.word(at)
    if word in _BACKED | _ALLIED and passage.word(at - 1) == "-" and at > 1:
        told = next((p.start for p in scene.participants if p.start <= at - 2 < p.end), None)
        side = at - 2 if told is None and names_somebody(company, at - 2, at - 1) else told
        noun = next((i for i in range(at + 1, min(at + 5, len(tree))) if tree.heads[at] == i), None)
        if side is None or noun is None or tree.classes[noun] != "NOUN":
            return
        yield from tells(company, Kind.TIE, word, at, (side, noun + 1), company.mood(noun))
    elif word in _ALLIED - {"linked", "loyal"} and passage.word(at + 1) in _ALLIED_TO:
        end = min(at + _PHRASE, len(tree))
        other = next((p for p in scene.participants if at + 2 <= p.start <= at + 3), None)
        lost = tree.child(at, "cop") is None and tree.relations[at] == "ROOT"  # 'Militias loyal to X closed the road'
        noun = (tree.child(at, "nsubj") or at) if lost else tree.heads[at]
        other_at = other.start if other else next((a for a, _ in company.runs if at + 2 <= a <= at + 3), None)
        if other_at is None or noun >= at or not (lost or tree.relation(at).startswith(("acl", "amod"))):
            return
        until = other.end if other else next(b for a, b in company.runs if a == other_at)
        if passage.word(noun) in one_of("tie_doers") | one_of("kinds") or scene.party(noun) is not None:
            start = noun
            while start and tree.classes[start - 1] in ("ADJ", "NOUN", "PROPN") and tree.heads[start - 1] == noun:
                start -= 1
            yield from tells(company, Kind.TIE, word, at, (start, min(until, end)), company.mood(noun))


def _of_a_body(company: Company, at: int) -> Iterator[Finding]:
    """'admitted being a member of Y', 'the group, an affiliate of Y,', 'X is the main backer of Y'."""
    scene, tree = company.scene, company.scene.tree
    passage = scene.passage
    known = frozenset(word for words in listed("tie_nouns").values() for word in words) | one_of("tie_nouns_more")
    if tree.classes[at] != "NOUN" or not {passage.word(at), tree.lemmas[at]} & known:
        return
    if passage.word(at + 1) not in ("of", "to") or passage.word(at) in ("part", "arm", "front", "aide", "wing"):
        return
    end = stretch(company, at, subject=False)[1]
    is_party = any(p.start <= at + 4 and at < p.start for p in scene.participants)
    copula = tree.child(at, "cop")
    if not is_party and (copula is None or not names_somebody(company, at + 1, min(at + _NEAR, end))):
        return
    if copula is not None and copula < at:
        first = stretch(company, at)[0]
        yield from tells(company, Kind.TIE, f"{tree.lemmas[at]} of", at, (min(first, copula), end), company.mood(at))
    elif tree.relation(at) == "appos" and at - tree.heads[at] < _PHRASE and passage.word(tree.heads[at] + 1) == ",":
        noun = tree.heads[at]
        if passage.word(noun) in one_of("tie_doers") | one_of("kinds"):
            first = noun - (passage.word(noun - 1) in ("the", "a"))
            yield from tells(company, Kind.TIE, f"{tree.lemmas[at]} of", at, (first, end), company.mood(at))


def _phrased(company: Company, at: int) -> Iterator[Finding]:
    """'was in league with X', 'A and B have been allies', 'is seen as an Ostrian proxy'."""
    passage, tree = company.scene.passage, company.scene.tree
    word = passage.word(at)
    phrases = phrases_by_first("tie_phrases").get(word, ())
    phrase = next((p for p in phrases if tuple(passage.lower[at : at + len(p)]) == p), None)
    is_mutual, is_proxy = word in one_of("mutual_ties"), word in one_of("proxies")
    if phrase is None and not is_mutual and not is_proxy:
        return
    verb = next((i for i in range(at - 1, max(-1, at - _NEAR), -1) if tree.lemmas[i] in _BE), None)
    if verb is None or "," in passage.lower[verb:at]:
        return
    start, end = stretch(company, verb)
    end = max(end, at + 1)
    told = phrase is not None and names_somebody(company, at + len(phrase), min(at + len(phrase) + _NEAR, end))
    doers = passage.lower[start:verb]
    is_told_of = names_somebody(company, start, verb) or bool(one_of("tie_doers") & set(doers))
    if is_mutual:
        told = "and" in doers and tree.child(at, "cop") is not None and _is_name_in(company, start, verb)
    elif is_proxy:
        told = names_somebody(company, max(verb, at - 3), at) and _is_name_in(company, start, verb)
    if told and is_told_of:
        label = " ".join(phrase) if phrase is not None else word
        yield from tells(company, Kind.TIE, label, at, (start, end), company.mood(verb) or company.mood(at))


def _kin(company: Company, at: int) -> Iterator[Finding]:
    """ "The minister is the president's brother-in-law", 'is married to the daughter of Y', 'X and Y are cousins'."""
    scene, tree = company.scene, company.scene.tree
    passage = scene.passage
    weds = passage.word(at) in ("married", "marry", "marries")
    kin_after = weds and any(passage.word(i) in one_of("kin") for i in range(at + 1, at + 6))
    if weds and (passage.word(at + 1) == "to" or kin_after or company.person_from(at + 1) is not None):
        start, end = stretch(company, at)
        if names_somebody(company, start, end) or officer_on(company, scene.clause(at).subject) is not None:
            yield from tells(company, Kind.TIE, "married to", at, (start, end), company.mood(at))
        return
    title = title_at(company, at, one_of("kin"), one_of("kin_before"))
    if title is None:
        return
    start, end = title.start, title.end
    if passage.word(end) == "to" and passage.word(end + 1) == "the":  # 'Sister-in-law to the leader, X ...'
        person = next((p for p in company.persons if end < p.start < end + _PHRASE), None)
        if person is not None:
            yield from tells(company, Kind.TIE, f"{title.word} of", at, (start, person.end), company.mood(at),
                             company.known(person))  # fmt: skip
        return
    if passage.word(at) == f"{tree.lemmas[at]}s" and (cop := tree.child(at, "cop")) is not None and cop < at:
        first = stretch(company, at)[0]
        yield from tells(company, Kind.TIE, f"{title.word} of", at, (min(first, cop), end), company.mood(at))
        return
    is_owned = passage.word(start - 1) in POSSESSED or passage.word(start - 1) in ("his", "her")
    copula = next((i for i in range(start - 1, max(-1, start - 7), -1) if tree.lemmas[i] == "be"), None)
    led_of = passage.word(end) == "of"
    if led_of and passage.word(end + 1) in ("nobody", "no", "none"):
        return  # 'is a niece of nobody'
    if copula is not None and (is_owned or led_of):
        first, _ = stretch(company, copula)
        subject = next((s for h in (at, end - 1, copula) if (s := scene.clause(h).subject) is not None), None)
        who = officer_on(company, subject)
        if is_owned and (who is None or passage.word(who.end) in POSSESSED):
            owner = officer_on(company, start - 2)  # "a girl is X's daughter": X is none, and any girl is nobody
            if owner is not None and passage.word(first) not in ("a", "an"):
                words = (first, end)
                yield from tells(company, Kind.TIE, f"{title.word} of", at, words, company.mood(at), other=owner)
            return
        first = min(who.start, copula) if who is not None and who.start < copula else first
        first -= passage.word(first - 1) in ("the",) and first > 0
        last = end if is_owned else stretch(company, end - 1, subject=False)[1]
        yield from tells(company, Kind.TIE, f"{title.word} of", at, (first, last), company.mood(at), who)
    elif passage.word(start - 1) in POSSESSED and passage.word(end) == "," and company.person_from(end + 1) is not None:
        person = company.person_from(end + 1)
        owner = officer_on(company, start - 2)  # "the president's nephew, X, owns the line"
        if owner is not None and person is not None and owner.party:
            words = (owner.start, person.end)
            who = company.known(person)
            yield from tells(company, Kind.TIE, f"{title.word} of", at, words, company.mood(at), who, other=owner)
    elif passage.word(start - 1) == "whose" and (person := company.person_to(start - 2)) is not None:
        words = (start - 1, stretch(company, at, subject=False)[1])
        yield from tells(company, Kind.TIE, f"{title.word} of", at, words, company.mood(at), company.known(person))
    elif is_owned and passage.word(start - 1) in ("his", "her"):
        person = company.person_from(end + (passage.word(end) == ","))
        owner = company.owner_before(start)
        if owner is not None and (person is not None or passage.is_name(end)):
            whole = (start - 1, person.end if person is not None else end + 1)
            who = company.known(person) or officer_on(company, end)
            yield from tells(company, Kind.TIE, f"{title.word} of", at, whole, company.mood(at), who, other=owner)
