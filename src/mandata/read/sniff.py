"""Tells what a file is by its first bytes and contents, never by its name."""

from __future__ import annotations

import re
from typing import Literal

from ..errors import ReadError
from .archive import Archive
from .limits import Limits

Format = Literal["docx", "doc", "rtf", "pdf", "html", "markdown", "text"]

EXPECTED = "DOCX, DOC, RTF, PDF with a text layer, HTML, Markdown or plain text"
SAVE_AS_DOCX = "open it in a word processor and save it as DOCX"
PICTURE = "run text recognition (OCR) on it, or ask for the document as DOCX"

SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n", "a picture (PNG)", PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", PICTURE),
    (b"GIF8", "a picture (GIF)", PICTURE),
    (b"II*\x00", "a picture (TIFF)", PICTURE),
    (b"MM\x00*", "a picture (TIFF)", PICTURE),
    (b"BM", "a picture (BMP)", PICTURE),
    (b"\xdb\xa5-\x00", "a document of Word 2.0", SAVE_AS_DOCX),
    (b"\xffWPC", "a document of WordPerfect", SAVE_AS_DOCX),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (b"Rar!", "an archive (RAR)", "unpack it first"),
    (b"7z\xbc\xaf", "an archive (7-Zip)", "unpack it first"),
    (b"\x1f\x8b", "a compressed file (gzip)", "unpack it first"),
    (b"BZh", "a compressed file (bzip2)", "unpack it first"),
    (b"\xfd7zXZ", "a compressed file (xz)", "unpack it first"),
    (b"\x7fELF", "a program", "pass documents only"),
    (b"MZ", "a program", "pass documents only"),
    (b"SQLite format 3", "a database (SQLite)", "pass documents only"),
    (b"ID3", "a sound file", "pass documents only"),
)
RICH_TEXT = b"{\\rtf"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_STREAM, ENCRYPTED_STREAM = "WordDocument", "EncryptedPackage"
OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    (ENCRYPTED_STREAM, "an encrypted Office document", "remove its password and save it again"),
    ("PowerPoint Document", "a presentation of PowerPoint 97-2003 (.ppt)", SAVE_AS_DOCX),
    ("Workbook", "a workbook of Excel 97-2003 (.xls)", "save the text as DOCX"),
    ("Book", "a workbook of Excel 5 (.xls)", "save the text as DOCX"),
    ("__substg1.0_1000001F", "a message of Outlook (.msg)", "save the attached document and pass that"),
)
PACKAGES: tuple[tuple[str, str, str], ...] = (
    ("xl/", "a workbook (XLSX)", "save the text as DOCX"),
    ("ppt/", "a presentation (PPTX)", "save the text as DOCX"),
    ("visio/", "a drawing (VSDX)", "save the text as DOCX"),
)
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": ("an OpenDocument text (ODT)", SAVE_AS_DOCX),
    b"application/vnd.oasis.opendocument.spreadsheet": ("an OpenDocument spreadsheet (ODS)", "save the text as DOCX"),
    b"application/vnd.oasis.opendocument.presentation": ("an OpenDocument presentation (ODP)", "save the text as DOCX"),
    b"application/epub+zip": ("an electronic book (EPUB)", "save the text as DOCX or HTML"),
}

_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_AKOMA_NTOSO = re.compile(rb"<(?:[\w.-]+:)?akomaNtoso[\s>]")
_MARKUP = re.compile(rb"</(?:p|div|h[1-6]|table|td|li|span|a|em|strong|b|i)\s*>", re.I)
_HEADING = re.compile(r"^#{1,6} +\S", re.M)
_RULE = re.compile(r"^\|? *:?-{3,}:? *(?:\| *:?-{3,}:? *)+\|? *$", re.M)
_INLINE = re.compile(r"\*\*\S[^*\n]*\*\*|\[[^\]\n]+\]\((?:https?:|#|\.{0,2}/)[^)\n]*\)|^\[\^[\w-]+\]: ", re.M)


def sniff_package(archive: Archive) -> bool:
    """Whether a zip is a DOCX (True) or a plain archive of documents (False).

    Raises ReadError where it is a package of another kind: a workbook, an OpenDocument text, an e-book.
    """
    names = archive.names
    if "mimetype" in names:
        kind = archive.read("mimetype").strip()
        if kind in OPEN_DOCUMENTS:
            found, advice = OPEN_DOCUMENTS[kind]
            raise ReadError(found, EXPECTED, advice)
    if "[Content_Types].xml" not in names:
        return False
    for folder, found, advice in PACKAGES:
        if any(name.startswith(folder) for name in names):
            raise ReadError(found, EXPECTED, advice)
    return True


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin as a zip does (an empty one included)."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def sniff(data: bytes, limits: Limits) -> Format:
    """The format of a file that is not a plain archive.

    Raises ReadError for everything that is no document, saying what it is.
    """
    if not data.strip(b" \t\r\n\0"):
        raise ReadError("an empty file", EXPECTED, "check that it was copied or saved completely")
    if is_zip(data):
        if sniff_package(Archive(data, limits)):
            return "docx"
        raise ReadError("an archive inside an archive", "documents in it", "unpack the inner archive first")
    if data.startswith(OLE):
        return _ole(data)
    if data.startswith(RICH_TEXT):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for signature, found, advice in SIGNATURES:
        if data.startswith(signature) and not _is_latin_text(signature, data):
            raise ReadError(found, EXPECTED, advice)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise ReadError("a picture (WebP)", EXPECTED, PICTURE)
    if data[4:8] == b"ftyp":
        raise ReadError("a picture or film (HEIF, MP4)", EXPECTED, "pass documents only")
    return _sniff_text(data)


def _is_latin_text(signature: bytes, data: bytes) -> bool:
    """Two-letter signatures ("BM", "MZ") also begin words: those files have zero bytes near their start."""
    return len(signature) <= 3 and signature.isalnum() and b"\0" not in data[:64]


def _ole(data: bytes) -> Format:
    if WORD_STREAM.encode("utf-16-le") in data and ENCRYPTED_STREAM.encode("utf-16-le") not in data:
        return "doc"
    for stream, found, advice in OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            raise ReadError(found, EXPECTED, advice)
    raise ReadError("a file of an old Office program", EXPECTED, SAVE_AS_DOCX)


def _sniff_text(data: bytes) -> Format:
    head = data[:65536].removeprefix(b"\xef\xbb\xbf")
    if _AKOMA_NTOSO.search(head[:4096]):
        raise ReadError("Akoma Ntoso, which is a document already", EXPECTED, "read it with `mandata read`")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    if _HTML.match(head) or (head.lstrip().startswith(b"<") and len(_MARKUP.findall(head)) >= 2):
        return "html"
    if head.lstrip().startswith(b"<?xml"):
        raise ReadError("an XML file", EXPECTED, "convert it to one of these first")
    return "markdown" if _is_markdown(head.decode("utf-8", "replace")) else "text"


def _is_markdown(head: str) -> bool:
    """Numbers, tabs and pipes also stand in text made from Word; headings by #, table rules and links do not."""
    return bool(_HEADING.search(head) or _RULE.search(head)) or len(_INLINE.findall(head)) >= 2
