"""Nouns that say what somebody is to another ('brother of', 'the governor of'), with who bears them and of whom."""

from __future__ import annotations

from dataclasses import dataclass, replace

from holdsway.reading.bond_words import offices_after, one_of
from holdsway.reading.company import POSSESSED, Company
from holdsway.reading.finding import Participant
from holdsway.reading.moods import Stance
from holdsway.reading.persons import Person
from holdsway.reading.speech import Speech
from holdsway.records import Modality, Polarity

__all__ = ["Title", "Titled", "chain_of", "office_at", "stance_of", "tense_of", "title_at", "titled"]

_ARTICLES = frozenset(("the", "a", "an", "another"))
_CLOSES = frozenset((",", ".", ";", ")", ":", "—", "–", "!", ""))


@dataclass(frozen=True, slots=True)
class Title:
    """Such a noun at word `at`, with its modifiers and what belongs to it: `start` to `end` (exclusive)."""

    start: int
    at: int
    end: int
    word: str
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titled:
    """A title with who bears it and of whom, and the words that say so: `start` to `end` (exclusive).

    `told`: the noun is said of its bearer by 'is', so that it has a mood of its own.
    """

    title: Title
    holder: Participant | None
    owner: Participant | None
    start: int
    end: int
    told: bool = False
    by_compound: bool = False


def title_at(company: Company, at: int, nouns: frozenset[str], before: frozenset[str]) -> Title | None:
    """The title whose noun stands at a word, if it is one of `nouns`, with those of `before` that precede it."""
    passage, tree = company.scene.passage, company.scene.tree
    word, end = passage.word(at), at + 1
    if word not in nouns and tree.lemmas[at] in nouns and tree.classes[at] == "NOUN":
        word = tree.lemmas[at]
    if passage.lower[at + 1 : at + 5] == ["-", "in", "-", "law"]:
        word, end = f"{word}-in-law", at + 5
    if word not in nouns or (tree.classes[at] not in ("NOUN", "PROPN", "ADJ") and not passage.is_name(at)):
        return None
    start = at
    while start:
        if passage.is_name(start - 1) and not passage.is_name(at) and passage.word(start - 1) in one_of("bodies"):
            break  # 'Valley Party chairman'
        if passage.word(start - 1) in before:
            start -= 1
        elif passage.word(start - 1) == "-" and start > 1 and passage.word(start - 2) in before:
            start -= 2
        elif (
            passage.word(start - 1) == "and"
            and passage.word(start - 2) in before
            and passage.word(start) in before
            and start < at
        ):
            start -= 2  # 'political and military leader'
        else:
            break
    return Title(start, at, end, word, tuple(w for w in passage.lower[start:at] if w != "-"))


def office_at(company: Company, at: int) -> Title | None:
    """The office whose noun stands at a word: 'deputy police chief', 'chief of staff'."""
    passage = company.scene.passage
    title = title_at(company, at, one_of("offices"), one_of("office_before"))
    if title is None or passage.lower[max(0, at - 3) : at] == ["-", "in", "-"]:
        return None
    if passage.lower[at + 1 : at + 5] == ["-", "in", "-", "chief"]:
        return replace(title, end=at + 5)
    for after in offices_after().get(title.word, ()):
        if tuple(passage.lower[title.end : title.end + len(after)]) == after:
            title = Title(title.start, at, title.end + len(after), title.word, title.before)
            break
    following = passage.word(title.end)
    if following in one_of("offices") or (
        following == "-" and passage.starts[title.end] == passage.ends[title.end - 1]
    ):
        return None
    return title


def titled(company: Company, title: Title, leads: tuple[str, ...] = ("of",), *, kin: bool = False) -> list[Titled]:
    """Who bears a title, and of whom, by what stands around it; several for 'his sons X and Y'."""
    scene, passage = company.scene, company.scene.passage
    owner, start, end, by_compound = _owner(company, title, leads, kin)
    if passage.word(start - 1) in _ARTICLES:
        start -= 1
    elif passage.lower[max(0, start - 3) : start] == ["one", "of", "the"]:
        start -= 3
    if named := _named_as(company, title):
        return [Titled(title, named, owner, named.start, end, by_compound=by_compound)]
    is_said = scene.tree.child(title.at, "cop") is not None
    if passage.word(start - 1) in ("not", "no", "than", "like", "as", "without", "becoming", "become") and not is_said:
        return []
    led = owner is not None and owner.start >= title.end
    after = _after(company, title, end, led=led)
    if after:
        known = [p for p in (company.known(person) for person in after) if p]
        return [Titled(title, p, owner, start, p.end, by_compound=by_compound) for p in known]
    if before := _before(company, title, start, end):
        return [Titled(title, before, owner, before.start, end, by_compound=by_compound)]
    if is_said:
        subject = company.person_on(_subject(company, title)) if kin else company.actor_on(_subject(company, title))
        if subject and subject.start < title.start and (owner is None or owner.party != subject.party):
            return [Titled(title, subject, owner, subject.start, end, told=True, by_compound=by_compound)]
    return [Titled(title, None, owner, start, end, by_compound=by_compound)]


def _named_as(company: Company, title: Title) -> Participant | None:
    """'The list names X as a son of Y and a nephew of Z': who is named so."""
    passage, tree = company.scene.passage, company.scene.tree
    first = title.at
    if tree.relation(first) == "conj" and tree.heads[first] < first:
        first = tree.heads[first]
    here = next((i for i in range(first - 1, max(0, first - 5), -1) if passage.word(i) == "as"), None)
    person = company.person_to(here) if here is not None else None
    if person is None or not one_of("names_as") & set(passage.lower[max(0, person.first - 3) : person.first]):
        return None
    return company.known(person)


def _subject(company: Company, title: Title) -> int | None:
    return company.scene.tree.child(title.at, "nsubj")


def _owner(
    company: Company, title: Title, leads: tuple[str, ...], kin: bool
) -> tuple[Participant | None, int, int, bool]:
    """Of whom: after 'of', before with 's, or the name right before; with the words of both: start and end."""
    passage = company.scene.passage
    if passage.word(title.end) in leads:
        start = title.start
        if not kin and (of := company.body_to(start, before_office=True)) and of.end - of.start <= 2:
            start = of.start  # 'the US special envoy for Ostria'
        owner = company.person_within(title.end + 1) if kin else company.body_from(title.end + 1)
        if owner is None and not kin:
            owner = company.known(company.person_from(title.end + 1))  # 'head of Hayat Tahrir al-Sham', 'aide to X'
        if owner:
            owner = owner if kin else company.widened(owner)
            return owner, start, owner.end, False
        return None, title.start, title.end, False
    owner = company.owner_before(title.start)
    if owner is not None:
        start = owner.start - (passage.word(owner.start - 1) == "the" and not owner.text.casefold().startswith("the "))
        return owner, start, title.end, False
    if not kin and title.start and passage.word(title.start - 1) not in POSSESSED:
        owner = company.body_to(title.start, before_office=True)
        if owner:
            start = owner.start
            while passage.word(start - 1) in one_of("over") | one_of("doubted") | frozenset(
                ("acting", "deputy", "then", "late")
            ):
                start -= 1
            return owner, start, title.end, True
    return None, title.start, title.end, False


def _after(company: Company, title: Title, end: int, *, led: bool) -> list[Person]:
    """The person named right after a title and what belongs to it; with those joined by 'and' after a plural."""
    passage, tree = company.scene.passage, company.scene.tree
    comma = passage.word(end) in (",", "–", "—", ":")
    person = company.person_from(end + comma)
    if person is None or (led and not comma):
        return []
    following = passage.word(person.end)
    if following in POSSESSED:
        return []
    if comma and following not in _CLOSES:
        head = title.at
        is_inside = tree.relation(head) in ("obl", "nmod", "obj", "conj", "dep")
        is_verb = person.end < len(tree) and tree.classes[person.end] in ("VERB", "AUX")
        if is_inside and is_verb:
            return []
        if following == "and" and company.person_from(person.end + 1) and not _is_plural(company, title):
            return []
    found: list[Person] = [person]
    while _is_plural(company, title) and passage.word(person.end) in (",", "and"):
        joined = company.person_from(person.end + 1 + (passage.lower[person.end : person.end + 2] == [",", "and"]))
        if joined is None:
            break
        found.append(joined)
        person = joined
    return found


def _before(company: Company, title: Title, start: int, end: int) -> Participant | None:
    """The name that a title is set beside: 'X, the governor of Y,', 'X, 45, a member of Z,'."""
    passage, tree = company.scene.passage, company.scene.tree
    if (both := _beside(company, title)) is not None:
        return both
    if passage.word(start - 1) not in (",", "(", "–", "—"):
        return None
    stop = start - 1
    if passage.word(stop - 1).isdigit() and passage.word(stop - 2) == ",":
        stop -= 2
    following = passage.word(end)
    is_subject = tree.relation(title.at) == "nsubj" and following not in (",", ")", "–", "—")
    if is_subject and end < len(tree) and tree.classes[end] in ("VERB", "AUX", "PART", "ADV"):
        return None
    if following == "and" and passage.word(end + 1) in ("the", "a", "an"):
        return None
    if following == "," and _is_list(company, title, end):
        return None
    person = company.person_to(stop)
    if person is not None:
        return company.known(person)
    body = company.body_to(stop)
    if body is not None and passage.word(stop) == ")":
        return None
    return body


def _beside(company: Company, title: Title) -> Participant | None:
    """'X, a nephew of Y and the deputy commander of Z, was killed': two titles of one, closed by a comma."""
    passage, tree = company.scene.passage, company.scene.tree
    first = tree.heads[title.at] if tree.relation(title.at) == "conj" else title.at
    second = title.at if first != title.at else next(tree.those(first, "conj"), None)
    if tree.relation(first) != "appos" or second is None or tree.heads[first] > first:
        return None
    last = tree.under(second)[-1] + 1
    named = company.person_on(tree.heads[first])
    closed = passage.word(last) == "," and last + 1 < len(tree) and tree.classes[last + 1] in ("VERB", "AUX")
    return named if closed and named is not None and passage.word(named.end) == "," else None


def _is_list(company: Company, title: Title, end: int) -> bool:
    """'X, the governor of Y, and Z': a row of people rather than a name and its office, where no verb follows."""
    tree = company.scene.tree
    return tree.relation(title.at) == "conj" and company.scene.passage.word(end + 1) == "and"


def _is_plural(company: Company, title: Title) -> bool:
    return company.scene.passage.word(title.at).endswith("s") and not title.word.endswith("s")


def stance_of(company: Company, titled: Titled) -> Stance | None:
    """How a title is said of somebody: with 'is', as its clause is; beside a name, as true unless 'alleged' is said."""
    scene, title = company.scene, titled.title
    if titled.told:
        return company.mood(title.at)
    chain = chain_of(company, titled)
    doubted = bool({*title.before, *scene.passage.lower[max(0, titled.start) : title.at]} & one_of("doubted"))
    hedged = scene.passage.word(title.start - 1) in ("reportedly", "allegedly", "possibly", "probably")
    modality = Modality.POSSIBLE if doubted or hedged else Modality.REPORTED if chain else Modality.ASSERTED
    return Stance(Polarity.AFFIRMED, modality, None, title.at, False)


def chain_of(company: Company, titled: Titled) -> tuple[Speech, ...]:
    """Whose words a title is; the office told with a speaker's name is not in what that speaker says."""
    holder = titled.holder
    chain = company.scene.chain(titled.title.at)
    return tuple(
        s for s in chain if holder is None or titled.told or not (s.start < holder.end and holder.start < s.stop)
    )


def tense_of(company: Company, titled: Titled) -> str:
    """'was' for a title said in the past: 'X was governor of Y'; '' otherwise."""
    scene = company.scene
    if not titled.told:
        return ""
    said = [scene.passage.word(c) for c in scene.tree.those(titled.title.at, "cop", "aux")]
    return "was " if "was" in said or "were" in said or "had" in said else ""
