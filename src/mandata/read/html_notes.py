"""The notes of a web page: links that are their marks, and the blocks that hold them."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .plain import plain

_LABEL = re.compile(r"[\[(]?(\d{1,3}|[a-z]|[*†‡§]{1,4})[\])]?")
_NOTE_CLASS = re.compile(r"foot|note|ftn|\bfn", re.IGNORECASE)


def find_notes(tree: LexborHTMLParser) -> tuple[dict[int, str], dict[int, tuple[str, list[str]]]]:
    """Links that are marks of notes (node to label); blocks that are those notes (node to label and back links)."""
    targets: dict[str, LexborNode] = {}
    for node in tree.css("[id], a[name]"):
        for name in (node.attributes.get("id"), node.attributes.get("name")):
            if name:
                targets.setdefault(name, node)
    references: dict[int, str] = {}
    notes: dict[int, tuple[str, list[str]]] = {}
    for link in tree.css('a[href^="#"]'):
        label = _LABEL.fullmatch(plain(link.text()))
        target = targets.get((link.attributes.get("href") or "")[1:])
        if not label or target is None or not _is_reference(link):
            continue
        block = _block_of(target)
        if block is None or block.mem_id in references or _contains(block, link):
            continue
        references[link.mem_id] = label[1]
        backs = [back.text() for back in block.css('a[href^="#"]')]
        notes.setdefault(block.mem_id, (label[1], backs))
    return references, notes


def _is_reference(link: LexborNode) -> bool:
    """A mark of a note is set high, or says by its class, role or address what it is."""
    attributes = link.attributes
    said = " ".join((attributes.get(name) or "") for name in ("class", "role", "href", "id", "name"))
    if "backref" in said or "ref" in (attributes.get("href") or ""):
        return False
    parent = link.parent
    return bool(_NOTE_CLASS.search(said)) or (parent is not None and parent.tag == "sup")


def _block_of(node: LexborNode | None) -> LexborNode | None:
    while node is not None and node.tag not in ("li", "p", "div", "dd", "tr", "section"):
        node = node.parent
    return node


def _contains(block: LexborNode, link: LexborNode) -> bool:
    node: LexborNode | None = link
    while node is not None:
        if node.mem_id == block.mem_id:
            return True
        node = node.parent
    return False
