"""Compares the numbers of versions, with their units, however a language writes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from .facts import Fact
from .figures import Number
from .finding import Fault, Finding
from .rows import Saying
from .wording import CURRENCIES

TIMES = frozenset({"hour", "day", "week", "month", "year"})  # languages count them as they like ("biennium")


class _Written(NamedTuple):
    number: Number
    block: str
    text: str


Numbers = dict[int, list[_Written]]


def numbers(said: Saying) -> Iterator[Finding]:
    """Numbers and units that a version has otherwise or lacks."""
    left: Numbers = {
        v: [
            _Written(n, p.block.id, p.block.text[n.start : n.end])
            for p in said.paragraphs[v]
            for n in p.figures.numbers
        ]
        for v in said.order
    }
    lacking: dict[int, list[tuple[Decimal, int, _Written, int]]] = defaultdict(list)
    for value, holders in _by_support(left):
        using = {v: w for v in said.order if (w := next((w for w in left[v] if value in w.number.values), None))}
        if len(using) < len(holders):
            continue
        if not _expected(using, said):
            continue
        for v, w in using.items():
            left[v].remove(w)
        yield from _units(said, using)
        witness = next(v for v in said.order if v in using)
        for v in said.order:
            if v not in using and f"{value:f}" not in said.digits(v):
                lacking[v].append((value, witness, using[witness], len(using)))
    for v, missing in lacking.items():
        yield from _changed(said, v, missing, left)


def _expected(using: dict[int, _Written], said: Saying) -> bool:
    if len(said.order) == 2:
        return said.order[0] in using
    return len(using) > len(said.order) / 2


def _by_support(numbers: Numbers) -> list[tuple[Decimal, frozenset[int]]]:
    """All values with the versions that may have them, those of most versions first, whole groups before parts."""
    holders: dict[Decimal, set[int]] = defaultdict(set)
    for v, written in numbers.items():
        for w in written:
            for value in w.number.values:
                holders[value].add(v)
    found = [(value, frozenset(versions)) for value, versions in holders.items()]
    return sorted(found, key=lambda f: (-len(f[1]), -f[0]))


def _changed(
    said: Saying, v: int, missing: list[tuple[Decimal, int, _Written, int]], left: Numbers
) -> Iterator[Finding]:
    others = {value for u in said.order if u != v for w in left[u] for value in w.number.values}
    extras = [
        w for w in left[v] if not w.number.values & others and not (w.number.spelt and Decimal(1) in w.number.values)
    ]
    for value, witness, sample, agree in missing:
        spelt = sample.number.spelt
        extra = next((w for w in extras if w.number.spelt == spelt and w.number.unit == sample.number.unit), None)
        extra = extra or next((w for w in extras if w.number.spelt == spelt or not spelt), None)
        if extra:
            extras.remove(extra)
        if spelt and (value == 1 or not extra or agree < 3):
            continue
        if not extra and (value < 10 or agree < len(said.order) - 1 or len(said.order) < 3):
            continue
        kind = "amount" if sample.number.unit in CURRENCIES else "number"
        sure = (1.0 if extra else 0.85) * (0.85 if spelt else 1.0)
        yield said.finding(
            kind,
            "changed" if extra else "missing",
            v,
            witness,
            _fact(sample),
            _fact(extra) if extra else None,
            agree,
            sure,
        )


def _units(said: Saying, using: dict[int, _Written]) -> Iterator[Finding]:
    """Of one number in all versions: who counts something else."""
    known = Counter(w.number.unit for w in using.values() if w.number.unit)
    if not known:
        return
    unit, agree = known.most_common(1)[0]
    if agree <= known.total() / 2 and known.total() != 2:
        return
    if known.total() == 2 and len(known) == 2:
        unit = using[next(v for v in said.order if v in using)].number.unit or unit
    witness = next(v for v in said.order if v in using and using[v].number.unit == unit)
    for v, w in using.items():
        own = w.number.unit
        if own == unit or v == witness or (not own and (unit in TIMES or agree < 4 or agree < len(using) - 1)):
            continue
        if unit in TIMES and own in TIMES and w.number.spelt:
            continue
        kind = "amount" if unit in CURRENCIES or own in CURRENCIES else "unit"
        expected, found = (_with_unit(said, u, using[u]) for u in (witness, v))
        fault: Fault = "changed" if own else "missing"
        yield said.finding(kind, fault, v, witness, expected, found, agree, 1.0 if own else 0.7)


def _fact(written: _Written) -> Fact:
    return Fact("number", "", written.block, written.number.start, written.number.end, written.text)


def _with_unit(said: Saying, v: int, written: _Written) -> Fact:
    """A number with a few letters after it, so that its unit shows."""
    text = next(p.block.text for p in said.paragraphs[v] if p.block.id == written.block)
    start, end = written.number.start, max(written.number.stop, written.number.end)
    if not written.number.unit:
        end = min(len(text), end + 12)
    return Fact("number", "", written.block, start, min(end, len(text)), text[start:end])
