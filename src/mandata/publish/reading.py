"""What a reader's form of a document needs besides its text: facts, provisions by paragraph, tables, footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..interface import Interface
from ..languages import LANGUAGES
from ..model import Block, Document, Mark, Note
from .columns import heading
from .entries import Entry, parts

BETWEEN_CELLS = " | "  # how a row of a table stands in the text of its block


def facts(document: Document, words: Interface) -> list[tuple[str, str]]:
    """What is known of a document as a whole: pairs of a label and what it says."""
    meeting = ", ".join(filter(None, (document.session, document.place))) or document.meeting
    known = {
        "symbol": document.symbol,
        "issuer": document.issuer,
        "meeting": meeting,
        "date": document.date,
        "language": LANGUAGES[document.language].name,
        "file": document.file.rpartition("/")[2],
    }
    return [(heading(column, words), value) for column, value in known.items() if value]


def entries_of(document: Document) -> dict[str, list[Entry]]:
    """The provisions by the id of the paragraph that they stand in, each with what it cites."""
    found: dict[str, list[Entry]] = {}
    for part in parts(document):
        for entry in part.entries:
            found.setdefault(entry.provision.block, []).append(entry)
    return found


def grouped(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks in order, the rows of one table together, every other block alone."""
    for _, group in groupby(blocks, key=lambda block: _table_of(block) or block.id):
        yield list(group)


def _table_of(block: Block) -> str:
    """The table that a row belongs to, by its address ("dec_1__tbl_2__row_3")."""
    return block.id.rpartition("__row_")[0] if block.kind == "table" else ""


def cells_of(block: Block) -> Iterator[tuple[int, int]]:
    """Where the cells of a table's row begin and end in its text."""
    start = 0
    for cell in block.text.split(BETWEEN_CELLS):
        yield start, start + len(cell)
        start += len(cell) + len(BETWEEN_CELLS)


def note_of(document: Document) -> dict[tuple[str, int, str], Note]:
    """The footnote of a mark: by the mark's block, place and label."""
    return {(note.block, note.at, note.label): note for note in document.notes}


def key_of(block: Block, mark: Mark) -> tuple[str, int, str]:
    """A mark as `note_of` knows it."""
    return block.id, mark.at, mark.note
