"""`mandata remind`: reminds people of what is due, and sends the letters that wait."""

from __future__ import annotations

import sys

from ..interface import known
from .desk import author, open_register
from .failures import Failures


def remind(*, again: bool, ui: str, by: str | None) -> int:
    """Write the reminders of today and send every letter that waits; the status is 1 where one could not be sent."""
    failures = Failures()
    with failures.caught():
        known(ui, "--ui")
        open_register()
        from django.utils import timezone

        from ..register import reminders, rights, worker
        from ..register.words import words

        who = author(by)
        rights.require(who, "keep")
        if again:
            worker.again()
        letters = reminders.daily(who, timezone.localdate())
        worker.work()
        labels = words(ui).labels
        print(f"{labels['sent']}: {letters}")
        if failed := worker.failed():
            print(f"mandata: {labels['unsent']}: {failed} (mandata remind --again)", file=sys.stderr)
            failures.count += 1
    return failures.status
