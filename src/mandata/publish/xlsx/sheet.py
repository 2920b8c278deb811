"""A sheet of mandates: title, frozen headings with filters, wrapped texts, dates as dates; printable."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Sequence
from math import ceil

from xlsxwriter.worksheet import Worksheet

from ...interface import Interface
from ...languages import LANGUAGES
from ..columns import Cell, Row, heading, said
from .formats import Formats

# What an officer circulates, and how wide each column is, in characters.
COLUMNS = {
    "symbol": 19,
    "decision": 12,
    "paragraph": 9,
    "addressees": 22,
    "act": 12,
    "action": 48,
    "partners": 21,
    "conditions": 23,
    "condition_types": 13,
    "recipients": 20,
    "due": 18,
    "due_meetings": 15,
    "due_dates": 12,
    "deliverable": 14,
    "continuing": 11,
    "citations": 22,
}
_A3 = 8
_MOST = 32_767  # characters in a cell
_LINE, _HIGHEST = 13.0, 409.0  # points: of a line, of a row at most
_RAGGED = 1.1  # lines are broken between words, so that a text needs more room than its letters
TITLE_HEIGHT = 22.0  # points
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
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.set_row(HEAD, height((heading(column, words), COLUMNS[column] * 0.85) for column in columns))  # it is bold
    for number, (language, row) in enumerate(rows, HEAD + 1):
        cells = said(row, words)
        cells["symbol"] = cells["symbol"] or str(cells["file"]).rpartition("/")[2]
        for at, column in enumerate(columns):
            write_cell(sheet, formats, (number, at), cells[column], turned=right_to_left(language))
        sheet.set_row(number, height((cells[column], COLUMNS[column]) for column in columns))
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.autofilter(HEAD, 0, HEAD + max(1, len(rows)), len(columns) - 1)
    for_print(sheet)
    sheet.repeat_rows(HEAD)


def for_print(sheet: Worksheet) -> None:
    """A3 across, as wide as the columns, name and page numbers at the foot."""
    sheet.set_landscape()
    sheet.set_paper(_A3)
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


def height(cells: Iterable[tuple[Cell, float]]) -> float:
    """The height of a row, in points, that shows all lines of its cells, given with the widths of their columns.

    Not every program finds the height of wrapped text by itself. Chinese signs are as wide as two others.
    """
    most = 1
    for cell, width in cells:
        values = cell if isinstance(cell, tuple) else (str(cell),)
        lines = [line for value in values for line in value.split("\n")]
        most = max(most, sum(max(1, ceil(_width(line) * _RAGGED / width)) for line in lines))
    return min(_HIGHEST, most * _LINE + 3)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def right_to_left(language: str) -> bool:
    """Whether a language runs from right to left."""
    return LANGUAGES[language].direction == "rtl"


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if len(text) == len("2027-03-31") else None
    except ValueError:
        return None
