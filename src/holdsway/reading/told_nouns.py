"""Events told as nouns: 'the shelling of A', 'a car bomb', 'clashes between B and C', and who is named with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from holdsway.reading.cast import actors_of, is_people, own_party
from holdsway.reading.deeds import EventPattern, event_words, noun_base
from holdsway.reading.finding import Participant
from holdsway.reading.incidents import MILD
from holdsway.reading.lexicon import word_set
from holdsway.reading.scene import Scene

__all__ = ["NounEvent", "as_before", "event_of", "noun_event", "stands_as_noun"]

_PLAIN = frozenset(("attack", "assault", "raid", "action", "violence", "operation"))
_SUFFERED = frozenset(("killing", "kidnapping", "arrest", "release"))
_STRIKES = frozenset(("strike", "raid", "attack", "assault", "bombing", "bombardment", "campaign"))
_BLASTS = frozenset(("attack", "assault", "raid", "strike", "ambush"))
_CAUSES = frozenset(("fire", "attack", "strike", "assault", "exchange", "duel", "barrage"))
_AIRCRAFT = frozenset(("jet", "warplane", "plane", "aircraft", "helicopter", "gunship", "drone"))
_FROM_AIR = frozenset(("airstrike", "shelling", "bombing"))
_HITS = frozenset(("hit", "target", "kill", "destroy", "wound", "flatten", "level"))
_SO_MANY = word_set("wave series string spate round number dozen flurry pair couple score hundred handful barrage")
_WRECKS = word_set("wreck damage flatten level devastate raze gut ravage pulverise pulverize")
_TRACED = word_set("carry launch conduct stage mount commit perpetrate execute claim order mastermind plan plot")
_LINKS = frozenset(("compound", "amod", "nmod", "nmod:desc"))


@dataclass(frozen=True, slots=True)
class NounEvent:
    """What a noun tells of: the kind of event, who did it and to whom, and whether it is told as a weapon only."""

    word: int
    event: str
    by: tuple[Participant, ...] = ()
    against: tuple[Participant, ...] = ()
    sides: bool = False
    is_weapon: bool = False


def noun_event(scene: Scene, word: int) -> NounEvent | None:
    """The event a noun tells of; None for any other noun."""
    tree, words = scene.tree, event_words()
    if tree.classes[word] not in ("NOUN", "PROPN") and not stands_as_noun(scene, word):
        return None
    lemma = noun_base(scene.passage, tree, word)
    event = _by_weapon(scene, word, lemma)
    patterns = words.nouns.get(lemma, ())
    if event is None and not patterns:
        weapon = words.weapons.get(lemma)
        return NounEvent(word, weapon, is_weapon=True) if weapon else None
    for pattern in patterns or words.nouns["attack"][:1]:
        if pattern.object and not _is_of(scene, word, pattern.object):
            continue
        by, against = _named_with(scene, word, pattern)
        if not pattern.needs or against:
            return NounEvent(word, event or pattern.event, tuple(by), tuple(against), pattern.sides)
    return None


def _is_of(scene: Scene, word: int, things: frozenset[str]) -> bool:
    """Whether a noun is told of one of these: 'a prisoner swap', 'an exchange of captives'."""
    tree = scene.tree
    before = (c for c in tree.those(word, *_LINKS) if c < word)
    return any(tree.lemmas[c] in things for c in (*before, *(c for c in tree.those(word, "nmod") if c > word)))


def event_of(scene: Scene, word: int) -> NounEvent | None:
    """The event a noun tells of, also as so many of them: 'a wave of strikes'."""
    tree = scene.tree
    if (noun := noun_event(scene, word)) is not None or tree.lemmas[word] not in _SO_MANY:
        return noun
    return next((n for c in tree.those(word, "nmod") if tree.case(c) == "of" and (n := noun_event(scene, c))), None)


def as_before(scene: Scene, noun: NounEvent) -> NounEvent:
    """'the attack' of which kind it was is told before: it has the kind of the violence the paragraph last spoke of."""
    tree, matter = scene.tree, scene.matter
    if noun_base(scene.passage, tree, noun.word) not in _PLAIN or matter is None or matter.event_type in (None, *MILD):
        return noun
    told = {scene.passage.word(c) for c in tree.those(noun.word, "det")} & {"the", "this", "that", "these"}
    is_own = any(p.core in tree.under(noun.word) for p in scene.phrases)
    return (
        replace(noun, event=matter.event_type or noun.event)
        if told and noun.event == "assault" and not is_own
        else noun
    )


def stands_as_noun(scene: Scene, word: int) -> bool:
    """Whether a word parsed as another class is in the place of a noun: 'Fighting flared', 'heavy shelling of A'."""
    tree = scene.tree
    if scene.passage.word(word) == "mine" and tree.child(word, "det") is not None:
        return True
    if tree.classes[word] == "ADJ" and tree.relation(word) in ("nsubj", "obj", "obl"):
        return tree.child(word, "det") is not None
    if tree.classes[word] == "VERB" and tree.relation(word) == "nsubj" and scene.passage.word(word).endswith("s"):
        plain = tree.child(word, "obj", "nsubj", "aux") is None
        return plain and noun_base(scene.passage, tree, word) in event_words().nouns  # 'Clashes between A and B'
    if not scene.passage.word(word).endswith("ing") or tree.classes[word] not in ("VERB", "AUX", "ADJ"):
        return False
    bare = tree.child(word, "obj", "nsubj", "aux") is None
    if bare and scene.passage.word(word + 1) == "between":
        return True
    if bare and any(scene.passage.word(c) in ("of", "amid", "despite") for c in tree.those(word, "mark")):
        return noun_base(scene.passage, tree, word) in event_words().nouns
    return bare and (tree.relation(word) in ("nsubj", "obj") or tree.child(word, "det", "case", "amod") is not None)


def _by_weapon(scene: Scene, word: int, lemma: str) -> str | None:
    """What a noun tells of by what stands before it: 'air strike', 'car bomb attack', 'mortar fire'."""
    tree, words = scene.tree, event_words()
    before = [noun_base(scene.passage, tree, c) for c in tree.those(word, *_LINKS) if c < word]
    before += (
        [noun_base(scene.passage, tree, word - 1)]
        if word and tree.classes[word - 1] in ("NOUN", "PROPN", "ADJ")
        else []
    )
    if lemma == "strike" and _is_of_war(scene, word):
        return "airstrike"
    if lemma in _STRIKES and words.lists["air"] & set(before):
        return "airstrike"
    if lemma in _BLASTS and words.lists["explosive"] & set(before):
        return "bombing"
    if lemma in _CAUSES and words.lists["gun"] & set(before):
        return "shelling"
    if lemma in ("attack",) and "arson" in before:
        return "arson"
    return None


def _is_of_war(scene: Scene, word: int) -> bool:
    """'strikes on A', 'a strike against the Front', 'warplanes flew ten strikes'; a strike alone may be of labour."""
    tree, lists = scene.tree, event_words().lists
    matter = scene.matter
    if matter is not None and matter.event_type in _FROM_AIR and tree.child(word, "det") is not None:
        return True  # 'the strike', told of just before
    if tree.relation(word) == "nsubj" and tree.lemmas[tree.heads[word]] in _HITS:
        return True  # 'the strikes hit a wedding'
    for child in tree.those(word, "nmod"):
        if tree.case(child) in ("on", "against", "near") and (scene.places(child) or scene.party(child)):
            return True
        if tree.case(child) in ("on", "against") and any(scene.party(c) for c in tree.those(word, "compound", "amod")):
            return True  # 'Ostrian strikes on a command post'
    led = [c for c in tree.those(word, "nmod", "obl") if tree.case(c) == "by"]
    by_air = any(noun_base(scene.passage, tree, c) in _AIRCRAFT or scene.party(c) for c in led)
    if by_air or tree.lemmas[tree.heads[word]] in _WRECKS:
        return True  # 'a strike by a drone', 'the strike wrecked a bridge'
    clause = scene.clause(tree.heads[word])
    doer = clause.actor if clause.patient == word else None
    return doer is not None and noun_base(scene.passage, tree, doer) in _AIRCRAFT & lists["machines"]


def _named_with(scene: Scene, word: int, pattern: EventPattern) -> tuple[list[Participant], list[Participant]]:
    tree = scene.tree
    by: list[Participant] = []
    against: list[Participant] = []
    for child in tree.those(word, "nmod", "obl"):
        case = tree.case(child)
        if case in pattern.by:
            by += actors_of(scene, child)
        elif case in pattern.against:
            doers = [a for c in tree.those(child, "nmod") if tree.case(c) == "by" for a in actors_of(scene, c)]
            by += doers  # 'the rape of women by soldiers'
            harmed = actors_of(scene, child) or _whose(scene, child)
            against += [a for a in harmed if a.party not in {d.party for d in doers}]
    for child in tree.those(word, "acl"):  # 'the raid, carried out by A', 'an attack claimed by B'
        if not by and tree.lemmas[child] in _TRACED:
            led = [c for c in tree.those(child, "obl", "obl:agent") if tree.case(c) == "by"]
            by += [a for c in led for a in actors_of(scene, c)]
    for child in tree.those(word, "nmod:poss", "compound", "amod"):
        if child > word or tree.lemmas[child] in pattern.object:
            continue
        owners = _owner(scene, child)
        if pattern.event in _SUFFERED:
            against += owners
        else:
            by += owners
    return by, against


def _whose(scene: Scene, thing: int) -> list[Participant]:
    """'an attack on its base', 'a raid on an army post': whose thing it was."""
    for child in scene.tree.those(thing, "compound", "amod", "nmod:poss"):
        if party := scene.party(child):
            return [party]
    ours = own_party(scene, thing)
    return [Participant(thing, thing + 1, ours, scene.passage.words[thing])] if ours else []


def _owner(scene: Scene, child: int) -> list[Participant]:
    """Whose it is: 'the Front's raid', 'a guerrilla ambush', 'their assault'."""
    tree = scene.tree
    if found := scene.party(child):
        return [found]
    if tree.classes[child] in ("NOUN", "PROPN") and (is_people(scene, child) or tree.relations[child] == "nmod:poss"):
        return actors_of(scene, child)
    return []
