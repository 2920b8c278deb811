"""Reading DOCX: against parsing its XML only, and against python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import docx
from lxml import etree

from mandata import read

from .measure import SAMPLE, SHARED, Row, in_turn


def rows() -> Iterator[Row]:
    folder = SHARED / "documents" / "docx"
    files = sorted(folder.glob("*.docx")) if folder.is_dir() else sorted(SAMPLE.glob("*.docx"))
    raw = [(file.name, file.read_bytes()) for file in files]
    bodies = [zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml") for _, data in raw]
    parser = etree.XMLParser(huge_tree=True)
    pairs = zip(raw, bodies, strict=True)
    works = [
        work
        for (name, data), body in pairs
        for work in (partial(read.read_bytes, name, data), partial(etree.fromstring, body, parser))
    ]
    seconds = in_turn(*works)  # a document at a time, as a run over many reads them
    ours, parsing = sum(seconds[::2]), sum(seconds[1::2])
    parsed = "DOCX / lxml.etree.fromstring of its document.xml, seconds"
    yield Row(parsed, f"{ours:.3f} s", f"{parsing:.3f} s", f"{ours / parsing:.2f}", "≤ 1.5")
    for label, theirs, asked in (
        ("as documented (table.cell)", _by_cell, "≥ 10"),
        ("by rows (row.cells)", _by_row, ""),
    ):
        ours, peer = in_turn(
            lambda: [read.read_bytes(name, data) for name, data in raw],
            lambda use=theirs: [_with_python_docx(data, use) for _, data in raw],
            rounds=1,
        )
        yield Row(f"python-docx {label} / DOCX, seconds", f"{ours:.3f} s", f"{peer:.3f} s", f"{peer / ours:.1f}", asked)


def _with_python_docx(data: bytes, cells: Callable[[Any], list[str]]) -> list[str]:
    """All text of a file as python-docx documents it: paragraphs, then the cells of tables."""
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        texts += cells(table)
    return texts


def _by_cell(table: Any) -> list[str]:
    """The cells by their place, as the first example of its pages on tables has it."""
    return [table.cell(row, column).text for row in range(len(table.rows)) for column in range(len(table.columns))]


def _by_row(table: Any) -> list[str]:
    """The cells row by row, its second example."""
    return [cell.text for row in table.rows for cell in row.cells]
