"""Compares what versions cite and name: symbols, decisions, articles, dates, meetings, organizations, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...lexicon import organizations as organization_register
from .facts import Fact
from .finding import Fault, Finding
from .rows import Saying
from .votes import Difference, differences


def _fault(difference: Difference) -> Fault:
    if difference.missing and difference.extra:
        return "changed"
    return "missing" if difference.missing else "added"


def citations(said: Saying) -> Iterator[Finding]:
    """References that a version lacks or has otherwise. One that was not read in a version but whose figures all stand
    there counts as present, unless another of its kind stands there that the others do not have."""
    facts = said.facts("citation")
    facts = {v: [f for f in facts[v] if not f.key.startswith("instrument:")] for v in said.order}
    for d in differences(facts, said.order, lambda v, key: False, kin=lambda key: key.partition(":")[0]):
        if d.missing and not d.extra and _written(said, d.odd, d.missing.key):
            continue
        if not d.missing and _written_elsewhere(said, d):
            continue
        fact = d.missing or d.extra
        assert fact
        bare = not re.search(r"\d", fact.key)
        if bare and (d.agree < d.of - 1 or d.of < 4 or not d.missing):
            continue
        if not d.missing and (d.agree < d.of - 1 or d.of < 3):
            continue
        kind = "symbol" if fact.key.startswith("symbol:") else "citation"
        sure = 1.0 if d.extra and d.missing else 0.9 if d.missing else 0.6
        sure *= 0.75 if bare else 1.0
        yield said.finding(kind, _fault(d), d.odd, d.witness, d.missing, d.extra, d.agree, sure)


def _written(said: Saying, v: int, key: str) -> bool:
    """Whether a version has all figures of a reference, or its symbol, though not as a reference."""
    kind, _, value = key.partition(":")
    if kind == "symbol":
        return value in said.texts(v)
    numbers = re.findall(r"\d+", value.partition(":")[2] or value)
    return bool(numbers) and all(number in said.digits(v) for number in numbers)


def _written_elsewhere(said: Saying, d: Difference) -> bool:
    """Whether what a version has beside the others stands in them, only was not read there."""
    return d.extra is not None and any(_written(said, v, d.extra.key) for v in said.order if v != d.odd)


def dates(said: Saying) -> Iterator[Finding]:
    """Days, months and years."""
    facts = said.facts("date")

    def has(v: int, key: str) -> bool:
        return any(fact.key.startswith(f"{key}-") for fact in facts[v])

    for d in differences(facts, said.order, has):
        if d.missing is None and (d.agree < d.of - 1 or d.of < 3 or _shared_year(d, facts)):
            continue
        if d.missing and not d.extra and d.missing.key in {f.key for f in facts[d.odd]}:
            continue  # said once where others say it twice
        sure = 1.0 if d.missing and d.extra else 0.9 if d.missing else 0.7
        yield said.finding("date", _fault(d), d.odd, d.witness, d.missing, d.extra, d.agree, sure)


def _shared_year(d: Difference, facts: dict[int, list[Fact]]) -> bool:
    """Whether the others have the date in another precision, or the same date at least once."""
    assert d.extra
    key = d.extra.key
    return any(f.key.startswith(key) or key.startswith(f.key) for v in facts if v != d.odd for f in facts[v])


def meetings(said: Saying) -> Iterator[Finding]:
    """The numbers of meetings and sessions."""
    facts = said.facts("meeting")
    numbers = {
        v: {str(value) for p in said.paragraphs[v] for o in p.figures.ordinals for value in o.values}
        for v in said.order
    }
    facts = {v: _first_of_each(facts[v]) for v in said.order}
    for d in differences(facts, said.order, lambda v, key: key in numbers[v] or key in said.digits(v)):
        if d.missing is None:
            continue
        extra = d.extra or _ordinal(said, d.odd, numbers)
        if extra is None and (d.agree < d.of - 1 or d.of < 4):
            continue
        yield said.finding(
            "meeting",
            "changed" if extra else "missing",
            d.odd,
            d.witness,
            d.missing,
            extra,
            d.agree,
            1.0 if extra else 0.8,
        )


def _first_of_each(facts: list[Fact]) -> list[Fact]:
    return list({fact.key: fact for fact in reversed(facts)}.values())[::-1]


def _ordinal(said: Saying, odd: int, numbers: dict[int, set[str]]) -> Fact | None:
    """An ordinal that no other version has."""
    others = set().union(*(numbers[v] for v in said.order if v != odd))
    for p in said.paragraphs[odd]:
        for o in p.figures.ordinals:
            if not {str(value) for value in o.values} & others:
                return Fact("meeting", "", p.block.id, o.start, o.end, p.block.text[o.start : o.end])
    return None


def organizations(said: Saying) -> Iterator[Finding]:
    """Organizations, offices, groups and treaties: who is replaced or left out."""
    facts = said.facts("organization")
    facts = {v: _first_of_each(facts[v]) for v in said.order}
    addressed = {f.key for fs in said.facts("addressee").values() for f in fs}
    for d in differences(facts, said.order, said.names):
        if d.missing is None:
            continue
        extra = d.extra if d.extra and not any(said.names(v, d.extra.key) for v in said.order if v != d.odd) else None
        loose = _loose(d.missing.key)
        if (extra is None or loose) and (d.agree < d.of - 1 or d.of < 4):
            continue
        if loose and (extra is None or (not _loose(extra.key) and d.missing.key not in addressed)):
            continue
        kind = "addressee" if d.missing.key in addressed else "organization"
        sure = 1.0 if extra and not loose else 0.8
        yield said.finding(kind, _fault(d._replace(extra=extra)), d.odd, d.witness, d.missing, extra, d.agree, sure)


@cache
def _loose(ref: str) -> bool:
    """Whether a name is that of a group ("Parties") or a treaty, which languages often leave to the context."""
    entry = organization_register().get(ref)
    return entry is None or entry.kind == "group"
