"""Writes documents as CSV for programs: one row a provision, codes as they are (docs/json.md)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from ..model import Document
from ..publish.columns import COLUMNS, plain, rows, safe


def write_csv(documents: Iterable[Document], out: TextIO) -> None:
    """The provisions of all documents, the headings first; lines end with CR LF (RFC 4180)."""
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for document in documents:
        for row in rows(document):
            lines.writerow([safe(plain(row.cells[column])) for column in COLUMNS])
