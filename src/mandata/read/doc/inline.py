"""The words of one paragraph of a file of Word 97-2003: runs, fields, changes and marks of notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ...model import ChangeKind, View
from ..changes import Settled
from ..words import Words
from .look import RunLook
from .text import Paragraph, Text

FIELD, RESULT, FIELD_END = "\x13", "\x14", "\x15"
BREAK = "\x0c"
# Signs of the format that show something; the others below a blank show nothing.
SHOWN = {"\t": " ", "\x0b": " ", "\x0c": " ", "\x0e": " ", "\x1e": "-", "\r": " ", "\x07": " "}
_SIGNS = re.compile("[\x00-\x1f]")
_HALF = re.compile("[\ud800-\udfff]")
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]+)')

Leave = Callable[[str, str], None]
Marks = Mapping[int, Callable[[str], str]]
"""For the place of each mark of a note what gives its label, from the sign that stands there."""


class Inline:
    """Reads paragraphs into raw text with places; a field may run over several of them."""

    def __init__(self, text: Text, marks: Marks, view: View, leave: Leave) -> None:
        self._text, self._marks, self._leave = text, marks, leave
        self._words = Words(view)
        self._fields: list[Field] = []
        self.break_before = self.break_after = False

    def read(self, paragraph: Paragraph) -> Settled:
        """The text of a paragraph in its plain form, with marks, stretches and changes."""
        self.break_before = self.break_after = False
        for field in self._fields:
            field.start = 0
        for stretch in self._text.stretches(paragraph.start, paragraph.end, paragraph.look.style):
            self._stretch(stretch.start, stretch.end, stretch.look)
        return self._words.take()

    def _stretch(self, start: int, end: int, look: RunLook) -> None:
        kind: ChangeKind | None = "deleted" if look.deleted else "inserted" if look.inserted else None
        said, words = self._text.characters[start:end], self._words
        by = (self._text.author(look.author), _iso(look.date))
        if kind and not words.shows(kind):
            words.change(kind, words.length, _visible(said), *by)
            return
        if look.hidden and not self._fields and FIELD not in said:
            self._leave(_visible(said), "hidden text")
            return
        before = words.length
        self._say_all(said, start, look)
        if look.italic:
            words.apart(before, "italic")
        if kind:
            words.change(kind, before, "", *by)

    def _say_all(self, words: str, start: int, look: RunLook) -> None:
        if look.symbol:
            self._say(look.symbol * len(words))
            return
        last = 0
        for place, mark in ((at - start, self._marks[at]) for at in self._marks_in(start, len(words))):
            self._say_signs(words[last:place])
            self._words.mark(mark(words[place]))
            last = place + 1
        self._say_signs(words[last:])

    def _marks_in(self, start: int, length: int) -> list[int]:
        if not self._marks:
            return []
        return [at for at in range(start, start + length) if at in self._marks]

    def _say_signs(self, words: str) -> None:
        last = 0
        for found in _SIGNS.finditer(words):
            self._say(words[last : found.start()])
            self._sign(found[0])
            last = found.end()
        self._say(words[last:])

    def _sign(self, sign: str) -> None:
        if sign == FIELD:
            self._fields.append(Field())
        elif sign == RESULT and self._fields:
            self._fields[-1].shows, self._fields[-1].start = True, self._words.length
        elif sign == FIELD_END and self._fields:
            field = self._fields.pop()
            link = _LINK.match(field.instruction)
            if link:
                self._words.apart(field.start, "link", link[1])
        elif sign in SHOWN:
            if sign == BREAK:
                self.break_after = self.break_after or self._words.length > 0
                self.break_before = self.break_before or self._words.length == 0
            self._say(SHOWN[sign])

    def _say(self, words: str) -> None:
        if not words:
            return
        if _HALF.search(words):
            words = _joined(words)
        waiting = next((field for field in reversed(self._fields) if not field.shows), None)
        if waiting is not None:
            waiting.instruction += words
            return
        self._words.say(words)


class Field:
    """A field in progress: its instruction, and whether its result, which the page shows, has begun."""

    def __init__(self) -> None:
        self.instruction = ""
        self.shows = False
        self.start = 0


def _iso(date: int) -> str:
    """A date of the format (MS-DOC 2.9.67: minute, hour, day, month, years since 1900) as ISO 8601."""
    minute, hour, day, month, year = (
        date & 63,
        date >> 6 & 31,
        date >> 11 & 31,
        date >> 16 & 15,
        1900 + (date >> 20 & 511),
    )
    return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:00" if date else ""


def _visible(words: str) -> str:
    return _joined(_SIGNS.sub(lambda found: SHOWN.get(found[0], ""), words))


def _joined(words: str) -> str:
    """Pairs of surrogates as the characters that they stand for; halves alone are unreadable."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
