"""Which paragraph of one text is which of the other: by words first, then by number and neighbours."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ..folding import fold
from ..model import Block, BlockKind, Decision, Document
from .words import similarity, tokens

COMPARED: frozenset[BlockKind] = frozenset(
    ("title", "heading", "formula", "preambular", "operative", "paragraph", "list", "table", "note")
)
NUMBERED = ("operative", "paragraph", "list", "preambular")
ALIKE = 0.46  # of a pair by its words, without other evidence
BESIDE = 0.34  # of a pair that stands between the same neighbours with the same number
HELD = 0.6  # how much of a paragraph must come out of another for the two to be one that was split
CANDIDATES = 6


class Text(NamedTuple):
    """A paragraph with its words, for comparing."""

    block: Block
    words: tuple[str, ...]
    folded: str


class Match(NamedTuple):
    """Indices of paragraphs of both texts that are the same; more than one on a side where one was split or merged."""

    before: tuple[int, ...]
    after: tuple[int, ...]


def texts(blocks: Sequence[Block]) -> list[Text]:
    return [_text(block) for block in blocks]


def _text(block: Block) -> Text:
    folded = fold(block.text).text
    words = tuple(folded[a:b] for a, b in tokens(folded) if folded[a].isalnum())
    return Text(block, words, " ".join(words))


def pair(before: Sequence[Text], after: Sequence[Text]) -> list[Match]:
    """The paragraphs that are the same, in the order of `after`; those of no match came or went."""
    found = _equal(before, after)
    _similar(before, after, found)
    _between(before, after, found)
    return _with_parts(before, after, found)


# ------------------------------------------------------------------------------------------------------ one to one


def _equal(before: Sequence[Text], after: Sequence[Text]) -> dict[int, int]:
    """Those with the same words, each to the nearest of its kind where several have them; by index, before → after."""
    places: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for at, text in enumerate(after):
        places[text.folded, text.block.kind == "note"].append(at)
    found: dict[int, int] = {}
    scale = len(after) / max(1, len(before))
    counts = Counter((text.folded, text.block.kind == "note") for text in before)
    for at, text in enumerate(before):
        key = (text.folded, text.block.kind == "note")
        waiting = places.get(key)
        if not waiting:
            continue
        if counts[key] == len(waiting):
            chosen = waiting[0]
        else:
            chosen = min(waiting, key=lambda other: (_far(text, after[other]), abs(other - at * scale)))
        waiting.remove(chosen)
        counts[key] -= 1
        found[at] = chosen
    return found


def _far(one: Text, other: Text) -> int:
    return (one.block.kind != other.block.kind) + (one.block.label != other.block.label)


def _similar(before: Sequence[Text], after: Sequence[Text], found: dict[int, int]) -> None:
    """Adds those that share most of their words, the surest first."""
    taken = set(found.values())
    rarity = _rarity([*before, *after])
    index: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(after):
        if at not in taken:
            for word in set(text.words):
                index[word].append(at)
    scored = []
    for at, text in enumerate(before):
        if at in found:
            continue
        shared: Counter[int] = Counter()
        for word in set(text.words):
            for other in index.get(word, ()):
                shared[other] += rarity[word]  # type: ignore[assignment]
        for other, _ in shared.most_common(CANDIDATES):
            score = _score(text, after[other])
            if score >= ALIKE:
                scored.append((score, at, other))
    for _, at, other in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if at not in found and other not in taken:
            found[at] = other
            taken.add(other)


def _rarity(everything: Sequence[Text]) -> dict[str, float]:
    counts = Counter(word for text in everything for word in set(text.words))
    return {word: math.log(1 + len(everything) / count) for word, count in counts.items()}


def _score(one: Text, other: Text) -> float:
    """How alike two paragraphs are: their words in order, with a little for the same kind and number."""
    kinds = {one.block.kind, other.block.kind}
    if len(kinds) == 2 and ("note" in kinds or "title" in kinds or "table" in kinds):
        return 0.0
    if kinds == {"title"}:
        return 0.5 + similarity(one.words, other.words) / 2
    score = similarity(one.words, other.words)
    score += 0.04 * (one.block.label == other.block.label and bool(one.block.label))
    score -= 0.12 * (len(kinds) == 2) + 0.05 * (one.block.level != other.block.level)
    return score - 0.1 * (min(len(one.words), len(other.words)) < 4)


def _between(before: Sequence[Text], after: Sequence[Text], found: dict[int, int]) -> None:
    """Adds those that stand alone between the same neighbours, though rewritten in good part."""
    taken = set(found.values())
    free = [at for at in range(len(after)) if at not in taken]
    for at in range(len(before)):
        if at in found:
            continue
        above, below = _neighbour(found, at, -1, len(before)), _neighbour(found, at, 1, len(before))
        low = -1 if above is None else found[above]
        high = len(after) if below is None else found[below]
        inside = [other for other in free if low < other < high and other not in taken]
        same = [o for o in inside if before[at].block.kind == after[o].block.kind]
        best = max(same, key=lambda o: _loosely(before[at], after[o]), default=None)
        if best is not None and _loosely(before[at], after[best]) >= BESIDE:
            found[at] = best
            taken.add(best)


def _neighbour(found: dict[int, int], at: int, step: int, count: int) -> int | None:
    place = at + step
    while 0 <= place < count and place not in found:
        place += step
    return place if 0 <= place < count else None


def _loosely(one: Text, other: Text) -> float:
    """Likeness that begins alike counts more: a paragraph is rewritten from its end."""
    score = similarity(one.words, other.words)
    if one.block.kind == "title" or (one.block.kind == "heading" and one.block.label == other.block.label != ""):
        return 1.0
    if one.block.label == other.block.label and one.words[:2] == other.words[:2]:
        score += 0.06
    return score - 0.2 * (min(len(one.words), len(other.words)) < 4)


# ------------------------------------------------------------------------------------------------ split and merged


def _with_parts(before: Sequence[Text], after: Sequence[Text], found: dict[int, int]) -> list[Match]:
    """The pairs, with paragraphs that were split into several or merged from several put together."""
    split = _parts(before, after, found)
    merged = _parts(after, before, {other: at for at, other in found.items()})
    matches = []
    for at, other in found.items():
        ours, theirs = [at], [other]
        if at in split:
            theirs = sorted({other, *split[at]})
        elif other in merged:
            ours = sorted({at, *merged[other]})
        matches.append(Match(tuple(ours), tuple(theirs)))
    for at, parts in split.items():
        if at not in found and len(parts) > 1:
            matches.append(Match((at,), tuple(sorted(parts))))
    for other, parts in merged.items():
        if other not in found.values() and len(parts) > 1:
            matches.append(Match(tuple(sorted(parts)), (other,)))
    return sorted(_apart(matches), key=lambda match: match.after)


def _apart(matches: list[Match]) -> list[Match]:
    """Matches of which no two share a paragraph: the larger keep it."""
    ours: set[int] = set()
    theirs: set[int] = set()
    kept = []
    for match in sorted(matches, key=lambda m: -len(m.before) - len(m.after)):
        if not ours & set(match.before) and not theirs & set(match.after):
            kept.append(match)
            ours |= set(match.before)
            theirs |= set(match.after)
    return kept


def _parts(whole: Sequence[Text], parts: Sequence[Text], found: dict[int, int]) -> dict[int, list[int]]:
    """For paragraphs of `whole` those of `parts` that came out of them besides the one they are paired with."""
    taken = set(found.values())
    of_part = {other: at for at, other in found.items()}
    free = [at for at in range(len(parts)) if at not in taken and parts[at].block.kind != "note"]
    result: dict[int, list[int]] = defaultdict(list)
    for at in free:
        text = parts[at]
        if len(text.words) < 3:
            continue
        near = {of_part[o] for o in range(max(0, at - 4), min(len(parts), at + 5)) if o in of_part}
        near |= {w for o in near for w in (o - 1, o + 1) if 0 <= w < len(whole) and w not in found}
        best, held = None, 0.0
        for candidate in sorted(near):
            source = whole[candidate]
            if source.block.kind in ("note", "title", "heading") or len(source.words) <= len(text.words):
                continue
            rest = Counter(source.words)
            if candidate in found:
                rest -= Counter(parts[found[candidate]].words)
            common = _common_run(source.words, text.words, rest)
            if common > held:
                best, held = candidate, common
        if best is not None and held >= HELD:
            result[best].append(at)
    return {at: others for at, others in result.items() if at in found or len(others) > 1}


def _common_run(source: Sequence[str], part: Sequence[str], rest: Counter[str]) -> float:
    """How much of `part` stands in `source` in its order, in words that `rest` still has."""
    kept = [word for word in source if rest[word] > 0]
    return similarity(kept, part) * (len(kept) + len(part)) / 2 / len(part)


# -------------------------------------------------------------------------------------------------- order, decisions


def moved(matches: Sequence[Match], weights: Sequence[int]) -> set[int]:
    """Which matches (indices) changed places: those outside the heaviest run that has one order in both texts."""
    best: list[tuple[int, int]] = []  # weight of the best run that ends here, its last but one
    for at, match in enumerate(matches):
        chosen = (weights[at], -1)
        for other in range(at):
            if matches[other].before[0] < match.before[0] and best[other][0] + weights[at] > chosen[0]:
                chosen = (best[other][0] + weights[at], other)
        best.append(chosen)
    at = max(range(len(best)), key=lambda place: best[place][0], default=-1)
    run = set()
    while at >= 0:
        run.add(at)
        at = best[at][1]
    return set(range(len(matches))) - run


def pair_decisions(before: Document, after: Document) -> list[tuple[int, int]]:
    """The decisions that are the same in both documents, by number, title and words, the surest first."""
    if before.language != after.language:
        return _by_facts(before, after)
    ours, theirs = _bags(before), _bags(after)
    scored = []
    for at, one in enumerate(before.decisions):
        for place, other in enumerate(after.decisions):
            score = _decision_score(one, other, ours[at], theirs[place])
            if score >= 0.3 or (len(before.decisions) == len(after.decisions) == 1 and score >= 0.12):
                scored.append((score, at, place))
    found: list[tuple[int, int]] = []
    for _, at, place in sorted(scored, key=lambda row: (-row[0], abs(row[1] - row[2]))):
        if all(at != a and place != b for a, b in found):
            found.append((at, place))
    return sorted(found, key=lambda row: row[1])


def _by_facts(before: Document, after: Document) -> list[tuple[int, int]]:
    """Decisions of two languages: as many in order, else by what they cite and by the numbers of their paragraphs."""
    if len(before.decisions) == len(after.decisions):
        return [(at, at) for at in range(len(before.decisions))]
    ours, theirs = _cited(before), _cited(after)
    found: list[tuple[int, int]] = []
    scored = [
        (sum((one & other).values()) / max(1, sum((one | other).values())), at, place)
        for at, one in enumerate(ours)
        for place, other in enumerate(theirs)
    ]
    for score, at, place in sorted(scored, key=lambda row: (-row[0], abs(row[1] - row[2]))):
        if score >= 0.3 and all(at != a and place != b for a, b in found):
            found.append((at, place))
    return sorted(found, key=lambda row: row[1])


def _cited(document: Document) -> list[Counter[str]]:
    bags: list[Counter[str]] = [Counter() for _ in document.decisions]
    decision_of = {block.id: block.decision for block in document.blocks}
    for block in document.blocks:
        if block.decision is not None and block.label:
            bags[block.decision][block.label] += 1
    for citation in document.citations:
        if (at := decision_of.get(citation.block)) is not None:
            bags[at][citation.value] += 1
    return bags


def _decision_score(one: Decision, other: Decision, ours: Counter[str], theirs: Counter[str]) -> float:
    titles = similarity(fold(one.title).text.split(), fold(other.title).text.split()) if one.title else 0.0
    number = one.number == other.number and bool(one.number) and "--" not in one.number
    shared = sum((ours & theirs).values())
    return 0.5 * number + 0.4 * titles + 2 * shared / max(1, sum(ours.values()) + sum(theirs.values()))


def _bags(document: Document) -> list[Counter[str]]:
    bags: list[Counter[str]] = [Counter() for _ in document.decisions]
    for block in document.blocks:
        if block.decision is not None:
            bags[block.decision].update(fold(block.text).text.split())
    return bags


def nearest(places: Sequence[int], at: int) -> int:
    """How many of the sorted `places` stand at or before `at`."""
    return bisect_right(places, at)
