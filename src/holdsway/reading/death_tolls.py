"""Tolls: the dead, wounded or surrendered told as a running total, 'the toll rose to 58', 'put the dead at 500'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.clauses import Clause
from holdsway.reading.fates import fate_words
from holdsway.reading.finding import Participant
from holdsway.reading.harmed import Harm, harm
from holdsway.reading.headcounts import headcount, is_plain
from holdsway.reading.lexicon import word_set
from holdsway.reading.loss_spans import with_trailing
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import Headcount
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.records import Modality

__all__ = ["death_tolls"]

_TO = ("to", "at", "of", "as", "above", "past", "over", "beyond")
_GIVEN = frozenset(("put", "give", "raise", "estimate", "revise", "update", "lift", "set"))
_LONGEST_REACH = 30
_LONGEST_SUBJECT = 3
_LONGEST_TOTAL = 14
_REACHES = frozenset(("reached", "exceeded", "passed", "topped", "hits", "reaches", "tops", "passes", "exceeds"))
_KNOWN_AFTER = word_set("death dead killed casualty body fatality victim year month week day")
_MORE = frozenset(("people", "men"))
_VAGUE = frozenset(("count", "number", "figure", "total", "loss", "victim"))


def death_tolls(scene: Scene) -> Iterator[Harm]:
    """Every running total in the sentence, the newest figure of each."""
    tree, lists = scene.tree, fate_words().lists
    for word in range(len(tree)):
        if tree.lemmas[word] not in lists["tolls"] and scene.passage.word(word) not in lists["tolls"]:
            continue
        fate = _fate(scene, word)
        if fate is None or scene.passage.word(word) == "victim":
            continue
        over, relation = tree.heads[word], tree.relation(word)
        told = None
        if over != word and relation in ("nsubj", "obj") and base_of(scene.passage, tree, over) in lists["tells"]:
            told = _told_by(scene, scene.clause(over), word)
        elif over != word and relation == "nsubj" and tree.child(over, "cop") is not None:
            told = over
        else:
            told = next((c for c in tree.those(word, "nmod") if tree.case(c) == "of"), None)
            told = told if told is not None and scene.passage.word(word) == "toll" else None
        figure = _figure(scene, told)
        head = over if over != word and relation in ("nsubj", "obj") else word
        if told is None or figure is None:
            told, figure = _near(scene, word, fate)
        if told is None or figure is None or _is_of_things(scene, word, figure):
            continue
        after = scene.passage.lower[figure.end : figure.end + 3]
        if after[:1] in (["dead"], ["killed"]):
            fate = "killed"  # 'a toll of 96 dead and 40 abducted'
        if fate == "killed" and {"wounded", "injured", "hurt"} & set(after[:2]) and not {"dead", "killed"} & set(after):
            fate = "wounded"  # 'a toll of one person wounded'
        count = _counted(scene, told, figure)
        if not head <= figure.start:
            head = word
        whose = _whose(scene, word)
        if found := harm(scene, count, fate, head, against=whose, span=_span(scene, word, head, figure)):
            yield _of_teller(found) if tree.lemmas[head] in _GIVEN else found


def _is_of_things(scene: Scene, word: int, figure: Figure) -> bool:
    """'The victims were all from one village': a number of something else."""
    tree = scene.tree
    after = figure.end
    noun = (
        after < len(tree)
        and tree.classes[after] == "NOUN"
        and tree.lemmas[word] in ("victim", "dead", "casualty", "loss")
    )
    return noun and fate_words().category(tree.lemmas[after]) is None and tree.lemmas[after] not in _KNOWN_AFTER


def _of_teller(found: Harm) -> Harm:
    """'A major put the dead at four': the total is the word of whoever puts it."""
    said = found.finding.stance
    if said.modality is not Modality.ASSERTED:
        return found
    return replace(found, finding=replace(found.finding, stance=replace(said, modality=Modality.REPORTED)))


def _near(scene: Scene, word: int, fate: str) -> tuple[int | None, Figure | None]:
    """The number that stands after 'rose to', 'reached', 'at', whatever the parse makes of the words between."""
    passage, lists = scene.passage, fate_words().lists
    fallen: Figure | None = None
    for figure in passage.figures:
        if not word < figure.start <= word + _LONGEST_REACH or not is_plain(scene, figure) or figure.is_percent:
            continue
        before, earlier = passage.word(figure.start - 1), passage.word(figure.start - 2)
        if passage.word(figure.start) == "from":
            if before in lists["ranging"]:
                return figure.start + 1, figure
            return (figure.end - 1, _newest(figure)) if _is_put(scene, word, figure) else (None, None)
        if before == "to" and fallen is not None and fallen.end == figure.start - 1:
            return figure.end - 1, figure  # 'from 31 to 27'
        fallen = figure if before == "from" and _is_put(scene, word, figure) else None
        rising = earlier in lists["told"] and before in ("to", "at")
        placed = before == "at" and any(passage.word(i) in ("put", "puts") for i in range(max(0, word - 3), word))
        if rising or placed or (before in _REACHES and fate == "killed"):
            return figure.end - 1, figure
        after_share = before == "to" and any(f.is_percent and f.end < figure.start for f in passage.figures)
        if after_share and _is_put(scene, word, figure):
            return figure.end - 1, figure  # 'rose by 12 per cent to 640'
        if before in ("to", "past", "above", "beyond") and fallen is None and _is_put(scene, word, figure):
            return figure.end - 1, figure  # 'brought the number of dead since May to 45'
        if before in ("number", "numbered", "numbering", "totalled", "totaled", "totalling"):
            return figure.end - 1, figure
        if before == ":" and figure.start == word + 2 and figure.end >= len(passage) - 1:
            return figure.end - 1, figure  # 'Death toll: 214.'
        if before != "from" and passage.word(figure.end) not in _MORE:
            return None, None
    return None, None


def _is_put(scene: Scene, word: int, figure: Figure) -> bool:
    """Whether a total is said to rise, fall or be revised between its word and a number, or right before its word."""
    tree, lists = scene.tree, fate_words().lists
    said = [*range(word + 1, figure.start), tree.heads[word]]
    return any(
        base_of(scene.passage, tree, i) in lists["tells"] or scene.passage.word(i) in lists["told"] for i in said
    )


def _newest(figure: Figure) -> Figure:
    """The second number of 'from 73 to 106'."""
    return replace(figure, start=figure.end - 1, low=figure.high, best=figure.high)


def _fate(scene: Scene, word: int) -> str | None:
    """What the total is of: the dead, unless the words with it say the wounded or those who surrendered."""
    tree, words = scene.tree, fate_words()
    lemma = tree.lemmas[word]
    inside = {tree.lemmas[i] for i in tree.under(word, stop=frozenset({"parataxis"}))} | {scene.passage.word(word)}
    inside |= {scene.passage.word(i) for i in tree.under(word)}
    for child in tree.those(word, "acl"):
        for base in (base_of(scene.passage, tree, child), tree.lemmas[child]):
            for fate in words.verbs.get(base, ())[::-1]:
                if not fate.object and fate.fits(scene.clause(child), tree):
                    return fate.fate
    if inside & words.lists["held"]:
        return "captured"
    if {"displaced", "refugee", "refugees"} & inside:
        return "displaced"
    if {"dead", "killed"} & inside and {"wounded", "injured"} & inside:
        return "killed or wounded"
    if inside & words.lists["of_dead"]:
        return "killed"
    if inside & words.lists["of_wounded"]:
        return "wounded"
    if lemma == "casualty":
        return "killed or wounded"
    if lemma == "loss":
        return "killed"
    if inside & words.lists["of_casualties"]:
        return "killed or wounded"
    return _before(scene, word) if lemma in _VAGUE else "killed"


def _before(scene: Scene, word: int) -> str | None:
    """'Ten more died, bringing the total to 73': the total of what the clause before tells."""
    tree, words = scene.tree, fate_words()
    over = tree.heads[word]
    if tree.relation(word) != "obj" or tree.relation(over) not in ("advcl", "ccomp") or tree.forms[over] != "ing":
        return None
    for above in (tree.heads[over], *tree.those(tree.heads[over], "ccomp")):  # 'fled, he said, raising a figure of 9'
        fates = words.verbs.get(base_of(scene.passage, tree, above), ())
        if above < over and (told := next((f.fate for f in fates[::-1] if f.fits(scene.clause(above), tree)), None)):
            return told
    return None


def _told_by(scene: Scene, clause: Clause, word: int) -> int | None:
    """The number that a verb gives to a total: 'rose to 58', 'put the dead at 500', 'reached 40'."""
    tree = scene.tree
    for case in _TO:
        if (at := clause.led_by(case, f"object {case}")) is not None and _figure(scene, at) is not None:
            return at
    if clause.object is not None and clause.object != word and _figure(scene, clause.object) is not None:
        return clause.object
    for case_less in tree.those(clause.head, "obl"):
        if case_less > clause.head and not tree.case(case_less) and _figure(scene, case_less) is not None:
            return case_less
    # the number may hang on the total itself, or on nothing that has a name
    for child in (*tree.those(word, "nmod"), *tree.those(clause.head, "xcomp", "nmod", "dep", "advmod", "ccomp")):
        if child > clause.head and tree.case(child) != "from" and _figure(scene, child) is not None:
            return child
    return None


def _figure(scene: Scene, word: int | None) -> Figure | None:
    if word is None:
        return None
    under = scene.tree.under(word, stop=frozenset({"acl", "advcl", "conj", "parataxis"}))
    inside = [f for f in scene.passage.figures if is_plain(scene, f) and not f.is_percent and not f.is_share]
    for figure in inside:
        if figure.start <= word < figure.end or any(figure.start <= i < figure.end for i in under):
            ranging = scene.passage.word(figure.start - 1) in fate_words().lists["ranging"]
            if scene.passage.word(figure.start) == "from" and figure.low is not None and not ranging:
                # 'rose from 73 to 106' gives the newest figure, no range
                return _newest(figure)
            return figure
    return None


def _counted(scene: Scene, word: int, figure: Figure) -> Headcount:
    own = headcount(scene, word)
    if own is not None and own.figure.start == figure.start:
        return replace(own, figure=figure)
    return Headcount(word, figure.start, figure.end, figure, is_bare=True, noun="people")


def _whose(scene: Scene, word: int) -> Participant | None:
    """'Front losses', 'its own losses', 'the number of soldiers killed': whose people the total is of."""
    tree = scene.tree
    for child in tree.those(word, "compound", "amod", "nmod:poss", "nmod"):
        if tree.relation(child) == "nmod" and tree.case(child) not in ("of", "among", ""):
            continue
        if tree.relations[child] == "nmod:poss" and tree.classes[child] == "PRON" and tree.relation(word) == "obj":
            found = scene.party(scene.clause(tree.heads[word]).subject) or scene.party(child)
        else:
            found = scene.party(child)
        if found:
            return found
    return None


def _span(scene: Scene, word: int, head: int, figure: Figure) -> tuple[int, int]:
    """'has risen to 58', 'put the dead at 500': from the verb, or from a total that stands near before it."""
    tree, passage = scene.tree, scene.passage
    if (
        head == word
        and figure.start - word > _LONGEST_SUBJECT
        and passage.word(figure.start - 2) in fate_words().lists["told"]
    ):
        rising, first = figure.start - 2, min([word, *tree.those(word, "det", "compound", "nmod:poss", "amod")])
        end = figure.end + (passage.word(figure.end) in fate_words().states)
        if rising - first <= _LONGEST_TOTAL:
            return (first - (first > 0 and passage.word(first - 1) in ("the", "a", "its")), end)
        return rising - (passage.word(rising - 1) in ("has", "had", "have")), end
    group = min([head, *(c for c in tree.those(head, "aux", "cop") if c < head and head - c <= 3)])
    group -= group - 1 in tree.those(head, "advmod")  # 'now stands at'
    end = max(figure.end, head + 1)
    end += passage.word(end) in fate_words().states or passage.word(end) in ("people", "deaths", "casualties")
    if figure.end <= word <= figure.end + 2:  # 'brought to 100 the number of soldiers killed in A'
        inside = tree.under(word)
        if inside and inside == list(range(inside[0], inside[-1] + 1)) and len(inside) <= _LONGEST_TOTAL:
            end = max(end, inside[-1] + 1)
    if tree.relation(word) == "obj":
        subject = tree.child(head, "nsubj")
        if subject is not None and subject < group:
            inside = tree.under(subject, stop=frozenset({"acl", "appos", "punct"}))
            if inside == list(range(inside[0], group)) and len(inside) <= _LONGEST_SUBJECT:
                group = inside[0]
        return min(group, word), end
    inside = [i for i in tree.under(word, stop=frozenset({"appos", "punct"})) if i < group]
    near = bool(inside) and inside == list(range(inside[0], group)) and len(inside) <= _LONGEST_TOTAL
    start = inside[0] if near and group > word else group
    return start, with_trailing(scene, start, end)
