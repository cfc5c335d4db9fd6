"""The scripts of evals/ as modules, and the shared data they measure on."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path.append(str(ROOT / "evals"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not (SHARED / "data").is_dir():
        pytest.skip("the shared data sets are not beside this checkout")
    return SHARED / "data"
