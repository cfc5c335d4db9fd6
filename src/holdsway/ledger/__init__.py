"""The ledger: a folder anyone can copy, in which nothing kept is ever changed or lost, and which can prove it."""

from holdsway.ledger.batch import Batch
from holdsway.ledger.ledger import Kept, Ledger, open_ledger
from holdsway.ledger.verify import Verdict, verify

__all__ = ["Batch", "Kept", "Ledger", "Verdict", "open_ledger", "verify"]
