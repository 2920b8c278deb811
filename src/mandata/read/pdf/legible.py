"""Whether the text layer of a PDF can be trusted: letters that it does not tell, Arabic in the wrong order."""

from __future__ import annotations

import re

from ...errors import ReadError
from ...model import Unread
from ..plain import SAME
from .page import Page

OCR = "run text recognition (OCR) on it, or ask for the document as DOCX"
PER_PAGE = 20
"""Letters a page at least, on average; a scan has none, or a stamp."""

BROKEN, BROKEN_ON_PAGE = 0.25, 0.05
"""Shares of letters that are not told: with more of them the file, or a page of it, is not passed on."""

_UNTOLD = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_LETTER = re.compile(r"[^\W\d_]")
# The article before an alef with hamza or madda: where lam and alef were set as one sign, some programs turn them.
_TURNED = re.compile("ا[أإآ]ل")
_RIGHT = re.compile("ال[أإآ]")
_ARTICLE_LAST = re.compile(r"\w{2}لا\b")
_ARTICLE_FIRST = re.compile(r"\bال\w{2}")


def check(pages: list[Page]) -> list[Unread]:
    """Leave out the pages that are not legible, and say so.

    Raises ReadError where the PDF has no text, or most of it is not legible.
    """
    texts = ["\n".join(line.text for line in page.lines) for page in pages]
    whole = "\n".join(texts)
    letters = len(_LETTER.findall(whole))
    untold = [_untold(text) for text in texts]
    if letters + sum(untold) < PER_PAGE * min(len(pages), 50) / 2:
        raise ReadError("a PDF without text (a scan)", "a PDF with a text layer", OCR)
    if sum(untold) > BROKEN * letters:
        raise ReadError("a PDF whose fonts do not say which letters they show", "a PDF with a text layer", OCR)
    fault = arabic_fault(whole)
    if fault:
        raise ReadError(f"a PDF {fault}", "a PDF with a sound text layer", OCR)
    unread = []
    for page, text, broken in zip(pages, texts, untold, strict=True):
        if not page.lines:
            unread.append(Unread(text=f"page {page.number}", reason="page without text, a picture perhaps"))
        elif broken > 2 and broken > BROKEN_ON_PAGE * len(_LETTER.findall(text)):
            unread.append(Unread(text=f"page {page.number}", reason="its fonts do not say which letters they show"))
            page.lines = []
    return unread


def _untold(text: str) -> int:
    return sum(sign not in SAME for sign in _UNTOLD.findall(text))


def arabic_fault(text: str) -> str:
    """What is wrong with the order of Arabic letters; nothing where it is sound."""
    last, first = len(_ARTICLE_LAST.findall(text)), len(_ARTICLE_FIRST.findall(text))
    if last > 10 and last > 2 * first:
        return "whose Arabic letters stand in the order of the page, not of reading"
    turned, right = len(_TURNED.findall(text)), len(_RIGHT.findall(text))
    if turned > 2 and turned > right:
        return "whose Arabic letters lam and alef have changed places"
    return ""
