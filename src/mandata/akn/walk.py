"""Walks through Akoma Ntoso in the order of its text and gives back piece after piece, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

Element = etree._Element


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


DOCUMENTS = _names(
    """
    act amendment amendmentList bill debate debateReport doc documentCollection judgment officialGazette portion
    statement
    """
)
SECTIONS = _names(
    """
    coverPage preface preamble header conclusions mainBody body collectionBody debateBody judgmentBody
    amendmentBody portionBody
    """
)
HIERARCHY = _names(
    """
    alinea article book chapter clause division hcontainer indent level paragraph part point proviso rule section
    subchapter subclause subdivision sublist subparagraph subpart subrule subsection subtitle title tome
    transitional
    """
)
OWNERS = HIERARCHY | _names(
    """
    answer attachment blockContainer citation component container formula item narrative other question recital
    scene speech summary tblock wrapUp
    """
)
CARRIERS = _names(
    """
    block crossHeading heading listIntroduction listWrapUp p subheading
    """
)


@dataclass
class Owner:
    """The element to which a text belongs: a paragraph, point, recital, section."""

    element: Element
    tag: str
    above: Owner | None
    number: str = ""
    filled: bool = False

    @property
    def eid(self) -> str:
        return address_of(self.element)


@dataclass
class Piece:
    """A text with what it belongs to. `carriers` are the elements that hold it: one, in a row of a table one a cell."""

    carriers: list[Element]
    tag: str
    section: str
    document: Element
    eid: str = ""
    owner: Owner | None = None
    first: bool = True  # the first text of its owner
    notes: list[Element] = field(default_factory=list)


def local(element: Element) -> str:
    """The name of an element without its namespace, so that all versions of the schema can be read."""
    return element.tag.rpartition("}")[2]


def address_of(element: Element) -> str:
    """The eId, or the id of older versions."""
    return element.get("eId") or element.get("id") or ""


def pieces(root: Element) -> Iterator[Piece]:
    """The texts of a document, annexes and components each in their place."""
    return _Walk(root).all()


class _Walk:
    def __init__(self, root: Element) -> None:
        self._root = root
        self._components = {
            address_of(element): element for element in root.iter("{*}component", "component") if address_of(element)
        }
        self._seen: set[Element] = set()

    def all(self) -> Iterator[Piece]:
        for element in self._root:
            if local(element) in DOCUMENTS:
                yield from self._visit(element, None, "", element)

    def _visit(self, parent: Element, owner: Owner | None, section: str, document: Element) -> Iterator[Piece]:
        for element in parent:
            tag = local(element)
            if tag == "meta":
                continue
            if tag in CARRIERS or (tag not in OWNERS and element.text and not element.text.isspace() and tag != "num"):
                yield self._text(element, tag, owner, section, document)
            elif tag == "num":
                if owner:
                    owner.number = plain(element)
            elif tag == "tr":
                cells = [cell for cell in element if local(cell) in ("td", "th")]
                yield Piece(cells, "tr", section, document, address_of(element), notes=_notes(element))
            elif tag == "componentRef":
                yield from self._component(element, document)
            elif tag in ("component", "attachment"):
                if element not in self._seen:
                    self._seen.add(element)
                    yield from self._visit(element, Owner(element, tag, None), "", document)
            elif tag in DOCUMENTS:
                yield from self._visit(element, None, "", element)
            else:
                inner = Owner(element, tag, owner) if tag in OWNERS else owner
                yield from self._visit(element, inner, tag if tag in SECTIONS else section, document)

    def _component(self, reference: Element, document: Element) -> Iterator[Piece]:
        component = self._components.get((reference.get("src") or "").rpartition("#")[2])
        if component is not None and component not in self._seen:
            self._seen.add(component)
            yield from self._visit(component, Owner(component, "component", None), "", document)

    def _text(self, element: Element, tag: str, owner: Owner | None, section: str, document: Element) -> Piece:
        own = address_of(element)
        free = owner is not None and not owner.filled and not (own and owner.tag in ("component", "attachment"))
        eid = owner.eid if owner and free else own
        if owner:
            owner.filled = True
        return Piece([element], tag, section, document, eid, owner, free, _notes(element))


def _notes(element: Element) -> list[Element]:
    return list(element.iter("{*}authorialNote", "authorialNote")) if len(element) else []


def plain(element: Element) -> str:
    """The text of an element to the letter, without the footnotes and removed words in it."""
    if not len(element):
        return element.text or ""
    if not any(_apart(inner) for inner in element.iterdescendants()):
        return "".join(str(words) for words in element.itertext())
    return "".join(_letters(element))


def _apart(element: Element) -> bool:
    """What stands amid a text and is no part of it: footnotes, and words that a tracked change has taken away."""
    tag = local(element)
    return tag == "authorialNote" or (tag in ("ins", "del") and element.get("status") == "removed")


def _letters(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not _apart(child):
            yield from _letters(child)
        yield child.tail or ""


def text(piece: Piece) -> str:
    """The text of a piece; the cells of a row are joined by " | "."""
    return " | ".join(plain(carrier) for carrier in piece.carriers)
