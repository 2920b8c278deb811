"""Writes mandates as a workbook to circulate: a cover, a sheet with all and one a decision, right to left where due."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable

import xlsxwriter

from ...interface import interface
from ...model import Document
from ..columns import Row, rows_of
from ..entries import decision_name, language_of, parts
from .cover import Listed, write_cover
from .formats import Formats
from .sheet import COLUMNS, write_sheet

_OF_ALL = ("symbol", "decision")  # in the sheet of one decision these would say the same in every row
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")  # in the names of sheets
_LONGEST = 31  # name of a sheet
_MADE = datetime.datetime(1980, 1, 1)  # a file that knew when it was made would differ each time

__all__ = ["workbook"]


def workbook(documents: Iterable[Document], ui: str | None = None, *, every: bool = False) -> bytes:
    """The workbook of all documents, with headings and labels in the language `ui`.

    Without `ui` the sheet of a decision has the language of its document; the cover and the sheet of all have the
    language that all documents share, else English. `every` adds the provisions that ask nobody to act.
    """
    read = list(documents)
    words = interface(ui or language_of(read))
    names = _Names(words.publish.labels.all, words.publish.labels.register)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": words.publish.labels.register, "created": _MADE})
        formats = Formats(book)
        cover = book.add_worksheet(words.publish.labels.register[:_LONGEST])
        together = book.add_worksheet(words.publish.labels.all[:_LONGEST])
        listed: list[Listed] = []
        everything: list[tuple[str, Row]] = []
        for document in read:
            for part in parts(document):
                own = interface(ui or document.language)
                found = list(rows_of(document, part, every=every))
                name = ""
                if found:
                    name = names.new(part.decision.number if part.decision else document.symbol or own.labels.text)
                    columns = [column for column in COLUMNS if column not in _OF_ALL]
                    said = [(document.language, row) for row in found]
                    write_sheet(book.add_worksheet(name), formats, decision_name(part, own), said, own, columns)
                listed.append(Listed(document, part, len(found), name))
                everything += ((document.language, row) for row in found)
        write_sheet(together, formats, words.publish.labels.all, everything, words, list(COLUMNS))
        write_cover(cover, formats, read, listed, words)
    return out.getvalue()


class _Names:
    """Names of sheets: each once, whatever its capitals, without the signs that spreadsheets refuse."""

    def __init__(self, *taken: str) -> None:
        self.taken = {name[:_LONGEST].casefold() for name in taken} | {"history"}

    def new(self, wanted: str) -> str:
        """`wanted`, or what comes nearest to it."""
        plain = _FORBIDDEN.sub("-", wanted).strip("' ") or "-"
        name, number = plain[:_LONGEST], 1
        while name.casefold() in self.taken:
            number += 1
            end = f" ({number})"
            name = plain[: _LONGEST - len(end)] + end
        self.taken.add(name.casefold())
        return name
