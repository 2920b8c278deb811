"""Files of Word 97-2003 (.doc) without an office suite: text, lists, tables, notes and tracked changes."""

from __future__ import annotations

from itertools import pairwise

from ...model import Footnote, Line, Unread, View
from ..content import Content
from ..counting import Numbering
from ..limits import Limits
from ..plain import plain
from .body import Body, of_kind
from .container import Container, Story, places
from .inline import Inline
from .lists import Lists
from .notes import Notes
from .text import Text

SEPARATORS, MARGINS = 6, 6
"""Stories of the heads and feet: first those that part notes from the text, then six a section."""

FEET = (2, 3, 5)


def read_doc(data: bytes, limits: Limits, view: View = "final") -> Content:
    """The lines, notes and left-overs of a file of Word 97-2003, in one view of its tracked changes.

    Raises ReadError where it is damaged, encrypted or of an older version. Text boxes stand after the text.
    """
    container = Container(data, limits)
    reader = Reader(container, view)
    stories = container.stories()
    lines = reader.body.lines(stories["text"])
    notes = reader.notes_read()
    heads, feet = reader.margins(stories["margins"])
    boxes = reader.other(stories["boxes"])
    for line in reader.other(stories["comments"]):
        reader.leave(line.text, "comment of a reviewer")
    return Content(lines=(*heads, *lines, *boxes, *feet), notes=notes, unread=tuple(reader.unread))


class Reader:
    """What the parts of one file share."""

    def __init__(self, container: Container, view: View) -> None:
        self.unread: list[Unread] = []
        self._container = container
        self._notes = Notes(container)
        text = Text(container)
        self._numbering = Numbering(Lists(container))
        self.body = Body(text, Inline(text, self._notes.marks, view, self.leave), self._numbering)

    def leave(self, words: str, reason: str) -> None:
        """Say what was left out of the lines, and why."""
        words = plain(words)
        if words:
            self.unread.append(Unread(text=words, reason=reason))

    def other(self, story: Story) -> list[Line]:
        """The lines of a part that counts its lists by itself."""
        with self._numbering.story():
            return self.body.lines(story)

    def notes_read(self) -> tuple[Footnote, ...]:
        """The notes that the text refers to; those without a mark are left over, and said so."""
        texts = {key: self._note(story) for key, story in self._notes.stories.items()}
        found = []
        for key, label in list(self._notes.order):
            text = texts.pop(key, "")
            found.append(Footnote(label=label, text=text if label.isalnum() else _without_mark(text, label)))
        for (kind, _), text in texts.items():
            self.leave(text, f"{kind.removesuffix('s')} without a mark in the text")
        return tuple(found)

    def _note(self, story: Story) -> str:
        return " ".join(f"{line.label} {line.text}".lstrip() for line in self.other(story) if line.text)

    def margins(self, story: Story) -> tuple[list[Line], list[Line]]:
        """The running heads and feet of all sections, each text once."""
        starts, _ = places(self._container.table("margins"), 0)
        heads: list[Line] = []
        feet: list[Line] = []
        with self._numbering.story():
            for n, (start, end) in enumerate(pairwise(starts)):
                if n >= SEPARATORS and end > start:
                    found = self.body.lines(Story(story.start + start, min(story.start + end, story.end)))
                    (feet if (n - SEPARATORS) % MARGINS in FEET else heads).extend(found)
        return of_kind(heads, "header"), of_kind(feet, "footer")


def _without_mark(text: str, label: str) -> str:
    """A note with a mark of its own repeats it in front of its text; LibreOffice writes it twice."""
    return text.removeprefix(label).removeprefix(label).lstrip()
