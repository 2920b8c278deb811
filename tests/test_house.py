"""The house keeps its plan: floors, captions, habits."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "mandata"
MODULES = sorted(p for p in ROOT.rglob("*.py") if p.parent.name != "migrations")
FLOORS = [
    {"model", "errors", "languages", "lexicon", "folding", "formulas", "numerals", "inflection", "names", "bodies"}
    | {"detection", "meetings", "roman", "interface"},
    {"read", "structure", "cite", "link", "mandates", "negotiation", "compare", "akn"},
    {"register", "pipeline", "fetch"},
    {"report", "publish"},
    {"cli", "api", "portal"},
    {"config"},
]
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}


def room(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported_rooms(path: Path) -> set[str]:
    """The rooms that a module imports, wherever in it the import stands."""
    package = ("mandata", *path.relative_to(ROOT).parent.parts)
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            parts = (*base, *(node.module or "").split(".")) if node.module else base
            names = [(*parts, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        else:
            continue
        found |= {name[1] for name in names if name[0] == "mandata" and len(name) > 1}
    return found & FLOOR.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_downwards_only(path: Path) -> None:
    here = room(path)
    if here in ("__init__", "__main__"):
        return
    base_floor = FLOOR[here] == 0
    for other in imported_rooms(path) - {here}:
        assert FLOOR[other] < FLOOR[here] or (base_floor and FLOOR[other] == 0), f"{here} must not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_opens_with_a_caption(path: Path) -> None:
    caption = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert caption and len(caption.splitlines()[0]) <= 120


def test_there_is_no_attic() -> None:
    assert not [p for p in ROOT.rglob("*") if p.stem in ("utils", "helpers", "common", "misc")]
