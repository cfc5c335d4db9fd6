"""`holdsway new`: what it prints, what it leaves alone, and where it stops."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOG = "Date,District,Type,Perpetrator,Source\n13/07/2021,Alder,clash,Valley Front,Police\n"


def folder_of(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, "utf-8")
    return folder


def test_it_prints_what_it_found_what_it_drafted_and_what_to_do_next(tmp_path: Path, run: Callable[..., Any]) -> None:
    folder = folder_of(tmp_path, log_csv=LOG, a_md="Nothing new.\n")
    ran = run("new", folder, "--country", "ML", "--format", "table")
    assert ran.code == 0
    said = " ".join(ran.out.split())
    assert "1 document, and" in said
    assert "log.csv: 1 rows, events by the mapping drafted" in said
    assert "Drafted: log.csv.mapping.yaml" in said
    assert "Drafted: case.yaml" in said
    assert "1. case.yaml: parties: keep those that can hold a place" in said
    assert said.endswith(f"Then: holdsway brief {folder} -l ledger")


def test_elsewhere_than_on_a_terminal_it_prints_json(tmp_path: Path, run: Callable[..., Any]) -> None:
    folder = folder_of(tmp_path, log_csv=LOG)
    told = json.loads(run("new", folder).out)
    assert [one["file"] for one in told["drafted"]] == ["log.csv.mapping.yaml", "case.yaml"]
    again = json.loads(run("new", folder).out)
    assert (again["drafted"], again["left"]) == ([], ["log.csv.mapping.yaml", "case.yaml"])


def test_the_drafted_folder_can_be_briefed(tmp_path: Path, run: Callable[..., Any]) -> None:
    folder = folder_of(tmp_path, log_csv=LOG)
    run("new", folder)
    ran = run("brief", folder, "-l", tmp_path / "ledger", "--format", "md")
    assert ran.code == 0, ran.err


def test_a_folder_of_which_nothing_can_be_drafted_is_exit_1(tmp_path: Path, run: Callable[..., Any]) -> None:
    ran = run("new", folder_of(tmp_path, names_csv="Name,Colour\nAlder,red\n"), "--format", "table")
    assert ran.code == 1
    assert "no mapping makes sense: no column says when it happened (date_start)" in " ".join(ran.out.split())
    assert "holdsway: nothing could be drafted" in ran.err


def test_a_country_that_is_none_is_exit_1(tmp_path: Path, run: Callable[..., Any]) -> None:
    ran = run("new", folder_of(tmp_path, log_csv=LOG), "--country", "QQ")
    assert (ran.code, "--country 'QQ' is no country; write its ISO code" in ran.err) == (1, True)


def test_a_wrong_folder_is_exit_1(tmp_path: Path, run: Callable[..., Any]) -> None:
    ran = run("new", tmp_path / "nowhere")
    assert ran.code == 1
    assert "no such folder; give the folder with your reports and tables" in ran.err


def test_the_next_command_can_be_pasted_when_the_folder_has_a_space_in_its_name(
    tmp_path: Path, run: Callable[..., Any]
) -> None:
    folder = folder_of(tmp_path, log_csv=LOG).rename(tmp_path / "my folder")
    assert json.loads(run("new", folder).out)["next"] == f"holdsway brief '{folder}' -l ledger"
