"""The ledger: a folder anyone can copy, which proves that nothing was changed or lost but what was forgotten."""

from holdsway.ledger.batch import Batch
from holdsway.ledger.forget import Forgot
from holdsway.ledger.ledger import Kept, Ledger, open_ledger
from holdsway.ledger.log import Entry, log_of
from holdsway.ledger.merge import Merged
from holdsway.ledger.tombstones import Forgotten
from holdsway.ledger.verify import Verdict, verify

__all__ = ["Batch", "Entry", "Forgot", "Forgotten", "Kept", "Ledger", "Merged", "Verdict", "log_of", "open_ledger"]
__all__ += ["verify"]
