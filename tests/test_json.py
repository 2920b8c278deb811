"""The JSON of real output is what docs/json.md and the schema say, and it holds every character of the source."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import jsonschema
import msgspec
import pytest

from mandata.languages import LANGUAGES
from mandata.model import Document
from mandata.pipeline import analyse
from mandata.read import read_file

DOCS = Path(__file__).parents[1] / "docs"
SCHEMA = json.loads((DOCS / "document.schema.json").read_text(encoding="utf-8"))
FILES = [
    f"{name}.{language}.{form}" for language in LANGUAGES for name, form in (("note", "docx"), ("decisions", "html"))
]


def test_the_schema_is_that_of_the_types() -> None:
    sys.path.insert(0, str(DOCS.parent / "tools"))
    from schema import schema  # type: ignore[import-not-found]

    assert schema() == (DOCS / "document.schema.json").read_text(encoding="utf-8"), "run `make schema`"


@pytest.mark.parametrize("file", FILES)
def test_real_output_keeps_to_the_schema(sample: Path, file: str) -> None:
    document = analyse(read_file(sample / file))
    document.check()
    jsonschema.validate(json.loads(msgspec.json.encode(document)), SCHEMA)


def test_the_schema_refuses_what_is_not_described(sample: Path) -> None:
    document = json.loads(msgspec.json.encode(analyse(read_file(sample / "note.en.txt"))))
    for change in ({"sha256": None}, {"unknown": 1}, {"decisions": [{"number": "1"}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**document, **change}, SCHEMA)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_the_source_stands_in_a_block(sample: Path, language: str) -> None:
    source = read_file(sample / f"note.{language}.docx")
    document = analyse(source)
    kept = characters(*(block.shown + block.text for block in document.blocks))
    expected = characters(
        *(line.label + line.text for line in source.lines), *(note.label + note.text for note in source.notes)
    )
    assert kept == expected


def characters(*texts: str) -> str:
    """All signs of texts but white space, in order of their code points: blocks may stand in another order."""
    return "".join(sorted(re.sub(r"\s+", "", "".join(texts))))


def test_every_field_is_described() -> None:
    described = (DOCS / "json.md").read_text(encoding="utf-8")
    assert [field for field in Document.__struct_fields__ if f"`{field}`" not in described] == []
