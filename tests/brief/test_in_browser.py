"""The page in a real browser: whole, and silent towards the network."""

import json
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from holdsway.brief.map import map_svg
from holdsway.brief.page import page
from holdsway.clocks import week
from holdsway.desk import open_desk

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
)


def hosts_asked(page: Path, folder: Path) -> tuple[set[str], str]:
    """The hosts the browser looks to while it shows a page, and the page as it stands then."""
    assert CHROMIUM is not None
    folder.mkdir()
    log = folder / "net.json"
    opened = subprocess.run(
        [CHROMIUM, *QUIET, f"--user-data-dir={folder}", f"--log-net-log={log}", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    params = [event.get("params") for event in json.loads(log.read_text("utf-8"))["events"]]
    asked = {str(some["url"]) for some in params if isinstance(some, dict) and "url" in some}
    return {urlsplit(url).hostname or "" for url in asked if not url.startswith("file:")}, opened.stdout


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed; `apt-get install chromium`")
def test_the_page_opens_in_a_browser_and_asks_the_network_for_nothing(tmp_path: Path) -> None:
    with as_file(files("holdsway") / "demo") as demo:
        desk = open_desk(tmp_path / "ledger")
        desk.add(demo / "inbox")
    brief = desk.brief(week("2021-W28"))
    written, asking = tmp_path / "brief.html", tmp_path / "asking.html"
    written.write_text(page(brief, map_svg(brief.estimates, brief.frame, on=brief.days.last)), "utf-8")
    asking.write_text('<!doctype html><img src="http://asked.invalid/a.png">', "utf-8")
    assert "asked.invalid" in hosts_asked(asking, tmp_path / "1")[0]
    asked, shown = hosts_asked(written, tmp_path / "2")
    named = {host for host in asked if host in written.read_text("utf-8")}  # the browser asks for others of its own
    assert named == set()
    assert "Spin Boldak" in shown
    assert shown.count("<section") >= len(brief.sections)
