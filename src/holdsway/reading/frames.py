"""The reader over the parse: statements drawn from the clauses of a parsed text, each with its exact words."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files

from holdsway.frame import Frame
from holdsway.reading.answered import answered
from holdsway.reading.bonds import bonds
from holdsway.reading.casing import cased, is_capitals
from holdsway.reading.control import held
from holdsway.reading.dating import Dating
from holdsway.reading.dealt import dealt
from holdsway.reading.definitions import definitions
from holdsway.reading.deniers import with_doer
from holdsway.reading.explaining import Explanation, Reason
from holdsway.reading.finding import Finding
from holdsway.reading.grounds import is_local
from holdsway.reading.happened import happened
from holdsway.reading.incidents import MILD
from holdsway.reading.lexicon import lexicon, word_set
from holdsway.reading.losses import losses
from holdsway.reading.numbers import figures
from holdsway.reading.parsed import trees
from holdsway.reading.parsing import Parser, Sentence
from holdsway.reading.passages import Mark, Passage, Tokens
from holdsway.reading.persons import People
from holdsway.reading.placing import groups, phrases
from holdsway.reading.predicates import base_of
from holdsway.reading.reader import valid
from holdsway.reading.recording import Recorder
from holdsway.reading.scene import Scene
from holdsway.reading.shares import with_share
from holdsway.reading.sites import PlacePhrase, Site, site_of
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory
from holdsway.reading.speech import source_of, speeches
from holdsway.reading.spells import days_covered
from holdsway.reading.standing import Standing, has_items
from holdsway.reading.story import Story
from holdsway.reading.text import Span, paragraphs
from holdsway.reading.times import times
from holdsway.reading.tree import Tree
from holdsway.records import ActorRole, Document, Kind, Statement, identified
from holdsway.words import fold, quote_of

__all__ = ["FrameReader"]

_MATTERS = (Kind.CONTROL, Kind.EVENT)
"""What a later sentence can take up again: 'it', 'the attack'."""
_OF_A_DAY = (Kind.CONTROL, Kind.EVENT, Kind.CASUALTY, Kind.COUNT)
_LONG_BEFORE = 5
_HARMS = frozenset(("killing", "assault"))
_MOVES = frozenset(("surrender", "displacement", "deployment", "capture"))
_MOST_TOLD = 4
"""Of a place told of more often in one sentence, the order is that of the words."""
_AHEAD = 2
"""A report's first sentence may leave the day to so many after it."""
_BATCH = 50_000
"""Code points parsed at once."""
_OFFICES = word_set(
    "communique communiqué statement statements spokesman spokesperson spokeswoman press information media office "
    "command channel bureau ministry news telegram account headquarters general"
)


class FrameReader:
    """Reads English reports by their grammar, without any model to download; would rather miss than make one up."""

    name = "frames"
    version = "2"

    def __init__(self, pipeline: str | None = None) -> None:
        self.parser = Parser(pipeline)
        self._tokens: Tokens | None = None
        self._names: Names | None = None

    @property
    def lexicon_digest(self) -> str:
        """The digest of every word list this reader reads with."""
        return _lexicon_digest()

    def read(self, text: str, document: Document, frame: Frame) -> list[Statement]:
        """The statements of a text, in the order in which they stand in it."""
        return self._read(text, document, frame)

    def explain(self, text: str, document: Document, frame: Frame) -> Explanation:
        """The same statements, each with the path from its words, and why the other sentences gave none."""
        recorder = Recorder()
        return recorder.explanation(self._read(text, document, frame, recorder))

    def _read(self, text: str, document: Document, frame: Frame, recorder: Recorder | None = None) -> list[Statement]:
        if not document.read or not text.strip():
            return []
        if self._tokens is None:
            self._tokens = Tokens(lexicon(), self.parser.nlp)
        if self._names is None or self._names.frame is not frame:
            self._names = Names(frame, self._tokens)
        found = list(_Reading(text, document, self.parser, self._tokens, self._names, recorder).statements())
        found = [s for s in found if not _is_history(s, frame)]
        return valid(
            list({s.id: s for s in sorted(found, key=lambda s: (s.seq, s.quote.end or 0, s.id))}.values()), text
        )


class _Reading:
    """One text being read from its first sentence to its last."""

    def __init__(
        self,
        text: str,
        document: Document,
        parser: Parser,
        tokens: Tokens,
        names: Names,
        recorder: Recorder | None = None,
    ) -> None:
        self.recorder = recorder
        self.text, self.document, self.parser, self.tokens, self.names = text, document, parser, tokens, names
        self.day = document.published.first.date() if document.published else None
        named = tuple(w for w in fold(document.publisher or "").split() if w not in ("the", "a", "an"))
        self.memory = Memory(people={}, voice=_voice(document, names.frame), publisher=named)
        self.ground = Standing(self._title_place(), has_items(text))
        place = self.ground.focus.name if self.ground.focus else None
        self.headline = place if place and place.split()[0].casefold() not in text.casefold() else None
        first = names.frame.days.first if names.frame.days else None
        self.dating = Dating(self.day, first=first, covers=days_covered(document.title))
        self.people = People()
        self.story = Story()
        defined = ((short, names.frame.parties.match(long)) for short, long in definitions(text).items())
        self.short = {short: party.id for short, party in defined if party is not None}
        self.before: list[Finding] = []
        self.fresh: list[Finding] = []
        self.matter: Finding | None = None
        self.matter_paragraph = 0
        self.counted: tuple[Finding, int] | None = None
        self.hows = {base: how for how, bases in tokens.lexicon.groups["speech"].items() for base in bases}

    def statements(self) -> Iterator[Statement]:
        """The statements, sentence by sentence."""
        passages = self._passages()
        mentioned = self.memory.mentioned = frozenset(m.key for p in passages for m in p.of("party"))
        for number, passage in enumerate(passages):
            after = (w for p in passages[number + 1 : number + 1 + _AHEAD] for w in p.times if w.relative is None)
            self.dating.coming = next((w.days for w in after), None)
            yield from self._sentence(passage, mentioned)

    def _passages(self) -> list[Passage]:
        """The sentences with their parse; a long text is parsed in batches, so that little of it is held at once."""
        found: list[Passage] = []
        batch: list[Span] = []
        for paragraph in paragraphs(self.text, by_line=self.document.format == "html"):
            batch.append(paragraph)
            if sum(p.end - p.start for p in batch) >= _BATCH:
                found += self._parsed(batch)
                batch = []
        return found + self._parsed(batch)

    def _parsed(self, batch: Sequence[Span]) -> list[Passage]:
        title = self.document.title
        sentences = self.parser.split([(self.text[p.start : p.end], p.start) for p in batch])
        found: list[tuple[Passage, Sentence]] = []
        for sentence in sentences:
            if title and title.startswith(self.text[sentence.start : sentence.end].strip()):
                if self.recorder is not None:
                    self.recorder.passed_over(sentence.start, sentence.end, Reason.HEADLINE)
                continue  # the headline says it shorter, and without its speaker
            passage = self.tokens.of(sentence, batch[sentence.paragraph].paragraph)
            if passage is None:
                continue
            if is_capitals(passage.words):
                passage.words = cased(passage.words)  # as old wires are: the parser reads them better as others write
            self.names.mark(passage)
            self._mark_short(passage)
            passage.figures = figures(passage.lower)
            passage.times = times(passage.words, self.day)
            found.append((passage, sentence))
        wanted = [(p, s) for p, s in found if _may_say(p)]
        parsed = trees(self.parser, [s for _, s in wanted], [p for p, _ in wanted], self.tokens.lexicon)
        for (passage, _), tree in zip(wanted, parsed, strict=True):
            passage.tree = tree
        return [p for p, _ in found]

    def _title_place(self) -> PlacePhrase | None:
        """The place of the headline, where it names just one: what the first sentences speak of."""
        title = self.document.title or ""
        named: dict[str, PlacePhrase] = {}
        for sentence in self.parser.split([(title, 0)]) if title.strip() else ():
            if passage := self.tokens.of(sentence, 0):
                self.names.mark(passage)
                places = (p for p in phrases(passage, self.names) if p.kind == "place")
                named |= {p.name: p for p in places if self.names.is_place(p.name, p.parent)}
        return next(iter(named.values())) if len(named) == 1 else None

    def _mark_short(self, passage: Passage) -> None:
        """Mark the short names that this text gives its parties: 'the Free Valley Movement (FVM)'."""
        for at, word in enumerate(passage.words):
            if word in self.short and passage.at("party", at) is None:
                passage.marks.setdefault("party", []).append(Mark("party", at, at + 1, self.short[word]))

    def _sentence(self, passage: Passage, mentioned: frozenset[str]) -> Iterator[Statement]:
        scene = self._scene(passage, mentioned)
        control, others = self._told(scene) if passage.tree is not None else ([], [])
        control, others = ([s for f in found if (s := with_share(scene, f))] for found in (control, others))
        self.story.topic, self.story.is_item = self.ground.stands_on(scene), self.ground.has_items
        others = self.story.settled(scene, others, beside=control)
        for finding in (*control, *others):
            yield self._statement(scene, finding)
        if self.recorder is not None:
            self.recorder.read(scene)
        self._remember(scene, control, others)
        self.people.remember(passage)
        told = sorted((f for f in (*control, *others) if f.kind in _MATTERS), key=lambda f: f.start)
        if told:
            self.matter, self.matter_paragraph = told[-1], passage.paragraph
        counted = [f for f in (*control, *others) if f.figure is not None and f.stance.modality.is_evidence]
        if counted:
            self.counted = max(counted, key=lambda f: f.start), passage.paragraph
        self.dating.remember(scene)

    def _scene(self, passage: Passage, mentioned: frozenset[str]) -> Scene:
        """One sentence with all that was said before it."""
        tree = passage.tree or Tree([], [], [], [], [], [])
        places = phrases(passage, self.names)
        self.ground.enter(passage, places)
        return Scene(
            passage=passage,
            tree=tree,
            names=self.names,
            words=self.tokens.lexicon,
            memory=self.memory,
            mentioned=mentioned,
            speeches=speeches(passage, tree, self.names, self._hows(passage), self.memory) if passage.tree else [],
            phrases=places,
            groups=groups(passage, places),
            focus=self.ground.focus,
            parent=self.ground.parent,
            spoken=self.ground.spoken,
            matter=self.matter if passage.paragraph == self.matter_paragraph else None,
            before=self.fresh,
            counted=self.counted[0] if self.counted and passage.paragraph - self.counted[1] <= 1 else None,
        )

    def _told(self, scene: Scene) -> tuple[list[Finding], list[Finding]]:
        """What a sentence says of who holds what, and all else that it says; an event of that is not told again."""
        matters = [scene.matter] if scene.matter and scene.matter.kind is Kind.EVENT else []
        control = scene.told = [f for f in held(scene) if not self._is_told_before(scene, f)]
        met = list(dealt(scene))
        events = [*met, *(e for e in happened(scene) if not any(_is_of_accord(e, m) for m in met))]
        events = [e for e in events if not any(_is_same_matter(e, told) for told in control)]
        answers = list(answered(scene, [*self.before, *matters, *control, *events]))
        self.before, self.fresh = control or self.before, control
        events = [e for e in events if not any(_is_told_by_answer(e, a) for a in answers)]
        control = [*control, *(a for a in answers if a.kind is not Kind.EVENT)]
        events = [with_doer(scene, e) for e in (*events, *(a for a in answers if a.kind is Kind.EVENT))]
        harmed = list(losses(scene))
        events = [e for e in events if not any(_is_told_by_loss(e, loss) for loss in harmed)]
        told = {f.anchor for f in (*control, *events, *harmed) if f.kind is not Kind.COUNT}
        tied = [b for b in bonds(scene, self.people) if b.kind is not Kind.TIE or not _is_within(b, told)]
        told = {b.anchor for b in tied if b.kind is Kind.TIE}
        events = [e for e in events if e.anchor not in told or e.event_type not in MILD]
        return control, [*harmed, *events, *tied]

    def _hows(self, passage: Passage) -> dict[int, str]:
        """The verbs of saying in a sentence, and how each says."""
        tree = passage.tree
        if tree is None:
            return {}
        bases = ((word, base_of(passage, tree, word)) for word in range(len(tree)) if _may_tell(passage, tree, word))
        return {word: self.hows[base] for word, base in bases if base in self.hows}

    def _remember(self, scene: Scene, control: list[Finding], others: list[Finding]) -> None:
        self.ground.remember(scene, control, others)
        rebels = {p.id for p in self.names.sides.rebels}
        named = [m.key for m in scene.passage.of("party") if m.key in rebels]
        self.memory.rebel = named[-1] if named else self.memory.rebel
        subjects = [p.party for p in scene.participants]
        self.memory.subject = subjects[0] if subjects else self.memory.subject

    def _statement(self, scene: Scene, finding: Finding) -> Statement:
        passage, document = scene.passage, self.document
        first = finding.start - (finding.start > 0 and passage.word(finding.start - 1) in ("the", "a", "an"))
        start, end = passage.starts[first], passage.ends[finding.end - 1]
        site = self._site(scene, finding)
        when = self.dating.when(scene, finding)
        self.dating.last = when.told or self.dating.last
        is_headline = finding.phrase is not None and finding.phrase.name == self.headline
        told = "place told in the headline" if is_headline else None
        notes = [finding.note, told, when.note, f"corrects {document.corrects}" if document.corrects else None]
        figure, evidence = finding.figure, finding.stance.modality.is_evidence
        said = Statement(
            kind=finding.kind,
            source=source_of(list(finding.chain), document, self.names.frame),
            document=document.sha256,
            quote=quote_of(self.text, start, end),
            publisher=document.speaks_for,
            place_code=site.code if site else None,
            place_version=site.version if site else None,
            place_text=site.text if site else None,
            place_precision=site.precision if site else None,
            place_note=site.note if site else None,
            admin1=site.admin1 if site else None,
            party=finding.party,
            actors=tuple(ActorRole(id, role, text) for id, role, text in finding.actors),
            label=finding.label,
            valid=when.days,
            valid_text=when.text,
            open=finding.kind is Kind.CONTROL and evidence and not _is_over(scene, finding),
            published=document.published,
            polarity=finding.stance.polarity,
            modality=finding.stance.modality,
            trap_reason=None if evidence else finding.stance.trap_reason or "is not said as a report",
            attribution=tuple(s.speaker for s in finding.chain),
            low=figure.low if figure else None,
            best=figure.best if figure else None,
            high=figure.high if figure else None,
            number_of=finding.number_of,
            category=finding.category,
            event_type=finding.event_type,
            licence=document.licence or self.names.frame.licence,
            method="read",
            reader=f"{FrameReader.name} {FrameReader.version}",
            url=document.url,
            note="; ".join(n for n in notes if n) or None,
            seq=self._order(scene, finding, start),
        )
        said = identified(said, text_sha256=document.text_sha256)
        if self.recorder is not None:
            self.recorder.drew(scene, finding, said, site, when, self.dating.before)
        return said

    def _is_told_before(self, scene: Scene, finding: Finding) -> bool:
        """Whether it is an undated look back ('the Front had captured it') on a place just spoken of."""
        looks_back = (
            any(scene.passage.word(a) == "had" for a in scene.tree.those(finding.anchor, "aux")) and not finding.chain
        )
        same = any(f.phrase and finding.phrase and f.phrase.name == finding.phrase.name for f in self.before)
        return looks_back and same and self.dating.when(scene, finding).note is not None

    def _is_of_before(self, scene: Scene, later: Finding, sooner: Finding) -> bool:
        """Whether what is told later in a sentence was before what is told sooner: 'retaken, after its fall in May'."""
        one, other = (self.dating.when(scene, finding).days for finding in (later, sooner))
        return one is not None and other is not None and one.first <= other.first and one.last < other.last

    def _order(self, scene: Scene, finding: Finding, start: int) -> int:
        """Where a statement comes in its document; 'retaken after the Front took it' tells the later first."""
        if finding.kind is not Kind.CONTROL or finding.phrase is None:
            return start
        same = [f for f in scene.told if f.phrase and f.phrase.name == finding.phrase.name]
        if len(same) > _MOST_TOLD:
            return start
        for later in same[1:]:
            is_before = _follows_after(scene.passage, later) or self._is_of_before(scene, later, same[0])
            if is_before and same[0].start < later.start:
                if finding == later:
                    return scene.passage.starts[same[0].start]
                if finding == same[0]:
                    return scene.passage.starts[later.start]
        return start

    def _site(self, scene: Scene, finding: Finding) -> Site | None:
        phrase = finding.phrase
        if phrase is None:
            return None
        if phrase.kind == "count":
            return Site(phrase.parent, phrase.parent, None, None, None, "province") if phrase.parent else None
        parents = {p.parent or p.name for p in scene.phrases if p.kind == "province" or p.parent}
        before = scene.passage.lower
        again = any(before[i : i + 2] in (["same", "province"], ["that", "province"]) for i in range(len(before)))
        hint = next(iter(parents)) if len(parents) == 1 else self.ground.parent if again and not parents else None
        site = site_of(phrase, self.names.frame, hint=hint)
        if site.code is None and site.admin1 is None and is_local(scene.passage, phrase):
            return self.ground.in_province(site, self.names.frame)
        return site


@cache
def _lexicon_digest() -> str:
    running = hashlib.sha256()
    for file in sorted(files("holdsway.reading").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith((".yaml", ".txt")):
            running.update(file.name.encode() + b"\0" + file.read_bytes())
    return running.hexdigest()


def _voice(document: Document, frame: Frame) -> str | None:
    """The party whose own text this is, told by the name of its publisher: 'we' is that party then."""
    publisher = fold(document.speaks_for or "")
    spoken = [p.id for p in frame.parties for name in p.names if len(name) > 2 and _is_of(publisher, fold(name))]
    return spoken[0] if len(set(spoken)) == 1 else None


def _is_of(publisher: str, name: str) -> bool:
    """Whether a publisher is a party itself or an office of it: 'Free Front communiqué', 'Free Front'."""
    if publisher == name:
        return True
    before = publisher.removesuffix(name)
    if before != publisher and before.endswith((" of ", " of the ")) and set(before.split()) & _OFFICES:
        return True
    rest = publisher.removeprefix(name)
    return rest != publisher and rest.startswith(" ") and bool(set(rest.split()) & _OFFICES)


def _may_tell(passage: Passage, tree: Tree, word: int) -> bool:
    """Whether a word may be a verb of saying: one within the name of a party ('Islamic State') is none."""
    return tree.classes[word] == "VERB" and passage.at("party", word) is None


def _may_say(passage: Passage) -> bool:
    """Whether a sentence has words enough to say anything; one of two words is a heading, and signs alone are none."""
    return len(passage) > 2 and any(len(word) > 1 and word.isalpha() for word in passage.words)


def _follows_after(passage: Passage, finding: Finding) -> bool:
    """Whether a finding stands in a clause with 'after', and so came first."""
    return "after" in passage.lower[max(0, finding.start - 4) : finding.start]


def _is_history(said: Statement, frame: Frame) -> bool:
    """Whether a report looks back on what was years before the war of the frame: 'occupied in the war of 1951'."""
    if frame.days is None or said.valid is None or said.published is None or said.kind not in _OF_A_DAY:
        return False
    told = said.valid.last.year + _LONG_BEFORE
    return told < frame.days.first.year and told < said.published.first.year


def _is_within(tie: Finding, told: Collection[int]) -> bool:
    """Whether a tie only tells of those who do something else: 'fighters backed by Ostria took A'."""
    return any(tie.start <= word < tie.end and word != tie.anchor for word in told)


def _is_of_accord(event: Finding, met: Finding) -> bool:
    """Whether an event is but what a truce or talks are about: 'declared a halt to its offensive on A'."""
    return event.anchor == met.anchor or (met.start < event.start and event.end <= met.end)


def _is_told_by_answer(event: Finding, answer: Finding) -> bool:
    """Whether an event is what a claim, denial or charge already tells: that A accused B, or what of."""
    if event.anchor == answer.anchor:
        return event.event_type in ("accuse", answer.event_type) and answer.kind is Kind.EVENT
    inside = answer.start < event.start and event.end <= answer.end
    return inside and event.event_type == answer.event_type and answer.kind is Kind.EVENT


def _is_told_by_loss(event: Finding, loss: Finding) -> bool:
    """Whether an event says no more than the figure of the same predicate: 'two soldiers were killed', '300 fled'."""
    if event.anchor != loss.anchor:
        return False
    if loss.kind is Kind.COUNT:
        return event.event_type in _MOVES
    if event.category is None and event.start <= loss.anchor < event.end and event.because.startswith("harm"):
        return not any(role == "by" for _, role, _ in event.actors)  # 'a mine killed two': told by its dead alone
    return event.event_type in _HARMS and not any(role == "by" for _, role, _ in event.actors)


def _is_over(scene: Scene, finding: Finding) -> bool:
    """'The town had been in X hands since May': who had it up to what is told, not who has it."""
    looks_back = any(scene.passage.word(a) == "had" for a in scene.tree.those(finding.anchor, "aux"))
    return looks_back and finding.because.startswith("holds") and not finding.chain


def _is_same_matter(event: Finding, told: Finding) -> bool:
    """Whether an event is what a change of hands already tells: of one predicate, or for the most part in its words."""
    shared = min(event.end, told.end) - max(event.start, told.start)
    inside = told.start <= event.anchor < told.end  # not of 'A, which the Front holds, was shelled'
    return event.anchor == told.anchor or (inside and shared > (event.end - event.start) / 2)
