"""Two versions of a text compared: paragraphs paired, words changed, and what the changes mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Block, Decision, Document
from . import negotiated
from .across import Languages
from .joined import Joined, Reader
from .pairing import COMPARED, NUMBERED, Match, Text, moved, pair, pair_decisions, texts
from .records import Comparison, Difference, Kind, Pair, Place, Stretch, weight_of
from .substance import Compared
from .words import Hunk, hunks

_PARAGRAPH = re.compile(r"paragraph:THIS:(\d+)((?:\([a-z]+\))*)$")
_PARTICLE = 4  # letters of a preposition or an article, at most
_JOINING = 12  # letters of the words that join what was split, at most


def compare(before: Document, after: Document) -> Comparison:
    """What became of `before` in `after`: two versions of one text, in one language or in two.

    Two languages are compared as facts alone. Both may be of any file and view; what is compared are paragraphs,
    headings, tables and notes. Where only one of the two presents its decision inside a note or report, the decisions
    alone are compared.
    """
    old, new = Reader(before), Reader(after)
    languages = Languages(before, after) if before.language != after.language else None
    pairs: list[Pair] = []
    changes: list[Difference] = []
    apart: tuple[list[str], list[str]] = ([], [])
    for ours, theirs, mode in _groups(before, after):
        if mode == "apart":
            apart[0].extend(block.id for block in ours)
            apart[1].extend(block.id for block in theirs)
            continue
        found = _Group(old, new, texts(ours), texts(theirs), languages)
        pairs += found.pairs
        changes += [_whole(old, ours, "decision_removed")] if mode == "gone" else []
        changes += [_whole(new, theirs, "decision_added")] if mode == "come" else []
        changes += found.changes() if mode == "both" else []
    return Comparison(
        before=before.file,
        after=after.file,
        languages=(before.language, after.language),
        pairs=tuple(pairs),
        changes=tuple(changes),
        apart_before=tuple(apart[0]),
        apart_after=tuple(apart[1]),
    )


Grouped = tuple[list[Block], list[Block], str]


def _groups(before: Document, after: Document) -> Iterator[Grouped]:
    """The blocks to compare with each other: decision by decision, and what stands outside decisions."""
    ours, theirs = _by_decision(before), _by_decision(after)
    if not before.decisions or not after.decisions:
        yield [b for part in ours.values() for b in part], [b for part in theirs.values() for b in part], "both"
        return
    outside = ours.pop(None, []), theirs.pop(None, [])
    yield *outside, "both" if all(map(_is_text, outside)) else "apart"
    matched = pair_decisions(before, after)
    for at, place in matched:
        yield ours.pop(at, []), theirs.pop(place, []), "both"
    single = bool(matched) and 1 in (len(before.decisions), len(after.decisions))  # one decision looked for among many
    for blocks in ours.values():
        yield blocks, [], "apart" if single else "gone"
    for blocks in theirs.values():
        yield [], blocks, "apart" if single else "come"


def _by_decision(document: Document) -> dict[int | None, list[Block]]:
    decision_of = {block.id: block.decision for block in document.blocks}
    for note in document.notes:
        decision_of[note.id] = decision_of.get(note.block)
    found: dict[int | None, list[Block]] = {}
    for block in document.blocks:
        if block.kind in COMPARED and block.text:
            found.setdefault(decision_of[block.id], []).append(block)
    return found


def _is_text(blocks: Sequence[Block]) -> bool:
    """Whether blocks outside decisions are a text of their own, more than a title and headings."""
    return any(block.kind in ("paragraph", "list", "operative", "table") for block in blocks)


def _whole(reader: Reader, blocks: Sequence[Block], kind: Kind) -> Difference:
    joined = reader.joined(blocks[:1])
    place = joined.whole()
    if kind == "decision_removed":
        return Difference(kind=kind, weight=weight_of(kind), before=place, old=joined.text)
    return Difference(kind=kind, weight=weight_of(kind), after=place, new=joined.text)


class _Group:
    """The paragraphs of one decision in both texts."""

    def __init__(
        self, old: Reader, new: Reader, ours: Sequence[Text], theirs: Sequence[Text], languages: Languages | None
    ) -> None:
        self.old, self.new, self.languages = old, new, languages
        self.ours, self.theirs = [t.block for t in ours], [t.block for t in theirs]
        self.matches = languages.pair(ours, theirs) if languages else pair(ours, theirs)
        self.moved = self._moved()
        self.labels = self._labels()
        self.joined: list[tuple[Joined, Joined]] = []
        self.pairs = self._pairs()

    def _labels(self) -> dict[str, str]:
        """The number of every paragraph before → after."""
        found = {}
        for match in self.matches:
            one, other = self.ours[match.before[0]], self.theirs[match.after[0]]
            if one.kind == other.kind == "operative" and one.label and other.label:
                found[one.label] = other.label
        return found

    def _moved(self) -> set[int]:
        """Matches that changed places; sub-paragraphs that went with theirs did not, nor did notes."""
        ordered = [at for at, m in enumerate(self.matches) if self._moves(m)]
        lengths = [len(self.ours[self.matches[at].before[0]].text) + 40 for at in ordered]
        out = {ordered[at] for at in moved([self.matches[at] for at in ordered], lengths)}
        place = {m.before[0]: at for at, m in enumerate(self.matches)}
        return {at for at in out if not self._went_along(at, out, place)}

    def _moves(self, match: Match) -> bool:
        return self.ours[match.before[0]].kind not in ("note", "title") and self.theirs[match.after[0]].kind != "note"

    def _went_along(self, at: int, out: set[int], place: dict[int, int]) -> bool:
        above = _above(self.ours, self.matches[at].before[0])
        if above is None or place.get(above) is None:
            return False
        parent = place[above]
        return parent in out and _above(self.theirs, self.matches[at].after[0]) == self.matches[parent].after[0]

    def _pairs(self) -> list[Pair]:
        found: list[tuple[tuple[int, int, int], Pair]] = []
        for at, match in enumerate(self.matches):
            before = self.old.joined([self.ours[b] for b in match.before])
            after = self.new.joined([self.theirs[a] for a in match.after])
            self.joined.append((before, after))
            found.append(((match.after[0], 1, 0), self._pair(at, match, before, after)))
        gone = set(range(len(self.ours))) - {b for m in self.matches for b in m.before}
        come = set(range(len(self.theirs))) - {a for m in self.matches for a in m.after}
        after_of = {b: m.after[0] for m in self.matches for b in m.before}
        for b in sorted(gone):
            near = next((after_of[x] for x in range(b - 1, -1, -1) if x in after_of), -1)
            found.append(((near, 2, b), Pair(relation="removed", before=self.old.joined([self.ours[b]]).sides())))
        found += [
            ((a, 1, 0), Pair(relation="added", after=self.new.joined([self.theirs[a]]).sides())) for a in sorted(come)
        ]
        self.gone, self.come = sorted(gone), sorted(come)
        return [each for _, each in sorted(found, key=lambda row: row[0])]

    def _pair(self, at: int, match: Match, before: Joined, after: Joined) -> Pair:
        stretches = tuple(
            Stretch(start=h.before.start, end=h.before.end, new_start=h.after.start, new_end=h.after.end)
            for h in ([] if self.languages else hunks(before.text, after.text))
        )
        split, merged = len(match.after) > 1, len(match.before) > 1
        relation = "split" if split else "merged" if merged else "changed" if stretches else "same"
        return Pair(
            relation=relation,  # type: ignore[arg-type]
            before=before.sides(),
            after=after.sides(),
            moved=at in self.moved,
            stretches=stretches,
        )

    # ---------------------------------------------------------------------------------------------------- changes

    def changes(self) -> Iterator[Difference]:
        """All changes, those of what is gone where it stood."""
        found: list[tuple[tuple[int, int], list[Difference]]] = []
        for at, match in enumerate(self.matches):
            before, after = self.joined[at]
            found.append(((match.after[0], 1), [*self._formal(at, match), *self._of_pair(before, after)]))
        after_of = {b: m.after[0] for m in self.matches for b in m.before}
        for b in self.gone:
            near = next((after_of[x] for x in range(b - 1, -1, -1) if x in after_of), -1)
            found.append(((near, 2), list(self._gone(b))))
        found += [((a, 1), list(self._come(a))) for a in self.come]
        for _, each in sorted(found, key=lambda row: row[0]):
            yield from each

    def _formal(self, at: int, match: Match) -> Iterator[Difference]:
        one, other = self.ours[match.before[0]], self.theirs[match.after[0]]
        before, after = self.joined[at]
        places = before.whole(), after.whole()
        numbers = (
            " ".join(self.ours[b].label for b in match.before),
            " ".join(self.theirs[a].label for a in match.after),
        )
        if len(match.after) > 1:
            yield _made("split", *places, *numbers)
        elif len(match.before) > 1:
            yield _made("merged", *places, *numbers)
        if at in self.moved:
            yield _made("moved", *places, one.label, other.label)
        elif one.label != other.label and one.kind in NUMBERED and not self._follows(match):
            yield _made("renumbered", *places, one.label, other.label)

    def _follows(self, match: Match) -> bool:
        """Whether a sub-paragraph has its new number from the one above it alone."""
        one, other = self.ours[match.before[0]], self.theirs[match.after[0]]
        above, over = _above(self.ours, match.before[0]), _above(self.theirs, match.after[0])
        if above is None or over is None:
            return False
        ours, theirs = self.ours[above].label, self.theirs[over].label
        return self.labels.get(ours) == theirs and one.label[len(ours) :] == other.label[len(theirs) :]

    def _of_pair(self, before: Joined, after: Joined) -> Iterator[Difference]:
        if self.languages:
            if after.blocks[0].kind == "title":
                yield from self._numbered(before, after)
            else:
                yield from map(self._renumbered, self.languages.differences(before, after))
                yield from negotiated.opened(before, after)
            yield from negotiated.proposed(after)
            return
        if before.text == after.text:
            yield from self._stale(before, after)
            yield from negotiated.proposed(after)
            yield from negotiated.fates(before, after, [])
            return
        if after.blocks[0].kind == "title":
            yield from self._title(before, after)
            return
        found = negotiated.parted(hunks(before.text, after.text), before, after)
        resolved, settled = negotiated.brackets(before, after, found)
        yield from resolved
        yield from negotiated.proposed(after)
        yield from negotiated.fates(before, after, found)
        compared = Compared(before, after, found, sorted(settled))
        changes = [self._renumbered(change) for change in compared.differences()]
        yield from changes
        yield from self._stale(before, after)
        left = [found[at] for at in range(len(found)) if at not in compared.told]
        if changes:  # another verb or noun has another preposition or article
            left = [hunk for hunk in left if max(end - start for start, end in hunk) > _PARTICLE]
        if len(before.blocks) + len(after.blocks) > 2:  # "to … and to" becomes "(a) To … (b) To"
            left = [hunk for hunk in left if max(end - start for start, end in hunk) > _JOINING]
        yield from _wording(before, after, left)

    def _title(self, before: Joined, after: Joined) -> Iterator[Difference]:
        """A decision was renamed, or has got its number."""
        places = before.whole(), after.whole()
        one, other = self._decision(self.old, before), self._decision(self.new, after)
        if one is None or other is None or one.title != other.title:
            yield _made(
                "title_changed", *places, one.title if one else before.text, other.title if other else after.text
            )
        yield from self._numbered(before, after)

    def _numbered(self, before: Joined, after: Joined) -> Iterator[Difference]:
        one, other = self._decision(self.old, before), self._decision(self.new, after)
        if one is None or other is None or one.number == other.number:
            return
        given = "--" in one.number and "--" not in other.number
        if given or not self.languages:  # two languages write the same number in two ways
            yield _made("numbered", before.whole(), after.whole(), one.number, other.number)

    def _decision(self, reader: Reader, joined: Joined) -> Decision | None:
        at = joined.blocks[0].decision
        return None if at is None else reader.document.decisions[at]

    def _renumbered(self, change: Difference) -> Difference:
        """A reference to a paragraph of the same text that only follows its new number is a change of form."""
        if change.kind != "reference_changed" or self._new_number(change.old) != change.new:
            return change
        return _made("reference_renumbered", change.before, change.after, change.old, change.new)

    def _new_number(self, value: str) -> str | None:
        label = _label(value)
        new = self.labels.get(label) if label else None
        return "paragraph:THIS:" + new.replace(" ", "") if new else None

    def _stale(self, before: Joined, after: Joined) -> Iterator[Difference]:
        """References that stayed as they were though the paragraph that they mean has another number now."""
        theirs = {fact.key: fact for fact in after.facts if fact.kind == "reference"}
        for fact in before.facts:
            if fact.kind != "reference" or fact.key not in theirs:
                continue
            expected = self._new_number(fact.key)
            if expected and expected != fact.key and expected not in theirs:
                other = theirs[fact.key]
                places = before.place(fact.start, fact.end), after.place(other.start, other.end)
                yield _made("reference_stale", *places, fact.key, expected)

    def _gone(self, at: int) -> Iterator[Difference]:
        block = self.ours[at]
        if _above(self.ours, at) in self.gone:
            return
        joined = self.old.joined([block])
        whole = next((b for b in joined.brackets if b.whole), None)
        yield from negotiated.unpaired(joined)
        if whole is not None:
            yield negotiated.gone(whole, joined.whole())
        else:
            kind = self._kind(self.old, self.ours, at, "removed")
            yield _made(kind, joined.whole(), None, self._text(self.ours, at), "")

    def _come(self, at: int) -> Iterator[Difference]:
        block = self.theirs[at]
        if _above(self.theirs, at) in self.come:
            return
        joined = self.new.joined([block])
        kind = self._kind(self.new, self.theirs, at, "added")
        yield _made(kind, None, joined.whole(), "", self._text(self.theirs, at))
        for bracket in joined.brackets:
            place = joined.place(bracket.start, bracket.end)
            yield _made("bracket_added", None, place, "", bracket.text, bracket.kind)
        yield from negotiated.proposed(joined)

    def _text(self, blocks: Sequence[Block], at: int) -> str:
        """A paragraph with its sub-paragraphs."""
        under = [other for other in range(at + 1, len(blocks)) if _is_under(blocks, other, at)]
        return " ".join(blocks[each].text for each in (at, *under))

    def _kind(self, reader: Reader, blocks: Sequence[Block], at: int, ending: str) -> Kind:
        """What came or went with a paragraph and its sub-paragraphs."""
        if blocks[at].kind == "note":
            return f"note_{ending}"  # type: ignore[return-value]
        inside = [at, *(other for other in range(at + 1, len(blocks)) if _is_under(blocks, other, at))]
        acts = {f.what for x in inside for f in reader.facts.get(blocks[x].id, []) if f.kind == "act"}
        above = _above(blocks, at)
        while above is not None and not acts:
            acts = {f.what for f in reader.facts.get(blocks[above].id, []) if f.kind == "act"}
            above = _above(blocks, above)
        asked = "mandate" if "directive" in acts else "provision" if acts else "paragraph"
        return f"{asked}_{ending}"  # type: ignore[return-value]


def _above(blocks: Sequence[Block], at: int) -> int | None:
    """The paragraph of which one is a sub-paragraph."""
    if blocks[at].level <= 1 or blocks[at].kind not in NUMBERED:
        return None
    for other in range(at - 1, -1, -1):
        if blocks[other].level < blocks[at].level:
            return other if blocks[other].kind in NUMBERED else None
    return None


def _is_under(blocks: Sequence[Block], at: int, above: int) -> bool:
    place: int | None = at
    while place is not None and place > above:
        place = _above(blocks, place)
    return place == above


def _label(value: str) -> str | None:
    """The number of a paragraph as labels have it: "paragraph:THIS:3(b)(i)" → "3 (b) (i)"."""
    match = _PARAGRAPH.match(value)
    return (match[1] + match[2].replace("(", " (")) if match else None


def _wording(before: Joined, after: Joined, found: Sequence[Hunk]) -> Iterator[Difference]:
    """The words that changed without changing any fact, told once for a paragraph."""
    if not found:
        return
    old = [before.text[h[0].start : h[0].end] for h in found]
    new = [after.text[h[1].start : h[1].end] for h in found]
    kind: Kind = "wording" if any(c.isalnum() for words in (*old, *new) for c in words) else "punctuation"
    first, last = found[0], found[-1]
    places = before.place(first[0].start, last[0].end), after.place(first[1].start, last[1].end)
    yield _made(kind, *places, " … ".join(filter(None, old)), " … ".join(filter(None, new)))


def _made(kind: Kind, before: Place | None, after: Place | None, old: str, new: str, what: str = "") -> Difference:
    return Difference(kind=kind, weight=weight_of(kind), before=before, after=after, old=old, new=new, what=what)
