"""Proves that a document keeps to the schemas: Akoma Ntoso 3.0 (OASIS) and that of our own block."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from lxml import etree

from ..errors import AknError


@cache
def _schema() -> etree.XMLSchema:
    """Both schemas as one, compiled when the first document comes."""
    with as_file(files("mandata") / "akn" / "schema") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "both.xsd"), etree.XMLParser(no_network=True)))


def problems(root: etree._Element) -> list[str]:
    """What in a document is not as the schemas ask for, each with its line; empty where it is valid."""
    schema = _schema()
    if schema.validate(root):
        return []
    return [f"line {entry.line}: {entry.message}" for entry in list(schema.error_log)]  # type: ignore[call-overload]


def validate(root: etree._Element) -> None:
    """Raises AknError with the first fault of a document that is not valid."""
    found = problems(root)
    if found:
        raise AknError(f"no valid Akoma Ntoso ({found[0]})", "a document that keeps to akomantoso30.xsd")
