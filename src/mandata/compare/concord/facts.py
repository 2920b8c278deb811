"""Gathers what a paragraph says as facts that can be compared across languages: references, figures, names, acts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ...folding import fold
from ...model import Block, Document
from ...names import scan
from .figures import Figures, figures
from .wording import Wording, wording

FactKind = Literal[
    "citation", "date", "number", "meeting", "organization", "act", "addressee", "condition", "due", "negation",
    "modality", "quotation", "note",
]  # fmt: skip


_ADDRESS = re.compile(r"(?:[a-z]+://|www\.)[!-~]+")


class Fact(NamedTuple):
    """One fact of a block: `key` is the same in every language, `text` are the words at its place."""

    kind: FactKind
    key: str
    block: str
    start: int
    end: int
    text: str
    alternatives: frozenset[str] = frozenset()


class Paragraph(NamedTuple):
    """A block with its facts, and what helps to find facts that were not read: figures as they stand, names."""

    block: Block
    facts: dict[str, list[Fact]]
    figures: Figures
    names: frozenset[str]
    signals: frozenset[str]
    """What it names, cites and counts, as far as that is the same in every language."""


def paragraphs(document: Document) -> dict[str, Paragraph]:
    """The blocks of a document with their facts, by the block's id, in order."""
    found: dict[str, dict[str, list[Fact]]] = {block.id: defaultdict(list) for block in document.blocks}
    for fact in (*_references(document), *_mentions(document), *_provisions(document)):
        found[fact.block][fact.kind].append(fact)
    out: dict[str, Paragraph] = {}
    for block in document.blocks:
        facts = found[block.id]
        taken = [(fact.start, fact.end) for fact in facts["citation"]]
        read = figures(block.text, document.language, [*taken, *_links(block)])
        for fact in _words(block, wording(document.language)):
            facts[fact.kind].append(fact)
        facts["date"] = [
            Fact("date", d.value, block.id, d.start, d.end, block.text[d.start : d.end]) for d in read.dates
        ]
        facts["note"] = [Fact("note", mark.note, block.id, mark.at, mark.at, "") for mark in block.marks]
        names = frozenset(hit.ref for hit in scan(block.text, document.language, nested=True))
        out[block.id] = Paragraph(block, facts, read, names, frozenset(_signals(facts, read)))
    return out


def _signals(facts: dict[str, list[Fact]], read: Figures) -> Iterator[str]:
    for kind in ("citation", "date", "organization", "meeting"):
        yield from (f"{kind}:{fact.key}" for fact in facts[kind])
    for number in read.numbers:
        if not number.spelt:
            yield from (f"number:{value:f}" for value in number.values)


def _links(block: Block) -> list[tuple[int, int]]:
    """Addresses of the web: their figures are none."""
    return [match.span() for match in _ADDRESS.finditer(block.text)]


def _references(document: Document) -> Iterator[Fact]:
    for c in document.citations:
        yield Fact("citation", c.value, c.block, c.start, c.end, c.text)


def _mentions(document: Document) -> Iterator[Fact]:
    for m in document.mentions:
        if m.ref is None:
            continue
        if m.kind == "meeting":
            number = m.ref.rpartition("-")[2]
            if number.isdigit():
                yield Fact("meeting", number, m.block, m.start, m.end, m.text)
        else:
            yield Fact("organization", m.ref, m.block, m.start, m.end, m.text)


def _provisions(document: Document) -> Iterator[Fact]:
    seen: set[tuple[object, ...]] = set()
    opening = _opening(document)
    for p in document.provisions:
        block = opening.get(p.block, p.block) if p.inherited else p.block
        first = min(
            (x.start for x in (*p.addressees, *([p.action] if p.action else [])) if x.block == p.block), default=p.end
        )
        start, end = (p.start, max(first, p.start)) if not p.inherited else (0, 0)
        facts = [
            Fact("act", p.act, block, start, end, "" if p.inherited else p.text[: end - start], frozenset(p.act_alt))
        ]
        for actor in p.addressees:
            facts += [Fact("addressee", ref, actor.block, actor.start, actor.end, actor.text) for ref in actor.refs]
        facts += [Fact("condition", c.type, c.block, c.start, c.end, c.text) for c in p.conditions]
        facts += [Fact("due", d.value, d.block, d.start, d.end, d.text) for d in p.due]
        for fact in facts:
            same = (fact.kind, fact.key, fact.block, fact.start)
            if same not in seen:
                seen.add(same)
                yield fact


def _opening(document: Document) -> dict[str, str]:
    """For each sub-paragraph the paragraph that opens it, whose act it inherits."""
    found: dict[str, str] = {}
    outermost = ""
    for block in document.blocks:
        if block.kind == "operative":
            outermost = block.id if block.level == 1 else outermost
            found[block.id] = outermost or block.id
    return found


def _words(block: Block, words: Wording) -> Iterator[Fact]:
    """Negations, modal words and quotations."""
    folded = fold(block.text)
    for match in words.negation.finditer(folded.text):
        if match["word"]:
            yield _at(block, "negation", "not", folded.start(match.start()), folded.end(match.end()))
    for match in words.modal.finditer(folded.text):
        if match["word"]:
            levels = [level for pattern, level in words.levels if pattern.fullmatch(match[0])]
            yield _at(block, "modality", "|".join(levels), folded.start(match.start()), folded.end(match.end()))
    for start, end in _quoted(block.text, words.data.quotes):
        yield _at(block, "quotation", "quoted", start, end)


def _at(block: Block, kind: FactKind, key: str, start: int, end: int) -> Fact:
    return Fact(kind, key, block.id, start, end, block.text[start:end])


def _quoted(text: str, pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
    """The stretches between quotation marks, outermost, from left to right."""
    found, at = [], 0
    while at < len(text):
        for opening, closing in pairs:
            if text[at] == opening and (end := text.find(closing, at + 1)) > 0:
                found.append((at, end + 1))
                at = end
                break
        at += 1
    return found
