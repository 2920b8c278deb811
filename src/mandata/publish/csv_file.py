"""Writes mandates as a file of comma-separated values for people: headings and codes in words, texts as issued."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ..interface import interface
from ..model import Document
from .columns import COLUMNS, heading, plain, rows, safe, said
from .entries import language_of


def csv_text(documents: Iterable[Document], ui: str | None = None, *, every: bool = False) -> str:
    """All documents in one table, lines ended by CR LF (RFC 4180); `every` adds what asks nobody to act.

    Headings and labels have the language `ui`, else that which all documents share, else English.
    """
    documents = list(documents)
    words = interface(ui or language_of(documents))
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow([heading(column, words) for column in COLUMNS])
    for document in documents:
        for row in rows(document, every=every):
            cells = said(row, words)
            lines.writerow([safe(plain(cells[column])) for column in COLUMNS])
    return out.getvalue()
