"""Exit codes and errors: a mistake is one plain line that says what to do next."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HEADER = "source,published,as_of,admin1,place,pcode,label,url,note\n"
ROW = "Officials,2021-07-10,2021-07-10,North,Beta,B1,fallen,,\n"


def assert_one_plain_line(ran: Any) -> None:
    assert ran.out == ""
    assert ran.err.startswith("holdsway: ")
    assert ran.err.endswith("\n")
    assert ran.err.count("\n") == 1


def test_a_wrong_path_is_exit_1_and_named(run: Callable[..., Any], tmp_path: Path) -> None:
    ran = run("add", tmp_path / "inbocks", "-l", tmp_path / "ledger")
    assert ran.code == 1
    assert_one_plain_line(ran)
    assert "inbocks: no such file or folder; check the path" in ran.err


def test_an_empty_folder_is_exit_1_and_says_what_belongs_there(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("add", tmp_path / "empty", "-l", tmp_path / "ledger")
    assert ran.code == 1
    assert_one_plain_line(ran)
    assert "put reports (.md .docx .pdf .eml) or tables (.csv) in it" in ran.err


def test_a_binary_file_called_md_is_exit_1_with_the_reason(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "report.md").write_bytes(b"\x00\x01\x02")
    ran = run("add", tmp_path / "report.md", "-l", tmp_path / "ledger")
    assert ran.code == 1
    assert "nothing could be kept: report.md: is not text; save it as UTF-8 text" in ran.err
    ran = run("read", tmp_path / "report.md")
    assert ran.code == 1
    assert_one_plain_line(ran)
    assert "is not text; save it as UTF-8 text" in ran.err


def test_a_table_with_a_broken_row_is_exit_0_with_the_row_named(run: Callable[..., Any], inbox: Any) -> None:
    folder = inbox({"control.csv": HEADER + ROW + ROW.replace("2021-07-10,North", "10.7.21,North")})
    ran = run("add", folder, "-l", folder.parent / "ledger", "--format", "table")
    assert ran.code == 0
    assert "control.csv row 3: as_of '10.7.21' is not a date" in " ".join(ran.out.split())
    ran = run("rejects", "-l", folder.parent / "ledger", "--format", "json")
    (reject,) = json.loads(ran.out)
    assert (reject["file"], reject["row"], reject["column"], reject["value"]) == (
        "control.csv",
        3,
        "as_of",
        "10.7.21",
    )


def test_a_table_of_which_no_row_can_be_kept_is_exit_1(run: Callable[..., Any], inbox: Any) -> None:
    folder = inbox({"control.csv": HEADER + ROW}, framed=False)
    ran = run("add", folder, "-l", folder.parent / "ledger", "--format", "table")
    assert ran.code == 1
    assert "nothing could be kept" in ran.err
    assert "declare it in scales.yaml" in ran.err


def test_an_unknown_table_is_exit_1_with_the_nearest_format(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(HEADER.replace("label", "status") + ROW, "utf-8")
    ran = run("add", tmp_path / "mine.csv", "-l", tmp_path / "ledger")
    assert ran.code == 1
    assert "nearest is 'control', which also needs the column label" in ran.err


@pytest.mark.parametrize("command", ["control", "why", "brief", "rejects", "verify", "sql"])
def test_where_there_is_no_ledger_it_is_exit_1_and_none_is_made(
    command: str, run: Callable[..., Any], tmp_path: Path
) -> None:
    argument = {"why": ["Alpha"], "sql": ["FROM statements"]}.get(command, [])
    ran = run(command, *argument, "-l", tmp_path / "nowhere")
    assert ran.code == 1
    assert_one_plain_line(ran)
    assert "there is no ledger in" in ran.err
    assert "holdsway add PATH -l" in ran.err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("command", [("why",), ("control", "--place")])
def test_an_unknown_place_is_exit_1_with_suggestions(
    command: tuple[str, ...], run: Callable[..., Any], demo: Path
) -> None:
    ran = run(*command, "Spin Bulduk Town", "--on", "2021-07-18", "-l", demo)
    assert ran.code == 1
    assert_one_plain_line(ran)
    assert "no place is called 'Spin Bulduk Town'; perhaps Spin Boldak, Kandahar (AF-KDH-SPINBOLDAK)" in ran.err


@pytest.mark.parametrize("command", [("why",), ("control", "--place")])
def test_a_name_that_several_places_bear_is_exit_1_with_the_list(
    command: tuple[str, ...], run: Callable[..., Any], inbox: Any
) -> None:
    folder = inbox({"control.csv": HEADER + ROW})
    run("add", folder, "-l", folder.parent / "ledger")
    ran = run(*command, "Alpha", "--on", "2021-07-18", "-l", folder.parent / "ledger")
    assert ran.code == 1
    assert_one_plain_line(ran)
    assert "Alpha, North (A1); Alpha, South (A2); add the parent or give the code" in ran.err


@pytest.mark.parametrize("footnote", ["99999", "[3]", "deadbeef"])
def test_an_unknown_footnote_is_exit_1(footnote: str, run: Callable[..., Any], inbox: Any) -> None:
    folder = inbox({"control.csv": HEADER + ROW})
    run("add", folder, "-l", folder.parent / "ledger")
    ran = run("why", footnote, "-l", folder.parent / "ledger")
    assert ran.code == 1
    assert_one_plain_line(ran)
    assert "footnote" in ran.err or "give at least 8 hex digits" in ran.err


def test_a_broken_cache_of_footnotes_is_a_plain_line(run: Callable[..., Any], inbox: Any) -> None:
    folder = inbox({"control.csv": HEADER + ROW})
    ledger = folder.parent / "ledger"
    assert run("brief", folder, "--from", "2021-07-08", "--to", "2021-07-14", "-l", ledger).code == 0
    assert run("why", "1", "-l", ledger).code == 0
    (ledger / "cache" / "footnotes.json").write_text("{broken", "utf-8")
    ran = run("why", "1", "-l", ledger)
    assert ran.code == 1
    assert_one_plain_line(ran)


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("nonsense",),
        ("control", "--every", "hour"),
        ("control", "--on", "2021-07-01", "--from", "2021-07-01"),
        ("control", "--from", "2021-07-01"),
        ("brief", "--week", "2021-W28", "--from", "2021-07-01"),
        ("brief", "--format", "xml"),
        ("why",),
        ("sql",),
        ("verify", "--unheard-of"),
    ],
)
def test_a_command_used_wrongly_is_exit_2(
    arguments: tuple[str, ...], run: Callable[..., Any], demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLDSWAY_LEDGER", str(demo))
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Error: " in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("control", "--on", "31-07-2021"),
        ("control", "--on", "2021-07-10", "--known-by", "yesterday"),
        ("control", "--from", "2021-07-10", "--to", "2021-07-01"),
        ("control", "--on", "2021-07-10", "--at", "77"),
        ("brief", "--week", "2021-W60"),
        ("sql", "SELECT nothing FROM nowhere"),
    ],
)
def test_a_date_or_batch_that_is_none_is_exit_1_in_one_line(
    arguments: tuple[str, ...], run: Callable[..., Any], demo: Path
) -> None:
    ran = run(*arguments, "-l", demo)
    assert ran.code == 1
    assert_one_plain_line(ran)


def test_a_frame_of_another_name_is_exit_1_with_the_remedy(
    run: Callable[..., Any], demo_inbox: Path, inbox: Any
) -> None:
    folder = inbox()
    run("add", folder, "-l", folder.parent / "ledger")
    ran = run("add", demo_inbox, "-l", folder.parent / "ledger")
    assert ran.code == 1
    assert_one_plain_line(ran)
    assert "use another folder with -l NEWFOLDER" in ran.err


def test_a_path_where_the_ledger_should_be_a_folder_is_exit_1(run: Callable[..., Any], inbox: Any) -> None:
    folder = inbox({"control.csv": HEADER + ROW})
    (folder.parent / "file").write_text("not a folder", "utf-8")
    ran = run("add", folder, "-l", folder.parent / "file")
    assert ran.code == 1
    assert_one_plain_line(ran)


def test_output_that_cannot_be_written_is_exit_1(run: Callable[..., Any], demo: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    ran = run("control", "--on", "2021-07-10", "-l", demo, "-o", tmp_path / "file" / "out.csv")
    assert ran.code == 1
    assert ran.err.count("\n") == 1


def test_adding_again_is_exit_0_and_says_that_nothing_is_new(run: Callable[..., Any], inbox: Any) -> None:
    folder = inbox({"control.csv": HEADER + ROW})
    for words in ("batch 1", "nothing new"):
        ran = run("add", folder, "-l", folder.parent / "ledger", "--format", "table")
        assert ran.code == 0
        assert words in " ".join(ran.out.split())


@pytest.mark.parametrize("arguments", [["--version"], ["-l", "nowhere", "verify"]])
def test_the_installed_command_leaves_as_main_does(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from holdsway.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert (done.returncode, bool(done.stdout)) == ((0, True) if arguments == ["--version"] else (2, False))
