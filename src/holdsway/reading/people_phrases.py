"""What a noun phrase says of the people it means: its bounds, its base form, of what kind and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from holdsway.reading.fates import fate_words
from holdsway.reading.finding import Participant
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.scene import Scene
from holdsway.reading.speakers import is_own
from holdsway.reading.speech import noun_phrase
from holdsway.reading.tree import Tree

__all__ = ["ASIDES", "Headcount", "added", "category_of", "end_of", "first_of", "lemma_of", "whose"]

ASIDES = frozenset(("acl", "advcl", "parataxis", "punct", "appos", "ccomp", "conj", "cc", "dep"))
_NOT_OWN = word_set("splinter breakaway dissident rival former ex anti pro-")
_OWN = word_set("its their our")
_LEADERS = word_set("comrade colleague leader chief head deputy spokesman man bodyguard brother son cousin")
_LEADS = word_set("that of by with and or in , : ; - — – including")
_CIVIL = frozenset(("civilian", "child", "woman"))
_ARMED = frozenset(("military", "police"))
_MEANS = {"fighter": "military", "other": None}


@dataclass(frozen=True, slots=True)
class Headcount:
    """So many people, as the noun phrase at words `start` to `end` (exclusive) with head `word` has it.

    `is_bare` says that the number stands alone ('wounded 16'), so that whom it counts is told elsewhere. `is_single`
    says that it is one person without a number ('its driver'). `noun` is the word for those counted; `parts` are the
    counts that were added up, where they are of different parties.
    """

    word: int
    start: int
    end: int
    figure: Figure
    category: str | None = None
    party: Participant | None = None
    is_bare: bool = False
    is_single: bool = False
    noun: str = ""
    parts: tuple[Headcount, ...] = ()


def added(found: Sequence[Headcount]) -> Headcount:
    """Several counts joined by 'and' as one: 'at least 12 civilians and three soldiers' are 15 or more."""
    if len(found) == 1:
        return found[0]
    whole = [m.figure for m in found]
    lows = [f.low for f in whole if f.low is not None]
    bests, highs = [f.best for f in whole], [f.high for f in whole]
    open_end = any(h is None for h in highs)
    figure = replace(
        whole[0],
        low=sum(lows) if lows else None,
        best=None if any(b is None for b in bests) else float(sum(b for b in bests if b is not None)),
        high=None if open_end else float(sum(h for h in highs if h is not None)),
    )
    told = {m.category for m in found}
    category = (
        next(iter(told)) if len(told) == 1 else "civilian" if told <= _CIVIL else "military" if told <= _ARMED else None
    )
    named = [m for m in found if not m.is_bare]
    apart = len({m.party.party if m.party else None for m in found}) > 1 and all(m.party for m in found)
    parties = {m.party.party for m in found if m.party}
    party = next((m.party for m in found if m.party), None) if len(parties) == 1 else None
    return replace(
        named[0] if named else found[0], word=found[0].word, figure=figure, category=category, party=party,
        start=min(m.start for m in found), end=max(m.end for m in found), is_bare=not named,
        is_single=all(m.is_single for m in found), parts=tuple(found) if apart else (),
    )  # fmt: skip


def lemma_of(scene: Scene, word: int) -> str:
    """The base form of a noun; a plural that the parser left as it stands is cut back."""
    lemma, words = scene.tree.lemmas[word], fate_words()
    if words.category(lemma) is None and lemma not in words.lists["not_people"]:
        for short in (
            "corpse" if lemma == "corps" and scene.passage.word(word) == "corpses" else "",
            lemma.removesuffix("s"),
            lemma.removesuffix("men") + "man",
            lemma.removesuffix("women") + "woman",
        ):
            if short == "corpse" or (short != lemma and words.category(short) is not None):
                return short
    return lemma


def category_of(scene: Scene, word: int, kind: str) -> str | None:
    """Of what kind those are whom a noun means: civilian, child, woman, military, police; None for people at large."""
    words = fate_words()
    for child in scene.tree.those(word, "amod", "compound"):
        if scene.tree.lemmas[child] in ("civilian", "child", "military"):
            return scene.tree.lemmas[child]
    found = words.category(kind)
    return _MEANS.get(found, found) if found else None


def whose(scene: Scene, noun: int, word: int) -> Participant | None:
    """The party whose people they are: 'nine soldiers', '20 of its fighters'; nobody's where they are civilians."""
    if (owner := _owner(scene, noun)) is not None and scene.passage.word(owner) in _OWN:
        return scene.party(owner) or scene.party(noun) or _meant_by_its(scene, owner, noun)
    if scene.tree.classes[noun] == "PRON":
        return _meant_by_them(scene, noun)
    of_kind = (scene.tree.lemmas[c] for c in scene.tree.those(noun, "compound", "amod"))
    if fate_words().category(lemma_of(scene, noun)) in _CIVIL or "child" in of_kind:
        return None  # nor are 'child soldiers' the army's
    found = scene.party(noun) or (scene.party(word) if word != noun else None) or _side(scene, noun)
    found = found or _of_owner(scene, noun) or _of_fielded(scene, noun)
    found = found or _known_person(scene, noun)
    if found is not None and found.end > max(noun, word) + 1:
        led = next((i for i in range(found.end - 1, max(noun, word), -1) if scene.tree.classes[i] == "ADP"), None)
        before = scene.passage.word(led) if led is not None else scene.passage.word(found.start - 1)
        if before in ("in", "with", "by", "at", "near"):
            return None  # 'people in the Front's areas'
    if found is not None and any(w in _NOT_OWN for w in scene.passage.lower[found.start : found.end + 2]):
        return None  # 'deputy head of a Front splinter faction'
    return found


def _owner(scene: Scene, noun: int) -> int | None:
    """The word for who has them: 'its commander', and 'its' of 'its commander X', which hangs on the title."""
    tree = scene.tree
    titles = (c for c in tree.those(noun, "nmod:desc", "compound", "flat") if tree.classes[noun] == "PROPN")
    return next((o for w in (noun, *titles) for o in tree.those(w, "nmod:poss")), None)


def _known_person(scene: Scene, noun: int) -> Participant | None:
    """'Colonel X', of whom the text told before whose officer he is."""
    start, end = noun_phrase(scene.tree, noun)
    names = (scene.passage.text(at, end) for at in range(start, end) if scene.passage.is_name(at))
    side = next((known for name in names if (known := scene.memory.people.get(name)) is not None), None)
    return Participant(start, end, side, scene.passage.text(start, end)) if side else None


def _side(scene: Scene, noun: int) -> Participant | None:
    """'a soldier', 'one policeman': whose they are, as 'soldiers' would be."""
    passage, tree = scene.passage, scene.tree
    if any(tree.relation(c) in ("amod", "compound", "nmod", "appos") for c in tree.children[noun] if c < noun):
        return None
    word = passage.word(noun)
    many = word.removesuffix("man") + "men" if word.endswith("man") else f"{word}s"
    party = (
        scene.state
        if many in scene.words.lists["state"] or lemma_of(scene, noun) in fate_words().lists["of_state"]
        else scene.rebels_by(many)
        if many in scene.words.lists["rebels"]
        else None
    )
    return (
        Participant(noun, noun + 1, party, passage.words[noun])
        if party and is_own(passage, noun, scene.names)
        else None
    )


def _is_armed(scene: Scene, noun: int) -> bool:
    return fate_words().category(lemma_of(scene, noun)) in ("military", "fighter", "police")


def _of_owner(scene: Scene, noun: int) -> Participant | None:
    """'the Front brigade's chief of staff', 'Zidan's own men': those who serve whoever is named as having them."""
    passage = scene.passage
    owner = _owner(scene, noun)
    if (
        owner is None
        or scene.tree.classes[owner] not in ("NOUN", "PROPN")
        or fate_words().category(lemma_of(scene, noun)) is None
    ):
        return None
    if found := scene.party(owner):
        return found
    sides, written = scene.names.sides, passage.words[owner]
    party = scene.memory.people.get(written) or sides.leaders.get(written) or sides.by_word.get(f"{written}'s")
    return Participant(owner, noun + 1, party, passage.text(owner, noun + 1)) if party else None


def _of_fielded(scene: Scene, noun: int) -> Participant | None:
    """'three Norlanders', 'one Norlander': of a party whose fighters are called so."""
    passage = scene.passage
    written = passage.words[noun]
    fielding = scene.names.sides.fielding
    party = fielding.get(written) or fielding.get(written.removesuffix("s"))
    known = party and is_own(passage, noun, scene.names)
    return Participant(noun, noun + 1, party, written) if party and known else None


def _meant_by_its(scene: Scene, owner: int, noun: int) -> Participant | None:
    """'its emir', 'their commander': of the party that says so, else of the one last named."""
    if not _is_armed(scene, noun) and scene.tree.lemmas[noun] not in _LEADERS:
        return None
    chain = scene.chain(noun)
    before = [p.party for p in scene.participants if p.end <= owner]
    party = (chain[-1].party if chain else None) or (before[-1] if before else scene.memory.subject)
    return Participant(owner, noun + 1, party, scene.passage.text(owner, noun + 1)) if party else None


def _meant_by_them(scene: Scene, pronoun: int) -> Participant | None:
    """Whom 'them' means: the party last named before it that does not speak."""
    spoken = [range(s.start, s.stop) for s in scene.speeches]
    earlier = [p for p in scene.participants if p.end <= pronoun and p.text.casefold() not in ("they", "it", "we")]
    told = [p for p in earlier if not any(p.start in words for words in spoken)]
    counted = [f for f in scene.passage.figures if f.end < pronoun - 1]
    if told and counted and told[-1].end <= counted[-1].start:
        return None  # 'Rebels seized six engineers; two of them were hurt'
    return told[-1] if told else None


def first_of(tree: Tree, word: int) -> int:
    """The first word of a noun phrase, without asides and without the words that lead it in."""
    inside = [i for i in tree.under(word, stop=ASIDES - {"punct"}) if i <= word]
    first = word
    while first - 1 in inside:
        first -= 1
    while first < word and tree.lemmas[first] in _LEADS:
        first += 1
    return first


def end_of(tree: Tree, word: int) -> int:
    """Past the last word of a noun phrase, without asides and without phrases of place or time that hang on it."""
    last = word + 1
    for child in tree.those(word, "flat", "nmod", "compound", "amod"):
        if child >= word and (not tree.case(child) or tree.case(child) == "of"):
            last = max(last, max(tree.under(child, stop=ASIDES)) + 1)
    return last
