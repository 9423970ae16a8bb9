"""Imports go down the stairs only; rooms on one floor have no doors between them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FLOORS = [
    {"records", "settings", "errors", "places", "vocabulary", "languages"},
    {"db"},
    {"events"},
    {"collect", "extract", "terms", "resolve"},
    {"projections"},
    {"pipeline", "alerts", "report"},
    {"cli", "daemon", "__main__"},
]
FLOOR = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}
ROOT = Path(__file__).parent.parent
FILES = sorted(
    path.relative_to(ROOT) for path in (ROOT / "tracker").rglob("*.py") if path != ROOT / "tracker" / "__init__.py"
)
SPIDERS = sorted(path.relative_to(ROOT) for path in (ROOT / "spiders").glob("*.py"))
# On the ground floor settings and vocabulary read files that places finds, and report errors; on the top one
# __main__ runs cli.
NEIGHBOURS = {("settings", "errors"), ("settings", "places"), ("vocabulary", "errors"), ("vocabulary", "places")}
NEIGHBOURS |= {("__main__", "cli"), ("cli", "daemon"), ("vocabulary", "records")}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "absolute imports only"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_only_go_down(path: Path) -> None:
    room = path.parts[1].removesuffix(".py")
    allowed = {room} | {other for other in FLOOR if FLOOR[other] < FLOOR[room]}
    allowed |= {other for one, other in NEIGHBOURS if one == room}

    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("tracker.")}

    assert rooms - {"__version__"} <= allowed
    assert not any(name.split(".")[0] == "spiders" for name in imported(path)), "nobody imports the spiders"


@pytest.mark.parametrize("path", SPIDERS, ids=str)
def test_spiders_import_only_collect_and_the_ground_floor(path: Path) -> None:
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("tracker.")}

    assert rooms <= FLOORS[0] | {"collect"}


def test_only_the_top_floor_asks_the_clock() -> None:
    asking = {
        path.parts[1].removesuffix(".py")
        for path in FILES
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}
        if isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date"}
    }

    assert asking <= FLOORS[-1]
