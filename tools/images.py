"""Draws the table of the sample note in several languages into docs/images/: `make images`."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from mandata.cli.table import show
from mandata.interface import interface
from mandata.pipeline import analyse
from mandata.read import read_bytes

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "src" / "mandata" / "data" / "sample"
_WEB_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
_FONTS = "'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Noto Sans Arabic', monospace"


def picture(language: str) -> str:
    """The table as SVG, without fonts from the web."""
    console = Console(record=True, file=io.StringIO(), width=132, force_terminal=True, highlight=False, emoji=False)
    name = f"note.{language}.docx"
    show([analyse(read_bytes(name, (SAMPLE / name).read_bytes()))], console, interface(language))
    drawn = console.export_svg(title=f"mandata read {name} --ui {language}", theme=DIMMED_MONOKAI)
    drawn = _WEB_FONT.sub("", drawn).replace("Fira Code, monospace", _FONTS)
    drawn = re.sub("\u200e", "", drawn)  # in a picture columns have their places anyway
    return re.sub(r"terminal-\d+", "terminal", drawn)


if __name__ == "__main__":
    folder = ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("en", "zh", "ar"):
        (folder / f"table.{language}.svg").write_text(picture(language), encoding="utf-8")
