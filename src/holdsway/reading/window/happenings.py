"""What happened: attacks, bombings, air strikes, where a party or a place is named with them."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Mark
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.window.attribution import Speech
from holdsway.reading.window.setting import Finding, Participant, Setting
from holdsway.reading.window.stance import Stance
from holdsway.records import Kind, Modality, Polarity

__all__ = ["happenings"]

_WHERE = word_set("in at near outside on around across of between")
_CLAUSE_ENDS = frozenset((";", ":", ".", "but", "while", "which", "who", "that", "after", "before", "when"))


def happenings(setting: Setting) -> Iterator[Finding]:
    """Every event the sentence tells of that can be told apart: one for each clause at most."""
    taken: list[tuple[int, int]] = []
    for found in (*_blamed(setting), *_verbs(setting), *_nouns(setting)):
        if any(first < found.end and found.start < last for first, last in taken):
            continue
        taken.append((found.start, found.end))
        yield found


def _verbs(setting: Setting) -> Iterator[Finding]:
    """'The Taliban attacked A', 'A was shelled'."""
    passage = setting.passage
    for verb in passage.of("verb"):
        if verb.key not in ("events:assault", "events:bombing") or _is_noun(setting, verb):
            continue
        said = setting.stance(verb)
        if said is None:
            continue
        subject = None if said.passive else setting.subject(said.start, setting.chain(verb.start))
        agent = setting.agent(verb.end) if said.passive else None
        where = _after(setting, verb.end) or (_before(setting, said.start) if said.passive else None)
        victim = _victim(setting, verb.end)
        doer = subject or agent
        if where is None or (doer is None and not said.passive and verb.key != "events:bombing"):
            continue
        actors = [(doer.party, "by", doer.text)] if doer else []
        actors += (
            [(victim.party, "against", victim.text)] if victim and (not doer or victim.party != doer.party) else []
        )
        start = (
            doer.start
            if doer and doer.start < said.start
            else _clause_start(setting, said.start)
            if said.passive
            else said.start
        )
        end = max(where.end if where.start >= verb.end else verb.end, verb.end)
        yield _finding(setting, verb, said, verb.key.partition(":")[2], start, end, where, tuple(actors))


def _nouns(setting: Setting) -> Iterator[Finding]:
    """'carried out the raid on A', 'a car bomb in A killed'."""
    passage = setting.passage
    for noun in passage.of("event_nouns"):
        done = _done_near(setting, noun) if noun.key not in ("talks", "ceasefire") else None
        if done is None:
            continue
        verb = Mark("verb", done, done + 1, "", frozenset({"past"}), passage.text(noun.start, noun.end))
        said = setting.stance(verb)
        where = _after(setting, noun.end)
        if said is None:
            continue
        subject = setting.subject(said.start, setting.chain(done)) if done < noun.start else None
        if where is None and not (
            subject and passage.word(done) in ("carried", "launched", "staged", "claimed", "mounted")
        ):
            continue
        harmed = passage.word(done) in ("killed", "wounded", "injured", "killing")
        doer = None if harmed and done < noun.start else subject or _named_with(setting, noun.start)
        actors = ((doer.party, "by", doer.text),) if doer else ()
        start = (
            noun.start
            if harmed and done < noun.start
            else min(noun.start, done, subject.start if subject and subject.start < done else done)
        )
        start -= passage.word(start - 1) in ("a", "an", "the")
        yield _finding(
            setting,
            noun,
            said,
            noun.key,
            start,
            max(
                noun.end, done + 1, where.end if where and where.end - noun.end <= 9 and where.start >= noun.end else 0
            ),
            where,
            actors,
        )


def _finding(
    setting: Setting,
    verb: Mark,
    said: Stance,
    event_type: str,
    start: int,
    end: int,
    where: PlacePhrase | None,
    actors: tuple[tuple[str, str, str], ...],
) -> Finding:
    return Finding(
        kind=Kind.EVENT,
        start=start,
        end=end,
        anchor=verb.start,
        stance=said,
        chain=setting.chain(verb.start),
        phrase=where,
        actors=actors,
        label=setting.passage.text(verb.start, verb.end).casefold(),
        event_type=event_type,
    )


def _blamed(setting: Setting) -> Iterator[Finding]:
    """'X blamed the Taliban', 'the group claimed responsibility', 'which denied any part in it': who did it."""
    passage = setting.passage
    for at, word in enumerate(passage.lower):
        after = passage.lower[at + 1 : at + 5]
        denied = word == "denied" and bool({"part", "role", "involvement", "responsibility"} & set(after))
        claimed = word == "claimed" and (
            "responsibility" in after
            or after[:2] in (["both", "."], ["it", "."])
            or (after[:1] == ["the"] and after[1:2] in (["attack"], ["raid"], ["bombing"], ["assault"], ["killings"]))
        )
        blamed = word in ("blamed", "blames", "blame")
        if not (denied or claimed or blamed):
            continue
        who = (
            next((p for p in setting.participants if at < p.start <= at + 2), None)
            if blamed
            else setting.subject(at, ())
        )
        if who is None and not blamed and passage.word(at - 1) == "which":
            who = next((p for p in reversed(setting.participants) if at - 4 <= p.end <= at - 1), None)
        if who is None or (passage.word(at - 1) in ("to", "not", "had") and denied):
            continue
        ends = [i for i, w in enumerate(passage.lower[at + 1 : at + 7], at + 1) if w in (",", ".", ";", "and", "but")]
        end = who.end if blamed else ends[0] if ends else min(at + 5, len(passage))
        start = _clause_start(setting, at) if blamed else at - 1 if passage.word(at - 1) == "which" else who.start
        polarity = Polarity.NEGATED if denied else Polarity.AFFIRMED
        said = Stance(polarity, Modality.REPORTED, None, at, False)
        speaker = Speech(
            start,
            at,
            at,
            at + 1,
            "says",
            passage.text(start, at) if blamed else who.text,
            None if blamed else who.party,
            at,
            end,
            False,
        )
        yield Finding(
            kind=Kind.EVENT, start=start, end=end, anchor=at, stance=said, chain=(speaker,), phrase=setting.focus,
            actors=((who.party, "by", who.text),), label=word, event_type="assault",
        )  # fmt: skip


def _clause_start(setting: Setting, at: int) -> int:
    """Back to where the clause begins, at most ten words."""
    passage = setting.passage
    start = at
    while (
        start > 0
        and at - start < 10
        and passage.word(start - 1) not in _CLAUSE_ENDS
        and passage.word(start - 1) not in (",", "said", '"', "“")
    ):
        start -= 1
    return start


def _done_near(setting: Setting, noun: Mark) -> int | None:
    """The verb that makes an event of a noun ('an attack killed', 'carried out the raid'); None when nothing does."""
    passage, done = setting.passage, setting.words.lists["done"]
    for at in range(noun.end, min(noun.end + 8, len(passage))):
        word = passage.word(at)
        if word in _CLAUSE_ENDS or word == ",":
            break
        if word in done or (word == "carried" and passage.word(at + 1) == "out"):
            return at
    for at in range(noun.start - 1, max(-1, noun.start - 6), -1):
        word = passage.word(at)
        if word in _CLAUSE_ENDS or word == ",":
            break
        if word in done or (word == "carried" and passage.word(at + 1) == "out"):
            return at
    return None


def _after(setting: Setting, at: int) -> PlacePhrase | None:
    passage = setting.passage
    for phrase in setting.phrases:
        if phrase.kind in ("count", "site") or phrase.start < at or phrase.start > at + 14:
            continue
        if any(passage.word(i) in _CLAUSE_ENDS for i in range(at, phrase.start)):
            return None
        if phrase.before in _WHERE or phrase.start <= at + 1:
            return phrase
    return None


def _before(setting: Setting, at: int) -> PlacePhrase | None:
    passage = setting.passage
    for phrase in reversed(setting.phrases):
        if phrase.kind in ("place", "province") and phrase.end <= at and at - phrase.end <= 3:
            return None if any(passage.word(i) in _CLAUSE_ENDS for i in range(phrase.end, at)) else phrase
    return None


def _victim(setting: Setting, at: int) -> Participant | None:
    """Whom the verb is done to: a party right after it."""
    return next(
        (p for p in setting.participants if at <= p.start <= at + 2 and setting.passage.word(p.start - 1) != "by"), None
    )


def _named_with(setting: Setting, at: int) -> Participant | None:
    """The party right before a noun: 'a Taliban suicide bomber'."""
    return next((p for p in setting.participants if p.end == at), None)


def _is_noun(setting: Setting, verb: Mark) -> bool:
    """'an attack on A', 'Taliban raids': the word is no verb here."""
    before = setting.passage.word(verb.start - 1)
    written = bool(verb.forms & {"base", "third"})
    return (
        (written and before not in ("to", "they", "who", "will", "would", "could", "may"))
        or "participle" not in verb.forms
        or before in ("-", "the", "a", "an")
    )
