"""Writes a comparison as one calm page: what changed, then both texts side by side; complete in itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from lxml.etree import _Element as Element

from ...compare.records import Comparison, Difference, Pair, Weight
from ...interface import Interface
from ...languages import LANGUAGES
from ...model import Document
from ..html.inline import add, clean, element
from ..html.whole import closed, opened
from .sentences import Sentences

_ORDER: tuple[Weight, ...] = ("substance", "negotiation", "wording", "form")


def page(comparison: Comparison, before: Document, after: Document, words: Interface) -> str:
    """The page, labelled in the language of `words`. It needs neither scripts nor the network."""
    labels = words.comparison.labels
    root, body = opened(f"{labels['title']} – {comparison.before} → {comparison.after}", "comparison.css", words)
    title = after.title or before.title or labels["title"]
    add(body, "h1", title, lang=after.language, dir=LANGUAGES[after.language].direction)
    told = add(body, "p", class_="quiet")
    add(told, "bdi", comparison.before).tail = " → "
    add(told, "bdi", comparison.after)
    add(body, "p", labels["legend"], class_="quiet")
    sentences = Sentences(comparison, words)
    body.extend(changes(comparison, sentences, words))
    add(body, "h2", labels["all_text"])
    body.append(texts(comparison, sentences, words))
    apart = len(comparison.apart_before) + len(comparison.apart_after)
    if apart:
        add(body, "p", f"{labels['apart']}{words.labels.colon}{apart}", class_="quiet")
    for child in body:
        child.tail = "\n"
    return closed(root)


def changes(comparison: Comparison, sentences: Sentences, words: Interface) -> Iterable[Element]:
    """The changes by weight, each with a link to its paragraph."""
    rows = {side.block: at for at, pair in enumerate(comparison.pairs) for side in pair.before}
    rows |= {side.block: at for at, pair in enumerate(comparison.pairs) for side in pair.after}
    if not comparison.changes:
        yield element("p", words.comparison.labels["none"])
    for weight in _ORDER:
        found = [change for change in comparison.changes if change.weight == weight]
        if not found:
            continue
        yield element("h2", words.comparison.weights[weight])
        listed = element("ol", class_="changes")
        for change in found:
            item = add(listed, "li", class_=weight)
            link = add(item, "a", class_="where", href=f"#p{rows.get(_block(change), 0)}")
            add(link, "bdi", sentences.where(change))
            add(item, "span", sentences.sentence(change), dir="auto")
        yield listed


def _block(change: Difference) -> str:
    place = change.after or change.before
    return place.block if place else ""


def texts(comparison: Comparison, sentences: Sentences, words: Interface) -> Element:
    """Both texts, a row a paragraph, with the words that changed marked."""
    labels = words.comparison.labels
    table = element("table")
    heads = add(add(table, "thead"), "tr")
    for name in ("where", "before", "after"):
        add(heads, "th", labels[name], scope="col")
    rows = add(table, "tbody")
    for at, pair in enumerate(comparison.pairs):
        row = add(rows, "tr", id=f"p{at}", class_=pair.relation)
        add(add(row, "th", scope="row"), "bdi", sentences.where_of(pair))
        for side in (0, 1):
            code = comparison.languages[side]
            cell = add(row, "td", lang=code, dir=LANGUAGES[code].direction)
            _marked(cell, pair, side)
    return table


def _marked(cell: Element, pair: Pair, side: Literal[0, 1] | int) -> None:
    """A text with its changed words as `del` or `ins`; of a paragraph that came or went, all of it."""
    tag = "ins" if side else "del"
    text = pair.new_text() if side else pair.old_text()
    if pair.relation in ("added", "removed"):
        if text:
            add(cell, tag, text)
        return
    at, last = 0, None
    for stretch in pair.stretches:
        start, end = (stretch.new_start, stretch.new_end) if side else (stretch.start, stretch.end)
        if start == end:
            continue
        _append(cell, last, text[at:start])
        last = add(cell, tag, text[start:end])
        at = end
    _append(cell, last, text[at:])


def _append(cell: Element, last: Element | None, text: str) -> None:
    if last is None:
        cell.text = clean((cell.text or "") + text)
    else:
        last.tail = clean(text)
