"""People told one by one, where the parse lost track of them: 'X Y, 45, and lawyer Z, both of A, were kidnapped'."""

from __future__ import annotations

from holdsway.reading.fates import fate_words
from holdsway.reading.headcounts import headcount, is_of
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.one_person import TITLES
from holdsway.reading.people_phrases import Headcount, category_of, lemma_of, whose
from holdsway.reading.scene import Scene

__all__ = ["before_bracket", "named_after", "named_apart", "named_before"]

_ARTICLES = word_set("a an another his her its their our the")
_MANY, _ONE = word_set("were are"), word_set("was is")
_NO_NAME = frozenset(("DET", "ADP", "PRON", "AUX", "SCONJ", "NUM", "PUNCT", "VERB"))
_DESCRIBES = frozenset(("NOUN", "ADJ", "PROPN"))
_FOLLOWS = frozenset(("ADP", "ADV", "ADJ", "PUNCT", "PROPN"))
_OPENS = frozenset(("PUNCT", "CCONJ", "SCONJ", "PRON", "VERB", "ADV"))
_CLOSES = {")": "(", "-": "-", "--": "--", "–": "–", "—": "—"}
_LONGEST_ONE, _LONGEST_LIST, _LONGEST_ASIDE = 8, 30, 22


def named_before(scene: Scene, head: int) -> Headcount | None:
    """Those named right before the verb group at `head`, or before an aside between commas that parts them from it."""
    passage, tree = scene.passage, scene.tree
    group = [c for c in tree.those(head, "aux", "advmod") if c < head]
    first = min([head, *group])
    helped = {passage.word(c) for c in group}
    if not helped & (_MANY | _ONE):
        return None
    first -= passage.word(first - 1) == "who"
    for end in _ends(scene, first):
        for start in range(max(0, end - _LONGEST_LIST), end):
            found = _listed(scene, start, end) if _opens(scene, start) else []
            if found and (len(found) > 1) == bool(helped & _MANY):
                return _together(found)
    return None


def named_apart(scene: Scene, head: int) -> Headcount | None:
    """'X Y, kidnapped on Tuesday', 'the fate of seven students, abducted by rebels': those before a participle."""
    passage, tree = scene.passage, scene.tree
    if passage.word(head - 1) != "," or tree.child(head, "aux", "obj") is not None or head < 2:
        return None
    followed = head + 1 < len(tree) and tree.classes[head + 1] in _FOLLOWS
    if tree.forms[head] == "ing" or not passage.word(head).endswith(("ed", "n", "t")) or not followed:
        return None
    return _people_before(scene, head - 1)


def _people_before(scene: Scene, end: int) -> Headcount | None:
    """The one named, or the number of people, in the words right before `end`."""
    tree = scene.tree
    for start in range(max(0, end - _LONGEST_ONE), end):
        if not _is_joined(scene, start) and (found := _listed(scene, start, end)):
            return _together(found)
    for word in (end - 1, tree.heads[end - 1]):
        count = headcount(scene, word) if tree.classes[word] in ("NOUN", "PROPN") and word < end else None
        if count is not None and count.end == end and not count.is_single and is_of(count, "people"):
            return count
    return None


def before_bracket(scene: Scene, count: Headcount) -> Headcount | None:
    """'Six priests (five of A and one of B) and two women': those before an aside that parts them from the others."""
    passage, close = scene.passage, count.start - 2
    if passage.word(close + 1) != "and" or passage.word(close) not in _CLOSES:
        return None
    opens = _CLOSES[passage.word(close)]
    start = next((i for i in range(close - 1, max(0, close - _LONGEST_ASIDE), -1) if passage.word(i) == opens), None)
    found = _people_before(scene, start) if start is not None else None
    return found if found is not None and not found.is_single else None


def _is_joined(scene: Scene, start: int) -> bool:
    """Whether the words before are part of the name or of the list: 'and Y', 'Santa Y'."""
    before = start - 1
    return before >= 0 and (scene.passage.word(before) == "and" or scene.tree.classes[before] in _DESCRIBES)


def named_after(scene: Scene, start: int) -> Headcount | None:
    """Those named from word `start` on, as the object of a verb or after the 'of' of a deed."""
    found: list[Headcount] = []
    at: int | None = start
    while at is not None and (one := _one(scene, at)) is not None:
        if not _is_aside(scene, one):
            found.append(one)
        at = _past_comma(scene, _past_age(scene, one.end))
    return _together(found) if found and found[0].noun == "person" else None


def _ends(scene: Scene, first: int) -> list[int]:
    """Where a list may end before a verb group: right there, else at each comma before an aside."""
    if scene.passage.word(first - 1) != ",":
        return [first]
    near = range(first - 2, max(0, first - _LONGEST_ASIDE), -1)
    return [first - 1, *(i for i in near if scene.passage.word(i) == ",")]


def _opens(scene: Scene, start: int) -> bool:
    """Whether a list can begin at a word: what stands before it is no part of it, and no preposition."""
    return start == 0 or scene.tree.classes[start - 1] in _OPENS


def _listed(scene: Scene, start: int, end: int) -> list[Headcount]:
    """The people named from `start` to `end` exactly; none where the words hold anything else."""
    found: list[Headcount] = []
    at: int | None = start
    while at is not None and at < end and (one := _one(scene, at)) is not None:
        if not _is_aside(scene, one):
            found.append(one)
        past = _past_age(scene, one.end)
        if end in (one.end, past):
            return found if any(one.noun == "person" for one in found) else []
        at = _past_comma(scene, past)
    return []


def _is_aside(scene: Scene, one: Headcount) -> bool:
    """'X, a lawyer,': who X is, not somebody else."""
    led = scene.passage.word(one.start) in ("a", "an", "the")
    return led and one.noun != "person" and scene.passage.word(one.start - 1) == ","


def _past_age(scene: Scene, at: int) -> int:
    """Past ', 45' where it stands between a name and a comma."""
    aged = scene.passage.word(at) == "," and scene.tree.classes[min(at + 1, len(scene.tree) - 1)] == "NUM"
    return at + 2 if aged and scene.passage.word(at + 2) in (",", ";", "and") else at


def _past_comma(scene: Scene, at: int) -> int | None:
    """Past ',', ';', 'and', ', and'."""
    past = at + (scene.passage.word(at) in (",", ";"))
    past += scene.passage.word(past) == "and"
    return past if past > at else None


def _one(scene: Scene, start: int) -> Headcount | None:
    """'lawyer X Y', 'her husband X', 'a guard', 'X Y': one person; `noun` is 'person' where a name says who."""
    tree, passage = scene.tree, scene.passage
    marked = passage.word(start) in _ARTICLES
    at = start + marked
    last = min(len(tree), at + _LONGEST_ONE)
    at = _past_calling(scene, at, last)
    while at < last and tree.classes[at] in _DESCRIBES and not _is_name(scene, at):
        at += 1
    noun = at - 1 if at > start + marked else None
    first_name = at
    while at < last and _is_name(scene, at):
        at += 1
    named = at > first_name
    if at < len(tree) and tree.classes[at] in _DESCRIBES and not (named and tree.classes[at] == "ADJ"):
        return None  # 'X supporters'; an adjective after a name is a verb misread
    if noun is not None and (not (_is_one(scene, noun) or (named and _are_many(scene, noun))) or not (marked or named)):
        return None
    if noun is None and (marked or at - start < 2):
        return None
    head = first_name if named else noun if noun is not None else start
    kind = "person" if named else lemma_of(scene, head)
    figure = Figure(head, head + 1, 1.0, 1.0, 1.0)
    of = whose(scene, noun, noun) if noun is not None else None
    category = category_of(scene, noun, lemma_of(scene, noun)) if noun is not None else None
    return Headcount(head, start, at, figure, category, of, is_single=True, noun=kind)


def _past_calling(scene: Scene, at: int, last: int) -> int:
    """Past 'Ostrian Presidency minister' before a name, though its first words are written large as well."""
    for noun in range(at, last - 1):
        if scene.tree.classes[noun] not in _DESCRIBES:
            return at
        if scene.tree.classes[noun] == "NOUN" and _is_one(scene, noun) and _is_name(scene, noun + 1):
            return noun + 1
    return at


def _is_one(scene: Scene, noun: int) -> bool:
    """Whether a noun means one person: a calling or kin in the singular, or a title."""
    written = scene.passage.word(noun).rstrip(".")
    lemma = lemma_of(scene, noun)
    known = fate_words().category(lemma) is not None and lemma not in fate_words().lists["ones"]
    return written in TITLES or (known and written == lemma)


def _are_many(scene: Scene, noun: int) -> bool:
    """'engineers X and Y': a calling in the plural, said of all who are named after it."""
    lemma = lemma_of(scene, noun)
    return scene.passage.word(noun) != lemma and fate_words().category(lemma) is not None


def _is_name(scene: Scene, at: int) -> bool:
    """Whether a word may be part of a person's name: it is written large, and is no title, place, party or day."""
    tree, passage = scene.tree, scene.passage
    if not passage.words[at][:1].isupper() or tree.classes[at] in _NO_NAME:
        return False
    known = passage.word(at).rstrip(".") in TITLES or fate_words().category(lemma_of(scene, at)) is not None
    if known or (tree.classes[at] not in ("PROPN", "NOUN") and at == 0):
        return False
    if any(m.start <= at < m.end for kind in ("place", "parent", "party") for m in passage.of(kind)):
        return False
    return not any(t.start <= at < t.end for t in passage.times)


def _together(found: list[Headcount]) -> Headcount:
    """Those of a list as one count."""
    number = float(len(found))
    figure = Figure(found[0].figure.start, found[0].figure.end, number, number, number)
    told = {one.category for one in found}
    category = next(iter(told)) if len(told) == 1 else None
    of = {one.party.party: one.party for one in found if one.party}
    party = next(iter(of.values())) if len(of) == 1 and all(one.party for one in found) else None
    return Headcount(
        found[0].word, found[0].start, found[-1].end, figure, category, party, is_single=len(found) == 1, noun="person"
    )
