"""Builds the sample meeting that the package ships: `make sample` writes src/mandata/data/sample/ anew."""

from __future__ import annotations

import sys
from pathlib import Path

import meeting
import plain
import word

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
SAMPLE = Path(__file__).parents[2] / "src" / "mandata" / "data" / "sample"


def build(folder: Path) -> None:
    """Write the documents of the meeting, three in each language, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        texts = meeting.load(language)
        word.write(texts, folder / f"note.{language}.docx")
        (folder / f"note.{language}.txt").write_text(plain.text(texts), encoding="utf-8")
        (folder / f"decisions.{language}.html").write_bytes(plain.page(texts))


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
