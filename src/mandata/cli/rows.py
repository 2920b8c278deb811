"""Prints rows under headings: a table for people, tab-separated values where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def print_rows(heads: Sequence[str], rows: Sequence[Sequence[str]], none: str) -> None:
    """Print rows, or `none` where there are none."""
    if not sys.stdout.isatty():
        for row in [heads, *rows]:
            print("\t".join(row))
        return
    if not rows:
        print(none)
        return
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    table = Table(*heads, box=SIMPLE, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console().print(table)
