"""The styles of a file of Word 97-2003, each with what it inherits (MS-DOC 2.9.271, STSH)."""

from __future__ import annotations

import struct

import msgspec

from ..headings import heading_rank
from .properties import Change, read_changes

PARAGRAPH, CHARACTER = 1, 2
NONE = 0xFFF


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """A style: its name, its rank as a heading (0: none), and the changes of it and its ancestors, theirs first."""

    name: str = ""
    heading: int = 0
    paragraph: tuple[Change, ...] = ()
    character: tuple[Change, ...] = ()
    ancestors: tuple[int, ...] = ()


PLAIN = Style()


class Styles:
    """Styles by number, each resolved when first asked for."""

    def __init__(self, table: bytes) -> None:
        self._entries = _entries(table)
        self._resolved: dict[int, Style] = {}

    def __getitem__(self, number: int) -> Style:
        found = self._resolved.get(number)
        if found is None:
            self._resolved[number] = PLAIN  # a style based on itself ends here
            entry = self._entries.get(number)
            found = self._resolved[number] = self._resolve(entry) if entry else PLAIN
        return found

    def _resolve(self, entry: Entry) -> Style:
        inherited = self[entry.base] if entry.base != NONE else PLAIN
        built_in = entry.kind_number if 1 <= entry.kind_number <= 9 else 0
        return Style(
            name=entry.name,
            heading=built_in or heading_rank(entry.name) or inherited.heading,
            paragraph=inherited.paragraph + entry.paragraph,
            character=inherited.character + entry.character,
            ancestors=() if entry.base == NONE else (entry.base, *inherited.ancestors),
        )


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A style as it stands in the file; `kind_number` is that of built-in styles (1 to 9: the headings)."""

    name: str
    kind_number: int
    base: int
    paragraph: tuple[Change, ...]
    character: tuple[Change, ...]


def _entries(table: bytes) -> dict[int, Entry]:
    if len(table) < 6:
        return {}
    head, count, size = struct.unpack_from("<HHH", table)
    found, at = {}, 2 + head
    for number in range(count):
        if at + 2 > len(table):
            break
        (length,) = struct.unpack_from("<H", table, at)
        if length:
            entry = _entry(table[at + 2 : at + 2 + length], size)
            if entry:
                found[number] = entry
        at += 2 + length
    return found


def _entry(data: bytes, size: int) -> Entry | None:
    if len(data) < size + 2 or size < 6:
        return None
    first, second, third = struct.unpack_from("<HHH", data)
    (letters,) = struct.unpack_from("<H", data, size)
    at = size + 2 + 2 * letters + 2
    name = data[size + 2 : size + 2 + 2 * letters].decode("utf-16-le", "replace")
    paragraph: tuple[Change, ...] = ()
    character: tuple[Change, ...] = ()
    kind = second & 0xF
    for place in range(third & 0xF):
        if at + 2 > len(data):
            break
        (length,) = struct.unpack_from("<H", data, at)
        held = data[at + 2 : at + 2 + length]
        if kind == PARAGRAPH and place == 0:
            paragraph = read_changes(held[2:])
        elif (kind == PARAGRAPH and place == 1) or (kind == CHARACTER and place == 0):
            character = read_changes(held)
        at += 2 + length + length % 2
    return Entry(name=name, kind_number=first & 0xFFF, base=second >> 4, paragraph=paragraph, character=character)
