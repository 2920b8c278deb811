"""Turns what goes wrong into one line on standard error each, and remembers that something did."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import MandataError


class Failures:
    """Counts failures; `status` is the exit status they add up to."""

    def __init__(self) -> None:
        self.count = 0

    @property
    def status(self) -> int:
        return 1 if self.count else 0

    def report(self, name: str, problem: BaseException) -> None:
        """Say in one line what went wrong with `name`."""
        self.count += 1
        where = f"{name}: " if name else ""
        print(f"mandata: {where}{' '.join(_words(problem).split())}", file=sys.stderr, flush=True)

    @contextmanager
    def caught(self, name: str = "") -> Iterator[None]:
        """Report what goes wrong inside, and go on after it.

        A fault of the program itself is caught too: it must not cost the other documents of a long run.
        """
        try:
            yield
        except BrokenPipeError:
            # The reader of our output has gone (`| head`); the interpreter must not complain when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except Exception as problem:
            self.report(name, problem)


def _words(problem: BaseException) -> str:
    if isinstance(problem, MandataError):
        return str(problem)
    if isinstance(problem, OSError):
        return f"{problem.filename or 'input or output'}: {problem.strerror or problem}"
    return f"a fault of mandata itself ({type(problem).__name__}: {problem}); please report it with the document"
