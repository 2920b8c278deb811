"""HTML: the text of a page in reading order, without scripts and navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..errors import ReadError
from ..languages import LANGUAGES
from ..model import Change, ChangeKind, Footnote, Line, Unread, View
from .changes import shifted
from .content import Content
from .deadline import check
from .html_notes import find_notes
from .list_numbers import show
from .plain import Form, plain
from .rows import row_line
from .words import Words

SILENT = frozenset(
    ["script", "style", "template", "noscript", "svg", "math", "iframe", "object", "head", "button", "select", "input"]
)
NAVIGATION = frozenset(["nav", "aside", "form", "menu", "dialog"])
NAVIGATION_ROLES = frozenset(["navigation", "banner", "search", "contentinfo", "complementary"])
BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "figure", "figcaption", "address", "details"),
        *("summary", "center", "body", "html", "fieldset", "legend", "dl", "dt", "dd", "pre", "hr", "caption"),
    )
)
FORMS: dict[str, Form] = {"i": "italic", "em": "italic", "b": "bold", "strong": "bold"}
DEEPEST = 1_000
"""Elements one in the other at most; pages that people read have some dozens."""
FOLLOWED = 120
"""Elements one in the other that are told apart; below them words are only words."""
_UNCLOSED = "p|li|td|th|tr|dt|dd|option|br|hr|img|input|meta|link|col|area|base|wbr|source|param"
_INTEGER = re.compile(r"\s*[-+]?[0-9]{1,9}\s*", re.ASCII)
_NESTING = re.compile(rf"</?(?!(?:{_UNCLOSED})\b)[a-z]", re.IGNORECASE)
TRACKED: dict[str, ChangeKind] = {"ins": "inserted", "del": "deleted"}


def read_html(text: str, view: View = "final") -> Content:
    """The lines, notes and left-overs of a page, in one view of what it marks as inserted and deleted.

    Raises ReadError where its elements are nested beyond sense.
    """
    _check_depth(text)
    tree = LexborHTMLParser(text)
    page = Page(tree, view)
    root = tree.css_first("main, [role=main]") or tree.body or tree.root
    lines = page.all_lines(root) if root is not None else ()
    if not any(line.text for line in lines) and tree.body is not None:
        lines = page.all_lines(tree.body)
    html = tree.css_first("html")
    code = ((html.attributes.get("lang") if html is not None else "") or "").split("-")[0].lower()
    return Content(
        lines=lines,
        notes=tuple(page.notes),
        unread=tuple(page.unread),
        language=code if code in LANGUAGES else None,
    )


def _check_depth(text: str) -> None:
    """The time of parsing grows with the square of the depth, so that a few bytes could hold the reader for hours."""
    depth = 0
    for found in _NESTING.finditer(text):
        depth += -1 if found[0][1] == "/" else 1
        if depth > DEEPEST:
            raise ReadError(f"HTML nested deeper than {DEEPEST:,} elements", "a page of text", "save its text as DOCX")


class Page:
    """One page being read."""

    def __init__(self, tree: LexborHTMLParser, view: View) -> None:
        self.notes: list[Footnote] = []
        self.unread: list[Unread] = []
        self._composer = Words(view)
        self._tracked = tree.css_first("ins, del") is not None
        self._paragraphs = 0
        self._whole: list[LexborNode] = []  # insertions and deletions around whole blocks
        self._carried: list[Change] = []  # changes of a paragraph of which nothing is left, for the next line
        self._tables = 0
        self._depth = 0
        self._references, self._note_ids = find_notes(tree)

    def all_lines(self, root: LexborNode) -> tuple[Line, ...]:
        """The lines of a page; words that were deleted at its end stand at the end of the last one."""
        lines = list(self.lines(root))
        if self._carried and lines:
            ends = tuple(shifted(change, len(lines[-1].text)) for change in self._carried)
            lines[-1] = msgspec.structs.replace(lines[-1], changes=(*lines[-1].changes, *ends))
        self._carried = []
        return tuple(lines)

    def lines(self, node: LexborNode, level: int = 0) -> Iterator[Line]:
        """The lines of the blocks in `node`; words between blocks are a line of their own."""
        check()
        self._depth += 1
        yield from self._lines(node, level) if self._depth < FOLLOWED else self._words(node, level)
        self._depth -= 1

    def _words(self, node: LexborNode, level: int) -> Iterator[Line]:
        self._composer.say(node.text(separator=" "))
        yield from self._flush(level)

    def _lines(self, node: LexborNode, level: int) -> Iterator[Line]:
        for child in _children(node):
            tag = child.tag
            if tag == "-text":
                self._inline_node(child)
            elif self._is_left_out(child):
                continue
            elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                yield from self._flush(level)
                self._inline(child)
                yield from self._flush(level, heading=int(tag[1]))
            elif tag in ("ul", "ol"):
                yield from self._flush(level)
                yield from self._list(child, level + 1)
            elif tag == "table":
                yield from self._flush(level)
                yield from self._table(child)
            elif tag == "blockquote":
                yield from self._flush(level)
                yield from self.lines(child, level + 1)
                yield from self._flush(level + 1)
            elif tag in BLOCKS:
                yield from self._flush(level)
                yield from self.lines(child, level)
                yield from self._flush(level, centred=_is_centred(child))
            elif tag == "br" and _follows_break(child):
                yield from self._flush(level)
            elif _holds_blocks(child):
                yield from self._changed_blocks(child, level) if tag in TRACKED else self.lines(child, level)
            else:
                self._inline_node(child)
        if node.tag in ("body", "main", "td", "th", "li"):
            yield from self._flush(level)

    def _changed_blocks(self, node: LexborNode, level: int) -> Iterator[Line]:
        """Blocks that were inserted or deleted as a whole."""
        yield from self._flush(level)
        self._whole.append(node)
        yield from self.lines(node, level)
        yield from self._flush(level)
        self._whole.pop()

    def _flush(self, level: int, heading: int = 0, label: str = "", centred: bool = False) -> Iterator[Line]:
        text, marks, stretches, changes = self._composer.take()
        if text or marks or changes:
            self._paragraphs += 1
        if text or marks:
            changes, self._carried = (*self._carried, *changes), []
            yield Line(
                text=text,
                level=level,
                heading=heading,
                label=label,
                centred=centred,
                marks=marks,
                stretches=stretches,
                changes=changes,
                paragraphs=(self._paragraphs, self._paragraphs) if self._tracked else None,
            )
        else:
            self._carried += changes

    def _is_left_out(self, node: LexborNode) -> bool:
        if node.tag in SILENT or not node.tag or node.tag.startswith(("-", "_")):
            return True
        attributes = node.attributes
        if node.mem_id in self._note_ids:
            self._note(node)
            return True
        if node.tag in NAVIGATION or attributes.get("role") in NAVIGATION_ROLES:
            self._leave(node, "navigation of the page")
            return True
        if node.tag in ("s", "strike"):
            self._leave(node, "struck out")
            return True
        return "hidden" in attributes

    def _leave(self, node: LexborNode, reason: str) -> None:
        words = plain(node.text(separator=" "))
        if words:
            self.unread.append(Unread(text=words, reason=reason))

    # ------------------------------------------------------------------------------------------- words

    def _inline(self, node: LexborNode) -> None:
        self._depth += 1
        if self._depth < FOLLOWED:
            for child in _children(node):
                self._inline_node(child)
        else:
            self._composer.say(node.text(separator=" "))
        self._depth -= 1

    def _inline_node(self, node: LexborNode) -> None:
        tag = node.tag
        if self._whole and tag not in TRACKED:
            around = self._whole.pop()
            self._changed(node, around)
            self._whole.append(around)
        elif tag == "-text":
            self._composer.say(node.text_content or "")
        elif tag == "br":
            self._composer.say(" ")
        elif node.mem_id in self._references:
            self._composer.mark(self._references[node.mem_id])
        elif tag == "img":
            self._image(node)
        elif self._is_left_out(node):
            return
        elif tag in TRACKED:
            self._changed(node, node)
        else:
            start = self._composer.length
            self._inline(node)
            if tag in FORMS:
                self._composer.apart(start, FORMS[tag])
            elif tag == "a" and node.attributes.get("href"):
                self._composer.apart(start, "link", node.attributes["href"] or "")

    def _changed(self, node: LexborNode, told: LexborNode) -> None:
        """Words that `told`, this node or one around it, says were inserted or deleted, by whom and when."""
        kind = TRACKED[told.tag or ""]
        said = told.attributes
        author, date = said.get("data-author") or said.get("author") or said.get("cite") or "", said.get("datetime")
        start, words = self._composer.length, ""
        if not self._composer.shows(kind):
            words = (node.text_content if node.tag == "-text" else node.text()) or ""
        elif node is told:
            self._inline(node)
        else:
            self._inline_node(node)
        if words or self._composer.length > start:
            self._composer.change(kind, start, words, author, date or "")

    def _image(self, node: LexborNode) -> None:
        words = plain(node.attributes.get("alt") or "")
        self.unread.append(Unread(text=words or node.attributes.get("src") or "image", reason="picture"))

    # ----------------------------------------------------------------------------------- lists and tables

    def _list(self, node: LexborNode, level: int) -> Iterator[Line]:
        """The items of a list, numbered as a browser shows them."""
        number = _integer(node.attributes.get("start"), 1)
        style = node.attributes.get("type") or "1"
        for item in _children(node):
            if item.tag != "li":
                if item.tag in ("ul", "ol"):
                    yield from self._list(item, level + 1)
                continue
            if self._is_left_out(item):
                continue
            number = _integer(item.attributes.get("value"), number)
            label = f"{_in_style(number, style)}." if node.tag == "ol" else ""
            found = list(self.lines(item, level))
            number += bool(found) or not self._tracked  # an item that is gone in this view does not count
            for place, line in enumerate(found):
                first = place == 0 and not line.label and line.level == level
                yield _labelled(line, label) if first else line

    def _table(self, node: LexborNode) -> Iterator[Line]:
        table = self._tables
        self._tables += 1
        caption = node.css_first("caption")
        if caption is not None:
            self._inline(caption)
            yield from self._flush(0)
        for row in _rows(node):
            cells: list[list[Line] | str] = []
            nested: list[Line] = []
            for cell in _children(row):
                if cell.tag in ("td", "th"):
                    own = list(self.lines(cell))
                    nested += [line for line in own if line.table is not None]
                    cells.append([line for line in own if line.table is None])
                    cells += [""] * (min(_integer(cell.attributes.get("colspan"), 1), 64) - 1)
            line = row_line(cells, table)
            if line.text:
                yield line
            yield from nested

    def _note(self, node: LexborNode) -> None:
        label, backs = self._note_ids[node.mem_id]
        words = node.text(separator="")
        for back in backs:
            words = words.replace(back, "", 1)
        text = plain(words).removesuffix("↩").strip()
        self.notes.append(Footnote(label=label, text=text))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in _children(table):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _holds_blocks(node: LexborNode) -> bool:
    """Whether an element of a line wraps blocks, as links and fonts of old pages do."""
    return any(
        child.tag in BLOCKS or child.tag in ("ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
        for child in _children(node)
    )


def _follows_break(node: LexborNode) -> bool:
    """Two line breaks in a row part paragraphs."""
    before = node.prev
    while before is not None and before.tag == "-text" and not (before.text_content or "").strip():
        before = before.prev
    return before is not None and before.tag == "br"


def _is_centred(node: LexborNode) -> bool:
    style = (node.attributes.get("style") or "").replace(" ", "")
    return node.tag == "center" or node.attributes.get("align") == "center" or "text-align:center" in style


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and _INTEGER.fullmatch(text) else default


def _in_style(number: int, style: str) -> str:
    formats = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return show(number, formats.get(style, "decimal"))


def _labelled(line: Line, label: str) -> Line:
    return msgspec.structs.replace(line, label=label)
