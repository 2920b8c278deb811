"""Writes docs/document.schema.json from the types in model.py: `make schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from mandata.model import Document

TARGET = Path(__file__).parents[1] / "docs" / "document.schema.json"


def schema() -> str:
    """The JSON Schema (draft 2020-12) of one document, as text."""
    own: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A meeting document with its mandates",
        **msgspec.json.schema(Document),
    }
    return json.dumps(_complete(own), indent=1, ensure_ascii=False) + "\n"


def _complete(part: Any) -> Any:
    """Every field of a record is written, also where it holds its default, and none that is not named here."""
    if isinstance(part, list):
        return [_complete(value) for value in part]
    if not isinstance(part, dict):
        return part
    found = {key: _complete(value) for key, value in part.items()}
    if found.get("type") == "object" and "properties" in found:
        found["required"] = list(found["properties"])
        found["additionalProperties"] = False
    if isinstance(found.get("description"), str):
        found["description"] = " ".join(found["description"].split())
    found.pop("default", None)
    return found


if __name__ == "__main__":
    TARGET.write_text(schema(), encoding="utf-8")
