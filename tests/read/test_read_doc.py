"""Files of Word 97-2003, without an office suite: the same lines as the DOCX that they were made of."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import Convert
from sample_note import FILES, note_docx

from mandata.errors import ReadError
from mandata.model import Line, View
from mandata.read import read_bytes, read_file
from mandata.read.doc.container import Container
from mandata.read.doc.pieces import read_pieces, text_of

NOTE = FILES / "note.doc"


def told(line: Line) -> dict[str, Any]:
    """What a line says, without the style names and the time zone, which each program writes in its own way."""
    fields = msgspec.to_builtins(msgspec.structs.replace(line, style="", paragraphs=None))
    for change in fields["changes"]:
        change["date"] = change["date"].removesuffix("Z")
    return cast("dict[str, Any]", fields)


@pytest.mark.parametrize("view", ["final", "original", "marked"])
def test_a_doc_has_the_lines_and_notes_of_its_docx(view: View) -> None:
    theirs = read_bytes("note.docx", note_docx(), view=view)
    ours = read_file(NOTE, view=view)
    assert ours.format == "doc"
    assert [told(line) for line in ours.lines] == [told(line) for line in theirs.lines]
    assert ours.notes == theirs.notes


def said(path: Path) -> list[tuple[str, str, str, tuple[tuple[int, str], ...]]]:
    source = read_file(path)
    return [
        (line.kind, line.label, line.text, tuple((mark.at, mark.note) for mark in line.marks))
        for line in source.lines
        if line.kind != "footer"  # LibreOffice writes the number of another page there
    ]


def test_meeting_documents_in_five_languages_read_the_same_as_doc(convert: Convert, shared: Path) -> None:
    folder = shared / "documents" / "parallel" / "D2"
    files = [folder / f"D2.{name}.docx" for name in ("en", "en.adopted", "fr.crp", "es", "ru", "zh")]
    for file, made in zip(files, convert(files, "doc"), strict=True):
        assert said(made) == said(file)
        assert [note.text for note in read_file(made).notes] == [note.text for note in read_file(file).notes]


# ------------------------------------------------------------------------------------ pieces of saved-fast files


def container(main: bytes, pieces: list[tuple[int, int, int]], end: int, shared: bytes = b"") -> Container:
    """A stand-in with a table of pieces: (place in the text, place in the stream as coded, change)."""
    starts = [start for start, _, _ in pieces] + [end]
    table = struct.pack(f"<{len(starts)}I", *starts)
    table += b"".join(struct.pack("<HIH", 0, at, change) for _, at, change in pieces)
    table = shared + b"\x02" + struct.pack("<I", len(table)) + table
    return cast("Container", SimpleNamespace(main=main, table=lambda name: table))


ONE_BYTE = 1 << 30


def test_pieces_in_one_and_two_bytes_and_in_any_order_are_one_text() -> None:
    main = "決定".encode("utf-16-le") + "…café ".encode("cp1252")
    held = container(main, [(0, ONE_BYTE | 2 * 4, 0), (6, 0, 0)], 8)
    assert text_of(held, read_pieces(held)) == "…café 決定"


def test_pieces_that_point_outside_the_file_are_cut() -> None:
    held = container(b"abcd", [(0, ONE_BYTE | 4, 0), (9, ONE_BYTE | 900, 0)], 20)
    assert text_of(held, read_pieces(held)) == "cd"


def test_a_piece_may_be_deleted_by_a_change_of_its_own() -> None:
    shared = b"\x01" + struct.pack("<H", 3) + struct.pack("<HB", 0x0800, 1)
    held = container(b"ab", [(0, ONE_BYTE, 0x41 << 1 | 1 << 8), (1, ONE_BYTE | 2, 1)], 2, shared)
    assert [[tuple(change) for change in piece.changes] for piece in read_pieces(held)] == [
        [(0x0800, 1)],
        [(0x0800, 1)],
    ]


# ------------------------------------------------------------------------------------------------ bad input


def rewritten(at: int, value: bytes) -> bytes:
    """The note with bytes of its main stream written over."""
    held = io.BytesIO(NOTE.read_bytes())
    with olefile.OleFileIO(held, write_mode=True) as ole:
        main = bytearray(ole.openstream("WordDocument").read())
        main[at : at + len(value)] = value
        ole.write_stream("WordDocument", bytes(main))
    return held.getvalue()


@pytest.mark.parametrize(
    ("at", "value", "found"),
    [(10, b"\x00\x03", "encrypted"), (2, b"\x65\x00", "Word 95 or older"), (0, b"\x00\x00", "Word 95 or older")],
    ids=["encrypted", "old", "unknown"],
)
def test_what_is_not_read_is_refused_by_name(at: int, value: bytes, found: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes("x.doc", rewritten(at, value))
    assert found in caught.value.found


@given(st.integers(0, 12287), st.binary(min_size=1, max_size=64))
def test_a_damaged_doc_is_read_or_refused(at: int, junk: bytes) -> None:
    data = bytearray(NOTE.read_bytes())
    data[at : at + len(junk)] = junk
    try:
        read_bytes("x.doc", bytes(data))
    except ReadError as error:
        assert error.found and error.advice


@given(st.integers(0, 12287))
def test_half_a_doc_is_read_or_refused(length: int) -> None:
    try:
        read_bytes("x.doc", NOTE.read_bytes()[:length])
    except ReadError as error:
        assert error.found and error.advice
