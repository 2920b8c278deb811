"""The conference room papers beside the checkout: every option and tracked change, and the texts adopted in the end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mandata.model import Document
from mandata.pipeline import analyse
from mandata.read import read_file

KINDS = {"inserted": "tracked_insertion", "deleted": "tracked_deletion", "comment": "comment"}


def variants(shared: Path) -> list[tuple[Path, dict[str, Any]]]:
    folder = shared / "documents" / "parallel"
    found = [
        (truth.parent, variant)
        for truth in sorted(folder.glob("*/truth.json"))
        for variant in json.loads(truth.read_text("utf-8")).get("variants", ())
    ]
    if not found:
        pytest.skip(f"{folder} has no drafts under negotiation")
    return found


def brackets(document: Document) -> list[dict[str, Any]]:
    labels = {block.id: block.label for block in document.blocks if block.kind == "operative"}
    return [
        {
            "kind": "brackets",
            "label": labels[bracket.block],
            "options": [option.text for option in bracket.options],
            "alternatives": bracket.kind == "alternatives",
            "whole_paragraph": bracket.whole,
        }
        for bracket in document.brackets
        if bracket.kind != "editorial" and bracket.block in labels
    ]


def changes(document: Document) -> list[dict[str, Any]]:
    found = []
    for block in document.blocks:
        for change in block.changes:
            told = {"kind": KINDS[change.kind], "label": block.label, "author": change.author, "date": change.date}
            if change.kind == "comment":
                found.append({**told, "anchor": change.text, "text": change.note})
            else:
                found.append({**told, "text": change.text, "whole_paragraph": change.whole})
    return found


def test_every_option_change_and_comment_is_found(shared: Path) -> None:
    for folder, variant in variants(shared):
        if "crp" not in variant:
            continue
        document = analyse(read_file(folder / variant["crp"]))
        document.check()
        expected = variant["in_session"]
        given = [row for row in expected if row["kind"] == "brackets"]
        assert brackets(document) == given, variant["crp"]
        tracked = [row for row in expected if row["kind"] != "brackets"]
        assert changes(document) == tracked, variant["crp"]
        assert not document.unread


def test_labels_and_texts_of_all_variants(shared: Path) -> None:
    for folder, variant in variants(shared):
        draft, later = (
            analyse(read_file(folder / variant[name])) for name in ("draft", "crp" if "crp" in variant else "adopted")
        )
        labels = [{b.label for b in d.blocks if b.kind == "operative"} for d in (draft, later)]
        assert set(variant["paragraph_map"]) <= labels[0], variant
        assert {label for label in variant["paragraph_map"].values() if label} <= labels[1], variant
        texts = {b.label: b.text.replace("\u00a0", " ") for b in later.blocks if b.kind == "operative"}
        for change in variant.get("changes", ()):
            if change["adopted_label"]:
                assert texts[change["adopted_label"]] == change["adopted_text"]
