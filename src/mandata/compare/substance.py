"""What changed words mean: facts that are no longer the same, told once and only where words changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from .facts import EXACT, Fact, FactKind
from .force import modality_of, shift
from .joined import Joined
from .records import Difference, Kind, Place, weight_of
from .words import Aligned, Hunk, Span

ORDER: tuple[FactKind, ...] = (
    "act",
    "deadline",
    "date",
    "reference",
    "citation",
    "negation",
    "modality",
    "addressee",
    "partner",
    "recipient",
    "condition",
    "number",
    "name",
    "deliverable",
)
"""What is told first leaves less to be told by what comes after it."""
_THREE = {"addressee", "condition", "partner", "recipient", "name"}


REST = 30  # letters that may change beside a fact without being told: "in cooperation with the"


class Change(NamedTuple):
    """A fact of one text and what it became; None where it came or went. `told` are the hunks that it explains."""

    before: Fact | None
    after: Fact | None
    told: tuple[int, ...]


class Compared:
    """Two paragraphs, the words that changed, and what is known of them."""

    def __init__(self, before: Joined, after: Joined, changes: Sequence[Hunk], settled: Sequence[int]) -> None:
        self.before, self.after, self.hunks = before, after, changes
        self.aligned = Aligned(changes, before.text, after.text)
        self.settled = set(settled)  # hunks that brackets explain
        self.told: set[int] = set(settled)
        self.parted: set[int] = set()  # hunks that hold a provision that came or went
        self.spans: dict[int, tuple[list[Span], list[Span]]] = {}
        self.whole: list[tuple[Span | None, Span | None]] = []  # provisions that came or went: nothing inside is told

    def differences(self) -> Iterator[Difference]:
        """The changes in substance."""
        for kind in ORDER:
            for change in self._changes(kind):
                found = self._difference(change)
                if found is not None:
                    self._explain(change)
                    yield found
        for at, spans in self.spans.items():
            if at not in self.settled and at not in self.parted and self._more(self.hunks[at], spans):
                self.told.discard(at)

    def _explain(self, change: Change) -> None:
        """Note the hunks that a change explains, and with which words."""
        self.told.update(change.told)
        for at in change.told:
            pair = self.spans.setdefault(at, ([], []))
            for fact, spans in zip((change.before, change.after), pair, strict=True):
                if fact is not None:
                    spans.append(Span(fact.start, fact.end))

    def _more(self, hunk: Hunk, spans: tuple[list[Span], list[Span]]) -> bool:
        """Whether most of the words that changed are others than those of the facts that were told."""
        for side in (0, 1):
            size = hunk[side].end - hunk[side].start
            left = size - _covered(hunk[side], spans[side])
            if left > REST and left > 0.6 * size:
                return True
        return False

    # ------------------------------------------------------------------------------------------ facts, kind by kind

    def _changes(self, kind: FactKind) -> Iterator[Change]:
        """The facts of a kind that only one text has, those at one place in both as one change."""
        ours = [fact for fact in self.before.facts if fact.kind == kind]
        theirs = [fact for fact in self.after.facts if fact.kind == kind]
        gone, come = _unequal(ours, theirs)
        gone = [fact for fact in gone if self._counts(fact, 0)]
        come = [fact for fact in come if self._counts(fact, 1)]
        for fact in gone:
            other = self._partner(fact, come, len(gone) == len(come) == 1)
            if other is not None:
                come.remove(other)
            yield Change(fact, other, self._touched(fact, other))
        for fact in come:
            yield Change(None, fact, self._touched(None, fact))

    def _counts(self, fact: Fact, side: int) -> bool:
        """Whether a fact that the other text does not have is gone (or new) because of words that changed, and of
        words that nothing else has explained."""
        for whole in self.whole:
            span = whole[side]
            if span is not None and span.start <= fact.start and fact.end <= span.end:
                return False
        met = [at for at, hunk in enumerate(self.hunks) if hunk[side].meets(fact.start, fact.end)]
        if not met or all(at in self.settled for at in met):
            return False
        return fact.kind in ("act", *EXACT) or any(at not in self.told for at in met)

    def _partner(self, fact: Fact, others: list[Fact], only: bool) -> Fact | None:
        """Of the new facts the one at the place of one that is gone."""
        span = self.aligned.span(fact.start, fact.end)
        near = [other for other in others if Span(*span).meets(other.start, other.end)]
        if not near and only and fact.kind in ("act", "deadline", "condition", "deliverable"):
            near = others
        same = [other for other in near if other.what == fact.what]
        return next(iter(same or near), None)

    def _touched(self, before: Fact | None, after: Fact | None) -> tuple[int, ...]:
        return tuple(
            at
            for at, hunk in enumerate(self.hunks)
            if (before and hunk.before.meets(before.start, before.end))
            or (after and hunk.after.meets(after.start, after.end))
        )

    # ---------------------------------------------------------------------------------------------------- as changes

    def _difference(self, change: Change) -> Difference | None:
        before, after = change.before, change.after
        fact = before or after
        assert fact is not None
        if fact.kind == "act":
            return self._act(before, after)
        if fact.kind in ("deadline", "date", "number", "deliverable", "citation", "modality", "negation", "reference"):
            return self._exact(fact.kind, before, after, change.told)
        if (before is None or after is None) and not self._mostly_changed(fact, 0 if before else 1):
            return None
        if before and after and fact.kind == "name" and before.value == after.value:
            return None
        return self._told(fact.kind, before, after)

    def _told(self, kind: str, before: Fact | None, after: Fact | None) -> Difference:
        ending = "added" if before is None else "removed" if after is None else "changed"
        return self._made(cast(Kind, f"{kind}_{ending}"), before, after)

    def _made(self, kind: Kind, before: Fact | None, after: Fact | None, what: str = "") -> Difference:
        fact = after or before
        return Difference(
            kind=kind,
            weight=weight_of(kind),
            before=self.before.place(before.start, before.end) if before else self._opposite(after, 0),
            after=self.after.place(after.start, after.end) if after else self._opposite(before, 1),
            old=before.value if before else "",
            new=after.value if after else "",
            what=what or (fact.what if fact and fact.kind == "condition" else ""),
        )

    def _opposite(self, fact: Fact | None, side: int) -> Place | None:
        """The place in the other text where a fact would stand."""
        if fact is None:
            return None
        if side == 1:
            span = self.aligned.span(fact.start, fact.end)
            return self.after.place(span.start, span.start)
        back = Aligned([Hunk(h.after, h.before) for h in self.hunks], self.after.text, self.before.text)
        span = back.span(fact.start, fact.end)
        return self.before.place(span.start, span.start)

    def _mostly_changed(self, fact: Fact, side: int) -> bool:
        """Whether most of a fact's words are words that only one text has."""
        changed = sum(max(0, min(hunk[side].end, fact.end) - max(hunk[side].start, fact.start)) for hunk in self.hunks)
        return 2 * changed >= fact.end - fact.start

    def _act(self, before: Fact | None, after: Fact | None) -> Difference | None:
        if before is not None and after is not None:
            if before.value == after.value:
                return None
            moved = shift(before.value, after.value)
            kind: Kind = {"weaker": "act_weakened", "stronger": "act_strengthened"}.get(moved, "act_changed")  # type: ignore[assignment]
            return self._made(kind, before, after)
        fact = before or after
        assert fact is not None
        side = 0 if before else 1
        span = self._provision(fact, side)
        if not self._mostly_changed(fact._replace(start=span.start, end=span.end), side):
            return None
        self.whole.append((span, None) if before else (None, span))
        for at, hunk in enumerate(self.hunks):
            if hunk[side].meets(*span) and hunk[side].start != hunk[side].end:
                self.told.add(at)
                self.parted.add(at)
        asked = "mandate" if fact.what == "directive" else "provision"
        kind = cast(Kind, f"{asked}_{'removed' if before else 'added'}")
        return self._made(
            kind,
            before and fact._replace(start=span.start, end=span.end, value=self._words(span, 0)),
            after and fact._replace(start=span.start, end=span.end, value=self._words(span, 1)),
        )

    def _words(self, span: Span, side: int) -> str:
        return (self.before, self.after)[side].text[span.start : span.end]

    def _provision(self, fact: Fact, side: int) -> Span:
        """From an act to the next one, or to the end."""
        joined = (self.before, self.after)[side]
        later = [f.start for f in joined.facts if f.kind == "act" and f.start > fact.start]
        end = min(later, default=len(joined.text))
        return Span(fact.start, fact.start + len(joined.text[fact.start : end].rstrip(" ,;.،؛，；。")))

    def _exact(
        self, kind: FactKind, before: Fact | None, after: Fact | None, told: tuple[int, ...]
    ) -> Difference | None:
        if kind == "deadline":
            return self._deadline(before, after)
        if kind == "citation":
            if before and after:
                return self._made("citation_updated", before, after)
            fact, side = (before, 0) if before else (after, 1)
            assert fact is not None
            if not self._mostly_changed(fact, side):
                return None
            return self._made("citation_removed" if before else "citation_added", before, after)
        if kind == "negation":
            return self._negation(before, after)
        if before is None or after is None:
            return None  # a date, a number, a "shall" in words that came or went is told with these words
        if kind == "modality":
            grown = modality_of(after.value) > modality_of(before.value)  # type: ignore[arg-type]
            return self._made("modality_strengthened" if grown else "modality_weakened", before, after)
        if kind == "reference":
            return self._made("reference_changed", before, after)
        if kind in ("date", "number") and all(at in self.told for at in told):
            return None
        return self._made(cast(Kind, f"{kind}_changed"), before, after)

    def _deadline(self, before: Fact | None, after: Fact | None) -> Difference | None:
        if before and after:
            ours, theirs = when(before), when(after)
            kind: Kind = "deadline_changed"
            if ours and theirs and ours[0] == theirs[0] and ours != theirs:
                kind = "deadline_later" if theirs > ours else "deadline_earlier"
            return self._made(kind, before, after)
        fact, side = (before, 0) if before else (after, 1)
        assert fact is not None
        if not self._mostly_changed(fact, side):
            return None
        return self._made("deadline_removed" if before else "deadline_added", before, after)

    def _negation(self, before: Fact | None, after: Fact | None) -> Difference | None:
        """A "not" that came or went with few words around it."""
        fact, side = (before, 0) if before else (after, 1)
        assert fact is not None
        if before and after:
            return None
        hunk = next((h for h in self.hunks if h[side].meets(fact.start, fact.end)), None)
        if hunk is None or hunk[side].end - hunk[side].start > 30:
            return None
        return self._made("negation_changed", before, after)


def _covered(hunk: Span, spans: list[Span]) -> int:
    """How much of a hunk some spans cover."""
    places = {at for start, end in spans for at in range(max(start, hunk.start), min(end, hunk.end))}
    return len(places)


def _unequal(ours: list[Fact], theirs: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts that the other text does not have, as many times as it does not have them."""
    more, less = Counter(f.key for f in ours), Counter(f.key for f in theirs)
    return _over(ours, more - less), _over(theirs, less - more)


def _over(found: list[Fact], surplus: Counter[str]) -> list[Fact]:
    left, over = Counter(surplus), []
    for fact in reversed(found):  # the last ones are what is too much
        if left[fact.key] > 0:
            left[fact.key] -= 1
            over.append(fact)
    return over[::-1]


def when(fact: Fact) -> tuple[str, tuple[int, ...]] | None:
    """A due as something that can be earlier or later than another of its kind; what it is counted in comes first."""
    kind, _, value = fact.key.removeprefix("before:").removeprefix("after:").rpartition(":")
    parts = value.split("-")
    if kind and all(part.isdigit() for part in parts):
        return kind, tuple(int(part) for part in parts)
    return ("date", tuple(map(int, fact.what.split("-")))) if fact.what else None
