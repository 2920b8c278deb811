"""HTML: the text of a page in reading order, without scripts and navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..errors import ReadError
from ..languages import LANGUAGES
from ..model import Footnote, Line, Unread
from .composer import Composer
from .content import Content
from .deadline import check
from .list_numbers import show
from .plain import Form, plain

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
_LABEL = re.compile(r"[\[(]?(\d{1,3}|[a-z]|[*†‡§]{1,4})[\])]?")
_NOTE_CLASS = re.compile(r"foot|note|ftn|\bfn", re.IGNORECASE)


def read_html(text: str) -> Content:
    """The lines, notes and left-overs of a page. Raises ReadError where its elements are nested beyond sense."""
    _check_depth(text)
    tree = LexborHTMLParser(text)
    page = Page(tree)
    root = tree.css_first("main, [role=main]") or tree.body or tree.root
    lines = tuple(page.lines(root)) if root is not None else ()
    if not any(line.text for line in lines) and tree.body is not None:
        lines = tuple(page.lines(tree.body))
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

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.notes: list[Footnote] = []
        self.unread: list[Unread] = []
        self._composer = Composer()
        self._tables = 0
        self._depth = 0
        self._references, self._note_ids = _find_notes(tree)

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
                self._composer.say(child.text_content or "")
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
                yield from self.lines(child, level)
            else:
                self._inline_node(child)
        if node.tag in ("body", "main", "td", "th", "li"):
            yield from self._flush(level)

    def _flush(self, level: int, heading: int = 0, label: str = "", centred: bool = False) -> Iterator[Line]:
        text, marks, stretches = self._composer.take()
        if text or marks:
            yield Line(
                text=text,
                level=level,
                heading=heading,
                label=label,
                centred=centred,
                marks=marks,
                stretches=stretches,
            )

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
        if node.tag in ("del", "s", "strike"):
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
        if tag == "-text":
            self._composer.say(node.text_content or "")
        elif tag == "br":
            self._composer.say(" ")
        elif node.mem_id in self._references:
            self._composer.mark(self._references[node.mem_id])
        elif tag == "img":
            self._image(node)
        elif self._is_left_out(node):
            return
        elif tag in FORMS:
            with self._composer.apart(FORMS[tag]):
                self._inline(node)
        elif tag == "a" and node.attributes.get("href"):
            with self._composer.apart("link", node.attributes["href"] or ""):
                self._inline(node)
        else:
            self._inline(node)

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
            number += 1
            for place, line in enumerate(self.lines(item, level)):
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
            cells: list[str] = []
            nested: list[Line] = []
            for cell in _children(row):
                if cell.tag in ("td", "th"):
                    own = list(self.lines(cell))
                    nested += [line for line in own if line.table is not None]
                    cells.append("\n".join(_shown(line) for line in own if line.table is None))
                    cells += [""] * (min(_integer(cell.attributes.get("colspan"), 1), 64) - 1)
            text = " | ".join(cell for cell in cells if cell).replace("\n", " ")
            if text:
                yield Line(text=text, kind="row", cells=tuple(cells), table=table)
            yield from nested

    def _note(self, node: LexborNode) -> None:
        label, backs = self._note_ids[node.mem_id]
        words = node.text(separator="")
        for back in backs:
            words = words.replace(back, "", 1)
        text = plain(words).removesuffix("↩").strip()
        self.notes.append(Footnote(label=label, text=text))


def _find_notes(tree: LexborHTMLParser) -> tuple[dict[int, str], dict[int, tuple[str, list[str]]]]:
    """Links that are marks of notes (node to label); blocks that are those notes (node to label and back links)."""
    targets: dict[str, LexborNode] = {}
    for node in tree.css("[id], a[name]"):
        for name in (node.attributes.get("id"), node.attributes.get("name")):
            if name:
                targets.setdefault(name, node)
    references: dict[int, str] = {}
    notes: dict[int, tuple[str, list[str]]] = {}
    for link in tree.css('a[href^="#"]'):
        label = _LABEL.fullmatch(plain(link.text()))
        target = targets.get((link.attributes.get("href") or "")[1:])
        if not label or target is None or not _is_reference(link):
            continue
        block = _block_of(target)
        if block is None or block.mem_id in references or _contains(block, link):
            continue
        references[link.mem_id] = label[1]
        backs = [back.text() for back in block.css('a[href^="#"]')]
        notes.setdefault(block.mem_id, (label[1], backs))
    return references, notes


def _is_reference(link: LexborNode) -> bool:
    """A mark of a note is set high, or says by its class, role or address what it is."""
    attributes = link.attributes
    said = " ".join((attributes.get(name) or "") for name in ("class", "role", "href", "id", "name"))
    if "backref" in said or "ref" in (attributes.get("href") or ""):
        return False
    parent = link.parent
    return bool(_NOTE_CLASS.search(said)) or (parent is not None and parent.tag == "sup")


def _block_of(node: LexborNode | None) -> LexborNode | None:
    while node is not None and node.tag not in ("li", "p", "div", "dd", "tr", "section"):
        node = node.parent
    return node


def _contains(block: LexborNode, link: LexborNode) -> bool:
    node: LexborNode | None = link
    while node is not None:
        if node.mem_id == block.mem_id:
            return True
        node = node.parent
    return False


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


def _shown(line: Line) -> str:
    return f"{line.label} {line.text}" if line.label else line.text
