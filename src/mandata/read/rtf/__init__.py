"""Rich text (RTF): paragraphs, numbers as the file itself has them, tables, notes, links and tracked changes."""

from __future__ import annotations

from ...model import Line, View
from ..content import Content
from .reader import Reader
from .tokens import tokens


def read_rtf(data: bytes, view: View = "final") -> Content:
    """The lines, notes and left-overs of a rich text. Damage is passed over: what can be read is read."""
    reader = Reader(view)
    reader.read(tokens(data))
    once: dict[tuple[str, str], Line] = {(line.kind, line.text): line for line in reader.margins}
    heads = [line for line in once.values() if line.kind == "header"]
    feet = [line for line in once.values() if line.kind == "footer"]
    return Content(lines=(*heads, *reader.lines, *feet), notes=tuple(reader.notes), unread=tuple(reader.unread))
