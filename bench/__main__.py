"""Prints the table of performance: python -m bench, or of some parts: python -m bench register.

The part `register` fills SQLite in a new folder, or the PostgreSQL database of MANDATA_DATABASE, which must be empty.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table

from . import akn, concord, files, process, recurrence, register, text, versions
from .measure import SHARED, Row, one_core

PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "text": text.rows,
    "files": files.rows,
    "akn": akn.rows,
    "process": process.rows,
    "versions": versions.rows,
    "concord": concord.rows,
    "recurrence": recurrence.rows,
    "register": register.rows,
}


def main() -> None:
    if unknown := set(sys.argv[1:]) - set(PARTS):
        sys.exit(f"{', '.join(sorted(unknown))}: no part; there are {', '.join(PARTS)}")
    one_core()
    console = Console(width=140)
    if not SHARED.is_dir():
        console.print(f"{SHARED} is not there: measured on the sample meeting, which is small.")
    table = Table("what", "ours", "peer", "ratio", "asked", title="One run, one core, medians in turn")
    for name in sys.argv[1:] or PARTS:
        for row in PARTS[name]():
            table.add_row(*row)
    console.print(table)


if __name__ == "__main__":
    main()
