"""Rich text: the same lines as the DOCX that it was made of; damage is passed over."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import Convert
from sample_note import FILES, note_docx

from mandata.errors import ReadError
from mandata.model import Line, View
from mandata.read import read_bytes, read_file

NOTE = FILES / "note.rtf"


def told(line: Line) -> dict[str, Any]:
    """What a line says, without the style names, and without who changed it, which is not read from rich text."""
    fields = msgspec.to_builtins(msgspec.structs.replace(line, style="", paragraphs=None))
    for change in fields["changes"]:
        change |= {"author": "", "date": ""}
    return cast("dict[str, Any]", fields)


@pytest.mark.parametrize("view", ["final", "original", "marked"])
def test_rich_text_has_the_lines_and_notes_of_its_docx(view: View) -> None:
    theirs, ours = read_bytes("note.docx", note_docx(), view=view), read_file(NOTE, view=view)
    assert ours.format == "rtf"
    assert [told(line) for line in ours.lines] == [told(line) for line in theirs.lines]
    assert ours.notes == theirs.notes


def test_meeting_documents_read_the_same_as_rich_text(convert: Convert, shared: Path) -> None:
    folder = shared / "documents" / "parallel" / "D2"
    files = [folder / f"D2.{name}.docx" for name in ("en", "fr", "ru", "zh")]
    for file, made in zip(files, convert(files, "rtf"), strict=True):
        lines = [
            [(line.kind, line.label, line.text) for line in read_file(path).lines if line.kind != "footer"]
            for path in (made, file)
        ]
        assert lines[0] == lines[1]
        assert [note.text for note in read_file(made).notes] == [note.text for note in read_file(file).notes]


WORDS = [
    ("code page of the file", rb"{\rtf1\ansi\ansicpg1251 \'f0\'e5\'f8\'e5\'ed\'e8\'e5}", "решение"),
    ("alphabet of a font", rb"{\rtf1\ansi{\fonttbl{\f0 A;}{\f1\fcharset178 B;}}\f1 \'de\'d1\'c7\'d1}", "قرار"),
    ("Chinese, two bytes a letter", rb"{\rtf1\ansi\ansicpg936 \'be\'f6\'b6\'a8}", "决定"),
    ("numbers of characters", rb"{\rtf1\uc1 \u20915?\u-10179?\u-8704?}", "决😀"),
    ("what stands in for them is passed over", rb"{\rtf1\uc2 caf\u233\'65\'65s}", "cafés"),
    ("signs", rb"{\rtf1 A\_1\~b\emdash c\{d\}}", "A-1 b—c{d}"),
    ("of a field the result", rb"{\rtf1 p. {\field{\*\fldinst PAGEREF x}{\fldrslt 7}} end}", "p. 7 end"),
    ("groups that are not known", rb"{\rtf1 a{\*\unknown hidden}b{\known c}}", "abc"),
    ("pictures", rb"{\rtf1 a{\pict\pngblip 89504e47}b}", "ab"),
    ("not closed", rb"{\rtf1 a {\b b", "a b"),
    ("closed too often", rb"{\rtf1 a}} b", "a b"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "text"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_words(data: bytes, text: str) -> None:
    assert read_bytes("x", data).lines[0].text == text


PIECES = st.sampled_from(
    [rb"{\footnote ", rb"\chftn ", rb"{\listtext 1.}", b"{", b"}", rb"\par ", rb"\cell ", rb"\row ", rb"\intbl ",
     rb"\'ff", rb"\u-1?", rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt ", rb"\deleted ", rb"{\header ",
     rb"\bin99 ", b"words ", b"\\"]
)  # fmt: skip


@given(st.lists(PIECES | st.binary(max_size=6), max_size=40).map(b"".join))
def test_any_rich_text_is_read_or_refused(data: bytes) -> None:
    try:
        read_bytes("x", rb"{\rtf1 " + data)
    except ReadError as error:
        assert error.found and error.advice
