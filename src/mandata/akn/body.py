"""Builds the sections of a part: first page, preamble with recitals, body with paragraphs, points and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..model import Block
from .build import Builder, Element, add
from .parts import Part
from .words import Words

_ITEMS = ("operative", "paragraph", "list", "preambular")


def page(builder: Builder, parent: Element, blocks: Sequence[Block]) -> None:
    """Blocks of a first page or a conclusion, one paragraph each."""
    for block in blocks:
        _plain(builder, parent, block, {"heading": "heading"}.get(block.kind))


def _plain(builder: Builder, parent: Element, block: Block, name: str | None = None) -> None:
    if block.shown:
        parent = add(parent, "blockContainer", builder.named(block))
        builder.number(parent, block)
        element = builder.text(parent, "p", block)
    elif name:
        element = builder.text(parent, "block", block, builder.named(block, name=name))
    else:
        element = builder.text(parent, "p", block, builder.named(block))
    element.tail = "\n"


def preamble(builder: Builder, parent: Element, blocks: Sequence[Block], words: Words) -> None:
    """Formula and recitals; every recital is a container with the name of its verb, its points a list in it."""
    opened: list[tuple[int, Element]] = []  # containers and items by level
    for block in blocks:
        if block.kind == "preambular" and block.level > 1 and opened:
            while len(opened) > 1 and opened[-1][0] >= block.level:
                opened.pop()
            holder = opened[-1][1]
            points = next(iter(holder.iterchildren("{*}blockList")), None)
            if points is None:
                points = add(holder, "blockList", {"eId": builder.own(f"{holder.get('eId')}__list_1")})
            item = add(points, "item", builder.named(block))
            builder.number(item, block)
            builder.text(item, "p", block)
            opened.append((block.level, item))
            continue
        if block.kind == "preambular" and not block.shown:
            container = add(parent, "container", builder.named(block, name=words.recital(block.text)))
            builder.text(container, "p", block)
            container.tail = "\n"
            opened = [(1, container)]
            continue
        opened = []
        if block.kind == "formula" and not block.shown:
            formula = add(parent, "formula", builder.named(block, name="enactingFormula"))
            builder.text(formula, "p", block)
            formula.tail = "\n"
        else:
            _plain(builder, parent, block, {"heading": "heading"}.get(block.kind))


@dataclass
class _Open:
    """A section or paragraph that is still open: what follows on a deeper level goes into `holder`."""

    level: int
    holder: Element


class Body:
    """Builds the main body of a part, block after block."""

    def __init__(self, builder: Builder, body: Element, component: Callable[[Element, Part], None]) -> None:
        self._builder, self._body, self._component = builder, body, component
        self._sections: list[_Open] = []
        self._items: list[_Open] = []

    def write(self, content: Sequence[Block | Part]) -> None:
        """Put the content into the body; one that has none gets an empty paragraph, for the schema asks for one."""
        at = 0
        while at < len(content):
            item = content[at]
            if isinstance(item, Part):
                self._items.clear()
                self._component(self._section(), item)
            elif _is_row(item):
                end = _end_of_table(content, at)
                self._table([row for row in content[at:end] if isinstance(row, Block)])
                at = end
                continue
            elif item.kind == "heading":
                self._heading(item)
            elif item.kind in _ITEMS:
                self._item(item, content, at)
            else:
                self._items.clear()
                self._leaf(self._section(), "hcontainer", item, name=item.kind)
            at += 1
        if len(self._body) == 0:
            add(self._body, "p")

    def _section(self) -> Element:
        return self._sections[-1].holder if self._sections else self._body

    def _heading(self, block: Block) -> None:
        self._items.clear()
        while self._sections and self._sections[-1].level >= block.level:
            self._sections.pop()
        section = add(self._section(), "section", self._builder.named(block))
        self._builder.number(section, block)
        self._builder.text(section, "heading", block)
        section.tail = "\n"
        self._sections.append(_Open(block.level, section))

    def _item(self, block: Block, content: Sequence[Block | Part], at: int) -> None:
        while self._items and self._items[-1].level >= block.level:
            self._items.pop()
        inside = bool(self._items)
        holder = self._items[-1].holder if inside else self._section()
        parent = _is_item(content, at + 1) and content[at + 1].level > block.level  # type: ignore[union-attr]
        if not parent and inside and self._is_tail(block, content, at):
            self._builder.text(add(holder, "wrapUp", self._builder.named(block)), "p", block)
            self._items.pop()
            return
        tag = "point" if inside or block.kind == "list" else "paragraph"
        name = {"name": "recital"} if block.kind == "preambular" else {}
        tag = "hcontainer" if name else tag
        if not parent:
            self._leaf(holder, tag, block, **name)
            return
        item = add(holder, tag, self._builder.named(block, **name))
        self._builder.number(item, block)
        own = item.get("eId")
        points = add(item, "list", {"eId": self._builder.own(f"{own}__list_1")})
        self._builder.text(add(points, "intro", {"eId": self._builder.own(f"{own}__list_1__intro")}), "p", block)
        item.tail = "\n"
        self._items.append(_Open(block.level, points))

    def _is_tail(self, block: Block, content: Sequence[Block | Part], at: int) -> bool:
        """Whether a text without number, after numbered points and before something else, ends the paragraph."""
        before = content[at - 1]
        follows = content[at + 1] if _is_item(content, at + 1) else None
        return (
            not (block.shown or block.label)
            and isinstance(before, Block)
            and bool(before.shown)
            and before.level >= block.level
            and (not isinstance(follows, Block) or follows.level < block.level)
        )

    def _leaf(self, holder: Element, tag: str, block: Block, **attributes: str) -> None:
        item = add(holder, tag, self._builder.named(block, **attributes))
        self._builder.number(item, block)
        self._builder.text(add(item, "content"), "p", block)
        item.tail = "\n"

    def _table(self, rows: Sequence[Block]) -> None:
        self._items.clear()
        own = self._builder.own(_table_name(rows[0]) or "tbl")
        content = add(add(self._section(), "hcontainer", {"name": "table"}), "content")
        table = add(content, "table", {"eId": own})
        for block in rows:
            row = add(table, "tr", self._builder.named(block))
            self._builder.cells(row, block)
            row.tail = "\n"


def _is_item(content: Sequence[Block | Part], at: int) -> bool:
    return at < len(content) and isinstance(item := content[at], Block) and item.kind in _ITEMS


def _end_of_table(content: Sequence[Block | Part], at: int) -> int:
    first = content[at]
    assert isinstance(first, Block)
    end = at + 1
    while end < len(content):
        row = content[end]
        if not (isinstance(row, Block) and _is_row(row) and _table_name(row) == _table_name(first)):
            break
        end += 1
    return end


def _is_row(block: Block) -> bool:
    """A row of a table; one that bears a number is none, for there is no place for it."""
    return block.kind == "table" and not block.shown


def _table_name(row: Block) -> str:
    return row.id.rpartition("__row")[0]
