"""Does the jobs of the queue: all that wait, once, or beside the web server in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date

from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from . import reminders
from .history import Author

_LOG = logging.getLogger(__name__)
INTERVAL = 30.0  # seconds between two looks into the queue


def work() -> None:
    """Do all jobs that wait, one after the other, and end. Several at once share them."""
    from django_tasks_db.management.commands.db_worker import Worker

    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    ).run()


def failed() -> int:
    """How many jobs failed: letters that could not be sent."""
    from django_tasks_db.models import DBTaskResult

    return int(DBTaskResult.objects.failed().count())


def again() -> int:
    """Put the jobs that failed back into the queue; how many. Those that were killed at work are left: their letter may
    have gone out."""
    from django_tasks_db.models import DBTaskResult

    return int(DBTaskResult.objects.failed().update(status="READY", finished_at=None, started_at=None))


class Embedded:
    """A worker in a thread, for a register that is served by one process: jobs at once, reminders once a day."""

    def __init__(self, interval: float = INTERVAL, today: Callable[[], date] = timezone.localdate) -> None:
        self._interval, self._today = interval, today
        self._done_on: date | None = None
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mandata-worker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the job at hand."""
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._end.wait(0):
                close_old_connections()
                try:
                    self._once()
                except Exception:  # a database that is away for a minute must not end the worker
                    _LOG.exception("the worker could not do its jobs")
                self._end.wait(self._interval)
        finally:
            connection.close()

    def _once(self) -> None:
        today = self._today()
        if today != self._done_on:
            reminders.daily(Author(by=None, origin="job"), today)
            self._done_on = today
        work()
