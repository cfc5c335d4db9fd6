"""Who speaks: each act of speech in a sentence, who speaks in it, and which words are what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdsway.frame import Frame
from holdsway.reading.attributed import announced, attributions, is_speaker
from holdsway.reading.clauses import clause_at
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory, declared_source, who_speaks
from holdsway.reading.tree import Tree
from holdsway.records import Document

__all__ = ["Speech", "noun_phrase", "source_of", "speakers_at", "speeches"]

_ASIDES = frozenset(("acl", "advcl", "parataxis", "conj", "cc", "punct", "list", "discourse"))
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))
_RELATIVE = frozenset(("who", "which", "that"))
_NO_CONTENT = word_set("responsibility credit victory")
_MARKS = frozenset(('"', "“", "”", "''", "``"))
_SPEAKS = word_set(
    "say add report tell deny reject dismiss confirm claim insist announce denied rejected dismissed confirmed claimed"
)
_SPEAKS_OF = word_set("write speak talk tell boast brag complain warn notify")
_BLAMES = frozenset(("accuse", "blame", "charge"))
_CLAIMS = frozenset(("claim", "assertion", "allegation", "statement", "announcement", "insistence", "admission"))
_LONGEST = 12
_MEDIA = word_set("statement message tweet interview video post broadcast letter speech communique communiqué email")
_REPORTERS = word_set("reporter correspondent reporters correspondents stringer photographer")
_LEARNS = frozenset(("know", "learn", "hear", "understand", "observe"))
_NOT_SPEAKERS = word_set("there what this these those nobody none claim claims allegation allegations denial assertion")


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker at words `start` to `stop`, the verb of saying, and the words that are said (`content`)."""

    start: int
    stop: int
    verb: int
    verb_end: int
    how: str
    speaker: str
    party: str | None
    content: frozenset[int]
    is_tail: bool = False
    is_inner: bool = False

    @property
    def first(self) -> int:
        """The first word said; where nothing is, the word after the verb."""
        return min(self.content, default=self.verb_end)

    @property
    def last(self) -> int:
        """Past the last word said."""
        return max(self.content, default=self.verb_end - 1) + 1


def speeches(passage: Passage, tree: Tree, names: Names, hows: dict[int, str], memory: Memory) -> list[Speech]:
    """The acts of speech in a sentence, left to right; `hows` gives the verbs of saying and how each says."""
    found: list[Speech] = []
    for verb, how in sorted(hows.items()):
        if passage.word(verb) == "citing":
            continue
        speech = _speech(passage, tree, verb, how, names, memory)
        if speech:
            found.append(speech)
            memory.speaker, memory.party = speech.speaker, speech.party
    found += _according(passage, tree, names, memory, found)
    found += _claims(passage, tree, names, memory)
    found += [
        Speech(one.start, one.stop, one.at, one.at + 1, "says", *who, one.content, one.at > one.start)
        for one in attributions(passage, tree, [s.content for s in found])
        if (who := who_speaks(passage, one.start, one.stop, names, memory))[0]
    ]
    if (next_ := announced(passage, tree)) is not None:
        memory.speaker, memory.party = who_speaks(passage, *next_, names, memory)
    if not found and (going_on := _quoted_on(passage, memory)):
        found = [going_on]
    return sorted(found, key=lambda s: s.verb)


def speakers_at(found: Sequence[Speech], word: int) -> list[Speech]:
    """Whose words a word is, outermost first."""
    chain: list[Speech] = []
    for speech in sorted((s for s in found if word in s.content), key=lambda s: (s.is_inner, -len(s.content))):
        if chain and chain[-1].speaker == speech.speaker:
            chain.pop()  # one who says it twice over: '..., he said'
        chain.append(speech)
    return chain


def source_of(chain: Sequence[Speech], document: Document, frame: Frame) -> str:
    """The source of what is said: whoever denies it, else the innermost speaker, if a party or a declared source; else
    the publisher.
    """
    deniers = [s for s in chain if s.how == "denies"]
    for speech in (deniers or list(chain))[-1:]:  # of a claim denied, it is the denial that is told
        if speech.party and speech.party in frame.parties:
            declared = frame.scales.spokesmen_of(speech.party)
            return declared.source if declared else f"{frame.parties[speech.party].name} statements"
        if listed := declared_source(speech.speaker, frame):
            return listed
    return document.speaks_for or document.path.replace("\\", "/").rpartition("/")[2]


def noun_phrase(tree: Tree, word: int, *, stop: frozenset[str] = _ASIDES) -> tuple[int, int]:
    """The words of a noun phrase around its head, without clauses and asides: `start` to `end` (exclusive)."""
    words = set(tree.under(word, stop=stop))
    start = end = word
    while start - 1 in words:
        start -= 1
    while end + 1 in words:
        end += 1
    while start < word and tree.relation(start) in ("case", "mark", "punct", "cc"):
        start += 1
    return start, end + 1


def _named(passage: Passage, tree: Tree, who: int) -> tuple[int, int]:
    """The words of a speaker with the name that stands beside the office, without the day: 'the mayor, Ana Solt'."""
    start, stop = noun_phrase(tree, who)
    for other in tree.conjuncts(who)[1:]:
        first, last = noun_phrase(tree, other)
        if tree.classes[other] in ("NOUN", "PROPN") and first <= stop + 1 and stop < last <= start + _LONGEST:
            stop = last  # 'medics and residents'
    for told in tree.those(who, "nmod"):
        if tree.case(told) == "in" and tree.lemmas[told] in _MEDIA:
            stop = min(stop, tree.under(told)[0])  # 'the ministry in a statement'
    day = next((t.start for t in passage.times if who < t.start < stop), stop)
    stop = day - (day > who + 1 and day < stop and tree.classes[day - 1] == "ADP")
    for aside in tree.those(who, "appos"):
        first, last = noun_phrase(tree, aside)
        if first <= stop + 1 and stop < last:
            stop = last
    return start, stop


def _speech(passage: Passage, tree: Tree, verb: int, how: str, names: Names, memory: Memory) -> Speech | None:
    content, is_tail = _content(passage, tree, verb, how)
    if quoted := _quoted(passage, verb):
        content = content | quoted
    if passage.word(verb) == "adding" and memory.speaker and content:
        return Speech(verb, verb, verb, verb + 1, how, memory.speaker, memory.party, content)
    clause = clause_at(tree, verb)
    who = clause.actor
    if clause.passive and clause.agent is None and tree.relations[verb].startswith("acl"):
        return None  # 'gunmen believed to belong to X': they say nothing
    if tree.lemmas[verb] == "put" and "at" not in passage.lower[verb : verb + _LONGEST]:
        return None  # 'put X on its list'
    if tree.lemmas[verb] == "add" and clause.led_by("to", "object to") is not None and tree.child(verb, "obj"):
        return None  # 'added X to its list'
    if clause.passive and clause.agent is None:
        who = clause.subject if tree.child(verb, "aux:pass") is None else None  # 'A fell, an inquiry found'
    if (cited := _cited_as(passage, tree, verb)) is not None:
        who = cited
    elif tree.relation(verb) == "advcl" and tree.child(verb, "nsubj") is None and clause.subject is not None:
        who = clause.subject if clause.agent is None else clause.agent  # 'as claimed by X, A fell'
    if (inverted := _inverted(passage, tree, verb)) is not None and (who is None or who == inverted or not content):
        who, is_tail = inverted, True  # 'A fell, said a city official'
        content = frozenset(range(verb))
    elif who is None and content and min(content) < verb and (patient := clause.patient) is not None and patient > verb:
        who = patient  # 'A fell, said a city official'
        content, is_tail = frozenset(i for i in content if i < verb), True
    if who is None and (told := _told_as(tree, verb)) is not None:
        who = tree.child(told, "nsubj")
        content -= frozenset(tree.under(told))
    if who is None:
        return None
    if passage.word(who) in _RELATIVE and tree.relations[verb].startswith("acl"):
        who = tree.heads[verb]
    if passage.word(who) in _NOT_SPEAKERS or passage.lower[max(0, who - 1) : who + 1] == ["no", "one"]:
        return None
    if tree.classes[who] == "VERB" or tree.child(who, "cop") is not None or _is_own_voice(passage, who, memory):
        return None
    if tree.lemmas[verb] in _LEARNS and tree.child(verb, "ccomp") is None:
        return None  # 'knew nothing of a ceasefire'
    start, stop = _named(passage, tree, who)
    if passage.word(who) in _PRONOUNS:
        start, stop = who, who + 1
    content = frozenset(i for i in content if not start <= i < stop)
    if not content and how not in ("denies",):
        return None
    speaker, party = who_speaks(passage, start, stop, names, memory)
    if party is None and any(start <= m.start < stop and m.key == "rebels" for m in passage.of("side")):
        party = names.sides.rebel(memory.mentioned, memory.rebel)  # 'a rebel spokesman'
    return Speech(start, stop, verb, verb + 1, how, speaker, party, content, is_tail)


def _is_own_voice(passage: Passage, who: int, memory: Memory) -> bool:
    """'we reckon', 'the Gazette counted' in a text by the Gazette: the publisher speaks, and not somebody it cites."""
    if passage.word(who) in ("we", "i"):
        return not any(word in _MARKS for word in passage.words[:who])
    named = [w for w in passage.lower[max(0, who - 3) : who + 2] if w not in ("the", "a", "an")]
    own = memory.publisher
    if _REPORTERS & set(named):
        return False  # 'a reporter of the Gazette on the spot said'
    return bool(own) and any(named[i : i + len(own)] == list(own) for i in range(len(named)))


def _told_as(tree: Tree, verb: int) -> int | None:
    """'Sources close to X say': the adjective of a speaker, read as something said of it."""
    before = (c for c in tree.those(verb, "ccomp") if c < verb and tree.classes[c] in ("ADJ", "ADV"))
    return next((c for c in before if tree.child(c, "cop", "aux") is None), None)


def _inverted(passage: Passage, tree: Tree, verb: int) -> int | None:
    """Who speaks after the verb, where what is said stands before it: 'A fell, said a city official'."""
    if verb < 3 or passage.word(verb - 1) not in (",", '"', "”", "''") or passage.word(verb + 1) == "that":
        return None
    who = next((c for c in tree.those(verb, "nsubj") if c > verb), None)
    if who is None or any(tree.classes[w] in ("VERB", "AUX") for w in tree.under(who, stop=frozenset(("acl",)))):
        return None
    return who


def _content(passage: Passage, tree: Tree, verb: int, how: str) -> tuple[frozenset[int], bool]:
    """The words said, and whether they stand before their speaker."""
    said: set[int] = set()
    own = set(tree.under(verb))
    if quoting := [c for c in tree.those(verb, "advcl", "xcomp") if _cited_as(passage, tree, c) is not None]:
        inner, is_tail = _content(passage, tree, quoting[0], how)
        return inner, is_tail  # 'quoted the governor as saying that ...'
    for child in tree.children[verb]:
        relation = tree.relation(child)
        if child < verb and relation == "ccomp" and ";" in passage.words[child:verb]:
            last = max(i for i in range(child, verb) if passage.words[i] == ";")
            said |= {i for i in tree.under(child) if i > last}  # 'X said A fell; B did too, Y said'
            continue
        if (
            relation in ("ccomp", "xcomp", "csubj")
            or (relation == "parataxis" and not _speaks(passage, tree, child))
            or (relation == "obj" and passage.word(child) not in _NO_CONTENT)
            or (relation in ("obl", "advcl") and tree.lemmas[verb] == "put" and child > verb)
            or (relation == "advcl" and how == "denies" and tree.forms[child] == "ing" and child > verb)
            or (relation in ("advcl", "obl") and tree.lemmas[verb] in _BLAMES and _is_of_or_for(passage, tree, child))
            or (
                relation == "obl" and tree.case(child) in ("for", "of", "about") and how in ("asks", "thinks", "denies")
            )
            or (relation == "obl" and tree.case(child) == "of" and tree.lemmas[verb] in _SPEAKS_OF)
            or (relation == "advcl" and tree.lemmas[verb] in _SPEAKS_OF and _is_of_or_for(passage, tree, child))
            or (relation in ("advcl", "obl") and tree.lemmas[verb] == "describe" and tree.forms[verb] != "ing")
            or (relation == "advcl" and how == "says" and _is_quote(passage, child, verb))
        ):
            said |= set(tree.under(child))
    over = tree.heads[verb]
    is_answer = how == "denies" and tree.child(verb, "obj") is not None
    is_apart = over < verb and ";" in passage.words[over:verb]
    may_be_tail = over != verb and not is_answer and not is_apart and _cited_as(passage, tree, verb) is None
    if may_be_tail and tree.relation(verb) in ("parataxis", "advcl", "conj") and not any(c < verb for c in said):
        is_there = any(passage.word(c) in ("where", "when") for c in tree.those(verb, "advmod"))
        is_marked = is_there or tree.child(verb, "mark") is not None
        unmarked = not is_marked and tree.child(verb, "nsubj") is not None and over < verb
        tail = tree.relation(verb) == "parataxis" or (tree.relation(verb) == "advcl" and unmarked)
        if tail or _is_as(passage, tree, verb):
            return frozenset(said | (set(tree.under(over)) - own)), True
    if said and max(said) < verb:
        for child in tree.those(verb, "conj"):  # 'A fell, he said, and B held out'
            if tree.child(child, "nsubj") is not None and not _speaks(passage, tree, child):
                said |= set(tree.under(child))
        said |= _rest_of_quote(passage, verb)
    if not said and (cited := _cited_as(passage, tree, verb)) is not None:
        for child in tree.those(over, "ccomp", "advcl", "parataxis"):
            said |= set(tree.under(child)) if child < cited else set()  # 'A fell, X was quoted as saying'
        above = tree.heads[over]
        if not said and above < over and tree.relation(over) in ("parataxis", "conj", "dep", "advcl", "ccomp"):
            said = set(tree.under(above)) - set(tree.under(over))
    if not said:
        said = _after_that(passage, tree, verb)
    if said and how == "says" and min(said) > verb:
        said |= _second_that(passage, tree, max(said))
    if (tree.lemmas[verb] == "put" or _is_described(tree, verb)) and said:
        return frozenset(said | {verb}), False  # 'put its losses at 12': the verb itself tells it
    return frozenset(said - {verb}), bool(said) and max(said) < verb


def _is_described(tree: Tree, verb: int) -> bool:
    """'A is described by X as half theirs': the verb itself tells it."""
    return tree.lemmas[verb] == "describe" and tree.child(verb, "aux:pass") is not None


def _is_of_or_for(passage: Passage, tree: Tree, child: int) -> bool:
    """'accused X of killing', 'blamed X for the attack'."""
    return any(passage.word(c) in ("of", "for") for c in tree.those(child, "mark", "case"))


def _after_that(passage: Passage, tree: Tree, verb: int) -> set[int]:
    """'said on Monday that ...': all that follows, where the parse lost what 'that' leads."""
    that = next((i for i in range(verb + 1, min(verb + 9, len(passage))) if passage.word(i) == "that"), None)
    if that is None or not (tree.classes[that] == "SCONJ" or tree.relation(that) == "mark"):
        return set()
    return set(range(that + 1, len(passage)))


def _second_that(passage: Passage, tree: Tree, last: int) -> set[int]:
    """'said A fell, and that 300 troops fled': the second clause is said as the first is, whatever it hangs on."""
    for at in range(last + 1, min(last + 4, len(passage) - 3)):
        if passage.word(at) in ("and", "but") and passage.word(at + 1) == "that":
            is_article = tree.relation(at + 1) == "det" and not passage.words[at + 2][:1].isdigit()
            return set() if is_article else set(range(at + 2, len(passage)))
    return set()


def _cited_as(passage: Passage, tree: Tree, verb: int) -> int | None:
    """'cited X as saying', 'X was quoted as saying': who is made to speak, where the verb of saying is the second."""
    over = tree.heads[verb]
    if over >= verb or passage.word(verb - 1) != "as" or tree.forms[verb] != "ing":
        return None
    if tree.lemmas[over] not in ("quote", "cite", "report", "describe"):
        return None
    clause = clause_at(tree, over)
    return clause.subject if clause.passive else clause.object


def _quoted(passage: Passage, verb: int) -> frozenset[int]:
    """The words between quotation marks in a sentence whose verb of saying stands outside of them."""
    found: set[int] = set()
    opened: int | None = None
    marks = [i for i, word in enumerate(passage.words) if word in _MARKS]
    if marks and passage.words[marks[0]] in ('"', "''") and len(marks) % 2 == 1 and verb > marks[0]:
        found.update(range(marks[0]))  # the quotation began in a sentence before
        marks = marks[1:]
    for mark in marks:
        if opened is None:
            opened = mark
        else:
            found.update(range(opened, mark))
            opened = None
    if opened is not None:
        found.update(range(opened, len(passage)))
    return frozenset(found) if len(found) > 3 and verb not in found else frozenset()


def _speaks(passage: Passage, tree: Tree, word: int) -> bool:
    """Whether a clause beside what is said has a speaker of its own."""
    return tree.lemmas[word] in _SPEAKS or passage.word(word) in _SPEAKS


def _is_as(passage: Passage, tree: Tree, verb: int) -> bool:
    return any(passage.word(c) == "as" for c in tree.those(verb, "mark", "advmod"))


def _is_quote(passage: Passage, child: int, verb: int) -> bool:
    """Whether quotation marks stand between a verb of saying and a clause read as beside it."""
    low, high = sorted((child, verb))
    return any(passage.word(i) in ('"', "“", "”", "''", "``") for i in range(low, high))


def _rest_of_quote(passage: Passage, verb: int) -> set[int]:
    """'“A fell,” he said, “and B too.”': what goes on after the speaker between quotation marks."""
    opens = next((i for i in range(verb, len(passage)) if passage.words[i] == "“"), None)
    return set(range(opens, len(passage))) if opens is not None else set()


def _quoted_on(passage: Passage, memory: Memory) -> Speech | None:
    """A sentence that is all in quotation marks: whoever spoke last goes on."""
    last = len(passage) - 1
    if memory.speaker is None or last < 3 or passage.words[0] not in ('"', "“", "``"):
        return None
    closes = next((i for i in range(1, last + 1) if passage.words[i] in ('"', "”", "''")), last)
    if closes < last - 1:
        return None
    return Speech(last, last, last, last, "says", memory.speaker, memory.party, frozenset(range(last)))


def _claims(passage: Passage, tree: Tree, names: Names, memory: Memory) -> Iterator[Speech]:
    """'X denied Y's claim that it had taken A': Y says it."""
    for noun in range(len(tree)):
        if tree.lemmas[noun] not in _CLAIMS or (owner := tree.child(noun, "nmod:poss")) is None:
            continue
        clause = next((c for c in tree.those(noun, "acl", "ccomp") if c > noun), None)
        if clause is None or tree.classes[owner] == "PRON" or any(t.start <= owner < t.end for t in passage.times):
            continue
        start, stop = noun_phrase(tree, owner)
        stop -= passage.word(stop - 1) in ("'s", "’s", "'")
        speaker, party = who_speaks(passage, start, stop, names, memory)
        content = frozenset(tree.under(clause))
        yield Speech(start, stop, noun, noun + 1, "says", speaker, party, content, is_inner=True)


def _according(passage: Passage, tree: Tree, names: Names, memory: Memory, found: Sequence[Speech]) -> Iterator[Speech]:
    """'according to X', 'citing X': also who spoke last, for 'its spokesman' in the next sentence."""
    for at, word in enumerate(passage.lower):
        if word == "according" and passage.word(at + 1) == "to":
            who = next((c for c in range(at + 2, len(passage)) if at in tree.children[c]), None)
            if who is None:
                who = tree.heads[at] if tree.heads[at] > at else None
            if who is None:
                who = tree.child(at, "obl", "obj", "nmod")
        elif word == "citing":
            who = tree.child(at, "obj")
        else:
            continue
        if who is None or passage.word(who) in ("account", "accounts", "plan", "schedule"):
            continue
        start, stop = _named(passage, tree, who)
        start = max(start, at + 1 + (word == "according"))
        if word == "citing" and not (passage.is_name(who) or is_speaker(passage, start, stop)):
            continue  # 'citing the surrender of 600 men'
        over = tree.heads[who] if word == "according" and tree.heads[who] != at else tree.heads[at]
        if over in (who, at):
            over = next((i for i in range(len(tree)) if tree.heads[i] == i), who)
        own = set(tree.under(who)) | set(tree.under(at))
        content = set(tree.under(over)) - own
        outer = next((s for s in found if at in (s.verb + 1, s.verb + 2) or s.stop <= at < s.verb), None)
        if word == "citing" and outer is not None:
            content = set(outer.content)
        while over != tree.heads[over] and tree.classes[over] not in ("VERB", "AUX", "ADJ"):
            over = tree.heads[over]
            content = content if word == "citing" and outer else set(tree.under(over)) - own
        content |= {i for s in found if s.verb in content for i in s.content} if word == "according" else set()
        speaker, party = who_speaks(passage, start, stop, names, memory)
        if not speaker or not content:
            continue
        memory.speaker, memory.party = speaker, party
        yield Speech(
            start, stop, at, at + 1 + (word == "according"), "says", speaker, party, frozenset(content), at > 3,
            is_inner=word == "citing" and outer is not None,
        )  # fmt: skip
