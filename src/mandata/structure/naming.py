"""Gives every block its label and its address, by the Akoma Ntoso naming convention, the same in all languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from ..model import Block, Change, Stretch
from .drafts import Draft
from .numbering import eid, label

_COUNTED = {"preambular": "rec", "paragraph": "p", "list": "item", "operative": "p", "heading": "hdg", "front": "front"}


def blocks(drafts: list[Draft]) -> Iterator[Block]:
    """The drafts as blocks, their addresses unique in the document."""
    used: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    parents: dict[str, str] = {}
    for draft in drafts:
        address = _unique(_address(draft, counts, parents), used)
        yield Block(
            id=address,
            kind=draft.kind,
            text=draft.text,
            level=draft.level,
            label="" if draft.fresh else label(draft.path),
            shown=draft.shown,
            decision=draft.decision,
            **_places(draft),
            paragraphs=draft.piece.line.paragraphs,
        )


def _places(draft: Draft) -> dict[str, tuple[Any, ...]]:
    """What stands at places of the line, at its places in the text without the typed number."""
    line, text = draft.piece.line, draft.text
    by = len(line.text) - len(text)
    if by == 0:
        return {"marks": line.marks, "stretches": line.stretches, "changes": line.changes}
    kept = 1 if text[:1] == line.text[:1] else 0  # a bracket before the number

    def at(place: int) -> int:
        return min(place, kept) if place <= by + kept else place - by

    return {
        "marks": tuple(msgspec.structs.replace(mark, at=at(mark.at)) for mark in line.marks),
        "stretches": tuple(_moved(line.stretches, at)),
        "changes": tuple(_moved_change(change, text, at) for change in line.changes),
    }


def _moved(stretches: tuple[Stretch, ...], at: Callable[[int], int]) -> Iterator[Stretch]:
    for stretch in stretches:
        start, end = at(stretch.start), at(stretch.end)
        if start < end:
            yield msgspec.structs.replace(stretch, start=start, end=end)


def _moved_change(change: Change, text: str, at: Callable[[int], int]) -> Change:
    """A change of the number itself keeps its words, at the beginning of the text."""
    start, end = at(change.start), at(change.end)
    return msgspec.structs.replace(change, start=start, end=end, text=text[start:end] if start < end else change.text)


def _address(draft: Draft, counts: Counter[str], parents: dict[str, str]) -> str:
    scope = f"{draft.scope}__" if draft.scope else ""
    if draft.role == "annex":
        return draft.scope
    if draft.role in ("title", "formula", "back", "front", "run", "contents"):
        name = draft.role if draft.role != "run" else draft.kind
        return f"{scope}{name}" if name in ("title", "formula") else _next(f"{scope}{name}", counts)
    if draft.kind == "table":
        return _next(f"{scope}{draft.role}__row", counts)
    if draft.path and draft.kind != "heading" and draft.kind != "preambular":
        return scope + eid(draft.path)
    if draft.path and draft.kind == "heading":
        return f"{scope}hdg_{label(draft.path).replace(' ', '_').replace('(', '').replace(')', '')}"
    if draft.kind == "preambular":
        return _recital(draft, scope, counts, parents)
    return _next(f"{scope}{_COUNTED.get(draft.kind, draft.kind)}", counts)


def _recital(draft: Draft, scope: str, counts: Counter[str], parents: dict[str, str]) -> str:
    if draft.level > 1 and scope in parents:
        return f"{parents[scope]}__{eid(draft.path)}" if draft.path else _next(f"{parents[scope]}__item", counts)
    parents[scope] = _next(f"{scope}rec", counts)
    return parents[scope]


def _next(name: str, counts: Counter[str]) -> str:
    counts[name] += 1
    return f"{name}_{counts[name]}"


def _unique(address: str, used: Counter[str]) -> str:
    """An address that stands already (two parts with a paragraph 1) takes a counter after it."""
    used[address] += 1
    if used[address] == 1:
        return address
    changed = f"{address}-{used[address]}"
    return changed if changed not in used else _unique(changed, used)
