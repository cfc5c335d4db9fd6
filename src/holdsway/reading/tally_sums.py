"""Sums and what is left of them: 'the number of X rose to 900', '21 of them since May', 'a third held out'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.reading.doers import doers
from holdsway.reading.fates import fate_words
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.harmed import Harm, harm
from holdsway.reading.headcounts import is_plain
from holdsway.reading.lexicon import word_set
from holdsway.reading.loss_spans import with_trailing
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import Headcount, whose
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.tallies import actor_verbs, patient_verbs
from holdsway.reading.tally_nouns import PEOPLE, counted_by, kind_of, ordinals, tally_words
from holdsway.records import Kind, Modality

__all__ = ["occasions", "rests", "sums"]

_SIDES = frozenset(("to", "at", "by", ""))
_STOPS = word_set(", ; : . ) — – and but")
_STARTS = word_set(", ( — – and but while with ;")
_CASES = word_set("by to in from on at since during against inside outside near")
_TRACED = word_set("attributed blamed carried ascribed committed conducted claimed launched staged")
_PERIODS = word_set("to this in since within so there on during for of")
_LONGEST_REST, _LONGEST_SUBJECT, _REACH = 12, 16, 7
_CLAUSAL = frozenset(("VERB", "AUX"))
_SET = word_set(
    "give put set place bring take cut lift raise revise correct update estimate hit pass come go reach top be"
)
_MORE = word_set("more others other people still also later all in had have")
_GROWS = word_set("swell grow shrink dwindle number balloon")
_SELF = word_set("caseload population force presence")
_COPULAS = word_set("are were is was")


def sums(scene: Scene, taken: Sequence[Figure]) -> Iterator[Harm]:
    """'The number of attacks has fallen to eight', 'brings to nine the number of towns held', 'has shrunk to 300'."""
    tree = scene.tree
    for word in range(len(tree)):
        if tree.classes[word] not in ("NOUN", "PROPN") or not _is_sum(scene, word):
            continue
        noun = _summed(scene, word)
        told = _given(scene, word) if noun is not None else None
        if noun is None or told is None or any(f.start <= told[1].start < f.end for f in taken):
            continue
        head, figure = told
        counted = Headcount(noun, figure.start, figure.end, figure, noun=kind_of(scene, noun)[0])
        owner = whose(scene, noun, noun) or scene.party(word)
        by = [owner] if owner is not None else _who_hold(scene, noun)
        unit = scene.passage.words[noun].casefold()
        found = harm(scene, counted, unit, head, by=by, span=_whole(scene, word, head, figure))
        if found is not None and found.finding.stance.modality.is_evidence:
            yield found


def _is_sum(scene: Scene, word: int) -> bool:
    """Whether a noun has a size of its own, or is of attacks and the like, which 'rise' and 'fall'."""
    tree, lists = scene.tree, tally_words()
    if tree.lemmas[word] in lists["numbers"]:
        return True
    if tree.relation(word) != "nsubj" or base_of(scene.passage, tree, tree.heads[word]) in _SET:
        return False
    grows = base_of(scene.passage, tree, tree.heads[word]) in _GROWS and scene.party(word) is not None
    return grows or tree.lemmas[word] in lists["sizes"] or kind_of(scene, word)[1] == "happenings"


def _summed(scene: Scene, word: int) -> int | None:
    """What a word for a sum is the sum of: 'the number of evacuees', 'the refugee population', 'its force'."""
    tree = scene.tree
    of = next((c for c in tree.those(word, "nmod") if tree.case(c) in ("of", "for") and kind_of(scene, c)[1]), None)
    if of is not None:
        return of
    inside = (c for c in tree.those(word, "nmod") if scene.passage.word(c) == "those")
    those = (c for c in inside if tree.child(c, "acl") is not None)
    if (found := next(those, None)) is not None:
        return found
    before = next((c for c in tree.those(word, "compound", "amod") if kind_of(scene, c)[1]), None)
    if before is not None:
        return before
    if tree.lemmas[word] in ("strength", "number", "size") and tree.child(word, "nmod:poss") is not None:
        return word
    own = kind_of(scene, word)[1] in (*PEOPLE, "happenings") or tree.lemmas[word] in _SELF
    return word if own or scene.party(word) is not None else None


def _who_hold(scene: Scene, noun: int) -> list[Participant]:
    """'the number of towns held by X'."""
    agents = (scene.clause(c).agent for c in scene.tree.those(noun, "acl"))
    return [p for a in agents if a is not None and (p := scene.party(a)) is not None]


def _given(scene: Scene, word: int) -> tuple[int, Figure] | None:
    """The predicate that gives a sum its number, and the number."""
    tree, passage, tells = scene.tree, scene.passage, tally_words()["tells"]
    head = tree.heads[word]
    relation = tree.relation(word)
    if relation not in ("nsubj", "obj", "obl", "xcomp", "ccomp") or head == word:
        return None
    counted = tree.classes[head] == "NUM" and relation == "nsubj"
    if not counted and base_of(passage, tree, head) not in tells:
        return None
    plain = [f for f in passage.figures if is_plain(scene, f) and not f.is_percent and not f.is_share]
    if counted:
        return next(((head, f) for f in plain if f.start <= head < f.end), None)
    best: Figure | None = None
    for figure in plain:
        led = figure.start - 1
        while led > head and tree.classes[led] == "ADV":
            led -= 1
        before = passage.word(led)
        if figure.start > head and figure.start - head <= _LONGEST_REST + _LONGEST_SUBJECT:
            if before in ("to", "at"):
                return head, figure
            if before not in ("from", "by", "than", "not") and best is None and _is_bare(scene, figure):
                best = figure if _is_direct(scene, head, figure) else None
    return (head, best) if best is not None else None


def _is_direct(scene: Scene, head: int, figure: Figure) -> bool:
    """'reached 2,260', 'now exceeds 4,000': nothing but adverbs between."""
    return all(scene.tree.classes[i] in ("ADV", "AUX", "PART", "ADP") for i in range(head + 1, figure.start))


def _is_bare(scene: Scene, figure: Figure) -> bool:
    after = figure.end
    return after >= len(scene.tree) or scene.tree.classes[after] not in ("NOUN", "PROPN", "ADJ", "SYM")


def _whole(scene: Scene, word: int, head: int, figure: Figure) -> tuple[int, int]:
    """The clause from the sum or the verb, whichever is first, up to the number."""
    tree = scene.tree
    own = [w for w in tree.under(word) if w < max(head, figure.start)]
    first = min(own[0] if own and tree.relation(word) == "nsubj" else min(word, head), head)
    group = [first, *(c for c in tree.those(head, "aux") if c < head)]
    start, end = min(group), max(figure.end, word + 1, head + 1)
    inside = tree.under(word)
    if word > figure.start and inside:
        end = max(end, min(inside[-1] + 1, end + _REACH))
    return start, with_trailing(scene, start, end)


def rests(scene: Scene, found: Sequence[Harm]) -> Iterator[Harm]:
    """Numbers that stand alone after a count: of those counted, so many, or so many more."""
    passage = scene.passage
    taken = {f.figure.start for f in (*(one.finding for one in found), *scene.told) if f.figure is not None}
    told = list(found)
    for figure in (*passage.figures, *_ordinals(scene)):
        if figure.start in taken or any(t < figure.end and figure.start < t for t in taken):
            continue
        base = _base(scene, told, figure)
        if base is None or not is_plain(scene, figure) or passage.word(figure.end - 1) == "couple":
            continue
        if figure.is_share and passage.word(figure.end) not in ("them", "those", "whom"):
            continue
        one = _predicated(scene, base, figure) or _objected(scene, base, figure) or _part(scene, base, figure)
        if one is not None and one.finding.stance.modality.is_evidence:
            told.append(one)
            yield one


def _base(scene: Scene, told: Sequence[Harm], figure: Figure) -> Finding | None:
    """What was counted last before a number: in the sentence, else just before it."""
    here = [h.finding for h in told if h.finding.figure is not None and h.finding.figure.end <= figure.start]
    base = max(here, key=lambda f: f.figure.start if f.figure else 0) if here else scene.counted
    if not here and (of := _of_these(scene, figure)) is not None:
        return of
    return base if base is not None and base.kind is Kind.COUNT and base.figure is not None else None


def _of_these(scene: Scene, figure: Figure) -> Finding | None:
    """'Of the 58 villages, 20 have been burned': those of whom a part is told."""
    passage = scene.passage
    before = [f for f in passage.figures if f.end <= figure.start and not f.is_percent]
    whole = before[-1] if before else None
    counted = counted_by(scene, whole) if whole is not None else None
    said = scene.mood(counted.noun) if counted is not None else None
    if whole is None or counted is None or said is None:
        return None
    owner = whose(scene, counted.noun, counted.noun)
    return Finding(
        kind=Kind.COUNT, start=0, end=counted.noun + 1, anchor=counted.noun, stance=said, chain=(), figure=whole,
        actors=((owner.party, "against", owner.text),) if owner is not None else (),
        number_of=scene.passage.words[counted.noun].casefold(),
    )  # fmt: skip


def _ordinals(scene: Scene) -> Iterator[Figure]:
    """'a third held out', 'an eighth is still being held': one more."""
    passage, tree = scene.passage, scene.tree
    for at in range(1, len(tree) - 1):
        named = passage.word(at) in ordinals() and passage.word(at - 1) in ("a", "an", "the")
        if named and (tree.classes[at + 1] in _CLAUSAL or passage.word(at + 1) in ("still", "later", "also")):
            yield Figure(at - 1, at + 1, 1.0, 1.0, 1.0)


def _predicated(scene: Scene, base: Finding, figure: Figure) -> Harm | None:
    """'12 were still in custody', 'only a few dozen have gone back', '17 of them were knocked out'."""
    passage, tree = scene.passage, scene.tree
    at = figure.end
    of_them = passage.lower[at : at + 2] in (["of", "them"], ["of", "those"], ["of", "these"], ["of", "whom"])
    at += 2 * of_them
    while passage.word(at) in _MORE:
        at += 1
    start = figure.end + 2 * of_them
    verb = next((i for i in range(start, min(len(tree), start + _REACH)) if tree.classes[i] == "VERB"), None)
    stand = next((i for i in range(start, min(len(tree), start + 3)) if passage.word(i) in _COPULAS), None)
    between = range(start, verb if verb is not None else start)
    if verb is not None and any(tree.classes[i] not in ("AUX", "ADV", "PART", "PRON", "DET", "ADJ") for i in between):
        verb = None
    who = passage.lower[max(0, figure.start - 1) : figure.start]
    if who and who[0] not in (*_STARTS, "only", "another", "the", "that", "said", "of") and figure.start > 0:
        return None
    words = _verbs(base)
    if verb is not None:
        head = verb
        if base_of(passage, tree, head) not in words:
            return None
    elif stand is not None:
        head = next((w for w in tree.above(stand) if tree.child(w, "cop") is not None), stand)
        if tree.case(head) not in tally_words()["stands"] and tree.lemmas[head] not in tally_words()["states"]:
            return None
    else:
        return None
    count = Headcount(figure.end - 1, figure.start, start, figure, is_bare=True, noun="people")
    against = next(((a, t) for a, role, t in base.actors if role == "against"), None)
    how = f"{case} {passage.word(head)}" if (case := tree.case(head)) else passage.word(head)
    unit = f"{(base.number_of or '').split(' ')[0]} {how}"
    clause = scene.clause(head)
    traced = clause.led_by("to", "on") if passage.word(head) in _TRACED else None
    by = scene.parties(traced) if traced is not None else doers(scene, clause, patient=True) if clause.passive else []
    span = (figure.start, with_trailing(scene, figure.start, max(head + 1, start)))
    told = harm(scene, count, unit, head, by=by, span=span)
    if told is None:
        return None
    finding = told.finding
    if against is not None and not finding.actors:
        finding = replace(finding, actors=((against[0], "against", against[1]),))
    stance = finding.stance
    if base is scene.counted and (base.stance.modality, stance.modality) == (Modality.REPORTED, Modality.ASSERTED):
        finding = replace(finding, stance=replace(stance, modality=Modality.REPORTED))  # goes on from a speaker
    return Harm(replace(finding, phrase=finding.phrase or base.phrase), told.count)


def _objected(scene: Scene, base: Finding, figure: Figure) -> Harm | None:
    """'destroyed four of them', 'let 11 through but turned 14 back': done to so many of those."""
    passage, tree = scene.passage, scene.tree
    head = figure.start - 1
    of_them = passage.lower[figure.end : figure.end + 2] in (["of", "them"], ["of", "these"])
    bare = figure.end >= len(tree) or tree.classes[figure.end] in ("PUNCT", "ADV", "CCONJ", "SCONJ")
    if head < 0 or not (of_them or bare) or tree.classes[head] != "VERB" or scene.clause(head).passive:
        return None
    if base_of(passage, tree, head) not in _verbs(base):
        return None
    end = figure.end + 2 * of_them
    count = Headcount(figure.end - 1, figure.start, end, figure, is_bare=True, noun="people")
    subject = scene.party(scene.clause(head).subject)
    against = next(((a, t) for a, role, t in base.actors if role == "against"), None)
    unit = f"{(base.number_of or '').split(' ')[0]} {passage.words[head].casefold()}"
    told = harm(scene, count, unit, head, by=[subject] if subject is not None else [])
    if told is None:
        return None
    finding = told.finding
    if against is not None and all(a[0] != against[0] for a in finding.actors):
        finding = replace(finding, actors=(*finding.actors, (against[0], "against", against[1])))
    return Harm(replace(finding, phrase=finding.phrase or base.phrase), told.count)


def _verbs(base: Finding) -> frozenset[str]:
    """The verbs that go with what was counted before."""
    lists = tally_words()
    noun = (base.number_of or "").split(" ")[0].removesuffix("s")
    if noun in lists["arms"]:
        return patient_verbs("arms") | actor_verbs("arms")
    if noun in lists["sites"] | lists["lands"]:
        return patient_verbs("sites") | actor_verbs("sites")
    if noun in lists["homes"]:
        return patient_verbs("homes") | actor_verbs("homes")
    if noun in lists["happenings"]:
        return patient_verbs("happenings") | actor_verbs("happenings")
    return patient_verbs("held") | actor_verbs("armed")


def _part(scene: Scene, base: Finding, figure: Figure) -> Harm | None:
    """'21 of them since the last pass', '30 attributed to X', '14 to the Front', 'for a total of about 160'."""
    passage = scene.passage
    before, after = passage.word(figure.start - 1), passage.word(figure.end)
    of_them = after == "of" and passage.word(figure.end + 1) in ("them", "whom", "those")
    total = _of_all(scene, figure)
    led = (after in _CASES or after in _TRACED) and before in (*_STARTS, "further", "another")
    among = before == "them" and passage.word(figure.start - 2) == "among"
    if passage.times and any(t.start <= figure.start < t.end for t in passage.times):
        return None
    if among:
        return _among(scene, base, figure)
    if not (of_them or total or led) or (scene.counted is base and not of_them) or (led and figure.high == 1):
        return None
    end = figure.end + 2 * of_them
    while end < len(passage) and end - figure.start < _LONGEST_REST and passage.word(end) not in _STOPS:
        end += 1
    actors = base.actors
    named = [p for p in scene.participants if figure.end <= p.start < end]
    if led and (after in ("by", "to") or after in _TRACED) and named:
        actors = ((named[0].party, "by", named[0].text),)
    told = replace(base, start=figure.start - total, end=end, figure=figure, actors=actors)
    return Harm(told, Headcount(figure.end - 1, figure.start, end, figure, is_bare=True, noun="people"))


def _of_all(scene: Scene, figure: Figure) -> int:
    """How many words before a number make it a sum: 'for a total of about 160', 'making a total of 40'."""
    passage = scene.passage
    at = figure.start - 1
    at -= 3 if passage.word(at) == "of" and passage.word(at - 1) in ("total", "sum") else 0
    of_it = at < figure.start - 1 or passage.word(figure.start + 1) == "total"
    return figure.start - at if of_it and passage.word(at) in ("for", "making", "to", "bringing", "totalling") else 0


def _among(scene: Scene, base: Finding, figure: Figure) -> Harm | None:
    """'230 buildings, among them 19 schools'."""
    tree = scene.tree
    noun = next((i for i in range(figure.end, min(len(tree), figure.end + 3)) if tree.classes[i] == "NOUN"), None)
    if noun is None or kind_of(scene, noun)[1] in ("", *PEOPLE):
        return None
    unit = scene.passage.words[noun].casefold()
    told = replace(base, start=figure.start, end=noun + 1, figure=figure, number_of=unit)
    return Harm(told, Headcount(noun, figure.start, noun + 1, figure, noun=kind_of(scene, noun)[0]))


def occasions(scene: Scene) -> Iterator[Harm]:
    """'It was the eighth attack on the mission this year', 'the third such raid in a week'."""
    tree, passage = scene.tree, scene.passage
    for at in range(1, len(tree)):
        number = ordinals().get(passage.word(at))
        if number is None or passage.word(at - 1) not in ("the", "a", "its", "their"):
            continue
        near = range(at + 1, min(at + 4, len(tree)))
        noun = next((i for i in near if tree.classes[i] == "NOUN" and tree.relation(i) != "compound"), None)
        kind = kind_of(scene, noun)[1] if noun is not None else ""
        known = noun is not None and (kind == "happenings" or tree.lemmas[noun] in fate_words().nouns)
        if noun is not None and passage.word(noun + 1) == "to":
            known = kind != ""
        if noun is None or not known or not _PERIODS & set(passage.lower[noun + 1 : noun + 7]):
            continue
        head = noun if tree.child(noun, "cop") is not None or tree.heads[noun] == noun else tree.heads[noun]
        figure = Figure(at, at + 1, float(number), float(number), float(number))
        count = Headcount(noun, at, noun + 1, figure, noun=tree.lemmas[noun])
        hit = [p for c in tree.those(noun, "nmod") if tree.case(c) in ("on", "against") for p in scene.parties(c)]
        did = [p for c in tree.those(noun, "nmod") if tree.case(c) == "by" for p in scene.parties(c)]
        start = min((w for w in tree.under(noun) if tree.relation(w) in ("nsubj", "cop", "det") and w < at), default=at)
        span = (start, with_trailing(scene, at, noun + 1, room=12))
        told = harm(scene, count, f"{tree.lemmas[noun]}s", head, by=did, against=hit[0] if hit else None, span=span)
        if told is not None and told.finding.stance.modality.is_evidence:
            yield told
