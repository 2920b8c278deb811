"""The text of a block as inline elements: what is said who, with whom, by when; references; footnote marks; italics.

The text itself stands there as issued; the names of its parts are attributes, which the style sheet shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from ...interface import Column, Interface
from ...model import Block, Citation, Note, Phrase, Provision, Stretch
from ..columns import reference
from ..reading import key_of

_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_SAFE_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
Said = tuple[Column, Phrase]  # a phrase and the heading that names what it says
_FORMS = {"italic": "i", "bold": "b"}
_CHANGES = {"inserted": "ins", "moved_to": "ins", "deleted": "del", "moved_from": "del"}


class Span(NamedTuple):
    """A stretch of a text and the element that it becomes; of equal stretches the lower `depth` is outside."""

    start: int
    end: int
    depth: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()


class Anchors(NamedTuple):
    """What the texts of a document point to: footnotes by mark, and the number of a reference in the list."""

    notes: dict[tuple[str, int, str], Note]
    references: dict[str, int]


def element(tag: str, text: str = "", **attributes: str) -> Element:
    """An element; `class_` and `for_` are class and for, underscores in names stand for hyphens."""
    made = etree.Element(tag, {name.rstrip("_").replace("_", "-"): clean(value) for name, value in attributes.items()})
    made.text = clean(text) or None
    return made


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new last child."""
    made = element(tag, text, **attributes)
    parent.append(made)
    return made


def clean(text: str) -> str:
    """Signs that no page may hold (control codes) become the replacement character."""
    return _NOT_IN_XML.sub("\ufffd", text)


def write_inline(
    parent: Element, block: Block, spans: Iterable[Span], anchors: Anchors, place: tuple[int, int]
) -> None:
    """The part `place` of a block's text inside `parent`, with its footnote marks.

    Where stretches cross, one goes on in a further element; the class "more" tells all its elements but the last. A
    link is never inside another: the innermost is followed.
    """
    start, end = place
    marks = [mark.at for mark in block.marks if start <= mark.at <= end]
    inside = sorted({s for s in spans if s.start < end and s.end > start}, key=lambda s: (s.start, -s.end, s.depth))
    edges = {edge for s in inside for edge in (s.start, s.end) if start < edge < end}
    cuts = sorted({start, end, *marks, *edges})
    coming = iter([*inside, Span(end, end, 0, "")])
    following = next(coming)
    open_: list[tuple[Span, Element]] = []
    active: list[Span] = []
    for at, until in zip(cuts, [*cuts[1:], end], strict=True):
        active = [s for s in active if s.end > at]
        while following.start <= at < end and following.tag:
            active.append(following)
            following = next(coming)
        links = [s for s in active if s.tag == "a"]
        wanted = [s for s in active if s.tag != "a" or s is links[-1]]
        if at in marks:
            _close(open_, [s for s in wanted if s.tag != "a"], at)
            _write_marks(open_[-1][1] if open_ else parent, block, at, anchors)
        _close(open_, wanted, at)
        for span in wanted[len(open_) :]:
            open_.append((span, add(open_[-1][1] if open_ else parent, span.tag, **dict(span.attributes))))
        _append(open_[-1][1] if open_ else parent, block.text[at:until])


def _close(open_: list[tuple[Span, Element]], wanted: list[Span], at: int) -> None:
    """Leave open what `wanted` begins with; what is not at its end yet will go on in another element."""
    kept = sum(1 for _ in takewhile(lambda pair: pair[0][0] == pair[1], zip(open_, wanted, strict=False)))
    for span, made in open_[kept:]:
        if span.end > at:
            made.set("class", f"{made.get('class', '')} more".strip())
    del open_[kept:]


def _append(parent: Element, text: str) -> None:
    """Text after what stands in `parent`."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean(text)
    else:
        parent.text = (parent.text or "") + clean(text)


def _write_marks(parent: Element, block: Block, at: int, anchors: Anchors) -> None:
    """The footnote marks at a place, each with a link to its note if it has one."""
    for mark in block.marks:
        if mark.at != at:
            continue
        raised = add(parent, "sup")
        if note := anchors.notes.get(key_of(block, mark)):
            add(raised, "a", mark.note, href=f"#{note.id}", id=f"to_{note.id}", role="doc-noteref")
        else:
            raised.text = clean(mark.note)


# ---------------------------------------------------------------------------------------------- what is marked


def spans_of(
    block: Block, said: Iterable[Said], cited: Iterable[Citation], words: Interface, anchors: Anchors
) -> set[Span]:
    """All stretches of a block: its form, what provisions say with its words, its references."""
    found = {_form(stretch) for stretch in block.stretches}
    found |= {Span(c.start, c.end, 5, _CHANGES.get(c.kind, "")) for c in block.changes if c.start < c.end}
    found |= {_role(phrase, role, words) for role, phrase in said}
    values: dict[tuple[int, int], list[Citation]] = {}
    for citation in cited:
        values.setdefault((citation.start, citation.end), []).append(citation)
    for (start, end), citations in values.items():
        meaning = "; ".join(reference(citation, words) for citation in citations)
        target = f"#ref_{anchors.references[citations[0].value]}"
        found.add(Span(start, end, 2, "a", (("class_", "cite"), ("href", target), ("title", meaning))))
    return {span for span in found if span.tag}


def roles(provision: Provision) -> Iterator[Said]:
    """The parts of a provision that are marked in the text; they may stand in the paragraph above its own."""
    yield from (("who", phrase) for phrase in provision.addressees)
    yield from (("partners", phrase) for phrase in provision.partners)
    yield from (("conditions", phrase) for phrase in provision.conditions)
    yield from (("due", phrase) for phrase in provision.due)


def _role(phrase: Phrase, role: Column, words: Interface) -> Span:
    attributes = (("class_", f"say {role}"), ("data_label", words.headings[role]))
    return Span(phrase.start, phrase.end, 1, "span", attributes)


def _form(stretch: Stretch) -> Span:
    if stretch.form == "link":
        if not _SAFE_LINK.match(stretch.value):
            return Span(stretch.start, stretch.end, 3, "")
        return Span(stretch.start, stretch.end, 3, "a", (("href", stretch.value), ("rel", "noreferrer")))
    return Span(stretch.start, stretch.end, 4, _FORMS[stretch.form])
