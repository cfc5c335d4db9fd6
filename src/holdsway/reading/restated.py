"""A figure told again by another voice: 'a guard spoke of 7,000', 'the official figure is 196', 'he counted 32'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.reading.clauses import Clause
from holdsway.reading.fates import fate_words
from holdsway.reading.finding import Finding
from holdsway.reading.harmed import Harm
from holdsway.reading.headcounts import is_plain
from holdsway.reading.lexicon import word_set
from holdsway.reading.loss_spans import with_trailing
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import Headcount
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.records import Kind, Modality, Polarity

__all__ = ["restated"]

_AFTER = frozenset(("PUNCT", "ADP", "ADV", "CCONJ", "SCONJ", "AUX", "VERB", "PART"))
_STANDS_FOR = word_set("names victims")
_SINCE = word_set("since in on for from")
_LONGEST_SUBJECT = 8
_COMPARED = word_set("high higher low lower great greater big bigger small smaller")
_EARLIER = (("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"))


def restated(scene: Scene, found: Sequence[Finding]) -> Iterator[Harm]:
    """Every figure of a sentence that puts another number to what was counted before, in it or just before it."""
    taken = {f.figure.start for f in found if f.figure is not None}
    for figure in scene.passage.figures:
        if figure.start in taken or not _is_bare(scene, figure):
            continue
        base = _base(scene, figure, found)
        if base is None:
            continue
        span = _earlier(scene, figure) or _said(scene, figure)
        if span is None:
            continue
        start, head = span
        told = _told(scene, base, _newest(scene, figure), start, head)
        if told is not None:
            yield Harm(told, Headcount(figure.end - 1, figure.start, figure.end, figure, is_bare=True, noun="people"))
    yield from _unnumbered(scene, found)


def _unnumbered(scene: Scene, found: Sequence[Finding]) -> Iterator[Harm]:
    """'The true number may be much higher': another number, which nobody gives."""
    tree, totals = scene.tree, fate_words().lists["totals"]
    for word in range(len(tree)):
        total = tree.child(word, "nsubj") if tree.lemmas[word] in _COMPARED else None
        if total is None or tree.lemmas[total] not in totals or tree.child(word, "cop") is None:
            continue
        none = Figure(word, word + 1, None, None, None)
        base = _base(scene, none, found)
        told = _told(scene, base, none, _start(scene, word), word) if base is not None else None
        if told is not None:
            told = replace(told, figure=None, end=word + 1)
            yield Harm(told, Headcount(word, word, word + 1, none, is_bare=True, noun="people"))


def _newest(scene: Scene, figure: Figure) -> Figure:
    """The second number of 'lifts its total from 73 to 106', which is no range."""
    if scene.passage.word(figure.start) != "from":
        return figure
    return replace(figure, low=figure.high, best=figure.high)


def _base(scene: Scene, figure: Figure, found: Sequence[Finding]) -> Finding | None:
    """What was counted before: in the sentence, else just before it."""
    here = [
        f
        for f in (*scene.told, *found)
        if f.figure is not None and f.figure.end <= figure.start and f.anchor != figure.start
    ]
    base = max(here, key=lambda f: f.end) if here else scene.counted
    return base if base is not None and base.kind in (Kind.CASUALTY, Kind.COUNT) and base.figure else None


def _is_bare(scene: Scene, figure: Figure) -> bool:
    """Whether a number stands for people or things named before it: 'spoke of 12', 'brought to 600 the number'."""
    passage, tree = scene.passage, scene.tree
    if figure.is_percent or figure.is_share or not is_plain(scene, figure):
        return False
    if any(p.kind == "count" and p.start <= figure.start < p.end for p in scene.phrases):
        return False
    after = figure.end
    total = passage.word(after) == "the" and passage.word(after + 1) in fate_words().lists["totals"]
    return after >= len(tree) or tree.classes[after] in _AFTER or passage.word(after) in _STANDS_FOR or total


def _earlier(scene: Scene, figure: Figure) -> tuple[int, int] | None:
    """'58 districts, up from 11 in May'."""
    before = tuple(scene.passage.lower[max(0, figure.start - 2) : figure.start])
    led = before in _EARLIER or (scene.passage.word(figure.start) == "from" and before[-1:] in (("up",), ("down",)))
    dated = any(figure.end <= t.start <= figure.end + 4 for t in scene.passage.times)
    return (figure.start - len(before), figure.start - len(before)) if led and dated else None


def _said(scene: Scene, figure: Figure) -> tuple[int, int] | None:
    """The first word and the predicate of a clause that gives a number to what was counted."""
    tree, lists = scene.tree, fate_words().lists
    for word in range(max(0, figure.start - _LONGEST_SUBJECT), figure.start):
        if tree.classes[word] not in ("VERB", "AUX") and scene.passage.word(word) != "spoke":  # also part of a wheel
            continue
        base = "speak" if scene.passage.word(word) == "spoke" else base_of(scene.passage, tree, word)
        clause = scene.clause(word)
        led = _between(scene, word, figure)
        if led is None:
            continue
        if base in ("hold", "contain") and scene.passage.word(figure.end) not in _STANDS_FOR:
            continue  # 'holds 317 names' on its list, not 'holds 30'
        told = (base in lists["counts_up"] and (led == "" or (base == "admit" and led == "to"))) or (
            base in lists["speaks_of"] and led == "of"
        )
        total = clause.object if not clause.passive else clause.subject
        named = total is not None and (tree.lemmas[total] in lists["totals"] or scene.passage.word(total) == "it")
        named = named or scene.passage.word(figure.end + 1) in lists["totals"]
        told = told or (named and base in lists["sets"] and led in ("at", "to", "from"))
        total_of = led == "of" and scene.passage.word(figure.start - 2) in lists["totals"]
        told = told or (total_of and base in lists["counts_up"] | lists["sets"])
        told = told or (base == "be" and led == "" and _is_total(scene, word))
        if told and (named or not _is_nameless(scene, clause)):
            return _start(scene, word), word
    return None


def _between(scene: Scene, word: int, figure: Figure) -> str | None:
    """The preposition between a verb and a number, '' for none; None where more stands between them."""
    tree, passage = scene.tree, scene.passage
    dates = {i for t in passage.times for i in range(t.start - (passage.word(t.start - 1) in _SINCE), t.end)}
    between = [i for i in range(word + 1, figure.start) if tree.classes[i] not in ("ADV", "PART", "DET")]
    between = [i for i in between if i not in dates]
    case = [passage.word(i) for i in between if tree.classes[i] in ("ADP", "SCONJ")]
    rest = [i for i in between if tree.classes[i] != "ADP" and passage.word(i) not in fate_words().lists["totals"]]
    rest = [i for i in rest if passage.word(i) not in ("it", "that", "their", "its", "the")]
    if not case and not rest and passage.word(figure.start) == "from":
        return "from"
    return None if rest or len(case) > 1 else (case[0] if case else "")


def _is_total(scene: Scene, word: int) -> bool:
    """'the official figure is 196', 'there were no more than nineteen'."""
    tree, totals = scene.tree, fate_words().lists["totals"]
    if scene.passage.word(word - 1) == "there":
        return True
    before = [i for i in range(max(0, word - _LONGEST_SUBJECT), word) if tree.classes[i] == "NOUN"]
    return bool(before) and tree.lemmas[before[-1]] in totals


def _is_nameless(scene: Scene, clause: Clause) -> bool:
    """Whether nobody is named who counts, as in 'counting 32'."""
    return scene.tree.forms[clause.head] == "ing" and scene.tree.child(clause.head, "aux") is None


def _start(scene: Scene, head: int) -> int:
    """The first word of the clause, with a subject that stands right before the verb group."""
    tree = scene.tree
    group = min([head, *(c for c in tree.those(head, "aux", "expl") if c < head)])
    subject = tree.child(head, "nsubj") or tree.child(tree.heads[head], "nsubj")
    if subject is None or subject >= group:
        return group - (scene.passage.word(group - 1) in ("he", "she", "they", "it", "there"))
    inside = [i for i in tree.under(subject, stop=frozenset({"acl", "appos", "punct"})) if i < group]
    near = bool(inside) and inside == list(range(inside[0], group)) and len(inside) <= _LONGEST_SUBJECT
    return inside[0] if near else group


def _told(scene: Scene, base: Finding, figure: Figure, start: int, head: int) -> Finding | None:
    """What was counted before, with the number that this clause gives to it."""
    said = scene.mood(head)
    if said is None or not said.modality.is_evidence:
        return None
    if said.modality is Modality.ASSERTED:
        said = replace(said, modality=Modality.REPORTED)
    end = figure.end + (scene.passage.word(figure.end) in _STANDS_FOR)
    if scene.passage.word(end + 1) in fate_words().lists["totals"]:
        end += 2 + (scene.passage.word(end + 2).endswith("ed") or scene.passage.word(end + 2) == "taken")
    actors = base.actors
    if base_of(scene.passage, scene.tree, head) in fate_words().lists["owns_up"]:
        own = scene.party(scene.clause(head).subject)
        actors = ((own.party, "against", own.text),) if own is not None else ()
    return replace(
        base,
        start=start,
        end=with_trailing(scene, start, end),
        anchor=head,
        stance=replace(said, polarity=Polarity.AFFIRMED),
        chain=scene.chain(head),
        figure=figure,
        actors=actors,
        label=scene.passage.words[head].casefold(),
        because=f"another number for what was {base.number_of}",
    )
