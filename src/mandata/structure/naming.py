"""Gives every block its label and its address, by the Akoma Ntoso naming convention, the same in all languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..model import Block
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
            marks=draft.piece.line.marks,
            stretches=draft.piece.line.stretches,
        )


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
