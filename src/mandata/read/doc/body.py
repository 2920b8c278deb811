"""The lines of a part of the text of a file of Word 97-2003: paragraphs and the rows of tables."""

from __future__ import annotations

import msgspec

from ...model import Change, Line
from ..changes import shifted
from ..counting import Numbering
from ..deadline import check
from ..rows import row_line
from .container import Story
from .inline import Inline
from .look import DEEPEST, Look
from .text import Paragraph, Text


class Row:
    """A row in the making: its full cells, the paragraphs of the open one, and the rows of tables inside."""

    def __init__(self, table: int) -> None:
        self.table = table
        self.cells: list[list[Line]] = []
        self.open: list[Line] = []
        self.inner: list[Line] = []


class Body:
    """Reads parts of the text into lines; `tables` counts the tables of the file."""

    def __init__(self, text: Text, inline: Inline, numbering: Numbering) -> None:
        self._text, self._inline, self._numbering = text, inline, numbering
        self.tables = 0
        self._break = False
        self._rows: list[Row] = []
        self._carried: list[Change] = []

    def lines(self, story: Story) -> list[Line]:
        """The lines of one part of the text."""
        out: list[Line] = []
        for paragraph in self._text.paragraphs(story):
            check()
            look = paragraph.look
            self._at_depth(look.depth, out)
            line = None if look.row_end else self._line(paragraph)
            if self._rows:
                self._in_row(look, line, out)
            elif line is not None:
                out.append(line)
        self._at_depth(0, out)
        if self._carried and out:  # of the last paragraphs nothing is left: their changes stand at the end of the text
            moved = tuple(shifted(change, len(out[-1].text)) for change in self._carried)
            out[-1] = msgspec.structs.replace(out[-1], changes=(*out[-1].changes, *moved))
        self._carried = []
        return out

    def _at_depth(self, depth: int, out: list[Line]) -> None:
        """Open and close rows until as many stand in each other as the paragraph is deep in tables."""
        while len(self._rows) > depth:
            self._end_row(out)
            self._rows.pop()
        while len(self._rows) < depth:
            self._rows.append(Row(self.tables))
            self.tables += 1

    def _in_row(self, look: Look, line: Line | None, out: list[Line]) -> None:
        row = self._rows[-1]
        if line is not None:
            row.open.append(line)
        if look.cell_end:
            row.cells.append(row.open)
            row.open = []
        elif look.row_end:
            self._end_row(out)

    def _end_row(self, out: list[Line]) -> None:
        """A row becomes a line; the rows of tables in its cells follow it."""
        row = self._rows[-1]
        if row.open:
            row.cells.append(row.open)
        line = row_line(row.cells, row.table)
        into = self._rows[-2].inner if len(self._rows) > 1 else out
        if line.text or line.marks:
            into.append(line)
        into += row.inner
        row.cells, row.open, row.inner = [], [], []

    def _line(self, paragraph: Paragraph) -> Line | None:
        """The line of a paragraph; where it is empty, its changes and breaks go over to the next."""
        look = paragraph.look
        text, marks, stretches, changes = self._inline.read(paragraph)
        label, level = self._label(look) if look.list else ("", look.level)
        broken = self._break or look.page_break or self._inline.break_before
        self._break = self._inline.break_after or paragraph.section or (broken and not text and not marks)
        if not text and not marks:
            self._carried += changes
            return None
        carried, self._carried = self._carried, []
        return Line(
            text=text,
            label=label,
            level=level,
            heading=look.heading,
            style=look.style.name,
            centred=look.centred,
            page_break=broken,
            marks=marks,
            stretches=stretches,
            changes=(*carried, *changes),
        )

    def _label(self, look: Look) -> tuple[str, int]:
        """The number of a paragraph, counted on, and its level."""
        num_id = str(look.list)
        ilvl: int | None = look.ilvl
        if look.by_style:
            styles = tuple(str(number) for number in (look.style_number, *look.style.ancestors))
            ilvl = self._numbering.level_of_style(num_id, styles, look.ilvl)
        label = None if ilvl is None else self._numbering.next(num_id, ilvl)
        return (label, min((ilvl or 0) + 1, DEEPEST)) if label else ("", look.level)


def of_kind(lines: list[Line], kind: str) -> list[Line]:
    """The same lines as heads or feet of pages, each text once."""
    found = {line.text: msgspec.structs.replace(line, kind=kind) for line in lines if line.text}
    return list(found.values())
