"""Reading DOCX: against parsing its XML only, and against python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

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
    ours, parsing, documented = in_turn(
        lambda: [read.read_bytes(name, data) for name, data in raw],
        lambda: [etree.fromstring(body, parser) for body in bodies],
        lambda: [_documented(data) for _, data in raw],
        rounds=3,
    )
    yield Row(
        "DOCX / lxml.etree.fromstring of its document.xml, seconds",
        f"{ours:.3f} s",
        f"{parsing:.3f} s",
        f"{ours / parsing:.2f}",
        "≤ 1.5",
    )
    yield Row(
        "python-docx as documented / DOCX, seconds",
        f"{ours:.3f} s",
        f"{documented:.3f} s",
        f"{documented / ours:.1f}",
        "≥ 10",
    )


def _documented(data: bytes) -> list[str]:
    """All text of a file as python-docx documents it: paragraphs, then the cells of tables, row by row."""
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        for row in table.rows:
            texts += [cell.text for cell in row.cells]
    return texts
