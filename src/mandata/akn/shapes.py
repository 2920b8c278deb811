"""What the records of the model look like in XML: which fields are attributes, which are elements, and their names."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

NAMESPACE = "urn:x-mandata:akn:1"
_SINGULAR = {
    "blocks": "block", "marks": "mark", "stretches": "stretch", "decisions": "decision", "notes": "note",
    "citations": "citation", "mentions": "mention", "provisions": "provision", "symbols": "symbol", "refs": "ref",
    "addressees": "addressee", "partners": "partner", "recipients": "recipient", "conditions": "condition",
    "act_alt": "second_act", "changes": "change", "alternatives": "alternative", "fields": "field", "options": "option",
    "brackets": "bracket", "effects": "effect",
}  # fmt: skip


class Field(NamedTuple):
    """A field of a record. `name` is its name in Python, `key` in JSON and as an attribute, `tag` as an element;
    `struct` is the type of the records in it (None: plain values), `many` whether there may be several."""

    name: str
    key: str
    tag: str
    kind: str
    default: Any
    many: bool
    struct: type[msgspec.Struct] | None
    optional: bool
    choices: tuple[str, ...]

    @property
    def attribute(self) -> bool:
        return self.struct is None and not self.many

    @property
    def shape(self) -> Shape | None:
        """That of the records in it; looked up when it is needed, for records may hold their own kind."""
        return shape_of(self.struct) if self.struct else None


class Shape(NamedTuple):
    """The fields of a type of records. `placed` tells that its text stands at a place in a block."""

    type: str
    fields: tuple[Field, ...]
    placed: bool


@cache
def shape_of(kind: type[msgspec.Struct]) -> Shape:
    """The shape of a type of the model."""
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    fields = tuple(_field(field) for field in info.fields)
    names = {field.name for field in fields}
    return Shape(info.cls.__name__, fields, {"block", "start", "end", "text"} <= names)


def _field(field: inspect.Field) -> Field:
    kind, many = field.type, False
    optional = isinstance(kind, inspect.UnionType)
    if isinstance(kind, inspect.UnionType):
        kind = next(each for each in kind.types if not isinstance(each, inspect.NoneType))
    if isinstance(kind, inspect.VarTupleType):
        kind, many = kind.item_type, True
    default: Any = msgspec.NODEFAULT if field.required else field.default
    return Field(
        name=field.name,
        key=field.encode_name,
        tag=f"{{{NAMESPACE}}}{_SINGULAR.get(field.name, field.name)}",
        kind=type(kind).__name__.removesuffix("Type").lower(),
        default=() if many else default,
        many=many,
        struct=kind.cls if isinstance(kind, inspect.StructType) else None,
        optional=optional,
        choices=tuple(str(value) for value in kind.values) if isinstance(kind, inspect.LiteralType) else (),
    )
