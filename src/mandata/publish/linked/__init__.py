"""Writes documents as linked data: a graph of works, paragraphs, provisions and citations, as Turtle or JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rdflib import Graph

from ...model import Document
from .addresses import BASE, Addresses
from .entities import refs_of, write_concepts, write_entities
from .findings import write_findings
from .vocabulary import context, empty
from .works import write_works

__all__ = ["BASE", "graph", "jsonld", "turtle"]


def graph(documents: Iterable[Document], base: str = BASE) -> Graph:
    """The graph of all documents, with addresses below `base`; docs/linked-data.md explains its terms."""
    made, refs, at = empty(), set[str](), None
    for document in documents:
        at = Addresses(document, base)
        write_works(made, document, at)
        write_findings(made, document, at)
        write_concepts(made, iter(document.provisions))
        refs |= refs_of(document)
    if at is not None:
        write_entities(made, refs, at.entity)
    return made


def turtle(document: Document, base: str = BASE) -> str:
    """One document as Turtle; the same document gives the same text."""
    return graph([document], base).serialize(format="turtle")


def jsonld(document: Document, base: str = BASE) -> str:
    """One document as JSON-LD, its context inside: it is complete without the network."""
    terms = context()["@context"]
    written = graph([document], base).serialize(format="json-ld", context=terms)
    things = [_ordered(thing) for thing in json.loads(written)["@graph"]]
    ordered = {"@context": terms, "@graph": sorted(things, key=lambda thing: str(thing["id"]))}
    return json.dumps(ordered, ensure_ascii=False, indent=1) + "\n"


def _ordered(thing: Any) -> Any:
    """The same with values in a settled order: a graph has none."""
    if isinstance(thing, dict):
        return {key: _ordered(thing[key]) for key in sorted(thing)}
    if isinstance(thing, list):
        return sorted(map(_ordered, thing), key=lambda value: json.dumps(value, sort_keys=True))
    return thing
