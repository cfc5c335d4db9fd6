"""Losses told without a number: nobody hurt ('escaped unscathed', 'material damage only') and 'heavy casualties'."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.doers import doers, losers
from holdsway.reading.fates import fate_words
from holdsway.reading.finding import Participant
from holdsway.reading.harmed import Harm, harm
from holdsway.reading.headcounts import figure_of
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import Headcount, first_of, whose
from holdsway.reading.scene import Scene

__all__ = ["spared", "unnumbered"]

_SCRATCHES = word_set("scratch injury harm wound scathe hurt")
_SPARSELY = word_set("no a any an")
_DAMAGE = word_set("material property structural minor slight light some")
_MOST_BEFORE, _MOST_AFTER = 7, 6


def spared(scene: Scene) -> Iterator[Harm]:
    """'he escaped unhurt', 'returned without a scratch', 'caused material damage only': nobody came to harm."""
    tree, lists = scene.tree, fate_words().lists
    for word in range(len(tree)):
        if scene.passage.word(word) in lists["unhurt"]:
            verb = word if tree.child(word, "nsubj") is not None else tree.heads[word]
        elif _is_without(scene, word) or _is_only(scene, word):
            verb = tree.heads[word]
        else:
            continue
        subject = tree.child(verb, "nsubj")
        if subject is None or subject > word:
            continue
        party = None if tree.lemmas[word] == "damage" else whose(scene, subject, subject)
        start = first_of(tree, subject)
        nought = Figure(word, word + 1, 0.0, 0.0, 0.0)
        count = Headcount(subject, start, word + 1, nought, party=party, noun="people")
        end = word + 1 + (scene.passage.word(word + 1) == "only")
        span = (start if verb - start <= _MOST_BEFORE else verb, max(end, verb + 1))
        if found := harm(scene, count, "wounded", verb, span=span):
            yield found


def _is_without(scene: Scene, word: int) -> bool:
    """'without a scratch'."""
    if scene.tree.lemmas[word] not in _SCRATCHES:
        return False
    led = scene.passage.lower[max(0, word - 3) : word]
    return "without" in led and all(w in _SPARSELY for w in led[led.index("without") + 1 :])


def _is_only(scene: Scene, word: int) -> bool:
    """'material damage only', 'only minor damage', as what an attack caused."""
    tree = scene.tree
    if tree.lemmas[word] != "damage":
        return False
    kind = [w for w in tree.those(word, "amod", "compound") if scene.passage.word(w) in _DAMAGE]
    near = scene.passage.lower[max(0, word - 4) : word + 2]
    return bool(kind) and "only" in near and tree.relation(word) == "obj" and tree.classes[tree.heads[word]] == "VERB"


def unnumbered(scene: Scene) -> Iterator[Harm]:
    """'There were casualties among the troops', 'suffered heavy losses': two at least, nobody says how many."""
    tree, passage, lists = scene.tree, scene.passage, fate_words().lists
    for word in range(len(tree)):
        lemma = tree.lemmas[word]
        if lemma not in lists["harms"] or passage.word(word) == lemma or figure_of(scene, word) is not None:
            continue
        if tree.child(word, "nmod:poss") is not None or tree.relation(word) in ("compound", "root"):
            continue
        if any(passage.word(c) in lists["not_said"] for c in tree.those(word, "det", "amod", "advmod", "nummod")):
            continue
        heavy = next((c for c in tree.those(word, "amod") if tree.lemmas[c] in lists["heavy"]), None)
        over = tree.heads[word]
        told = tree.relation(word) == "obj" and tree.lemmas[over] in lists["harming"] and tree.classes[over] == "VERB"
        there = tree.child(over, "expl") is not None and tree.relation(word) == "nsubj"
        if not (told or there) or (lemma == "loss" and heavy is None):
            continue
        among = next((c for c in tree.those(word, "nmod", "obl") if tree.case(c) in ("among", "amongst")), None)
        among = among if among is not None else next((w for c, w in scene.clause(over).obliques if c == "among"), None)
        by, against = _sides(scene, word, over)
        against = scene.party(among) or against
        subject = tree.child(over, "nsubj")
        both = subject is not None and tree.lemmas[subject] == "side"
        if lemma == "loss" and against is None and not both:
            continue
        start = heavy if heavy is not None else word
        figure = Figure(start, word + 1, 2.0, 2.0, None)
        count = Headcount(word, start, word + 1, figure, noun="people")
        fate = {"casualty": "killed or wounded", "injury": "wounded", "loss": "killed"}.get(lemma, "killed")
        end = among + 1 if among is not None and word < among <= word + _MOST_AFTER else word + 1
        subject = tree.child(over, "nsubj", "expl")
        first = first_of(tree, subject) if subject is not None and subject < over else over
        if there:
            first = min(over, tree.child(over, "expl") or over)
        span = (first if over - first <= _MOST_BEFORE else over, end)
        if found := harm(scene, count, fate, over, by=by, against=against, span=span):
            yield found


def _sides(scene: Scene, word: int, verb: int) -> tuple[list[Participant], Participant | None]:
    """Who inflicted the losses on whom, or who suffered them."""
    if scene.tree.lemmas[verb] not in fate_words().lists["inflicts"]:
        return [], losers(scene, word)
    clause = scene.clause(verb)
    on = next((w for case, w in clause.obliques if case.removeprefix("object ") in ("on", "upon", "to")), None)
    on = on if on is not None else next((c for c in scene.tree.those(word, "nmod") if scene.tree.case(c) == "on"), None)
    return doers(scene, clause, patient=True), scene.party(on)
