"""The blocks of a part of a DOCX, in reading order, as lines: paragraphs, tables, text boxes."""

from __future__ import annotations

from typing import Literal

import msgspec
from lxml import etree

from ...model import Change, Line
from ..changes import shifted
from ..deadline import check
from ..plain import plain, plain_lines
from ..rows import row_line
from . import tables, tags
from .context import Context
from .inline import Inline, chosen
from .look import DEEPEST, Look
from .tags import CELLS, PPR, TBL, VAL, P, R
from .tracking import KINDS, NEW, OLD, fates, wholly, words_of

Kind = Literal["text", "header", "footer"]

_LEFT_OUT: dict[str, str] = {
    "deleted": "deleted in tracked changes",
    "moved_from": "moved elsewhere in tracked changes",
    "inserted": "inserted in tracked changes",
    "moved_to": "moved here in tracked changes",
}
_MOVES = frozenset((tags.MOVE_FROM_START, tags.MOVE_FROM_END, tags.MOVE_TO_START, tags.MOVE_TO_END))
_NO_BLOCKS = frozenset((tags.SDT_PR, tags.PPR, tags.TCPR, tags.TRPR, tags.SECTPR))


class Body:
    """Reads the blocks of one part into lines."""

    def __init__(self, context: Context, kind: Kind = "text") -> None:
        self._context = context
        self._kind: Kind = kind
        self._inline = Inline(context)
        self._folded = context.folded
        self._break = False
        self._in_cell = False
        self._joined: Look | None = None  # the look of a paragraph that goes on in the next
        self._tracker = context.tracker
        self._first = 0  # the number of the first paragraph of a line
        self._carried: list[Change] = []  # changes of a paragraph of which nothing is left, for the next line

    def lines(self, parent: etree._Element) -> list[Line]:
        """The lines of all blocks in `parent`."""
        out: list[Line] = []
        self._blocks(parent, out)
        if self._carried:
            self._put_down(out)
        return out

    def _blocks(self, parent: etree._Element, out: list[Line]) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, out)
            elif tag == TBL:
                self._table(child, out)
            elif tag == tags.ALTERNATE:
                for part in chosen(child):
                    self._blocks(part, out)
            elif tag == tags.ALTCHUNK:
                self._context.leave("embedded document", "part of another format inside the document")
            elif tag in KINDS and not self._tracker.shows(KINDS[tag]):
                self._context.leave(words_of(child), _LEFT_OUT[KINDS[tag]])
            elif tag in _MOVES:
                self._tracker.move(child)
            elif tag not in _NO_BLOCKS:
                self._blocks(child, out)
        if self._joined is not None:  # the end of the last paragraph was deleted, and nothing follows it
            look, self._joined = self._joined, None
            self._end_paragraph(look, out)

    # ---------------------------------------------------------------------------------------- paragraphs

    def _paragraph(self, paragraph: etree._Element, out: list[Line]) -> None:
        if self._folded:
            self._folded_paragraph(paragraph, out)
            return
        inline, looks = self._inline, self._context.looks
        look = looks.default
        tracked = self._tracker.enabled
        if tracked:
            self._begin_tracked(paragraph, out)
        elif not len(paragraph) and look.is_plain:
            return
        since = self._tracker.hold()
        begun = self._joined is not None
        for child in paragraph:
            tag = child.tag
            if tag == PPR:
                look = looks.read(child, self._in_cell)
                continue
            if not begun:
                inline.begin(look.style)
                begun = True
            if tag == R:
                inline.run(child)
            else:
                inline.other(child)
        if not begun:
            inline.begin(look.style)
        self._joined = look if tracked and self._goes_on(paragraph, look, since) else None
        if self._joined is None:
            self._end_paragraph(look, out)

    def _folded_paragraph(self, paragraph: etree._Element, out: list[Line]) -> None:
        """A paragraph whose words stand in it as they are, and whose properties have a number (lean.py)."""
        inline, looks, number = self._inline, self._context.looks, paragraph.get("look") or paragraph.get("cell")
        look = looks.numbered(number, self._in_cell) if number else looks.default
        text = paragraph.text
        if not text and not len(paragraph) and look.is_plain:
            return
        inline.begin(look.style)
        if text:
            inline.words(text)
        for child in paragraph:
            tag = child.tag
            if tag == PPR:
                look = looks.read(child, self._in_cell)
                inline.begin(look.style)
            elif tag == R:
                inline.run(child)
            else:
                inline.other(child)
            if text := child.tail:
                inline.words(text)
        self._end_paragraph(look, out)

    # ----------------------------------------------------------------------------------- tracked changes

    def _begin_tracked(self, paragraph: etree._Element, out: list[Line]) -> None:
        """In the marked view, a paragraph that is new or gone as a whole stands apart from the one before it."""
        end = self._joined.end if self._joined is not None else None
        if self._joined is not None and end is not None and self._tracker.view == "marked":
            if wholly(paragraph) in fates(end):
                look, self._joined = self._joined, None
                self._end_paragraph(look, out)
            else:
                self._show_end(end, shown=True)
        if self._joined is None:
            self._first = self._tracker.paragraphs
        self._tracker.paragraphs += self._kind == "text"

    def _goes_on(self, paragraph: etree._Element, look: Look, since: int) -> bool:
        """Whether the end of a paragraph is not there in the view, so that the next paragraph goes on with it."""
        tracker, inline = self._tracker, self._inline
        found = fates(look.end) if look.end is not None else frozenset()
        if not found and look.changed is None and tracker.hold() == since:
            return False
        whole = wholly(paragraph)
        if whole:
            tracker.whole(since, whole)
        if look.changed is not None:
            tracker.add(look.changed, "format", 0 if self._joined is None else inline.length, inline.length)
        if look.end is None or not found:
            return False
        if tracker.view == "marked":
            return whole not in found
        joined = bool(found & (OLD if tracker.view == "final" else NEW))
        following = paragraph.getnext()
        alone = following is not None and following.tag == P and wholly(following) in found
        if whole not in found and not alone:
            self._show_end(look.end, shown=False)
        return joined

    def _show_end(self, end: etree._Element, shown: bool) -> None:
        """The end of a paragraph that was parted or joined, as a sign in the text or at its place."""
        start = self._inline.length
        if shown:
            self._inline.end_of_paragraph()
        for element in end:
            if element.tag in KINDS:
                self._tracker.add(element, KINDS[element.tag], start, self._inline.length, "¶")

    def _put_down(self, out: list[Line]) -> None:
        """The changes of a last paragraph of which nothing is left stand at the end of the line before it."""
        carried, self._carried = self._carried, []
        if not out:
            for change in carried:
                self._context.leave(change.text, _LEFT_OUT.get(change.kind, change.kind))
            return
        moved = tuple(shifted(change, len(out[-1].text)) for change in carried)
        out[-1] = msgspec.structs.replace(out[-1], changes=(*out[-1].changes, *moved))

    def _end_paragraph(self, look: Look, out: list[Line]) -> None:
        check()
        inline = self._inline
        if inline.pictures:
            out += [Line(text=plain(words), kind="picture") for words in inline.pictures]
        label, level = self._label(look) if look.num_id else ("", look.level)
        text, marks, stretches, changes = inline.settled()
        if self._carried and (text or marks):
            carried, self._carried = self._carried, []
            changes = (*carried, *changes)
        broken = self._break or look.page_break or inline.break_before
        if text or marks:
            self._break = inline.break_after
            out.append(
                Line(
                    text=text,
                    kind=self._kind,
                    label=label,
                    level=level,
                    heading=look.heading,
                    style=look.style.name if look.style_id else "",
                    centred=look.centred,
                    page_break=broken,
                    marks=marks,
                    stretches=stretches,
                    changes=changes,
                    paragraphs=self._numbers() if self._tracker.enabled else None,
                )
            )
        else:
            self._carried += changes
            self._break = broken or inline.break_after
        if look.section is not None:
            self._end_section(look.section)
        for box in inline.boxes:
            with self._context.numbering.story():
                out += Body(self._context, self._kind).lines(box)

    def _numbers(self) -> tuple[int, int] | None:
        """The first and last paragraph of a line, in files with changes."""
        return (self._first, self._tracker.paragraphs - 1) if self._kind == "text" else None

    def _label(self, look: Look) -> tuple[str, int]:
        """The number of a paragraph, counted on, and its level.

        In the marked view a paragraph has its number in the final view; one that is gone there, its original number.
        """
        numbers, num_id = self._context.numbering, look.num_id or ""
        ilvl = look.ilvl
        if look.by_style:
            ilvl = numbers.level_of_style(num_id, (look.style_id, look.style.numbered_by), ilvl or 0)
        elif ilvl is None:
            ilvl = numbers.level_of_style(num_id, (look.style_id,), 0) or 0
        if ilvl is None:
            return "", look.level
        old = self._context.old_numbering
        found = fates(look.end) if old is not None and look.end is not None else frozenset()
        before = old.next(num_id, ilvl) if old is not None and not found & NEW else None
        label = before if found & OLD else numbers.next(num_id, ilvl)
        return (label, min(ilvl + 1, DEEPEST)) if label else ("", look.level)

    def _end_section(self, section: etree._Element) -> None:
        kind = section.find(tags.TYPE)
        self._break = self._break or kind is None or kind.get(VAL) not in ("continuous", "nextColumn")
        following = self._context.section_after(section)
        if following is not None:
            self._context.notes.enter_section(following)

    # -------------------------------------------------------------------------------------------- tables

    def _table(self, table: etree._Element, out: list[Line]) -> None:
        index = self._context.next_table()
        for row in tables.rows(table):
            change, before = tables.properties(row)
            if change is None:
                self._row(row, before, index, out)
            elif self._tracker.shows(KINDS[change.tag]):
                self._changed_row(row, change, before, index, out)
            else:
                self._context.leave(words_of(row), _LEFT_OUT[KINDS[change.tag]])

    def _changed_row(
        self, row: etree._Element, change: etree._Element, before: int, index: int, out: list[Line]
    ) -> None:
        """A row that was inserted or deleted as a whole, shown."""
        at = len(out)
        self._row(row, before, index, out)
        for line in out[at : at + 1]:
            self._tracker.add(change, KINDS[change.tag], 0, len(line.text), line.text)
            whole = msgspec.structs.replace(self._tracker.take()[-1], whole=True)
            out[at] = msgspec.structs.replace(line, changes=(whole,))

    def _row(self, row: etree._Element, before: int, index: int, out: list[Line]) -> None:
        """A row becomes one line; the rows of tables inside its cells, and pictures, follow it."""
        contents: list[list[Line] | str] = [""] * before
        others: list[Line] = []
        outer, self._in_cell = self._in_cell, True
        for cell in tables.cells(row):
            if cell.tag == CELLS:
                contents += self._folded_cells(cell.text or "")
                continue
            lines = self.lines(cell)
            own = [line for line in lines if line.table is None and line.kind != "picture"]
            if len(own) < len(lines):
                others += [line for line in lines if line.table is not None or line.kind == "picture"]
            contents.append(own)
            width = tables.span(cell)
            if width > 1:
                contents += [""] * (width - 1)
        self._in_cell = outer
        line = row_line(contents, index)
        if line.text or line.marks:
            out.append(line if self._kind == "text" else msgspec.structs.replace(line, kind=self._kind))
        out += others

    def _folded_cells(self, text: str) -> list[list[Line] | str]:
        """The words of cells that hold one paragraph of words alone, which stand on a line each (lean.py)."""
        look = self._context.looks.default
        if look.is_plain and not (self._break or self._inline.in_field or look.style.italic):
            return [*plain_lines(text)]
        contents: list[list[Line] | str] = []
        for words in text.split("\n"):
            lines: list[Line] = []
            self._inline.begin(look.style)
            self._inline.words(words)
            self._end_paragraph(look, lines)
            contents.append(lines)
        return contents
