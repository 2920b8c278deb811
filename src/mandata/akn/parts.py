"""Parts a document into what Akoma Ntoso keeps apart: itself, its annexes, the decisions in it and their annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..model import Block, Document
from .naming import document_class

_ANNEX = re.compile(r"(?:dec_\d+__)?(annex_\d+)(?:__|$)")
_OPENING = ("front", "title")
_PREAMBLE = ("formula", "preambular")


@dataclass
class Part:
    """A document of its own inside a document: a decision (its index) or an annex, with what stands in it in order."""

    decision: int | None = None
    annex: str = ""
    content: list[Block | Part] = field(default_factory=list)

    def holds(self, decision: int | None, annex: str) -> bool:
        """Whether a decision or annex may stand in this part."""
        if self.decision is None:
            return not self.annex or (decision is not None)
        return decision == self.decision and bool(annex) and not self.annex


@dataclass
class Sections:
    """The content of a part by the sections of Akoma Ntoso, whose order is that of the text."""

    cover: list[Block]
    preface: list[Block]
    preamble: list[Block]
    body: list[Block | Part]
    conclusions: list[Block]
    attachments: list[Part]


def split(document: Document, noted: set[str]) -> Part:
    """The document as a tree of parts; blocks whose id is in `noted` stand in the footnotes instead.

    A document that is one decision is not parted from it.
    """
    merged = len(document.decisions) == 1 and document_class(document.kind).element == "statement"
    main = Part()
    opened = [main]
    for block in document.blocks:
        if block.kind == "note" and block.id in noted:
            continue
        annex = found[1] if (found := _ANNEX.match(block.id)) else ""
        decision = None if merged else block.decision
        while len(opened) > 1 and not _fits(opened[-1], decision, annex):
            opened.pop()
        if (opened[-1].decision, opened[-1].annex) != (decision, annex):
            if annex and decision is not None and opened[-1].decision is None:
                _open(opened, decision, "")
            _open(opened, decision, annex)
        opened[-1].content.append(block)
    return main


def _fits(part: Part, decision: int | None, annex: str) -> bool:
    return (part.decision, part.annex) == (decision, annex) or part.holds(decision, annex)


def _open(opened: list[Part], decision: int | None, annex: str) -> None:
    part = Part(decision, annex)
    opened[-1].content.append(part)
    opened.append(part)


def sections(part: Part, *, main: bool) -> Sections:
    """What of a part is first page, preface, preamble, body, conclusions and attachments.

    Only what opens a part is its preface and preamble; the same kinds of paragraphs further down stay in the body, so
    that the order of the text is never changed.
    """
    content = list(part.content)
    attached: list[Part] = []
    while content and isinstance(content[-1], Part) and content[-1].annex:
        attached.insert(0, content.pop())  # type: ignore[arg-type]
    kinds = [item.kind if isinstance(item, Block) else "" for item in content]
    opening = next((at for at, kind in enumerate(kinds) if kind not in _OPENING), len(kinds))
    body = _end_of_preamble(kinds, opening)
    closing = next((at for at in range(len(kinds), body, -1) if kinds[at - 1] != "back"), body)
    preface = [item for item in content[:opening] if isinstance(item, Block)]
    title = next((at for at, block in enumerate(preface) if block.kind == "title"), 0) if main else 0
    return Sections(
        cover=preface[:title],
        preface=preface[title:],
        preamble=[item for item in content[opening:body] if isinstance(item, Block)],
        body=content[body:closing],
        conclusions=[item for item in content[closing:] if isinstance(item, Block)],
        attachments=attached,
    )


def _end_of_preamble(kinds: list[str], start: int) -> int:
    """The preamble goes from a formula or recital to the last before anything else but headings."""
    end = at = start
    while at < len(kinds) and kinds[at] in (*_PREAMBLE, "heading", *_OPENING):
        at += 1
        if kinds[at - 1] in _PREAMBLE:
            end = at
    return end
