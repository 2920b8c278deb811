"""The draft, in-session and adopted texts beside the checkout: every change listed there is found, and no other."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mandata.compare.records import Comparison, Difference
from mandata.compare.versions import compare
from mandata.model import Document
from mandata.pipeline import read_document

FORM = {"moved": {"moved"}, "deleted": {"mandate_removed", "provision_removed", "paragraph_removed"}}
FORM["new"] = {"mandate_added", "provision_added", "paragraph_added"}
FORM["renumbered_reference"] = {"reference_renumbered"}
WHAT = {
    "condition": ("condition",),
    "date": ("date", "deadline"),
    "force": ("act",),
    "addressee": ("addressee",),
    "partner": ("partner", "name"),
    "amount": ("number",),
    "number": ("number",),
    "citation": ("citation",),
    "recipient": ("recipient",),
}
IN_SESSION = {
    "brackets": "bracket_added",
    "comment": "comment",
    "tracked_insertion": "change_proposed",
    "tracked_deletion": "change_proposed",
}


@cache
def read(path: Path) -> Document:
    return read_document(path.name, path.read_bytes())


def variants(shared: Path) -> list[tuple[Path, dict[str, Any]]]:
    folder = shared / "documents" / "parallel"
    found = [
        (truth.parent, variant)
        for truth in sorted(folder.glob("*/truth.json"))
        for variant in json.loads(truth.read_text("utf-8")).get("variants", ())
    ]
    if not found:
        pytest.skip(f"{folder} has no versions of a decision")
    return found


def label(change: Difference, side: str) -> str | None:
    place = change.before if side == "before" else change.after
    return place.label if place else None


def explains(change: Difference, truth: dict[str, Any]) -> bool:
    """Whether a change is the one that the list names, at its place and with its words."""
    if (label(change, "before"), label(change, "after")) != (truth["draft_label"], truth["adopted_label"]):
        return False
    if truth["kind"] != "changed":
        return change.kind in FORM[truth["kind"]]
    said = truth["change"]
    words = (change.old, change.new) == (said["before"], said["after"])
    return words and change.kind.startswith(WHAT.get(truth["what"], (truth["what"],)))


def proposes(change: Difference, truth: dict[str, Any]) -> bool:
    if change.kind != IN_SESSION[truth["kind"]] or label(change, "after") != truth["label"]:
        return False
    if truth["kind"] == "brackets":
        return all(option in change.new for option in truth["options"])
    if truth["kind"] == "comment":
        return (change.new, change.note, change.author) == (truth["anchor"], truth["text"], truth["author"])
    words = change.new if truth["kind"] == "tracked_insertion" else change.old
    return (words, change.author, change.date) == (truth["text"].strip(), truth["author"], truth["date"])


def report(folder: Path, missed: list[Any], false: list[Difference]) -> str:
    lines = [f"{folder.name}: not found: {json.dumps(each, ensure_ascii=False)}" for each in missed]
    return "\n".join([*lines, *(f"{folder.name}: false: {change}" for change in false)])


def test_every_change_from_draft_to_adopted_is_found_and_no_other(shared: Path) -> None:
    for folder, variant in variants(shared):
        if "changes" not in variant:
            continue
        found = compare(read(folder / variant["draft"]), read(folder / variant["adopted"]))
        missed = [truth for truth in variant["changes"] if not any(explains(c, truth) for c in found.changes)]
        told = [c for c in found.changes if c.kind not in ("renumbered", "numbered")]
        false = [c for c in told if not any(explains(c, truth) for truth in variant["changes"])]
        assert not missed and not false, report(folder, missed, false)
        assert mapped(found) == variant["paragraph_map"]


def test_every_mark_of_the_paper_in_session_is_found(shared: Path) -> None:
    for folder, variant in variants(shared):
        if "in_session" not in variant:
            continue
        found = compare(read(folder / variant["draft"]), read(folder / variant["crp"]))
        missed = [truth for truth in variant["in_session"] if not any(proposes(c, truth) for c in found.changes)]
        marks = [c for c in found.changes if c.weight == "negotiation"]
        false = [c for c in marks if not any(proposes(c, truth) for truth in variant["in_session"])]
        assert not missed and not false, report(folder, missed, false)
        assert mapped(found) == variant["paragraph_map"]


def test_every_bracket_and_tracked_change_has_its_outcome(shared: Path) -> None:
    drafts = {v["draft"]: v for _, v in variants(shared) if "in_session" in v}
    for folder, variant in variants(shared):
        if "adopted" not in variant or variant["draft"] not in drafts:
            continue
        paper = drafts[variant["draft"]]
        found = compare(read(folder / paper["crp"]), read(folder / variant["adopted"]))
        brackets = [c.before.label for c in found.changes if c.kind == "bracket_resolved" and c.before]
        assert brackets == [t["label"] for t in paper["in_session"] if t["kind"] == "brackets"]
        fates = {c.before.label for c in found.changes if c.kind.startswith("change_") and c.before}
        assert fates == {t["label"] for t in paper["in_session"] if t["kind"].startswith("tracked")}


def mapped(found: Comparison) -> dict[str, str | None]:
    """The number of every operative paragraph of the earlier text in the later one."""
    return {
        side.label: pair.after[0].label if pair.after else None
        for pair in found.pairs
        for side in pair.before
        if side.kind == "operative"
    }
