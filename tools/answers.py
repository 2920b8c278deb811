"""Keeps docs/linked-data.md true: `make readme` writes the answers to its questions again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rdflib import Graph

from mandata.pipeline import analyse
from mandata.publish.linked import graph
from mandata.read import read_file

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "linked-data.md"
SAMPLE = ROOT / "src" / "mandata" / "data" / "sample"
_QUESTION = re.compile(r"(```sparql\n(?P<query>.*?)```\n\n```text\n).*?(```\n)", re.DOTALL)


@cache
def meeting() -> Graph:
    """The graph of the sample meeting in six languages."""
    files = (*sorted(SAMPLE.glob("*.docx")), *sorted(SAMPLE.glob("*.html")))
    return graph(analyse(read_file(file)) for file in files)


def refreshed(text: str) -> str:
    """The page with the answers as they are now."""
    return _QUESTION.sub(lambda found: found[1] + answer(found["query"]) + found[3], text)


def questions(text: str) -> list[str]:
    """The questions of the page."""
    return [found["query"] for found in _QUESTION.finditer(text)]


def answer(query: str) -> str:
    """A line a row, values parted by " | "; the prefixes are those of the graph."""
    rows = meeting().query(query, initNs=dict(meeting().namespaces()))
    names = [str(name) for name in rows.vars or ()]
    return "".join(f"{line}\n" for line in (" | ".join(names), *(_line(row) for row in rows)))


def _line(row: Iterable[object]) -> str:
    return " | ".join("" if value is None else str(value) for value in row)


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
