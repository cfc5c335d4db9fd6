"""Control: who held each place on each day, how sure that is, and what each report weighs in it.

A first, deliberately plain estimator stands here: every constant is declared in `strength.py`, none is learned.
"""

from holdsway.control.estimate import Estimate, Estimator
from holdsway.control.evidence import Report, bearing, latest, moves_territory
from holdsway.control.weights import Account, Weighed, account

__all__ = ["Account", "Estimate", "Estimator", "Report", "Weighed", "account", "bearing", "latest", "moves_territory"]
