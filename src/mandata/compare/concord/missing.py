"""What is wrong with the paragraphs themselves: missing, added, merged, split, swapped, moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...model import Block
from .alignment import Row, Versions
from .finding import Fault, Finding, Place, finding

BESIDE_THE_TEXT = ("front", "back")  # pages differ in these as they like


def structural(
    rows: Sequence[Row], versions: Versions, languages: Sequence[str], order: Sequence[int]
) -> Iterator[Finding]:
    """What stands out in an alignment; `order` are the numbers of the versions, the one to refer to first."""
    told: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        sample = _sample(row, versions, order)
        if sample.kind in BESIDE_THE_TEXT:
            continue
        yield from _presence(rows, at, versions, languages, order)
        yield from _order(rows, at, versions, languages, order, told)
    for group in groups(rows):
        if _sample(rows[group[0]], versions, order).kind not in BESIDE_THE_TEXT:
            yield from _parts([rows[at] for at in group], versions, languages, order)


def groups(rows: Sequence[Row]) -> list[list[int]]:
    """The rows that must be looked at together, since a version has one paragraph for several of them."""
    found: list[list[int]] = []
    for at, row in enumerate(rows):
        if found and any(set(a) & set(b) for a, b in zip(rows[found[-1][-1]].cells, row.cells, strict=True)):
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _sample(row: Row, versions: Versions, order: Sequence[int]) -> Block:
    v = next(v for v in order if row.cells[v])
    return versions[v][row.cells[v][0]].block


def _whole(language: str, block: Block) -> Place:
    return Place(language=language, block=block.id, label=block.label, start=0, end=len(block.text), text=block.text)


def _nearby(rows: Sequence[Row], at: int, v: int, versions: Versions, languages: Sequence[str]) -> Place:
    """The paragraph before a gap (or, at the beginning, after it), as the place of what is missing."""
    around = [*range(at - 1, -1, -1), *range(at + 1, len(rows))]
    near = next((rows[r].cells[v] for r in around if rows[r].cells[v]), None)
    if near is None:
        return Place(language=languages[v], block="", label="", start=0, end=0, text="")
    block = versions[v][near[-1]].block
    return Place(
        language=languages[v], block=block.id, label=block.label, start=len(block.text), end=len(block.text), text=""
    )


def _presence(
    rows: Sequence[Row], at: int, versions: Versions, languages: Sequence[str], order: Sequence[int]
) -> Iterator[Finding]:
    row = rows[at]
    having = [v for v in order if row.cells[v]]
    lacking = [v for v in order if not row.cells[v]]
    if not lacking:
        return
    block = _sample(row, versions, order)
    kind = "subparagraph" if block.level > 1 and block.kind in ("operative", "list") else "paragraph"
    expected = len(having) > len(order) / 2 or (len(order) == 2 and having[0] == order[0])
    for v in lacking if expected else having:
        witness = having[0] if expected else lacking[0]
        if expected:
            where, against = _nearby(rows, at, v, versions, languages), _whole(languages[witness], block)
            yield finding(kind, "missing", where, against, block.text, "", len(having), len(order))
        else:
            own = versions[v][row.cells[v][0]].block
            where, against = _whole(languages[v], own), _nearby(rows, at, witness, versions, languages)
            yield finding(kind, "added", where, against, "", own.text, len(lacking), len(order))


def _order(
    rows: Sequence[Row],
    at: int,
    versions: Versions,
    languages: Sequence[str],
    order: Sequence[int],
    told: set[tuple[int, int]],
) -> Iterator[Finding]:
    row = rows[at]
    if not row.moved:
        return
    having = [v for v in order if row.cells[v]]
    odd = [v for v in having if (v in row.moved) == (len(row.moved) <= len(having) / 2)]
    for v in odd:
        if (v, at) in told:
            continue
        kind = "moved"
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(rows) and _exchanged(rows, at, beside, v, order):
                kind = "swapped"
                told.add((v, beside))
        witness = next((u for u in having if u not in odd), having[0])
        own, other = (versions[u][row.cells[u][0]].block for u in (v, witness))
        fault: Fault = "swapped" if kind == "swapped" else "moved"
        yield finding(
            kind, fault, _whole(languages[v], own), _whole(languages[witness], other), other.label, own.label,
            len(having) - len(odd), len(order),
        )  # fmt: skip


def _exchanged(rows: Sequence[Row], at: int, beside: int, v: int, order: Sequence[int]) -> bool:
    """Whether in version `v` two neighbours stand the other way round than in most others."""
    a, b = rows[at].cells[v], rows[beside].cells[v]
    if not a or not b or abs(a[0] - b[0]) != 1:
        return False
    own = a[0] < b[0]
    ways = [
        rows[at].cells[u][0] < rows[beside].cells[u][0] for u in order if rows[at].cells[u] and rows[beside].cells[u]
    ]
    return ways.count(own) < len(ways) / 2


def _parts(
    rows: Sequence[Row], versions: Versions, languages: Sequence[str], order: Sequence[int]
) -> Iterator[Finding]:
    """Versions that have more or fewer paragraphs than most for the same words."""
    places = {v: sorted({at for row in rows for at in row.cells[v]}) for v in order}
    full = [v for v in order if all(row.cells[v] for row in rows)]
    if len(full) < 2:
        return
    expected, agree = Counter(len(places[v]) for v in full).most_common(1)[0]
    if len(full) == 2:
        expected, agree = len(places[full[0]]), 1
    elif agree <= len(full) / 2:
        return
    witness = next(v for v in full if len(places[v]) == expected)
    for v in full:
        if len(places[v]) == expected:
            continue
        kind: Fault = "split" if len(places[v]) > expected else "merged"
        own, other = versions[v][places[v][0]].block, versions[witness][places[witness][0]].block
        yield finding(
            kind, kind, _whole(languages[v], own), _whole(languages[witness], other),
            _labels(witness, places, versions), _labels(v, places, versions), agree, len(order),
        )  # fmt: skip


def _labels(v: int, places: dict[int, list[int]], versions: Versions) -> str:
    blocks = [versions[v][at].block for at in places[v]]
    return " + ".join(block.label or block.text[:30] for block in blocks)
