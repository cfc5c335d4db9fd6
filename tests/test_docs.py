"""The pages are true: their commands run and show what they say, and their links lead somewhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from holdsway.desk import open_desk
from holdsway.frame import read_frame

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
HOLDSWAY = Path(sys.executable).with_name("holdsway")
PRINTS_A_TABLE = ("why", "control", "brief", "sql", "rejects", "verify", "add")


def console_blocks(page: Path) -> list[tuple[str, list[str]]]:
    """Each command shown after a `$`, with the lines shown as its output."""
    shown = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            shown.append((command, [line.rstrip() for line in output.splitlines() if line.strip()]))
    return shown


def test_the_readme_shows_commands_with_their_output() -> None:
    blocks = console_blocks(ROOT / "README.md")
    assert len(blocks) >= 3
    assert sum(bool(output) for _, output in blocks) >= 2


def test_every_command_in_the_readme_runs_and_prints_what_is_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src" / "holdsway" / "demo" / "inbox", tmp_path / "inbox")
    for command, shown in console_blocks(ROOT / "README.md"):
        words = [word.strip("\"'") for word in re.findall(r'"[^"]*"|\S+', command)]
        assert words[0] == "holdsway"
        if words[1] in PRINTS_A_TABLE and "--format" not in words:
            words += ["--format", "table"]  # what a terminal gets
        done = subprocess.run(
            [str(HOLDSWAY), *words[1:]],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "80"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        printed = [line.rstrip() for line in done.stdout.splitlines()]
        for line in shown:
            if line.strip() != "…":
                assert line in printed, f"{command} does not print: {line}"


def test_the_python_in_the_readme_runs(tmp_path: Path) -> None:
    subprocess.run([str(HOLDSWAY), "demo"], cwd=tmp_path, check=True, capture_output=True)
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_command_reference_is_the_one_the_commands_give() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_frame_and_the_scales_shown_hold_together(tmp_path: Path) -> None:
    case, scales, _ = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "inbox.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "case.yaml").write_text(case, "utf-8")
    (tmp_path / "scales.yaml").write_text(scales, "utf-8")
    (tmp_path / "towns.csv").write_text("code,name,parent,latitude,longitude,aliases\nT1,Alpha,North,1,2,\n", "utf-8")
    ring = [[0, 0], [0, 1], [1, 1], [0, 0]]
    district = {
        "type": "Feature",
        "properties": {"PCODE": "D1", "NAME": "Beta", "PROVINCE": "North"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    collection = {"type": "FeatureCollection", "features": [district]}
    (tmp_path / "districts.geojson").write_text(json.dumps(collection), "utf-8")
    frame = read_frame(tmp_path / "case.yaml")
    assert {place.name for place in frame.places} == {"Alpha", "Beta"}
    assert [scale.kind for scale in frame.scales] == ["map", "statements"]


def test_the_mapping_shown_reads_a_sheet(tmp_path: Path) -> None:
    *_, mapping = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "inbox.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "incidents.xlsx.mapping.yaml").write_text(mapping, "utf-8")
    book = Workbook()
    book.active.title = "Incidents"
    for row in (["Incidents"], [], ["Date of incident", "District", "Type of incident", "Killed"]):
        book.active.append(row)
    book.active.append(["04/05/2021", "Alder", "VBIED", 3])
    book.save(tmp_path / "incidents.xlsx")
    added = open_desk(tmp_path / "ledger").add(tmp_path / "incidents.xlsx")
    assert added.rejects == ()
    (said,) = open_desk(tmp_path / "ledger").statements()
    assert (said.event_type, said.best, str(said.valid), said.source) == ("attack", 3, "2021-05-04", "Access team")
