"""Loads data/akn.yaml: how kinds of documents, bodies and numbers are called in the United Nations profile."""

from __future__ import annotations

from functools import cache

from .. import lexicon
from ..lexicon import Entry


class DocumentClass(Entry, frozen=True, kw_only=True):
    """What a kind of document becomes: its element, the prescribed sub-type and the name of its sub-class."""

    kind: str
    element: str
    subtype: str
    name: str


class Names(Entry, frozen=True, kw_only=True):
    """The names of a decision by its stage."""

    adopted: str
    draft: str


class Variants(Entry, frozen=True, kw_only=True):
    """Forms found in the guidelines' examples, and the prescribed ones."""

    subtypes: dict[str, str]
    actors: dict[str, str]


class Naming(Entry, frozen=True, kw_only=True):
    """The file's contents, as its header explains."""

    kinds: list[DocumentClass]
    decisions: dict[str, Names]
    actors: dict[str, str]
    series: dict[str, str]
    conferences: dict[str, str]
    variants: Variants


@cache
def naming() -> Naming:
    """The contents of data/akn.yaml."""
    return lexicon.load("akn.yaml", Naming)


def document_class(kind: str | None) -> DocumentClass:
    """What a document of `kind` is in the profile; a kind that is not known is a document without further name."""
    fitting = [entry for entry in naming().kinds if (kind or "").startswith(entry.kind)]
    return max(fitting, key=lambda entry: len(entry.kind))


def actor(body: str | None) -> str:
    """The code of a body (id in bodies.yaml) in addresses; of one that is not known that of the United Nations."""
    return naming().actors.get(body, body.lower()) if body else "un"
