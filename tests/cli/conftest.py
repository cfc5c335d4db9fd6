from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import holdsway
from holdsway.cli import main

DEMO = Path(holdsway.__file__).parent / "demo" / "inbox"


class Ran(NamedTuple):
    code: Any
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command as the shell would; whatever happens, there is no traceback."""

    def running(*arguments: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err + shown.out
        return Ran(left.value.code, shown.out, shown.err)

    return running


@pytest.fixture(scope="session")
def demo_inbox() -> Path:
    return DEMO


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the bundled case. Only asked, never added to."""
    folder = tmp_path_factory.mktemp("demo") / "ledger"
    holdsway.open(folder).add(DEMO)
    return folder


@pytest.fixture
def inbox(tmp_path: Path) -> Callable[..., Path]:
    """A small inbox with a frame, a scale, and the files given by name."""

    def fill(files: dict[str, str | bytes] | None = None, *, framed: bool = True) -> Path:
        frame = {
            "case.yaml": "name: case\nfrom: 2021-07-01\nto: 2021-07-31\n"
            "parties: [{id: gov, name: Government}, {id: reb, name: Rebels}]\n"
            "gazetteer: {file: places.csv, version: v1, licence: open}\n",
            "places.csv": "code,name,parent,latitude,longitude,aliases\n"
            "A1,Alpha,North,1,10,\nA2,Alpha,South,2,20,\nB1,Beta,North,3,30,\n",
            "scales.yaml": "sources: {Officials: {labels: {fallen: {means: lost, holder: reb}, "
            "held: {means: kept, holder: gov}}}}\n",
        }
        folder = tmp_path / "inbox"
        folder.mkdir()
        for name, content in ((frame if framed else {}) | (files or {})).items():
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return fill
