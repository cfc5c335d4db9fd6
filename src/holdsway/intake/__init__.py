"""Intake: what an analyst has, into the ledger: files opened, rows accounted for, corrections tied to their like."""

from holdsway.intake.files import NOT_YET
from holdsway.intake.intake import Added, Progress, TakenFile, take_in

__all__ = ["NOT_YET", "Added", "Progress", "TakenFile", "take_in"]
