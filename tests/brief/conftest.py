"""The brief of a week, made of statements written in the test."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from three_towns import Briefed, desk_of

from holdsway.brief import Brief
from holdsway.clocks import Days
from holdsway.records import Statement


@pytest.fixture
def briefed(tmp_path: Path) -> Briefed:
    """The brief of 12 to 18 July 2021 over a real ledger of these statements."""

    def make(*said: Statement, **asked: Any) -> Brief:
        return desk_of(tmp_path, *said).brief(Days(date(2021, 7, 12), date(2021, 7, 18)), **asked)

    return make
