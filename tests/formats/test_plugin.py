"""A format of another package, installed as a user would install it, is held to the contract like our own."""

from __future__ import annotations

import json
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

CONTRACT = Path(__file__).with_name("test_contract.py")
PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "harvest-format"
version = "1.0"

[project.entry-points."holdsway.formats"]
harvest = "harvest_format:Harvest"

[tool.hatch.build.targets.wheel]
packages = ["harvest_format"]
"""
MODULE = """\
from pathlib import Path
from holdsway.formats import Metadata
from holdsway.formats.cells import cell_quote, day, needed, people, published, stretch
from holdsway.records import Kind, Statement

class Harvest:
    metadata = Metadata.load(Path(__file__).with_name("harvest.yaml"))

    def statements(self, row, number, intake):
        first = day(row, "day", self.metadata.date_format)
        yield Statement(
            kind=Kind.COUNT, source=needed(row, "observer"), document=intake.document.sha256,
            quote=cell_quote(row, number, "fields_burnt"), native_id=needed(row, "ref"),
            published=published(row, intake), valid=stretch(first, first, "day"),
            best=people(row, "fields_burnt"), number_of="fields burnt", place_text=needed(row, "village"),
        )
"""
METADATA = """\
name: harvest
title: Fields burnt, as seen by field monitors
required: [ref, day, village, fields_burnt, observer]
optional: [published]
licence: CC BY 4.0
assertions: [Every row has its reference, its day and a whole number of fields.]
published_in: published
sample: harvest.sample.csv
kinds: {ref: id, day: day, fields_burnt: count}
"""
SAMPLE = """\
ref,day,village,fields_burnt,observer,published
H1,2021-06-02,Alder,3,Monitor one,2021-06-03
H2,2021-06-04,Birch,0,Monitor two,2021-06-05
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment that sees this one, with the plug-in installed by pip."""
    folder = tmp_path_factory.mktemp("plugin")
    package = folder / "source" / "harvest_format"
    package.mkdir(parents=True)
    (package.parent / "pyproject.toml").write_text(PYPROJECT)
    for name, text in (("__init__.py", MODULE), ("harvest.yaml", METADATA), ("harvest.sample.csv", SAMPLE)):
        (package / name).write_text(text)
    venv.create(folder / "venv", with_pip=True)
    found = folder / "venv" / "bin" / "python"
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    (site / "beside.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
    install = ("-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index", package.parent)
    subprocess.run([found, *install], check=True, capture_output=True, timeout=120)
    return found


def run(python: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([python, *map(str, arguments)], capture_output=True, text=True, timeout=180, cwd="/")


def test_an_installed_format_runs_through_the_contract_test_by_itself(python: Path) -> None:
    ran = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", CONTRACT, "-k", "harvest")
    assert ran.returncode == 0, ran.stdout
    assert "1 passed" in ran.stdout


def test_an_installed_format_is_listed_and_checked_by_the_command(python: Path) -> None:
    listed = json.loads(run(python, "-m", "holdsway", "formats", "harvest").stdout)
    assert [(row["format"], row["licence"]) for row in listed] == [("harvest", "CC BY 4.0")]
    checked = run(python, "-m", "holdsway", "formats", "--check", "harvest")
    assert (checked.returncode, json.loads(checked.stdout)[0]["keeps the contract"]) == (0, True)


def test_a_table_in_an_installed_format_goes_in_by_its_own_name(python: Path, tmp_path: Path) -> None:
    (tmp_path / "fields.csv").write_text(SAMPLE)
    added = run(python, "-m", "holdsway", "add", tmp_path / "fields.csv", "-l", tmp_path / "ledger")
    (file,) = json.loads(added.stdout)["files"]
    assert (file["format"], file["in"], file["kept"]) == ("harvest", 2, 2)


def test_the_format_is_of_the_new_environment_only() -> None:
    from holdsway.formats import formats

    assert "harvest" not in formats()
