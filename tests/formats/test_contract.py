"""The contract, on every format that is registered, whoever registered it."""

from __future__ import annotations

import pytest

from holdsway.formats import formats
from holdsway.formats.contract import breaches


@pytest.mark.parametrize("name", list(formats()))
def test_a_registered_format_keeps_the_contract(name: str) -> None:
    assert breaches(formats()[name]) == []
