"""Asks the index of words: the same question in the language of FTS5 and in that of PostgreSQL, the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from django.db import connection
from numpy.typing import NDArray

from ..models import SearchKey
from .index import TABLE

_WAYS = 400  # tokens that a beginning may lead to

Phrase = tuple[str, ...]
"""Tokens that stand one after the other; one that ends with * is the beginning of a token."""


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what is asked: any of the phrases, or an organization named, or a paragraph of a document or decision.

    `said` is what it was understood from; `kind` is word, phrase, begins, cites or names; `refs` are the addresses
    of the organizations.
    """

    kind: str
    said: str
    phrases: tuple[Phrase, ...] = ()
    organizations: tuple[int, ...] = ()
    refs: tuple[str, ...] = ()
    documents: tuple[int, ...] = ()
    decisions: tuple[int, ...] = ()

    @property
    def words_alone(self) -> bool:
        return not (self.organizations or self.documents or self.decisions)


def entries(clauses: Sequence[Sequence[Phrase]]) -> NDArray[Any]:
    """The entries of the index in which all clauses hold, each by any of its phrases."""
    if any(not phrases for phrases in clauses):
        return np.empty(0, dtype=np.int64)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            asked = " & ".join(f"({' | '.join(map(_postgresql, phrases))})" for phrases in clauses)
            cursor.execute(
                f"SELECT string_agg(int8send(entry), ''::bytea) FROM {TABLE} WHERE tokens @@ %s::tsquery", [asked]
            )
            found = cursor.fetchone()[0]
            return np.frombuffer(bytes(found or b""), dtype=">i8").astype(np.int64)
        asked = " AND ".join(f"({' OR '.join(map(_sqlite, phrases))})" for phrases in clauses)
        cursor.execute(f"SELECT group_concat(rowid, ' ') FROM {TABLE} WHERE {TABLE} MATCH %s", [asked])
        return np.fromstring(cursor.fetchone()[0] or "", dtype=np.int64, sep=" ")


def _sqlite(phrase: Phrase) -> str:
    return " + ".join(f'"{token[:-1]}" *' if token.endswith("*") else f'"{token}"' for token in phrase)


def _postgresql(phrase: Phrase) -> str:
    said = (f"'{token[:-1]}':*" if token.endswith("*") else f"'{token}'" for token in phrase)
    return f"({' <-> '.join(said)})"


def beginning_with(beginning: str) -> tuple[str, ...]:
    """The tokens of all words that begin so, at most some hundreds, the shortest words first."""
    ways = SearchKey.objects.filter(key__gte=beginning, key__lt=f"{beginning}\U0010ffff")
    if connection.vendor == "postgresql":  # whatever its order of letters: by code points, as SQLite has it
        ways = SearchKey.objects.extra(
            where=['key COLLATE "C" >= %s AND key COLLATE "C" < %s'], params=[beginning, f"{beginning}\U0010ffff"]
        )
    found = sorted(ways.values_list("key", "token")[: _WAYS * 20], key=lambda way: (len(way[0]), way))
    return tuple(dict.fromkeys(token for _, token in found if not token.startswith("§")))[:_WAYS]


def ways(keys: Sequence[str]) -> dict[str, list[str]]:
    """The tokens to which spellings lead."""
    found: dict[str, list[str]] = {}
    for key, token in (
        SearchKey.objects.filter(key__in=list(keys), token__startswith="§")
        .order_by("token")
        .values_list("key", "token")
    ):
        found.setdefault(key, []).append(token)
    return found
