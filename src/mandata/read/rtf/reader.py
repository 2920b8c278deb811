"""Reads the tokens of rich text into lines, one paragraph after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from ...model import ChangeKind, Footnote, Line, Unread, View
from ..plain import plain
from .groups import MARGINS, READ_THOUGH_STARRED, SKIPPED, Group, Look
from .story import DEEPEST, Stories
from .tokens import CHARSETS, Token, decoded

TWIPS_A_LEVEL = 567
DEEPEST_GROUP = 2_000
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]+)')
_OWN_MARK = re.compile(r"[^\w\s]{1,6}|\w{1,3}(?=[\s.)])")
# Control words that stand for a character.
SHOWN = {
    "tab": " ", "line": " ", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "column": " ",
}  # fmt: skip
SIGNS = {"~": "\u00a0", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}", "\n": "", "\r": ""}


class Reader:
    """One file being read."""

    def __init__(self, view: View) -> None:
        self._groups = [Group()]
        self._stories = Stories(view)
        self._story_depths: list[int] = []
        self._held = bytearray()
        self._skip = 0
        self._fields: list[tuple[int, str, int]] = []  # depth of the result's group, instruction, where it begins
        self._instruction = ""
        self._collected = ""
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._style = 0
        self._high = 0
        self._marked = False
        self.margins: list[Line] = []
        self.notes: list[Footnote] = []
        self.unread: list[Unread] = []
        self._handlers = self._table()

    @property
    def lines(self) -> list[Line]:
        """The lines of the text so far."""
        return self._stories.all[0].lines

    def read(self, stream: Iterable[Token]) -> None:
        """Read all tokens; what the file leaves open at its end is closed."""
        for token in stream:
            if token.kind == "byte":
                if self._skip:
                    self._skip -= 1
                else:
                    self._held.append(int(token.text, 16))
                continue
            if self._held:
                self._flush()
            self._token(token)
        self._flush()
        while len(self._groups) > 1:
            self._close()
        self._stories.paragraph()
        self._stories.row()

    def _token(self, token: Token) -> None:
        if token.kind == "text":
            text = token.text[self._skip :]
            self._skip = max(self._skip - len(token.text), 0)
            self._say(text)
        elif token.kind == "bracket":
            self._skip = 0
            if token.text == "{":
                self._groups.append(self._groups[-1].inner() if len(self._groups) < DEEPEST_GROUP else self._groups[-1])
            else:
                self._close()
        elif token.kind == "sign":
            if token.text == "*":
                self._groups[-1].starred = True
            else:
                self._say(SIGNS.get(token.text, ""))
        else:
            self._word(token.text, token.value)

    # ------------------------------------------------------------------------------------------- words

    def _flush(self) -> None:
        """The bytes held so far as text: letters of Chinese are two bytes each."""
        held, self._held = bytes(self._held), bytearray()
        if held:
            self._say(decoded(held, self._groups[-1].alphabet))

    def _say(self, text: str) -> None:
        group = self._groups[-1]
        if not text or group.purpose == "skip":
            return
        if group.purpose != "text":
            self._collected += text
            return
        story = self._stories.last
        words = story.words
        kind: ChangeKind | None = "deleted" if group.deleted else "inserted" if group.inserted else None
        if kind and not words.shows(kind):
            words.change(kind, words.length, text)
            return
        if group.hidden:
            self._leave(text, "hidden text")
            return
        start = words.length
        words.say(text)
        if group.italic:
            words.apart(start, "italic")
        if kind:
            words.change(kind, start)

    def _leave(self, words: str, reason: str) -> None:
        words = plain(words)
        if words:
            self.unread.append(Unread(text=words, reason=reason))

    # ------------------------------------------------------------------------------------------ groups

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        group, outer = self._groups.pop(), self._groups[-1]
        if self._story_depths and len(self._groups) < self._story_depths[-1]:
            self._end_story()
        if self._fields and len(self._groups) < self._fields[-1][0]:
            self._end_field()
        if group.purpose != outer.purpose:
            self._end_purpose(group.purpose)
        elif group.purpose == "style":
            self._stories.styles[self._style], self._collected = plain(self._collected).rstrip(";"), ""

    def _end_purpose(self, purpose: str) -> None:
        collected, self._collected = self._collected, ""
        if purpose == "label":
            self._stories.last.label = plain(collected)
        elif purpose == "instruction":
            self._instruction = collected
        elif purpose == "comment":
            self._leave(collected, "comment of a reviewer")

    def _end_field(self) -> None:
        """Where the result of a field ends, it is a link if the field says so; one over paragraphs has its end."""
        _, instruction, start = self._fields.pop()
        link, words = _LINK.match(instruction), self._stories.last.words
        if link:
            words.apart(start if start <= words.length else 0, "link", link[1])

    def _begin(self, destination: str) -> None:
        """A group says what it is for."""
        group = self._groups[-1]
        if group.purpose == "skip":
            return
        if destination in MARGINS or destination == "footnote":
            group.purpose, group.starred = "text", False
            group.italic = group.hidden = False
            self._begin_story("note" if destination == "footnote" else MARGINS[destination])
        elif destination in ("listtext", "pntext"):
            group.purpose, self._collected = "label", ""
        elif destination == "fldinst":
            group.purpose, self._collected = "instruction", ""
        elif destination == "fldrslt":
            self._fields.append((len(self._groups), self._instruction, self._stories.last.words.length))
            self._instruction, group.purpose = "", "text"
        elif destination == "annotation":
            group.purpose, self._collected = "comment", ""
        elif destination in ("fonttbl", "stylesheet"):
            group.purpose, self._collected = ("font" if destination == "fonttbl" else "style"), ""
        elif destination == "shptxt":
            group.purpose = "text"
        elif destination in SKIPPED or group.starred or destination in READ_THOUGH_STARRED:
            group.purpose = "skip"

    def _begin_story(self, kind: str) -> None:
        label = ""
        if kind == "note" and self._marked:
            label = str(sum(note.label.isdecimal() for note in self.notes) + 1)
            self._stories.last.words.mark(label)
        self._stories.begin(kind).note_label = label
        self._story_depths.append(len(self._groups))

    def _end_story(self) -> None:
        self._story_depths.pop()
        story = self._stories.end()
        if story.kind != "note":
            self.margins += [msgspec.structs.replace(line, kind=story.kind) for line in story.lines if line.text]
            return
        text = " ".join(f"{line.label} {line.text}".lstrip() for line in story.lines if line.text)
        label = story.note_label
        if not label:  # a note with a mark of its own, which stands before it and begins it (twice, by LibreOffice)
            label = (_OWN_MARK.match(text) or ["*"])[0]
            outer = self._stories.last.words
            while label and not outer.without_end(label) and len(label) > 1:
                label = label[:-1]
            outer.mark(label)
            text = text.removeprefix(label).removeprefix(label).lstrip()
        self.notes.append(Footnote(label=label, text=text))
        self._marked = False

    # ---------------------------------------------------------------------------------- control words

    def _word(self, word: str, value: int | None) -> None:
        group = self._groups[-1]
        if group.purpose == "font":
            self._font_word(word, value)
        elif group.purpose == "style":
            if word in ("s", "cs", "ts", "ds"):
                self._collected, self._style = "", value if word == "s" and value is not None else -1
        elif word in SHOWN:
            self._say(SHOWN[word])
        elif word == "u" and value is not None:
            self._say(chr(value & 0xFFFF) if not 0xD800 <= value & 0xFFFF < 0xE000 else self._half(value & 0xFFFF))
            self._skip = group.skip_after_unicode
        elif word in self._handlers:
            self._handlers[word](value)
        elif value is None or word in MARGINS:
            self._begin(word)

    def _half(self, unit: int) -> str:
        """Characters beyond the first plane come in two halves."""
        if unit < 0xDC00:
            self._high = unit
            return ""
        high, self._high = self._high, 0
        return chr(0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00) if high else "\ufffd"

    def _font_word(self, word: str, value: int | None) -> None:
        if word == "f" and value is not None:
            self._font = value
        elif word == "fcharset" and value is not None:
            self._fonts[self._font] = CHARSETS.get(value, self._groups[0].alphabet)

    def _table(self) -> dict[str, Callable[[int | None], None]]:
        return {
            "par": lambda value: self._stories.paragraph(),
            "sect": lambda value: self._stories.end_page(),
            "page": lambda value: self._stories.end_page(),
            "cell": lambda value: self._stories.cell(),
            "nestcell": lambda value: self._say(" "),
            "row": lambda value: self._stories.row(),
            "pard": lambda value: self._reset(),
            "plain": lambda value: self._plain(),
            "chftn": lambda value: self._chftn(),
            "ansicpg": lambda value: self._set("alphabet", f"cp{value}"),
            "f": lambda value: self._set("alphabet", self._fonts.get(value or 0, self._groups[0].alphabet)),
            "uc": lambda value: self._set("skip_after_unicode", min(max(value or 0, 0), 9)),
            "i": lambda value: self._set("italic", value != 0),
            "v": lambda value: self._set("hidden", value != 0),
            "deleted": lambda value: self._set("deleted", value != 0),
            "revised": lambda value: self._set("inserted", value != 0),
            "s": lambda value: setattr(self._stories.last.look, "style", value or 0),
            "li": lambda value: setattr(
                self._stories.last.look, "level", min(max(round((value or 0) / TWIPS_A_LEVEL), 0), DEEPEST)
            ),
            "outlinelevel": lambda value: setattr(
                self._stories.last.look, "heading", (value or 0) + 1 if (value or 0) < 9 else 0
            ),
            "ilvl": lambda value: setattr(self._stories.last.look, "list_level", min(max(value or 0, 0), DEEPEST - 1)),
            "qc": lambda value: setattr(self._stories.last.look, "centred", True),
            "pagebb": lambda value: setattr(self._stories.last.look, "page_break", value != 0),
            "intbl": lambda value: setattr(self._stories.last.look, "in_table", True),
        }

    def _set(self, field: str, value: object) -> None:
        setattr(self._groups[-1], field, value)

    def _reset(self) -> None:
        self._stories.last.look = Look()

    def _plain(self) -> None:
        group = self._groups[-1]
        group.italic = group.hidden = False

    def _chftn(self) -> None:
        """The mark of a note that is counted: it stands before the note, and at its beginning."""
        self._marked = self._stories.last.kind != "note"
