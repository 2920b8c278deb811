"""Writes a document as one page that is complete in itself: text, side notes, footnotes, references; for print too."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from ...interface import Interface
from ...languages import LANGUAGES
from ...model import Block, Document
from ..columns import reference
from ..reading import facts, note_of
from .body import Body
from .inline import Anchors, add, clean, element
from .whole import closed, opened

__all__ = ["page"]


def page(document: Document, words: Interface) -> str:
    """The page of a document, labelled in the language of `words`. It needs neither scripts nor the network."""
    numbers: dict[str, int] = {}
    for citation in document.citations:
        numbers.setdefault(citation.value, len(numbers) + 1)
    body = Body(document, words, Anchors(note_of(document), numbers))
    text = body.element()
    title = " – ".join(filter(None, (document.symbol, document.title))) or words.labels.untitled
    root, inside = opened(title, "page.css", words)
    add(inside, "a", words.publish.labels.skip, href="#text", class_="skip")
    inside.append(_header(document, words))
    inside.extend(_contents(document, words, body))
    main = add(inside, "main", id="text", tabindex="-1")
    main.append(text)
    main.extend(_footnotes(document, words, body))
    main.extend(_references(document, words, numbers))
    for child in inside:
        child.tail = "\n"
    return closed(root)


def _header(document: Document, words: Interface) -> Element:
    """Title, facts, and how the page is to be read."""
    direction = LANGUAGES[document.language].direction
    header = element("header")
    title = document.title or document.symbol or words.labels.untitled
    add(header, "h1", title, lang=document.language, dir=direction)
    told = add(header, "dl", class_="facts")
    for label, value in facts(document, words):
        pair = add(told, "div")
        add(pair, "dt", label)
        add(add(pair, "dd"), "bdi", value)
    legend = add(header, "details")
    add(legend, "summary", words.publish.labels.legend)
    add(legend, "p", words.publish.labels.legend_text)
    samples = add(legend, "p")
    for role in ("who", "partners", "conditions", "due"):
        add(samples, "span", words.headings[role], class_=f"say {role}").tail = "  "
    return header


def _contents(document: Document, words: Interface, body: Body) -> Iterator[Element]:
    """Links to titles and the outermost headings, where there is something to choose."""
    chosen = [b for b in document.blocks if b.kind == "title" or (b.kind == "heading" and b.level == 1)]
    if len(chosen) < 2:
        return
    nav = element("nav", aria_label=words.publish.labels.contents)
    add(nav, "h2", words.publish.labels.contents)
    listed = add(nav, "ul", lang=document.language, dir=body.direction)
    for block in chosen:
        body.plain(add(add(listed, "li"), "a", href=f"#{block.id}"), block)
    yield nav


def _footnotes(document: Document, words: Interface, body: Body) -> Iterator[Element]:
    """The footnotes, each with a link back to its mark."""
    blocks = {block.id: block for block in document.blocks if block.kind == "note"}
    if not blocks:
        return
    section = element("section", role="doc-endnotes", aria_labelledby="footnotes")
    add(section, "h2", words.publish.labels.footnotes, id="footnotes")
    listed = add(section, "ul", class_="plain", lang=document.language, dir=body.direction)
    linked = {note.id for note in document.notes}
    for block in blocks.values():
        item = add(listed, "li", id=block.id)
        body.text(item, block)
        if block.id in linked:
            _append_back(item, block, words)
    yield section


def _append_back(item: Element, block: Block, words: Interface) -> None:
    label = f"{words.publish.labels.back} {block.shown}".strip()
    back = add(item, "a", "↩", href=f"#to_{block.id}", role="doc-backlink", aria_label=label, lang=words.language)
    if len(item) > 1:
        item[-2].tail = (item[-2].tail or "") + " "
    else:
        item.text = (item.text or "") + " "
    back.tail = None


def _references(document: Document, words: Interface, numbers: dict[str, int]) -> Iterator[Element]:
    """Every reference once, in the order of the text, with the paragraphs that make it."""
    if not numbers:
        return
    blocks = {block.id: block for block in document.blocks}
    section = element("section", aria_labelledby="references")
    add(section, "h2", words.publish.labels.references, id="references")
    listed = add(section, "ol")
    cited: dict[str, dict[str, str]] = {}
    meanings: dict[str, str] = {}
    for citation in document.citations:
        cited.setdefault(citation.value, {})[citation.block] = citation.text
        meanings.setdefault(citation.value, reference(citation, words))
    for value, number in numbers.items():
        item = add(listed, "li", id=f"ref_{number}")
        add(item, "bdi", meanings[value]).tail = f" — {words.publish.labels.cited_in} "
        for at, place in enumerate(cited[value]):
            if at:
                item[-1].tail = ", "
            link = add(item, "a", href=f"#{place}")
            add(link, "bdi", clean(blocks[place].label or blocks[place].shown or place))
    yield section
