"""The cover of a workbook: which documents were read, how much was found in each, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from ...interface import Interface
from ...languages import LANGUAGES
from ...model import Document
from ..columns import heading
from ..entries import Part, decision_name
from .formats import Formats
from .sheet import TITLE_HEIGHT, for_print, height, right_to_left, write_cell

_WIDTHS = (22, 52, 14, 14, 14, 16, 20)


class Listed(NamedTuple):
    """A decision as the cover lists it: how many rows it has in which sheet ("" where it has none)."""

    document: Document
    part: Part
    rows: int
    sheet: str


def write_cover(
    sheet: Worksheet, formats: Formats, documents: Sequence[Document], listed: Sequence[Listed], words: Interface
) -> None:
    """Title and counts, a row a decision with a link to its sheet, then what was not understood."""
    turned = right_to_left(words.language)
    if turned:
        sheet.right_to_left()
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, words.publish.labels.register, formats.get("title", right_to_left=turned))
    sheet.set_row(0, TITLE_HEIGHT)
    row = _counts(sheet, formats, documents, words)
    row = _decisions(sheet, formats, listed, words, row + 1)
    _unread(sheet, formats, documents, words, row + 1)
    for_print(sheet)


def _counts(sheet: Worksheet, formats: Formats, documents: Sequence[Document], words: Interface) -> int:
    provisions = [provision for document in documents for provision in document.provisions]
    mandates = sum(provision.act_class == "directive" for provision in provisions)
    counts = (
        (words.labels.documents, len(documents)),
        (words.labels.mandates, mandates),
        (words.labels.others, len(provisions) - mandates),
        (words.labels.unread, sum(len(document.unread) for document in documents)),
    )
    for row, (label, number) in enumerate(counts, 2):
        sheet.write_string(row, 0, label, formats.get("text", right_to_left=right_to_left(words.language)))
        sheet.write_number(row, 1, number, formats.get("number"))
    return 2 + len(counts)


def _decisions(sheet: Worksheet, formats: Formats, listed: Sequence[Listed], words: Interface, row: int) -> int:
    labels = words.publish.labels
    headings = ("symbol", "decision_title", "language", "date")
    _headings(sheet, formats, row, [*(heading(h, words) for h in headings), words.labels.mandates, labels.sheet], words)
    for at, entry in enumerate(listed, row + 1):
        document = entry.document
        cells = (
            _name(document),
            decision_name(entry.part, words),
            LANGUAGES[document.language].name,
            document.date or "",
        )
        turned = right_to_left(document.language)
        for column, cell in enumerate(cells):
            write_cell(sheet, formats, (at, column), cell, turned=turned)
        sheet.set_row(at, height(zip(cells, _WIDTHS, strict=False)))
        mandates = sum(found.is_mandate for found in entry.part.entries)
        sheet.write_number(at, len(cells), mandates, formats.get("number"))
        if entry.sheet:
            place = "'" + entry.sheet.replace("'", "''") + "'!A1"
            sheet.write_url(at, len(cells) + 1, f"internal:{place}", formats.get("link"), entry.sheet)
    return row + 1 + len(listed)


def _unread(sheet: Worksheet, formats: Formats, documents: Sequence[Document], words: Interface, row: int) -> None:
    labels = words.publish.labels
    lines = [(document, thing) for document in documents for thing in document.unread]
    if not lines:
        return
    _headings(sheet, formats, row, [heading("symbol", words), words.labels.unread, labels.place, labels.reason], words)
    for at, (document, thing) in enumerate(lines, row + 1):
        cells = (_name(document), thing.text, thing.block, thing.reason)
        for column, cell in enumerate(cells):
            write_cell(sheet, formats, (at, column), cell, turned=right_to_left(document.language))
        sheet.set_row(at, height(zip(cells, _WIDTHS, strict=False)))


def _name(document: Document) -> str:
    return document.symbol or document.file.rpartition("/")[2]


def _headings(sheet: Worksheet, formats: Formats, row: int, names: Sequence[str], words: Interface) -> None:
    for at, name in enumerate(names):
        sheet.write_string(row, at, name, formats.get("heading", right_to_left=right_to_left(words.language)))
