"""A text as issued, passage by passage: numbers, footnotes, tables, and in place what is said and cited."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

import msgspec
from django.utils.safestring import SafeString, mark_safe
from lxml import html
from lxml.etree import _Element as Element

from ..model import Block, Citation, Document
from ..publish.columns import reference
from ..publish.html.inline import Anchors, Said, Span, element, roles, spans_of, write_inline
from ..publish.reading import cells_of, grouped, note_of
from ..register.models import Expression
from ..register.readings import reading
from .show import Desk, at, direction

_KEPT = 48  # documents that a worker keeps read
_HEADINGS = ("title", "heading")


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph, heading, table or footnote. `html` is its text with what is marked in it, `rows` those of a table.

    `paragraph` is the key of its paragraph in the register and `permalink` its page (0 and empty where it has none);
    `rank` is that of a heading: 2 to 6.
    """

    id: str
    kind: str
    level: int
    language: str
    direction: str
    number: str = ""
    html: SafeString = SafeString("")
    rows: tuple[tuple[SafeString, ...], ...] = ()
    rank: int = 0
    paragraph: int = 0
    permalink: str = ""
    back: str = ""


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """What a text cites, once: its meaning, where that leads, and the passages that cite it."""

    id: str
    name: str
    href: str
    places: tuple[tuple[str, str], ...]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text, or a part of one, in one language."""

    language: str
    direction: str
    passages: tuple[Passage, ...]
    notes: tuple[Passage, ...]
    references: tuple[Reference, ...]


class InText(msgspec.Struct, frozen=True, kw_only=True):
    """Words in their paragraph: what stands before, the words, what stands after; `label` is the paragraph's number."""

    language: str
    direction: str
    before: str
    words: str
    after: str
    label: str = ""


def in_text(text: str, start: int, end: int, language: str, label: str = "") -> InText:
    """The words at a place of a text (code points, half-open), with the rest of it."""
    return InText(
        language=language,
        direction=direction(language),
        before=text[:start],
        words=text[start:end],
        after=text[end:],
        label=label,
    )


def document_of(expression: Expression) -> Document:
    """What the reader gave of a language version; kept, so that the next page needs not decode it again."""
    return _document(expression.pk, expression.read.isoformat())


@lru_cache(maxsize=_KEPT)
def _document(key: int, read: str) -> Document:
    return reading(Expression.objects.get(pk=key))


def text(
    look: Desk, expression: Expression, wanted: Collection[str] | None = None, prefix: str = "", paragraphs: bool = True
) -> Text:
    """The text of a language version: all of it, or the blocks `wanted` with the footnotes that belong to them.

    `prefix` goes before every id, where a page shows two languages.
    """
    document = document_of(expression)
    blocks = [block for block in document.blocks if wanted is None or block.id in wanted]
    inside = {block.id for block in blocks}
    notes = {note.id for note in document.notes if note.block in inside}
    blocks += [block for block in document.blocks if block.id in notes - inside]
    if wanted is not None:  # a footnote stands with its mark, in whichever order the file has it
        inside |= notes
    citations = [citation for citation in document.citations if citation.block in inside]
    writer = Writer(look, document, expression, citations, prefix)
    return Text(
        language=document.language,
        direction=direction(document.language),
        passages=tuple(writer.passages([block for block in blocks if block.kind != "note"])),
        notes=tuple(writer.passages([block for block in blocks if block.kind == "note"])),
        references=tuple(writer.references({block.id: block for block in blocks})),
    )


class Writer:
    """Writes the passages of one language version."""

    def __init__(
        self, look: Desk, document: Document, expression: Expression, citations: list[Citation], prefix: str
    ) -> None:
        self.look, self.document, self.prefix, self.citations = look, document, prefix, citations
        self.targets = _targets(look, expression)
        self.permalinks = _permalinks(look, expression)
        self.numbers: dict[str, int] = {}
        for citation in citations:
            self.numbers.setdefault(citation.value, len(self.numbers) + 1)
        self.values = {str(number): value for value, number in self.numbers.items()}
        self.anchors = Anchors(note_of(document), self.numbers)
        self.cited: dict[str, list[Citation]] = {}
        titles = {block.id for block in document.blocks if block.kind == "title"}  # a decision does not cite itself
        for citation in citations:
            if citation.block not in titles:
                self.cited.setdefault(citation.block, []).append(citation)
        self.said: dict[str, list[Said]] = {}
        for provision in document.provisions:
            for role, phrase in roles(provision):
                self.said.setdefault(phrase.block, []).append((role, phrase))
        self.backs = {note.id for note in document.notes}
        self.rank = 1

    def passages(self, blocks: list[Block]) -> Iterator[Passage]:
        """The passages of some blocks; the rows of a table make one."""
        for group in grouped(blocks):
            yield self._table(group) if group[0].kind == "table" else self._passage(group[0])

    def references(self, blocks: dict[str, Block]) -> Iterator[Reference]:
        """Every reference once, in the order of the text."""
        places: dict[str, dict[str, str]] = {}
        first: dict[str, Citation] = {}
        for citation in self.citations:
            block = blocks[citation.block]
            label = block.label or block.shown or self.look.say("text.here")
            places.setdefault(citation.value, {})[f"{self.prefix}{block.id}"] = label
            first.setdefault(citation.value, citation)
        for value, number in self.numbers.items():
            yield Reference(
                id=f"{self.prefix}ref_{number}",
                name=reference(first[value], self.look.words),
                href=self.targets.get(value, ""),
                places=tuple(places[value].items()),
            )

    def _passage(self, block: Block) -> Passage:
        paragraph, permalink = self.permalinks.get(block.id, (0, ""))
        if block.kind in _HEADINGS:
            self.rank = min(2 if block.kind == "title" else 2 + block.level, self.rank + 1, 6)
        return Passage(
            **self._about(block),
            number=block.shown,
            html=self._html(block, (0, len(block.text))),
            rank=self.rank if block.kind in _HEADINGS else 0,
            paragraph=paragraph,
            permalink=permalink,
            back=f"{self.prefix}to_{block.id}" if block.id in self.backs else "",
        )

    def _table(self, group: list[Block]) -> Passage:
        rows = tuple(tuple(self._html(block, place) for place in cells_of(block)) for block in group)
        return Passage(**self._about(group[0]), rows=rows)

    def _about(self, block: Block) -> dict[str, Any]:
        language = self.document.language
        return {
            "id": f"{self.prefix}{block.id}",
            "kind": block.kind,
            "level": min(block.level, 6),
            "language": language,
            "direction": direction(language),
        }

    def _html(self, block: Block, place: tuple[int, int]) -> SafeString:
        """A stretch of a block's text; lxml escapes what stands in it."""
        root = element("span")
        said, cited = self.said.get(block.id, []), self.cited.get(block.id, [])
        spans = {self._aimed(span) for span in spans_of(block, said, cited, self.look.words, self.anchors)}
        write_inline(root, block, spans, self.anchors, place)
        if self.prefix:
            _prefix(root, self.prefix)
        written = html.tostring(root, encoding="unicode")
        return mark_safe(written[written.index(">") + 1 : -len("</span>")] if root.text or len(root) else "")

    def _aimed(self, span: Span) -> Span:
        """A reference leads to what it means, where the register holds that; else to the list of references."""
        attributes = dict(span.attributes)
        if span.tag != "a" or "href" not in attributes:
            return span
        number = attributes["href"].removeprefix("#ref_")
        if href := self.targets.get(self.values[number]):
            attributes |= {"href": href, "class_": "cite held"}
        return span._replace(attributes=tuple(attributes.items()))


def _prefix(root: Element, prefix: str) -> None:
    for each in root.iter():
        if "id" in each.attrib:
            each.set("id", f"{prefix}{each.get('id')}")
        if (href := each.get("href", "")).startswith("#"):
            each.set("href", f"#{prefix}{href[1:]}")


def _targets(look: Desk, expression: Expression) -> dict[str, str]:
    """Where the references of a language version lead inside the register, by their values."""
    from ..register.models import Citation as Held

    found: dict[str, str] = {}
    held = Held.objects.filter(text__expression=expression).exclude(
        to_document=None, to_decision=None, to_paragraph=None
    )
    related = held.select_related(
        "to_document", "to_decision", "to_paragraph__decision", "to_paragraph__document", "to_paragraph__text_of"
    )
    for each in related:
        if each.to_paragraph:
            found[each.value] = at("paragraph", each.to_paragraph.address)
        elif each.to_decision:
            found[each.value] = at("decision", each.to_decision.address)
        else:
            found[each.value] = at("document", each.to_document.address)
    return found


def _permalinks(look: Desk, expression: Expression) -> dict[str, tuple[int, str]]:
    """The paragraph of each block and its page."""
    related = ("paragraph__decision", "paragraph__document", "paragraph__text_of")
    texts = expression.texts.select_related(*related).defer("text", "paragraph__decision__names")
    return {each.block: (each.paragraph_id, at("paragraph", each.paragraph.address)) for each in texts}
