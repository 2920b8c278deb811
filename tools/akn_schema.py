"""Writes src/mandata/akn/schema/mandata.xsd from the types in model.py: `make schema`."""

from __future__ import annotations

from pathlib import Path

import msgspec
from lxml import etree
from lxml.builder import ElementMaker

from mandata.akn.shapes import NAMESPACE, Field, Shape, shape_of
from mandata.model import Document

TARGET = Path(__file__).parents[1] / "src" / "mandata" / "akn" / "schema" / "mandata.xsd"
XSD = "http://www.w3.org/2001/XMLSchema"
E = ElementMaker(namespace=XSD, nsmap={"xsd": XSD, "m": NAMESPACE})
TYPES = {"tuple": "m:Integers", "int": "xsd:integer", "float": "xsd:double", "bool": "xsd:boolean", "str": "xsd:string"}


def schema() -> str:
    """The schema of the block of our own, as text."""
    shapes: dict[str, Shape] = {}
    _collect(shape_of(Document), shapes)
    root = E.schema(
        E.element(name="document", type="m:Document"),
        *(_type(shape) for shape in shapes.values()),
        E.simpleType(E.list(itemType="xsd:integer"), name="Integers"),
        targetNamespace=NAMESPACE,
        elementFormDefault="qualified",
    )
    root.insert(0, E.annotation(E.documentation("Made from src/mandata/model.py; docs/json.md explains every field.")))
    etree.indent(root, "\t")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode() + "\n"


def _collect(shape: Shape, shapes: dict[str, Shape]) -> None:
    if shape.type in shapes:
        return
    shapes[shape.type] = shape
    for field in shape.fields:
        if field.shape:
            _collect(field.shape, shapes)


def _type(shape: Shape) -> etree._Element:
    below = [_element(field) for field in shape.fields if not field.attribute]
    made = E.complexType(name=shape.type)
    if below:
        made.append(E.sequence(*below))
    made.extend(_attribute(field, shape) for field in shape.fields if field.attribute)
    if shape.type == "Document":
        made.append(E.attribute(name="digest", type="xsd:string", use="required"))
    if shape.type == "Block":
        made.append(E.attribute(name="element", type="xsd:string"))
    return made


def _element(field: Field) -> etree._Element:
    kind = f"m:{field.shape.type}" if field.shape else "xsd:string"
    most = "unbounded" if field.many else "1"
    return E.element(name=etree.QName(field.tag).localname, type=kind, minOccurs="0", maxOccurs=most)


def _attribute(field: Field, shape: Shape) -> etree._Element:
    needed = field.default is msgspec.NODEFAULT and not field.optional
    implied = field.key == "text" and (shape.placed or shape.type in ("Block", "Note"))
    made = E.attribute(name=field.key, use="required" if needed and not implied else "optional")
    if field.choices:
        values = (E.enumeration(value=value) for value in field.choices)
        made.append(E.simpleType(E.restriction(*values, base="xsd:string")))
    else:
        made.set("type", TYPES[field.kind])
    return made


if __name__ == "__main__":
    TARGET.write_text(schema(), encoding="utf-8")
