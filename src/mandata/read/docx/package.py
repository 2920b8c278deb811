"""A DOCX as a package: its parts, found by their relations, as trees of safe XML."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from lxml import etree

from ...errors import ReadError
from ..archive import DAMAGED, Archive
from ..limits import Limits
from .lean import folded, is_tracked, lean
from .tags import STRICT, STRICT_BASE


class Document(NamedTuple):
    """The tree of a document part, whether it is folded (lean.py), and whether it has, or may have, tracked changes."""

    root: etree._Element
    folded: bool
    tracked: bool


RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of a DOCX by name.

    Raises ReadError where the package has no document, is damaged, or its XML is unsafe.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = Archive(data, limits)
        self._names = frozenset(self._archive.names)
        self._relations: dict[str, dict[str, tuple[str, str, bool]]] = {}
        kinds = self.relations("")
        main = [target for kind, target, _ in kinds.values() if kind == "officeDocument"]
        if not main or main[0] not in self._names:
            raise ReadError("a DOCX without its document part", "a complete DOCX", DAMAGED)
        self.main = main[0]

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """The relations of a part by id: kind, target (a part's name, or an address if external), external."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in self._names:
            return {}
        found = {}
        for relation in self._parse(name, self._archive.read(name)).iter(RELATION):
            target = relation.get("Target", "")
            external = relation.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], target, external)
        return found

    def part(self, kind: str) -> str | None:
        """The name of the part that the document names as its `kind` ("styles", "numbering", "footnotes"), if any."""
        for found, target, external in self.relations(self.main).values():
            if found == kind and not external and target in self._names:
                return target
        return None

    def related(self, kind: str) -> etree._Element | None:
        """The tree of that part, if any."""
        name = self.part(kind)
        return None if name is None else self.tree(name)

    def optional(self, name: str) -> etree._Element | None:
        """The tree of a part without which the document can be read; None where it is missing or damaged."""
        try:
            return self.tree(name) if name in self._names else None
        except ReadError:
            return None

    def tree(self, name: str) -> etree._Element:
        """The tree of a part."""
        return self._parse(name, transitional(self._archive.read(name)))

    def document(self, openings: Mapping[bytes, bytes]) -> Document:
        """The tree of the document part, without what says only how the page looks."""
        xml = transitional(self._archive.read(self.main))
        shorter = folded(xml, openings)
        if shorter is not None:
            return Document(self._parse(self.main, shorter), folded=True, tracked=False)
        xml = lean(xml)
        return Document(self._parse(self.main, xml), folded=False, tracked=is_tracked(xml))

    def _parse(self, name: str, xml: bytes) -> etree._Element:
        try:
            root = etree.fromstring(xml, _parser())
        except etree.XMLSyntaxError as problem:
            if b"<!ENTITY" in xml[:65536]:
                raise _unsafe(name) from problem
            raise ReadError(f"a damaged DOCX ({name}: {problem.msg})", "a complete DOCX", DAMAGED) from problem
        if root.getroottree().docinfo.internalDTD is not None:
            raise _unsafe(name)
        return root


@cache
def _parser() -> etree.XMLParser:
    """The one parser: it neither follows entities, nor loads anything, nor takes trees of bombs."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _unsafe(name: str) -> ReadError:
    return ReadError(
        f"a DOCX whose part {name} declares entities, as Word never does",
        "XML without a document type",
        "do not open it, and ask its sender what it is",
    )


def transitional(xml: bytes) -> bytes:
    """A part under the names of the transitional form of the standard, whichever form it is written in."""
    if STRICT_BASE in xml[:4096]:
        for strict, usual in STRICT.items():
            xml = xml.replace(strict, usual)
    return xml
