"""What became of square brackets and tracked changes: which option stayed, which change was accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ..folding import fold
from ..model import Bracket, Change
from .joined import Joined
from .records import Difference, Kind, Place, weight_of
from .words import Aligned, Hunk, Span, hunks

_SIGNS = " ,;.،؛，；。[]()"


def brackets(before: Joined, after: Joined, changes: Sequence[Hunk]) -> tuple[list[Difference], set[int]]:
    """Brackets that were opened, changed or resolved, and the hunks (indices) that this explains."""
    gone = [b for b in before.brackets if not any(_plain(b.text) == _plain(o.text) for o in after.brackets)]
    come = [b for b in after.brackets if not any(_plain(b.text) == _plain(o.text) for o in before.brackets)]
    there = Aligned(changes, before.text, after.text)
    back = Aligned([Hunk(h.after, h.before) for h in changes], after.text, before.text)
    found: list[Difference] = []
    settled: set[int] = set()
    for bracket in gone:
        span = there.span(bracket.start, bracket.end)
        other = next((b for b in come if span.meets(b.start, b.end)), None)
        if other is not None:
            come.remove(other)
            settled |= _held(changes, 0, bracket) | _held(changes, 1, other)
            places = before.place(bracket.start, bracket.end), after.place(other.start, other.end)
            found.append(_made("bracket_changed", *places, bracket.text, other.text))
            continue
        settled |= _held(changes, 0, bracket)
        words = after.text[span.start : span.end].strip()
        places = before.place(bracket.start, bracket.end), after.place(*span)
        found.append(_made("bracket_resolved", *places, bracket.text, words, resolution(bracket, words)))
    for bracket in come:
        span = back.span(bracket.start, bracket.end)
        settled |= _held(changes, 1, bracket)
        words = before.text[span.start : span.end].strip()
        places = before.place(*span), after.place(bracket.start, bracket.end)
        found.append(_made("bracket_added", *places, words, bracket.text, bracket.kind))
    return found, settled


def opened(before: Joined, after: Joined) -> Iterator[Difference]:
    """The brackets of a text whose earlier version, in another language, has none there."""
    for bracket in after.brackets if not before.brackets else ():
        place = after.place(bracket.start, bracket.end)
        yield _made("bracket_added", before.place(0, 0), place, "", bracket.text, bracket.kind)


def parted(changes: Sequence[Hunk], before: Joined, after: Joined) -> list[Hunk]:
    """The changes, with what brackets hold apart from what stands beside them."""
    for side, brackets in enumerate((before.brackets, after.brackets)):
        edges = sorted(edge for bracket in brackets for edge in (bracket.start, bracket.end))
        if edges:
            changes = [piece for hunk in changes for piece in _at_edges(hunk, side, edges, brackets)]
    return list(changes)


def _at_edges(hunk: Hunk, side: int, edges: Sequence[int], brackets: Sequence[Bracket]) -> Iterator[Hunk]:
    """A hunk cut at the signs of brackets; what the other text has instead goes with the piece in a bracket."""
    start, end = hunk[side]
    inside = [edge for edge in edges if start < edge < end]
    if not inside:
        yield hunk
        return
    pieces = [Span(a, b) for a, b in pairwise((start, *inside, end))]
    held = [
        at for at, piece in enumerate(pieces) if any(b.start <= piece.start and piece.end <= b.end for b in brackets)
    ]
    chosen = held[0] if held else 0
    other = hunk[1 - side]
    for at, piece in enumerate(pieces):
        there = other if at == chosen else Span(other.start, other.start) if at < chosen else Span(other.end, other.end)
        yield Hunk(piece, there) if side == 0 else Hunk(there, piece)


def _held(changes: Sequence[Hunk], side: int, bracket: Bracket) -> set[int]:
    """The hunks (indices) that stand in a bracket of one side."""
    found = set()
    for at, hunk in enumerate(changes):
        start, end = hunk[side]
        if (start < bracket.end and bracket.start < end) or bracket.start < start == end < bracket.end:
            found.add(at)
    return found


def resolution(bracket: Bracket, words: str) -> str:
    """How a bracket was resolved, seeing the words that stand in its place: "kept", "dropped", "option N" (counted from
    1) or "reworded"."""
    said = _plain(words)
    options = [_plain(option.text) for option in bracket.options]
    exact = [at for at, option in enumerate(options, 1) if option == said]
    inside = exact or [at for at, option in enumerate(options, 1) if option and option in said]
    if not said:
        return "dropped"
    if bracket.kind == "option":
        return "kept" if inside else "reworded"
    return f"option {inside[0]}" if len(inside) == 1 or exact else "reworded"


def gone(bracket: Bracket, place: Place | None) -> Difference:
    """A bracket whose whole paragraph went."""
    return _made("bracket_resolved", place, None, bracket.text, "", "dropped")


def _plain(text: str) -> str:
    return " ".join(fold(text).text.strip(_SIGNS).split())


# ----------------------------------------------------------------------------------------------------- tracked changes


def proposed(after: Joined) -> Iterator[Difference]:
    """The tracked changes and comments of the later text: what its authors propose."""
    for change in after.changes:
        if change.kind == "comment":
            place = after.place(change.start, change.end)
            yield _made("comment", None, place, "", change.text, "", change, note=change.note)
    for old, new in _replaced(after.changes):
        tracked = new or old
        assert tracked is not None
        place = after.place(tracked.start, tracked.end)
        yield _made("change_proposed", None, place, old.text if old else "", new.text if new else "", "", tracked)


def fates(before: Joined, after: Joined, changes: Sequence[Hunk]) -> Iterator[Difference]:
    """What became of the tracked changes of the earlier text. Those that the later text still tracks are open."""
    there = Aligned(changes, before.text, after.text)
    open_still = {(c.kind, _plain(c.text), c.author) for c in after.changes}
    for old, new in _replaced(before.changes):
        change = new or old
        assert change is not None
        if (change.kind, _plain(change.text), change.author) in open_still:
            continue
        span = there.span(change.start, change.end)
        words = after.text[max(0, span.start - 1) : span.end + 1]
        if change.start == change.end:  # not shown in this view: it would stand here
            words = after.text[max(0, span.start - len(change.text) - 2) : span.end + len(change.text) + 2]
        kind = _fate(_plain(old.text) if old else "", _plain(new.text) if new else "", _plain(words))
        place = before.place(change.start, change.end)
        yield _made(kind, place, after.place(*span), old.text if old else "", new.text if new else "", "", change)


def unpaired(before: Joined) -> Iterator[Difference]:
    """What became of the tracked changes of a paragraph that is gone."""
    for old, new in _replaced(before.changes):
        change = new or old
        assert change is not None
        kind: Kind = "change_accepted" if new is None else "change_rejected"
        place = before.place(change.start, change.end)
        yield _made(kind, place, None, old.text if old else "", new.text if new else "", "", change)


def _fate(old: str, new: str, words: str) -> Kind:
    if new and new in words:
        return "change_accepted"
    if old and old in words:
        return "change_rejected"
    if not new:
        return "change_accepted"
    if not old:
        return "change_rejected" if not _shares(new, words) else "change_reworded"
    return "change_reworded"


def _shares(new: str, words: str) -> bool:
    """Whether some of the words proposed were taken."""
    kept = sum(h.before.end - h.before.start for h in hunks(new, words))
    return kept < len(new) / 2


def _replaced(changes: Sequence[Change]) -> Iterator[tuple[Change | None, Change | None]]:
    """Deletions and insertions, those of one author at one place together: words that replace others."""
    tracked = [c for c in changes if c.kind in ("inserted", "deleted", "moved_to", "moved_from") and c.text.strip()]
    for _, group in groupby(tracked, key=lambda c: (c.author, c.start)):
        found = list(group)
        old = [c for c in found if c.kind in ("deleted", "moved_from")]
        new = [c for c in found if c.kind in ("inserted", "moved_to")]
        while old or new:
            yield (old.pop(0) if old else None), (new.pop(0) if new else None)


def _made(
    kind: Kind,
    before: Place | None,
    after: Place | None,
    old: str,
    new: str,
    what: str = "",
    change: Change | None = None,
    note: str = "",
) -> Difference:
    return Difference(
        kind=kind,
        weight=weight_of(kind),
        before=before,
        after=after,
        old=old.strip(),
        new=new.strip(),
        what=what,
        author=change.author if change else "",
        date=change.date if change else "",
        note=note,
    )
