"""The page: the brief as one HTML file that fetches nothing, runs nothing, and opens the words behind every line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from holdsway.brief.brief import Brief
from holdsway.brief.footnotes import PARAPHRASE, Footnote
from holdsway.brief.map import tally
from holdsway.brief.parts import Finding
from holdsway.brief.wording import count, day, listing, moment, pieces, plain, probability, span
from holdsway.control import Estimate
from holdsway.frame import Frame

__all__ = ["page"]

FOLDED_FROM = 60
"""A table of more places than this is folded on the screen; on paper it is always open."""
LONGEST_LEAD = 70
"""What stands before a finding's first colon is set in bold when it is no longer than this."""


def page(brief: Brief, svg: str) -> str:
    """The whole brief as one HTML page; `svg` is the map that `map_svg` drew."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("holdsway.brief", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    known = {note.number for note in brief.footnotes}
    sections = []
    citing: dict[int, list[str]] = defaultdict(list)
    for section in brief.sections:
        lines = [_line(f, f"{section.id}-{n}", known) for n, f in enumerate(section.findings, 1)]
        for line in lines:
            for number in line.cited:
                citing[number].append(line.id)
        sections.append((section, lines))
    reported = sorted((e for e in brief.estimates if e.reports), key=lambda e: (e.admin1 or "", e.place, e.code))
    silent = [e for e in brief.estimates if not e.reports]
    return environment.get_template("page.html.j2").render(
        title=plain(brief.title),
        period=span(brief.days),
        last_day=day(brief.days.last),
        known_by=moment(brief.known_by) if brief.known_by else None,
        batch=brief.batch,
        head=brief.head[:8] if brief.head else None,
        basis=[plain(line) for line in brief.basis],
        svg=Markup(svg),  # our own drawing, its words escaped when it was drawn
        tally=listing([f"{plain(name)} {n}" for name, n in tally(brief.estimates, brief.frame)]),
        rows=[_row(estimate, brief.frame) for estimate in reported],
        folded=len(reported) > FOLDED_FROM,
        silent=count(len(silent), "place"),
        silent_by_parent=_by_parent(silent),
        sections=sections,
        notes=[_note(note, citing[note.number]) for note in brief.footnotes],
        known=known,
        paraphrase=PARAPHRASE,
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A finding as it is printed: its subject in bold, then words and marks. `cited`: the numbers of all marks."""

    id: str
    lead: str
    pieces: Sequence[str | tuple[int, ...]]
    cited: Collection[int]


def _line(finding: Finding, id: str, known: Collection[int]) -> _Line:
    found = pieces(finding.text, finding.footnotes, known)
    cited = {number for piece in found if isinstance(piece, tuple) for number in piece}
    lead = ""
    if found and isinstance(found[0], str):
        subject, colon, rest = found[0].partition(": ")
        if colon and len(subject) <= LONGEST_LEAD:
            lead, found[0] = subject, rest
    return _Line(id, lead, found, cited)


@dataclass(frozen=True, slots=True)
class _Row:
    """A place in the table that equals the map."""

    place: str
    parent: str
    holder: str
    probability: str
    unknown: bool
    reports: int
    sources: int
    last: str


def _row(estimate: Estimate, frame: Frame) -> _Row:
    return _Row(
        place=plain(estimate.place),
        parent=plain(estimate.admin1 or "–"),
        holder=plain(frame.parties.name_of(estimate.holder)),
        probability=probability(estimate.probability),
        unknown=estimate.unknown,
        reports=estimate.reports,
        sources=estimate.independent_sources,
        last=day(estimate.last_report) if estimate.last_report else "–",
    )


def _by_parent(estimates: Iterable[Estimate]) -> list[tuple[str, str]]:
    """Places under their parents, both in the order of the alphabet."""
    ordered = sorted((plain(e.admin1 or ""), plain(e.place)) for e in estimates)
    return [(parent, ", ".join(name for _, name in places)) for parent, places in groupby(ordered, lambda p: p[0])]


@dataclass(frozen=True, slots=True)
class _Note:
    """A footnote as it is printed. `words` are `Footnote.shown`; the mark of a paraphrase is set in its own type."""

    number: int
    words: str
    manner: str
    as_written: str | None
    speaker: str
    about: Sequence[str]
    where: str
    document: str
    statement: str | None
    url: str | None
    link: bool
    licence: str | None
    lines: Sequence[str]


def _note(note: Footnote, lines: Sequence[str]) -> _Note:
    about = [
        f"published by {plain(note.publisher)}" if note.publisher and note.publisher != note.source else None,
        moment(note.published) if note.published else "date of publication not known" if note.statement else None,
        plain(note.modality) if note.modality else None,
        f"who says: {plain(', quoting '.join(note.attribution))}" if note.attribution else None,
        *(plain(flag) for flag in note.flags),
        plain(note.review) if note.review else None,
    ]
    return _Note(
        number=note.number,
        words=plain(note.shown.removeprefix(f"{PARAPHRASE}: ")),
        manner=_manner(note),
        as_written=plain(note.as_written) if note.as_written else None,
        speaker=plain(note.source),
        about=[part for part in about if part],
        where=", ".join(w for w in (plain(note.path), plain(note.stands)) if w),
        document=note.document,
        statement=note.statement[:8] if note.statement else None,
        url=plain(note.url) if note.url else None,
        link=bool(note.url) and _is_web(plain(note.url or "")),
        licence=plain(note.licence) if note.licence else None,
        lines=lines,
    )


def _manner(note: Footnote) -> str:
    """How the words are set: `quoted`, `paraphrase` after its mark, or `told` (a row's columns, the frame)."""
    if note.shown.startswith(f"{PARAPHRASE}: "):
        return "paraphrase"
    in_english_only = note.translated is not None and note.original is None
    return "told" if note.shown == note.words or in_english_only else "quoted"


def _is_web(url: str) -> bool:
    """Whether an address may be a link: http and https only."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url
