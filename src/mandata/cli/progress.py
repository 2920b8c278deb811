"""A progress bar on standard error, for many files and for people only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def followed(things: Iterable[T], again: Callable[[], Iterable[T]]) -> Iterator[T]:
    """`things`, with a bar while they pass if somebody watches and there are several.

    `again` gives them once more, to be counted beforehand.
    """
    total = sum(1 for _ in again()) if sys.stderr.isatty() else 0
    if total < 2:
        yield from things
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(things, description="", total=total, console=Console(stderr=True), transient=True)
