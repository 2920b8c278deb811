"""Reads Akoma Ntoso: `read(data, name) -> Document`; what Mandata wrote comes back whole, others' as far as it goes."""

from __future__ import annotations

import msgspec
from lxml import etree

from ..errors import AknError
from ..model import Document, Unread
from .foreign import read_foreign
from .record import DOCUMENT, read_record
from .walk import Element, address_of, local, pieces, plain, text


def read(data: bytes, name: str = "") -> Document:
    """The document in `data`. What Mandata wrote is the document that it was written from, to the last field; of other
    documents the structure, the texts and the references are read, and nothing that would have to be found.

    Raises AknError where it is no Akoma Ntoso, has a DTD (nothing is ever fetched or expanded), or its language is
    none of the six.
    """
    root = parse(data)
    record = next(root.iter(DOCUMENT), None)
    if record is None:
        return read_foreign(root, data, name)
    document = read_record(record, _texts(root))
    if document is not None:
        return document
    changed = Unread(text="the record of Mandata", reason="the text was changed after it was analysed")
    found = read_foreign(root, data, name)
    return msgspec.structs.replace(found, unread=(*found.unread, changed))


def former_names(data: bytes) -> dict[str, str]:
    """The parts of a document that had another name before: their wId by their eId."""
    return {address_of(element): element.get("wId", "") for element in parse(data).iter() if element.get("wId")}


def parse(data: bytes) -> Element:
    """The root element. Raises AknError where the bytes are no XML, have a DTD, or are something else."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise AknError(f"XML that is not well formed ({problem})", "Akoma Ntoso", "check the file") from problem
    if root.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
        raise AknError("XML with a DTD", "Akoma Ntoso, which has none", "remove the DOCTYPE")
    if local(root) != "akomaNtoso":
        raise AknError(f"XML whose root is {root.tag}", "akomaNtoso", "check the file")
    return root


def _texts(root: Element) -> dict[str, str]:
    """The texts of a document by eId, those of footnotes among them."""
    found: dict[str, str] = {}
    for piece in pieces(root):
        found.setdefault(piece.eid, text(piece))
        for note in piece.notes:
            found.setdefault(address_of(note), "".join(plain(part) for part in note if local(part) != "num"))
    return found
