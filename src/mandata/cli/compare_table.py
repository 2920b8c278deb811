"""Writes a comparison as a table for reading in a terminal: the changes in substance, the others counted."""

from __future__ import annotations

import os
from collections import Counter
from typing import TextIO

from rich.box import SQUARE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..compare.records import Comparison, Difference, Weight
from ..interface import Interface
from ..languages import LANGUAGES
from ..publish.comparison.sentences import Sentences
from .bidi import RightToLeft, left_to_right_box
from .table import WIDTH

_SHOWN: tuple[Weight, ...] = ("substance", "negotiation")
_PLACES = ("moved", "split", "merged")
_STYLES: dict[Weight, str] = {"substance": "bold", "negotiation": "cyan", "wording": "", "form": "dim"}


def write(comparison: Comparison, words: Interface, out: TextIO, *, every: bool = False) -> None:
    """The changes in substance, place and negotiation as a table, the others counted; `every` shows them all."""
    watched = out.isatty() or "COLUMNS" in os.environ
    console = Console(file=out, width=None if watched else WIDTH, highlight=False, emoji=False)
    labels = words.comparison.labels
    _say(console, Text(f"{comparison.before} → {comparison.after}", style="bold"), words)
    shown = [change for change in comparison.changes if every or change.weight in _SHOWN or change.kind in _PLACES]
    if shown:
        console.print(_table(comparison, shown, words))
    else:
        _say(console, Text(labels["none"]), words)
    counts = Counter(change.weight for change in comparison.changes)
    colon = words.labels.colon
    told = " · ".join(f"{words.comparison.weights[w]}{colon}{counts[w]}" for w in _STYLES if counts[w])
    if told:
        _say(console, Text(told, style="dim"), words)
    apart = len(comparison.apart_before) + len(comparison.apart_after)
    if apart:
        _say(console, Text(f"{labels['apart']}{colon}{apart}", style="dim"), words)


def _say(console: Console, text: Text, words: Interface) -> None:
    console.print(RightToLeft(text) if LANGUAGES[words.language].direction == "rtl" else text)


def _table(comparison: Comparison, changes: list[Difference], words: Interface) -> Table:
    sentences, labels = Sentences(comparison, words), words.comparison.labels
    mirrored = LANGUAGES[words.language].direction == "rtl"
    turned = mirrored or "ar" in comparison.languages
    table = Table(
        box=left_to_right_box() if turned else SQUARE,
        show_lines=True,
        border_style="bright_black",
        header_style="bold",
        expand=True,
    )
    columns = [(labels["where"], 2), (labels["change"], 8)]
    for title, ratio in reversed(columns) if mirrored else columns:
        heading = Text(title)
        table.add_column(RightToLeft(heading) if turned else heading, ratio=ratio, overflow="fold")
    for change in changes:
        texts = [Text(sentences.where(change)), Text(sentences.sentence(change), style=_STYLES[change.weight])]
        ordered = texts[::-1] if mirrored else texts
        table.add_row(*([RightToLeft(text) for text in ordered] if turned else ordered))
    return table
