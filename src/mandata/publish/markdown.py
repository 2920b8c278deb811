"""Writes a document as Markdown: its text as issued, a table of mandates after every decision, its footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..interface import Interface
from ..model import Block, Document, Note
from .columns import Cell, heading, rows_of, said
from .entries import Part, decision_name, parts
from .reading import BETWEEN_CELLS, facts, grouped, key_of, note_of

# The columns of a table of mandates; the others are left to spreadsheets.
_SHOWN = ("paragraph", "addressees", "act", "action", "partners", "conditions", "recipients", "due", "due_dates")
_SIGNS = re.compile(r"[\\`*_\[\]<>|#~]")
_OPENING = re.compile(r"^(?:(?P<number>\d+)(?=[.)](?:\s|$))|(?=[-+=]))")  # of a list, a rule, a heading
_BLANKS = re.compile(r"\s+")
_INDENT = "  "


def markdown(document: Document, words: Interface) -> str:
    """One document (CommonMark with tables and footnotes), its tables labelled in the language of `words`."""
    lines = [f"# {_inline(document.title or document.symbol or words.labels.untitled)}", ""]
    lines += [f"- {_inline(label)}{words.labels.colon}{_inline(value)}" for label, value in facts(document, words)]
    lines += ["", *_text(document), *_register(document, words)]
    lines += [f"[^{note.id}]: {_inline(note.text)}" for note in document.notes]
    if document.unread:
        lines += ["", f"## {words.labels.unread}", ""]
        lines += [f"- {_inline(thing.text)} ({_inline(thing.reason)})" for thing in document.unread]
    return "\n".join(lines).rstrip() + "\n"


def _text(document: Document) -> Iterator[str]:
    """All blocks but the footnotes that have a mark: those stand at the end, as Markdown has them."""
    notes = note_of(document)
    marked = {note.id for note in document.notes}
    for group in grouped([block for block in document.blocks if block.id not in marked]):
        if group[0].kind == "table":
            yield from _table([_cells(block, notes) for block in group])
        else:
            yield _line(group[0], notes)
        yield ""


def _line(block: Block, notes: dict[tuple[str, int, str], Note]) -> str:
    text = " ".join(filter(None, (_inline(block.shown), _with_marks(block, notes))))
    if block.kind == "title":
        return f"## {text}"
    if block.kind == "heading":
        return f"{'#' * min(6, block.level + 2)} {text}"
    text = _OPENING.sub(lambda opening: f"{opening['number'] or ''}\\", text)
    return f"{_INDENT * (block.level - 2)}- {text}" if block.level > 1 else text


def _with_marks(block: Block, notes: dict[tuple[str, int, str], Note]) -> str:
    """The text with its footnote marks; one without a note stays what the page shows."""
    pieces, done = [], 0
    for mark in sorted(block.marks, key=lambda mark: mark.at):
        note = notes.get(key_of(block, mark))
        pieces += [_inline(block.text[done : mark.at]), f"[^{note.id}]" if note else f"<sup>{_inline(mark.note)}</sup>"]
        done = mark.at
    return "".join([*pieces, _inline(block.text[done:])])


def _cells(block: Block, notes: dict[tuple[str, int, str], Note]) -> list[str]:
    return _with_marks(block, notes).split(_inline(BETWEEN_CELLS))


def _register(document: Document, words: Interface) -> Iterator[str]:
    """A table of mandates for every decision that has some."""
    yield f"## {words.publish.labels.register}"
    yield ""
    found = 0
    for part in parts(document):
        table = list(_mandates(document, part, words))
        if table:
            found += len(table)
            yield f"### {_inline(decision_name(part, words))}"
            yield ""
            yield from _table([[_inline(heading(column, words)) for column in _SHOWN], *table])
            yield ""
    if not found:
        yield words.labels.none
        yield ""


def _mandates(document: Document, part: Part, words: Interface) -> Iterator[list[str]]:
    for row in rows_of(document, part, every=False):
        cells = said(row, words)
        yield [_cell(cells[column]) for column in _SHOWN]


def _cell(cell: Cell) -> str:
    values = cell if isinstance(cell, tuple) else (str(cell),)
    return "<br>".join(_inline(value) for value in values if value)


def _table(lines: list[list[str]]) -> Iterator[str]:
    """Rows of cells, the first as headings; short rows are filled up."""
    width = max(map(len, lines))
    for at, cells in enumerate(lines):
        yield f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
        if not at:
            yield f"|{' --- |' * width}"


def _inline(text: str) -> str:
    """Text in which no sign has a meaning in Markdown, in one line."""
    return _SIGNS.sub(r"\\\g<0>", _BLANKS.sub(" ", text))
