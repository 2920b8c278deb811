"""Keeps README.md and pages of docs true: `make readme` writes their outputs and the map of the house again."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
HOUSE = ROOT / "src" / "mandata"
_OUTPUT = re.compile(r"(<!-- output of: (?P<command>.*?) -->\n```text\n).*?(```\n)", re.DOTALL)
_MAP = re.compile(r"(<!-- map -->\n```text\n).*?(```\n)", re.DOTALL)


def refreshed(text: str) -> str:
    """A page with what it shows of commands and modules as it is now."""
    text = _OUTPUT.sub(lambda found: found[1] + output(found["command"]) + found[3], text)
    return _MAP.sub(lambda found: found[1] + "\n".join(house()) + "\n" + found[2], text)


def output(command: str) -> str:
    """What a command line of `mandata` prints, 100 columns wide."""
    arguments = command.split()[1:]
    program = [sys.executable, "-c", "from mandata.cli.main import run; run()", *arguments]
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def house(folder: Path = HOUSE, depth: int = 0) -> Iterator[str]:
    """A line a module: its place and its caption; a room's caption is that of its __init__.py."""
    for path in sorted(folder.iterdir(), key=lambda child: (child.is_dir(), child.name)):
        if path.name == "migrations":
            continue  # as Django writes them
        if path.is_dir() and (path / "__init__.py").exists():
            yield _line(f"{path.name}/", path / "__init__.py", depth)
            yield from house(path, depth + 1)
        elif path.suffix == ".py" and path.name != "__init__.py":
            yield _line(path.name, path, depth)


def _line(name: str, module: Path, depth: int) -> str:
    caption = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return f"{'  ' * depth}{name:<{24 - 2 * depth}}{caption.splitlines()[0]}"


if __name__ == "__main__":
    pages = ("publishing", "compare", "concord", "recurrence")
    for page in (README, *(ROOT / "docs" / f"{name}.md" for name in pages)):
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")
