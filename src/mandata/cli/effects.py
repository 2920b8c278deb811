"""What becomes of provisions if tracked changes are accepted, as a table: paragraph, field, now, then."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SQUARE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..interface import Column, Interface
from ..languages import LANGUAGES
from ..model import Document, Effect, Provision
from .bidi import RightToLeft, left_to_right_box
from .cells import Cells

Row = tuple[str, str, str, str]


def show(document: Document, console: Console, cells: Cells) -> None:
    """The effects of a document's changes, or that there are none."""
    words = cells.words
    heading = words.labels.effects if document.effects else words.labels.no_effects
    title = Text(f"\n{heading}", style="bold")
    console.print(RightToLeft(title) if LANGUAGES[words.language].direction == "rtl" else title)
    if document.effects:
        console.print(_table(list(rows(document, cells)), cells))


def rows(document: Document, cells: Cells) -> Iterator[Row]:
    """One row a field that changes; a provision that comes or goes is told in one."""
    labels = {block.id: block.label or block.shown for block in document.blocks}
    for effect in document.effects:
        yield from _rows(effect, labels[effect.block], cells)


def _rows(effect: Effect, label: str, cells: Cells) -> Iterator[Row]:
    words = cells.words.labels
    before, after = effect.before, effect.after
    if before is None or after is None:
        yield label, words.new if before is None else words.gone, _whole(before, cells), _whole(after, cells)
        return
    for name in effect.fields:
        yield label, cells.heading(name), cells.said(before, name) or "–", cells.said(after, name) or "–"


def _whole(provision: Provision | None, cells: Cells) -> str:
    if provision is None:
        return "–"
    told = (cells.said(provision, name) for name in ("act", "addressees", "action"))
    return " · ".join(filter(None, told))


def _table(found: list[Row], cells: Cells) -> Table:
    words: Interface = cells.words
    columns: list[tuple[str, Column | None]] = [(words.headings["paragraph"], "paragraph"), ("", None)]
    columns += [(words.labels.before, None), (words.labels.after, None)]
    mirrored = cells.right_to_left and LANGUAGES[words.language].direction == "rtl"
    box = left_to_right_box() if cells.right_to_left else SQUARE
    table = Table(box=box, show_lines=True, border_style="bright_black", header_style="bold", expand=True)
    for title, column in reversed(columns) if mirrored else columns:
        heading = Text(title)
        table.add_column(
            RightToLeft(heading) if cells.right_to_left else heading,
            ratio=None if column else 4 if title else 2,
            no_wrap=column is not None,
            overflow="fold",
        )
    for row in found:
        texts = [Text(cell) for cell in (reversed(row) if mirrored else row)]
        table.add_row(*([RightToLeft(text) for text in texts] if cells.right_to_left else texts))
    return table
