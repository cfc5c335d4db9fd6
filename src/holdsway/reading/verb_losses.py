"""Losses told by a verb: 'killed nine soldiers', '31 were killed', '50 died', 'laid down their arms'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.clauses import Clause
from holdsway.reading.doers import doers
from holdsway.reading.fates import VerbFate, fate_words
from holdsway.reading.harmed import Harm, harm
from holdsway.reading.headcounts import figure_of, headcount, is_of, is_plain
from holdsway.reading.lexicon import word_set
from holdsway.reading.named_people import before_bracket, named_after, named_apart, named_before
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import Headcount, added, category_of, first_of, lemma_of, whose
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.unattached import left_of, over_aside, right_after
from holdsway.reading.uncounted import uncounted
from holdsway.records import Modality

__all__ = ["verb_losses"]

_BOTH = frozenset(("killed", "wounded"))
_PATIENT_LIKE = frozenset(("killed", "wounded", "abducted", "captured", "detained", "displaced", "missing"))
_OF_MANY = frozenset(
    ("fled", "displaced", "surrendered", "deserted", "released", "trapped", "deployed", "evacuated", "missing")
)
_OF_ONE = frozenset(("killed", "wounded", "killed or wounded", "abducted"))
_OF_NUMBERS = frozenset(("released", "surrendered", "captured", "detained", "displaced", "fled"))
_BETWEEN = word_set("others more people other were was had been have has are reported badly")
_LONGEST_ASIDE = 20
_NEAR_WITH = 6


def verb_losses(scene: Scene) -> Iterator[Harm]:
    """'killed nine soldiers', '31 were killed', '50 died', 'laid down their arms'."""
    tree, words = scene.tree, fate_words()
    for word in range(len(tree)):
        if not _is_predicate(scene, word):
            continue
        base = "wound" if scene.passage.word(word) == "wound" else base_of(scene.passage, tree, word)
        fates = words.verbs.get(base) or words.verbs.get(tree.lemmas[word], ())
        if not fates and _is_shared(scene, word):
            fates = words.verbs.get(words.read_as[scene.passage.word(word)], ())
        known = tree.classes[word] == "ADJ" and (_leads_number(scene, word) or _has_subject(scene, word))
        known = known or (tree.classes[word] == "VERB" and tree.child(word, "cop") is not None)
        known = known or (tree.classes[word] == "ADJ" and tree.child(word, "aux:pass") is not None)
        if not fates and known:
            fates = words.verbs.get(
                words.read_as.get(scene.passage.word(word), ""), ()
            )  # 'wounded 16', 'three wounded'
        for fate in fates:
            clause = _mended(scene, scene.clause(word))
            if _is_shared(scene, word):
                clause = replace(scene.clause(tree.heads[word]), head=word, particle="")
            elif (
                (tree.classes[word] == "NOUN") != fate.noun
                and tree.child(word, "obj") is None
                and not _is_headline_verb(scene, word)
            ):
                continue
            if fate.fits(clause, tree) and (told := _told(scene, clause, fate)):
                yield told
                break


def _mended(scene: Scene, clause: Clause) -> Clause:
    """A verb with a subject of its own that the parse takes for an adjective of its object."""
    tree, head = scene.tree, clause.head
    subject = tree.child(head, "nsubj")
    shared = next((tree.child(c, "obj") for c in tree.those(head, "conj") if tree.child(c, "nsubj") is None), None)
    if clause.passive and tree.child(head, "aux") is None and shared is not None and subject is not None:
        return replace(clause, passive=False, object=shared)  # 'forces killed and captured dozens'
    if tree.relation(head) != "amod" or tree.heads[head] < head:
        return clause
    if subject is not None and subject < head:
        return replace(clause, passive=False, subject=subject, object=tree.heads[head], agent=None)
    if _leads_number(scene, head):
        return replace(clause, passive=False, subject=None, object=None, agent=None)
    return clause


def _has_subject(scene: Scene, word: int) -> bool:
    subject = scene.tree.child(word, "nsubj")
    return subject is not None and subject < word and scene.tree.child(word, "cop") is None


def _leads_number(scene: Scene, word: int) -> bool:
    """Whether a number follows a word at once, so that it can be no adjective of what is counted."""
    return any(f.start == word + 1 for f in scene.passage.figures)


def _is_predicate(scene: Scene, word: int) -> bool:
    """A verb, or a noun that is one here: 'are on the move', 'shot' with an object of its own."""
    tree = scene.tree
    if tree.classes[word] in ("VERB", "ADJ", "AUX"):
        named = tree.relation(word) in ("nsubj", "obl") and scene.passage.word(word) in fate_words().states
        return not (named and any(f.end == word for f in scene.passage.figures))  # 'fourteen wounded were brought in'
    if _is_shared(scene, word):
        return True
    if _is_headline_verb(scene, word):
        return True
    stands = tree.child(word, "cop") is not None and tree.child(word, "nsubj") is not None
    return tree.classes[word] == "NOUN" and (stands or tree.child(word, "obj") is not None)


def _is_headline_verb(scene: Scene, word: int) -> bool:
    """'Grenade attack wounds seven': a verb in -s read as a noun, with the number of those hurt right after it."""
    said = scene.tree.classes[word] == "NOUN" and scene.passage.word(word) != scene.tree.lemmas[word]
    return said and word > 0 and scene.tree.lemmas[word] in ("wound", "kill", "hurt") and _leads_number(scene, word)


def _is_shared(scene: Scene, word: int) -> bool:
    """'were lined up and shot': a participle read as a noun, joined to a passive verb."""
    tree = scene.tree
    joined = tree.classes[word] == "NOUN" and tree.relation(word) == "conj" and tree.child(word, "det") is None
    return joined and scene.passage.word(word) in fate_words().read_as and scene.clause(tree.heads[word]).passive


def _told(scene: Scene, clause: Clause, fate: VerbFate) -> Harm | None:
    """What one clause says befell people."""
    tree, head = scene.tree, clause.head
    if _restricts(scene, clause, fate):
        return None
    count = _people(scene, clause, fate)
    if count is None or not is_of(count, fate.of) or not _is_harm(scene, head, fate, count):
        return None
    outcome, last = _with_joined(scene, clause, fate)
    by = doers(scene, clause, patient=fate.whom == "patient" and not _is_headline(scene, clause, fate))
    if fate.fate == "surrendered" and (to := clause.led_by("to")) is not None:
        by = scene.parties(to)
    against = None
    over = tree.heads[count.word]
    if tree.relation(head) in ("acl", "xcomp") and tree.lemmas[over] == "have":
        against = scene.party(scene.clause(over).subject)
    if tree.relation(head) in ("acl", "xcomp", "amod") and not by and tree.lemmas[over] in ("hold", "keep", "have"):
        by = scene.parties(scene.clause(over).subject)  # 'they hold 24 soldiers captured in A'
    doubt = _doubt(scene, head)
    told = harm(scene, count, outcome, head, by=by, against=against, doubt=doubt)
    if told is not None and last is not None and told.finding.end <= last:
        told = replace(told, finding=replace(told.finding, end=last + 1))
    return told


def _people(scene: Scene, clause: Clause, fate: VerbFate) -> Headcount | None:
    """The people of a clause as a number, wherever the parse has put them."""
    tree, head = scene.tree, clause.head
    whom, of_noun = _whom(scene, clause, fate), tree.relations[head].startswith("acl:relcl")
    before = head if of_noun and whom == tree.heads[head] else None
    apart = named_apart(scene, head) if fate.whom == "patient" and fate.fate in _OF_ONE else None
    count = (
        (apart if clause.shared_subject else None)  # 'nine guards freed X, kidnapped on Tuesday'
        or _elliptic(scene, clause, fate)
        or headcount(scene, whom, alone=fate.fate in _OF_ONE, before=before)
        or _in_numbers(scene, clause, fate)
    )
    if count is not None and fate.whom == "patient" and not clause.passive and (more := _also(scene, head, count)):
        count = added([count, more])
    if count is not None and fate.fate in _OF_ONE and (with_them := _beside_them(scene, clause, count)):
        count = added([count, with_them])
    if count is not None and (count.start < count.word - 1 or not count.is_single):
        count = _whole(scene, count) or count
    if count is not None:
        count = _as_many(scene, head, count)
        if (apart := before_bracket(scene, count)) is not None and count.end <= head:
            count = added([apart, count])
    done = fate.completion(clause, tree)
    if (
        count is not None
        and fate.fate == "killed"
        and done is not None
        and done != head + 1
        and tree.classes[done] == "ADJ"
        and count.start > done
    ):
        return None  # 'left 40 dead and displaced 12,000'
    if count is not None and clause.shared_subject and _has_number_between(scene, clause, count):
        return None
    if count is None and fate.whom == "patient" and not clause.passive:
        count = right_after(scene, head)
    if count is None and (fate.whom == "actor" or clause.passive):
        count = left_of(scene, head) or over_aside(scene, head)
        count = _as_many(scene, head, count) if count is not None else None
    if count is None and fate.fate in _OF_ONE and fate.of != "counted":
        count = apart or uncounted(scene, head, whom) or _unmarked(scene, clause, fate)
        count = count or _named(scene, clause, fate)
    return count


def _as_many(scene: Scene, head: int, count: Headcount) -> Headcount:
    """'X, a guard, and Y were shot', where the parse finds one of them: as many as are named, else two at least."""
    many = {scene.passage.word(c) for c in scene.tree.those(head, "aux", "cop") if c < head} & {"were", "are"}
    if not many or not count.is_single or not count.noun or count.figure.high != 1:
        return count
    named = named_before(scene, head)
    return named or replace(count, figure=replace(count.figure, low=2.0, best=2.0, high=None))


def _named(scene: Scene, clause: Clause, fate: VerbFate) -> Headcount | None:
    """'kidnapped deputy X Y', 'X, 45, and Y, a lawyer, were shot dead': those whom only their names tell."""
    if fate.whom == "actor" or clause.passive:
        return named_before(scene, clause.head)
    plain = scene.tree.classes[clause.head] == "VERB" and not _is_headline(scene, clause, fate)
    return named_after(scene, clause.head + 1) if plain else None


def _unmarked(scene: Scene, clause: Clause, fate: VerbFate) -> Headcount | None:
    """'UN peacekeeper killed in Norhaven': one person, whom a headline gives no article."""
    tree, passage, word = scene.tree, scene.passage, clause.subject
    apart = clause.shared_subject or (word is not None and clause.head != word + 1)
    if word is None or apart or first_of(tree, word) != 0 or not _is_headline(scene, clause, fate):
        return None
    lemma = lemma_of(scene, word)
    known = fate_words().category(lemma) is not None and lemma not in fate_words().lists["ones"]
    if not known or passage.word(word) != lemma or tree.classes[word] not in ("NOUN", "PROPN"):
        return None
    one = Figure(word, word + 1, 1.0, 1.0, 1.0)
    party = whose(scene, word, word)
    return Headcount(word, 0, word + 1, one, category_of(scene, word, lemma), party, is_single=True, noun=lemma)


def _beside_them(scene: Scene, clause: Clause, count: Headcount) -> Headcount | None:
    """'was killed with eleven of his men', 'died along with two bodyguards': those who shared the fate."""
    if not count.is_single:
        return None
    beside = ("with", "alongside", "along with", "together with")
    with_them = next((w for case, w in clause.obliques if case in beside), None)
    more = headcount(scene, with_them)
    far = any(case in ("along with", "together with") and w == with_them for case, w in clause.obliques)
    reach = _LONGEST_ASIDE if far else _NEAR_WITH
    near = more is not None and clause.head < more.start <= clause.head + reach
    return more if more is not None and near and is_of(more, "people") and not more.is_bare else None


def _whole(scene: Scene, part: Headcount) -> Headcount | None:
    """'Ten men, among them a boy, were hurt': the ten, where the parse takes the part for the subject."""
    passage, tree = scene.passage, scene.tree
    led = next((i for i in range(part.start, part.word) if passage.word(i) in ("among", "including")), None)
    of_them = passage.lower[part.figure.end : part.figure.end + 2] in (["of", "them"], ["of", "whom"])
    if of_them and passage.word(part.figure.start - 1) == ",":
        led = part.figure.start  # 'eight men, three of them guards, were hurt'
    first = 0 if of_them else part.start
    figure = next((f for f in passage.figures[::-1] if led is not None and first <= f.start and f.end <= led), None)
    if figure is None or led is None:
        return None
    noun = next((i for i in range(figure.end, led) if tree.classes[i] == "NOUN" and figure_of(scene, i)), None)
    count = headcount(scene, noun)
    if count is None or count.is_single:
        return None
    return replace(count, start=count.start if of_them else part.start, end=part.end)


def _whom(scene: Scene, clause: Clause, fate: VerbFate) -> int | None:
    """The people of the clause."""
    tree = scene.tree
    if tree.classes[clause.head] == "NOUN" and not clause.passive:
        return tree.child(clause.head, "obj" if fate.whom == "patient" else "nsubj")
    aged = tree.heads[clause.head]
    if (
        tree.relation(clause.head) == "conj"
        and scene.passage.word(aged) == "aged"
        and (clause.passive or fate.whom == "actor")
    ):
        return tree.child(aged, "nsubj")  # 'two brothers aged nine and eleven were killed'
    if clause.subject is None and (known := _before_participle(scene, clause.head)) is not None:
        return known
    owned = (o for c in tree.those(clause.head, "nsubj") for o in tree.those(c, "nmod:poss"))
    if (whose := next((o for o in owned if scene.passage.word(o) == "whose"), None)) is not None and (
        clause.passive or fate.whom == "actor"
    ):
        return tree.heads[whose]  # 'X, whose brother Y was killed'
    if fate.whom == "actor":
        return clause.subject
    if _is_headline(scene, clause, fate):
        return clause.subject
    patient = clause.patient
    if patient is not None and tree.lemmas[patient] in fate.with_:
        # 'took 26 soldiers prisoner' may be parsed as '26 soldier prisoners'
        return next(iter(tree.those(patient, "compound")), tree.child(clause.head, "iobj"))
    return patient


def _before_participle(scene: Scene, head: int) -> int | None:
    """'Three teachers abducted last week were found dead', where the parse takes 'abducted' for the main verb."""
    tree, over = scene.tree, scene.tree.heads[head]
    group = [c for c in tree.those(head, "aux") if over < c < head]
    subject = tree.child(over, "nsubj")
    if not group or subject is None or subject > over or tree.relation(head) not in ("ccomp", "conj", "parataxis"):
        return None
    bare = tree.classes[over] == "VERB" and tree.child(over, "aux", "obj") is None
    joined = scene.passage.word(min(group) - 1) in (",", "and", "but", ";", "that", "or")
    return subject if bare and not joined and scene.passage.word(over).endswith(("ed", "en", "n", "t")) else None


def _is_headline(scene: Scene, clause: Clause, fate: VerbFate) -> bool:
    """'Twelve killed in blast': without 'were', and with nobody whom they could have killed."""
    tree, head = scene.tree, clause.head
    if fate.whom != "patient" or fate.fate not in _PATIENT_LIKE or clause.passive or clause.object is not None:
        return False
    if tree.child(head, "aux", "ccomp", "obj") is not None or not scene.passage.word(head).endswith(("ed", "t", "n")):
        return False
    followed = head + 1 < len(tree) and tree.classes[head + 1] in ("DET", "NUM", "NOUN", "PROPN")
    followed = followed and tree.lemmas[head + 1] not in fate.with_  # '19 soldiers taken captive'
    return not followed and not any(f.start == head + 1 for f in scene.passage.figures)


def _in_numbers(scene: Scene, clause: Clause, fate: VerbFate) -> Headcount | None:
    """'They surrendered in their thousands'."""
    tree = scene.tree
    if fate.whom != "actor" or clause.subject is None:
        return None
    many = next((w for case, w in clause.obliques if case == "in" and tree.child(w, "nmod:poss") is not None), None)
    figure = figure_of(scene, many) if many is not None else None
    if many is None or figure is None or not figure.start <= many < figure.end:
        return None
    whose = scene.party(clause.subject)
    return Headcount(clause.subject, clause.subject, clause.head + 1, figure, party=whose, noun="people")


def _has_number_between(scene: Scene, clause: Clause, count: Headcount) -> bool:
    """Whether another number stands between a verb and its shared subject: 'two were killed and three badly hurt'."""
    tree, over = scene.tree, scene.tree.heads[clause.head]
    first = max(over, count.end)
    nouns = [
        c for c in tree.children[clause.head] if over < c < clause.head and tree.classes[c] in ("NOUN", "PRON", "PROPN")
    ]
    if any(tree.relation(c) not in ("obl", "advmod", "obj") for c in nouns):
        return True  # 'were killed and the rest fled'
    return any(first <= f.start and f.end <= clause.head and is_plain(scene, f) for f in scene.passage.figures)


def _also(scene: Scene, head: int, count: Headcount) -> Headcount | None:
    """'killed himself and four others': people whom the parse joins to the verb, not to its object."""
    tree = scene.tree
    for other in tree.those(head, "conj"):
        if tree.classes[other] not in ("NOUN", "NUM") or tree.child(other, "nsubj", "cop", "orphan") is not None:
            continue
        more = headcount(scene, other)
        if (
            more is not None
            and more.noun == "person"
            and scene.passage.lower[more.start - 2 : more.start] == [",", "and"]
        ):
            return more  # 'killed X, leader of the group, and lawyer Y'
        if more is None or more.start != count.end + 1 or more.end >= len(tree):
            continue
        if scene.passage.word(count.end) == "and" and scene.passage.word(more.end) not in fate_words().states:
            return more
    return None


def _elliptic(scene: Scene, clause: Clause, fate: VerbFate) -> Headcount | None:
    """'..., and 30 wounded': a number right before a verb that shares its subject with another."""
    tree, passage, head = scene.tree, scene.passage, clause.head
    alone = any(f.end == head and f.start <= c < f.end for f in passage.figures for c in tree.those(head, "nsubj"))
    alone = alone or any(f.end == head and passage.word(f.start - 1) == ":" for f in passage.figures)
    if fate.whom == "patient" and tree.child(head, "obj") is not None:
        return None
    if tree.child(head, "nsubj") is not None and not alone:
        return None
    if not alone and not clause.shared_subject and tree.relation(head) not in ("conj", "advcl", "appos", "xcomp"):
        return None
    for figure in passage.figures:
        between = passage.lower[figure.end : head]
        plain = all(w in _BETWEEN or w.endswith("ly") for w in between)
        if figure.end > head or not plain or len(between) > 3:
            continue
        if figure.is_share or figure.is_percent or (figure.end <= tree.heads[head] and not alone):
            return None
        end = figure.end + sum(w in ("others", "more", "people") for w in between)
        return Headcount(figure.end - 1, figure.start, end, figure, is_bare=True, noun="people")
    return None


def _restricts(scene: Scene, clause: Clause, fate: VerbFate) -> bool:
    """'560 men captured at A were killed': 'captured' only says which men, since their own fate is told."""
    tree, head = scene.tree, clause.head
    if tree.relations[head] not in ("acl", "acl:relcl", "amod"):
        return False
    infinitive = any(scene.passage.word(c) == "to" for c in tree.those(head, "mark"))
    if (
        tree.relation(head) == "acl"
        and infinitive
        and "have" not in [scene.passage.word(c) for c in tree.those(head, "aux")]
    ):
        return True  # 'the third commander to be killed'
    noun = tree.heads[head]
    over = tree.heads[noun]
    if over == noun or tree.relation(noun) not in ("nsubj", "obj"):
        return False
    base = base_of(scene.passage, tree, over)
    verbs = fate_words().verbs
    told = [f for f in (*verbs.get(base, ()), *verbs.get(tree.lemmas[over], ())) if f.fits(scene.clause(over), tree)]
    first = min(tree.under(head))
    if told and fate.fate != told[0].fate and "," in scene.passage.lower[max(0, first - 1) : first + 1]:
        return False  # 'X, who was kidnapped in A, was found dead'
    return bool(told) and (tree.relation(noun) == "obj") == (
        told[0].whom == "patient" and not scene.clause(over).passive
    )


def _is_harm(scene: Scene, head: int, fate: VerbFate, count: Headcount) -> bool:
    """Whether the words are about people at all: not 'time was killed', not 'captured 12 districts'."""
    if count.noun in fate_words().lists["not_people"]:
        return False
    if fate.fate not in _OF_ONE and any(
        scene.tree.lemmas[w] in fate_words().lists["bodies"] for w in (count.word, scene.tree.heads[count.word])
    ):
        return False  # 'exchanged the bodies of 17 fighters'
    if fate.fate == "wounded" and count.noun in fate_words().lists["bodies"] | {"body", "dead"}:
        return False  # 'six bodies were taken to hospital'
    if scene.tree.lemmas[head] == "bury" and scene.clause(head).led_by("under", "beneath") is not None:
        return False
    if any(p.kind == "count" and p.start <= count.figure.start < p.end for p in scene.phrases):
        return False
    if count.is_bare and fate.of == "counted" and scene.passage.word(count.end) in fate_words().states:
        return False  # 'treated 41 wounded'
    if count.is_bare and fate.of not in ("", "counted") and scene.tree.classes[count.word] != "NUM":
        return fate.fate in _OF_NUMBERS
    return not (count.is_single and fate.fate in _OF_MANY)


def _with_joined(scene: Scene, clause: Clause, fate: VerbFate) -> tuple[str, int | None]:
    """'were killed or wounded' is one fate; the last word of it where there are two verbs."""
    tree, head = scene.tree, clause.head
    if fate.fate not in _BOTH:
        return fate.fate, None
    said = scene.passage.lower[head + 1 : head + 3]
    if said[:1] in (["or"], ["and"]) and fate_words().states.get(said[-1]) in _BOTH - {fate.fate}:
        apart = any(f.start == head + 2 for f in scene.passage.figures) or tree.child(head, "obj") == head + 1
        if not apart and tree.child(head + 2, "nsubj", "aux") is None:
            return "killed or wounded", head + 2
    over = [tree.heads[head]] if tree.relation(head) == "conj" else []
    for other in (*tree.those(head, "conj"), *over):
        bases = (base_of(scene.passage, tree, other), tree.lemmas[other])
        told = (f for base in bases for f in fate_words().verbs.get(base, ()) if f.of != "held")
        fates = {f.fate for f in told if f.fits(scene.clause(other), tree)}
        first, last = sorted((head, other))
        linked = set(scene.passage.lower[first + 1 : last]) <= {"or", "and", "/", "also", "either"}
        own = tree.child(first, "obj") is not None and tree.child(last, "obj") is not None
        if linked and not own and fates & (_BOTH - {fate.fate}) and tree.child(last, "nsubj") is None:
            return "killed or wounded", last
    return fate.fate, None


def _doubt(scene: Scene, head: int) -> Modality | None:
    """'12 are feared killed', 'presumed dead'."""
    tree = scene.tree
    over = tree.heads[head]
    subject = tree.child(over, "nsubj") if over != head and tree.relation(head) == "ccomp" else None
    if subject is not None and tree.lemmas[subject] in ("fear", "concern", "suspicion", "rumour", "rumor"):
        return Modality.POSSIBLE  # 'fears grew that dozens had been killed'
    if tree.relation(head) in ("xcomp", "amod", "ccomp", "acl") and tree.lemmas[over] in fate_words().lists["possibly"]:
        passive = tree.child(over, "aux:pass", "nsubj:pass") is not None or tree.child(over, "nsubj") is None
        return Modality.POSSIBLE if passive else None
    return None
