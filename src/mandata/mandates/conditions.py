"""On which conditions the addressee is to act."""

from __future__ import annotations

from typing import NamedTuple, cast

from ..model import ConditionType
from .grammar import FieldForm
from .phrases import phrase_end
from .scene import Range, Scene


class Found(NamedTuple):
    """A condition at a place of the folded text."""

    span: Range
    type: ConditionType


def conditions(scene: Scene, start: int, end: int, action: int) -> list[Found]:
    """The conditions that begin between start and end, but for those that open the action itself (at `action`).

    Two types at one place are both kept where their formulas end apart ("taking into account, where appropriate, X" is
    an input and at discretion).
    """
    found: list[Found] = []
    for hit in scene.fields:
        tag = hit.tag
        assert isinstance(tag, FieldForm)
        if tag.field != "condition" or not start <= hit.start < end or scene.describes(hit):
            continue
        if hit.opens and hit.start == action:
            continue
        close = phrase_end(scene, hit.end, end) if hit.opens else hit.end
        span = scene.trimmed(hit.start, max(close, hit.end))
        if not _covered(found, span, tag.value):
            found.append(Found(span, cast(ConditionType, tag.value)))
    return found


def _covered(found: list[Found], span: Range, kind: str) -> bool:
    """Whether a longer formula at the same place, or one of the same type around it, has been taken."""
    return any(
        span[0] < other.span[1] and (other.span[0] == span[0] or (other.type == kind and span[1] <= other.span[1]))
        for other in found
    )
