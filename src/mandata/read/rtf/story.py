"""Lines of rich text in the making: paragraphs, the cells and rows of tables, in the part of the text being read."""

from __future__ import annotations

from ...model import Line, View
from ..deadline import check
from ..headings import heading_rank
from ..rows import row_line
from ..words import Words
from .groups import Look

DEEPEST = 9


class Story:
    """A part of the text that is read by itself: the text, a note, a running head; `look` is that of its paragraph."""

    def __init__(self, view: View, kind: str) -> None:
        self.kind, self.words, self.look, self.lines = kind, Words(view), Look(), list[Line]()
        self.label = ""
        self.cells: list[list[Line]] = []
        self.open: list[Line] = []
        self.note_label = ""


class Stories:
    """The parts being read, a note inside the text that it belongs to; the styles by their number."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.all = [Story(view, "text")]
        self.styles: dict[int, str] = {}
        self._tables, self._after_row, self._break = -1, False, False

    @property
    def last(self) -> Story:
        """The part being read."""
        return self.all[-1]

    def begin(self, kind: str) -> Story:
        """Begin a part inside the one being read."""
        self.all.append(Story(self._view, kind))
        return self.last

    def end(self) -> Story:
        """End the part being read, and go on with the one around it."""
        self.paragraph()
        self.row()
        return self.all.pop()

    def paragraph(self) -> None:
        """The paragraph ends."""
        check()
        story = self.last
        look = story.look
        text, marks, stretches, changes = story.words.take()
        label, story.label = story.label, ""
        if not text and not marks:
            self._break = self._break or look.page_break
            return
        line = Line(
            text=text,
            label=label,
            level=min(look.list_level + 1, DEEPEST) if label else look.level,
            heading=look.heading or heading_rank(self.styles.get(look.style, "")),
            style=self.styles.get(look.style, ""),
            centred=look.centred,
            page_break=self._break or look.page_break,
            marks=marks,
            stretches=stretches,
            changes=changes,
        )
        self._break = False
        if look.in_table:
            story.open.append(line)
        else:
            self.row()
            self._after_row = False
            story.lines.append(line)

    def cell(self) -> None:
        """The cell of a table ends, and its last paragraph."""
        story = self.last
        story.look.in_table = True
        self.paragraph()
        story.cells.append(story.open)
        story.open = []

    def row(self) -> None:
        """The row of a table ends."""
        story = self.last
        if story.open:
            story.cells.append(story.open)
        cells, story.cells, story.open = story.cells, [], []
        if not any(cells):
            return
        self._tables += not self._after_row
        self._after_row = True
        story.lines.append(row_line(cells, self._tables))

    def end_page(self) -> None:
        """A page or section ends."""
        self.paragraph()
        self._break = True
