"""The map of the house: a room imports only from the rooms before it."""

import ast
from pathlib import Path

import pytest

import holdsway

ROOMS = (
    *("errors", "clocks", "words", "records", "rulings", "actors", "places", "scales", "frame"),
    *("ledger", "formats", "reading", "matching", "control", "checking", "brief", "export", "show", "hand"),
    *("intake", "drafting", "desk", "cli"),
)
HOUSE = Path(holdsway.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))


def room_of(module: str) -> str | None:
    """The room a module of holdsway stands in; None for the front door itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import from the whole name, not from a dot"
            found.append(node.module or "")
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return [name for name in found if name.split(".")[0] == "holdsway"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_imports_only_from_rooms_before_it(path: Path) -> None:
    inner = path.relative_to(HOUSE)
    if inner in (Path("__init__.py"), Path("__main__.py")):  # the front door, and the way in by `python -m`
        return
    room = inner.parts[0].removesuffix(".py")
    assert room in ROOMS, f"{room} has no place in the house; give it one in ROOMS"
    for name in imports(path):
        other = room_of(name)
        if other is None:
            assert room == "cli", f"{path} imports the front door"
        else:
            assert ROOMS.index(other) <= ROOMS.index(room), f"{path} imports {name}, a room after its own"


def test_no_file_has_grown_past_500_lines() -> None:
    long = {str(p.relative_to(HOUSE)): n for p in FILES if (n := len(p.read_text("utf-8").splitlines())) > 500}
    assert long == {}
