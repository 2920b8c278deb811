"""The words of one paragraph: runs, fields, links, tracked changes, marks of notes, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from ...model import ChangeKind
from ..changes import Settled, settle_changed
from ..plain import Form, Run, settle
from . import tags
from .context import Context
from .styles import PLAIN, Style, is_on
from .tags import ALTERNATE, ITALIC, RPR, RPR_CHANGE, RSTYLE, VAL, VANISH, R, T
from .tracking import KINDS, words_of

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]+)')
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_WRAPPING = tuple(f"{{{name}}}" for name in (tags.WORD, tags.COMPATIBILITY, tags.MATH))
"""Elements of these name spaces may hold runs; text in others is no words."""
SYMBOL_FONT = 0xF000
"""Characters of symbol fonts stand in the private use area from here on."""


class Inline:
    """Reads the contents of a paragraph into raw text with places.

    `raw` is the text, `marks` and `runs` have places in it; `boxes` are text boxes anchored here, `pictures` the
    alternative texts of pictures. `break_before` and `break_after` tell of page breaks before and after the words.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tracker = context.tracker
        self._folded = context.folded
        self._pieces: list[str] = []
        self._length = 0
        self._fields: list[Field] = []  # a field may run over several paragraphs
        self._custom: str | None = None
        self.marks: list[tuple[int, str]] = []
        self.runs: list[Run] = []
        self.boxes: list[etree._Element] = []
        self.pictures: list[str] = []
        self.begin()

    def begin(self, style: Style = PLAIN) -> None:
        """Begin a paragraph of `style`."""
        self._pieces.clear()
        self._length = 0
        self._style = style
        for held in (self.marks, self.runs, self.boxes, self.pictures):
            held.clear()
        self.break_before = self.break_after = False
        for field in self._fields:
            field.start = 0

    @property
    def raw(self) -> str:
        """The text read since `begin`."""
        return "".join(self._pieces)

    @property
    def length(self) -> int:
        """How long the raw text is."""
        return self._length

    @property
    def in_field(self) -> bool:
        """Whether a field or a mark has begun that may swallow what follows."""
        return bool(self._fields) or self._custom is not None

    def settled(self) -> Settled:
        """The text in its plain form, with its marks, stretches and changes."""
        if self._tracker.open:
            self._tracker.end_paragraph(self._length)
        if self._tracker.found:
            changes = self._tracker.take()
            if changes:
                return settle_changed("".join(self._pieces), self.marks, self.runs, changes, self._tracker.view)
        if self._length or self.marks:
            return *settle("".join(self._pieces), self.marks, self.runs), ()
        return "", (), (), ()

    def read(self, parent: etree._Element) -> None:
        """Read the children of a paragraph, or of an element that wraps a part of it."""
        folded = self._folded and parent.tag.startswith(_WRAPPING)
        if folded and (text := parent.text):
            self.words(text)
        for child in parent:
            if child.tag == R:
                self.run(child)
            else:
                self.other(child)
            if folded and (text := child.tail):
                self.words(text)

    def run(self, run: etree._Element) -> None:
        """Read a run: its texts, and what stands between them."""
        start, looks = self._length, None
        for child in run:
            tag = child.tag
            if tag == T:
                text = child.text
                if text and not self._fields and self._custom is None:
                    self._pieces.append(text)
                    self._length += len(text)
                elif text:
                    self._say(text)
            elif tag == RPR:
                looks = child
            else:
                self.other(child)
        if self._length > start and (looks is not None or self._style.italic):
            self._look(looks, start)

    def words(self, text: str) -> None:
        """Read words that stand in a run of no look of its own, or stood there before folding (lean.py)."""
        if self._fields or self._custom is not None or self._style.italic:
            start = self._length
            self._say(text)
            if self._style.italic and self._length > start:
                self._look(None, start)
        else:
            self._pieces.append(text)
            self._length += len(text)

    def end_of_paragraph(self) -> None:
        """The end of a paragraph, where it is shown because it was inserted or deleted."""
        self._say("¶")

    def _say(self, text: str) -> None:
        if self._custom is not None:
            self._place_mark(text)
        elif not self._fields or all(field.shows for field in self._fields):
            self._pieces.append(text)
            self._length += len(text)

    def _place_mark(self, text: str) -> None:
        """The text after a reference with a mark of its own is that mark."""
        kind_and_id, self._custom = self._custom, None
        label = text.strip()
        self.marks.append((self._length, label))
        if kind_and_id:
            self._context.notes.name(kind_and_id, label)

    def _look(self, looks: etree._Element | None, start: int) -> None:
        """The look of a run: what it says itself, else what its character style says, else its paragraph style."""
        italic, hidden = self._style.italic, False
        own: bool | None = None
        shown: bool | None = None
        for child in () if looks is None else looks:
            tag = child.tag
            if tag == ITALIC:
                own = is_on(child)
            elif tag == RSTYLE:
                style = self._context.styles[child.get(VAL, "")]
                italic, hidden = style.italic or italic, style.hidden
            elif tag == VANISH:
                shown = not is_on(child)
            elif tag == RPR_CHANGE:
                self._tracker.add(child, "format", start, self._length)
        italic, hidden = italic if own is None else own, hidden if shown is None else not shown
        if hidden:
            self._hide(start)
        elif italic:
            self._set_apart(start, "italic")

    def _hide(self, start: int) -> None:
        words = self.raw[start:]
        self._pieces[:] = [self.raw[:start]]
        self._length = start
        self._context.leave(words, "hidden text")

    def _set_apart(self, start: int, form: Form, value: str = "") -> None:
        """Note a stretch up to here; it goes on where the last of its form and value ends."""
        last = self.runs[-1] if self.runs else None
        if last and last[1] == start and last[2:] == (form, value):
            self.runs[-1] = (last[0], self._length, form, value)
        elif self._length > start:
            self.runs.append((start, self._length, form, value))

    # ------------------------------------------------------------------------------ elements by their name

    def other(self, element: etree._Element) -> None:
        """Read an element that is no run, by its name."""
        handler = _HANDLERS.get(element.tag)
        if handler is None:
            self.read(element)  # a wrapper that is not known here: what it holds is read
        else:
            handler(self, element)

    def _skip(self, element: etree._Element) -> None:
        """Nothing of it is on the page."""

    def _text(self, element: etree._Element) -> None:
        self._say(element.text or "")

    def _blank(self, element: etree._Element) -> None:
        self._say(" ")

    def _hyphen(self, element: etree._Element) -> None:
        self._say("-")

    def _box(self, element: etree._Element) -> None:
        self.boxes.append(element)

    def _begin_comment(self, element: etree._Element) -> None:
        self._tracker.begin_comment(element, self._length)

    def _end_comment(self, element: etree._Element) -> None:
        self._tracker.end_comment(element, self._length)

    def _move(self, element: etree._Element) -> None:
        self._tracker.move(element)

    def _break(self, element: etree._Element) -> None:
        if element.get(tags.TYPE) == "page":
            if self.raw.strip():
                self.break_after = True
            else:
                self.break_before = True
        self._say(" ")

    def _symbol(self, element: etree._Element) -> None:
        code = element.get(tags.CHAR) or "20"
        if _CODE.fullmatch(code):
            self._say(chr(int(code, 16) if int(code, 16) > 0xFF else int(code, 16) + SYMBOL_FONT))

    def _note(self, element: etree._Element) -> None:
        kind = "footnote" if element.tag == tags.FOOTNOTE_MARK else "endnote"
        key = f"{kind} {element.get(tags.ID)}"
        if element.get(tags.CUSTOM_MARK) in (None, *("0", "false", "off")):
            self.marks.append((self._length, self._context.notes.refer(key)))
        else:
            self._custom = key

    def _wrapped(self, element: etree._Element, form: Form, value: str = "") -> None:
        start = self._length
        self.read(element)
        if self._length > start:
            self.runs.append((start, self._length, form, value))

    def _changed(self, element: etree._Element) -> None:
        """Inserted, deleted or moved words: read where the view shows them, else kept as what would stand here."""
        kind: ChangeKind = KINDS[element.tag]
        start = self._length
        if self._tracker.shows(kind):
            at = self._tracker.hold()
            self.read(element)
            if self._length > start:
                self._tracker.add(element, kind, start, self._length, at=at)
        elif words := words_of(element):
            self._tracker.add(element, kind, start, start, words)

    def _hyperlink(self, element: etree._Element) -> None:
        anchor = element.get(tags.ANCHOR)
        target = self._context.target(element.get(tags.RID))
        self._wrapped(element, "link", target or (f"#{anchor}" if anchor else ""))

    def _field(self, element: etree._Element) -> None:
        kind = element.get(tags.FLD_TYPE)
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
            self._fields[-1].start = self._length
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            link = _LINK.match(field.instruction)
            if link and self._length > field.start:
                self.runs.append((field.start, self._length, "link", link[1]))

    def _instruction(self, element: etree._Element) -> None:
        if self._fields:
            self._fields[-1].instruction += element.text or ""

    def _simple_field(self, element: etree._Element) -> None:
        link = _LINK.match(element.get(tags.INSTR_ATTR) or "")
        if link:
            self._wrapped(element, "link", link[1])
        else:
            self.read(element)

    def _alternate(self, element: etree._Element) -> None:
        for part in chosen(element):
            self.read(part)

    def _drawing(self, element: etree._Element) -> None:
        """Text boxes of a drawing wait for the end of the paragraph; a picture is known by its alternative text."""
        if next(element.iter(tags.TXBX), None) is not None:
            self.boxes += _boxes(element)
            return
        words, reason = _picture(element)
        if reason:
            parts = (self._context.drawn(id_) for id_ in _drawn(element))
            self._context.leave(": ".join(filter(None, (words, *parts))), reason)
        elif words:
            self.pictures.append(words)


_BY_HANDLER: dict[Callable[[Inline, etree._Element], None], tuple[str, ...]] = {
    Inline.run: (R,),
    Inline._text: (T, tags.MATH_TEXT, tags.DEL_TEXT),
    Inline._blank: (tags.TAB, tags.PTAB, tags.CR),
    Inline._hyphen: (tags.NO_BREAK_HYPHEN,),
    Inline._break: (tags.BR,),
    Inline._symbol: (tags.SYM,),
    Inline._note: (tags.FOOTNOTE_MARK, tags.ENDNOTE_MARK),
    Inline._field: (tags.FLD_CHAR,),
    Inline._instruction: (tags.INSTR, tags.w("delInstrText")),
    Inline._simple_field: (tags.FLD_SIMPLE,),
    Inline._hyperlink: (tags.HYPERLINK,),
    Inline._changed: (*KINDS,),
    Inline._move: (tags.MOVE_FROM_START, tags.MOVE_TO_START, tags.MOVE_FROM_END, tags.MOVE_TO_END),
    Inline._begin_comment: (tags.COMMENT_START,),
    Inline._end_comment: (tags.COMMENT_END, tags.COMMENT_MARK),
    Inline._alternate: (ALTERNATE,),
    Inline._drawing: (tags.DRAWING, tags.PICT, tags.OBJECT),
    Inline._box: (tags.TXBX,),
    Inline._skip: (tags.PPR, RPR, tags.SDT_PR, tags.SOFT_HYPHEN, tags.RUBY_TEXT, tags.w("fldData")),
}
_HANDLERS = {tag: handler for handler, names in _BY_HANDLER.items() for tag in names}


class Field:
    """A field in progress: its instruction, and whether its result, which the page shows, has begun."""

    def __init__(self) -> None:
        self.instruction = ""
        self.shows = False
        self.start = 0


def chosen(alternate: etree._Element) -> Iterator[etree._Element]:
    """Of alternatives with the same content, the first."""
    for part in alternate:
        if part.tag in (tags.CHOICE, tags.FALLBACK):
            yield part
            return


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == tags.TXBX:
            yield child
        elif child.tag == ALTERNATE:
            for part in chosen(child):
                yield from _boxes(part)
        else:
            yield from _boxes(child)


_NAMES = ("{*}docPr", "{*}shape")
_KINDS = {
    "pic": "picture",
    "imagedata": "picture",
    "chart": "chart",
    "relIds": "diagram",
    "OLEObject": "embedded object",
}


def _drawn(element: etree._Element) -> Iterator[str]:
    """The relations that lead to the parts of charts and diagrams."""
    for child in element.iter("{*}chart", "{*}relIds"):
        if id_ := child.get(tags.RID) or child.get(tags.RDM):
            yield id_


def _picture(element: etree._Element) -> tuple[str, str]:
    """The alternative text of a picture, or its name and why it is not read; nothing for lines and frames."""
    name = words = reason = ""
    for child in element.iter(*_NAMES, *(f"{{*}}{kind}" for kind in _KINDS)):
        kind = etree.QName(child).localname
        if kind == "docPr":
            name, words = child.get("name", ""), child.get("descr", "") or child.get("title", "")
        elif kind == "shape":
            words = words or child.get("alt", "")
        else:
            reason = _KINDS[kind] if _KINDS[kind] != "picture" else reason or "picture"
    if words and reason == "picture":
        return words, ""
    return (name or words, reason) if reason else ("", "")
