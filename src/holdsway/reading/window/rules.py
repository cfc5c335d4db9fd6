"""The rule reader: statements from a small lexicon over tokens, each with its exact words."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.frame import Frame
from holdsway.reading.lexicon import lexicon
from holdsway.reading.numbers import figures
from holdsway.reading.passages import Passage, Tokens
from holdsway.reading.placing import groups, phrases
from holdsway.reading.reader import valid
from holdsway.reading.sites import PlacePhrase, Site, site_of
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory
from holdsway.reading.text import sentences
from holdsway.reading.window.attribution import source_of, speeches
from holdsway.reading.window.dating import Dating
from holdsway.reading.window.echoes import echoed, listed
from holdsway.reading.window.happenings import happenings
from holdsway.reading.window.holding import held
from holdsway.reading.window.kin import Bond, bonds, person_of
from holdsway.reading.window.setting import Finding, Setting
from holdsway.reading.window.sides import EldestSides
from holdsway.reading.window.talks import talks
from holdsway.reading.window.times import times
from holdsway.reading.window.tolls import tolls
from holdsway.reading.window.truces import truces
from holdsway.records import ActorRole, Document, Kind, Modality, Statement, identified
from holdsway.words import quote_of

__all__ = ["RuleReader"]


class RuleReader:
    """Reads English reports by rules, without any model to download; would rather miss a statement than make one up."""

    name = "rules"
    version = "1"

    def __init__(self) -> None:
        self._tokens: Tokens | None = None
        self._names: Names | None = None

    def read(self, text: str, document: Document, frame: Frame) -> list[Statement]:
        """The statements of a text, in the order in which they stand in it."""
        if not document.read:
            return []
        if self._tokens is None:
            self._tokens = Tokens(lexicon())
        if self._names is None or self._names.frame is not frame:
            self._names = Names(frame, self._tokens)
            self._names.sides = EldestSides(frame)
        found = list(_Reading(text, document, self._tokens, self._names).statements())
        return valid(
            list({s.id: s for s in sorted(found, key=lambda s: (s.seq, s.quote.end or 0, s.id))}.values()), text
        )


class _Reading:
    """One text being read from its first sentence to its last."""

    def __init__(self, text: str, document: Document, tokens: Tokens, names: Names) -> None:
        self.text, self.document, self.tokens, self.names = text, document, tokens, names
        self.day = document.published.first.date() if document.published else None
        self.memory = Memory(people={})
        self.focus: PlacePhrase | None = None
        self.dating = Dating(self.day)
        self.person: str | None = None
        self.parent: str | None = None
        self.is_held = False
        self.focus_paragraph = 0
        self.before: list[Finding] = []
        self.matter: Finding | None = None
        self.matter_paragraph = 0

    def statements(self) -> Iterator[Statement]:
        """The statements, sentence by sentence."""
        passages = [
            p
            for p in (
                self._passage(s.start, s.end, s.paragraph)
                for s in sentences(self.text, by_line=self.document.format == "html")
            )
            if p
        ]
        mentioned = frozenset(m.key for p in passages for m in p.of("party"))
        for passage in passages:
            yield from self._sentence(passage, mentioned)

    def _passage(self, start: int, end: int, paragraph: int) -> Passage | None:
        if self.document.title and self.document.title.startswith(self.text[start:end].strip()):
            return None  # the headline says it shorter, and without its speaker
        passage = self.tokens.passage(self.text, start, end, paragraph)
        if passage:
            self.names.mark(passage)
            passage.figures = figures(passage.lower)
            try:
                passage.times = times(passage.words, self.day)
            except OverflowError:
                passage.times = []
        return passage

    def _sentence(self, passage: Passage, mentioned: frozenset[str]) -> Iterator[Statement]:
        if passage.paragraph > self.focus_paragraph + 1:
            self.focus, self.is_held = None, False
        said = speeches(passage, self.names, self.tokens.lexicon, self.memory)
        places = phrases(passage, self.names)
        setting = Setting(
            passage,
            self.names,
            self.tokens.lexicon,
            self.memory,
            mentioned,
            said,
            places,
            groups(passage, places),
            self.focus,
            self.matter if passage.paragraph == self.matter_paragraph else None,
        )
        control = setting.told = [f for f in held(setting) if not self._is_told_before(setting, f)]
        matter = [setting.matter] if setting.matter and setting.matter.kind is Kind.EVENT else []
        echoes = [*echoed(setting, [*self.before, *matter, *control]), *listed(setting, self.before)]
        self.before = control or self.before
        control = [*control, *echoes]
        dealt = [f for f in (*talks(setting), *truces(setting)) if f not in echoes]
        happened = [e for e in (*dealt, *happenings(setting)) if not _overlaps(e, control)]
        found = [*control, *tolls(setting), *happened]
        for finding in found:
            yield self._statement(setting, finding)
        sentence = self.text[passage.starts[0] : passage.ends[-1]]
        for bond in bonds(sentence, passage.starts[0], before=self.person):
            yield self._bond(bond)
        self._remember(setting, control, sentence)
        matters = sorted((*control, *happened), key=lambda f: f.start)
        if matters:
            self.matter, self.matter_paragraph = matters[-1], passage.paragraph
        self.dating.remember(setting)

    def _remember(self, setting: Setting, control: list[Finding], sentence: str) -> None:
        named = [f.phrase for f in control if f.phrase and f.phrase.kind == "place"]
        places = [p for p in setting.phrases if p.kind == "place" and p.before != "from"]
        if named:
            self.focus = named[-1] if len({p.name for p in named}) == 1 else None
            self.is_held = True
        elif places and (not self.is_held or places[0].core <= 4):
            self.focus = places[0] if len({p.name for p in places}) == 1 else None
            self.is_held = False
        if named or places:
            self.focus_paragraph = setting.passage.paragraph
        within = [p.parent for p in setting.phrases if p.parent]
        self.parent = within[-1] if within else self.parent
        subjects = [p.party for p in setting.participants]
        self.memory.subject = subjects[0] if subjects else self.memory.subject
        self.person = person_of(sentence) or self.person

    def _statement(self, setting: Setting, finding: Finding) -> Statement:
        passage, document = setting.passage, self.document
        first = finding.start - (finding.start > 0 and passage.word(finding.start - 1) in ("the", "a", "an"))
        start, end = passage.starts[first], passage.ends[finding.end - 1]
        site = self._site(setting, finding)
        days, note = self.dating.when(setting, finding)
        notes = [note, f"corrects {document.corrects}" if document.corrects else None]
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
            valid=days,
            open=finding.kind is Kind.CONTROL and evidence,
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
            reader=f"{RuleReader.name} {RuleReader.version}",
            url=document.url,
            note="; ".join(n for n in notes if n) or None,
            seq=self._order(setting, finding, start),
        )
        return identified(said, text_sha256=document.text_sha256)

    def _is_told_before(self, setting: Setting, finding: Finding) -> bool:
        """Whether it is an undated look back ('the Front had captured it') on a place just spoken of."""
        passage = setting.passage
        looks_back = "had" in passage.lower[finding.stance.start : finding.anchor] and not finding.chain
        same = any(f.phrase and finding.phrase and f.phrase.name == finding.phrase.name for f in self.before)
        return looks_back and same and self.dating.when(setting, finding)[1] is not None

    def _order(self, setting: Setting, finding: Finding, start: int) -> int:
        """Where a statement comes in its document; 'retaken after the Front took it' tells the later first."""
        if finding.kind is not Kind.CONTROL or finding.phrase is None:
            return start
        same = [f for f in setting.told if f.phrase and f.phrase.name == finding.phrase.name]
        for later in same:
            if _follows_after(setting.passage, later) and same[0].start < later.start:
                if finding == later:
                    return setting.passage.starts[same[0].start]
                if finding == same[0]:
                    return setting.passage.starts[later.start]
        return start

    def _bond(self, bond: Bond) -> Statement:
        document = self.document
        said = Statement(
            kind=bond.kind,
            source=source_of([], document, self.names.frame),
            document=document.sha256,
            quote=quote_of(self.text, bond.start, bond.end),
            publisher=document.speaks_for,
            actors=(
                ActorRole(self.names.frame.actor(bond.subject), "subject", bond.subject),
                ActorRole(self.names.frame.actor(bond.object), "object", bond.object),
            ),
            label=bond.bond,
            published=document.published,
            modality=Modality.ASSERTED,
            licence=document.licence or self.names.frame.licence,
            method="read",
            reader=f"{RuleReader.name} {RuleReader.version}",
            url=document.url,
            seq=bond.start,
        )
        return identified(said, text_sha256=document.text_sha256)

    def _site(self, setting: Setting, finding: Finding) -> Site | None:
        phrase = finding.phrase
        if phrase is None:
            return None
        if phrase.kind == "count":
            return Site(phrase.parent, phrase.parent, None, None, None, "province") if phrase.parent else None
        parents = {p.parent or p.name for p in setting.phrases if p.kind == "province" or p.parent}
        before = setting.passage.lower
        again = any(before[i : i + 2] in (["same", "province"], ["that", "province"]) for i in range(len(before)))
        hint = next(iter(parents)) if len(parents) == 1 else self.parent if again and not parents else None
        return site_of(phrase, self.names.frame, hint=hint)


def _follows_after(passage: Passage, finding: Finding) -> bool:
    """Whether a finding stands in a clause with 'after', and so came first."""
    return "after" in passage.lower[max(0, finding.start - 4) : finding.start]


def _overlaps(finding: Finding, others: list[Finding]) -> bool:
    return any(o.start < finding.end and finding.start < o.end for o in others)
