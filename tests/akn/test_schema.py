"""The schemas that the package ships are the ones meant, and nothing that breaks them is written."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from mandata import akn
from mandata.akn.shapes import shape_of
from mandata.errors import AknError
from mandata.model import Block, Document

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "src" / "mandata" / "akn" / "schema"
GIVEN = {
    "akomantoso30.xsd": "6f61fe84cbb6f8cb0e8418cd67b74a63da9990e6573b5a3491f623184f45c4fd",
    "xml.xsd": "81aed1bb30c9d475f5b16b6bb92e6ede9879dcd7e146c0ed8df577b87b1d2815",
}


def document(*blocks: Block, **fields: object) -> Document:
    return Document(file="x", sha256="", format="text", language="en", blocks=blocks, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", GIVEN)
def test_the_schemas_of_others_are_unchanged(name: str) -> None:
    assert hashlib.sha256((SCHEMA / name).read_bytes()).hexdigest() == GIVEN[name]
    assert name in (SCHEMA / "NOTICE.md").read_text(encoding="utf-8")


def test_our_schema_is_that_of_the_types() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    from akn_schema import schema  # type: ignore[import-not-found]

    assert schema() == (SCHEMA / "mandata.xsd").read_text(encoding="utf-8"), "run `make schema`"


def test_no_two_fields_have_the_same_element() -> None:
    tags = [field.tag for field in shape_of(Document).fields if not field.attribute]
    assert len(tags) == len(set(tags))


@pytest.mark.parametrize("sign", ["\0", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_signs_that_xml_does_not_have_are_refused(sign: str) -> None:
    for wrong in (document(Block(id="p_1", kind="paragraph", text=f"a{sign}b")), document(title=f"a{sign}b")):
        with pytest.raises(AknError, match="control characters"):
            akn.write(wrong)


def test_what_is_not_valid_is_refused() -> None:
    strange = document(Block(id="p_1", kind="no such kind", text="a"))  # type: ignore[arg-type]
    with pytest.raises(AknError, match="kind"):
        akn.write(strange)


def test_a_fault_in_either_schema_is_found(sample: Path) -> None:
    root = akn.tree(document(Block(id="p_1", kind="paragraph", text="a")))
    assert akn.problems(root) == []
    next(root.iter("{*}paragraph")).tag = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}nonsense"
    next(root.iter("{urn:x-mandata:akn:1}block")).set("nonsense", "1")
    assert len(akn.problems(root)) >= 2


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "nothing"),
        (b"<akomaNtoso", "not well formed"),
        (b"<html/>", "something else"),
        (b"<akomaNtoso/>", "no document in it"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><akomaNtoso>&x;</akomaNtoso>', "a DTD"),
        (b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><akomaNtoso/>', "a DTD elsewhere"),
    ],
)
def test_what_is_no_akoma_ntoso_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(AknError):
        akn.read(data)


def test_nothing_is_expanded_or_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    attack = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><akomaNtoso>&x;</akomaNtoso>'
    with pytest.raises(AknError, match="DTD"):
        akn.read(attack.encode())
