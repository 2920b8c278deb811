"""Properties of characters and paragraphs in a file of Word 97-2003: changes to their style (MS-DOC 2.2.5, 2.6)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from typing import NamedTuple

from .container import Container, places

PAGE = 512

# The changes that bear meaning, by their number in the format.
STYLE, CENTRED_OLD, CENTRED, PAGE_BREAK, LEVEL, LIST, INDENT_OLD, INDENT, OUTLINE, DEPTH = (
    *(0x4600, 0x2403, 0x2461, 0x2407, 0x260A, 0x460B),
    *(0x840F, 0x845E, 0x2640, 0x6649),
)
IN_TABLE, ROW_END, INNER_CELL, INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
DELETED, INSERTED, ITALIC, HIDDEN, SYMBOL, RUN_STYLE = 0x0800, 0x0801, 0x0836, 0x083C, 0x6A09, 0x4A30
AUTHOR, DATE, DELETED_BY, DELETED_ON = 0x4804, 0x6805, 0x4863, 0x6864
LARGE = (0x6645, 0x6646)
"""These say where in the stream of data the changes stand that are too many for a page."""
TABLE_CELLS, TABS = 0xD608, 0xC615
SHORT = {0x05: CENTRED_OLD, 0x18: IN_TABLE, 0x19: ROW_END, 0x41: DELETED, 0x42: INSERTED, 0x56: ITALIC, 0x5C: HIDDEN}
"""Changes of a whole piece have shorter numbers (MS-DOC 2.9.215); those that bear meaning."""

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)


class Change(NamedTuple):
    """One property and its new value, as unsigned number; symbols have their font in the lower half."""

    property: int
    value: int


def read_changes(data: bytes) -> tuple[Change, ...]:
    """The changes of a list of them; what is longer than four bytes says nothing that is needed."""
    found, at = [], 0
    while at + 2 <= len(data):
        (name,) = struct.unpack_from("<H", data, at)
        at += 2
        size = _SIZES[name >> 13]
        if not size:
            size = _long(name, data, at)
        elif at + size <= len(data):
            found.append(Change(name, int.from_bytes(data[at : at + size], "little")))
        at += size
    return tuple(found)


def _long(name: int, data: bytes, at: int) -> int:
    """The size of a value that says its own."""
    if name == TABLE_CELLS:
        return int.from_bytes(data[at : at + 2], "little") + 1
    length = data[at] if at < len(data) else 0
    if name == TABS and length == 255:
        removed = data[at + 1] if at + 1 < len(data) else 0
        added = data[at + 2 + 4 * removed] if at + 2 + 4 * removed < len(data) else 0
        return 3 + 4 * removed + 3 * added
    return length + 1


def short_change(name: int, value: int) -> tuple[Change, ...]:
    """The change of a whole piece in its short form."""
    return (Change(SHORT[name], value),) if name in SHORT else ()


class Run(NamedTuple):
    """Bytes of the main stream that share properties: the style of a paragraph, and the changes to it."""

    start: int
    end: int
    style: int
    changes: tuple[Change, ...]


class Runs:
    """The runs of a kind ("characters" or "paragraphs"), found by their place in the main stream."""

    def __init__(self, container: Container, kind: str) -> None:
        self._runs = sorted(_runs(container, kind))
        self._starts = [run.start for run in self._runs]

    def at(self, place: int) -> Run | None:
        """The run that covers a place."""
        found = bisect_right(self._starts, place) - 1
        run = self._runs[found] if found >= 0 else None
        return run if run and run.end > place else None

    def between(self, start: int, end: int) -> list[Run]:
        """The runs that share bytes with a stretch."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, end - 1)
        return [run for run in self._runs[first:last] if run.end > start]


def _runs(container: Container, kind: str) -> list[Run]:
    _, data = places(container.table(kind), 4)
    found: list[Run] = []
    seen: set[int] = set()
    for entry in data:
        number = int.from_bytes(entry, "little") & 0x3FFFFF
        page = container.main[number * PAGE : (number + 1) * PAGE]
        if len(page) == PAGE and number not in seen:
            seen.add(number)
            found += _page(page, kind)
    return [_whole(run, container.data) for run in found]


def _whole(run: Run, data: bytes) -> Run:
    """A run with those of its changes that stand elsewhere."""
    places_ = [change.value for change in run.changes if change.property in LARGE]
    for at in places_:
        if at + 2 <= len(data):
            (length,) = struct.unpack_from("<H", data, at)
            run = run._replace(changes=run.changes + read_changes(data[at + 2 : at + 2 + length]))
    return run


def _page(page: bytes, kind: str) -> list[Run]:
    """The runs of one page of 512 bytes; its last byte counts them, their properties stand at its end."""
    count = page[-1]
    width = 1 if kind == "characters" else 13
    if 4 * (count + 1) + width * count >= PAGE:
        return []
    starts = struct.unpack_from(f"<{count + 1}I", page)
    found = []
    for n in range(count):
        at = 2 * page[4 * (count + 1) + width * n]
        style, changes = _properties(page, at, kind) if at else (0, ())
        if starts[n] < starts[n + 1]:
            found.append(Run(starts[n], starts[n + 1], style, changes))
    return found


def _properties(page: bytes, at: int, kind: str) -> tuple[int, tuple[Change, ...]]:
    length = page[at]
    if kind == "characters":
        return 0, read_changes(page[at + 1 : at + 1 + length])
    if length:
        data = page[at + 1 : at + 2 * length]
    else:
        data = page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < len(page) else b""
    return int.from_bytes(data[:2], "little"), read_changes(data[2:])
