"""Losses told by a noun: '12 deaths', 'the abduction of 30 girls', '22 bodies', '40 men lost', 'took 27 prisoners'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.doers import doers, losers
from holdsway.reading.fates import fate_words
from holdsway.reading.finding import Participant
from holdsway.reading.harmed import Harm, harm
from holdsway.reading.headcounts import figure_of, headcount, is_of, is_plain
from holdsway.reading.lexicon import word_set
from holdsway.reading.loss_spans import with_trailing
from holdsway.reading.named_people import named_after
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import Headcount, added
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.unattached import right_after
from holdsway.reading.uncounted import uncounted

__all__ = ["bodies", "costs", "deeds", "held", "lives", "lost"]

_LOOSE = frozenset(("killed", "wounded", "killed or wounded", "raped", "missing"))
_OF_MANY = frozenset(("massacre", "slaughter", "loss"))
_DEEDS = word_set("murder killing assassination massacre slaughter slaying execution beheading abduction kidnapping")
_OWN_FORCE = word_set("side column unit patrol convoy brigade battalion regiment garrison contingent force company")
_KNOWN = word_set("the this these those their his her its")
_MOST_AFTER = 8
_FAR = 8
_DENYING = word_set("not n't without never deny denied denies denying")
_COSTS = word_set("cost costs costing claimed")
_NOUNS = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
_MEN = word_set("man soldier fighter troop people member other marine militiaman comrade officer none")


def deeds(scene: Scene) -> Iterator[Harm]:
    """'the deaths of 12 civilians', '12 deaths', 'no casualties', 'the surrender of 40 soldiers'."""
    tree, words = scene.tree, fate_words()
    for word in range(len(tree)):
        fate = words.nouns.get(tree.lemmas[word])
        if fate is None or tree.classes[word] not in ("NOUN", "VERB"):
            continue
        count = _nought(scene, word) or _own(scene, word)
        if count is None and (tree.classes[word] == "NOUN" or scene.passage.word(word + 1) == "of"):
            count = _of(scene, word, fate) or _of_many(scene, word) or _of_named(scene, word)
        if count is None:
            continue
        clause = scene.clause(word)
        by = doers(scene, clause, patient=False) or _by_agent(scene, count.word) or _by_subject(scene, word)
        against = losers(scene, word) if count.figure.start <= word or tree.lemmas[word] == "loss" else None
        if against is None and tree.case(word) in ("with", "at") and tree.relation(word) == "obl":
            against = scene.party(scene.clause(tree.heads[word]).actor)  # 'withdrew with the loss of 11 men'
        if found := harm(
            scene, count, fate, word, by=by if count.figure.low else (), against=against, span=_span(scene, word, count)
        ):
            yield found


def _nought(scene: Scene, word: int) -> Headcount | None:
    """'no casualties were reported', 'without loss of life', 'no immediate reports of casualties'."""
    tree, passage = scene.tree, scene.passage
    lemma = tree.lemmas[word]
    if lemma not in ("casualty", "death", "injury", "fatality", "loss"):
        return None
    no = next((c for c in tree.those(word, "det", "advmod") if passage.word(c) in ("no", "any")), None)
    if no is not None and passage.word(no) == "any":
        no = no if any(passage.word(i) in _DENYING for i in range(max(0, no - 6), no)) else None
    if no is None and tree.case(word) == "without":
        no = word - 1 if passage.word(word - 1) == "without" else None
    if no is None and "without" in passage.lower[max(0, word - 3) : word]:
        no = word - 1 - passage.lower[max(0, word - 3) : word][::-1].index("without")  # 'without causing casualties'
    over = tree.heads[word]
    if no is None and over != word and tree.lemmas[over] in ("report", "word", "sign", "confirmation", "news"):
        no = next((c for c in tree.those(over, "det") if passage.word(c) == "no"), None)
    if no is None or figure_of(scene, word) is not None or (lemma == "loss" and not _is_of_life(scene, word)):
        return None
    return Headcount(word, min(no, word), word + 1, Figure(min(no, word), word + 1, 0.0, 0.0, 0.0), noun="people")


def _is_of_life(scene: Scene, word: int) -> bool:
    of = next((c for c in scene.tree.those(word, "nmod") if scene.tree.case(c) == "of"), None)
    return of is None or scene.tree.lemmas[of] in ("life", "people", "man")


def _own(scene: Scene, word: int) -> Headcount | None:
    """'12 deaths', 'seven arrests', 'five civilian casualties'."""
    tree, words = scene.tree, fate_words()
    if tree.lemmas[word] not in words.counts or tree.relation(word) == "compound":
        return None
    figure = figure_of(scene, word)
    if figure is None or (scene.passage.word(word) == tree.lemmas[word] and figure.high != 1):
        return None  # '12 death certificates', but 'one fatality'
    kind = next((k for c in tree.those(word, "amod", "compound") if (k := words.category(tree.lemmas[c]))), None)
    category = {"fighter": "military", "other": None}.get(kind, kind) if kind else None
    return Headcount(word, figure.start, word + 1, figure, category, noun="people")


def _of(scene: Scene, word: int, fate: str) -> Headcount | None:
    """'the death of Commander X', 'the loss of 11 militiamen', 'the surrender of the garrison, 2,389 men'."""
    tree = scene.tree
    of = next((c for c in tree.those(word, "nmod", "obl") if tree.case(c) in ("of", "to")), None)
    if of is not None and tree.case(of) == "to" and fate not in ("wounded", "killed or wounded"):
        of = None
    owner = next(iter(tree.those(word, "nmod:poss")), None)
    if of is None:
        return _owned(scene, word, owner)
    count = headcount(scene, of, alone=tree.lemmas[word] in _DEEDS)
    if count is None:
        aside = next(iter(tree.those(of, "appos")), None)
        count = headcount(scene, aside)
    one = fate in ("killed", "captured", "abducted", "detained") or tree.case(of) == "to"
    if count is None or (count.is_single and not one):
        return None
    if any(p.kind == "count" and p.start <= count.figure.start < p.end for p in scene.phrases):
        return None
    if count.is_single and tree.lemmas[word] in _OF_MANY:
        return None
    loose = fate in _LOOSE and tree.lemmas[word] != "loss"
    loose = loose or (count.is_single and count.noun == "surname" and fate in ("abducted", "detained"))
    return (
        count
        if (loose and count.noun not in fate_words().lists["not_people"])
        or (is_of(count, "people") and not count.is_bare)
        else None
    )


def _owned(scene: Scene, word: int, owner: int | None) -> Headcount | None:
    """'X's murder', 'the six priests' murder', 'the priests' murder'."""
    if owner is None or scene.tree.lemmas[word] not in _DEEDS | {"death"}:
        return None
    count = headcount(scene, owner)
    if count is None:
        return uncounted(scene, None, owner) if scene.passage.word(owner - 1) in _KNOWN else None
    named = count.is_single and count.noun in ("person", "surname")
    return count if named or (not count.is_single and not count.is_bare and is_of(count, "people")) else None


def _of_named(scene: Scene, word: int) -> Headcount | None:
    """'the murder of magistrate X and of lawyer Y', 'the murder on 22 March of X': those named after the 'of'."""
    if scene.tree.lemmas[word] not in _DEEDS:
        return None
    passage = scene.passage
    dated = next((t.end for t in passage.times if word < t.start <= word + _FAR and passage.word(t.end) == "of"), None)
    of = word + 1 if passage.word(word + 1) == "of" else dated
    if of is None:
        return None
    noun = next((i for i in range(of + 1, min(of + _FAR, len(passage))) if scene.tree.classes[i] == "NOUN"), None)
    count = headcount(scene, noun)
    if count is not None and count.start == of + 1 and not count.is_single and is_of(count, "people"):
        return count
    named = named_after(scene, of + 1)
    alone = named is not None and named.is_single and scene.tree.lemmas[word] in _OF_MANY  # 'the massacre of San X'
    return None if alone else named


def _of_many(scene: Scene, word: int) -> Headcount | None:
    """'the murder of the priests', 'the massacre of villagers', 'the abduction of the schoolgirls'."""
    tree, passage = scene.tree, scene.passage
    of = next((c for c in tree.those(word, "nmod") if tree.case(c) == "of"), None)
    known = tree.lemmas[word] in _DEEDS and passage.word(word) == tree.lemmas[word] and of is not None
    if of is None or not known or not any(passage.word(c) in _KNOWN for c in tree.those(word, "det", "nmod:poss")):
        return None
    which = any(passage.word(c) in _KNOWN for c in tree.those(of, "det"))
    return uncounted(scene, None, of) if which or tree.lemmas[word] in _OF_MANY else None


def _by_agent(scene: Scene, counted: int) -> list[Participant]:
    """'the rape of 72 women by soldiers': an agent that the parse hangs on those it was done to."""
    agent = next((c for c in scene.tree.those(counted, "nmod") if scene.tree.case(c) == "by"), None)
    return scene.parties(agent)


def _by_subject(scene: Scene, word: int) -> list[Participant]:
    """'caused 12 deaths': who or whose attack caused them."""
    tree = scene.tree
    over = tree.heads[word]
    if tree.relation(word) != "obj" or tree.lemmas[over] not in (
        "cause",
        "inflict",
        "bring",
        "carry",
        "commit",
        "perpetrate",
    ):
        return []
    return doers(scene, scene.clause(over), patient=True)


def lives(scene: Scene) -> Iterator[Harm]:
    """'claimed 12 lives', 'cost the lives of 21 soldiers', 'at the cost of 30 lives'."""
    tree, words = scene.tree, fate_words()
    for word in range(len(tree)):
        over = tree.heads[word]
        claimed = tree.lemmas[word] == "victim" and tree.lemmas[over] == "claim"  # 'has claimed 23 victims'
        claimed = claimed or (tree.lemmas[word] == "throat" and base_of(scene.passage, tree, over) in ("slit", "cut"))
        if (tree.lemmas[word] != "life" and not claimed) or tree.classes[word] != "NOUN":
            continue
        taken = over != word and base_of(scene.passage, tree, over) in words.lists["lives"]
        costing = _costing(scene, word) if scene.passage.word(word - 1) == "their" else None
        taken = taken or claimed
        if not taken and tree.lemmas[over] not in ("cost", "loss") and costing is None:
            continue
        of = next((c for c in tree.those(word, "nmod") if tree.case(c) == "of"), None)
        figure = figure_of(scene, word)
        count = Headcount(word, figure.start, word + 1, figure, noun="people") if figure else headcount(scene, of)
        if costing is not None:
            (count, over), taken = costing, True
        if count is None or (count.is_single and of is None) or tree.lemmas[over] == "save":
            continue
        by = doers(scene, scene.clause(over), patient=True) if tree.lemmas[over] in ("claim", "cost", "take") else []
        span = (_cost_start(scene, over), word + 1) if costing else None
        if tree.lemmas[over] == "loss":  # 'with the loss of 13 lives'
            span = (over - 2 if scene.passage.lower[over - 2 : over] == ["with", "the"] else over, word + 1)
        paid = (
            next((w for w in tree.above(over) if tree.classes[w] == "VERB"), None) if tree.case(over) == "at" else None
        )
        against = scene.party(scene.clause(paid).actor) if paid is not None and count.party is None else None
        if found := harm(scene, count, "killed", over if taken else word, by=by, against=against, span=span):
            yield found


def _cost_start(scene: Scene, verb: int) -> int:
    """The first word of what stands right before 'cost', which the parse may hang on it or take for its head."""
    tree = scene.tree
    first = tree.child(verb, "nsubj", "compound")
    first = verb if first is None or first > verb else min(tree.under(first))
    while first > 0 and tree.heads[first - 1] == verb:
        first -= 1
    return first if verb - first <= _MOST_AFTER else verb


def _costing(scene: Scene, word: int) -> tuple[Headcount, int] | None:
    """'cost 12 soldiers and 30 rebels their lives': those between the verb and 'their lives', and the verb."""
    tree = scene.tree
    verb = next((i for i in range(word - 2, -1, -1) if scene.passage.word(i) in _COSTS), None)
    if verb is None:
        return None
    figures = [f for f in scene.passage.figures if verb < f.start and f.end < word and is_plain(scene, f)]
    members = [
        Headcount(i, f.start, i + 1, f, noun=tree.lemmas[i], party=scene.party(i))
        for f in figures
        if (i := next((j for j in range(f.end, min(f.end + 3, word)) if tree.classes[j] in _NOUNS), None)) is not None
    ]
    return (added(members), verb) if members and members[-1].end == word - 1 else None


def costs(scene: Scene) -> Iterator[Harm]:
    """'An ambush cost the army five men', 'cost the Front a commander and two fighters'."""
    tree, passage = scene.tree, scene.passage
    for who in scene.participants:
        verb = who.start - 1 - (passage.word(who.start - 1) == "the")
        if passage.word(verb) not in _COSTS:
            continue
        joined = who.end + 2 if passage.word(who.end) in ("a", "an") and passage.word(who.end + 2) == "and" else None
        figure = next((f for f in passage.figures if f.start in (who.end, joined and joined + 1)), None)
        noun = next((i for i in range(figure.end, figure.end + 3) if i < len(tree)), None) if figure else None
        if figure is None or noun is None or not is_plain(scene, figure):
            continue
        count = Headcount(noun, figure.start, noun + 1, figure, fate_words().category(tree.lemmas[noun]))
        if tree.lemmas[noun] not in _MEN:
            continue
        if joined is not None:
            single = Figure(who.end, who.end + 2, 1.0, 1.0, 1.0)
            count = added([Headcount(who.end + 1, who.end, who.end + 2, single, is_single=True), count])
        span = (_cost_start(scene, verb), noun + 1)
        if found := harm(scene, count, "killed", verb, against=who, span=span):
            yield found


def lost(scene: Scene) -> Iterator[Harm]:
    """'lost 40 men', 'lost no one', 'it had lost only three'."""
    tree, told = scene.tree, False
    for word in range(len(tree)):
        if tree.classes[word] != "VERB" or base_of(scene.passage, tree, word) != "lose":
            continue
        clause = scene.clause(word)
        count = headcount(scene, clause.patient) or _men_among(scene, clause.patient) or right_after(scene, word)
        if count is None or any(p.kind == "count" and p.start <= count.figure.start < p.end for p in scene.phrases):
            continue
        loser = _loser(scene, clause.actor)
        nobody = count.figure.high == 0
        known = is_of(count, "fighters") or count.noun in _MEN or nobody
        alone = count.is_single and (_is_left(scene, count.end) or not _is_of_ranks(scene, count, loser))
        if alone or not known or (count.is_bare and not nobody and not (told or _after_death(scene, word))):
            continue
        told = True
        if found := harm(scene, count, "killed", word, against=loser):
            yield found


def _is_left(scene: Scene, end: int) -> bool:
    """'lost its commander to illness': to something that is no attack."""
    near = scene.tree.lemmas[end + 1 : end + 5]
    return scene.passage.word(end) == "to" and fate_words().lists["events"].isdisjoint(near)


def _is_of_ranks(scene: Scene, count: Headcount, loser: Participant | None) -> bool:
    """'lost a captain to a sniper': one of the ranks of whoever lost him."""
    led = scene.passage.word(count.start) in ("a", "an", "another", "its", "their")
    return led and loser is not None and count.noun not in _MEN and is_of(count, "fighters")


def _men_among(scene: Scene, patient: int | None) -> Headcount | None:
    """'lost 40 tanks and more than 200 soldiers': the men among other things lost."""
    joined = scene.tree.conjuncts(patient)[1:] if patient is not None else []
    return next((count for c in joined if (count := headcount(scene, c)) is not None), None)


def _loser(scene: Scene, actor: int | None) -> Participant | None:
    """'the Front', 'its own side', 'the column': who lost them, the party last spoken of where none is named."""
    found = scene.party(actor)
    if found is not None or actor is None:
        return found
    owner = next(iter(scene.tree.those(actor, "nmod:poss")), None)
    if (found := scene.party(owner)) is not None:
        return found
    own = scene.tree.lemmas[actor] in _OWN_FORCE
    memory, is_side = scene.memory, scene.tree.lemmas[actor] == "side"
    last = (memory.party or memory.subject) if is_side else (memory.subject or memory.party)
    party = last if own and not scene.participants else None
    return Participant(actor, actor + 1, party, scene.passage.words[actor]) if party else None


def _after_death(scene: Scene, word: int) -> bool:
    """Whether the sentence has spoken of the dead before: only then is 'lost three' said of people."""
    verbs = fate_words().verbs
    lemmas = scene.tree.lemmas[:word]
    before = (f for lemma in lemmas for f in verbs.get(lemma, ()))
    return any(f.fate in ("killed", "wounded") for f in before) or not set(lemmas).isdisjoint(("loss", "toll", "dead"))


def bodies(scene: Scene) -> Iterator[Harm]:
    """'22 bodies were recovered', 'the bodies of six soldiers', 'left 19 bodies on the field'."""
    tree, words = scene.tree, fate_words()
    for word in range(len(tree)):
        named = {tree.lemmas[word], scene.passage.word(word).removesuffix("s")}
        if (not named & words.lists["bodies"] and not _is_new_grave(scene, word)) or tree.classes[word] != "NOUN":
            continue
        count = (
            _part_of_bodies(scene, word)
            or _body_of(scene, word)
            or _of_bodies(scene, word)
            or headcount(scene, word)
            or _one_body(scene, word)
            or _strewn(scene, word)
        )
        over = tree.heads[word]
        if count is None or (count.is_single and base_of(scene.passage, tree, over) not in words.lists["found"]):
            continue
        relation = tree.relation(word)
        head = over if over != word and relation in ("obj", "nsubj") and tree.classes[over] == "VERB" else word
        against = None
        if relation in ("obj", "obl") and tree.lemmas[over] == "leave":
            against = scene.party(scene.clause(over).subject)
        if found := harm(scene, count, "killed", head, against=against):
            yield found


def _is_new_grave(scene: Scene, word: int) -> bool:
    """'33 fresh graves', 'a newly dug grave'."""
    tree = scene.tree
    near = scene.passage.lower[max(0, word - 3) : word]
    return tree.lemmas[word] == "grave" and bool(
        {"fresh", "new", "freshly", "newly", "unmarked", "shallow"} & set(near)
    )


def _body_of(scene: Scene, word: int) -> Headcount | None:
    """'the body of the aid worker X', 'the remains of a soldier', 'the mayor's body': of one person."""
    tree = scene.tree
    of = next((c for c in tree.those(word, "nmod", "nmod:poss") if c != word), None)
    if of is None or tree.case(of) not in ("of", "", "'s") or figure_of(scene, word) is not None:
        return None
    count = headcount(scene, of, alone=True)
    single = count is not None and count.is_single and (tree.classes[of] != "PRON" or tree.case(of) == "of")
    return replace(count, word=word, start=min(word, count.start)) if count is not None and single else None


def _one_body(scene: Scene, word: int) -> Headcount | None:
    """'a sixth body was found', 'another corpse'."""
    led = next((c for c in scene.tree.those(word, "det") if scene.passage.word(c) in ("a", "another", "one")), None)
    if led is None or scene.passage.word(word) != scene.tree.lemmas[word] or scene.tree.child(word, "nmod") is not None:
        return None
    return Headcount(word, led, word + 1, Figure(led, word + 1, 1.0, 1.0, 1.0), is_single=True, noun="body")


def _part_of_bodies(scene: Scene, word: int) -> Headcount | None:
    """'identified 14 of the 20 bodies': so many of them."""
    tree, over = scene.tree, scene.tree.heads[word]
    led = tree.relation(word) == "nmod" and tree.case(word) == "of"
    figure = next((f for f in scene.passage.figures if f.start <= over < f.end and is_plain(scene, f)), None)
    if not led or figure is None or figure_of(scene, word) is None or figure.end > word:
        return None
    return Headcount(over, figure.start, word + 1, figure, noun="body")


def _of_bodies(scene: Scene, word: int) -> Headcount | None:
    """'six bodies and three survivors': only the bodies."""
    figure = figure_of(scene, word)
    if (
        figure is None
        or figure.end > word
        or not any(scene.tree.relation(c) == "conj" for c in scene.tree.children[word])
    ):
        return None
    return Headcount(word, figure.start, word + 1, figure, noun="body")


def _strewn(scene: Scene, word: int) -> Headcount | None:
    """'Bodies lay in the streets', 'there were corpses everywhere', 'saw bodies': two at least."""
    tree, passage = scene.tree, scene.passage
    over = tree.heads[word]
    seen = base_of(passage, tree, over) in fate_words().lists["strewn"] and over != word
    seen = seen or tree.child(word, "expl") is not None or passage.lower[max(0, word - 2) : word] == ["there", "were"]
    single = passage.word(word) in ("body", "corpse")
    bare = not any(tree.relations[c] in ("nmod:poss", "det", "det:poss") for c in tree.children[word])
    if not seen or single or not bare or figure_of(scene, word) is not None or tree.case(word):
        return None
    return Headcount(word, word, word + 1, Figure(word, word + 1, 2.0, 2.0, None), noun="body")


def held(scene: Scene) -> Iterator[Harm]:
    """'took 27 prisoners', 'is holding 40 hostages', '46 prisoners of war'."""
    tree, words = scene.tree, fate_words()
    for word in range(len(tree)):
        lemma = tree.lemmas[word]
        deserted = words.deserters.get(lemma)
        if lemma not in words.lists["held"] and deserted is None:
            continue
        count = headcount(scene, word)
        if count is None or count.is_single:
            continue
        first = tree.conjuncts(word)[0] if tree.relation(word) != "conj" else _first_of_joined(scene, word)
        over, relation = tree.heads[first], tree.relation(first)
        taken = relation == "obj" and base_of(scene.passage, tree, over) in words.lists["takes"]
        of_war = scene.passage.lower[word + 1 : word + 3] == ["of", "war"]
        if not taken and relation not in ("root", "list", "appos", "dep") and deserted is None and not of_war:
            continue
        fate = deserted or ("abducted" if lemma == "hostage" else "captured")
        by = doers(scene, scene.clause(over), patient=True) if taken else []
        if found := harm(scene, count, fate, over if taken else word, by=by):
            yield found


def _first_of_joined(scene: Scene, word: int) -> int:
    """The first of those joined by 'and', where this one is the last: 'leaving 17 dead and 25 prisoners'."""
    tree = scene.tree
    while tree.relation(word) == "conj" and tree.heads[word] < word:
        word = tree.heads[word]
    return word


def _span(scene: Scene, word: int, count: Headcount) -> tuple[int, int]:
    """The noun with those counted, from its article on, with the verb that 'no casualties' is the subject of."""
    tree = scene.tree
    start, end = min(count.start, word), max(count.end, word + 1)
    while (
        start > 0
        and tree.heads[start - 1] in (word, start)
        and tree.relation(start - 1) in ("det", "amod", "compound")
        and start > word - 3
    ):
        start -= 1
    over = tree.heads[word]
    if tree.relation(word) == "nsubj" and word < over <= end + 3 and tree.classes[over] == "VERB":
        end = over + 1
    if tree.relation(word) == "obj" and over < start <= over + 2 and tree.classes[over] == "VERB" and count.figure.low:
        start = over
    if scene.passage.word(start - 1) == "with":
        start -= 1
    return start, with_trailing(scene, start, end, room=_MOST_AFTER) if count.figure.low else end
