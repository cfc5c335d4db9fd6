"""A reader of another package, installed as a user would install it, reads and is checked like our own."""

from __future__ import annotations

import json
import re
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "harvest-reader"
version = "1.0"

[project.entry-points."holdsway.readers"]
harvest = "harvest_reader:Harvest"
fields = "harvest_reader.shown:Fields"
broken = "harvest_reader.nowhere:Reader"

[tool.hatch.build.targets.wheel]
packages = ["harvest_reader"]
"""
PAGE = Path(__file__).parents[2] / "docs" / "readers.md"
MODULE = '''\
from dataclasses import replace

from harvest_reader.shown import Fields


class Harvest(Fields):
    """The reader that the page shows, which then makes things up."""

    name = "harvest"

    def read(self, text, document, frame):
        for said in super().read(text, document, frame):
            yield said
            yield replace(said, best=30.0)
'''
REPORT = """\
---
publisher: Field monitors
published: 2021-06-03
---
In Alder 3 fields were burnt. In Birch 3 fields were flooded.
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment that sees this one, with the plug-in installed by pip."""
    folder = tmp_path_factory.mktemp("plugin")
    package = folder / "source" / "harvest_reader"
    package.mkdir(parents=True)
    (package.parent / "pyproject.toml").write_text(PYPROJECT)
    (shown,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    (package / "shown.py").write_text(shown)
    (package / "__init__.py").write_text(MODULE)
    venv.create(folder / "venv", with_pip=True)
    found = folder / "venv" / "bin" / "python"
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    (site / "beside.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
    install = ("-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index", package.parent)
    subprocess.run([found, *install], check=True, capture_output=True, timeout=120)
    (folder / "a.md").write_text(REPORT)
    return found


def run(python: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "-m", "holdsway", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=180,
        cwd=python.parents[2],
    )


def test_an_installed_reader_reads_by_its_name_and_is_held_to_the_checks(python: Path) -> None:
    ran = run(python, "read", "a.md", "--reader", "harvest", "--explain")
    ((document,), code) = json.loads(ran.stdout), ran.returncode
    assert code == 0
    assert [(s["quote"], s["best"], s["reader"]) for s in document["statements"]] == [
        ("3 fields were burnt", 3, "harvest 1 burnt")
    ]
    assert [one["reason"] for one in document["dropped"]] == ["30 does not stand in its quote"]


def test_an_installed_reader_is_given_what_stands_after_its_name(python: Path) -> None:
    ran = run(python, "read", "a.md", "--reader", "harvest:flooded")
    (document,) = json.loads(ran.stdout)
    assert [s["quote"] for s in document["statements"]] == ["3 fields were flooded"]


def test_the_reader_shown_on_the_page_reads(python: Path) -> None:
    ran = run(python, "read", "a.md", "--reader", "fields")
    (document,) = json.loads(ran.stdout)
    assert [(s["quote"], s["best"]) for s in document["statements"]] == [("3 fields were burnt", 3)]
    assert "dropped" not in document


def test_an_installed_reader_fills_a_ledger(python: Path) -> None:
    ran = run(python, "add", "a.md", "--reader", "harvest", "-l", "ledger")
    assert (ran.returncode, json.loads(ran.stdout)["statements"]) == (0, 1)


def test_a_broken_reader_is_named_and_hurts_no_other(python: Path) -> None:
    ran = run(python, "read", "a.md", "--reader", "broken")
    assert ran.returncode == 1
    assert "reader 'broken' of harvest-reader cannot be loaded" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert run(python, "read", "a.md", "--reader", "harvest").returncode == 0


def test_the_reader_is_of_the_new_environment_only() -> None:
    from holdsway.reading import readers

    assert "harvest" not in readers()
