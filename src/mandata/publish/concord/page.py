"""Writes a comparison of language versions as one calm page: findings, then the versions side by side, marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from ...compare.concord.finding import Finding
from ...compare.concord.languages import Aligned, Concordance
from ...compare.concord.sentences import sentence
from ...interface import Interface
from ...languages import LANGUAGES
from ...model import Block, Document
from ..html.inline import add, clean, element
from ..html.whole import closed, opened

Places = dict[tuple[str, str], list[Finding]]
Rows = dict[tuple[str, str], int]


def page(found: Concordance, documents: Sequence[Document], words: Interface) -> str:
    """The page, labelled in the language of `words`; complete in itself, for print too."""
    own = words.concord
    first = found.versions[0]
    root, body = opened(" – ".join(filter(None, (own.title, first.symbol))), "concord.css", words)
    language = LANGUAGES[first.language]
    add(body, "h1", first.title or own.title, lang=first.language, dir=language.direction)
    told = add(body, "p", own.title, class_="quiet")
    if first.symbol:
        told.text = f"{own.title} · "
        add(told, "bdi", first.symbol)
    codes = [version.language for version in found.versions]
    rows = {
        (code, block): at
        for at, row in enumerate(found.rows)
        for code, cell in zip(codes, row.blocks, strict=True)
        for block in cell
    }
    body.extend(_listed(found.findings, own.findings, rows, words))
    if found.dismissed:
        body.extend(_listed(found.dismissed, own.dismissed, rows, words))
    add(body, "h2", own.shown)
    body.append(_table(found, documents, words))
    for child in body:
        child.tail = "\n"
    return closed(root)


def _listed(findings: Sequence[Finding], title: str, rows: Rows, words: Interface) -> Iterator[Element]:
    """The findings as sentences, each with a link to its row."""
    own = words.concord
    yield element("h2", f"{title}{words.labels.colon}{len(findings)}")
    if not findings:
        yield element("p", own.none)
        return
    listed = element("ol", class_="findings")
    for one in findings:
        item = add(listed, "li", class_=one.seriousness)
        where = one.at.label or one.against.label or own.paragraph
        place = one.at if one.fault == "added" else one.against
        row = rows.get((place.language, place.block), 0)
        link = add(item, "a", f"{LANGUAGES[one.language].name} {where}", href=f"#row{row}")
        link.tail = f" {clean(sentence(one, words))} "
        weight = f"{own.seriousness[one.seriousness]} · {own.sure}{words.labels.colon}{one.confidence:.2f} · {one.id}"
        add(item, "span", weight, class_="quiet")
        if one.accepted:
            add(item, "p", one.accepted, class_="quiet")
    yield listed


def _table(found: Concordance, documents: Sequence[Document], words: Interface) -> Element:
    around = element("div", class_="scroll", tabindex="0", role="region", aria_label=words.concord.shown)
    table = add(around, "table")
    head = add(add(table, "thead"), "tr")
    for document in documents:
        language = LANGUAGES[document.language]
        add(head, "th", language.name, scope="col", lang=document.language, dir=language.direction)
    blocks = [{block.id: block for block in document.blocks} for document in documents]
    places: Places = defaultdict(list)
    for one in found.findings:
        places[one.language, one.at.block].append(one)
    body = add(table, "tbody")
    for at, row in enumerate(found.rows):
        made = _row(row, documents, blocks, places, words)
        made.set("id", f"row{at}")
        body.append(made)
    return around


def _row(
    row: Aligned, documents: Sequence[Document], blocks: Sequence[dict[str, Block]], places: Places, words: Interface
) -> Element:
    made = element("tr")
    for v, document in enumerate(documents):
        language = LANGUAGES[document.language]
        cell = add(made, "td", lang=document.language, dir=language.direction)
        findings = [one for block in row.blocks[v] for one in places.get((document.language, block), [])]
        if findings or not row.blocks[v]:
            cell.set("class", "odd")
        if not row.blocks[v]:
            add(cell, "span", f"({words.concord.nothing})", class_="quiet", lang=words.language)
        for block in row.blocks[v]:
            _text(add(cell, "p"), blocks[v][block], places.get((document.language, block), []))
        for one in findings:
            direction = LANGUAGES[words.language].direction
            add(cell, "span", sentence(one, words), class_="said", lang=words.language, dir=direction)
    return made


def _text(paragraph: Element, block: Block, findings: Sequence[Finding]) -> None:
    """The number and words of a block, the words of findings marked."""
    if block.shown:
        add(paragraph, "span", block.shown, class_="number").tail = " "
    spans = sorted({(f.at.start, f.at.end) for f in findings if 0 <= f.at.start < f.at.end <= len(block.text)})
    at = 0
    for start, end in spans:
        if start < at:
            continue
        _say(paragraph, block.text[at:start])
        if end - start < len(block.text):
            add(paragraph, "mark", block.text[start:end])
            at = end
        else:
            at = start
    _say(paragraph, block.text[at:])


def _say(paragraph: Element, text: str) -> None:
    """Add words after what stands in a paragraph."""
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + clean(text)
    else:
        paragraph.text = (paragraph.text or "") + clean(text)
