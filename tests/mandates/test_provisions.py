"""Invented operative paragraphs give the provisions that a careful reader finds in them, field by field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mandata.model import Block, Provision
from mandata.pipeline import analyse_block, speaker

FOLDER = Path(__file__).parents[1] / "cases" / "mandates"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
ROWS = [
    pytest.param(
        language,
        row,
        id=f"{language}: {row['why']}",
        marks=[pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else [],
    )
    for language in LANGUAGES
    for row in yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
]


def said(provision: Provision) -> dict[str, Any]:
    """A provision in the words of a row: the fields that hold something, spans by their text."""
    fields = {
        "item": int(provision.block),
        "act": provision.act,
        "inherited": provision.inherited,
        "addressees": [each.text for each in provision.addressees],
        "action": provision.action.text if provision.action else None,
        "partners": [each.text for each in provision.partners],
        "conditions": sorted((each.type, each.text) for each in provision.conditions),
        "recipients": [each.text for each in provision.recipients],
        "due": [each.value for each in provision.due],
        "deliverable": provision.deliverable,
        "continuing": provision.continuing,
    }
    return {name: value for name, value in fields.items() if value}


def expected(row: dict[str, Any]) -> dict[str, Any]:
    """A provision of a row in the same form; second readings of the act are no part of the comparison."""
    fields = dict(row)
    fields.pop("act_alt", None)
    if "conditions" in fields:
        fields["conditions"] = sorted((each["type"], each["text"]) for each in fields["conditions"])
    if "due" in fields:
        fields["due"] = [each["value"] for each in fields["due"]]
    return fields


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_provisions(language: str, row: dict[str, Any]) -> None:
    blocks = [
        Block(id=str(at), kind="operative", text=item["text"], label=item.get("label", ""))
        for at, item in enumerate(row["items"])
    ]
    found, _ = analyse_block(blocks, speaker(language, row["symbol"], row["issuer"]))
    assert [said(provision) for provision in found] == [expected(each) for each in row["provisions"]], row["why"]
