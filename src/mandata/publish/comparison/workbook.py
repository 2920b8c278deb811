"""Writes a comparison as a workbook: a row a change, and a sheet with both texts side by side."""

from __future__ import annotations

import datetime
import io
from typing import Any

import xlsxwriter

from ...compare.records import Comparison
from ...interface import Interface
from ...languages import LANGUAGES
from .sentences import Sentences

_MADE = datetime.datetime(1980, 1, 1)  # a file that knew when it was made would differ each time
_LONGEST = 31  # name of a sheet


def workbook(comparison: Comparison, words: Interface) -> bytes:
    """The changes and both texts, with headings in the language of `words`."""
    labels = words.comparison.labels
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": labels["title"], "created": _MADE})
        told = Sentences(comparison, words)
        changes = [
            [
                told.where(change),
                words.comparison.weights[change.weight],
                told.label(change),
                told.sentence(change),
                change.before.text if change.before else "",
                change.after.text if change.after else "",
                change.author,
                change.date,
            ]
            for change in comparison.changes
        ]
        names = ("where", "kind", "change", "summary", "before", "after", "author")
        headings = [*(labels[name] for name in names), words.publish.columns["date"]]
        _sheet(book, labels["changes"], headings, changes, [16, 14, 26, 60, 40, 40, 20, 20], words)
        texts = [[told.where_of(pair), pair.old_text(), pair.new_text()] for pair in comparison.pairs]
        _sheet(
            book,
            labels["all_text"],
            [labels[name] for name in ("where", "before", "after")],
            texts,
            [16, 80, 80],
            words,
        )
    return out.getvalue()


def _sheet(
    book: Any, name: str, headings: list[str], rows: list[list[str]], widths: list[int], words: Interface
) -> None:
    """A table with a fixed first row, to be filtered and printed on pages of landscape."""
    mirrored = LANGUAGES[words.language].direction == "rtl"
    sheet = book.add_worksheet(name[:_LONGEST])
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "reading_order": 2 if mirrored else 0})
    if mirrored:
        sheet.right_to_left()
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.write_row(0, 0, headings, heading)
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(row):
            sheet.write_string(number, at, text[:32_000], cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(headings) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
