"""Whether one thing said in many ways is read alike: every deed of turned.yaml in every turn, and what is no report.

python evals/turned.py [--reader NAME] [--misses]

`read alike` is the share of deeds in turns of which the wanted statement is read as evidence and affirmed: its kind,
its place, and the holder, the number or the type of event. `meant right` is the share of single sentences whose control
of the place is read with the polarity and modality they have, or not as evidence where they report nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from measures import document_of, drawn, reader_of, share, table
from sentences import FOLDER, PUBLISHED, PUBLISHER

from holdsway.frame import Frame, read_frame
from holdsway.reading.reader import DEFAULT_READER, Reader
from holdsway.records import Kind, Polarity, Statement

FILE = Path(__file__).resolve().parent / "turned.yaml"
PLACE = "Sabra"
NO_EVIDENCE = "none"
ANY = "-"


def turned(known: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Each deed in each turn: the sentence, the kind, the slot and the place that must be read."""
    for who, what, kind, slot, place in known["deeds"]:
        for turn in known["turns"]:
            text = turn.format(who=who, what=what)
            at = next(n for n, sign in enumerate(text) if sign.isalnum())
            yield text[:at] + text[at].upper() + text[at + 1 :], kind, slot, place


def is_read(said: list[Statement], kind: str, slot: str, place: str) -> bool:
    """Whether one of these statements says it."""
    return any(
        one.kind == kind
        and one.is_evidence
        and one.polarity is Polarity.AFFIRMED
        and place in (one.place_text or "")
        and slot in (ANY, one.party, one.number_of, one.event_type)
        for one in said
    )


def is_meant(said: list[Statement], polarity: str, modalities: str) -> bool:
    """Whether control of the place is read as it is meant, or kept out of the evidence."""
    held = [one for one in said if one.kind is Kind.CONTROL and PLACE in (one.place_text or "")]
    if polarity == NO_EVIDENCE:
        return not any(one.is_evidence for one in held)
    return any(one.polarity == polarity and one.modality in modalities.split() for one in held)


def scores(reader: str = DEFAULT_READER, misses: list[str] | None = None) -> dict[str, float]:
    """Both shares, with the number each is of in brackets; sentences read otherwise are added to `misses`."""
    known, frame, chosen = yaml.safe_load(FILE.read_text("utf-8")), read_frame(FOLDER / "case.yaml"), reader_of(reader)
    alike = [(text, is_read(_read(chosen, text, frame), *wanted)) for text, *wanted in turned(known)]
    meant = [(text, is_meant(_read(chosen, text, frame), *wanted)) for text, *wanted in known["said"]]
    if misses is not None:
        misses += [text for text, right in (*alike, *meant) if not right]
    found = {"read alike": alike, "meant right": meant}
    return {
        name: value
        for key, rows in found.items()
        for name, value in ((key, share(sum(right for _, right in rows), len(rows))), (f"({key})", float(len(rows))))
    }


def _read(reader: Reader, text: str, frame: Frame) -> list[Statement]:
    document = replace(document_of(text, path="sentence", published=PUBLISHED), publisher=PUBLISHER)
    return drawn(reader, text, document, frame)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--misses", action="store_true", help="show what was read otherwise")
    given = parser.parse_args()
    misses: list[str] = []
    print(table(f"turned sentences, reader {given.reader}", scores(given.reader, misses)))
    if given.misses:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
