"""One event as a clause or a noun tells it, how far it got, and the finding that is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import event_base, event_words, noun_base
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.lexicon import word_set
from holdsway.reading.moods import Stance
from holdsway.reading.negations import is_called_untrue
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.speech import noun_phrase
from holdsway.records import Kind, Modality, Polarity

__all__ = ["ATTEMPTED", "MILD", "THREATENED", "VIOLENT", "Incident", "found_of", "from_name", "stage_of"]

ATTEMPTED, THREATENED = "attempted", "threatened"
"""How far an event got, where it was not carried out: kept as the category of the finding."""

MILD = word_set(
    "warn visit pledge talks agreement accord agree cooperate support aid reject criticise accuse demand sanction "
    "yield coerce consult threat declaration arrest_warrant ceasefire ceasefire_broken agreement_broken talks_broken "
    "claim pause disarm"
)
"""The kinds of events without violence."""

VIOLENT = word_set("assault airstrike bombing shelling killing clash kidnapping sabotage arson looting")
"""The kinds of events in which people come to harm or things are destroyed."""

_ASIDE = frozenset(("acl", "advcl", "parataxis", "punct", "appos", "conj", "cc"))
_SHORT = 8
_PHRASE = 4
_ASIDE_LONGEST = 14
_STOPS = frozenset((",", "-", "–", "—", "(", ")"))
_LOOSE = word_set("after before despite amid following since until during because as without except")
_RELATIVE = frozenset(("who", "which", "whose", "whom", "where", "when"))
_THREATENS = frozenset(("threaten", "vow", "swear", "warn", "threat"))
_LASTS = frozenset(("remain", "stay"))
"""'remains besieged'"""
_ANSWERS = frozenset(("answer", "respond", "reply", "retaliate"))
"""'answered by shelling A'"""
_ADMITS = frozenset(("admit", "acknowledge", "claim", "concede", "confess"))
"""'admitted losing the jet', 'claimed to have shelled A'"""
_FAILS = frozenset(("fail", "unable", "failure", "prevent", "stop"))
_BEGINS = frozenset(("begin", "start", "resume", "continue"))
_UP = frozenset(("xcomp", "ccomp", "acl", "advcl", "obj", "nsubj", "nmod", "compound", "obl"))


@dataclass(slots=True)
class Incident:
    """An event told at a word: its kind, who did it and to whom, where, and how far it got.

    `span` are words that belong to it besides those of its clause; `is_noun` says that it has no verb of its own, and
    `is_harm` that its verb tells only what came of it; `told_by` is then the noun that tells the event itself.
    """

    clause: Clause
    event: str
    by: list[Participant] = field(default_factory=list)
    against: list[Participant] = field(default_factory=list)
    place: PlacePhrase | None = None
    sides: bool = False
    is_noun: bool = False
    is_reported: bool = False
    is_harm: bool = False
    stage: str | None = None
    mood_at: int | None = None
    span: tuple[int, ...] = ()
    label: str | None = None
    told_by: int | None = None

    @property
    def actors(self) -> tuple[tuple[str, str, str], ...]:
        """The actors with the part each plays, each once."""
        roles = ("party", "party") if self.sides else ("by", "against")
        told: dict[str, tuple[str, str, str]] = {}
        for role, group in zip(roles, (self.by, self.against), strict=True):
            for actor in group:
                told.setdefault(actor.party, (actor.party, role, actor.text))
        return tuple(told.values())


def stage_of(scene: Scene, head: int) -> tuple[str | None, int]:
    """Whether what a word tells was only tried, prevented or threatened, and the word whose mood then counts."""
    tree, words = scene.tree, event_words().lists
    if any(
        tree.lemmas[c] in ("attempted", "attempt", "foiled", "foil", "failed", "thwarted")
        for c in tree.those(head, "amod")
    ):
        return ATTEMPTED, head
    over, relation = tree.heads[head], tree.relation(head)
    if over == head or relation not in _UP:
        return None, head
    base = event_base(scene.passage, tree, over)
    infinitive = any(scene.passage.word(c) == "to" for c in tree.those(head, "mark"))
    is_done_to = relation == "obj" or tree.relations[head] == "nsubj:pass"
    if (infinitive and (base in words["tried"] or base in _FAILS)) or (is_done_to and base in words["foiled"]):
        return ATTEMPTED, over
    if tree.classes[over] == "NOUN" and noun_base(scene.passage, tree, over) in words["attempts"]:
        return ATTEMPTED, over
    return (THREATENED, over) if infinitive and base in _THREATENS else (None, head)


def found_of(scene: Scene, incident: Incident, *, because: str, said: Stance | None = None) -> Finding | None:
    """The finding of an incident; None when nobody says that it was so or was not. `said` is its stance, if known."""
    at = incident.mood_at if incident.mood_at is not None else incident.clause.head
    dismissed = _dismissed_by(scene, at)
    if dismissed is None:
        dismissed = _denied_by(scene, at)
    if dismissed is not None:
        said = Stance(Polarity.NEGATED, Modality.REPORTED, None, dismissed, passive=False)
    said = said or scene.mood(at, deed=not incident.is_noun and incident.event not in MILD and not _begun(scene, at))
    if said is None or (incident.is_harm and said.polarity is Polarity.NEGATED and not incident.by):
        return None  # 'no civilians died in the attack' denies no attack
    if incident.is_reported and said.modality is Modality.ASSERTED:
        said = replace(said, modality=Modality.REPORTED)
    if said.polarity is Polarity.AFFIRMED and _is_absent(scene, incident.clause.head):
        said = replace(said, polarity=Polarity.NEGATED)
    start, end = _span(scene, incident)
    if dismissed is not None:
        told = scene.tree.under(incident.clause.head, stop=_ASIDE)
        start, end = spanned(scene, [*told, *scene.tree.under(dismissed, stop=_ASIDE - {"acl"})])
        start = dismissed if start + _SHORT < dismissed < incident.clause.head else start
    start -= scene.passage.word(start) == "least" and scene.passage.word(start - 1) == "at"
    anchor = incident.clause.head
    return Finding(
        kind=Kind.EVENT,
        start=start,
        end=end,
        anchor=anchor,
        stance=said,
        chain=scene.chain(anchor),
        phrase=incident.place,
        actors=incident.actors,
        label=incident.label or scene.passage.words[anchor].casefold(),
        category=incident.stage,
        event_type=incident.event,
        because=because,
    )


def _begun(scene: Scene, word: int) -> bool:
    """'began to shell A', 'started returning': what is begun is under way."""
    return scene.tree.relation(word) == "xcomp" and scene.tree.lemmas[scene.tree.heads[word]] in _BEGINS


def _is_absent(scene: Scene, word: int) -> bool:
    """'There were no reports of fighting': a noun that hangs on a report there was none of."""
    tree, lists = scene.tree, event_words().lists
    over = tree.heads[word]
    if tree.lemmas[over] in ("doubt", "question", "secret"):
        return False  # 'there is no doubt that a bomb exploded'
    if tree.relation(word) == "acl" and any(scene.passage.word(c) == "no" for c in tree.those(over, "det")):
        return True  # 'there were no clashes reported'
    told = tree.relation(word) in ("nmod", "acl") and tree.lemmas[over] in lists["grounds"] | lists["reports"]
    return told and any(scene.passage.word(c) == "no" for c in tree.those(over, "det"))


def _dismissed_by(scene: Scene, word: int) -> int | None:
    """The word that says a report is untrue: 'reports that A fell are false', 'claims of fighting are baseless'."""
    tree, words = scene.tree, event_words().lists
    here = word
    for over in tree.above(word):
        if tree.relation(here) == "nsubj" and (
            tree.lemmas[over] in words["disproved"] or is_called_untrue(scene.passage, tree, over)
        ):
            return over if noun_base(scene.passage, tree, here) in words["reports"] else None
        here = over
    return None


def _denied_by(scene: Scene, word: int) -> int | None:
    """The verb of denying that a deed in '-ing' hangs on: 'the army denied shelling A'; none where that is negated."""
    tree, over = scene.tree, scene.tree.heads[word]
    hangs = tree.relation(word) in ("advcl", "xcomp", "ccomp", "obj") and tree.classes[word] in ("VERB", "AUX", "NOUN")
    having = any(scene.passage.word(c) == "having" for c in tree.those(word, "aux"))
    is_deed = having or scene.passage.word(word).endswith("ing")
    if not hangs or not is_deed or tree.child(word, "mark", "det") is not None:
        return None
    if event_base(scene.passage, tree, over) != "deny" or any(tree.lemmas[c] == "not" for c in tree.children[over]):
        return None
    return over


def spanned(scene: Scene, words: Iterable[int]) -> tuple[int, int]:
    """The stretch of some words, without what stands at its ends only to join or to stop."""
    found = list(words)
    return scene.trimmed(min(found), max(found) + 1)


def _span(scene: Scene, incident: Incident) -> tuple[int, int]:
    clause = incident.clause
    if incident.told_by is not None:
        start, end = noun_phrase(scene.tree, incident.told_by, stop=_ASIDE - {"acl"})
        if end - start > _PHRASE and any(start <= p.core < end for p in scene.phrases):
            return scene.trimmed(start, end)
    if not incident.is_noun:
        start, end = _cut(scene, *scene.span(clause, *incident.span), clause.head)
        start = from_name(scene, start, clause.head)
        end = _with_others(scene, clause, end)
        end = _with_clause_of(scene, clause, end)
        end = _with_day(scene, end if incident.event in MILD else _with_rest(scene, clause, end))
        return _with_verb(scene, incident, start, end)
    words: Sequence[int] = scene.tree.under(clause.head, stop=_ASIDE)
    return spanned(scene, words)


def _cut(scene: Scene, start: int, end: int, head: int) -> tuple[int, int]:
    """Without 'according to X' at the end, which tells who speaks."""
    at = next((i for i in range(head + 1, end) if scene.passage.word(i) == "according"), end)
    return scene.trimmed(start, at)


def _with_clause_of(scene: Scene, clause: Clause, end: int) -> int:
    """'hit a clinic sheltering families on Sunday': a short clause on the last noun belongs to what is quoted."""
    tree, passage = scene.tree, scene.passage
    last = [w for w in (clause.object, *(w for _, w in clause.obliques)) if w is not None and w < end]
    for word in last[-1:] if last else []:
        for child in tree.those(word, "acl"):
            stop = max(tree.under(child)) + 1
            if child >= end and stop - end <= _SHORT and "," not in passage.lower[end:stop] and child - end <= 2:
                return scene.trimmed(clause.head, stop)[1]
    return end


def _with_rest(scene: Scene, clause: Clause, end: int) -> int:
    """'assaulted A, the capital of B, on Sunday': what comes after an aside is still of the clause."""
    tree, passage = scene.tree, scene.passage
    near = {w for w in (clause.object, clause.agent, *(w for _, w in clause.obliques)) if w is not None}
    beside = {w for c in near for a in tree.those(c, "appos", "conj") for w in tree.under(a)}
    for child in sorted(tree.those(clause.head, "obl", "advmod")):
        under = tree.under(child, stop=_ASIDE)
        first = min(under)
        if first < end or first <= clause.head or tree.case(child).split(" ")[0] in _LOOSE:
            continue
        gap = range(end, first)
        if len(gap) > _ASIDE_LONGEST or any(i not in beside and passage.word(i) not in _STOPS for i in gap):
            break
        if len(gap) and not any(i in beside for i in gap):
            break
        end = max(under) + 1
    return scene.trimmed(clause.head, end)[1] if end > clause.head else end


def from_name(scene: Scene, start: int, head: int) -> int:
    """Where a quote begins whose subject is told at length before the name: 'The deputy minister in A, X, has fled'."""
    passage, tree = scene.passage, scene.tree
    verb = head
    while verb > start and tree.classes[verb - 1] in ("AUX", "ADV", "PART"):
        verb -= 1
    if passage.word(verb - 1) != "," or verb - start <= _SHORT:
        return start
    before = next((i for i in range(verb - 2, start, -1) if passage.word(i) == ","), None)
    subject = scene.clause(head).subject
    if before is None or not any(_is_beside(scene, i, subject) for i in range(before + 1, verb - 1)):
        return start
    is_clause = any(
        tree.classes[i] in ("VERB", "AUX") or passage.word(i) in _RELATIVE for i in range(before + 1, verb - 1)
    )
    return start if is_clause else before + 1


def _is_beside(scene: Scene, word: int, subject: int | None) -> bool:
    """Whether a word is a name beside a subject, or the subject itself."""
    tree = scene.tree
    is_appos = tree.relation(word) == "appos" and tree.heads[word] == subject
    return tree.classes[word] == "PROPN" and (is_appos or word == subject)


def _with_others(scene: Scene, clause: Clause, end: int) -> int:
    """'traded fire with rebels outside A on Monday': what follows at once after 'with' belongs to what is quoted."""
    tree = scene.tree
    before = end
    for child in sorted(tree.those(clause.head, "obl", "advmod")):
        under = tree.under(child, stop=_ASIDE | {"conj"})
        is_next = min(under) == end > clause.head and len(under) <= _SHORT
        if is_next and (tree.case(child) in ("with", "against", "upon") or end > before):
            end = max(under) + 1
    return end


def _with_day(scene: Scene, end: int) -> int:
    """'on Monday and Tuesday': a time that began within the quote is quoted whole."""
    return next((t.end for t in scene.passage.times if t.start < end < t.end), end)


def _with_verb(scene: Scene, incident: Incident, start: int, end: int) -> tuple[int, int]:
    """'tried to storm A': the verb of trying belongs to what is quoted."""
    at = incident.mood_at if incident.mood_at != incident.clause.head else None
    over = scene.tree.heads[incident.clause.head]
    relation = scene.tree.relation(incident.clause.head)
    if at is None and relation == "xcomp" and (scene.clause(over).passive or scene.tree.lemmas[over] in _ADMITS):
        at = over  # 'were seen looting'
    if at is None and relation in ("xcomp", "acl", "advcl") and scene.tree.lemmas[over] in _LASTS | _ANSWERS:
        at = over if scene.tree.lemmas[over] in _LASTS or scene.passage.word(incident.clause.head - 1) == "by" else at
    if at is None:
        return start, end
    above = scene.clause(at)
    first, last = scene.span(above)
    return (min(start, first), max(end, last)) if abs(first - start) < 25 else (start, end)
