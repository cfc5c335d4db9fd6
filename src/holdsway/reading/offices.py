"""Who holds which office: told beside a name, with 'is', by an appointment, or by its end."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.bond_words import listed, one_of
from holdsway.reading.clauses import Clause
from holdsway.reading.company import Company
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.incidents import from_name
from holdsway.reading.moods import Stance
from holdsway.reading.predicates import base_of
from holdsway.reading.speech import Speech, noun_phrase
from holdsway.reading.titles import Titled, chain_of, office_at, stance_of, tense_of, titled
from holdsway.records import Kind, Polarity

__all__ = ["roles"]

_LEADS = ("of", "for", "to", "in")
_AS_SAID = frozenset(("nominate", "designate", "pick", "select", "proclaim", "declare", "crown", "confirm"))
_APART = one_of("over") | one_of("doubted") | frozenset(("acting", "deputy", "then", "late"))
_NEW = frozenset(("new", "newly", "current", "newly-appointed"))
_ADJECTIVAL = ("an", "ish", "ese", "i", "ch", "ek", "ss", "ic", "sh")
_AT = frozenset(("upon", "on", "at", "into", "from", "toward", "towards"))
_POSTS = frozenset(
    ("office", "post", "position", "power", "duty", "duties", "job", "command", "role", "rank", "title", "portfolio")
)
_NO_BODIES = frozenset(
    (
        "attack",
        "operation",
        "war",
        "talks",
        "protests",
        "campaign",
        "offensive",
        "states",
        "nations",
        "kingdom",
        "house",
    )
)
_TURNS = frozenset((",", ";", "and", "but", "after", "when", "who"))
_TELLS = frozenset(("say", "report", "believe", "know", "think", "understand"))
_MOST_BETWEEN = 12


def roles(company: Company) -> Iterator[Finding]:
    """The offices that a sentence says somebody holds, takes, or holds no more."""
    told: set[int] = set()
    for head in range(len(company.scene.tree)):
        if company.scene.tree.classes[head] != "VERB" and company.scene.passage.word(head) != "relieved":
            continue
        for finding, noun in _by_verb(company, head):
            told.update(() if noun is None else (noun,))
            yield finding
    for at in range(len(company.scene.passage)):
        if at in told or (title := office_at(company, at)) is None:
            continue
        for one in titled(company, title, _LEADS):
            if held := _held(company, one):
                yield held


def _held(company: Company, one: Titled) -> Finding | None:
    """'X, governor of Y', 'Y police chief X', 'X is the leader of Y', 'dismissed governor X'."""
    holder, owner = one.holder, one.owner
    if holder is None or not company.is_person(holder) or (owner is not None and holder.party == owner.party):
        return None
    if owner is not None and not _may_have_offices(company, one, owner):
        return None
    stance = stance_of(company, one)
    ended = _ended_over(company, holder, one)
    if stance is None or (owner is None and ended is None):
        return None
    label = f"{tense_of(company, one)}{_office(company, one)}"
    start, end = min(one.start, holder.start), max(one.end, holder.end)
    anchor, chain = one.title.at, chain_of(company, one)
    if ended is not None:
        anchor, stance = ended
        label, chain = f"{company.scene.passage.word(anchor)} as {label}", company.scene.chain(anchor)
        start = from_name(company.scene, min(start, anchor), anchor)
        end = max(end, anchor + 1, company.scene.span(company.scene.clause(anchor))[1])
    lead = company.scene.passage.word(one.title.end) if owner and owner.start >= one.title.end else "of"
    if owner and (lead in ("to", "in") or (lead == "for" and not owner.is_party)):
        label, owner = f"{label} {lead} {owner.text}", None
    elif owner and _is_adjective(company, owner):
        owner = None
    return _role(company, label, holder, owner, (start, end), anchor, stance, chain)


def _may_have_offices(company: Company, one: Titled, owner: Participant) -> bool:
    """Whether an office may be that of a body, a place or a people, and is not that of a person's aide."""
    if company.is_person(owner) and not one.by_compound:
        is_title = any(p.first <= owner.start < p.end and p.first < p.start for p in company.persons)
        return not is_title and one.title.word not in one_of("offices_to_persons")
    if company.scene.passage.word(owner.start) in ("its", "their") and one.title.word in one_of("offices_of_places"):
        return False  # 'its mayor': of a town, and not of the party last spoken of
    is_known = owner.is_party or company.is_place(owner) or company.is_body(owner) or _is_adjective(company, owner)
    return (
        is_known or one.by_compound or owner.start > one.title.at or one.title.word not in one_of("offices_to_persons")
    )


def _office(company: Company, one: Titled) -> str:
    """The office in the words of the text; with the adjective that says of which country: 'iraqi prime minister'."""
    passage, title = company.scene.passage, one.title
    start = title.start
    while start < title.at and (passage.word(start) in _NEW or passage.word(start) == "-"):
        start += 1
    words = passage.text(start, title.end).casefold()
    apart: list[str] = []
    if one.by_compound and one.owner is not None:
        first = one.owner.start
        while passage.word(first - 1) in _APART:
            first -= 1
        apart = passage.lower[first : one.owner.start]
    elif (
        one.owner is not None
        and one.owner.start >= title.end
        and (of := company.body_to(title.start, before_office=True))
    ):
        words = f"{of.text} {words}"
    if one.owner is not None and _is_adjective(company, one.owner):
        words = f"{one.owner.text} {words}"
    return " ".join((*apart, words))


def _is_adjective(company: Company, owner: Participant) -> bool:
    """'Iraqi', 'French', 'Shia': a people told by an adjective, where no party bears it."""
    tree = company.scene.tree
    single = owner.end - owner.start == 1 and not owner.is_party and not company.is_place(owner)
    if not single:
        return False
    is_adjective = tree.classes[owner.start] == "ADJ" and owner.text.endswith(_ADJECTIVAL)
    return is_adjective or owner.text.endswith(("ish", "ese", "ek")) or owner.text.casefold() in one_of("faiths")


def _ended_over(company: Company, holder: Participant, one: Titled) -> tuple[int, Stance] | None:
    """The verb by which the office of somebody told with it ends: 'dismissed mayor X', 'governor X resigned'."""
    scene = company.scene
    tree = scene.tree
    for word in range(min(one.start, holder.start), max(one.end, holder.end)):
        verb = tree.heads[word]
        if one.start <= verb < one.end or holder.start <= verb < holder.end or tree.classes[verb] != "VERB":
            continue
        lemma = base_of(scene.passage, tree, verb)
        if lemma not in one_of("ends_alone") and lemma not in ("quit", "retire", "remove", "oust"):
            continue
        clause = scene.clause(verb)
        left = clause.led_by("from")
        if left is not None and scene.passage.word(left) not in _POSTS:
            continue  # 'removed from the council': not from this office
        undone = clause.patient if lemma not in ("resign", "quit", "retire") else clause.subject
        if undone == word and (stance := company.mood(verb)) is not None:
            return verb, stance
    return None


def _by_verb(company: Company, head: int) -> Iterator[tuple[Finding, int | None]]:
    """What a verb says of an office, with the noun of the office."""
    scene = company.scene
    lemma = "relieve" if scene.passage.word(head) == "relieved" else base_of(scene.passage, scene.tree, head)
    clause = scene.clause(head)
    if lemma in one_of("takes_office") | one_of("ends_office") | one_of("serves_as"):
        yield from _changed(company, clause, lemma)
    elif lemma in ("replace", "succeed"):
        yield from _replaced(company, clause, lemma)
    elif lemma in ("take", "assume"):
        yield from _taken_over(company, clause, lemma)
    label = listed("leading").get(lemma)
    if label and (finding := _led(company, clause, label)):
        yield finding, None


def _changed(company: Company, clause: Clause, lemma: str) -> Iterator[tuple[Finding, int | None]]:
    """'X was appointed governor of Y', 'named X as minister', 'X resigned as mayor', 'X has been suspended'."""
    scene = company.scene
    passage = scene.passage
    ends, serves = lemma in one_of("ends_office"), lemma in one_of("serves_as")
    if (
        lemma == "step"
        and clause.particle not in ("down", "aside")
        and passage.word(clause.head + 1) not in ("down", "aside")
    ):
        return
    person = _of_whom(company, clause, lemma)
    if person is None:
        return
    stance = company.mood(clause.head)
    if stance is None:
        return
    said = passage.word(clause.head)
    found = _office_told(company, clause, needs_as=ends or serves)
    if found is None:
        if lemma in one_of("ends_alone") and _is_bare(company, clause):
            start, _ = _words(company, clause, person, clause.head + 1)
            yield _role(company, said, person, None, (start, clause.head + 1), clause.head, stance), None
        if lemma in one_of("ends_post") and _is_of_post(company, clause):
            label = f"{said} of {passage.word(_post(company, clause) or clause.head)}"
            yield _role(company, label, person, None, _words(company, clause, person, 0), clause.head, stance), None
        if lemma in ("name", "appoint") and scene.tree.lemmas[clause.led_by("in") or clause.head] in ("stead", "place"):
            yield _role(company, said, person, None, _words(company, clause, person, 0), clause.head, stance), None
        if lemma in ("swear", "inaugurate") and (one := _title_of_subject(company, clause)):
            words = _words(company, clause, person, clause.head + 1)
            words = (min(words[0], one.start), words[1])
            yield _role(company, _office(company, one), person, None, words, clause.head, stance), one.title.at
        if lemma in ("appoint", "name", "choose", "elect", "select") and (
            led := _to_lead(company, clause, person, stance)
        ):
            yield led, None
        return
    office = _office(company, found)
    if ends or (serves and scene.tree.past[clause.head]) or (serves and said.endswith("ed")):
        office = f"{said} as {office}" if lemma != "step" else f"stepped down as {office}"
    elif lemma in _AS_SAID:
        office = f"{said} {office}"
    owner = None if found.owner is None or _is_adjective(company, found.owner) else found.owner
    words = _words(company, clause, person, max(found.end, found.title.end))
    yield _role(company, office, person, owner, words, clause.head, stance), found.title.at


def _post(company: Company, clause: Clause) -> int | None:
    """The word for a post that somebody is relieved of, stripped of or removed from."""
    led = clause.led_by("of", "from", "object of", "object from")
    return led if led is not None and company.scene.passage.word(led) in _POSTS else None


def _is_of_post(company: Company, clause: Clause) -> bool:
    """'was relieved of his post', 'stripped of her command'."""
    post = _post(company, clause)
    return post is not None and company.scene.tree.child(post, "nmod:poss") is not None


def _title_of_subject(company: Company, clause: Clause) -> Titled | None:
    """'An interim president, X, was sworn in': the office beside the name of the subject."""
    if clause.subject is None:
        return None
    start, _ = noun_phrase(company.scene.tree, clause.subject)
    for at in range(start, clause.head):
        if (title := office_at(company, at)) is not None:
            return next((t for t in titled(company, title, _LEADS) if t.holder is not None), None)
    return None


def _taken_over(company: Company, clause: Clause, lemma: str) -> Iterator[tuple[Finding, int | None]]:
    """'X took over as mayor', 'X takes over the army', 'X took command of the brigade', 'X has assumed office'."""
    scene = company.scene
    person, stance = company.person_on(clause.subject), company.mood(clause.head)
    if person is None or stance is None or clause.passive or not company.is_person(person):
        return
    over = lemma == "take" and scene.passage.word(clause.head + 1) == "over"
    taken = scene.passage.word(clause.object) if clause.object is not None else ""
    if not over and taken not in listed("taken"):
        return
    label = "head" if over else str(listed("taken")[taken])
    if (found := _office_told(company, clause, needs_as=True)) is not None:
        words = _words(company, clause, person, max(found.end, found.title.end))
        owner = None if found.owner is None or _is_adjective(company, found.owner) else found.owner
        yield _role(company, _office(company, found), person, owner, words, clause.head, stance), found.title.at
        return
    led = clause.led_by("over", "object of") if over else clause.led_by("of", "object of")
    if led is None and clause.object is not None:
        led = next((c for c in scene.tree.those(clause.object, "nmod") if scene.tree.case(c) == "of"), clause.object)
    body = _body_led(company, led)
    if body is not None and not company.is_place(body):
        yield _role(company, label, person, body, _words(company, clause, person, body.end), clause.head, stance), None
    elif taken in ("office", "duty", "duties"):
        yield _role(company, label, person, None, _words(company, clause, person, 0), clause.head, stance), None


def _of_whom(company: Company, clause: Clause, lemma: str) -> Participant | None:
    """Whom an appointment or its end is about."""
    about_self = lemma in ("resign", "quit", "retire", "step", "become", "serve", "act", "work")
    about_self = about_self or (lemma == "relieve" and clause.object is None)
    if clause.passive or about_self:
        found = company.person_on(clause.subject)
    else:
        found = company.person_on(clause.object)
        if found is None and (person := company.person_from(clause.head + 1)):
            found = company.known(person)
    if found is None and (clause.passive or about_self):
        found = company.person_before_group(clause.head)
    return found if found and company.is_person(found) else None


def _is_bare(company: Company, clause: Clause) -> bool:
    """Whether 'was dismissed' stands alone: not 'fired upon', 'dismissed as a rumour'."""
    passive = company.scene.tree.child(clause.head, "aux:pass") is not None
    led = {case for case, _ in clause.obliques} & {"from", "of", "as", "at", "into", "for", "to"}
    return passive and not led and company.scene.passage.word(clause.head + 1) not in _AT


def _office_told(company: Company, clause: Clause, *, needs_as: bool) -> Titled | None:
    """The office named after a verb: its object, or what 'as' leads."""
    scene = company.scene
    tree, passage = scene.tree, scene.passage
    for at in range(clause.head + 1, min(clause.head + _MOST_BETWEEN, len(tree))):
        if passage.word(at) in _TURNS and not _goes_on(company, clause.head, at):
            return None
        title = office_at(company, at)
        if title is None or any(p.first <= at < p.end for p in company.persons):
            continue
        over = [at, *tree.above(at)]
        if clause.head not in over[:4]:
            return None
        one = next((t for t in titled(company, title, _LEADS)), None)
        before = passage.lower[clause.head + 1 : title.start]
        led_by_as = "as" in before or "become" in before or "the new" in " ".join(before)
        if one is None:
            owner = (
                company.body_from(title.end + 1) if passage.word(title.end) in _LEADS else company.body_to(title.start)
            )
            one = Titled(title, None, owner, title.start, owner.end if owner and owner.start > at else title.end)
        if needs_as and not led_by_as:
            return None
        if (
            one.owner is not None
            and one.owner.end - one.owner.start > 1
            and company.person_to(one.owner.end) is not None
        ):
            return Titled(title, None, None, title.start, title.end)
        return one
    return None


def _goes_on(company: Company, head: int, at: int) -> bool:
    """Whether what follows a comma or 'and' still belongs to the verb: 'named X, 45, as minister'."""
    tree = company.scene.tree
    if any(p.start <= at < p.end for p in company.persons):
        return True
    near = range(at, min(at + 6, len(tree)))
    return any(tree.heads[i] == head and tree.relation(i) in ("obj", "xcomp", "obl") for i in near)


def _to_lead(company: Company, clause: Clause, person: Participant, stance: Stance) -> Finding | None:
    """'X was named to lead the team'."""
    tree = company.scene.tree
    verb = next((c for c in tree.those(clause.head, "xcomp", "advcl") if tree.lemmas[c] in listed("leading")), None)
    if verb is None:
        return None
    led = company.scene.clause(verb).object
    label, body = str(listed("leading")[tree.lemmas[verb]]), _body_led(company, led)
    if body is None:  # 'to command the western coast'
        if led is None or clause.passive:
            return None
        words = _words(company, clause, person, noun_phrase(tree, led)[1])
        return _role(company, label, person, None, words, clause.head, stance)
    return _role(company, label, person, body, _words(company, clause, person, body.end), clause.head, stance)


def _replaced(company: Company, clause: Clause, lemma: str) -> Iterator[tuple[Finding, int | None]]:
    """'X replaced Y as governor', 'he is replaced by X'."""
    stance = company.mood(clause.head)
    new, old = company.person_on(clause.actor), company.person_on(clause.patient)
    if new is None or old is None or stance is None or new.party == old.party:
        return
    if not (company.is_person(new) and company.is_person(old)):
        return
    found = _office_told(company, clause, needs_as=True)
    first = min(new.start, old.start)
    words = (
        first if clause.head - first <= 10 else clause.head,
        max(clause.head + 1, new.end, old.end, found.end if found else 0),
    )
    if found is None:
        yield (
            _role(company, "replacement" if lemma == "replace" else "successor", new, old, words, clause.head, stance),
            None,
        )
        return
    office = _office(company, found)
    owner = None if found.owner is None or _is_adjective(company, found.owner) else found.owner
    yield _role(company, office, new, owner, words, clause.head, stance), found.title.at
    if stance.polarity is Polarity.AFFIRMED:
        yield _role(company, f"replaced as {office}", old, owner, words, clause.head, stance), found.title.at


def _led(company: Company, clause: Clause, label: str) -> Finding | None:
    """'X, who leads Y', 'Y, led by X', 'Y is commanded by X'."""
    scene = company.scene
    tree, passage = scene.tree, scene.passage
    if tree.relation(clause.head) == "xcomp" and tree.lemmas[tree.heads[clause.head]] in one_of("takes_office"):
        return None  # told with the appointment
    over = tree.heads[clause.head]
    is_told = tree.lemmas[over] in _TELLS and scene.clause(over).passive  # 'is said to run the office'
    if any(passage.word(c) == "to" for c in tree.those(clause.head, "mark")) and not is_told:
        return None  # 'a committee to be chaired by X'
    leader = company.person_on(clause.actor)
    body = _body_led(company, clause.patient)
    if leader is None or body is None or not company.is_person(leader) or leader.party == body.party:
        return None
    said = passage.word(clause.head)
    if said in ("led", "ruled", "headed", "commanded", "governed", "directed", "chaired") and not clause.passive:
        label = f"was {label}"  # 'X led the Front' may be over
    elif clause.passive and any(
        passage.word(a) in ("was", "were", "been") for a in tree.those(clause.head, "aux", "cop")
    ):
        label = f"was {label}"
    stance = company.mood(clause.head)
    if stance is None:
        return None
    start, end = min(leader.start, body.start), max(leader.end, body.end, clause.head + 1)
    if end - start > 20:
        return None
    return _role(company, label, leader, body, (start, end), clause.head, stance)


def _body_led(company: Company, word: int | None) -> Participant | None:
    """A body that somebody may be the head of: a party, a body by name, 'the joint verification team'."""
    if word is None:
        return None
    scene = company.scene
    body = company.body_on(word)
    if body is not None:
        words = set(body.text.casefold().split())
        is_body = company.is_body(body) and body.end > word and not words & _NO_BODIES
        is_named = company.is_named(body) or scene.passage.word(word) in one_of("told_bodies")
        return body if is_body and is_named else None
    if scene.passage.word(word) in one_of("told_bodies") and scene.tree.child(word, "det") is not None:
        start, _ = noun_phrase(scene.tree, word)
        start += scene.passage.word(start) in ("the", "a", "an")
        text = scene.passage.text(start, word + 1)
        return Participant(start, word + 1, text, text, is_party=False)
    return None


def _words(company: Company, clause: Clause, person: Participant, end: int) -> tuple[int, int]:
    """The words of a change of office: from the person, where named near, or the verb group, to the office and day."""
    first, last = company.scene.span(clause)
    near = person.start < clause.head and clause.head - person.start <= 12
    between = company.scene.passage.lower[person.end : clause.head] if near else []
    start = person.start if near else min(first, clause.head)
    if person.start < clause.head and (not near or {"who", "which", "whose"} & set(between)):
        start = min((c for c in company.scene.tree.those(clause.head, "aux") if c < clause.head), default=clause.head)
    return start, max(end, last, clause.head + 1, person.end if person.start > clause.head else 0)


def _role(
    company: Company,
    label: str,
    holder: Participant,
    owner: Participant | None,
    words: tuple[int, int],
    anchor: int,
    stance: Stance,
    chain: tuple[Speech, ...] | None = None,
) -> Finding:
    object = ((owner.party, "object", owner.text),) if owner else ()
    if owner and not owner.is_party and (party := company.party_within(owner)):
        object = (*object, (party.party, "party", party.text))
    return Finding(
        kind=Kind.ROLE,
        start=words[0],
        end=words[1],
        anchor=anchor,
        stance=stance,
        chain=company.scene.chain(anchor) if chain is None else chain,
        phrase=company.place_of(owner),
        actors=((holder.party, "subject", holder.text), *object),
        label=label,
        because=f"office '{label}'",
    )
