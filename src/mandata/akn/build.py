"""Builds elements: the text of a block with its inline layer, and an eId for everything that has one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from ..model import Block, Note
from .layers import Layers, Span
from .references import AKN, free, legal

Element = etree._Element


def add(parent: Element, tag: str, attributes: dict[str, str] | None = None) -> Element:
    """A new element of Akoma Ntoso at the end of `parent`."""
    return etree.SubElement(parent, f"{{{AKN}}}{tag}", attributes or {})


class Builder:
    """Writes the blocks of one document. `addresses` becomes the eIds of blocks by their position."""

    def __init__(
        self,
        layers: Layers,
        blocks: tuple[Block, ...],
        notes: Mapping[str, list[Note]],
        noted: Mapping[str, Block],
        taken: set[str],
        former: Mapping[str, str],
    ) -> None:
        self._layers, self._notes, self._noted, self._taken, self._former = layers, notes, noted, taken, former
        self._placed: set[str] = set()
        self._eids: dict[int, str] = {id(block): self.own(block.id) for block in blocks}

    def addresses(self, blocks: tuple[Block, ...]) -> list[str]:
        """The eIds of the blocks, in their order."""
        return [self._eids[id(block)] for block in blocks]

    def own(self, wanted: str) -> str:
        """An eId that nothing else has."""
        return free("".join(wanted.split()) or "block", self._taken)

    def named(self, block: Block, **more: str) -> dict[str, str]:
        """The attributes of a block's element: its eId, and its wId where it had another name before."""
        found = {"eId": self._eids[id(block)], **more}
        if block.id in self._former:
            found["wId"] = self._former[block.id]
        return found

    def number(self, parent: Element, block: Block) -> None:
        """The number as the page shows it."""
        if block.shown:
            add(parent, "num").text = block.shown

    def text(self, parent: Element, tag: str, block: Block, attributes: dict[str, str] | None = None) -> Element:
        """An element with the text of a block and its inline layer."""
        element = add(parent, tag, attributes)
        spans = self._layers.of(block, self._notes.get(block.id, ()))
        if not spans:
            element.text = block.text
            return element
        waiting = iter([*spans, None])
        rest = self._fill(element, block.text, 0, len(block.text), next(waiting), waiting)
        while rest:  # footnote marks at the very end
            self._mark(element, rest)
            rest = next(waiting)
        return element

    def cells(self, row: Element, block: Block) -> None:
        """The cells of a row, whose texts are joined by " | "; of the inline layer what stands within one cell."""
        spans, at = self._layers.of(block, self._notes.get(block.id, ())), 0
        for cell in block.text.split(" | "):
            end = at + len(cell)
            inside = [span for span in spans if at <= span.start and span.end <= end]
            after = [span for span in spans if end < span.start == span.end < end + 3]
            element = add(add(row, "td"), "p")
            waiting = iter([*inside, None])
            rest = self._fill(element, block.text, at, end, next(waiting), waiting)
            for span in (rest, *waiting, *after):
                if span:
                    self._mark(element, span)
            at = end + 3

    def _fill(
        self, element: Element, text: str, start: int, end: int, span: Span | None, waiting: Iterator[Span | None]
    ) -> Span | None:
        """Put text[start:end] into an element, from `span` on; the first span that stands behind it is given back."""
        last: Element | None = None
        at = start
        while span and span.start < end:
            if last is None:
                element.text = text[at : span.start]
            else:
                last.tail = text[at : span.start]
            if span.start == span.end:
                last = self._mark(element, span)
                at, span = span.start, next(waiting)
                continue
            last = add(element, span.tag, span.attributes)
            inner = last if not span.also else add(last, "ref", span.also[0])
            rest = self._fill(inner, text, span.start, span.end, next(waiting), waiting)
            for attributes in span.also[1:]:
                add(last, "ref", attributes)
            at, span = span.end, rest
        if last is None:
            element.text = text[at:end]
        else:
            last.tail = text[at:end]
        return span

    def _mark(self, parent: Element, span: Span) -> Element:
        """A footnote where its mark stands: its text where that is not given yet, else its mark alone."""
        note = span.note
        if note is None:
            element = add(parent, span.tag, span.attributes)
            element.text = span.words or None
            return element
        block = self._noted.get(note.id)
        attributes = {"marker": note.label, "placement": "bottom"}
        if block is None:
            element = add(parent, "authorialNote", {"eId": self.own(note.id), **attributes})
            add(element, "p").text = note.text
        elif block.id in self._placed:
            element = add(parent, "noteRef", {"href": f"#{legal(self._eids[id(block)])}", "marker": note.label})
        else:
            self._placed.add(block.id)
            element = add(parent, "authorialNote", self.named(block, **attributes))
            if block.shown != note.label:
                self.number(element, block)
            self.text(element, "p", block)
        return element
