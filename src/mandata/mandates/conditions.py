"""On which conditions the addressee is to act."""

from __future__ import annotations

from typing import NamedTuple, cast

from ..model import ConditionType
from .grammar import FieldForm
from .phrases import after_blanks, phrase_end
from .scene import Range, Scene

# Letters before a condition at an action's head: where it then goes on to the end, it is the action itself.
_AT_ONCE = range(0, 4)


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
        close = _with_its_date(scene, hit.end, phrase_end(scene, hit.end, end)) if hit.opens else hit.end
        if hit.opens and close <= hit.end and not scene.grammar.spaced:
            continue
        if hit.opens and close >= end and hit.start - action in _AT_ONCE and not scene.grammar.spaced:
            continue
        span = scene.trimmed(hit.start, max(close, hit.end))
        if not _covered(found, span, tag.value, bool(hit.opens)):
            found.append(Found(span, cast(ConditionType, tag.value)))
    return found


def _with_its_date(scene: Scene, start: int, close: int) -> int:
    """The end of a phrase with the date that belongs to a participle in it ("comments received by 1 May")."""
    if "," in scene.text[start:close] or not scene.grammar.attached_word.search(scene.text, start, close):
        return close
    after = after_blanks(scene, close)
    return next((due.end for due in scene.dues if due.start == after), close)


def _covered(found: list[Found], span: Range, kind: str, opens: bool) -> bool:
    """Whether a longer condition has been taken that begins or ends with this one, or holds it where it is of the same
    type or opens a noun phrase itself."""
    return any(
        span[0] == other.span[0]
        or (span[0] < other.span[1] >= span[1] and (opens or other.span[1] == span[1] or other.type == kind))
        for other in found
    )
