"""Sets of language versions for tests: read once, changed as text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mandata.compare.concord.languages import Aligned, Concordance, concord
from mandata.model import Document
from mandata.pipeline import read_document

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


@cache
def read(path: Path) -> Document:
    return read_document(path.name, path.read_bytes())


def compared(folder: Path, pattern: str, languages: tuple[str, ...] = LANGUAGES) -> Concordance:
    """The concordance of the files of a pattern like "note.{}.txt"."""
    return concord([read(folder / pattern.format(language)) for language in languages])


def in_front(row: Aligned) -> bool:
    """Whether a row is of the first page, which languages fill as they like."""
    return any(block.startswith("front") for cell in row.blocks for block in cell)
