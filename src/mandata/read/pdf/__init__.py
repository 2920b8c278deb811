"""PDF with a text layer: paragraphs rebuilt from the lines on the pages, notes parted from them."""

from __future__ import annotations

import pypdfium2

from ...errors import ReadError
from ...model import Unread
from ..content import Content
from ..limits import Limits
from .flow import paragraphs
from .furniture import part_furniture
from .legible import check
from .notes import part_notes
from .page import Page, read_page


def read_pdf(data: bytes, limits: Limits) -> Content:
    """The lines, notes and left-overs of a PDF.

    Raises ReadError where it is damaged, encrypted, without text, or its letters cannot be told.
    """
    pages = _pages(data, limits)
    unread = check(pages)
    heads, feet, numbers = part_furniture(pages)
    if numbers:
        unread.append(Unread(text=f"{numbers} page numbers", reason="page number"))
    strokes = sum(page.strokes for page in pages)
    if strokes:
        unread.append(Unread(text=f"{strokes} strokes between Arabic letters", reason="given as other characters"))
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
