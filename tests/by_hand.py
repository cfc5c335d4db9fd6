"""An inbox of three short reports, for the tests of what persons rule on them."""

from __future__ import annotations

from pathlib import Path

from three_towns import CASE, PLACES

__all__ = ["REPORTS", "inbox"]

REPORTS = {
    "one": "The Rebels took Alpha on Monday.",
    "two": "The Government retook Beta on Tuesday. The Rebels captured Gamma on Tuesday.",
    "three": "Three civilians were killed in Alpha on Wednesday. Ana Moro was named governor of Beta.",
}


def inbox(folder: Path, reports: dict[str, str] = REPORTS, policy: str = "") -> Path:
    """A folder with the frame of the three towns and these reports, each by a wire of its own."""
    box = folder / "inbox"
    box.mkdir(exist_ok=True)
    (box / "case.yaml").write_text(CASE + policy, "utf-8")
    (box / "places.csv").write_text(PLACES, "utf-8")
    for name, text in reports.items():
        head = f"---\npublisher: Wire {name}\npublished: 2021-07-15\nlang: en\n---\n"
        (box / f"{name}.md").write_text(head + text + "\n", "utf-8")
    return box
