"""DOCX straight from its XML, in one pass and in reading order: lines with numbers as Word shows them, and notes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import ReadError
from ...model import Line, View
from ..archive import DAMAGED
from ..content import Content
from ..limits import Limits
from . import tags
from .body import Body, Kind
from .context import Context
from .notes import read_notes
from .package import Package


def read_docx(data: bytes, limits: Limits, view: View = "final") -> Content:
    """The lines, notes and left-overs of a DOCX, in one view of its tracked changes.

    Raises ReadError where it is damaged, unsafe or too large.
    """
    with _without_collection():
        return _read(Package(data, limits), view)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Reading makes thousands of elements and no circles, so that a search for circles finds nothing and takes time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _read(package: Package, view: View) -> Content:
    context = Context(package, view)
    body = context.root.find(tags.BODY)
    if body is None:
        raise ReadError("a DOCX without a body", "a complete DOCX", DAMAGED)
    context.begin_sections(context.root)
    lines = Body(context).lines(body)
    context.folded = False
    notes = read_notes(context)
    with context.numbering.story():
        headers, footers = (_margins(context, kind) for kind in ("header", "footer"))
    _leave_comments(context)
    return Content(lines=(*headers, *lines, *footers), notes=notes, unread=tuple(context.unread))


def _margins(context: Context, kind: Kind) -> tuple[Line, ...]:
    """The running heads or feet of all sections, each text once."""
    found: dict[str, Line] = {}
    for part in context.margin_parts(kind):
        with context.relations_of(part):
            for line in Body(context, kind).lines(context.package.tree(part)):
                found.setdefault(line.text, line)
    return tuple(found.values())


def _leave_comments(context: Context) -> None:
    for comment in context.tracker.comments.values():
        context.leave(comment.note, "a comment on no words")
