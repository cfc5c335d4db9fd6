"""Who acts and who is acted on: the actors that a noun phrase names, whether parties of the frame or not."""

from __future__ import annotations

from holdsway.reading.deeds import event_words, noun_base
from holdsway.reading.finding import Participant
from holdsway.reading.lexicon import word_set
from holdsway.reading.scene import Scene
from holdsway.reading.speech import noun_phrase

__all__ = ["actors_of", "is_named", "is_people", "named_actors", "own_party"]

_AMOUNTS = word_set(
    "dozen hundred thousand number score group series handful majority many some several part half one two three rest "
    "pair couple million lot most column wave convoy member unit element band"
)
_INSIDE = frozenset(
    (
        "nmod",
        "nmod:poss",
        "obl",
        "acl",
        "ccomp",
        "xcomp",
        "amod",
        "compound",
        "nsubj",
        "obj",
        "nmod:desc",
        "conj",
        "appos",
    )
)
_SIDES = frozenset(("sides", "parties", "camps", "armies", "enemies", "foes"))
_PAIRED = frozenset(("both", "two", "warring", "rival", "opposing", "either"))
_FIRST_NOT = frozenset(("for", "on", "in"))
_NEVER = frozenset(("during", "after", "before", "since"))
_UNKNOWN = word_set("unidentified unknown masked hooded unnamed")
_THINGS = word_set("residence house home headquarters office position base barracks post hideout building vehicle")
_ARTICLES = word_set("the a an some several its their his her")
_STOP = frozenset(("acl", "advcl", "parataxis", "conj", "cc", "punct", "list", "discourse", "nsubj"))
_LEADING = frozenset(("VERB", "SCONJ", "CCONJ", "PUNCT", "DET"))
_ENDS = word_set("against to on by for with at after before during who that which over")
_OF_PEOPLE = ("ist", "man", "woman", "eer")
_LONGEST = 9
_DEEPEST = 4


def actors_of(scene: Scene, word: int | None, *, at_place: bool = False) -> list[Participant]:
    """The actors of a phrase and of those joined to it: parties, people, bodies and names, never things.

    A place counts as an actor only where `at_place` says that it may stand for its people or its state.
    """
    if word is None:
        return []
    found: dict[str, Participant] = {}
    for part in scene.tree.conjuncts(word):
        if both := _both(scene, part):
            found |= {side.party: side for side in both if side.party not in found}
        elif actor := _actor(scene, part, at_place=at_place):
            found.setdefault(actor.party, actor)
            if actor.is_party and any(scene.tree.child(c, "conj") for c in scene.tree.those(part, "amod", "compound")):
                found |= {a.party: a for a in scene.parties(part) if a.party not in found}  # 'Ostrian and Norlander'
    return list(found.values())


def _both(scene: Scene, word: int) -> list[Participant]:
    """'both sides', 'the warring sides': the two that were told of before, else the state and who stands against it."""
    tree, passage = scene.tree, scene.passage
    if passage.word(word) not in _SIDES or not _PAIRED & {passage.word(c) for c in tree.children[word]}:
        return []
    before = [*scene.before, *((scene.matter,) if scene.matter else ())]
    known = (id for told in before for id, _, _ in told.actors if id in scene.names.frame.parties)
    sides = list(dict.fromkeys(known))
    if len(sides) != 2 and (scene.is_two_sided or not sides):
        sides = [side for side in (scene.state, scene.other(scene.state)) if side is not None]
    return [Participant(word, word + 1, side, passage.words[word]) for side in sides] if len(sides) == 2 else []


def named_actors(scene: Scene, word: int | None, depth: int = 0) -> list[Participant]:
    """The named actors of a phrase, else those deepest in what hangs on it: 'condemned an attack by A on B' gives A."""
    if word is None or depth > _DEEPEST:
        return []
    tree = scene.tree
    found = [a for part in tree.conjuncts(word) if (a := _actor(scene, part, at_place=True)) and is_named(scene, a)]
    if found:
        return list({actor.party: actor for actor in found}.values())
    inside = [c for c in tree.children[word] if tree.relations[c] in _INSIDE or tree.relation(c) in _INSIDE]
    inside = [c for c in inside if tree.case(c) not in _NEVER]
    for child in sorted(inside, key=lambda c: tree.case(c) in _FIRST_NOT):
        if further := named_actors(scene, child, depth + 1):
            return further
    return []


def is_named(scene: Scene, actor: Participant) -> bool:
    """Whether an actor is told by a name or by what it belongs to, not as 'soldiers' or 'gunmen' only."""
    months = event_words().lists["months"]
    inside = range(actor.start, actor.end)
    return actor.is_party or any(_is_proper(scene, i) and scene.passage.word(i) not in months for i in inside)


def is_people(scene: Scene, word: int) -> bool:
    """Whether a noun is one for people or a body of them, or an amount of such."""
    people, tree = event_words().lists["people"], scene.tree
    base = noun_base(scene.passage, tree, word)
    if base in _AMOUNTS or tree.classes[word] == "NUM":
        within = [c for c in tree.those(word, "nmod") if tree.case(c) in ("of", "among", "from")]
        if within:
            return any(is_people(scene, c) or _is_proper(scene, c) for c in within)
    return base in people or base.endswith(_OF_PEOPLE)


def _actor(scene: Scene, word: int, *, at_place: bool) -> Participant | None:
    tree, passage = scene.tree, scene.passage
    if any(passage.word(c) in _UNKNOWN for c in tree.those(word, "amod")):
        return _in_words(scene, word)
    if passage.word(word) in event_words().lists["months"] or any(t.start <= word < t.end for t in passage.times):
        return None
    if noun_base(passage, tree, word) in _THINGS:
        return None
    if (ours := _ours(scene, word)) is not None:
        return ours
    party = scene.party(word)
    if party is not None and party.text.casefold() in scene.words.lists["faceless"]:
        return _in_words(scene, word)
    if party is not None:
        return _whole(scene, word, party) if _is_theirs(scene, word) else None
    if tree.classes[word] == "PRON":
        return _speaking(scene, word)
    if tree.classes[word] in ("ADV", "DET", "PUNCT") or any(
        passage.word(c) in ("no", "neither") for c in tree.those(word, "det")
    ):
        return None
    if any(p.start <= word < p.end for p in scene.phrases):
        is_known = passage.at("place", word) is not None or passage.at("parent", word) is not None
        return _in_words(scene, word) if at_place and tree.classes[word] == "PROPN" and not is_known else None
    if is_people(scene, word):
        return _in_words(scene, word)
    if not _is_proper(scene, word) or noun_base(passage, tree, word) in event_words().weapons:
        return None
    label = next((label for start, end, label in tree.names if start <= word < end), None)
    return None if label == "PLACE" and not at_place else _in_words(scene, word)


def own_party(scene: Scene, word: int) -> str | None:
    """The party that 'our', 'its' or 'their' before a noun stands for, by who speaks there."""
    passage = scene.passage
    for own in scene.tree.those(word, "nmod:poss"):
        if passage.word(own) == "our":
            return scene.voice_at("we", own)
        if passage.word(own) in ("its", "their"):
            return scene.voice_at("it", own)
    return None


def _ours(scene: Scene, word: int) -> Participant | None:
    """'our naval force struck a frigate', 'said its gunners had fired': whose they are, by who speaks."""
    own = scene.tree.child(word, "nmod:poss")
    if own is None or not is_people(scene, word) or not (party := own_party(scene, word)):
        return None
    return Participant(own, word + 1, party, scene.passage.text(own, word + 1))


def _speaking(scene: Scene, word: int) -> Participant | None:
    """'A said it carried out the raid': whoever speaks, when a pronoun stands for no party."""
    passage, chain = scene.passage, [s for s in scene.chain(word) if s.verb < word]
    if passage.word(word) not in ("it", "they", "we", "he", "she") or not chain or not chain[-1].speaker:
        return None
    speech = chain[-1]
    if passage.word(speech.start) in ("it", "they", "he", "she", "we") or speech.start > word:
        return None
    named = {m.key for m in passage.of("party") if speech.start <= m.start < speech.verb}
    if speech.party or len(named) == 1:
        return Participant(word, word + 1, speech.party or next(iter(named)), passage.words[word])
    who = range(speech.start, min(speech.stop, speech.start + _LONGEST))
    if not any(scene.tree.classes[i] == "PROPN" or is_people(scene, i) for i in who):
        return None  # 'reports', 'leaflets'
    return Participant(word, word + 1, speech.speaker, speech.speaker, is_party=False)


def _in_words(scene: Scene, word: int) -> Participant:
    """An actor by the words that name it, though a party could be meant: 'unknown gunmen' are nobody's."""
    start, end = _phrase(scene, word)
    text = scene.passage.text(start, end)
    return Participant(start, end, text, text, is_party=False)


def _phrase(scene: Scene, word: int) -> tuple[int, int]:
    """The words of a noun phrase without articles before it and the 's behind."""
    tree, passage = scene.tree, scene.passage
    start, end = noun_phrase(tree, word, stop=_STOP)
    while start < word and (passage.word(start) in _ARTICLES or _only_leads(scene, start)):
        start += 1
    start -= passage.word(start) == "least" and passage.word(start - 1) == "at"
    where = {p.start - 1 for p in scene.phrases if p.before != "of"}
    end = next((i for i in range(word + 1, end) if passage.word(i) in _ENDS or i in where), end)
    while end - 1 > word and passage.word(end - 1) in ("'s", "'", "’", ",", "-", "("):
        end -= 1
    return start, end


def _only_leads(scene: Scene, word: int) -> bool:
    """Whether a word before a noun is no part of its name: 'called', 'that'; 'United' is."""
    return scene.tree.classes[word] in _LEADING and not scene.passage.words[word][:1].isupper()


def _whole(scene: Scene, word: int, party: Participant) -> Participant:
    """A party with all the words that name it: 'Ostrian foreign minister Ana Solt', 'soldiers of the Front'."""
    start, end = _phrase(scene, word)
    if start > party.start or end < party.end or end - start > _LONGEST or scene.tree.classes[word] == "PRON":
        return party
    return Participant(start, end, party.party, scene.passage.text(start, end), party.is_party)


def _is_theirs(scene: Scene, word: int) -> bool:
    """Whether a phrase with a party is of people: 'Front fighters', not 'Front positions', 'the Front's raid'."""
    tree = scene.tree
    if any(p.start <= word < p.end for p in scene.participants):
        return True
    base = noun_base(scene.passage, tree, word)
    words = event_words()
    if base in words.nouns or base in words.weapons:
        return False
    return tree.classes[word] in ("PROPN", "NUM") or is_people(scene, word)


def _is_proper(scene: Scene, word: int) -> bool:
    """A name, or an adjective of one: 'Norwegian'. In a text all in capitals only what is parsed as a name."""
    if scene.tree.classes[word] == "PROPN":
        return True
    written = scene.passage.words[word]
    return scene.tree.classes[word] in ("ADJ", "NOUN") and word > 0 and written[:1].isupper() and not written.isupper()
