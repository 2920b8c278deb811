"""A limit of time for one file: work that takes longer is broken off, whatever it is doing."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import ReadError


class _TimeUp(BaseException):
    """Raised from outside in the thread that works; no Exception, so that nothing on the way takes it for its own."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Break off what is done inside after so many seconds (0: never) with a ReadError.

    It takes effect between two steps of Python; the libraries that read XML and PDF are called for pieces whose size
    other limits bound, so that none of their calls takes long.
    """
    if seconds <= 0:
        yield
        return
    worker, fired = threading.get_ident(), threading.Event()
    lock = threading.Lock()
    done = False

    def up() -> None:
        with lock:
            if not done:
                fired.set()
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), ctypes.py_object(_TimeUp))

    timer = threading.Timer(seconds, up)
    timer.daemon = True
    try:
        timer.start()
        yield
        with lock:
            done = True
        if fired.is_set():  # the last step ended before the exception came through
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), None)
    except _TimeUp:
        raise ReadError(
            f"a file that takes more than {seconds:g} seconds to read",
            "a document",
            "split it, or raise the limit `seconds`",
        ) from None
    finally:
        done = True
        timer.cancel()
