"""With whom the addressee is to act, and to whom the result goes."""

from __future__ import annotations

from collections.abc import Iterator

from ..formulas import Hit
from .grammar import FieldForm
from .phrases import before_object, members, phrase_end
from .scene import Range, Scene

# Formulas so short that they count only where a known actor follows.
_TO_WHOM = ("recipient", "recipient_if_known", "transfer_to")
_ONLY_KNOWN = ("partner_if_known", "recipient_if_known", "transfer_to")


def partners(scene: Scene, start: int, end: int) -> list[Range]:
    """The partners named between start and end: "in cooperation with X", "to work ... with X"."""
    return _named(scene, start, end, ("partner", "partner_verb", "partner_if_known"))


def recipients(scene: Scene, start: int, end: int) -> list[Range]:
    """Those between start and end to whom the result is submitted or reported, or who are to consider it."""
    found = _named(scene, start, end, ("recipient", "recipient_if_known"))
    sending = next(_hits(scene, start, end, ("transfer",)), None)
    if sending:
        found += [each for each in _named(scene, sending[1].end, end, ("transfer_to",)) if not _overlaps(found, each)]
    for _, hit in _hits(scene, start, end, ("recipient_pronoun",)):
        found.append((hit.start, hit.start + len(scene.text[hit.start : hit.end].split()[0])))
    return sorted(found)


def _hits(scene: Scene, start: int, end: int, fields: tuple[str, ...]) -> Iterator[tuple[str, Hit]]:
    for hit in scene.fields:
        tag = hit.tag
        assert isinstance(tag, FieldForm)
        if tag.field in fields and start <= hit.start < end and not scene.shield_at(hit.start):
            yield tag.field, hit


def _named(scene: Scene, start: int, end: int, fields: tuple[str, ...]) -> list[Range]:
    found: list[Range] = []
    for field, hit in _hits(scene, start, end, fields):
        inside = hit.slots.get("nps") or hit.slots.get("np")
        in_name = any(name.start < hit.start < name.end and name.kind != "group" for name in scene.names)
        if in_name or (inside is None and not hit.opens):
            continue
        span = scene.trimmed(*(inside or (hit.end, phrase_end(scene, hit.end, end, narrow=True))))
        if not field.startswith("partner"):
            span = before_object(scene, span)
        if _opens_no_actor(scene, *span, sure=field == "partner_if_known") or (
            field in _TO_WHOM and scene.grammar.no_recipient.match(scene.text, *span)
        ):
            continue
        if field in _ONLY_KNOWN and not scene.names_actor(*span):
            continue
        listed = members(scene, *span) if hit.opens == "nps" or "nps" in hit.slots else [span]
        listed = [_without_due(scene, each) for each in listed]
        found += [each for each in listed if scene.is_actor(*each) and not _overlaps(found, each)]
    return sorted(found)


def _without_due(scene: Scene, span: Range) -> Range:
    """An actor without the meeting named right after it ("缔约方会议第十九届会议"); where
    blanks part words, only if nothing of the actor's name follows."""
    apart = scene.grammar.spaced
    begins = [due.start for due in scene.dues if span[0] < due.start < span[1] and not (apart and due.end < span[1])]
    return scene.trimmed(span[0], min(begins, default=span[1]))


def _opens_no_actor(scene: Scene, start: int, end: int, sure: bool = False) -> bool:
    """Whether the words after a formula begin no actor ("with respect to", "to be submitted"); with `sure` even where
    they are a name ("through the Clearing-House")."""
    named = not sure and any(name.start == start for name in scene.names)
    return not named and scene.grammar.no_actor.match(scene.text, start, end) is not None


def _overlaps(found: list[Range], span: Range) -> bool:
    return span[0] >= span[1] or any(span[0] < end and start < span[1] for start, end in found)
