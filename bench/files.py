"""Reading files: DOCX against parsing its XML only and against python-docx, PDF against pypdfium2 and pdfplumber."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pypdfium2
from docx.oxml.ns import qn
from lxml import etree

from mandata import read

from .measure import SAMPLE, SHARED, Row, fresh, in_turn


def rows() -> Iterator[Row]:
    folder = SHARED / "documents"
    yield from _docx(sorted((folder / "docx").glob("*.docx")) or sorted(SAMPLE.glob("*.docx")))
    yield from _pdf(sorted((folder / "pdf").glob("*.pdf")))


def _docx(files: list[Path]) -> Iterator[Row]:
    ours, parsing, elements = fresh(_docx_in_turn, files)
    yield _row("DOCX / lxml.etree.fromstring of its document.xml, seconds", ours, parsing, ours / parsing, "≤ 1.3")
    yield _row("python-docx at element level / DOCX, seconds", ours, elements, elements / ours, "≥ 2.5")
    for label, cells, asked in (
        ("as documented (table.cell)", _by_cell, "≥ 12"),
        ("by rows (row.cells)", _by_row, ""),
    ):
        theirs = fresh(_python_docx, files, cells)
        yield _row(f"python-docx {label} / DOCX, seconds", ours, theirs, theirs / ours, asked)
    largest = max(files, key=lambda file: file.stat().st_size)
    yield Row(f"memory of reading the largest, {largest.name}", f"{_peak(largest):.0f} MB", "", "", "≤ 200 MB")


def _docx_in_turn(files: list[Path]) -> list[float]:
    raw = [file.read_bytes() for file in files]
    bodies = [zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml") for data in raw]
    parser = etree.XMLParser(huge_tree=True)
    return in_turn(
        _each(lambda data: read.read_bytes("x", data), raw),
        _each(lambda body: etree.fromstring(body, parser), bodies),
        _each(_elements, raw),
        rounds=9,
    )


def _python_docx(files: list[Path], cells: Callable[[Any], list[str]]) -> float:
    raw = [file.read_bytes() for file in files]
    return in_turn(_each(lambda data: _with_python_docx(data, cells), raw), rounds=1)[0]


def _pdf(files: list[Path]) -> Iterator[Row]:
    if not files:
        return
    ours, plain, plumbed = fresh(_pdf_in_turn, files)
    yield _row("pypdfium2's plain text / PDF, seconds", ours, plain, plain / ours, "≥ 0.3")
    yield _row("pdfplumber / PDF, seconds", ours, plumbed, plumbed / ours, "≥ 12")


def _pdf_in_turn(files: list[Path]) -> list[float]:
    raw = [file.read_bytes() for file in files]
    reading = _each(lambda data: read.read_bytes("x", data), raw)
    return in_turn(reading, _each(_plain_text, raw)) + in_turn(_each(_plumbed, raw), rounds=1)


def _row(what: str, ours: float, theirs: float, ratio: float, asked: str) -> Row:
    return Row(what, f"{ours:.3f} s", f"{theirs:.3f} s", f"{ratio:.2f}", asked)


def _each(work: Callable[[bytes], object], files: list[bytes]) -> Callable[[], None]:
    """The work on one file after the other, as a run over a folder does it: nothing is kept."""

    def run() -> None:
        for data in files:
            work(data)

    return run


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


def _elements(data: bytes) -> list[str]:
    """All text by the elements of python-docx, each paragraph and cell once, without its slow ways to them."""
    document = docx.Document(io.BytesIO(data))
    return [paragraph.text for paragraph in document.element.body.iter(qn("w:p"))]


def _plain_text(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return texts


def _plumbed(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_text() for page in document.pages]


def _peak(file: Path) -> float:
    """Peak memory in MB of a process that reads one file, told by a small process that starts it and waits."""
    reading = "import sys\nfrom mandata import read\nread.read_file(sys.argv[1])"
    waiting = (
        "import resource, subprocess, sys\nsubprocess.run(sys.argv[1:], check=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", waiting, sys.executable, "-c", reading, str(file)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout) / 1024
