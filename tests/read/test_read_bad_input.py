"""What is no readable document gets one clear error, which says what it is and what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from built_files import NAMESPACES, W, docx, p, pdf, zipped
from sample_note import FILES

from mandata.errors import ReadError
from mandata.read import Limits, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BOMB = (
    '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le")


def encrypted_zip() -> bytes:
    data = bytearray(docx(p("A")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def open_document() -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


CASES: list[tuple[str, bytes, str]] = [
    ("empty", b"", "empty file"),
    ("blank", b" \r\n\t\n", "empty file"),
    ("png", b"\x89PNG\r\n\x1a\n" + bytes(99), "picture (PNG)"),
    ("jpeg", b"\xff\xd8\xff\xe0" + bytes(99), "picture (JPEG)"),
    ("gif", b"GIF89a" + bytes(99), "picture (GIF)"),
    ("tiff", b"II*\x00" + bytes(99), "picture (TIFF)"),
    ("webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(99), "picture (WebP)"),
    ("encrypted docx", ole("EncryptedPackage"), "encrypted"),
    ("half an old word file", ole("WordDocument"), "Word 97-2003"),
    ("old excel", ole("Workbook"), "Excel 97-2003"),
    ("old powerpoint", ole("PowerPoint Document"), "PowerPoint 97-2003"),
    ("xlsx", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}), "XLSX"),
    ("pptx", zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<a/>"}), "PPTX"),
    ("odt", open_document(), "OpenDocument"),
    ("a zip in a zip", zipped({"a.txt": "text"}), "archive inside an archive"),
    ("half a docx", cut(docx(p("A" * 5000))), "damaged"),
    ("docx with a password", encrypted_zip(), "encrypted"),
    ("docx without its document", zipped({"[Content_Types].xml": "<Types/>", "x.xml": "<a/>"}), "without its document"),
    ("docx of broken xml", docx("", document="<w:document><w:body>"), "damaged DOCX"),
    ("docx without text", docx(p()), "without text"),
    ("entity bomb", docx("", document=BOMB), "entities"),
    ("outer entity", docx("", document=BOMB.replace('"ha"', 'SYSTEM "file:///etc/passwd"')), "entities"),
    ("half a pdf", b"%PDF-1.7\n1 0 obj\n<< /Type", "damaged PDF"),
    ("pdf without text", pdf([[]]), "PDF without text"),
    ("xml", b'<?xml version="1.0"?><akomaNtoso/>', "XML file"),
    ("junk", bytes(range(256)) * 40, "neither a document nor text"),
    ("program", b"\x7fELF" + bytes(99), "program"),
    ("html without text", b"<!doctype html><html><body><script>x()</script></body></html>", "without text"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "found"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_each_gets_one_line_that_says_what_it_is(data: bytes, found: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes("file", data)
    error = caught.value
    assert found in error.found
    assert error.expected and error.advice and "\n" not in str(error)


def bomb(size: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * size)
    return held.getvalue()


LIMITED: list[tuple[str, Callable[[], bytes], Limits, str]] = [
    ("large text", lambda: b"word " * 300, Limits(text_bytes=1000), "MB of text"),
    ("large file", lambda: b"word " * 300, Limits(file_bytes=1000), "a file of"),
    ("ratio", lambda: bomb(5_000_000), Limits(), "like a bomb"),
    ("total", lambda: bomb(5_000_000), Limits(unpacked_bytes=1_000_000), "unpacks to"),
    ("part", lambda: docx(p("a" * 5000)), Limits(part_bytes=2000), "unpacks to"),
    ("entries", lambda: docx(p("a")), Limits(entries=3), "entries"),
    ("seconds, docx", lambda: docx(p("a" * 50)), Limits(seconds=1e-9), "longer than"),
    ("seconds, html", lambda: b"<html><body><p>a</p></body></html>", Limits(seconds=1e-9), "longer than"),
    ("seconds, text", lambda: b"some words", Limits(seconds=1e-9), "longer than"),
    ("seconds, markdown", lambda: b"# Title", Limits(seconds=1e-9), "longer than"),
    ("seconds, doc", (FILES / "note.doc").read_bytes, Limits(seconds=1e-9), "longer than"),
    ("seconds, pdf", lambda: pdf([[(72, 700, 12, "Words of a page")]]), Limits(seconds=1e-9), "longer than"),
    ("pages", lambda: pdf([[(72, 700, 12, "Words of a page that is long enough")]] * 3), Limits(pages=2), "3 pages"),
]


@pytest.mark.parametrize(("data", "limits", "found"), [row[1:] for row in LIMITED], ids=[row[0] for row in LIMITED])
def test_each_limit_is_kept(data: Callable[[], bytes], limits: Limits, found: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes("file", data(), limits)
    assert found in caught.value.found


@pytest.mark.parametrize(
    "data",
    [
        docx(
            "", document=f"<w:document {NAMESPACES}><w:body>{'<w:sdt>' * 5000}{'</w:sdt>' * 5000}</w:body></w:document>"
        ),
        b"<html><body>" + b"<div>" * 100_000 + b"</body></html>",
    ],
    ids=["docx", "html"],
)
def test_senseless_nesting_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        read_bytes("x", data)


def test_deep_html_keeps_its_words() -> None:
    source = read_bytes("x", b"<html><body>" + b"<div>" * 400 + b"deep<b>" * 400 + b"</body></html>")
    assert "deepdeep" in source.lines[0].text.replace(" ", "")
