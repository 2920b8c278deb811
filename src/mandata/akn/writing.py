"""Writes a document as Akoma Ntoso 3.0 in the profile of the United Nations: `write(document) -> bytes`."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from lxml import etree

from ..errors import AknError
from ..model import Block, Decision, Document, Note
from . import iri, meta
from .body import Body, page, preamble
from .build import Builder, Element, add
from .iri import Iri
from .layers import Layers, decision_of
from .naming import document_class, naming
from .parts import Part, Sections, sections, split
from .record import write_record
from .references import AKN, References
from .shapes import NAMESPACE
from .validate import validate
from .words import words

_SPACES = {None: AKN, "m": NAMESPACE}


def write(document: Document, former: Mapping[str, str] | None = None) -> bytes:
    """The document as Akoma Ntoso, UTF-8. `former` gives parts that had another name before (the numbers of a draft
    that were changed when it was adopted): the former name of a block by its id; it is written as wId.

    Raises AknError where the document cannot be said in XML (control characters) or would not be valid.
    """
    try:
        root = tree(document, former)
    except ValueError as problem:
        raise AknError(
            f"a text with signs that XML does not have ({problem})", "text without control characters", "remove them"
        ) from problem
    validate(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def tree(document: Document, former: Mapping[str, str] | None = None) -> Element:
    """The document as a tree of elements, not yet proved. Raises ValueError where a text has signs that XML has not."""
    if len({id(block) for block in document.blocks}) < len(document.blocks):  # one record in two places
        blocks = tuple(msgspec.structs.replace(block) for block in document.blocks)
        document = msgspec.structs.replace(document, blocks=blocks)
    return _Writer(document, former or {}).write()


class _Writer:
    """Puts one document together."""

    def __init__(self, document: Document, former: Mapping[str, str]) -> None:
        self._document = document
        taken: set[str] = set()
        self._references = References(document.language, taken)
        self._references.to("TLCOrganization", "mandata", "/ontology/akn/un/mandata", "Mandata")
        self._words = words(document.language)
        self._notes, self._noted = _notes(document)
        self._builder = Builder(
            Layers(document, self._references), document.blocks, self._notes, self._noted, taken, former
        )
        self._components: list[tuple[Element, Part]] = []

    def write(self) -> Element:
        document = self._document
        root: Element = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=_SPACES)  # type: ignore[arg-type]
        known = document_class(document.kind)
        element = add(root, known.element, {"name": known.name, "contains": "originalVersion"})
        part = split(document, set(self._noted))
        head = self._head(element, iri.of_document(document), None)
        self._content(element, part, main=True)
        self._references.write(head, meta.SOURCE)
        proprietary = add(head, "proprietary", {"source": meta.SOURCE})
        write_record(proprietary, document, self._builder.addresses(document.blocks))
        return root

    def _head(self, element: Element, address: Iri, decision: Decision | None) -> Element:
        head = add(element, "meta")
        meta.identification(head, self._document, address, self._references, decision)
        if decision is None:
            meta.classification(head, self._document, self._references)
        meta.life(head, self._document, self._references, decision)
        return head

    def _content(self, element: Element, part: Part, *, main: bool) -> None:
        found = sections(part, main=main)
        outer, self._components = self._components, []
        self._pages(element, found)
        Body(self._builder, add(element, "mainBody"), self._component).write(found.body)
        if found.conclusions:
            page(self._builder, add(element, "conclusions"), found.conclusions)
        if found.attachments:
            attachments = add(element, "attachments")
            for attached in found.attachments:
                self._inner(add(attachments, "attachment"), attached)
        if self._components:
            components = add(element, "components")
            for reference, inner in self._components:
                component = add(components, "component", {"eId": reference.get("src", "")[1:]})
                self._inner(component, inner)
        self._components = outer

    def _pages(self, element: Element, found: Sections) -> None:
        for tag, blocks in (("coverPage", found.cover), ("preface", found.preface)):
            if blocks:
                page(self._builder, add(element, tag), blocks)
        if found.preamble:
            preamble(self._builder, add(element, "preamble"), found.preamble, self._words)

    def _component(self, parent: Element, part: Part) -> None:
        """A part that stands amid the text: a reference in its place, the part itself at the end."""
        name = part.annex or f"dec_{(part.decision or 0) + 1}"
        own = self._builder.own(f"cmp_{name}")
        reference = add(parent, "componentRef", {"src": f"#{own}", "showAs": self._shown(part)})
        reference.tail = "\n"
        self._components.append((reference, part))

    def _shown(self, part: Part) -> str:
        decision = None if part.annex else decision_of(self._document, part.decision)
        if decision:
            return decision.number or decision.title or "decision"
        return part.annex or "part"

    def _inner(self, container: Element, part: Part) -> None:
        """The document in a component or attachment; the heading of an annex is the container's own."""
        first = part.content[0] if part.content else None
        if part.annex and isinstance(first, Block) and first.kind == "heading":
            part.content.pop(0)
            own = self._builder.named(first)
            if "eId" not in container.attrib:  # one that is referred to has an eId already
                for name, value in own.items():
                    container.set(name, value)
                own = {}
            self._builder.number(container, first)
            self._builder.text(container, "heading", first, own)
        only = part.content[0] if len(part.content) == 1 else None
        if part.annex and isinstance(only, Part):
            part = only
        self._part(container, part)

    def _part(self, container: Element, part: Part) -> None:
        document = self._document
        decision = None if part.annex else decision_of(document, part.decision)
        whole = iri.of_document(document)
        if decision and part.decision is not None:
            stages = naming().decisions[decision.kind]
            name = stages.draft if decision.draft else stages.adopted
            element = add(container, "statement", {"name": name, "contains": "originalVersion"})
            address = iri.of_decision(document, part.decision)
        else:
            element = add(container, "doc", {"name": "annex", "contains": "originalVersion"})
            address = msgspec.structs.replace(whole, component=part.annex or "part")
        self._head(element, address, decision)
        self._content(element, part, main=False)


def _notes(document: Document) -> tuple[dict[str, list[Note]], dict[str, Block]]:
    """Notes by the block of their mark, and the blocks with the texts of notes by their id."""
    own = {block.id: block for block in document.blocks if block.kind == "note"}
    others = {block.id for block in document.blocks}
    placed: dict[str, list[Note]] = {}
    noted: dict[str, Block] = {}
    for note in document.notes:
        if note.block in others and note.block not in own:
            placed.setdefault(note.block, []).append(note)
            if note.id in own:
                noted[note.id] = own[note.id]
    return placed, noted
