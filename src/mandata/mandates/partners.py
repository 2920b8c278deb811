"""With whom the addressee is to act, and to whom the result goes."""

from __future__ import annotations

from .grammar import FieldForm
from .phrases import members, phrase_end
from .scene import Range, Scene


def partners(scene: Scene, start: int, end: int) -> list[Range]:
    """The partners named between start and end: "in cooperation with X", "to work ... with X"."""
    return _named(scene, start, end, ("partner", "partner_verb"))


def recipients(scene: Scene, start: int, end: int) -> list[Range]:
    """Those between start and end to whom the result is submitted or reported, or who are to consider it."""
    return _named(scene, start, end, ("recipient",))


def _named(scene: Scene, start: int, end: int, fields: tuple[str, ...]) -> list[Range]:
    found: list[Range] = []
    for hit in scene.fields:
        tag = hit.tag
        assert isinstance(tag, FieldForm)
        if tag.field not in fields or not start <= hit.start < end:
            continue
        inside = hit.slots.get("nps") or hit.slots.get("np")
        if inside is None and not hit.opens:
            continue
        span = inside or (hit.end, phrase_end(scene, hit.end, end, narrow=True))
        span = scene.trimmed(*span)
        listed = members(scene, *span) if hit.opens == "nps" or "nps" in hit.slots else [span]
        found += [each for each in listed if not _overlaps(found, each)]
    return sorted(found)


def _overlaps(found: list[Range], span: Range) -> bool:
    return span[0] >= span[1] or any(span[0] < end and start < span[1] for start, end in found)
