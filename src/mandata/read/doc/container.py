"""A file of Word 97-2003 as a container: its streams, and the table of contents at its beginning (MS-DOC 2.5)."""

from __future__ import annotations

import io
import struct
from typing import NamedTuple

import olefile

from ...errors import ReadError
from ..archive import DAMAGED
from ..limits import Limits

WORD = 0xA5EC
WORD_97 = 0xC1
"""The first version of the format that is read here; older ones are laid out otherwise."""

ENCRYPTED, SECOND_TABLE, OBFUSCATED = 0x100, 0x200, 0x8000
NEWER = "open it in a word processor and save it as DOCX"

# Where the parts of the text have their lengths, in characters (MS-DOC 2.5.4), in the order in which they follow.
STORIES = {"text": 76, "footnotes": 80, "margins": 84, "macros": 88, "comments": 92, "endnotes": 96, "boxes": 100}
# The places of tables in the second stream, each an offset and a length (MS-DOC 2.5.6).
TABLES = {
    "styles": 1, "footnote marks": 2, "footnotes": 3, "sections": 6, "margins": 11, "characters": 12,
    "paragraphs": 13, "settings": 31, "pieces": 33, "endnote marks": 46, "endnotes": 47, "authors": 51, "boxes": 56,
    "lists": 73, "list overrides": 74,
}  # fmt: skip
FIRST_TABLE = 154
SHORTEST = FIRST_TABLE + 8 * (max(TABLES.values()) + 1)
"""The main stream begins with the places of all tables."""


class Story(NamedTuple):
    """A part of the text, in characters from the beginning of the file's text."""

    start: int
    end: int


class Container:
    """The streams of a file of Word. Raises ReadError where it is damaged, encrypted or of another version."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            with olefile.OleFileIO(io.BytesIO(data)) as ole:
                self.main = _stream(ole, "WordDocument", limits)
                self._check()
                flags = self.number(10, "H")
                self._table = _stream(ole, "1Table" if flags & SECOND_TABLE else "0Table", limits)
                self.data = _stream(ole, "Data", limits) if ole.exists("Data") else b""
        except (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError, RecursionError) as problem:
            raise ReadError(f"a damaged document of Word 97-2003 ({problem})", "a complete file", DAMAGED) from problem

    def _check(self) -> None:
        if self.number(0, "H") != WORD or self.number(2, "H") < WORD_97:
            raise ReadError("a document of Word 95 or older (.doc)", "one of Word 97 or newer", NEWER)
        if len(self.main) < SHORTEST:
            raise ReadError("a damaged document of Word 97-2003 (cut off)", "a complete file", DAMAGED)
        if self.number(10, "H") & (ENCRYPTED | OBFUSCATED):
            raise ReadError("an encrypted document of Word 97-2003", "one without a password", "remove its password")

    def number(self, at: int, form: str) -> int:
        """A number at the beginning of the main stream, in the form of `struct`."""
        return int(struct.unpack_from(f"<{form}", self.main, at)[0])

    def table(self, name: str) -> bytes:
        """The table of that name in TABLES; empty where the file has none."""
        start, length = struct.unpack_from("<II", self.main, FIRST_TABLE + 8 * TABLES[name])
        return self._table[start : start + length] if length else b""

    def after_table(self, name: str) -> bytes:
        """What follows that table in its stream: the levels of lists stand there."""
        start, length = struct.unpack_from("<II", self.main, FIRST_TABLE + 8 * TABLES[name])
        return self._table[start + length :] if length else b""

    def stories(self) -> dict[str, Story]:
        """The parts of the text: they follow one another."""
        found, start = {}, 0
        for name, at in STORIES.items():
            length = max(self.number(at, "i"), 0)
            found[name] = Story(start, start + length)
            start += length
        return found


def _stream(ole: olefile.OleFileIO, name: str, limits: Limits) -> bytes:
    if not ole.exists(name):
        raise ReadError(f"a document of Word 97-2003 without its part {name}", "a complete file", DAMAGED)
    size = ole.get_size(name)
    if size > limits.part_bytes:
        raise ReadError(f"{name} of {size:,} bytes", f"at most {limits.part_bytes:,}", "split the document")
    return bytes(ole.openstream(name).read())


def places(table: bytes, width: int) -> tuple[list[int], list[bytes]]:
    """A table of places and data of `width` bytes each (MS-DOC 2.2.2): n + 1 places, then n data."""
    count = max((len(table) - 4) // (4 + width), 0) if len(table) >= 4 else 0
    if not count:
        return [], []
    starts = list(struct.unpack_from(f"<{count + 1}I", table))
    data = table[4 * (count + 1) :]
    return starts, [data[n * width : (n + 1) * width] for n in range(count)]
