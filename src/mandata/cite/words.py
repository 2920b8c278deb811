"""The words of one language's citations.yaml."""

from __future__ import annotations

from typing import Literal

from ..lexicon import Entry
from .templates import Templates


class CitationWords(Entry, frozen=True, kw_only=True):
    """data/languages/<code>/citations.yaml, as the header of the English one explains."""

    units: Templates
    own_annex: list[str]
    own: list[str]
    acts: Templates
    goals: list[str]
    targets: list[str]
    sustainable: list[str]
    labour: Templates
    here: list[str]
    there: list[str]
    joins: str
    ranges: str
    inner: str
    owner: str
    left: str
    unknown: str
    documents: list[str]
    body_before: str
    body_after: str
    date: str
    bare: list[str]
    capital: bool
    bodies_before: str
    bodies_after: str
    together: list[str]
    prefixes: dict[str, str]
    letters: dict[str, str]
    conferences: dict[str, str] = {}
    values: dict[str, int]
    here_before: list[str] = []
    there_before: list[str] = []
    lone_before: str
    unknown_before: str = ""
    same: dict[str, str] = {}
    attached: str = ""
    ordinals: Literal["", "ordinal", "cardinal"] = ""
