"""The findings of a comparison of languages: what differs, where, from what, how serious it is and how sure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

import msgspec

from ...lexicon import Entry, load
from ...model import Record

Seriousness = Literal["high", "medium", "low"]
Fault = Literal["missing", "added", "changed", "weaker", "stronger", "merged", "split", "swapped", "moved"]


class Place(Record, frozen=True, kw_only=True):
    """Where in a version: half-open code points in a block's text, with the words there. Where `start` and `end` are
    the same the whole paragraph is meant: what is missing stands nowhere."""

    language: str
    block: str
    label: str
    start: int
    end: int
    text: str


class Finding(Record, frozen=True, kw_only=True):
    """A version that differs from the others.

    `at` is the place in the version at fault (of a paragraph that is missing: the paragraph before the gap), `against`
    the same place in a version that agrees with most others. `expected` and `found` are the words that differ.
    `agree` of `of` versions say what is expected. `accepted` is the reason for which it was dismissed. The `id` stays
    the same when the documents are read again.
    """

    id: str
    kind: str
    fault: Fault
    language: str
    at: Place
    against: Place
    expected: str
    found: str
    seriousness: Seriousness
    confidence: float
    agree: int
    of: int
    accepted: str = ""


class Kind(Entry, frozen=True, kw_only=True):
    """A kind of finding, as data/concord.yaml explains."""

    kind: str
    seriousness: Seriousness
    confidence: float


class _Kinds(Entry, frozen=True, kw_only=True):
    kinds: list[Kind]


@cache
def kinds() -> dict[str, Kind]:
    """All kinds of findings, the most telling first."""
    return {entry.kind: entry for entry in load("concord.yaml", _Kinds).kinds}


def finding(
    kind: str,
    fault: Fault,
    at: Place,
    against: Place,
    expected: str,
    found: str,
    agree: int,
    of: int,
    sure: float = 1.0,
) -> Finding:
    """A finding with its weight and address; `sure` lessens the confidence of its kind."""
    weight = kinds()[kind]
    support = 1.0 if agree >= of - 1 and of > 3 else 0.9 if of > 3 else 0.85 if of == 3 else 0.7
    told = "\x1f".join((kind, fault, at.language, against.block, at.block, expected, found))
    return Finding(
        id=hashlib.sha256(told.encode()).hexdigest()[:10],
        kind=kind,
        fault=fault,
        language=at.language,
        at=at,
        against=against,
        expected=expected,
        found=found,
        seriousness=weight.seriousness,
        confidence=round(weight.confidence * support * sure, 2),
        agree=agree,
        of=of,
    )


def distinct(found: list[Finding]) -> list[Finding]:
    """The findings without those that tell again of words that a more telling one has told of, in the same order."""
    order = {kind: at for at, kind in enumerate(kinds())}
    kept: dict[tuple[str, str], list[Finding]] = {}
    chosen: set[int] = set()
    for one in sorted(found, key=lambda f: order[f.kind]):
        others = kept.setdefault((one.language, "front" if one.at.block.startswith("front") else one.against.block), [])
        if not any(_same(one, other) for other in others):
            others.append(one)
            chosen.add(id(one))
    return list(_numbered(one for one in found if id(one) in chosen))


def _numbered(found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with an address of their own each, where the same words are lacking twice."""
    seen: set[str] = set()
    for one in found:
        address = one.id
        while address in seen:
            address = hashlib.sha256(address.encode()).hexdigest()[:10]
        seen.add(address)
        yield one if address == one.id else msgspec.structs.replace(one, id=address)


def _same(one: Finding, other: Finding) -> bool:
    pairs = [(one.at, other.at), (one.against, other.against)]
    if {one.kind, other.kind} == {"modality", "negation"}:
        return True
    front = all(x.at.block.startswith("front") for x in (one, other))
    if front and (one.kind, one.expected, one.found) == (other.kind, other.expected, other.found):
        return True  # running heads repeat the first page
    return any(a.block == b.block and a.start < b.end and b.start < a.end for a, b in pairs)
