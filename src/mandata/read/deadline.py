"""The time that reading one file may take, asked for at every paragraph, row and page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..errors import ReadError

_ends: ContextVar[tuple[float, float]] = ContextVar("ends", default=(float("inf"), 0.0))


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """While the block runs, `check` raises once so many seconds are over; 0 is no limit."""
    kept = _ends.set((time.monotonic() + (seconds or float("inf")), seconds))
    try:
        yield
    finally:
        _ends.reset(kept)


def check() -> None:
    """Raise ReadError if the time is over. What happens between two checks is bounded by the limits of size."""
    end, seconds = _ends.get()
    if time.monotonic() > end:
        raise ReadError(
            f"a file that takes longer than {seconds:g} seconds to read",
            "a document that is read in that time",
            "split it, or raise the limit",
        )
