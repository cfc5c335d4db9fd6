"""Who is put on a list, under sanctions or wanted, and who is taken off, in the many ways a report may put it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.bond_words import one_of
from holdsway.reading.company import Company
from holdsway.reading.finding import Finding
from holdsway.reading.stretches import is_verb, leads, lemma_at, names_somebody, officer_on, stretch, tells
from holdsway.records import Kind, Polarity

__all__ = ["measures"]

_BE = frozenset(("be", "remain", "appear", "feature", "figure", "stay"))
_TARGETED = ("on", "against", "for", "from", "under")
_FAR = 18
_OFFERS = frozenset(("offer", "pay", "put", "post", "place", "set"))
_UNLISTS = frozenset(("strike", "delist", "de-list", "unlist", "unfreeze"))
_ASSETS = frozenset(("assets", "asset", "accounts", "funds", "property"))


def measures(company: Company) -> Iterator[Finding]:
    """The listings of a sentence, by its words."""
    tree, passage = company.scene.tree, company.scene.passage
    for at in range(len(tree)):
        if label := _measure(company, at):
            yield from _by_noun(company, at, label)
        if is_verb(company, at) or passage.word(at) in ("wanted", "blacklisted", "sanctioned"):
            lemma = "freeze" if passage.word(at) in ("froze", "frozen") else lemma_at(company, at)
            yield from _by_verb(company, at, lemma)


def _measure(company: Company, at: int) -> str | None:
    """The measure whose noun stands at a word: 'travel ban', 'sanctions', 'list of terrorist entities'."""
    passage = company.scene.passage
    word, before = passage.word(at), passage.word(at - 1) if at else ""
    if f"{before} {word}" in one_of("measure_pairs"):
        return f"{before} {word}"
    if word in one_of("measure_words"):
        if word in ("warrant", "indictment") and before not in ("arrest", "an", "the", "international", "a"):
            return None
        owned = before in ("the", "its", "their", "his") and passage.word(at + 1) == "of"
        return None if word in ("listing", "designation") and not owned else word
    if word == "ban" and passage.word(at + 1) == "on":  # 'lifted its ban on the Front'
        return "ban" if any(at < p.start <= at + 3 for p in company.scene.participants) else None
    if word in ("list", "lists") and at and passage.words[at - 1].isupper():
        return "list"  # 'the EU list'
    of_whom = set(passage.lower[at + 2 : at + 5]) if passage.word(at + 1) == "of" else set()
    return "list" if word in ("list", "lists") and one_of("lists_of") & of_whom else None


def _by_noun(company: Company, at: int, label: str) -> Iterator[Finding]:
    """'slapped a travel ban on X', 'the reward for X was doubled', 'X has been on a sanctions list since May'."""
    scene, tree = company.scene, company.scene.tree
    verb = next((w for w in tree.above(at) if tree.classes[w] in ("VERB", "AUX")), None)
    known = one_of("measure_verbs")
    if verb is None or lemma_at(company, verb) not in known:
        before = range(at - 1, max(-1, at - 8), -1)
        verb = next((w for w in before if tree.classes[w] == "VERB" and lemma_at(company, w) in known), verb)
    near = verb is not None and abs(verb - at) <= _FAR
    if near and verb is not None and tree.relation(verb) == "amod":
        near = verb < at and tree.classes[verb - 1] in ("NOUN", "PROPN")  # 'Judges issued warrants'
    told = near and verb is not None and (lemma_at(company, verb) in known or _is_there(company, verb))
    copula = next((w for w in (at, *tree.above(at)) if tree.child(w, "cop") is not None), None)
    if told and verb is not None:
        if lemma_at(company, verb) == "face" and "risk" in scene.passage.lower:
            return
        head = verb
    elif copula is not None and _is_on(company, at):
        head = copula
    else:
        return
    start, end = stretch(company, head)
    start, end = min(start, at), max(end, at + 1)
    if label in ("reward", "bounty") and lemma_at(company, head) in ("announce", "receive"):
        return
    if not _has_target(company, start, end, at, head):
        return
    stance = company.mood(head, deed=True)
    if stance is not None and lemma_at(company, head) in one_of("measure_lifts"):
        turned = Polarity.AFFIRMED if stance.polarity is Polarity.NEGATED else Polarity.NEGATED
        stance = replace(stance, polarity=turned)
    yield from tells(company, Kind.LISTING, label, head, (start, end), stance)


def _is_there(company: Company, verb: int) -> bool:
    """'There is a bounty on his head'."""
    tree = company.scene.tree
    passage = company.scene.passage
    there = "there" in passage.lower[max(0, verb - 2) : verb] or passage.word(verb + 1) == "out"
    return tree.lemmas[verb] == "be" and there


def _is_on(company: Company, at: int) -> bool:
    """'is on a list', 'remains under sanctions', 'is the subject of a red notice'."""
    before = company.scene.passage.lower[max(0, at - 6) : at]
    return bool({"on", "under", "subject"} & set(before))


def _has_target(company: Company, start: int, end: int, at: int, head: int) -> bool:
    """Whether it is told on whom the measure is: somebody after 'on' or 'against', or whoever is put under it."""
    scene = company.scene
    passage = scene.passage
    known = one_of("listed_people")
    for led in range(start, end):
        if passage.word(led) not in (*_TARGETED, "of") or (passage.word(led) == "of" and led < at):
            continue
        after = range(led + 1, min(led + 9, end))
        if passage.word(led) in ("on", "under", "from") and at in after and at - led <= 5:
            continue  # 'on a sanctions list' is no target
        if names_somebody(company, led + 1, min(led + 9, end)) or any(passage.word(i) in known for i in after):
            return True
    clause = scene.clause(head)
    of_subject = clause.passive or scene.tree.lemmas[head] in _BE | {"face"} or clause.object is None
    whom = clause.subject if of_subject else clause.object
    if whom is None:
        whom = clause.subject
    inside = range(start, at) if whom is None else scene.tree.under(whom)
    if whom is not None and (officer_on(company, whom) is not None):
        return True
    within = [i for i in inside if i != at and start <= i < end]
    return any(passage.word(i) in known or names_somebody(company, i, i + 1) for i in within)


def _by_verb(company: Company, at: int, lemma: str) -> Iterator[Finding]:
    """'X was struck off', 'froze the assets of X', 'X is wanted by the court', 'charged X in absentia'."""
    scene = company.scene
    start, end = stretch(company, at)
    if not _lists(company, at, lemma, end):
        return
    if not (names_somebody(company, start, end) or officer_on(company, scene.clause(at).patient) is not None):
        return
    stance = company.mood(at, deed=True)
    if stance is not None and lemma in _UNLISTS:
        turned = Polarity.AFFIRMED if stance.polarity is Polarity.NEGATED else Polarity.NEGATED
        stance = replace(stance, polarity=turned)
    yield from tells(company, Kind.LISTING, scene.passage.word(at), at, (start, end), stance)


def _lists(company: Company, at: int, lemma: str, end: int) -> bool:
    """Whether a verb by itself, with what follows it, tells a listing."""
    passage, clause = company.scene.passage, company.scene.clause(at)
    after = set(passage.lower[at + 1 : end])
    if lemma in one_of("barred") and one_of("barred_from") & after:
        return officer_on(company, clause.patient) is not None
    if lemma in _OFFERS and _is_price(company, at, end):
        return True
    if passage.word(at) == "wanted":
        led = leads(company, at + 1, min(at + 2, end), "by", "for", "in", "on")
        return led is not None and company.scene.tree.child(at, "obj") is None
    if lemma == "want":
        return "for" in after and bool(one_of("charged_with") & after)
    if lemma == "strike":
        return _is_struck_off(company, at, end)
    if lemma in ("freeze", "block", "seize"):
        is_owned = bool({"belonging", "held", "owned", "linked", "of"} & after)
        assets = _ASSETS & set(passage.lower[at + 1 : min(end, at + 8)])
        before = passage.lower[max(0, at - 10) : at]
        if lemma == "freeze" and _ASSETS & set(before):
            return "their" in before or "'s" in before or "of" in before  # 'had their assets frozen'
        return is_owned and bool(assets or lemma == "freeze")
    if lemma in one_of("charges"):
        return bool({"absentia", "absence"} & after)
    if lemma in one_of("list_verbs"):
        return _is_of_somebody(company, at, lemma)
    if lemma == "designate" and clause.object is not None and leads(company, at + 1, end, "as", "commander") is None:
        return any(at < p.start <= clause.object < p.end for p in company.scene.participants)
    if lemma in one_of("listing_verbs"):
        led = leads(company, at + 1, end, "as", "a", "an")
        named = led is not None and names_somebody(company, at + 1, end)
        return named and not clause.passive and passage.word(at + 1) != "as" and bool(one_of("listing_as") & after)
    return False


def _is_struck_off(company: Company, at: int, end: int) -> bool:
    """'X was struck off', 'struck X off the list'; and not 'struck a frigate off the coast'."""
    passage = company.scene.passage
    off = next((i for i in range(at + 1, min(at + 6, len(passage))) if passage.word(i) == "off"), None)
    if off is None or passage.word(off + 1) not in (".", ",", ";", "the", "its", "their", "on", "last"):
        return False
    is_list = bool({"list", "lists", "blacklist"} & set(passage.lower[at:end]))
    return is_list or (company.scene.clause(at).passive and off == at + 1)


def _is_of_somebody(company: Company, at: int, lemma: str) -> bool:
    """Whether 'banned', 'indicted' or 'blacklisted' is said of a person or a body."""
    scene = company.scene
    patient = scene.clause(at).patient
    if patient is None and scene.passage.word(at + 1) in ("was", "were"):  # 'Also sanctioned was X'
        patient = next((p.start for p in company.persons if at < p.first < at + 6), None)
    if patient is None:
        return False
    is_known = any(p.start <= patient < p.end for p in scene.participants)
    is_known = is_known or any(a <= patient < b for a, b in company.runs)
    is_somebody = officer_on(company, patient) is not None or scene.passage.word(patient) in one_of("listed_people")
    return is_known or (is_somebody and lemma != "ban")


def _is_price(company: Company, at: int, end: int) -> bool:
    """'offered $5 million for the capture of X', 'put a price on the heads of five commanders'."""
    passage = company.scene.passage
    led = leads(company, at + 1, end, "for", "on")
    if led is None or not one_of("prices") & set(passage.lower[led : led + 4]):
        return False
    inside = passage.lower[at + 1 : led]
    return "price" in inside or any(word.replace(",", "").isdigit() for word in inside)
