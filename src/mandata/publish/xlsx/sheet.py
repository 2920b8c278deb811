"""A sheet of mandates: title, frozen headings with filters, wrapped texts, dates as dates; printable."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from ...interface import Interface
from ...languages import LANGUAGES
from ..columns import Cell, Row, heading, said
from .formats import Formats

# What an officer circulates, and how wide each column is, in characters.
COLUMNS = {
    "symbol": 20,
    "decision": 13,
    "paragraph": 10,
    "addressees": 26,
    "act": 14,
    "action": 60,
    "partners": 26,
    "conditions": 28,
    "condition_types": 16,
    "recipients": 24,
    "due": 22,
    "due_meetings": 17,
    "due_dates": 13,
    "deliverable": 16,
    "continuing": 12,
    "citations": 28,
}
_A4 = 9
_MOST = 32_767  # characters in a cell
HEAD = 1  # the row of the headings, under the title


def write_sheet(
    sheet: Worksheet,
    formats: Formats,
    title: str,
    rows: Sequence[tuple[str, Row]],
    words: Interface,
    columns: Sequence[str],
) -> None:
    """Fill `sheet` with `rows`, each with the language of its texts; headings and labels are those of `words`."""
    turned = right_to_left(words.language)
    if turned:
        sheet.right_to_left()
    sheet.write_string(0, 0, title[:_MOST], formats.get("title", right_to_left=turned))
    for at, column in enumerate(columns):
        sheet.set_column(at, at, COLUMNS[column])
        sheet.write_string(HEAD, at, heading(column, words), formats.get("heading", right_to_left=turned))
    for number, (language, row) in enumerate(rows, HEAD + 1):
        cells = said(row, words)
        cells["symbol"] = cells["symbol"] or cells["file"]
        for at, column in enumerate(columns):
            write_cell(sheet, formats, (number, at), cells[column], turned=right_to_left(language))
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.autofilter(HEAD, 0, HEAD + max(1, len(rows)), len(columns) - 1)
    for_print(sheet)
    sheet.repeat_rows(HEAD)


def for_print(sheet: Worksheet) -> None:
    """A4 across, as wide as the columns, page numbers at the foot."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")


def write_cell(sheet: Worksheet, formats: Formats, place: tuple[int, int], cell: Cell, *, turned: bool) -> None:
    """A text as text, whatever it begins with; a full date as a date; many values one under the other."""
    values = [value for value in cell if value] if isinstance(cell, tuple) else [str(cell)]
    day = _date(values[0]) if len(values) == 1 else None
    if day:
        sheet.write_datetime(*place, day, formats.get("date"))
        return
    text = "\n".join(values)
    text = text if len(text) <= _MOST else text[: _MOST - 1] + "…"
    sheet.write_string(*place, text, formats.get("text", right_to_left=turned))


def right_to_left(language: str) -> bool:
    """Whether a language runs from right to left."""
    return LANGUAGES[language].direction == "rtl"


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if len(text) == len("2027-03-31") else None
    except ValueError:
        return None
