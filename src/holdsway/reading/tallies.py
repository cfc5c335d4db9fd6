"""Counts of a war beside its dead: so many people, things, positions and happenings, and what was said of them.

The older rules draw those whose predicate they know well. Here a figure counts because of the class of its noun and of
the predicate over it, whatever the construction between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.reading.fates import CASUALTIES, fate_words
from holdsway.reading.harmed import Harm, harm
from holdsway.reading.lexicon import word_set
from holdsway.reading.loss_spans import with_trailing
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import Headcount, end_of, first_of
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.tally_actors import actors_of
from holdsway.reading.tally_nouns import PEOPLE, Counted, counted_by, kind_of, tally_words
from holdsway.records import Modality

__all__ = ["actor_verbs", "patient_verbs", "tallies", "tally"]

_CLAUSAL = frozenset(("VERB", "AUX"))
_WITH = frozenset(("with", "along with", "together with", "as well"))
_INTO = frozenset(("to", "into", "in", "at", "near", "onto"))
_WEIGHS = word_set("vote debate consider discuss weigh mull decide deliberate contemplate plan propose urge suggest")
_FURTHEST, _MANY, _SEVERAL, _ROOM, _SCORE, _FAR = 16, 10, 5, 10, 20, 6
_MOST_JOINED = 6
_SAID = frozenset(("say", "believe", "think", "report", "know", "estimate", "understand"))
_ALL_OF_WAR = frozenset(("held", "arms", "sites", "happenings"))
_BETWEEN = word_set("in up down out over off back away only all its their the his")
_HUNG = word_set("obl nmod dep nsubj compound appos ccomp parataxis")
_OWNERS = word_set("the its their his an expected estimated some about")
_LED = frozenset(("lead", "command", "head", "carry", "back", "include"))
_RELATIVES = frozenset(("who", "which", "that", "whom"))


def tallies(scene: Scene, taken: Sequence[Figure]) -> Iterator[Harm]:
    """Every other figure of a sentence that counts something of the war."""
    if not len(scene.tree):
        return
    for counted in sorted((*_figures(scene), *_none(scene)), key=lambda c: c.figure.start):
        if any(f.start <= counted.figure.start < f.end for f in taken):
            continue
        told = _told(scene, counted)
        if told is not None and told.finding.stance.modality.is_evidence:
            yield told
            yield from _ones(scene, counted, told)


def _figures(scene: Scene) -> Iterator[Counted]:
    for figure in scene.passage.figures:
        if (counted := counted_by(scene, figure)) is not None:
            yield counted


def _none(scene: Scene) -> Iterator[Counted]:
    """'No villages have been lost': none of them, where nothing else says how many."""
    tree = scene.tree
    for word in range(len(tree)):
        if scene.passage.word(word) in ("none", "neither"):
            of = next((c for c in tree.those(word, "nmod") if tree.case(c) == "of"), None)
            lemma, kind = kind_of(scene, of) if of is not None else ("", "")
            if of is not None and kind:
                yield Counted(Figure(word, word + 1, 0, 0, 0), of, word, kind, lemma)
        noun = tree.heads[word]
        if scene.passage.word(word) != "no" or tree.relation(word) != "det" or not word < noun <= word + 3:
            continue
        lemma, kind = kind_of(scene, noun)
        rare = kind == "happenings" and lemma not in ("violation", "breach", "incident", "sortie", "arrest")
        if kind not in ("", "people", "armed", "bodies") and not rare and scene.passage.word(noun).endswith("s"):
            yield Counted(Figure(word, word + 1, 0, 0, 0), noun, noun, kind, lemma)


def _ones(scene: Scene, counted: Counted, told: Harm) -> Iterator[Harm]:
    """'34 shops and a warehouse', 'three arms caches and a workshop': one thing more beside those counted."""
    tree = scene.tree
    if counted.kind in PEOPLE or counted.kind == "happenings":
        return
    for other in tree.those(counted.noun, "conj"):
        article = tree.child(other, "det")
        if article is None or scene.passage.word(article) not in ("a", "an"):
            continue
        lemma, kind = kind_of(scene, other)
        if kind in PEOPLE or not kind or kind == "happenings":
            continue
        one = Figure(article, article + 1, 1.0, 1.0, 1.0)
        finding = told.finding
        unit = (finding.number_of or "").replace(scene.passage.words[counted.noun].casefold(), f"{lemma}s")
        end = max(end_of(tree, other), other + 1)
        yield Harm(
            replace(finding, start=article, end=end, figure=one, number_of=unit),
            Headcount(other, article, end, one, noun=lemma),
        )


def _told(scene: Scene, counted: Counted) -> Harm | None:
    """The count that a sentence tells of those counted, with who did it and to whom."""
    if _is_harmed(scene, counted):
        return None
    found = _participle(scene, counted) or _governor(scene, counted)
    led = scene.passage.lower[max(0, counted.figure.start - 2) : counted.figure.start]
    whole = led in (["of"], ["of", "the"]) and counted.figure.start <= 2  # 'Of 60 lorries only 41 got through'
    if (whole or _is_total(scene, counted)) and (found is None or found[1] != "acl"):
        return None
    if found is None or not _is_count(scene, counted, *found):
        ways = (_among_those, _numbering, _reduced, _leading, _surface)
        found = next((way for way in (look(scene, counted) for look in ways) if way is not None), None)
    if found is None or _is_to_come(scene, found[0]) or _is_event(scene, counted, found[0]):
        return None
    head, slot = found
    start, end = counted.figure.start, max(end_of(scene.tree, counted.noun), counted.figure.end)
    span = None
    if slot == "acl":
        span = (start, max(end, head + 1))
    elif slot == "conj" or (slot.startswith("obl") and start - head > _FAR):
        span = (start, end)
    elif counted.top < counted.figure.start:
        start = first_of(scene.tree, counted.top)
    return tally(scene, counted, head, slot, (start, end), span)


def _is_total(scene: Scene, counted: Counted) -> bool:
    """The 419 of '212 of 419 districts', of which only a part is told."""
    passage, at = scene.passage, counted.figure.start - 1
    while at > 0 and passage.word(at) in _OWNERS:
        at -= 1
    return passage.word(at) == "of" and any(f.end == at for f in passage.figures)


def _is_event(scene: Scene, counted: Counted, head: int) -> bool:
    """'attacked two posts', 'were admitted to hospital': told as what happened, or as the wounded."""
    tree, lists = scene.tree, tally_words()
    few = counted.figure.high is not None and counted.figure.high < (_SEVERAL if counted.kind == "arms" else _SCORE)
    if few and base_of(scene.passage, tree, head) in lists["strikes"] and counted.kind not in ("happenings",):
        return True
    if scene.passage.word(counted.figure.start - 1) == "or":
        return True  # '3,900 households, or 25,000 people': told again
    named = {*scene.passage.lower[max(0, first_of(tree, counted.top)) : counted.noun + 1]}
    if counted.kind == "arms" and named & lists["aid"]:
        return True
    if tree.lemmas[head] == "admit" and {"wounds", "hospital", "injuries"} & {*scene.passage.lower}:
        return True
    if counted.figure.is_percent and counted.kind == "lands" and tree.lemmas[counted.noun] in lists["lands"]:
        return not scene.passage.word(counted.noun).endswith("s")  # 'half of the town' is told as who holds it
    beside = {tree.lemmas[c] for c in tree.those(head, "xcomp", "amod", "advmod", "obj")}
    if beside & lists["besides"] or scene.passage.word(head + 1) in lists["besides"]:
        return True  # 'fell ill', 'were held responsible'
    obliques = (w for case, w in scene.clause(head).obliques if case in ("to", "in", "into"))
    return counted.kind in PEOPLE and any(tree.lemmas[w] in lists["hospital"] for w in obliques)


def _is_harmed(scene: Scene, counted: Counted) -> bool:
    """'kill 12 people and wound 50 others', 'six others injured': the dead and the wounded are told apart."""
    passage, tree, words = scene.passage, scene.tree, fate_words()
    before = base_of(passage, tree, counted.figure.start - 1) if counted.figure.start else ""
    before = words.read_as.get(passage.word(counted.figure.start - 1), before)
    fates = {f.fate for f in words.verbs.get(before, ()) if not f.with_ and not f.object}
    if counted.kind in PEOPLE and (fates & CASUALTIES or passage.word(counted.figure.start - 1) == "wound"):
        return True
    after = words.states.get(passage.word(counted.noun + 1))
    if counted.kind in PEOPLE and after in CASUALTIES:
        return True
    if passage.lower[counted.figure.end : counted.figure.end + 2] in (["of", "them"], ["of", "whom"]):
        return True  # a part of those told before
    ill = (c for c in tree.those(counted.noun, "nmod") if tree.lemmas[c].casefold() in tally_words()["illnesses"])
    return next(ill, None) is not None


def tally(
    scene: Scene, counted: Counted, head: int, slot: str, phrase: tuple[int, int], span: tuple[int, int] | None = None
) -> Harm | None:
    """The count of those counted, whose noun phrase stands at `phrase`, as the predicate at `head` has them."""
    by, against = actors_of(scene, counted, head, slot)
    base = base_of(scene.passage, scene.tree, head)
    doubt = Modality.REPORTED if base in tally_words()["records"] and _is_plain_report(scene, head) else None
    shown = Headcount(counted.noun, *phrase, counted.figure, noun=counted.lemma)
    told = harm(scene, shown, _unit(scene, counted, head), head, by=by, against=against, span=span, doubt=doubt)
    if told is None:
        return None
    finding = told.finding
    if span is None and finding.end > counted.noun:
        finding = replace(finding, end=with_trailing(scene, finding.start, finding.end, room=_ROOM))
    return _arrived(scene, replace(told, finding=finding), head, base)


def _is_plain_report(scene: Scene, head: int) -> bool:
    said = scene.mood(head, deed=True)
    return said is not None and said.modality is Modality.ASSERTED


def _arrived(scene: Scene, told: Harm, head: int, base: str) -> Harm:
    """'was flown to A', 'poured into A': where they came is where they are counted."""
    if base not in tally_words()["arrives"] or told.finding.phrase is not None:
        return told
    reached = {w for case, w in scene.clause(head).obliques if case in _INTO} | {scene.clause(head).object}
    where = next((p for p in scene.phrases if p.kind in ("place", "works") and p.core in reached), None)
    where = where or next(
        (p for p in scene.phrases if p.kind in ("place", "works") and p.before in ("to", "into") and p.start > head),
        None,
    )
    return replace(told, finding=replace(told.finding, phrase=where)) if where is not None else told


def _participle(scene: Scene, counted: Counted) -> tuple[int, str] | None:
    """'two hideouts destroyed', 'the 45 hostages taken in A', '64 destroyed structures'."""
    tree = scene.tree
    over = tree.heads[counted.top]
    if (
        tree.classes[over] in _CLAUSAL
        and over != counted.top
        and _fits(scene, counted, over, tree.relation(counted.top))
    ):
        return None
    of_total = counted.top != counted.noun and any(
        counted.figure.end <= f.start and f.end <= counted.noun for f in scene.passage.figures
    )
    for child in tree.those(counted.noun, "acl", "amod"):
        if (tree.relation(child) == "amod" and child < counted.figure.end) or of_total:
            continue
        passive = tree.classes[child] in ("VERB", "ADJ") and tree.child(child, "obj", "nsubj") is None
        read = fate_words().read_as.get(scene.passage.word(child), base_of(scene.passage, tree, child))
        if passive and read in patient_verbs(counted.kind) - _LED:
            return child, "acl"
    return None


def _governor(scene: Scene, counted: Counted) -> tuple[int, str] | None:
    """The predicate over those counted, and as what it has them: nsubj, obj, obl, conj, or a noun of a deed."""
    tree = scene.tree
    first = _joined_to(scene, counted.top)
    over, relation = tree.heads[first], tree.relation(first)
    if over == first:
        return None
    if relation == "obl" and _is_own_case(scene, counted, first):
        relation = "nsubj" if first < over else "obj"
    inner = tree.child(over, "xcomp") if relation == "nsubj" else None
    if inner is not None and scene.clause(over).passive and tree.lemmas[over] in _SAID:
        return inner, "nsubj"  # 'are said to be massing'
    if tree.classes[over] in _CLAUSAL or tree.child(over, "cop") is not None:
        return over, "conj" if first != counted.top else relation
    if relation == "nmod" and tree.case(first) == "of" and tree.lemmas[over] in tally_words()["deeds"]:
        return over, "deed"
    return None


def _is_own_case(scene: Scene, counted: Counted, word: int) -> bool:
    """'between 200 and 250 lorries are stuck': the preposition belongs to the number."""
    figure, cases = counted.figure, list(scene.tree.those(word, "case"))
    return all(figure.start <= c < figure.end for c in cases)


def _is_count(scene: Scene, counted: Counted, head: int, slot: str) -> bool:
    """Whether a predicate makes those counted a count of the war."""
    if slot == "deed":
        return not _is_wished(scene, head)
    if slot == "acl":
        return True
    if slot == "conj":
        if counted.kind == "lands" and scene.tree.classes[_joined_to(scene, counted.top)] == "PROPN":
            return False  # 'took A and ten communities around it' tells of A
        slot = scene.tree.relation(_joined_to(scene, counted.top))
        slot = ("obj" if head < counted.noun else "nsubj") if slot == "conj" else slot  # joined to the verb itself
    return _fits(scene, counted, head, slot)


def _is_wished(scene: Scene, deed: int) -> bool:
    """'demanded the release of 150', 'a plan for the deployment of 600': nobody says that it came about."""
    tree, lists = scene.tree, tally_words()
    over = tree.heads[deed]
    if over == deed:
        return False
    wished = tree.lemmas[over] in lists["wished"] and tree.classes[over] in _CLAUSAL
    return wished or (tree.lemmas[over] in lists["wishes"] and tree.classes[over] == "NOUN")


def _is_to_come(scene: Scene, head: int) -> bool:
    """'is to be reinforced with 500 men', 'will vote on sending 700': ordered or weighed, not done."""
    if scene.tree.forms[head] == "ing" and scene.tree.lemmas[scene.tree.heads[head]] in _WEIGHS:
        return True
    group = scene.passage.lower[max(0, head - 4) : head]
    return any(group[i : i + 2] in (["is", "to"], ["are", "to"]) for i in range(len(group)))


def _fits(scene: Scene, counted: Counted, head: int, slot: str) -> bool:
    tree, lists = scene.tree, tally_words()
    base = base_of(scene.passage, tree, head)
    clause = scene.clause(head)
    if slot == "nsubj":
        if tree.child(head, "expl") is not None and tree.lemmas[head] == "be":
            return counted.kind not in ("homes", "lands")  # 'there were 16 attacks'
        if tree.child(head, "cop") is not None and not clause.passive:
            return tree.case(head).split(" ")[0] in lists["stands"] or tree.lemmas[head] in lists["states"]
        if not clause.passive and base == "report" and clause.led_by("for", "to") is None:
            return False
        known = clause.passive or clause.object is None or base in actor_verbs(counted.kind)
        return known and _is_verb(counted, base, clause.particle, passive=clause.passive)
    if slot == "obj":
        if base in lists["makes"] and counted.kind in ("armed", "arms", "held"):
            return True
        return _is_verb(counted, base, clause.particle, passive=True) and _is_put(scene, head, base, counted)
    if slot.startswith("obl"):
        many = (counted.figure.low or counted.figure.high or 0) >= _MANY
        case = tree.case(counted.top)
        if case == "by" and counted.kind in ("armed", "people", "bodies", "sites"):
            return many and base in lists["by_them"]
        if case == "for" and counted.kind == "happenings":
            return tree.lemmas[head] in ("responsible", "blame", "accuse", "account")
        if case == "for" and base in ("exchange", "swap", "trade"):
            return True
        return tree.case(counted.top) in _WITH and base in lists["with_them"]
    return False


def _is_put(scene: Scene, head: int, base: str, counted: Counted) -> bool:
    """'put 500 activists in prison', not 'put two of them on its list'."""
    if base != "put" or counted.kind not in PEOPLE:
        return True
    return any(scene.tree.lemmas[w] in tally_words()["prisons"] for w in scene.tree.under(head))


def _is_verb(counted: Counted, base: str, particle: str, *, passive: bool) -> bool:
    """Whether a verb goes with what is counted; with arms, posts, prisoners and attacks nearly every verb does."""
    words = patient_verbs(counted.kind) if passive else actor_verbs(counted.kind)
    if base in words or f"{base}_{particle}" in words:
        return True
    if base in tally_words()["others"]:
        return False
    if passive:
        return counted.kind in _ALL_OF_WAR or (counted.figure.low or counted.figure.high or 0) >= _SEVERAL
    figure = counted.figure
    is_told = figure.best is not None or figure.high is not None  # 'hundreds of fighters ran into the town': no count
    return counted.kind != "armed" and is_told and (figure.low or figure.high or 0) >= _SEVERAL


def _joined_to(scene: Scene, word: int) -> int:
    """The first of those that a noun is joined to by 'and'."""
    tree = scene.tree
    for _ in range(_MOST_JOINED):
        over = tree.heads[word]
        if tree.relation(word) != "conj" or over >= word or tree.classes[over] in _CLAUSAL:
            break
        word = over
    return word


def _leading(scene: Scene, counted: Counted) -> tuple[int, str] | None:
    """The verb right before a number, where the parse hangs the number on it as something else."""
    tree, passage = scene.tree, scene.passage
    at = counted.figure.start - 1
    while at > 0 and (passage.word(at) in _BETWEEN or tree.classes[at] == "ADV"):
        at -= 1
    if at < 0 or tree.classes[at] != "VERB" or scene.clause(at).passive:
        return None
    own = base_of(passage, tree, at)
    with_particle = f"{own}_{passage.word(at + 1)}"
    fits = own in patient_verbs(counted.kind) or with_particle in patient_verbs(counted.kind)
    fits = fits and _is_put(scene, at, own, counted)
    own_object = tree.child(at, "obj")
    near = own_object is None or counted.noun <= own_object <= counted.noun + 1 or own_object == counted.top
    return (at, "obj") if fits and near else None


def _among_those(scene: Scene, counted: Counted) -> tuple[int, str] | None:
    """'Among those held are two priests'."""
    passage, start = scene.passage, counted.figure.start
    if passage.word(start - 1) not in ("are", "were", "was", "is") or "among" not in passage.lower[:start]:
        return None
    among = passage.lower.index("among")
    words = patient_verbs(counted.kind)
    near = (i for i in range(among + 1, start) if base_of(passage, scene.tree, i) in words)
    return next(((i, "obl") for i in near if scene.tree.classes[i] in ("VERB", "ADJ")), None)


def _reduced(scene: Scene, counted: Counted) -> tuple[int, str] | None:
    """'is down to six jets', 'was left with 40 men': what remains."""
    at = counted.figure.start
    while at > 2 and scene.tree.classes[at - 1] == "ADV" and scene.passage.word(at - 1) != "down":
        at -= 1
    before = tuple(scene.passage.lower[max(0, at - 2) : at])
    if before not in (("down", "to"), ("reduced", "to"), ("left", "with"), ("consists", "of"), ("consisted", "of")):
        return None
    return at - 2, "nsubj"


def _numbering(scene: Scene, counted: Counted) -> tuple[int, str] | None:
    """'The two columns number about 450 men', where the parse may take the verb for a noun."""
    at = counted.figure.start - 1
    says = scene.passage.word(at) in ("number", "numbered", "numbering", "numbers", "totalling", "totaling")
    return (at, "obj") if says and counted.kind in PEOPLE else None


def _surface(scene: Scene, counted: Counted) -> tuple[int, str] | None:
    """The verb that follows those counted, over an aside or a relative clause, where the parse has lost it."""
    tree, passage = scene.tree, scene.passage
    first = _joined_to(scene, counted.top)
    over = tree.heads[first]
    if over != first and tree.relation(first) not in _HUNG:
        return None
    inside = counted.figure.start <= over < counted.figure.end
    if over != first and tree.relation(first) in ("obl", "nmod") and tree.case(first) and not inside:
        return None
    if tree.case(counted.noun) == "of" and counted.noun == counted.top and passage.word(counted.figure.end) != "of":
        return None  # the total of 'nine of the 30 villages'
    relatives, loose = 0, None
    for at in range(max(counted.noun, counted.figure.end - 1) + 1, min(len(tree), counted.noun + _FURTHEST)):
        if passage.word(at) in (";", ":", "."):
            return None
        relatives += passage.word(at) in _RELATIVES
        if tree.classes[at] != "VERB" or tree.relation(at) in ("xcomp", "amod"):
            continue
        aux = any(tree.classes[c] == "AUX" for c in tree.those(at, "aux", "cop"))
        finite = aux or tree.forms[at] == "finite"
        if relatives or not finite:
            if not relatives and over == first and base_of(passage, tree, at) in actor_verbs(counted.kind):
                loose = loose if loose is not None else at
            relatives = max(0, relatives - finite)
            continue
        own = tree.child(at, "nsubj")
        shared = own is not None and passage.word(own) in ("most", "some", "many", "all", "several", "few")
        if own is not None and own not in (counted.noun, counted.top) and own > counted.noun and not shared:
            return None
        base = base_of(passage, tree, at)
        clause = scene.clause(at)
        deed = not clause.passive and clause.object is not None and base not in actor_verbs(counted.kind)
        fits = not deed and _is_verb(counted, base, clause.particle, passive=clause.passive)
        return (at, "nsubj") if fits else None
    return (loose, "nsubj") if loose is not None else None


def patient_verbs(kind: str) -> frozenset[str]:
    """The verbs of what is done to people, things, places or happenings."""
    lists = tally_words()
    if kind in PEOPLE:
        return lists["people_to"]
    if kind in ("arms", "homes"):
        return lists["things_to"]
    if kind == "happenings":
        return lists["happen_to"]
    return lists["sites_to"] | (lists["things_to"] if kind == "sites" else frozenset())


def actor_verbs(kind: str) -> frozenset[str]:
    """The verbs of what people, things, places or happenings do."""
    lists = tally_words()
    if kind in PEOPLE:
        return lists["people_do"] | (lists["armed_do"] if kind in ("armed", "bodies") else frozenset())
    if kind in ("arms", "homes"):
        return lists["things_do"]
    return lists["happen"] if kind == "happenings" else lists["sites_do"]


def _unit(scene: Scene, counted: Counted, head: int) -> str:
    """What is counted: people and things with what befell them, happenings by their noun."""
    noun = scene.passage.words[counted.noun].casefold()
    if counted.lemma in ("family", "household"):
        return scene.passage.words[head].casefold()
    if counted.figure.is_percent:
        noun = f"percent of {noun}"
    if counted.kind == "happenings" or scene.tree.classes[head] not in _CLAUSAL or scene.tree.lemmas[head] == "be":
        return noun
    if scene.passage.word(head - 1) in ("under", "in", "at", "without"):
        return f"{noun} {scene.passage.word(head - 1)} {scene.passage.word(head)}"  # 'districts under pressure'
    if scene.tree.classes[head] in ("NOUN", "PROPN"):
        return noun
    done = scene.clause(head).passive or scene.tree.child(head, "obj") is not None
    thing = done and counted.kind not in PEOPLE
    state = fate_words().befalls.get(base_of(scene.passage, scene.tree, head)) if thing else None
    return f"{noun} {state or scene.passage.words[head].casefold()}"
