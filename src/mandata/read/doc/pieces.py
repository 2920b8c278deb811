"""The text of a file of Word 97-2003: pieces of its main stream in the order of the text (MS-DOC 2.4.1).

A file that was saved fast, or in which two alphabets meet, has many pieces; each is in one byte or two a character.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from .container import Container, places
from .properties import Change, read_changes, short_change

PIECES, CHANGES = 2, 1
"""The kinds of entries of the table of pieces."""

ONE_BYTE = 1 << 30


class Piece(NamedTuple):
    """Characters from `start` to `end` of the text, at `at` in the main stream, `width` bytes each.

    `changes` are properties that were changed for the whole piece when the file was saved fast.
    """

    start: int
    end: int
    at: int
    width: int
    changes: tuple[Change, ...]


def read_pieces(container: Container) -> list[Piece]:
    """The pieces in the order of the text."""
    shared, table = _entries(container.table("pieces"))
    starts, data = places(table, 8)
    pieces: list[Piece] = []
    for start, end, entry in zip(starts, starts[1:], data, strict=False):
        _, at, changed = struct.unpack("<HIH", entry)
        width = 1 if at & ONE_BYTE else 2
        offset = (at & (ONE_BYTE - 1)) // (3 - width)
        room = (len(container.main) - offset) // width
        last = min(end, start + max(room, 0))
        if last > start and (not pieces or start >= pieces[-1].end):
            pieces.append(Piece(start, last, offset, width, _changes(changed, shared)))
    return pieces


def text_of(container: Container, pieces: list[Piece]) -> str:
    """The whole text, one character a place; holes of damaged files are blanks."""
    parts: list[str] = []
    length = 0
    for piece in pieces:
        if piece.start > length:
            parts.append(" " * min(piece.start - length, len(container.main)))
        raw = container.main[piece.at : piece.at + (piece.end - piece.start) * piece.width]
        parts.append(_decoded(raw, piece.width))
        length = sum(map(len, parts)) if piece.start != length else length + len(parts[-1])
    return "".join(parts)


def _decoded(raw: bytes, width: int) -> str:
    """One character a unit, so that places stay true; pairs of surrogates are joined when a paragraph is read."""
    if width == 1:
        return raw.decode("cp1252", "replace")
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _entries(table: bytes) -> tuple[list[tuple[Change, ...]], bytes]:
    """The shared property changes, and the table of pieces itself."""
    shared: list[tuple[Change, ...]] = []
    at = 0
    while at + 3 <= len(table) and table[at] == CHANGES:
        (length,) = struct.unpack_from("<H", table, at + 1)
        shared.append(read_changes(table[at + 3 : at + 3 + length]))
        at += 3 + length
    if at + 5 > len(table) or table[at] != PIECES:
        return shared, b""
    (length,) = struct.unpack_from("<I", table, at + 1)
    return shared, table[at + 5 : at + 5 + length]


def _changes(changed: int, shared: list[tuple[Change, ...]]) -> tuple[Change, ...]:
    if changed & 1:
        return shared[changed >> 1] if changed >> 1 < len(shared) else ()
    return short_change(changed >> 1 & 0x7F, changed >> 8)
