"""PDF with a text layer: paragraphs rebuilt from the lines on the pages, notes parted from them."""

from __future__ import annotations

import pypdfium2

from ...errors import ReadError
from ...model import Unread
from ..content import Content
from ..limits import Limits
from .flow import paragraphs
from .furniture import part_furniture
from .notes import part_notes
from .page import Page, read_page

OCR = "run text recognition (OCR) on it, or ask for the document as DOCX"
PER_PAGE = 20
"""Letters a page at least, on average; a scan has none, or a stamp."""


def read_pdf(data: bytes, limits: Limits) -> Content:
    """The lines, notes and left-overs of a PDF.

    Raises ReadError where it is damaged, encrypted, without text, or its letters cannot be told.
    """
    pages = _pages(data, limits)
    _check_text(pages)
    unread = [
        Unread(text=f"page {page.number}", reason="page without text, a picture perhaps")
        for page in pages
        if not page.lines
    ]
    heads, feet, numbers = part_furniture(pages)
    if numbers:
        unread.append(Unread(text=f"{numbers} page numbers", reason="page number"))
    notes = part_notes(pages)
    lines = paragraphs(pages)
    return Content(lines=(*heads, *lines, *feet), notes=notes, unread=tuple(unread))


def _pages(data: bytes, limits: Limits) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise ReadError("an encrypted PDF", "one without a password", "remove its password") from problem
        raise ReadError("a damaged PDF", "a complete PDF", "ask for the file again") from problem
    try:
        if len(document) > limits.pages:
            raise ReadError(f"a PDF of {len(document):,} pages", f"at most {limits.pages:,}", "split it")
        return [read_page(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as problem:
        raise ReadError(f"a damaged PDF ({problem})", "a complete PDF", "ask for the file again") from problem
    finally:
        document.close()


def _check_text(pages: list[Page]) -> None:
    text = "".join(line.text for page in pages for line in page.lines)
    letters = sum(character.isalpha() for character in text)
    if letters < PER_PAGE * min(len(pages), 50) / 2:
        raise ReadError("a PDF without text (a scan)", "a PDF with a text layer", OCR)
    broken = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if broken > letters / 4:
        raise ReadError("a PDF whose fonts do not say which letters they show", "a PDF with a text layer", OCR)
