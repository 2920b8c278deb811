"""Times pieces of work in turn, so that a machine that changes its speed changes it for all of them."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

T = TypeVar("T")

SHARED = Path(os.environ.get("MANDATA_SHARED", Path(__file__).parents[2] / "shared"))
SAMPLE = Path(__file__).parents[1] / "src" / "mandata" / "data" / "sample"


class Row(NamedTuple):
    """A line of the table: what was measured, our figure and the peer's with unit, the ratio, what is asked of it."""

    what: str
    ours: str
    peer: str
    ratio: str
    asked: str


def in_turn(*works: Callable[[], object], rounds: int = 5) -> list[float]:
    """The median processor seconds of each work; a round does each once, after one round that is not counted."""
    gc.collect()
    gc.freeze()  # what other measurements have loaded is nothing that a collection during this one should go through
    seconds: list[list[float]] = [[] for _ in works]
    for counted in range(-1, rounds):
        for times, work in zip(seconds, works, strict=True):
            gc.collect()
            begin = time.process_time()
            work()
            if counted >= 0:
                times.append(time.process_time() - begin)
    return [median(times) for times in seconds]


def processor() -> float:
    """Seconds of the processor that this process has taken, and its PostgreSQL session if that is on this machine."""
    seconds = time.process_time()
    if "django.db" in sys.modules and (session := _session()):
        seconds += int(session.read_text(encoding="ascii").split()[0]) / 1e9
    return seconds


@cache
def _session() -> Path | None:
    """Where Linux tells how long the process of our PostgreSQL session has run."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        told = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return told if told.exists() else None


def fresh(work: Callable[..., T], *given: object) -> T:
    """The work done in a process that has just begun: what was measured before has left its heap in another state."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def one_core() -> None:
    """Keep to one core, as the figures are per core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def per_second(count: int, seconds: float) -> str:
    return f"{count / seconds / 1e6:.2f} M/s"
