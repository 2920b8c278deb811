"""The block of our own in the metadata: everything that the model knows, beside the text, which stands in the body.

Every record is an element and every plain field an attribute, under the names of docs/json.md. Fields at their default
are left out; so are the texts of blocks, and of phrases that say what stands at their place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from lxml import etree

from ..errors import AknError
from ..model import Document
from .shapes import NAMESPACE, Shape, shape_of

DOCUMENT = f"{{{NAMESPACE}}}document"


def write_record(parent: etree._Element, document: Document, addresses: Sequence[str]) -> None:
    """Put the record of `document` into `parent`. `addresses` are the eIds of the blocks."""
    texts = {block.id: block.text for block in document.blocks}
    record = _put(parent, DOCUMENT, document, shape_of(Document), texts)
    record.set("digest", digest(block.text for block in document.blocks))
    for element, address in zip(record.iterchildren(f"{{{NAMESPACE}}}block"), addresses, strict=True):
        if element.get("id") != address:
            element.set("element", address)


def _put(parent: etree._Element, tag: str, record: Any, shape: Shape, texts: Mapping[str, str]) -> etree._Element:
    attributes: dict[str, str] = {}
    below = []
    for field in shape.fields:
        value = getattr(record, field.name)
        if value is None or value == field.default:
            continue
        if not field.attribute:
            below.append((field, value if field.many else (value,)))
        elif field.kind in ("str", "literal"):
            attributes[field.key] = value
        elif field.kind == "tuple":
            attributes[field.key] = " ".join(map(str, value))
        else:
            attributes[field.key] = repr(value).lower()
    if _stands(record, shape, texts):
        del attributes["text"]
    element = etree.SubElement(parent, tag, attributes)
    element.tail = "\n"
    for field, values in below:
        for value in values:
            if field.shape:
                _put(element, field.tag, value, field.shape, texts)
            else:
                etree.SubElement(element, field.tag).text = value
    return element


def _stands(record: Any, shape: Shape, texts: Mapping[str, str]) -> bool:
    """Whether the text of a record need not be repeated, for it stands in the body where the record says."""
    if shape.placed:
        return bool(texts.get(record.block, "\0")[record.start : record.end] == record.text)
    return shape.type == "Block" or bool(shape.type == "Note" and texts.get(record.id) == record.text)


def read_record(record: etree._Element, texts: Mapping[str, str]) -> Document | None:
    """The document of a record and the texts of the body by eId; None where the texts are no longer those of which the
    record speaks, so that its places mean nothing.

    Raises AknError where the record is not as its schema says.
    """
    data = _take(record, shape_of(Document))
    try:
        for block in data["blocks"]:
            block["text"] = texts[block.pop("element", block["id"])]
    except KeyError as problem:
        raise AknError(
            f"the block {problem} of the record does not stand in the text", "every block", "write it again"
        ) from problem
    found = {block["id"]: block["text"] for block in data["blocks"]}
    if data.pop("digest", None) != digest(block["text"] for block in data["blocks"]):
        return None
    _fill_texts(data, shape_of(Document), found)
    try:
        return msgspec.convert(data, Document, strict=False)
    except msgspec.ValidationError as problem:
        raise AknError(f"a damaged record ({problem})", "the fields of schema/mandata.xsd", "write it again") from None


def _take(element: etree._Element, shape: Shape) -> dict[str, Any]:
    data: dict[str, Any] = dict(element.items())  # type: ignore[arg-type]
    if len(element):
        fields = {field.tag: field for field in shape.fields if not field.attribute}
        for child in element:
            field = fields.get(child.tag)
            if field is None:
                continue
            value = _take(child, field.shape) if field.shape else child.text or ""
            if field.many:
                data.setdefault(field.key, []).append(value)
            else:
                data[field.key] = value
    for field in shape.fields:
        if field.kind == "tuple" and field.key in data:
            data[field.key] = data[field.key].split()
        if field.key not in data and (field.many or (field.optional and field.default is msgspec.NODEFAULT)):
            data[field.key] = [] if field.many else None
    return data


def _fill_texts(data: dict[str, Any], shape: Shape, texts: Mapping[str, str]) -> None:
    """Give phrases and notes the words that stand at their place."""
    if shape.placed and "text" not in data:
        start, end = int(data.get("start", 0)), int(data.get("end", 0))
        data["text"] = texts.get(data.get("block", ""), "")[start:end]
    elif shape.type == "Note" and "text" not in data:
        data["text"] = texts.get(data["id"], "")
    for field in shape.fields:
        if field.shape and data.get(field.key):
            for value in data[field.key] if field.many else (data[field.key],):
                _fill_texts(value, field.shape, texts)


def digest(texts: Iterable[str]) -> str:
    """A digest of the texts of a document, by which a record knows that they are still the same."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
