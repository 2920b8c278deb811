"""Finds paragraphs: by what is typed and by filters, in one order, with facets; only what one may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from .. import rights
from . import matching
from .columns import Columns, Mask, columns
from .facets import Facet, counted, narrowed
from .matching import Clause
from .query import understood

IN_A_PAGE = 20
_TOGETHER_MOST = 20_000  # results in which it is looked whether the words stand together


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of results: the keys of the paragraphs in their order, how many there are in all, the facets, and how the
    query was understood."""

    keys: tuple[int, ...]
    count: int
    facets: tuple[Facet, ...]
    clauses: tuple[Clause, ...]


def search(
    who: rights.Who, text: str, language: str, filters: Mapping[str, str], today: date, page: int = 1, every: str = "",
) -> Found:  # fmt: skip
    """A page of the paragraphs that match.

    First come those in which the words stand together as typed; then adopted decisions, others, and overtaken drafts;
    in each the latest meeting first, a document's paragraphs in its order. The same on every database.
    """
    clauses = understood(text, language)
    holder = rights.of(who)
    with columns() as held:
        hits = held.seen_by(holder, "paragraph") & held.listed
        if text.strip():
            hits = hits & _matching(held, clauses) if clauses else np.zeros_like(hits)
        left = narrowed(held, hits, held.seen_by(holder, "mandate"), filters, today)
        rows = np.flatnonzero(left.paragraphs)
        order = held.paragraphs.order[rows]
        if 0 < len(rows) <= _TOGETHER_MOST and (together := _together(clauses)):
            near = _rows(held, matching.entries([together]))
            order = order | np.where(near[rows], 0, 1 << 61)
        facets = counted(held, left, today, every)
        keys = held.paragraphs.key[rows[_page(order, held.paragraphs.key[rows], page)]]
    return Found(keys=tuple(int(key) for key in keys), count=len(rows), facets=facets, clauses=clauses)


def _page(order: NDArray[Any], keys: NDArray[Any], page: int) -> NDArray[Any]:
    first, last = (page - 1) * IN_A_PAGE, page * IN_A_PAGE
    if first >= len(order):
        return np.empty(0, dtype=np.int64)
    some = np.argpartition(order, last - 1)[:last] if last < len(order) else np.arange(len(order))
    edge = order[some].max() if len(some) else 0
    some = np.flatnonzero(order <= edge) if last < len(order) else some  # those that are equal to the last one too
    return some[np.lexsort((keys[some], order[some]))][first:last]


def _matching(held: Columns, clauses: Sequence[Clause]) -> Mask:
    found = np.ones(len(held.paragraphs), dtype=np.bool_)
    if plain := [clause.phrases for clause in clauses if clause.words_alone]:
        found &= _rows(held, matching.entries(plain))
    for clause in clauses:
        if not clause.words_alone:
            found &= _any(held, clause)
    return found


def _any(held: Columns, clause: Clause) -> Mask:
    found = np.zeros(len(held.paragraphs), dtype=np.bool_)
    if clause.phrases:
        found |= _rows(held, matching.entries([clause.phrases]))
    if clause.documents:
        found |= np.isin(held.paragraphs.document, clause.documents)
    if clause.decisions:
        found |= np.isin(held.paragraphs.decision, clause.decisions)
    if clause.organizations:
        named = np.isin(held.mentions.organization, clause.organizations) & held.mention_alive
        found[held.mentions.paragraph[named]] = True
        acting = held.actors.mandate[np.isin(held.actors.organization, clause.organizations)]
        found[held.mandates.paragraph[acting[held.alive[acting]]]] = True
    return found


def _rows(held: Columns, entries: NDArray[Any]) -> Mask:
    """Which paragraphs the entries of the index are of; entries that were replaced lead nowhere."""
    found = np.zeros(len(held.paragraphs), dtype=np.bool_)
    rows = held.entries[entries[entries < len(held.entries)]]
    found[rows[rows >= 0]] = True
    return found


def _together(clauses: Sequence[Clause]) -> tuple[matching.Phrase, ...]:
    """The words of a query one after the other, in each language that they can all be of."""
    words = [clause.phrases for clause in clauses if clause.kind == "word"]
    if len(words) < 2 or len(words) < len(clauses):
        return ()
    most = max(len(phrases) for phrases in words)
    found = []
    for at in range(most):  # the readings of a word stand in the order of its languages
        found.append(tuple(token for phrases in words for token in phrases[min(at, len(phrases) - 1)]))
    return tuple(dict.fromkeys(found))
