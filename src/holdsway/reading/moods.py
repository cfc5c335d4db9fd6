"""How a thing is said: affirmed or negated, reported or possible, or no report at all (planned, feared, supposed)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdsway.reading.attributed import is_told_by_nobody, who_told
from holdsway.reading.besides import Mood, beside, withdrawn
from holdsway.reading.lexicon import Lexicon, word_set
from holdsway.reading.mood_words import is_only_meant, mood_words
from holdsway.reading.negations import (
    condition_of,
    is_called_untrue,
    is_negated,
    is_present,
    is_to_come,
    is_unconfirmed,
)
from holdsway.reading.passages import Passage
from holdsway.reading.speech import Speech
from holdsway.reading.tree import Tree
from holdsway.records import Modality, Polarity

__all__ = ["Stance", "mood_of"]

_DOUBTS = word_set("doubt doubts doubted question questions questioned")
_IS = word_set("is are was were")
_NO_AIMS = frozenset(("launch", "battle", "fight", "move", "push", "have"))
_WOULD = word_set("would could should might 'd")
_MODALS = {"will": "future", "shall": "future", "'ll": "future", "wo": "future", "would": "future", "'d": "future",
           "may": "possible", "might": "possible", "could": "possible", "can": "possible", "ca": "possible",
           "should": "normative", "must": "normative", "ought": "normative"}  # fmt: skip
_UP = frozenset(
    ("xcomp", "ccomp", "advcl", "acl", "csubj", "parataxis", "conj", "obj", "nsubj", "nmod", "obl", "appos")
)
_VERBAL = frozenset(("VERB", "AUX", "ADJ"))
_MOST_STEPS = 12
_WHISPERS = word_set("has had whisper whispers whispered rumour rumor rumoured rumored")


@dataclass(frozen=True, slots=True)
class Stance:
    """Polarity and modality, with the reason when it is no evidence; `start` is where the verb group begins."""

    polarity: Polarity
    modality: Modality
    trap_reason: str | None
    start: int
    passive: bool
    steps: tuple[str, ...] = ()


def mood_of(
    passage: Passage, tree: Tree, head: int, chain: Sequence[Speech], words: Lexicon, *, deed: bool = False
) -> Stance | None:
    """The stance of the clause at word `head`; None when nobody says that it happened or that it did not.

    `deed` marks a change of hands: 'may take A' then speaks of what is to come.
    """
    if passage.word(len(passage) - 1) == "?":
        return None
    mood = Mood()
    _own(passage, tree, head, mood, deed=deed)
    if (cue := condition_of(passage, tree, head)) is not None:
        mood.become(Modality.HYPOTHETICAL, f"'{cue}' makes it a condition, not a report")
    _climb(passage, tree, head, mood, deed=deed)
    beside(passage, tree, head, mood)
    if deed and _is_of_those_to_come(passage, tree, head):
        mood.become(Modality.HYPOTHETICAL, "said of whoever may come to do so")
    withdrawn(passage, tree, head, mood, is_said=bool(chain))
    if mood.is_unsaid:
        return None
    for speech in chain[-2:] if chain and chain[-1].is_inner else chain[-1:]:
        if speech.how == "denies":
            if is_negated(passage, tree, speech.verb) or passage.word(speech.verb - 1) in ("nor", "or"):
                return None  # 'neither confirmed nor denied'
            mood.denied.add(speech.verb)
    for verb in sorted(mood.denied):
        mood.negated, mood.is_reported = not mood.negated, True
        mood.note(f"'{passage.word(verb)}' denies it")
    said = [s for s in chain if s.how in ("awaits", "asks", "thinks")]
    if said:
        told = passage.text(said[-1].verb, said[-1].verb_end)
        kind = {"asks": Modality.NORMATIVE, "thinks": Modality.OPINION}.get(said[-1].how, Modality.FUTURE)
        mood.become(kind, f"'{told}' speaks of what is wished, expected or thought")
    modality = mood.modality or _told(passage, head, chain, words, mood)
    if modality in (Modality.LIKELY, Modality.POSSIBLE) and mood.modality is None:
        mood.note("hearsay")
    polarity = Polarity.NEGATED if mood.negated else Polarity.AFFIRMED
    reason = None if modality.is_evidence else mood.reason or "is not said as a report"
    return Stance(polarity, modality, reason, _group_start(tree, head), _passive(tree, head), mood.steps)


def _told(passage: Passage, head: int, chain: Sequence[Speech], words: Lexicon, mood: Mood) -> Modality:
    spoken = {word for speech in chain for word in who_told(speech.speaker)}
    whispered = any(passage.word(speech.verb) in _WHISPERS for speech in chain)
    if spoken & words.lists["hearsay"] or whispered or any(m.start < head for m in passage.of("rumour")):
        return Modality.POSSIBLE
    is_told = bool(chain) or mood.is_reported or is_told_by_nobody(passage, head)
    return Modality.REPORTED if is_told else Modality.ASSERTED


def _own(passage: Passage, tree: Tree, head: int, mood: Mood, *, deed: bool) -> None:
    """What the verb group itself says: its auxiliaries, its adverbs, its negation."""
    auxiliaries = list(tree.those(head, "aux", "cop"))
    if not auxiliaries and tree.relation(head) == "conj":
        auxiliaries = _shared_auxiliaries(tree, head)
    said = [passage.word(a) for a in auxiliaries]
    is_yet_to_be = any(passage.word(c) == "yet" and passage.word(c + 1) == "to" for c in tree.those(head, "advmod"))
    if is_negated(passage, tree, head) or is_yet_to_be:
        mood.negated = not mood.negated
        mood.note("negated")
    has_had = "have" in said or "have" in [tree.lemmas[a] for a in auxiliaries if passage.word(a) == "have"]
    for word in said:
        kind = _MODALS.get(word)
        if kind is None:
            continue
        mood.note(f"'{word}'")
        if has_had and word in _WOULD and word not in ("could", "might"):
            mood.become(Modality.COUNTERFACTUAL, f"'{word} have' says what did not come to be")
        elif kind == "future":
            mood.become(Modality.FUTURE, f"'{word}' speaks of what is to come")
        elif kind == "normative":
            mood.become(Modality.NORMATIVE, f"'{word}' says what ought to be")
        elif word in ("could", "can") and not has_had and not deed:
            mood.become(Modality.POSSIBLE)
        elif deed and not has_had and not mood.negated:
            mood.become(Modality.FUTURE, f"'{word}' speaks of what may yet come")
        else:
            mood.become(Modality.POSSIBLE)
    for child in tree.those(head, "advmod"):
        _soften(tree.lemmas[child], mood, deed=deed)
    if any(passage.word(c) == "due" for c in tree.those(head, "mark")):
        mood.become(Modality.FUTURE, "'due to' speaks of what is to come")  # 'talks are due to open'
    if "about" in said or any(tree.lemmas[c] == "about" and tree.forms[head] == "base" for c in tree.children[head]):
        mood.become(Modality.FUTURE, "'about to' speaks of what is to come")
    if passage.word(head - 1) == "to" and passage.word(head - 2) in _IS and tree.classes[head - 2] == "AUX":
        mood.become(Modality.FUTURE, f"'{passage.word(head - 2)} to' speaks of what is planned")
    subject = tree.child(head, "nsubj")
    inverted = [a for a in auxiliaries if passage.word(a) in ("had", "were", "should")]
    if inverted and subject is not None and inverted[0] < subject and tree.relation(head) == "advcl":
        mood.become(Modality.HYPOTHETICAL, f"'{passage.word(inverted[0])}' at the head makes it a condition")


def _soften(word: str, mood: Mood, *, deed: bool) -> None:
    if word in ("likely", "probably", "presumably"):
        mood.become(Modality.LIKELY)
        mood.note(f"'{word}'")
    elif word in ("possibly", "perhaps", "maybe", "allegedly", "purportedly", "supposedly", "apparently"):
        mood.become(Modality.POSSIBLE)
        mood.note(f"'{word}'")
    elif word == "reportedly":
        mood.is_reported = True
        mood.note("'reportedly'")
    elif word in mood_words()["nearly"] and deed:
        mood.become(Modality.HYPOTHETICAL, f"'{word}' says that it did not happen")


def _shared_auxiliaries(tree: Tree, head: int) -> list[int]:
    """'will take A and hold B': the second verb stands under the auxiliaries of the first, if it has their form."""
    over = tree.heads[head]
    shared = list(tree.those(over, "aux"))
    same = tree.forms[head] == tree.forms[over] or (tree.forms[head] == "base")
    return shared if same and tree.child(head, "nsubj") is None else []


def _is_of_those_to_come(passage: Passage, tree: Tree, head: int) -> bool:
    """'Soldiers who desert will be tried': nobody is said to have done it."""
    noun = tree.heads[head]
    if not tree.relations[head].startswith("acl:relcl") or tree.past[head] or tree.relation(noun) != "nsubj":
        return False
    said = {passage.word(c) for c in tree.those(tree.heads[noun], "aux")}
    own = any(passage.word(c) in ("has", "have", "had", "was", "were") for c in tree.those(head, "aux"))
    return bool(said & {"will", "shall", "'ll"}) and not own


def _climb(passage: Passage, tree: Tree, head: int, mood: Mood, *, deed: bool) -> None:
    """From the predicate to the root: what each word on the way says of what hangs on it."""
    here = head
    for _ in range(_MOST_STEPS):
        over, relation = tree.heads[here], tree.relations[here]
        base = relation.partition(":")[0]
        if over == here or base not in _UP or base == "parataxis":
            return
        if base == "ccomp" and _is_infinitive(passage, tree, over) and ":" in passage.lower[over + 1 : here]:
            return  # 'has ceased to exist: its men were killed'
        if base == "conj" and tree.child(here, "nsubj") is not None and _is_infinitive(passage, tree, over):
            return  # 'tried to take A, and B fell'
        if base == "advcl" and _condition(passage, tree, here, mood):
            return
        if tree.lemmas[over] in mood_words()["checks"] and tree.classes[over] == "VERB" and not _is_done(tree, over):
            mood.become(Modality.POSSIBLE)
            mood.note(f"'{passage.word(over)}': not vouched for yet")
        if tree.lemmas[over] in mood_words()["accuses"] and base == "advcl" and _passive(tree, over):
            mood.become(Modality.POSSIBLE)  # 'is accused of arming X': nobody is named who says so
        is_denied = base == "advcl" and tree.forms[here] == "ing" and tree.lemmas[over] in mood_words()["denies"]
        is_denied = is_denied and passage.word(here - 1) != ","  # 'denied it, saying that A held'
        is_aim = base in ("advcl", "acl") and _is_infinitive(passage, tree, here)
        is_aim = is_aim and not _is_upshot(passage, here)
        if base in ("xcomp", "ccomp", "csubj") or is_denied or is_aim:
            if _governed(passage, tree, here, over, mood, deed=deed and here == head):
                return
        elif base == "acl" and _is_that(passage, tree, here, relation):
            if _noun_that(passage, tree, over, mood):
                return
        elif base in ("obj", "nsubj") and _event_of(passage, tree, over, base, mood):
            return
        if base in ("acl", "advcl") and is_only_meant(passage, tree, here, over):
            mood.become(Modality.HYPOTHETICAL, f"'{passage.word(over)}' does not say that it happened")
            return
        if base == "acl":
            _noun_checked(tree, over, mood)
            _noun_denied(tree, over, mood)
            return
        here = over


def _is_done(tree: Tree, verb: int) -> bool:
    """'Monitors verified 18 deaths': checked, and found so; 'was not verified', 'to verify' are not."""
    is_found = tree.lemmas[verb] in ("verify", "corroborate", "authenticate") and tree.child(verb, "nsubj") is not None
    barred = any(tree.lemmas[c] in ("not", "n't", "never", "be", "could", "yet") for c in tree.children[verb])
    return is_found and tree.past[verb] and tree.forms[verb] != "ing" and not barred


def _is_upshot(passage: Passage, verb: int) -> bool:
    """'retook A, only to lose it again', 'took B, only for the Front to drive them out': it came to that."""
    first = max(1, verb - 8)
    return any(passage.word(w) == "only" and passage.word(w - 1) == "," for w in range(first, verb))


def _noun_denied(tree: Tree, noun: int, mood: Mood) -> None:
    """'rejected claims to have taken A', 'denied reports that B fell'."""
    moods, over = mood_words(), tree.heads[noun]
    told = tree.lemmas[noun] in (*moods["nouns"]["possible"], *moods["nouns"]["reported"])
    if told and over != noun and tree.lemmas[over] in moods["denies"] and tree.relation(noun) == "obj":
        mood.denied.add(over)


def _noun_checked(tree: Tree, noun: int, mood: Mood) -> None:
    """'was checking reports that A fell': nobody vouches for it yet."""
    over = tree.heads[noun]
    if (
        tree.relation(noun) in ("obj", "obl")
        and tree.classes[over] == "VERB"
        and (tree.lemmas[over] in (*mood_words()["checks"], "suspect"))
    ):
        mood.become(Modality.POSSIBLE)


def _is_that(passage: Passage, tree: Tree, word: int, relation: str) -> bool:
    """Whether a clause on a noun says what the noun is: 'fears that A has been taken'."""
    if any(passage.word(c) == "that" for c in tree.those(word, "mark")):
        return True
    if relation != "acl:relcl" and tree.forms[word] == "finite":
        return True
    subject = tree.child(word, "nsubj")
    is_full = subject is not None and passage.word(subject) not in ("who", "which", "that")
    feared = tree.lemmas[tree.heads[word]] in mood_words()["nouns"]["hypothetical"]  # 'fears the rebels are back'
    return is_full and feared


def _is_infinitive(passage: Passage, tree: Tree, word: int) -> bool:
    return any(passage.word(c) == "to" for c in tree.those(word, "mark"))  # also in 'to be cleared'


def _condition(passage: Passage, tree: Tree, here: int, mood: Mood) -> bool:
    led = [c for c in tree.those(here, "mark", "advmod") if c < here]
    marks = [passage.word(c) for c in led]
    joined = " ".join([*marks, *(f"{passage.word(c)} {passage.word(c + 1)}" for c in led)])
    for cue in mood_words()["conditions"]:
        if cue in marks or cue in joined:
            mood.become(Modality.HYPOTHETICAL, f"'{cue}' makes it a condition, not a report")
            return True
    cue = next((m for m in marks if m in mood_words()["ahead"]), None)
    if cue and is_present(passage, tree, here):
        mood.become(Modality.FUTURE, f"'{cue}' puts it in what is still to come")
        return True
    over = tree.heads[here]
    if "that" in marks and passage.word(over) in ("so", "order"):
        mood.become(Modality.FUTURE, "'so that' names an aim, not what happened")
        return True
    return False


def _governed(passage: Passage, tree: Tree, here: int, over: int, mood: Mood, *, deed: bool) -> bool:
    """'failed to take A', 'tried to', 'claims to have', 'it is unclear whether': True when nothing above matters."""
    moods, lemma = mood_words(), tree.lemmas[over]
    marks = [passage.word(c) for c in tree.those(here, "mark", "advmod") if c < here]
    cue = next((m for m in marks if m in ("if", "whether")), "had" if over == 0 and passage.word(0) == "had" else None)
    if cue:
        mood.become(Modality.HYPOTHETICAL, f"'{cue}' leaves it open")
        return True
    perfect = any(passage.word(c) == "have" for c in tree.those(here, "aux"))
    infinitive = _is_infinitive(passage, tree, here)
    if lemma in moods["denies"] and tree.forms[here] == "ing":
        mood.denied.add(over)
        return False
    if lemma in moods["fails"] and (infinitive or tree.forms[here] in ("ing", "base")):
        mood.negated = not mood.negated
        mood.note(f"'{lemma}' says that it did not happen")
        _own(passage, tree, over, mood, deed=False)
        return False
    if deed and lemma in moods["begins"] and (infinitive or tree.forms[here] == "ing"):
        mood.become(Modality.FUTURE, f"'{passage.word(over)}' says that it is under way, not done")
        return True
    if not infinitive:
        _says(passage, tree, over, mood)
        return False
    for kind, modality in (("reported", None), ("possible", Modality.POSSIBLE)):
        if lemma in moods["tells"][kind] and _passive(tree, over):
            mood.is_reported = True
            mood.note(f"'{passage.word(over)}'")
            if modality:
                mood.become(modality)
            return False
    if lemma in ("claim", "profess", "purport"):
        mood.is_reported = True  # 'claims to control A'
        mood.note(f"'{passage.word(over)}'")
        return False
    if lemma in ("appear", "seem"):
        mood.become(Modality.POSSIBLE)
    if perfect or (lemma in moods["does"] and lemma not in moods["aims"]):
        if tree.classes[over] in _VERBAL:
            if lemma == "have" and any(tree.lemmas[c] == "yet" for c in tree.children[over]):
                mood.negated = not mood.negated
            _own(passage, tree, over, mood, deed=deed and lemma in ("force", "compel", "oblige"))
        return False
    beside = set(tree.under(over)) - set(tree.under(here)) if tree.classes[over] == "NOUN" or lemma == "become" else ()
    if lemma in moods["ordinal"] or any(tree.lemmas[c] in moods["ordinal"] for c in (*beside, *tree.children[over])):
        return True
    if lemma == "have" and any(tree.lemmas[c] == "yet" for c in tree.children[over]):
        mood.negated = not mood.negated
        return False
    mood.become(Modality.FUTURE, f"'{passage.word(over)} to' names an aim, not what happened")
    return True


def _says(passage: Passage, tree: Tree, over: int, mood: Mood) -> None:
    """'did not say that', 'would not confirm that', 'declined to confirm that': then nobody has said it."""
    if tree.lemmas[over] in mood_words()["opinion"]:
        mood.become(Modality.OPINION, f"'{passage.word(over)}' makes it what somebody thinks")
    if tree.lemmas[over] in mood_words()["unmeant"]:
        if tree.lemmas[over] == "doubt":
            mood.negated = not mood.negated
        mood.become(Modality.HYPOTHETICAL, f"'{passage.word(over)}' does not say that it happened")
    for kind in ("possible", "reported"):
        if tree.lemmas[over] in mood_words()["tells"][kind] and _passive(tree, over):
            mood.is_reported = True  # 'it is rumoured that A fell'
            if kind == "possible":
                mood.become(Modality.POSSIBLE)
    if passage.word(over - 1) in _DOUBTS:
        mood.is_unsaid = True  # 'we doubt claims that', however the parser takes it
    if is_negated(passage, tree, over) and tree.classes[over] == "VERB" and tree.lemmas[over] not in ("deny", "doubt"):
        mood.is_unsaid = True
    above = tree.heads[over]
    if above != over and tree.relation(over) == "xcomp" and tree.lemmas[above] in mood_words()["fails"]:
        mood.is_unsaid = True
    if tree.classes[over] == "ADJ":
        if tree.lemmas[over] in ("likely", "possible"):
            mood.become(Modality(tree.lemmas[over]))
            mood.note(f"'{passage.word(over)}'")
        elif tree.lemmas[over] in mood_words()["untrue"] and not is_negated(passage, tree, over):
            mood.negated = not mood.negated  # 'it is false that A fell'
        elif tree.lemmas[over] in (*mood_words()["untrue"], *mood_words()["open"]):
            mood.is_unsaid = True
    if tree.lemmas[over] in ("true", "correct", "accurate") and is_negated(passage, tree, over):
        if tree.heads[over] == over:
            mood.is_unsaid = True  # nobody is said to deny it
        else:
            mood.negated = not mood.negated


def _noun_that(passage: Passage, tree: Tree, noun: int, mood: Mood) -> bool:
    """'reports that A fell', 'fears that', 'no evidence that'."""
    moods, lemma = mood_words(), tree.lemmas[noun]
    none = any(passage.word(c) in ("no", "little", *moods["untrue"]) for c in tree.those(noun, "det", "amod"))
    over = tree.heads[noun]
    if tree.relation(noun) == "nsubj" and is_called_untrue(passage, tree, over):
        mood.negated = not mood.negated
        mood.untrue.add(over)
        mood.note(f"'{passage.word(over)}' denies it")
        return True
    if none and (
        lemma in moods["grounds"] or lemma in moods["nouns"]["reported"] or lemma in moods["nouns"]["possible"]
    ):
        mood.is_unsaid = True
        return True
    if lemma in moods["nouns"]["hypothetical"]:
        mood.become(Modality.HYPOTHETICAL, f"'{passage.word(noun)}' does not say that it happened")
        return True
    if tree.lemmas[tree.heads[noun]] in ("doubt", "question") and tree.relation(noun) == "obj":
        mood.is_unsaid = True
        return True
    if lemma in (*moods["nouns"]["possible"], *moods["nouns"]["reported"]):
        mood.note(f"'{passage.word(noun)}'")
    if lemma in moods["nouns"]["possible"]:
        mood.become(Modality.POSSIBLE)
    if lemma in moods["nouns"]["reported"]:
        mood.is_reported = True
        if any(tree.lemmas[c] in ("unconfirmed", "unverified", "conflicting") for c in tree.those(noun, "amod")):
            mood.become(Modality.POSSIBLE)
    if over != noun and tree.lemmas[over] in moods["denies"] and tree.relation(noun) == "obj":
        mood.denied.add(over)
    return False


def _event_of(passage: Passage, tree: Tree, over: int, relation: str, mood: Mood) -> bool:
    """An event told as a noun: 'plan the capture of A', 'prevented the fall of A', 'the fall of A would ...'."""
    moods, lemma = mood_words(), tree.lemmas[over]
    if tree.classes[over] not in ("VERB", "AUX", "NOUN", "ADJ"):
        return True
    if relation == "obj" and lemma in ("prevent", "avert", "avoid", "stop", "resist", "foil", "thwart", "block"):
        mood.negated = not mood.negated
    elif relation == "obj" and lemma in moods["aims"] and lemma not in _NO_AIMS:
        mood.become(Modality.FUTURE, f"'{passage.word(over)}' speaks of what is meant or wished")
        return True
    elif relation == "obj" and lemma in ("fear", "predict", "imagine", "risk"):
        mood.become(Modality.HYPOTHETICAL, f"'{passage.word(over)}' does not say that it happened")
        return True
    elif relation == "nsubj" and is_unconfirmed(passage, tree, over):
        mood.become(Modality.POSSIBLE)
        return True
    elif relation == "nsubj" and is_called_untrue(passage, tree, over):
        mood.negated = not mood.negated
        mood.untrue.add(over)
        return True
    elif relation == "nsubj" and (is_to_come(tree, over) or (lemma in moods["foreseen"] and _is_told_of(tree, over))):
        mood.become(Modality.FUTURE, f"'{passage.word(over)}' does not say that it happened")
        return True
    _own(passage, tree, over, mood, deed=False)
    return False


def _is_told_of(tree: Tree, head: int) -> bool:
    """'was foretold', 'is expected': whatever the parse takes the participle for."""
    return tree.child(head, "aux:pass", "nsubj:pass", "cop") is not None


def _passive(tree: Tree, head: int) -> bool:
    return tree.child(head, "aux:pass", "nsubj:pass") is not None


def _group_start(tree: Tree, head: int) -> int:
    """Where the verb group begins: its first auxiliary or adverb right before it."""
    start = head
    for child in reversed([c for c in tree.those(head, "aux", "advmod", "cop") if c < head]):
        if child == start - 1:
            start = child
    return start
