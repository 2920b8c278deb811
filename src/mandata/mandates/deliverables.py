"""The main tangible result of an action, and whether the addressee goes on with its own activity."""

from __future__ import annotations

from .grammar import FieldForm
from .scene import Scene

# A verb shows the result less surely than a noun: it counts as if it stood this many characters later; and what stands
# far into an action is no longer its main result. Spaced languages first, then those without blanks.
_VERB_HANDICAP = {True: 60, False: 12}
_REACH = {True: 100, False: 45}
# Nouns that are objects of actions but no tangible results ("measures", "efforts") stand in the lists under this name.
_NO_RESULT = "none"


def deliverable(scene: Scene, start: int, end: int) -> str | None:
    """The deliverable that the earliest noun or verb of the action shows; None where no word shows one."""
    handicap, reach = _VERB_HANDICAP[scene.grammar.spaced], _REACH[scene.grammar.spaced]
    best: tuple[int, int, str] | None = None
    for hit in scene.fields:
        tag = hit.tag
        assert isinstance(tag, FieldForm)
        if tag.field not in ("noun", "verb") or not start <= hit.start < min(end, start + reach):
            continue
        rank = (hit.start - start + (handicap if tag.field == "verb" else 0), hit.start - hit.end, tag.value)
        if best is None or rank < best:
            best = rank
    return best[2] if best and best[2] != _NO_RESULT else None


def continuing(scene: Scene, start: int, end: int) -> bool:
    """Whether the action says that the addressee continues, maintains or steps up an activity of its own."""
    not_so = [hit for hit in scene.fields if isinstance(hit.tag, FieldForm) and hit.tag.field == "continuing_not"]
    return any(
        isinstance(hit.tag, FieldForm)
        and hit.tag.field == "continuing"
        and start <= hit.start < end
        and not any(other.start <= hit.start < other.end for other in not_so)
        for hit in scene.fields
    )
