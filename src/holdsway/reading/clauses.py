"""Clauses: each predicate of a sentence with who, whom and where, as the parse has them."""

from __future__ import annotations

from dataclasses import dataclass

from holdsway.reading.lexicon import word_set
from holdsway.reading.tree import Tree

__all__ = ["Clause", "clause_at", "subject_of"]

_RELATIVE = frozenset(("who", "which", "that", "whom"))
_PASSIVE_AUX = frozenset(("be", "get"))
_ALONE = word_set(
    "land fall explode erupt arrive flee crash collapse die perish rain rage flare march advance retreat withdraw "
    "clash surge crumble slam disappear surrender"
)
_SPANS = frozenset(("hour", "day", "night", "week", "month", "year", "minute", "morning"))
_WHEN = frozenset(("before", "after", "until", "since", "as", "while", "when"))
_PARTICLES = frozenset(("back", "over", "out", "up", "off", "away", "in", "through", "on", "down"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate at word `head` with the head words of its arguments.

    `subject` is who does it, or for a passive what it is done to; `agent` who it was done by. `obliques` are pairs of a
    preposition and the word it leads ('to', 7); 'of' on an object noun is among them as ('object of', 9).
    """

    head: int
    lemma: str
    particle: str = ""
    passive: bool = False
    subject: int | None = None
    object: int | None = None
    agent: int | None = None
    obliques: tuple[tuple[str, int], ...] = ()
    shared_subject: bool = False

    def led_by(self, *prepositions: str) -> int | None:
        """The word led by the first of these prepositions that the clause has."""
        for preposition in prepositions:
            for said, word in self.obliques:
                if said == preposition:
                    return word
        return None

    @property
    def patient(self) -> int | None:
        """What it is done to: the object, or the subject of a passive."""
        return self.subject if self.passive else self.object

    @property
    def actor(self) -> int | None:
        """Who does it: the subject, or whom a passive names after 'by'."""
        return self.agent if self.passive else self.subject


def clause_at(tree: Tree, head: int) -> Clause:
    """The clause of a predicate word: a verb, an adjective or noun with a copula, or a noun that names an event."""
    if tree.classes[head] in ("NOUN", "PROPN"):
        return _nominal(tree, head)
    passive = _is_passive(tree, head)
    subject, shared = _subject(tree, head)
    patient = tree.child(head, "obj")
    if tree.child(head, "iobj") is not None and not passive and tree.classes[tree.child(head, "iobj") or 0] == "PROPN":
        patient = tree.child(head, "iobj")
    if patient is not None and tree.lemmas[patient] in _SPANS and not tree.case(patient):
        patient = None  # 'had gone an hour before'
    relation = tree.relation(head)
    if relation == "acl" and patient is None and not passive:
        patient = _relative_object(tree, head)
    if relation == "acl" and patient is not None and patient < head and tree.lemmas[patient] == "which":
        patient = tree.heads[head]  # 'A, which the Front still holds'
    if patient is None and not passive:
        patient = _shared_object(tree, head)
    agent = tree.child(head, "obl:agent")
    obliques = list(_obliques(tree, head, subject if passive else patient))
    if agent is None and passive:
        agent = next((word for case, word in obliques if case == "by"), None)
    return Clause(
        head, tree.lemmas[head], _particle(tree, head), passive, subject, patient, agent, tuple(obliques), shared
    )


def subject_of(tree: Tree, head: int) -> int | None:
    """What a predicate is said of, also where it is told only with another predicate."""
    return _subject(tree, head)[0]


def _particle(tree: Tree, head: int) -> str:
    prt = tree.child(head, "compound:prt")
    if prt is None:
        prt = next(
            (c for c in tree.those(head, "advmod") if tree.lemmas[c] in _PARTICLES),
            None,
        )
    if prt is None:  # 'had moved in when'
        prt = next((c for c in tree.those(head, "case") if c == head + 1 and tree.lemmas[c] in _PARTICLES), None)
    return tree.lemmas[prt] if prt is not None else ""


def _is_passive(tree: Tree, head: int) -> bool:
    if tree.lemmas[head] in _ALONE and not any(tree.lemmas[c] in _PASSIVE_AUX for c in tree.those(head, "aux", "cop")):
        return False  # nothing is fallen or exploded by anybody
    if tree.child(head, "aux:pass", "nsubj:pass") is not None:
        return True
    if tree.forms[head] != "participle":
        return False
    if any(tree.lemmas[c] in _PASSIVE_AUX for c in tree.those(head, "aux")) and tree.past[head]:
        return True
    is_participle = tree.past[head] or tree.lemmas[head].endswith("ed")
    if tree.classes[head] == "VERB" and is_participle and tree.child(head, "cop") is not None:
        return tree.child(head, "obj") is None  # 'were freed', where 'were' was taken for a copula
    relation = tree.relations[head]
    if relation in ("acl", "advcl", "amod", "xcomp"):
        return tree.child(head, "aux") is None and tree.child(head, "obj") is None
    if relation == "conj" and tree.child(head, "nsubj", "aux") is None and _is_passive(tree, tree.heads[head]):
        return True
    return tree.child(head, "obl:agent") is not None and tree.child(head, "obj", "aux") is None


def _subject(tree: Tree, head: int, depth: int = 0) -> tuple[int | None, bool]:
    """Who or what the clause speaks of, and whether it is told only with another verb."""
    own = tree.child(head, "nsubj", "csubj")
    if (
        own is not None and tree.lemmas[own] == "that"
    ):  # 'said that troops had left', where 'that' was read as a pronoun
        own = next((c for c in tree.those(head, "nsubj") if tree.lemmas[c] not in _RELATIVE), own)
    if own is not None and tree.lemmas[own] in _SPANS:  # 'two nights earlier the Front entered A'
        own = next((c for c in tree.those(head, "nsubj") if c > own), own)
        before = (c for c in tree.those(own, "nmod") if own < c < head and tree.case(c) in ("before", "after"))
        own = next(before, own)  # 'hours before the Front entered A', where the hours were taken for its subject
    if own is None:
        own = _named_before(tree, head)
    if own is None:  # 'the army has yet to enter A', where the subject was hung on 'has'
        own = next((s for a in tree.those(head, "aux") if (s := tree.child(a, "nsubj")) is not None), None)
    relation = tree.relations[head]
    over = tree.heads[head]
    if own is None and relation in ("ccomp", "advcl", "acl", "acl:relcl") and tree.forms[head] == "finite":
        own = _led_before(tree, head)
    if own is not None:
        if tree.lemmas[own] in _RELATIVE and relation.startswith("acl") and over != head:
            return over, False
        if tree.relation(own) == "nsubj" and tree.lemmas[own] == "which" and over != head:
            return over, False
        return own, False
    if over == head or depth > 6:
        return None, False
    if relation.startswith("acl"):
        if tree.forms[head] == "base":  # 'only for the Front to drive them out again'
            return (over, False) if tree.case(over) == "for" else (None, False)
        if relation == "acl:relcl" and not _has_relative_subject(tree, head):
            return None, False
        return over, False
    told_apart = relation == "conj" and tree.classes[over] in ("NOUN", "PROPN") and tree.forms[head] == "finite"
    if told_apart and tree.child(over, "cop", "nsubj") is None and tree.child(over, "acl") is not None:
        return over, False  # 'The rebels, who had held it, melted away'
    if relation == "conj" and tree.classes[over] in ("VERB", "AUX", "ADJ", "NOUN"):
        return _subject(tree, over, depth + 1)[0], True
    if relation in ("xcomp", "advcl", "parataxis") and tree.classes[over] in ("VERB", "ADJ", "NOUN", "AUX"):
        joined = tree.relation(over) in ("conj", "parataxis") and tree.child(head, "cc") is not None
        if relation == "advcl" and over > head and joined:
            return _subject(tree, tree.heads[over], depth + 1)[0], True  # 'entered A and by noon held it, B included'
        if relation == "advcl" and tree.classes[over] in ("NOUN", "PROPN") and _is_verbless(tree, over):
            return over, True  # 'After taking A, troops advanced', where 'advanced' was hung on 'troops'
        if relation == "advcl" and tree.forms[head] not in ("ing", "participle", "base"):
            return None, False
        upshot = tree.forms[head] == "base" and any(tree.lemmas[c] == "to" for c in tree.those(head, "mark"))
        if relation == "parataxis" and not upshot:  # 'retook A, only to lose it again'
            return None, False
        of_it = relation == "xcomp" or any(tree.lemmas[c] in ("of", "from") for c in tree.those(head, "mark"))
        if of_it and (controlled := tree.child(over, "obj", "iobj")) is not None:
            return controlled, True
        return _subject(tree, over, depth + 1)[0], True
    return None, False


def _is_verbless(tree: Tree, noun: int) -> bool:
    return tree.child(noun, "cop") is None and tree.child(noun, "acl") is not None and tree.heads[noun] == noun


def _led_before(tree: Tree, head: int) -> int | None:
    """'held A until the Front moved in': who moved, where 'until' was taken to lead a noun instead of a clause."""
    siblings = tree.those(tree.heads[head], "obl", "nmod")
    near = (c for c in siblings if head - 3 <= c < head and tree.case(c) in _WHEN)
    return next((c for c in near if all(tree.classes[w] in ("AUX", "ADV") for w in range(c + 1, head))), None)


def _named_before(tree: Tree, head: int) -> int | None:
    """A name before a finite verb that the parser took for an adverb: it knows few short names."""
    if tree.forms[head] != "finite":
        return None
    loose = (c for c in tree.those(head, "advmod", "dep", "discourse", "vocative") if c < head)
    return next((c for c in loose if tree.classes[c] == "PROPN" and not tree.case(c)), None)


def _has_relative_subject(tree: Tree, head: int) -> bool:
    """Whether a relative clause lacks any subject of its own, as in 'the men holding it' read as relative."""
    return tree.child(head, "obj") is not None or tree.forms[head] in ("participle", "ing")


def _relative_object(tree: Tree, head: int) -> int | None:
    """'the town they captured': what a relative clause with a subject of its own and no object speaks of."""
    subject = tree.child(head, "nsubj")
    if subject is None or tree.lemmas[subject] in _RELATIVE or tree.relations[head] != "acl:relcl":
        return None
    if any(tree.lemmas[c] == "that" for c in tree.those(head, "mark")):
        return None  # 'reports that they had left A'
    return tree.heads[head]


def _shared_object(tree: Tree, head: int) -> int | None:
    """'captured and burned the village': the object told with the verb it is joined to."""
    for joined in tree.those(head, "conj"):
        if tree.classes[joined] == "VERB" and tree.child(joined, "nsubj") is None:
            found = tree.child(joined, "obj")
            if found is not None and not any(tree.relation(c) == "obl" and c < joined for c in tree.children[head]):
                return found
    return None


def _obliques(tree: Tree, head: int, patient: int | None) -> list[tuple[str, int]]:
    found = []
    for child in tree.those(head, "obl", "advmod", "nmod", "obj"):
        case = tree.case(child)
        if not case and tree.relation(child) == "obj":  # 'pulled out of A port', where 'out of A' was read as one
            case = next((led for c in tree.those(child, "compound") if (led := tree.case(c))), "")
        if case:
            found.append((case, child))
            mark = next((m for m in tree.those(child, "case") if m < child), 0)
            split = case in ("of", "from", "to") and mark > head and tree.heads[mark - 1] == head
            if split and tree.lemmas[mark - 1] in ("out", "on", "in"):
                found.append((f"{tree.lemmas[mark - 1]} {case}", child))  # 'pulled out of A', read as two words
    if patient is not None:
        for child in tree.those(patient, "nmod"):
            if case := tree.case(child):
                found.append((f"object {case}", child))
        for child in tree.those(
            head, "obl", "nmod"
        ):  # 'established control over A', where 'over A' was hung on the verb
            if (case := tree.case(child)) and min(tree.under(child)) == patient + 1:
                found.append((f"object {case}", child))
    if tree.relation(head) == "conj" and not found:
        # 'was attacked and overrun by X': what follows the last verb belongs to it, what precedes the first to both
        over = tree.heads[head]
        found += [(tree.case(c), c) for c in tree.those(over, "obl") if tree.case(c) and c < over]
    return found


def _nominal(tree: Tree, head: int) -> Clause:
    """'the Front's capture of A', 'the fall of A to B', 'A's capture by B'."""
    obliques = [(tree.case(c), c) for c in tree.those(head, "nmod", "obl") if tree.case(c)]
    owner = next(iter(tree.those(head, "nmod:poss")), None)
    agent = next((word for case, word in obliques if case == "by"), None)
    of = next((word for case, word in obliques if case in ("of", "over", "on")), None)
    return Clause(head, tree.lemmas[head], "", False, owner, of, agent, tuple(obliques))
