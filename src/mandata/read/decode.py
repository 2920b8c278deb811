"""Bytes to text: Unicode where they say or prove so, else the code page of the six languages that fits best."""

from __future__ import annotations

import codecs

from ..errors import ReadError
from .sniff import EXPECTED

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The code pages of the six languages, each with the characters most frequent in a text that is written in it.
CODE_PAGES = {
    "cp1252": "éèêëàâçîïôùûüœÉÀáíóúñÑ¿¡ºª°–—‘’“”«»…§\xa0",
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфОВПСКНРИГД№«»–—\xa0",
    "cp1256": "اليمنترةوبعدسفهحقكجصشطخضذثزءأإغظىئآؤ،؛\xa0–—“”",
    "gb18030": "的和国在一年会中第工作大方际发关行公合人成议报告与缔约决有定对请各秘书处组以为条员区、，。；：（）",
}
SAMPLE = 65536
JUNK = 0.02
"""Largest share of control characters in a text; files of programs have far more."""


def decode(data: bytes) -> str:
    """The text of a file. Raises ReadError where the bytes are no text in any encoding known here."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, "replace"))
    wide = _wide_encoding(data)
    if wide:
        return _checked(data.decode(wide, "replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(data.decode(_code_page(data), "replace"))


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark: blanks and line ends are two bytes wide, one of them zero, always on the same side."""
    head = data[:SAMPLE]
    half = len(head) // 2
    for encoding, ends in (("utf-16-le", (b" \0", b"\n\0")), ("utf-16-be", (b"\0 ", b"\0\n"))):
        if sum(head.count(end) for end in ends) > half // 100 and head.count(b"\0") > half // 50:
            return encoding
    return None


def _code_page(data: bytes) -> str:
    """The code page in which most of the bytes above 127 are frequent characters."""
    sample = data[:SAMPLE]
    scores = {page: _fit(sample, page, common) for page, common in CODE_PAGES.items()}
    best = max(scores, key=lambda page: scores[page])
    if scores[best] < 0.4:
        raise _no_text()
    return best


def _fit(sample: bytes, page: str, common: str) -> float:
    text = sample.decode(page, "replace")
    high = [character for character in text if character > "\x7f"]
    if not high:
        return 0.0
    fit = sum(character in common for character in high) / len(high)
    # A page of the Latin script colours a text, the others fill it.
    letters = sum(character.isalpha() for character in text)
    crowded = page == "cp1252" and len(high) > letters / 3
    return fit / 2 if crowded else fit


def _checked(text: str) -> str:
    head = text[:SAMPLE]
    odd = sum(head.count(chr(code)) for code in (*range(9), *range(14, 27), 28, 0x7F, 0xFFFD))
    if odd > max(2, len(head) * JUNK):
        raise _no_text()
    return text


def _no_text() -> ReadError:
    return ReadError("a file that is neither a document nor text", EXPECTED, "check that it is the file you meant")
