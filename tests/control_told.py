"""What sentences say of who holds a place, as a test can name it."""

from __future__ import annotations

from collections.abc import Callable

from holdsway.records import Kind, Polarity, Statement

__all__ = ["Read", "control", "only"]

Read = Callable[..., list[Statement]]


def control(statements: list[Statement]) -> list[Statement]:
    """The statements on control that are evidence."""
    return [s for s in statements if s.kind is Kind.CONTROL and s.modality.is_evidence]


def only(read: Read, text: str) -> tuple[str | None, str | None, Polarity]:
    """Place, holder and polarity of the one statement on control."""
    (one,) = control(read(text))
    return one.place_code, one.party, one.polarity
