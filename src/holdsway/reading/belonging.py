"""Which time expression of a sentence belongs to what it tells, by the grammar of the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from holdsway.reading.finding import Finding
from holdsway.reading.lexicon import word_set
from holdsway.reading.scene import Scene
from holdsway.reading.times import When
from holdsway.reading.tree import Tree

__all__ = ["clause_of", "joined_time", "nearest_time", "only_time", "told_times"]

_STRETCHES = word_set("since until till")
_HOURS = word_set("dawn dusk noon midday midnight nightfall sunrise sunset daybreak first")
_PARTICIPLES = word_set("lost held left hit shot cut won built set made sent sold torn shut")
_SPANS = frozenset(("since", "between"))
_COMPARED = (["up", "from"], ["down", "from"], ["compared", "with"], ["compared", "to"], ["as", "against"])
_HISTORY = 10
"""What was so longer ago than this many days, and is told in passing, is the background of a story, not its day."""
_TOGETHER = word_set("when as while where whereupon")
_JOINS = _TOGETHER | word_set("after before since once until")
_SEEN = word_set("show find see discover witness recover film")
"""What a video shows, or somebody finds, has the day on which it does."""
_CLAUSES = frozenset(("ccomp", "parataxis", "advcl", "acl:relcl"))
_ARGUMENTS = frozenset(("obj", "nsubj", "obl", "nmod", "conj", "appos"))


def nearest_time(scene: Scene, finding: Finding) -> When | None:
    """The time that belongs to a finding by the grammar of its sentence: its own, else its clause's."""
    near: list[tuple[int, int, int, When]] = []
    for when in scene.passage.times:
        rank = None if _is_compared(scene, when) else _belongs(scene, when, finding)
        if rank is not None:
            near.append((rank, abs(when.start - finding.anchor), when.start, when))
    return min(near, key=lambda entry: entry[:3])[3] if near else None


def only_time(scene: Scene, finding: Finding) -> When | None:
    """The one time a sentence tells, where the parser hung it on a word that is not the finding's."""
    tree, found = scene.tree, list(told_times(scene, None))
    if len(found) != 1 or len(scene.passage.times) != 1 or not len(tree):
        return None
    clause = clause_of(scene, found[0])
    if clause is None or tree.relations[clause] not in ("acl", "dep") or tree.forms[clause] != "finite":
        return None
    return found[0] if finding.anchor in tree.above(clause) else None


def joined_time(scene: Scene, finding: Finding) -> tuple[When, str] | None:
    """The time of the clause that is joined to a finding's own by 'when', 'as', 'after', 'since', 'before'; and how.

    The word is that which leads the other clause; with '-' before it where it leads the finding's own.
    """
    tree = scene.tree
    if not len(tree):
        return None
    own = [finding.anchor, *(o for o in tree.above(finding.anchor) if tree.classes[o] in ("VERB", "AUX"))][:3]
    for over in own:
        speaks = any(s.verb == over for s in scene.speeches)
        for clause in tree.those(over, "advcl") if speaks else tree.those(over, "advcl", "ccomp"):
            if clause in own or not (how := _joint(scene, clause)):
                continue
            if when := _time_under(scene, clause):
                return when, how
        if tree.relation(over) == "advcl" and (how := _joint(scene, over)):
            when = _time_under(scene, tree.heads[over])
            if when is not None:
                return when, f"-{how}"
        if tree.relation(over) in ("ccomp", "parataxis") or tree.relations[over] == "acl:relcl":
            break
    return None


def _joint(scene: Scene, clause: int) -> str | None:
    """The word that joins a clause to the one above it."""
    tree, passage = scene.tree, scene.passage
    subject = tree.child(clause, "nsubj")  # 'after the rebels withdrew', read as 'after the rebels'
    led = [*tree.those(clause, "mark", "advmod"), *(tree.those(subject, "case") if subject is not None else ())]
    return next((w for c in led if (w := passage.word(c)) in _JOINS), None)


def _time_under(scene: Scene, clause: int) -> When | None:
    """The time that hangs on a clause itself."""
    return next((w for w in scene.passage.times if clause_of(scene, w) == clause and not _is_compared(scene, w)), None)


def _belongs(scene: Scene, when: When, finding: Finding) -> int | None:
    """How closely a time belongs to a finding, 0 the closest; None when it is the time of something else."""
    tree, anchor = scene.tree, finding.anchor
    clause = clause_of(scene, when)
    if clause is None:
        return 5 if finding.start <= when.start < finding.end else None
    if clause == anchor or _is_one_group(tree, clause, anchor):
        return 0
    if clause in {s.verb for s in scene.speeches if anchor in s.content and tree.lemmas[s.verb] not in _SEEN}:
        counted = finding.figure is not None and scene.passage.word(when.start - 1) in _SPANS
        counted = counted or scene.passage.word(when.start) in _SPANS
        return 5 if counted and anchor < when.start <= finding.end else None  # 'said on Tuesday' is when it was said
    if _looks_back(scene, clause) or _is_aside(scene, when, anchor):
        return None
    down = list(tree.above(clause))
    if anchor in down:  # within what the finding says: 'A, taken on Monday' is another matter
        inner = tree.relation(clause) if tree.heads[clause] == anchor else ""
        if inner == "conj" and _shares(scene, clause, when):
            return 6
        return 1 if inner in ("xcomp", "obl", "nmod", "obj", "nsubj") else None
    rank = 1
    here = anchor
    for over in tree.above(anchor):
        relation = tree.relations[here]
        base = relation.partition(":")[0]
        if base == "conj" and tree.child(here, "nsubj") is not None and when.start > over:
            return None
        if base in ("ccomp", "parataxis") or relation == "acl:relcl":
            return None
        is_joined = base == "advcl" and tree.child(here, "mark") is not None
        if is_joined and (over != clause or _joint(scene, here) not in _TOGETHER):
            return None
        if base == "conj" and over == clause:
            return 3 if when.start < here or tree.child(here, "nsubj") is None else None
        if over == clause:
            return rank + 1
        here, rank = over, rank + 1
    return None


def _shares(scene: Scene, clause: int, when: When) -> bool:
    """'burned A and shot two people at B on Monday': the day said at the end is that of both deeds of one doer."""
    tree = scene.tree
    word, lemma = scene.passage.word(tree.heads[clause]), tree.lemmas[tree.heads[clause]]
    if word in (lemma, f"{lemma}s", f"{lemma}es"):
        return False  # 'holds A and took B on Monday'
    ends = scene.passage.word(when.end) in (".", ",", ";", "")
    subject = tree.child(clause, "nsubj")
    alone = subject is None or tree.classes[subject] == "NUM"  # 'killed and 40 injured between Monday and Friday'
    return ends and when.start > clause and alone and tree.classes[clause] == "VERB"


def _is_one_group(tree: Tree, clause: int, anchor: int) -> bool:
    """'put the dead at 500 on Monday', 'claimed control on Monday': a noun and the verb it is the object of."""
    return (
        tree.classes[anchor] != "VERB"
        and tree.heads[anchor] == clause
        and tree.relation(anchor) in ("obj", "obl", "nsubj")
    )


def clause_of(scene: Scene, when: When) -> int | None:
    """The predicate that a time hangs on."""
    tree = scene.tree
    if not len(tree):
        return None
    inside = range(when.start, when.end)
    head = next((i for i in inside if tree.heads[i] not in inside or tree.heads[i] == i), when.start)
    for over in (head, *tree.above(head)):
        if over in inside:
            continue
        noun = tree.classes[over] in ("NOUN", "PROPN", "NUM", "ADJ", "ADV")
        if (
            tree.classes[over] in ("VERB", "AUX")
            or tree.child(over, "cop") is not None
            or (noun and (tree.heads[over] == over or tree.relation(over) in _CLAUSES))
        ):
            return over
        is_argument = tree.classes[over] == "NOUN" and tree.relation(over) in _ARGUMENTS
        if is_argument and over in {f.anchor for f in scene.told}:
            return over
    return None


def told_times(scene: Scene, published: date | None) -> Iterator[When]:
    """The times at which a sentence tells that something was, and not only when it was said or what had been so."""
    passage = scene.passage
    for when in passage.times:
        led = {passage.word(when.start - 1), passage.word(when.start - 2)}
        is_before = "before" in led and passage.word(when.start) not in _HOURS
        if is_before or not led.isdisjoint(_STRETCHES) or _is_of_speaking(scene, when) or _is_compared(scene, when):
            continue
        clause = clause_of(scene, when)
        is_long_ago = published is not None and (published - when.days.last).days > _HISTORY
        past = clause is not None and (_looks_back(scene, clause) or _is_aside(scene, when, len(passage)))
        past = past or (clause is not None and scene.tree.relations[clause] == "acl:relcl")
        if not (is_long_ago and past):
            yield when


def _is_compared(scene: Scene, when: When) -> bool:
    """'up from 25 on Sunday': the day of an earlier figure."""
    before = scene.passage.lower[max(0, when.start - 8) : when.start]
    return any(before[i : i + 2] in _COMPARED for i in range(len(before)))


def _looks_back(scene: Scene, clause: int) -> bool:
    """'A, lost in April, is theirs again', 'having taken it in May': a participle tells what was so before."""
    tree = scene.tree
    if tree.relation(clause) not in ("acl", "advcl", "amod") or tree.child(clause, "nsubj") is not None:
        return False
    if tree.child(clause, "mark") is not None or tree.forms[clause] == "finite":
        return False
    has = any(tree.lemmas[a] == "have" for a in tree.those(clause, "aux"))
    word = scene.passage.word(clause)
    return has or word.endswith(("ed", "en", "wn")) or word in _PARTICIPLES


def _is_aside(scene: Scene, when: When, anchor: int) -> bool:
    """'A, proclaimed a capital last May, remains theirs': a time between commas with a participle and no clause."""
    passage, tree = scene.passage, scene.tree
    first = next((i for i in range(when.start - 1, -1, -1) if passage.word(i) == ","), None)
    last = next((i for i in range(when.end, len(passage)) if passage.word(i) == ","), None)
    if first is None or last is None or first < anchor < last or anchor < first:
        return False
    lead = passage.word(first + 1)
    inside = range(first + 1, last)
    participle = lead == "having" or lead.endswith("ed") or lead in _PARTICIPLES
    return participle and not any(tree.child(i, "nsubj") is not None for i in inside if tree.classes[i] == "VERB" and
                                  first < (tree.child(i, "nsubj") or 0) < last)  # fmt: skip


def _is_of_speaking(scene: Scene, when: When) -> bool:
    """'said on Tuesday', 'according to X on Tuesday': when it was said, not when it was so."""
    said = {s.verb for s in scene.speeches if scene.tree.lemmas[s.verb] not in _SEEN}
    return clause_of(scene, when) in said
