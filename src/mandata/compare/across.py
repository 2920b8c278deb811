"""Two versions in two languages: paragraphs paired by what they name, cite and count, and compared as facts alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from ..model import Block, Document
from .concord.alignment import align
from .concord.facts import Paragraph, paragraphs
from .facts import Fact, FactKind
from .force import shift
from .joined import Joined
from .pairing import Match, Text
from .records import Difference, Kind, weight_of
from .substance import when

_SURE = ("resources", "on_request", "voluntary", "capability")
"""The types of conditions that are told apart alike in all languages."""


class Languages:
    """The paragraphs of both documents with facts whose keys are the same in every language."""

    def __init__(self, before: Document, after: Document) -> None:
        self.ours, self.theirs = paragraphs(before), paragraphs(after)
        self.readings = _readings(before), _readings(after)
        self.classes = {p.act: p.act_class for p in (*before.provisions, *after.provisions)}

    def pair(self, before: Sequence[Text], after: Sequence[Text]) -> list[Match]:
        """The paragraphs that are the same, in the order of `after`; footnotes among themselves."""
        found = []
        for notes in (False, True):
            ours = [at for at, text in enumerate(before) if (text.block.kind == "note") is notes]
            theirs = [at for at, text in enumerate(after) if (text.block.kind == "note") is notes]
            if not ours or not theirs:
                continue
            versions: list[list[Paragraph]] = [
                [self.ours[before[at].block.id] for at in ours],
                [self.theirs[after[at].block.id] for at in theirs],
            ]
            for row in align(versions):
                one, other = row.cells
                if one and other:
                    found.append(Match(tuple(ours[at] for at in one), tuple(theirs[at] for at in other)))
        kept = [match for match in _once(found) if not self._strangers(match, before, after)]
        kept += self._elsewhere(kept, before, after)
        return sorted(kept, key=lambda match: match.after)

    def _strangers(self, match: Match, before: Sequence[Text], after: Sequence[Text]) -> bool:
        """Whether two paragraphs at one place are two: they act in another way and have no figure or reference in
        common."""
        one, other = before[match.before[0]].block, after[match.after[0]].block
        ours, theirs = self._acts(one, 0), self._acts(other, 1)
        if not ours or not theirs or {a for _, a in ours} & {a for _, a in theirs}:
            return False
        return not (self._signs(one, 0) & self._signs(other, 1)) and not self._readings_meet(one, other)

    def _readings_meet(self, one: Block, other: Block) -> bool:
        ours = {a for act, _ in self._acts(one, 0) for a in self.readings[0].get((one.id, act), ())}
        return any(ours & self.readings[1].get((other.id, act), frozenset()) for act, _ in self._acts(other, 1))

    def _acts(self, block: Block, side: int) -> set[tuple[str, str]]:
        """The acts of a block, each with its class."""
        known = {fact.key for fact in (self.ours, self.theirs)[side][block.id].facts.get("act", ())}
        return {(act, self.classes[act]) for act in known if act in self.classes}

    def _signs(self, block: Block, side: int) -> frozenset[str]:
        """What a block cites, dates and counts."""
        signals = (self.ours, self.theirs)[side][block.id].signals
        return frozenset(each for each in signals if not each.startswith("organization:"))

    def _elsewhere(self, found: list[Match], before: Sequence[Text], after: Sequence[Text]) -> Iterator[Match]:
        """Paragraphs without counterpart that cite, date and count the same and act alike: they were moved."""
        ours = set(range(len(before))) - {at for match in found for at in match.before}
        theirs = set(range(len(after))) - {at for match in found for at in match.after}
        for at in sorted(ours):
            signs = self._signs(before[at].block, 0)
            same = [
                other
                for other in sorted(theirs)
                if signs
                and self._signs(after[other].block, 1) == signs
                and self._readings_meet(before[at].block, after[other].block)
            ]
            if len(same) == 1:
                theirs.remove(same[0])
                yield Match((at,), (same[0],))

    def differences(self, before: Joined, after: Joined) -> Iterator[Difference]:
        """The facts that only one of two paragraphs has: those of one kind on both sides as one change."""
        told: list[Fact] = []  # dues, whose dates are not told again
        for kind in ("act", "deadline", "date", "reference", "citation", "number", "condition"):
            ours = self._facts(before, kind, 0)
            theirs = self._facts(after, kind, 1)
            gone, come = _unequal(ours, theirs)
            if kind == "deadline":
                gone, come = self._said_otherwise(gone, come, before, after)
            if len(gone) == len(come):
                for one, other in zip(gone, come, strict=True):
                    if kind == "date" and any(due.start <= one.fact.start < due.end for due in told):
                        continue
                    told += [one.fact] if kind == "deadline" else []
                    yield from _changed(kind, one.fact, other.fact, before, after)
            elif kind in ("deadline", "citation", "condition") and not (gone and come):
                yield from (_lone(kind, each.fact, before, after, 0) for each in gone)
                yield from (_lone(kind, each.fact, before, after, 1) for each in come)

    def _said_otherwise(
        self, gone: list[_Keyed], come: list[_Keyed], before: Joined, after: Joined
    ) -> tuple[list[_Keyed], list[_Keyed]]:
        """Dues without those whose date stands in the other text, where it was not read as a due."""
        figures = [list(self._figures(joined, "date", side)) for side, joined in enumerate((before, after))]
        dates = [{part for each in found for key in each.keys for part in (key, key[:4])} for found in figures]
        lost, new = _unequal(*figures)
        if len(lost) == len(new) and len(gone) != len(come):  # told as dates that changed
            dates[0] |= {key for each in new for key in each.keys}
            dates[1] |= {key for each in lost for key in each.keys}
        return (
            [each for each in gone if each.fact.key.rpartition(":")[2] not in dates[1]],
            [each for each in come if each.fact.key.rpartition(":")[2] not in dates[0]],
        )

    def _facts(self, joined: Joined, kind: str, side: int) -> list[_Keyed]:
        if kind in ("number", "date"):
            return list(self._figures(joined, cast(FactKind, kind), side))
        found = []
        for fact in joined.facts:
            if fact.kind != kind:
                continue
            if kind == "act":
                found.append(_Keyed(fact, self.readings[side].get((fact.block, fact.value), frozenset((fact.value,)))))
            elif kind == "condition":
                if fact.what in _SURE and any(f.kind == "act" and f.what == "directive" for f in joined.facts):
                    found.append(_Keyed(fact, frozenset((fact.what,))))
            elif fact.key.startswith("instrument:"):
                continue  # a treaty's name stands in one language where another has a pronoun
            elif kind != "deadline" or ":" in fact.key or fact.key in ("annual", "biennial", "each_session"):
                found.append(_Keyed(fact, frozenset((fact.key,))))
        return found

    def _figures(self, joined: Joined, kind: FactKind, side: int) -> Iterator[_Keyed]:
        """Dates, and numbers written in digits with all that they may mean."""
        for block, offset in zip(joined.blocks, joined.offsets, strict=True):
            read = (self.ours, self.theirs)[side][block.id].figures
            for date in read.dates if kind == "date" else ():
                yield self._figure(joined, kind, date.start + offset, date.end + offset, block, {date.value})
            for number in read.numbers if kind == "number" else ():
                if not number.spelt:
                    values = {str(value) for value in number.values}
                    yield self._figure(joined, kind, number.start + offset, number.end + offset, block, values)

    def _figure(self, joined: Joined, kind: FactKind, start: int, end: int, block: Block, values: set[str]) -> _Keyed:
        return _Keyed(Fact(kind, block.id, start, end, "", joined.text[start:end]), frozenset(values))


class _Keyed(NamedTuple):
    fact: Fact
    keys: frozenset[str]
    """What it may mean: a verb may be read as one act or another."""


def _readings(document: Document) -> dict[tuple[str, str], frozenset[str]]:
    """The acts that an act of a block may also be."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for provision in document.provisions:
        homes = {provision.block, *(actor.block for actor in provision.addressees)}
        for home in homes:
            key = home, provision.act
            found[key] = found.get(key, frozenset()) | {provision.act, *provision.act_alt}
    return found


def _unequal(ours: list[_Keyed], theirs: list[_Keyed]) -> tuple[list[_Keyed], list[_Keyed]]:
    left = list(theirs)
    gone = []
    for one in ours:
        same = next((other for other in left if one.keys & other.keys), None)
        if same is None:
            gone.append(one)
        else:
            left.remove(same)
    return gone, left


def _changed(kind: str, one: Fact, other: Fact, before: Joined, after: Joined) -> Iterator[Difference]:
    name: Kind
    if kind == "act":
        moved = shift(one.value, other.value)
        if moved == "same":
            return
        name = cast(Kind, {"weaker": "act_weakened", "stronger": "act_strengthened"}.get(moved, "act_changed"))
    elif kind == "deadline":
        first, second = when(one), when(other)
        name = "deadline_changed"
        if not first or not second or first[0] != second[0]:
            return
        if first and second and first[0] == second[0]:
            name = "deadline_later" if second > first else "deadline_earlier"
    else:
        name = cast(Kind, "citation_updated" if kind == "citation" else f"{kind}_changed")
    yield _made(name, one, other, before, after)


def _lone(kind: str, fact: Fact, before: Joined, after: Joined, side: int) -> Difference:
    name = cast(Kind, f"{kind}_{'added' if side else 'removed'}")
    return _made(name, None if side else fact, fact if side else None, before, after)


def _made(kind: Kind, one: Fact | None, other: Fact | None, before: Joined, after: Joined) -> Difference:
    fact = other or one
    return Difference(
        kind=kind,
        weight=weight_of(kind),
        before=before.place(one.start, one.end) if one else before.place(0, 0),
        after=after.place(other.start, other.end) if other else after.place(0, 0),
        old=one.value if one else "",
        new=other.value if other else "",
        what=fact.what if fact and fact.kind == "condition" else "",
    )


def _once(matches: list[Match]) -> list[Match]:
    """Matches that share a paragraph put together: two rows of one paragraph are a paragraph that was split."""
    found: list[Match] = []
    for match in matches:
        last = found[-1] if found else None
        if last and (set(last.before) & set(match.before) or set(last.after) & set(match.after)):
            found[-1] = Match(tuple(sorted({*last.before, *match.before})), tuple(sorted({*last.after, *match.after})))
        else:
            found.append(match)
    return found
