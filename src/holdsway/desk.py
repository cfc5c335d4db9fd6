"""The desk: one ledger, and everything a person asks of it. What `holdsway.open` returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from holdsway.brief import Brief, make_brief
from holdsway.brief.actor import ActorAnswer, actor_answer
from holdsway.brief.footnotes import Footnotes
from holdsway.brief.why import PlaceAccount, StatementAccount, place_account, statement_account
from holdsway.clocks import Days, Published, known_by_instant, parse_day
from holdsway.control import Estimate, Estimator
from holdsway.errors import AmbiguousPlaceError, DateError, FootnoteError, HoldswayError
from holdsway.export import Archived, archived
from holdsway.frame import Frame, frame_of
from holdsway.hand.queue import Proposal, queue
from holdsway.hand.rule import rule_on, rule_on_actors, undoing
from holdsway.hand.say import Said, say
from holdsway.hand.slots import corrections
from holdsway.hand.standing import Standing, stand
from holdsway.intake import Added, Progress, take_in
from holdsway.ledger import Entry, Forgot, Ledger, Merged, Verdict, log_of, open_ledger, verify
from holdsway.records import RETRO_CODED, Document, Flag, Reject, Statement, flags_of
from holdsway.rulings import Act, Ruling

__all__ = ["Desk", "Estimates", "open_desk"]

EVERY = {"day": 1, "week": 7, "month": None}
MOST_ANSWERS = 3
"""How many states of the record are held at once, for the questions that follow on the first."""


class Estimates(Sequence[Estimate]):
    """A list of estimates that can also be had as a data frame."""

    def __init__(self, estimates: Iterable[Estimate]) -> None:
        self._estimates = tuple(estimates)

    def __getitem__(self, index: Any) -> Any:
        return self._estimates[index]

    def __len__(self) -> int:
        return len(self._estimates)

    def df(self) -> Any:
        """A pandas data frame: one row for each estimate, one column for each of its fields."""
        try:
            import pandas
        except ImportError:
            raise HoldswayError("a data frame needs pandas; `pip install pandas`") from None
        return pandas.DataFrame([asdict(estimate) for estimate in self._estimates])


@dataclass(frozen=True, slots=True)
class _Known:
    """The record as known by a time and as of a batch: what every answer starts from."""

    frame: Frame
    standing: Standing
    documents: list[Document]
    known_by: str | None
    instant: datetime | None

    @property
    def statements(self) -> list[Statement]:
        """The statements as they stand after rulings."""
        return self.standing.statements


class Desk:
    """One ledger, asked. `known_by` is a date or time of publication, `at` a batch number or head of the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._answers: dict[tuple[str | None, int | None, str | None], _Known] = {}

    def add(
        self,
        *paths: Path | str,
        as_name: str | None = None,
        licence: str | None = None,
        published: Published | None = None,
        reader: str | None = None,
        replace: bool = False,
        dry_run: bool = False,
        author: str = "",
        progress: Progress | None = None,
    ) -> Added:
        """Take files and folders in as one batch, every row accounted for."""
        return take_in(
            self.ledger,
            [Path(path) for path in paths],
            as_name=as_name,
            licence=licence,
            published=published,
            reader=reader,
            replacing=replace,
            dry_run=dry_run,
            author=author,
            progress=progress,
        )

    def control(
        self,
        *,
        on: date | str | None = None,
        days: Days | None = None,
        every: str = "day",
        place: str | None = None,
        known_then: bool = False,
        known_by: str | None = None,
        at: str | None = None,
    ) -> Estimates:
        """Who held each place (or one) on a day, or on every day, week or month of a range.

        With `known_then` each day is answered by what was published by its end. Errors: DateError for a day that lies
        after `known_by`: that would be a forecast.
        """
        known = self._known(known_by, at)
        if days is None:
            one = _day(on) if on is not None else self._last_day(known)
            days = Days(one, one)
        answers: list[Estimate] = []
        estimator = Estimator(known.frame, known.statements, known.known_by)
        for day in _steps(days, every):
            _refuse_forecast(day, known)
            if known_then:
                then = self._known(_earlier(str(day), known.known_by), at)
                estimator = Estimator(then.frame, then.statements, then.known_by)
            places = [estimator.frame.places.find(place)] if place else estimator.frame.places.leaves
            leaves = [leaf for one in places for leaf in estimator.frame.places.leaves_of(one.code) or (one,)]
            answers += [estimator.estimate(leaf, day) for leaf in leaves]
        return Estimates(answers)

    def holders(self, place: str, *, on: date | str, known_by: str | None = None) -> list[Estimate]:
        """Who held a place on a day: one estimate, or one for each place within it."""
        return list(self.control(on=on, place=place, known_by=known_by))

    def brief(self, days: Days | None = None, *, known_by: str | None = None, at: str | None = None) -> Brief:
        """The situation brief over some days; without them, the last seven days of the frame or of the record."""
        known = self._known(known_by, at)
        days = days or self._last_week(known)
        _refuse_forecast(days.last, known)
        head = self.ledger.head(self._batch(at))
        return make_brief(
            known.frame,
            days,
            known.statements,
            known.documents,
            known_by=known.known_by,
            batch=head.number if head else None,
            head=head.head if head else None,
            earlier=self.ledger.statements(known_by=known.instant, at=self._batch(at), superseded=True),
            rejected=len(self.rejects(at)),
            hidden=len(known.standing.hidden),
            lost=len(known.standing.lost),
        )

    def why(
        self, place: str, *, on: date | str | None = None, known_by: str | None = None, at: str | None = None
    ) -> PlaceAccount:
        """Every report for and against the holder of a place on a day, and what each weighs."""
        known = self._known(known_by, at)
        day = _day(on) if on is not None else self._last_day(known)
        _refuse_forecast(day, known)
        estimator = Estimator(known.frame, known.statements, known.known_by)
        found = known.frame.places.find(place)
        leaves = known.frame.places.leaves_of(found.code)
        if len(leaves) > 1:
            parts = "; ".join(f"{leaf.name} ({leaf.code})" for leaf in leaves)
            raise AmbiguousPlaceError(f"{found.name} is estimated in {len(leaves)} parts: {parts}; ask for one of them")
        return place_account(estimator, found, day, known.statements, known.documents, known.standing.outcomes)

    def statement(self, id: str, *, known_by: str | None = None, at: str | None = None) -> StatementAccount:
        """One statement by its id or the first eight hex digits of it, also one that a later edition has superseded.

        Errors: FootnoteError.
        """
        known = self._known(known_by, at)
        earlier = self.ledger.statements(known_by=known.instant, at=self._batch(at), superseded=True)
        found = _one_of((*known.standing.rulable(), *earlier), id)
        return statement_account(
            found, Footnotes(known.documents, known.frame), known.frame, known.standing.outcome_of(found.id)
        )

    def actor(self, name: str, *, known_by: str | None = None, at: str | None = None) -> ActorAnswer:
        """Who bears a name or id on the record: every actor that does, side by side and never merged."""
        known = self._known(known_by, at)
        return actor_answer(name, known.statements, known.documents, known.frame, known.standing.rulings)

    def statements(self, *, known_by: str | None = None, at: str | None = None) -> list[Statement]:
        """Every statement known, less what was retracted, in order of publication."""
        return self._known(known_by, at).statements

    def frame(self, at: str | None = None) -> Frame:
        """The frame in force: the declared one, else the one its statements make."""
        return self._known(None, at).frame

    def undated(self, at: str | None = None) -> int:
        """How many statements no known-by answer can use, for want of a publication time."""
        return self.ledger.undated(self._batch(at))

    def rejects(self, at: str | None = None) -> list[Reject]:
        """What could not be kept, with its reason."""
        return self.ledger.rejects(self._batch(at))

    def flagged(self, at: str | None = None) -> list[Flag]:
        """The doubts about rows that were kept."""
        known = self._known(None, at)
        return flags_of(known.statements, {document.sha256: document.path for document in known.documents})

    def standing(self, *, known_by: str | None = None, at: str | None = None) -> Standing:
        """The statements as rulings leave them, and what became of each ruling."""
        return self._known(known_by, at).standing

    def rulings(self, at: str | None = None) -> list[Ruling]:
        """Every ruling, also those undone, by the time they were made."""
        return self.ledger.rulings(self._batch(at))

    def proposals(
        self, days: Days | None = None, *, known_by: str | None = None, at: str | None = None
    ) -> list[Proposal]:
        """What machines read and no person has ruled on, by how much it moves the brief over some days."""
        known, batch = self._known(known_by, at), self._batch(at)
        frame = replace(known.frame, unreviewed="use")  # what is hidden waits for a ruling too
        statements = self.ledger.statements(known_by=known.instant, at=batch)
        stands = stand(self.ledger, statements, frame, known_by=known.instant, at=batch)
        days = days or self._last_week(known)
        brief = make_brief(frame, days, stands.statements, known.documents, known_by=known_by)
        notes = Footnotes(known.documents, frame)
        for said in stands.statements:
            if said.is_proposal:
                notes.cite(said)
        by_id = {note.statement: note for note in notes if note.statement}
        return queue(stands, brief, by_id, Estimator(frame, stands.statements, known_by))

    def rule(
        self,
        id: str,
        act: Act | str,
        *,
        author: str,
        reason: str | None = None,
        slots: Mapping[str, str] | None = None,
        made: datetime | None = None,
    ) -> Ruling:
        """Rule on a statement by its id or eight digits of it: accept, reject, correct (with slots as written) or note.

        Errors: FootnoteError when there is no such statement, RulingError for a slot or value that cannot be.
        """
        known = self._known(None, None)
        said = _one_of(known.standing.rulable(), id)
        values = corrections(said, slots, known.frame) if slots else {}
        ruling = rule_on(known.standing, said, Act(act), author=author, reason=reason, slots=values, made=made)
        return self._keep(ruling)

    def rule_on_actors(
        self,
        one: str,
        other: str,
        act: Act | str,
        *,
        author: str,
        reason: str | None = None,
        made: datetime | None = None,
    ) -> Ruling:
        """Rule that two names are one actor (`same`), or two (`different`).

        Errors: HoldswayError for a name that nobody on the record bears.
        """
        for name in (one, other):
            self.actor(name)
        return self._keep(rule_on_actors(self.rulings(), one, other, Act(act), author=author, reason=reason, made=made))

    def undo(self, id: str, *, author: str, reason: str | None = None, made: datetime | None = None) -> Ruling:
        """Take back a ruling by its id or eight digits of it. Errors: RulingError."""
        return self._keep(undoing(self.rulings(), id, author=author, reason=reason, made=made))

    def hear(self, words: str, *, source: str, published: Published, author: str, **more: Any) -> Said:
        """What a sentence written by hand says, for a person to look at; nothing is kept. See `hand.say.say`."""
        return say(words, self.frame(), source=source, published=published, author=author, **more)

    def keep(self, said: Said, *, made: datetime | None = None) -> list[Ruling]:
        """Keep what was heard, as accepted by whoever wrote it."""
        stands, author = self._known(None, None).standing, said.document.author or ""
        rulings = [rule_on(stands, one, Act.ACCEPT, author=author, made=made) for one in said.statements]
        self.ledger.commit(said.statements, [(said.document, said.contents)], rulings=rulings, note=said.document.path)
        return rulings

    def _keep(self, ruling: Ruling) -> Ruling:
        known, before = self._known(None, None), self.ledger.head()
        self.ledger.commit((), rulings=[ruling], note=f"{ruling.act} by {ruling.author}")
        head = self.ledger.head()
        if known.standing.again and head and head.previous == (before.head if before else head.previous):
            # nobody else wrote meanwhile, so all else is as it was, and the next ruling need not wait for it
            after = known.standing.again([*known.standing.rulings, ruling])
            self._answers[self._asked(None, None)] = replace(known, standing=after)
        return ruling

    def sql(self, query: str, at: str | None = None) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of a reading query over the views."""
        return self.ledger.ask(query, self._batch(at))

    def merge(self, other: Path | str) -> Merged:
        """Unite another ledger, a folder or an archive, into this one; the other is not changed."""
        with closing(open_ledger(Path(other), only_read=True)) as theirs:
            return self.ledger.merge(theirs)

    def forget(self, id: str, *, reason: str, author: str, made: datetime | None = None) -> Forgot:
        """Take a document or statement, by its hash, out of every file of the ledger, and leave a tombstone."""
        return self.ledger.forget(self.held_as(id), reason=reason, author=author, made=made or datetime.now(UTC))

    def held_as(self, id: str) -> str:
        """The id under which the ledger holds a statement: one that was corrected is shown under another."""
        shown = {one: outcome.was.id for one, outcome in self.standing().outcomes.items() if one != outcome.was.id}
        held = {was for one, was in shown.items() if len(id) >= 8 and one.startswith(id.lower())}
        return held.pop() if len(held) == 1 else id

    def freeze(self, out: Path | str, *, at: str | None = None, everything: bool = False) -> Archived:
        """The ledger in one archive, for a paper; less what may not leave, unless it is to hold everything."""
        return archived(self.ledger, Path(out), at=self._batch(at), everything=everything)

    def log(self, at: str | None = None) -> list[Entry]:
        """Batch by batch what came in, and what was forgotten."""
        return log_of(self.ledger, self._batch(at))

    def verify(self) -> Verdict:
        """Recompute everything the ledger promises."""
        return verify(self.ledger)

    def _known(self, known_by: str | None, at: str | None) -> _Known:
        instant, batch = (known_by_instant(known_by) if known_by else None), self._batch(at)
        asked = self._asked(known_by, batch)
        if asked not in self._answers:
            while len(self._answers) >= MOST_ANSWERS:
                del self._answers[next(iter(self._answers))]
            self._answers[asked] = self._read(known_by, instant, batch)
        return self._answers[asked]

    def _asked(self, known_by: str | None, batch: int | None) -> tuple[str | None, int | None, str | None]:
        head = self.ledger.head()  # also of an earlier batch another answer stands once something is forgotten
        return known_by, batch, head.head if head else None

    def _read(self, known_by: str | None, instant: datetime | None, batch: int | None) -> _Known:
        statements = self.ledger.statements(known_by=instant, at=batch)
        frame = frame_of(statements, self.ledger.declared_frame(batch))
        standing = stand(self.ledger, statements, frame, known_by=instant, at=batch)
        # a table seldom has a publication time of its own: it is known when a row of it is
        spoken = {said.document for said in statements}
        documents = [
            document
            for document in self.ledger.documents(at=batch)
            if instant is None or document.sha256 in spoken or _is_out(document, instant)
        ]
        return _Known(frame, standing, documents, known_by, instant)

    def _batch(self, at: str | None) -> int | None:
        return None if at is None or at == "HEAD" else self.ledger.batch_at(at)

    def _last_week(self, known: _Known) -> Days:
        last = self._last_day(known)
        return Days(last - timedelta(days=6), last)

    def _last_day(self, known: _Known) -> date:
        """The last day an answer can speak of: that of the frame, else of the record, never after what is known."""
        if known.frame.days is not None:
            last = known.frame.days.last
        else:
            sound = [said for said in known.statements if set(said.flags) <= {RETRO_CODED}]  # a slip sets no last day
            valid = [said.valid.last for said in sound or known.statements if said.valid]
            if not valid:
                raise DateError("nothing dated is known here yet; add reports, or say which day with --on")
            last = max(valid)
        return min(last, _last_known_day(known)) if known.instant else last


def open_desk(folder: Path | str, *, make: bool = True) -> Desk:
    """The desk of the ledger in a folder; the ledger is made when there is none, unless `make` is False."""
    return Desk(open_ledger(Path(folder), make=make))


def _one_of(statements: Iterable[Statement], id: str) -> Statement:
    found = {said.id: said for said in statements if said.id.startswith(id.lower())}
    if len(id) < 8 or len(found) != 1:
        what = "several statements begin" if found else "no statement begins"
        raise FootnoteError(f"{what} with {id!r}; give at least 8 hex digits as the brief shows them")
    return next(iter(found.values()))


def _day(on: date | str) -> date:
    return on if isinstance(on, date) else parse_day(on)


def _is_out(document: Document, by: datetime) -> bool:
    return document.published is not None and document.published.last <= by


def _last_known_day(known: _Known) -> date:
    assert known.instant is not None
    return (known.instant - timedelta(microseconds=1)).date()


def _refuse_forecast(day: date, known: _Known) -> None:
    if known.instant is not None and day > _last_known_day(known):
        raise DateError(
            f"{day} lies after --known-by {known.known_by}: a forecast, which is not made here; ask an earlier day"
        )


def _earlier(one: str, other: str | None) -> str:
    return one if other is None or known_by_instant(one) <= known_by_instant(other) else other


def _steps(days: Days, every: str) -> Iterator[date]:
    day = days.first
    if every not in EVERY:
        raise DateError(f"--every {every!r} is not day, week or month")
    while day <= days.last:
        yield day
        if every == "month":
            month = day.month % 12 + 1
            year = day.year + (month == 1)
            day = min(date(year, month, 1) + timedelta(days=days.first.day - 1), _month_end(year, month))
        else:
            day += timedelta(days=7 if every == "week" else 1)


def _month_end(year: int, month: int) -> date:
    return date(year + (month == 12), month % 12 + 1, 1) - timedelta(days=1)
