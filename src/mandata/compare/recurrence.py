"""Where has this been asked before? Links between mandates over meetings, chains of them, and families."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from ..model import Document, Record
from .asked import Asked, Taken, asked, decisions
from .chaining import chains_of, families_of, one_to_one
from .index import Index
from .matter import Matters
from .other_languages import across
from .relation import Link, ended, relate
from .resemblance import Numbers, Pairs, Shelf, ranges
from .tokens import as_string, encoded

_AT_ONCE = 50_000  # pairs whose words are held in memory
_PRECEDENTS = 3  # for each mandate the nearest earlier ones that are looked at
_LEAST = 0.55  # of the words of both in their order, below which two mandates are not the same
_ELSEWHERE, _LONG = 0.8, 8  # what is needed where the matter is another: equal words, and their number
_FAMILY = 0.7  # Jaccard index of near-identical mandates
_FULL_GROUP = 40  # of equal mandates every two are compared up to this many, beyond it each with the one before


class Findings(Record, frozen=True, kw_only=True):
    """What recurs in an index. Chains are numbers of mandates in the order of time; families those of near-identical
    mandates, of any time; `superseded` has for a mandate the one that puts an end to it."""

    links: tuple[Link, ...]
    chains: tuple[tuple[int, ...], ...]
    families: tuple[tuple[int, ...], ...]
    superseded: dict[int, int]


def index_of(documents: Iterable[Document], index: Index | None = None) -> Index:
    """An index of documents, or one that they are added to."""
    index = Index() if index is None else index
    taken: list[Taken] = []
    mandates: list[Asked] = []
    for document in documents:
        taken += decisions(document)
        mandates += asked(document)
    index.add(taken, mandates)
    return index


def recurrences(index: Index) -> Findings:
    """All that recurs in an index."""
    matters = Matters(index.decisions, index.sizes())
    links: list[Link] = []
    near: list[tuple[Numbers, Numbers]] = []
    ranks = index.ranks()[index.decision_of] if len(index) else np.empty(0, np.int64)
    keys = _decision_keys(index)
    for language in index.shelves:
        found = _with_equals(index, language)
        near.append((found.first[found.score >= _FAMILY], found.second[found.score >= _FAMILY]))
        earlier, later, score = _in_time(found, ranks, keys)
        matters.count((index.decision_of[earlier], index.decision_of[later]), (earlier, later))
        links += _links(index, language, _nearest(earlier, later, score, ranks), matters)
    found_across = across(index.decisions, index.of_decision)
    links += (
        Link(earlier=old[0], later=new[0], relation=relate(old[1], new[1], near), matter=True)
        for old, new, near in found_across
    )
    chosen = one_to_one(links, index)
    return Findings(
        links=tuple(chosen),
        chains=tuple(chains_of(chosen, ranks)),
        families=tuple(families_of(near, len(index))),
        superseded=superseded(index),
    )


def before(index: Index, taken: Sequence[Taken], mandates: Sequence[Asked]) -> dict[str, list[Link]]:
    """For new mandates (by their id) what they repeat of an index that they are not in; `Link.later` counts in
    `mandates`. Everything in the index counts as earlier, but for the decisions' own versions."""
    counted = Counter(mandate.decision for mandate in mandates)
    matters = Matters([*index.decisions, *taken], [*index.sizes(), *(counted[t.key] for t in taken)])
    own = {t.key: len(index.decisions) + at for at, t in enumerate(taken)}
    ranks = index.ranks()[index.decision_of]
    found: dict[str, list[Link]] = defaultdict(list)
    for language, shelf in index.shelves.items():
        mine = [at for at, mandate in enumerate(mandates) if mandate.language == language]
        pairs = shelf.resembling([mandates[at].core for at in mine])
        old, new = index.numbers[language][pairs.second], np.array(mine, np.int64)[pairs.first]
        for pair in zip(old.tolist(), new.tolist(), strict=True):
            matters.note(int(index.decision_of[pair[0]]), own[mandates[pair[1]].decision], pair)
        foreign = np.array([index.decision(n).key != mandates[m].decision for n, m in zip(old, new, strict=True)], bool)
        for one, other in _nearest_of(old[foreign], new[foreign], pairs.score[foreign], ranks):
            earlier, later = index.mandates[one], mandates[other]
            alike = Indel.normalized_similarity(_string(earlier), _string(later))
            matter = matters.same(int(index.decision_of[one]), own[later.decision])
            if link := _link(one, other, earlier, later, alike, matter):
                found[later.id].append(link)
    _add_across(found, index, taken, mandates)
    for links in found.values():
        links.sort(
            key=lambda link: (link.matter, link.relation.likeness, index.decision(link.earlier).when), reverse=True
        )
    return dict(found)


def _add_across(found: dict[str, list[Link]], index: Index, taken: Sequence[Taken], mandates: Sequence[Asked]) -> None:
    """Of new mandates also what they repeat of decisions in other languages, the nearest of each."""
    if {t.language for t in taken} >= index.shelves.keys():
        return
    known = len(index.decisions)
    own = {t.key: known + at for at, t in enumerate(taken)}
    grouped: dict[int, list[tuple[int, Asked]]] = defaultdict(list)
    for at, mandate in enumerate(mandates):
        grouped[own[mandate.decision]].append((at, mandate))

    def of_decision(at: int) -> list[tuple[int, Asked]]:
        return index.of_decision(at) if at < known else grouped[at]

    best: dict[int, Link] = {}
    for old, new, near in across([*index.decisions, *taken], of_decision, set(own.values())):
        if new[0] not in best or near > best[new[0]].relation.likeness:
            relation = relate(old[1], new[1], near)
            best[new[0]] = Link(earlier=old[0], later=new[0], relation=relation, matter=True)
    for at, link in best.items():
        found[mandates[at].id].append(link)


def superseded(index: Index) -> dict[int, int]:
    """For mandates that a later decision puts an end to, the mandate that says so."""
    ending: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number in index.ending.tolist():
        for key in index.mandates[number].ends:
            decision, _, paragraph = key.partition("#")
            ending[decision].append((paragraph, number))
    found: dict[int, int] = {}
    for number in index.within(ending) if ending else ():
        for paragraph, by in ending[index.decision(number).key]:
            if by != number and ended(index.mandates[number].label, paragraph):
                found[number] = by
    return found


def _decision_keys(index: Index) -> Numbers:
    """A number for the decision of each mandate, the same in all its languages and files."""
    known: dict[str, int] = {}
    numbers = np.array([known.setdefault(taken.key, len(known)) for taken in index.decisions], np.int64)
    return numbers[index.decision_of] if len(index) else numbers


def _with_equals(index: Index, language: str) -> Pairs:
    """Resembling mandates of a language by their numbers in the index, equal ones among them."""
    shelf, numbers = index.shelves[language], index.numbers[language]
    found = shelf.pairs()
    equals = shelf.equals()
    parts = [found, _between_groups(shelf, found)]
    for group in equals.values():
        if len(group) <= _FULL_GROUP:
            one, other = np.triu_indices(len(group), 1)
            pairs = group[one], group[other]
        else:
            pairs = group[:-1], group[1:]
        parts.append(Pairs(*pairs, np.ones(len(pairs[0]), np.float32)))
    first, second, score = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Pairs(numbers[first], numbers[second], score)


def _between_groups(shelf: Shelf, found: Pairs) -> Pairs:
    """Pairs of those that are equal to one of a pair found, for groups that are not too large."""
    members = np.argsort(shelf.like, kind="stable")
    sizes = np.bincount(shelf.like, minlength=len(shelf))
    starts = np.cumsum(sizes) - sizes
    counts = sizes[found.first] * sizes[found.second]
    counts = np.where(counts <= _FULL_GROUP, counts - 1, 0)  # without the two that were found
    which = np.repeat(np.arange(len(counts)), counts)
    nth = ranges(np.ones(len(counts), np.int64), counts)
    mine, theirs = found.first[which], found.second[which]
    first = members[starts[mine] + nth // sizes[theirs]]
    return Pairs(first, members[starts[theirs] + nth % sizes[theirs]], found.score[which])


def _in_time(found: Pairs, ranks: Numbers, keys: Numbers) -> tuple[Numbers, Numbers, NDArray[np.float32]]:
    """Pairs of mandates of different decisions as earlier and later; those of the same time left out."""
    swapped = ranks[found.first] > ranks[found.second]
    earlier = np.where(swapped, found.second, found.first)
    later = np.where(swapped, found.first, found.second)
    good = (ranks[earlier] < ranks[later]) & (keys[earlier] != keys[later])
    return earlier[good], later[good], found.score[good]


def _nearest(earlier: Numbers, later: Numbers, score: NDArray[np.float32], ranks: Numbers) -> tuple[Numbers, Numbers]:
    """For each later mandate the few most like it, the most recent first among equals."""
    order = np.lexsort((-ranks[earlier], -score, later))
    earlier, later = earlier[order], later[order]
    begins = np.flatnonzero(np.append(True, later[1:] != later[:-1])) if len(later) else np.empty(0, np.int64)
    place = np.arange(len(later)) - np.repeat(begins, np.diff(np.append(begins, len(later))))
    return earlier[place < _PRECEDENTS], later[place < _PRECEDENTS]


def _nearest_of(
    earlier: Numbers, later: Numbers, score: NDArray[np.float32], ranks: Numbers
) -> Iterator[tuple[int, int]]:
    """The same, one pair after the other."""
    old, new = _nearest(earlier, later, score, ranks)
    return zip(old.tolist(), new.tolist(), strict=True)


def _links(index: Index, language: str, pairs: tuple[Numbers, Numbers], matters: Matters) -> Iterator[Link]:
    shelf = index.shelves[language]
    place = np.zeros(len(index), np.int64)
    place[index.numbers[language]] = np.arange(len(shelf))
    for low in range(0, len(pairs[0]), _AT_ONCE):
        earlier, later = (numbers[low : low + _AT_ONCE].tolist() for numbers in pairs)
        strings = {
            n: as_string(shelf.codes[shelf.starts[place[n]] : shelf.starts[place[n] + 1]]) for n in {*earlier, *later}
        }
        alike = cpdist(
            [strings[n] for n in earlier],
            [strings[n] for n in later],
            scorer=Indel.normalized_similarity,
            dtype=np.float32,
        )
        yield from _related(index, zip(earlier, later, alike.tolist(), strict=True), matters)


def _related(index: Index, pairs: Iterable[tuple[int, int, float]], matters: Matters) -> Iterator[Link]:
    known: tuple[int, Asked] | None = None
    for old, new, alike in pairs:
        if alike < _LEAST:
            continue
        if known is None or known[0] != new:  # the pairs of a later mandate follow each other
            known = new, index.mandates[new]
        matter = matters.same(int(index.decision_of[old]), int(index.decision_of[new]))
        if link := _link(old, new, index.mandates[old], known[1], alike, matter):
            yield link


def _link(old: int, new: int, earlier: Asked, later: Asked, alike: float, matter: bool) -> Link | None:
    """The link between two mandates, None where they are too unlike for what is known of their decisions."""
    if alike < _LEAST:
        return None
    if not matter:
        short = min(len(earlier.core.split()), len(later.core.split())) < _LONG and len(later.core) < 5 * _LONG
        if alike < _ELSEWHERE or short or earlier.about_itself or later.about_itself:
            return None
    return Link(earlier=old, later=new, relation=relate(earlier, later, alike), matter=matter)


def elapsed(mandate: Asked, today: str) -> bool:
    """Whether all dues of a mandate were before a day; one that recurs or is not known never is."""
    return bool(mandate.due) and all(due.date is not None and due.date < today[: len(due.date)] for due in mandate.due)


def _string(mandate: Asked) -> str:
    return as_string(encoded([mandate.core], mandate.language)[0])
