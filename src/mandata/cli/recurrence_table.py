"""Writes what recurs for reading in a terminal: a mandate and under it what was asked before, chains as lines."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..compare.precedents import Chain, Repeated, Stands
from ..interface import Interface
from ..languages import LANGUAGES
from ..publish.recurring import decision_name, heading, members, place, relation, when
from .bidi import RightToLeft

WIDTH = 120  # columns, where the output is no terminal and COLUMNS does not say
_SHORT = 240  # characters of a mandate that are shown
_STYLES = {"same": "dim", "renewed": "green", "changed": "yellow", "contradicted": "red", "superseded": "magenta"}


def write(told: Sequence[Any], shown: str, out: TextIO, words: Interface) -> None:
    """Write what was found, in the order in which it is given."""
    watched = out.isatty() or "COLUMNS" in os.environ
    console = Console(file=out, width=None if watched else WIDTH, highlight=False, emoji=False)
    labels = words.recurrence.labels
    _say(console, Text(heading(shown, words), style="bold"), words)
    if not told:
        _say(console, Text(labels.nothing, style="dim"), words)
    for group in told:
        if isinstance(group, Repeated):
            _repeated(console, group, words)
        elif isinstance(group, Chain):
            _chain(console, group, words)
        else:
            _group(console, group, words)


def _repeated(console: Console, repeated: Repeated, words: Interface) -> None:
    console.print()
    _say(console, Text(place(repeated, words), style="bold cyan"), words)
    _say(console, _said(repeated), words, repeated.mandate.language, 2)
    for earlier in repeated.before:
        line = Text("← ", style="dim").append(relation(earlier, words), style=_STYLES[earlier.relation])
        line.append(words.labels.colon).append(place(earlier, words))
        if earlier.likeness < 0.995 and earlier.likeness:
            line.append(f" ({earlier.likeness:.0%})", style="dim")
        _say(console, line, words, margin=2)
        if earlier.mandate.text != repeated.mandate.text:
            _say(console, _said(earlier).copy(), words, earlier.mandate.language, 6)


def _chain(console: Console, chain: Chain, words: Interface) -> None:
    """A line over meetings: how often, in which decisions, and what each was to the one before it."""
    console.print()
    line = Text()
    for member, kind in members(chain):
        if kind:
            line.append(f" ──{words.recurrence.kinds[kind]}→ ", style=_STYLES[kind])
        line.append(decision_name(member.decision), style="bold")
        line.append(f" ({when(member.decision) or words.recurrence.labels.undated})", style="dim")
    _say(console, line, words)
    _say(console, _said(chain.members[-1]), words, chain.members[-1].mandate.language, 2)


def _group(console: Console, group: Stands | tuple[Stands, ...], words: Interface) -> None:
    console.print()
    every = list(members(group))
    for member, _ in every:
        _say(console, Text(place(member, words), style="bold cyan"), words)
    _say(console, _said(every[-1][0]), words, every[-1][0].mandate.language, 2)


def _said(stands: Stands) -> Text:
    text = stands.mandate.text
    return Text(text if len(text) <= _SHORT else text[:_SHORT].rstrip() + " …")


def _say(console: Console, text: Text, words: Interface, language: str | None = None, margin: int = 0) -> None:
    if LANGUAGES[language or words.language].direction == "rtl":
        console.print(RightToLeft(text))
    else:
        console.print(Padding(text, (0, 0, 0, margin)))
