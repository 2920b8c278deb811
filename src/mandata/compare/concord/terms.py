"""Compares how a version renders a quoted term from paragraph to paragraph, where all others keep to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from ..stems import stems
from .facts import Fact
from .finding import Finding
from .rows import Saying

_LEAST = 2  # versions beside the one that is looked at, all of one mind
Quoted = tuple[Saying, dict[int, Fact]]
Key = tuple[str, ...]


def terms(rows: Iterable[Saying]) -> Iterator[Finding]:
    """Terms that a version renders otherwise in some paragraphs than in most, though the others do not.

    Looked at are paragraphs in which every version sets one stretch of words in quotation marks: these mean the same.
    """
    quoted = [(said, facts) for said in rows if (facts := _one_each(said))]
    for v in sorted({v for _, facts in quoted for v in facts}):
        for same in _by_others(v, quoted):
            yield from _odd(v, same)


def _one_each(said: Saying) -> dict[int, Fact]:
    """The quotation of each version; none where one version has several or none."""
    facts = said.facts("quotation")
    return {v: found[0] for v, found in facts.items()} if all(len(found) == 1 for found in facts.values()) else {}


def _by_others(v: int, quoted: Iterable[Quoted]) -> Iterable[list[Quoted]]:
    """The paragraphs in which all versions but `v` quote the same."""
    groups: dict[tuple[tuple[int, Key], ...], list[Quoted]] = defaultdict(list)
    for said, facts in quoted:
        others = tuple((u, _key(said, u, fact)) for u, fact in sorted(facts.items()) if u != v)
        if v in facts and len(others) >= _LEAST:
            groups[others].append((said, facts))
    return groups.values()


def _odd(v: int, same: list[Quoted]) -> Iterator[Finding]:
    """Findings where `v` does not keep to the rendering that it has in most of these paragraphs."""
    renderings: dict[Key, list[Quoted]] = defaultdict(list)
    for said, facts in same:
        renderings[_key(said, v, facts[v])].append((said, facts))
    usual = max(renderings.values(), key=len)
    if 2 * len(usual) <= len(same):
        return
    first, own = usual[0]
    for said, facts in (each for other in renderings.values() if other is not usual for each in other):
        witness = next(u for u in said.order if u != v)
        told = said.finding(
            "term", "changed", v, witness, facts[witness], facts[v], len(facts) - 1, expected=own[v].text
        )
        yield msgspec.structs.replace(told, against=first.place(v, own[v]))


def _key(said: Saying, v: int, fact: Fact) -> Key:
    """What is quoted, in whichever form its words have."""
    return tuple(each.stem for each in stems(fact.text, said.languages[v]))
