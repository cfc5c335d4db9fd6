"""Recording: what led from the words of each sentence to its statements, noted down while a text is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from holdsway.actors import CONTESTED
from holdsway.clocks import Days
from holdsway.reading.dating import Dated
from holdsway.reading.explaining import Explained, Explanation, Reason, SentenceRead, Slot
from holdsway.reading.finding import Finding
from holdsway.reading.numbers import Figure
from holdsway.reading.scene import Scene
from holdsway.reading.silence import silence_of
from holdsway.reading.sites import PlacePhrase, Site
from holdsway.reading.speech import Speech
from holdsway.reading.strangers import Strangers
from holdsway.records import Kind, Modality, Statement
from holdsway.words import fold

__all__ = ["Recorder"]

_PLACED = (Kind.CONTROL, Kind.EVENT, Kind.CASUALTY, Kind.COUNT)
_STANDS = "stands for the place spoken of before"
_PARTS = {
    "by": "by",
    "against": "against",
    "party": "party",
    "subject": "who",
    "object": "whom",
    "alias": "alias",
    "original": "known as",
}


@dataclass(slots=True)
class Recorder:
    """What a reader notes of each sentence: `drew` for each statement, then `read` once the sentence is done."""

    statements: list[Explained] = field(default_factory=list)
    sentences: list[SentenceRead] = field(default_factory=list)
    strangers: Strangers = field(default_factory=Strangers)
    _here: list[Finding] = field(default_factory=list)

    def passed_over(self, start: int, end: int, reason: Reason) -> None:
        """A sentence that is not read at all."""
        self.sentences.append(SentenceRead(start, end, reason=reason))

    def drew(
        self, scene: Scene, finding: Finding, said: Statement, site: Site | None, when: Dated, last: Days | None
    ) -> None:
        """A statement, with the finding, the site and the days it was made of; `last` is the day last spoken of."""
        slots = (
            _pattern(scene, finding),
            *((_place(scene, finding, site),) if finding.kind in _PLACED or finding.phrase else ()),
            *((_holder(scene, finding),) if finding.kind is Kind.CONTROL or finding.party else ()),
            *(_actor(scene, actor) for actor in finding.actors if not _is_only_holder(scene, finding, actor)),
            *_number(scene, finding),
            *((_days(scene, said, when, last),) if finding.stance.modality.is_evidence or when.days else ()),
            _stance(finding, said),
            *(_says(scene, speech) for speech in finding.chain),
            Slot("source", None, said.source, _source_of(finding, said)),
            *((Slot("note", None, finding.note),) if finding.note else ()),
        )
        self.statements.append(Explained(said, slots))
        self._here.append(finding)

    def read(self, scene: Scene) -> None:
        """A sentence that is done: why it gave nothing, if so, and the names in it that nobody knows."""
        passage = scene.passage
        start, end = passage.starts[0], passage.ends[-1]
        if self._here:
            self.sentences.append(SentenceRead(start, end, len(self._here)))
        else:
            silence = silence_of(scene)
            self.sentences.append(SentenceRead(start, end, reason=silence.reason, detail=silence.detail))
        self.strangers.meet(scene, self._here)
        self._here = []

    def explanation(self, statements: Iterable[Statement]) -> Explanation:
        """All that was noted, of the statements that the reader gives."""
        known = {one.statement.id: one for one in self.statements}
        return Explanation(
            statements=tuple(known[said.id] for said in statements),
            sentences=tuple(sorted(self.sentences, key=lambda sentence: sentence.start)),
            unmatched=self.strangers.counted(),
        )


def _pattern(scene: Scene, finding: Finding) -> Slot:
    word = scene.passage.words[finding.anchor]
    return Slot("pattern", word, finding.because or finding.event_type or finding.label or str(finding.kind))


def _place(scene: Scene, finding: Finding, site: Site | None) -> Slot:
    phrase = finding.phrase
    if phrase is None or site is None:
        return Slot("place", None, None, "none is told with it")
    words, how = _named(scene, finding, phrase)
    frame = scene.names.frame
    place = frame.places.get(site.code)
    if place is not None:
        means = f"{place.code} {place.title}"
        by = "by its name" if fold(place.name) == fold(phrase.name) else "by an alias"
        same = len(frame.places.named(phrase.name)) > 1
        found: str | None = site.note or (f"{by} in {place.admin1}" if same and place.admin1 else by)
    else:
        within = site.admin1 if site.admin1 and site.admin1 != site.text else None
        means = f"{site.text} ({within})" if within else site.text
        found = site.note or ("no gazetteer: kept by its name" if not len(frame.places) else None)
    part = "only a part of it" if phrase.partial else None
    return Slot("place", words, means, "; ".join(p for p in (how, found, part) if p) or None)


def _named(scene: Scene, finding: Finding, phrase: PlacePhrase) -> tuple[str | None, str | None]:
    """The words of this sentence that name a place, or how it is known without them."""
    passage = scene.passage
    same = [p for p in scene.phrases if p.core == phrase.core and p.name == phrase.name]
    within = [p for p in scene.phrases if finding.start <= p.core < finding.end]
    standing = sorted((p for p in within if p.kind == "site"), key=lambda p: p.name == "it")
    if standing and not any(p in within for p in same):
        return passage.text(standing[0].start, standing[0].end), _STANDS
    if same:
        return passage.text(same[0].start, same[0].end), None
    inside = passage.text(phrase.start, min(phrase.end, len(passage))) if phrase.start < len(passage) else ""
    if inside and (fold(phrase.name) in fold(inside) or phrase.kind == "works"):
        return inside, None
    if "there" in passage.lower[finding.start : finding.end + 1]:
        return "there", _STANDS
    return None, "the place spoken of before"


def _holder(scene: Scene, finding: Finding) -> Slot:
    if finding.party is None:
        return Slot("holder", None, "open", "who has it is not said")
    if finding.party == CONTESTED:
        return Slot("holder", None, CONTESTED, "a part of it, or nobody is said to have the whole")
    acts = (a for a in finding.actors if a[:2] == (finding.party, "by"))
    if any(not _is_only_holder(scene, finding, actor) for actor in acts):
        return Slot("holder", None, finding.party, "who acts has it then")
    return Slot("holder", None, finding.party, "follows from who is named, without being named")


def _is_only_holder(scene: Scene, finding: Finding, actor: tuple[str, str, str]) -> bool:
    """Whether an actor is the holder that follows from the sentence, and is named by nothing but its predicate."""
    id, _, text = actor
    is_unnamed = finding.kind is Kind.CONTROL and fold(text) == fold(scene.passage.words[finding.anchor])
    return id == finding.party and is_unnamed


def _actor(scene: Scene, actor: tuple[str, str, str]) -> Slot:
    id, role, text = actor
    name = _PARTS.get(role, role)
    if not text:
        return Slot(name, None, id, "told before this sentence")
    parties = scene.names.frame.parties
    if id not in parties:
        return Slot(name, text, id, "no party of the frame" if len(parties) else None)
    marks = (m for m in scene.passage.of("party") if m.key == id)
    is_name = any(fold(scene.passage.text(m.start, m.end)) in fold(text) for m in marks)
    return Slot(name, text, id, "by its name" if is_name else "stands for it here")


def _number(scene: Scene, finding: Finding) -> Iterator[Slot]:
    figure, passage = finding.figure, scene.passage
    if figure is not None:
        words = passage.text(figure.start, figure.end) if 0 <= figure.start < figure.end <= len(passage) else None
        yield Slot("number", words, _range(figure))
    counted = ", ".join(word for word in (finding.number_of, finding.category) if word)
    if counted:
        yield Slot("of", None, counted)


def _range(figure: Figure) -> str:
    if figure.low == figure.best == figure.high and figure.best is not None:
        return f"{figure.best:g}"
    given = (("low", figure.low), ("best", figure.best), ("high", figure.high))
    return ", ".join(f"{name} {number:g}" for name, number in given if number is not None) or "no bound"


def _days(scene: Scene, said: Statement, when: Dated, last: Days | None) -> Slot:
    if when.days is None:
        return Slot("days", None, None, "none is told" if said.published else "none is told, nor when it was published")
    if when.text is None:
        return Slot("days", None, str(when.days), when.note)
    told = next((t for t in scene.passage.times if scene.passage.text(t.start, t.end) == when.text), None)
    if told is not None and told.shift is not None and last is not None:
        how: str | None = f"counted from {last}, the day spoken of before"
    elif any(part.isdigit() and len(part) == 4 for part in when.text.replace("-", " ").split()):
        how = "as written"
    else:
        how = f"counted from publication, {said.published}" if said.published else None
    return Slot("days", when.text, str(when.days), "; ".join(p for p in (how, when.note) if p) or None)


def _stance(finding: Finding, said: Statement) -> Slot:
    stance = finding.stance
    steps = [*stance.steps, *([said.trap_reason] if said.trap_reason else [])]
    told = [s for n, s in enumerate(steps) if not any(s in other for other in steps[n + 1 :])]
    plain = "said by a speaker" if finding.chain else "in the report's own voice"
    if stance.modality in (Modality.POSSIBLE, Modality.LIKELY):
        plain = "by what its words hang on"
    means = f"{said.polarity}, {said.modality}" + ("" if stance.modality.is_evidence else ": no evidence")
    return Slot("stance", None, means, "; ".join(told) or plain)


def _says(scene: Scene, speech: Speech) -> Slot:
    words = scene.passage.text(speech.start, speech.stop)
    who = speech.speaker if fold(speech.speaker) != fold(words) else None
    means = ", ".join(part for part in (who, speech.party) if part) or None
    verb = scene.passage.text(speech.verb, speech.verb_end)
    return Slot("says", words, means, f"'{verb}'" + ("" if speech.how == "says" else f" {speech.how}"))


def _source_of(finding: Finding, said: Statement) -> str:
    if said.source == said.publisher:
        return "the publisher" if not finding.chain else "the publisher: no speaker is a party or a source of its own"
    return "the innermost speaker" if finding.chain else "the file: it names no publisher"
