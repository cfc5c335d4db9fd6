"""Who did it, and whose people they were: the parties behind a subject, an agent, an attack or a loss."""

from __future__ import annotations

from collections.abc import Sequence

from holdsway.reading.clauses import Clause
from holdsway.reading.fates import fate_words
from holdsway.reading.finding import Participant
from holdsway.reading.lexicon import word_set
from holdsway.reading.people_phrases import first_of
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Polarity

__all__ = ["captor", "claimant", "conqueror", "doers", "driven_off", "losers", "opponent", "speaks"]

_SHOTS = word_set("shot beat stab")
_OF_STATE = word_set("government army military regime police")
_OF_REBELS = word_set("rebel insurgent separatist guerrilla militant")
_WHEN = word_set("when as after while")
_THROUGH = word_set("in by from during after with under")
_PRONOUNS = word_set("it they he she we who")
_FAR = 6
_TRACED = word_set("blame carry launch claim conduct stage mount fire pin")


def doers(scene: Scene, clause: Clause, *, patient: bool) -> list[Participant]:
    """Who did it: the subject, the agent, or whose attack it was done in."""
    tree = scene.tree
    if patient and tree.classes[clause.head] == "NOUN":
        named = next(iter(tree.those(clause.head, "nsubj", "compound")), None)
        return _of_doer(scene, named) if named is not None else []  # 'Army kills 20', read as a noun
    shot = tree.heads[clause.head]
    if (
        patient
        and tree.relation(clause.head) == "conj"
        and tree.classes[shot] == "NOUN"
        and tree.lemmas[shot] in _SHOTS
    ):
        named = next(iter(tree.those(shot, "nsubj", "compound")), None)
        return _of_doer(scene, named) if named is not None else []  # 'Troops shot and killed a man'
    if patient and not clause.passive and clause.subject is not None:
        found = _of_doer(scene, clause.subject)
        if tree.relation(clause.head) != "xcomp" and tree.forms[clause.head] not in ("ing", "base"):
            found = [p for p in found if not speaks(scene, p) and not _is_between(scene, p)]
        return found or _of_leading(scene, clause.head)
    if clause.agent is not None and (found := _of_doer(scene, clause.agent)):
        return found
    for case, word in clause.obliques:
        is_event = case.removeprefix("object ") in _THROUGH and tree.lemmas[word] in fate_words().lists["events"]
        if is_event and (found := _of_doer(scene, word)):
            return found
    if patient and not clause.passive and (found := _of_leading(scene, clause.head)):
        return found
    return _of_occasion(scene, clause.head)


def _of_occasion(scene: Scene, head: int) -> list[Participant]:
    """'Several were hurt when police fired on protesters': who attacked, as the clause of the occasion has it."""
    tree, attacks = scene.tree, fate_words().lists["attacking"]
    for child in tree.those(head, "advcl", "parataxis"):
        led = {scene.passage.word(c) for c in tree.those(child, "mark", "advmod")}
        if not led & _WHEN or base_of(scene.passage, tree, child) not in attacks:
            continue
        when = scene.clause(child)
        who = when.agent if when.passive else when.subject
        if who is not None and (found := _of_doer(scene, who)):
            return found
    return []


def claimant(scene: Scene) -> Participant | None:
    """'..., for which the Front claimed responsibility', 'the Front said it was behind it', '..., Front blamed'."""
    passage, tree = scene.passage, scene.tree
    for who in scene.participants:
        after = passage.lower[who.end : who.end + 6]
        led = passage.lower[max(0, who.start - 6) : who.start - (passage.word(who.start - 1) == "the")]
        claims = after[:1] and tree.lemmas[who.end] in ("claim", "have", "later", "quickly", "say", "take", "admit")
        if claims and {"responsibility", "credit"} & set(after):
            return who
        if led[-1:] == ["by"] and {"claimed", "responsibility"} & set(led):
            return who
        blamed = after[:1] == ["blamed"] and who.end + 1 >= len(passage) - 1
        if blamed or (after[:2] in (["was", "blamed"], ["were", "blamed"]) or after[:3] == ["has", "been", "blamed"]):
            return who
        if led[-2:] == ["blamed", "on"]:
            return who
    return None


def speaks(scene: Scene, who: Participant) -> bool:
    """Whether a participant is named only as who says it."""
    return any(s.start <= who.start < s.stop for s in scene.speeches if scene.passage.word(who.start) not in _PRONOUNS)


def _is_between(scene: Scene, who: Participant) -> bool:
    """'Clashes between the army and the Front left 12 dead': the second of two is not who did it."""
    return "between" in scene.passage.lower[max(0, who.start - _FAR) : who.start]


def _of_leading(scene: Scene, head: int) -> list[Participant]:
    """'The town was shelled by the Front, killing 12': who did what led to it."""
    tree = scene.tree
    over = tree.heads[head]
    if tree.relation(head) not in ("advcl", "acl") or over == head:
        return []
    crashed = (over, *tree.those(over, "acl"))
    if any(base_of(scene.passage, tree, w) in fate_words().lists["mishaps"] for w in crashed):
        return []  # 'an army helicopter crashed, killing both pilots'
    leading = scene.clause(over)
    if leading.agent is not None:
        return _of_doer(scene, leading.agent)
    if leading.subject is not None and tree.lemmas[leading.subject] in fate_words().lists["events"]:
        return _of_doer(scene, leading.subject)  # 'a shell fired by the Front landed in A, killing two'
    return _of_doer(scene, over) if tree.classes[over] == "NOUN" else []


def _of_doer(scene: Scene, word: int) -> list[Participant]:
    """The parties behind a subject: 'the Front', 'a Front attack', 'shelling by the Front'; no one behind 'gunmen'."""
    tree, words = scene.tree, fate_words()
    lemma = tree.lemmas[word]
    if lemma in words.lists["events"] or tree.classes[word] == "VERB":
        for child in tree.those(word, "compound", "amod", "nmod:poss"):
            if found := scene.party(child):
                return [found]
            word_for = scene.passage.word(child)
            side = (
                scene.state
                if word_for in _OF_STATE
                else scene.rebels_by(f"{word_for}s")
                if word_for in _OF_REBELS
                else None
            )
            if side is not None:
                return [Participant(child, word + 1, side, scene.passage.text(child, word + 1))]
            if scene.passage.words[child] in scene.names.sides.own_words and scene.state:
                return [Participant(child, word + 1, scene.state, scene.passage.text(child, word + 1))]
            if party := scene.names.sides.by_word.get(scene.passage.words[child]):
                return [Participant(child, word + 1, party, scene.passage.text(child, word + 1))]
        if leading := _before(scene, word):
            return [leading]
        for child in tree.those(word, "nmod", "acl", "obl"):
            if tree.case(child) == "from" and (origin := _origin(scene, child)):
                return [origin]
            if tree.case(child) == "by":
                return scene.parties(child)
            agents = (
                [w for case, w in scene.clause(child).obliques if case in ("by", "on")]
                if tree.relation(child) == "acl"
                else []
            )
            if agents and tree.lemmas[child] in _TRACED:
                return scene.parties(agents[0])
        return _of_suicide(scene, word)
    if lemma in words.lists["faceless"] or scene.passage.word(word) in words.lists["faceless"]:
        inside = range(min(tree.under(word)), word + 1)
        if not any(m.start in inside for m in scene.passage.of("party")):
            return []
    return scene.parties(word)


def _before(scene: Scene, word: int) -> Participant | None:
    """'Government artillery fire', 'heavy rebel mortar fire': the party named within the words for an attack."""
    first = first_of(scene.tree, word)
    led = [p for p in scene.participants if first <= p.start and p.end <= word]
    plain = [p for p in led if all(scene.tree.case(i) != "on" for i in range(p.start, p.end))]
    return plain[0] if len(plain) == 1 and scene.passage.word(plain[0].end) not in ("'s", "'") else None


def _origin(scene: Scene, word: int) -> Participant | None:
    """'gunfire from an Ostrian patrol boat', 'shells from the Front's lines': whose weapon it came from."""
    if found := scene.party(word):
        return found
    for child in scene.tree.those(word, "compound", "amod", "nmod:poss"):
        party = scene.names.sides.by_word.get(scene.passage.words[child])
        if party or (found := scene.party(child)):
            return Participant(child, word + 1, party, scene.passage.text(child, word + 1)) if party else found
    return None


def _of_suicide(scene: Scene, word: int) -> list[Participant]:
    """'Three suicide bombers': of those who fight over a state only the armed group sends any."""
    suicide = any(scene.tree.lemmas[c] == "suicide" for c in scene.tree.those(word, "compound", "amod"))
    only = len(scene.names.sides.rebels) == 1 or scene.is_two_sided
    return (
        [Participant(word, word + 1, scene.rebel, scene.passage.words[word])]
        if suicide and scene.rebel and only
        else []
    )


def conqueror(scene: Scene, phrase: PlacePhrase | None) -> str | None:
    """Who took the place in the same sentence: 'civilians were killed in A after the Front captured it'."""
    took = {
        f.party
        for f in scene.told if f.party is not None and not f.because.startswith("repels")
        and any((id, role) == (f.party, "by") and text != scene.passage.words[f.anchor] for id, role, text in f.actors)
        and f.stance.modality.is_evidence and f.stance.polarity is Polarity.AFFIRMED
        and (phrase is None or f.phrase is None or f.phrase.name in (phrase.name, "it"))
    }  # fmt: skip
    return next(iter(took)) if len(took) == 1 else None


def captor(scene: Scene, head: int, did: Sequence[Participant]) -> str | None:
    """To whom people gave themselves up: who took them, who took the place, or who tells of it as a victory."""
    if did:
        return did[0].party
    subject = scene.clause(head).subject
    chain = scene.chain(head)
    telling = [*chain, *(s for s in scene.speeches if subject is not None and s.start <= subject < s.stop)]
    told = next((s.party for s in telling if s.party), None) if telling else scene.memory.voice
    return conqueror(scene, None) or told or _only_actor(scene)


def _only_actor(scene: Scene) -> str | None:
    """The one party that does anything in the sentence, besides speaking."""
    acting = {p.party for p in scene.participants if not speaks(scene, p) and _is_subject(scene, p)}
    return next(iter(acting)) if len(acting) == 1 else None


def _is_subject(scene: Scene, who: Participant) -> bool:
    return any(scene.tree.relation(w) == "nsubj" for w in range(who.start, who.end))


def opponent(scene: Scene, victims: str, start: int, end: int) -> str | None:
    """The other side, where the sentence names it besides as who speaks: 'ten soldiers died in clashes with the Front'.

    The words from `start` to `end` are those for the victims.
    """
    other = scene.other(victims)
    bounds = [i for i in range(len(scene.passage)) if scene.passage.word(i) == ";"]
    apart = {p for p in scene.participants if any(end <= i < p.start or p.end <= i < start for i in bounds)}
    counted, faceless = {f.end for f in scene.passage.figures}, fate_words().lists["faceless"]
    named = (
        p for p in scene.participants if p.party == other and not start <= p.start < end and p.start not in counted
    )
    return (
        other
        if any(p not in apart and not speaks(scene, p) and p.text.casefold() not in faceless for p in named)
        else None
    )


def driven_off(scene: Scene, head: int) -> Participant | None:
    """'The Front was beaten off, leaving 17 dead': whoever was driven away left their own dead."""
    tree = scene.tree
    over = tree.heads[head]
    if tree.relation(head) not in ("advcl", "conj", "acl", "xcomp") or over == head:
        return None
    clause = scene.clause(over)
    if not clause.passive or base_of(scene.passage, tree, over) not in fate_words().lists["beaten"]:
        return None
    if (named := scene.party(clause.subject)) is not None:
        return named
    lost = (a for f in scene.told if f.anchor == over for a in f.actors if a[1] == "against")
    return next((Participant(over, over + 1, party, text) for party, _, text in lost), None)


def losers(scene: Scene, noun: int) -> Participant | None:
    """'The Front suffered 15 dead', 'had over 100 killed': whose people they were."""
    tree = scene.tree
    if tree.relation(noun) == "nmod" and tree.case(noun) == "of" and tree.relation(tree.heads[noun]) == "obj":
        noun = tree.heads[noun]  # 'suffered dozens of casualties'
    over = tree.heads[noun]
    telling = fate_words().lists["suffers"] | fate_words().lists["owns_up"]
    if tree.relation(noun) in ("obj", "xcomp") and tree.lemmas[over] in telling:
        return scene.party(scene.clause(over).subject)
    if tree.case(noun) == "with" and tree.lemmas[over] == "leave":
        return scene.party(tree.child(over, "obj"))  # 'left the Front with 60 dead'
    for child in tree.those(noun, "compound", "amod", "nmod:poss"):
        if found := scene.party(child):
            return found
    return None
