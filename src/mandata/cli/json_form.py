"""Writes documents as JSON (docs/json.md): one object, an array of objects, or one object a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import msgspec

from ..model import Document


def write_lines(documents: Iterable[Document], out: TextIO) -> None:
    """One document a line (JSON Lines); none is kept in memory after its line is written."""
    for document in documents:
        out.write(msgspec.json.encode(document).decode() + "\n")


def write_json(documents: Iterable[Document], out: TextIO) -> None:
    """One document as an object, several as an array, indented for reading; only two are held at a time."""
    waiting: str | None = None
    several = False
    for document in documents:
        if waiting is not None:
            out.write(("" if several else "[\n") + waiting + ",\n")
            several = True
        waiting = msgspec.json.format(msgspec.json.encode(document), indent=1).decode()
    if waiting is None:
        out.write("[]\n")
        return
    out.write(waiting + ("\n]\n" if several else "\n"))
