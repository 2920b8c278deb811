"""Times the comparison of six language versions of a document of 15 pages, with and without reading it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from mandata.compare.concord.languages import concord
from mandata.model import Line, Source
from mandata.pipeline import analyse
from mandata.read import read_bytes

from .measure import SAMPLE, SHARED, Row, in_turn

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
LETTERS = 42_000  # of the English version: 15 pages of 450 words


def rows() -> Iterator[Row]:
    """Two lines: comparison alone, and with the reading of the six files."""
    files = _files()
    read = [read_bytes(path.name, path.read_bytes()) for path in files]
    times = max(1, round(LETTERS / sum(len(line.text) for line in read[0].lines)))
    sources = [_long(source, times) for source in read]
    documents = [analyse(source) for source in sources]
    compare, both = in_turn(
        lambda: concord(documents), lambda: concord([analyse(source) for source in sources]), rounds=3
    )
    pages = f"{len(documents[0].blocks)} blocks each"
    yield Row(f"six versions of 15 pages compared ({pages})", f"{compare:.2f} s", "", "", "")
    yield Row(f"six versions of 15 pages read and compared ({pages})", f"{both:.2f} s", "", "", "3 s")


def _files() -> list[Path]:
    folder, pattern = SHARED / "documents" / "parallel" / "D2", "D2.{}.docx"
    if not folder.is_dir():
        folder, pattern = SAMPLE, "note.{}.docx"
    return [folder / pattern.format(language) for language in LANGUAGES]


def _long(source: Source, times: int) -> Source:
    """The file as often as 15 pages need it; the figures of each time are its own, as in a real document."""
    lines: list[Line] = []
    for time in range(times):
        for line in source.lines:
            text = line.text.replace("INF/", f"INF/{time}") if time else line.text
            lines.append(msgspec.structs.replace(line, text=text, marks=() if time else line.marks))
    return msgspec.structs.replace(source, lines=tuple(lines))
