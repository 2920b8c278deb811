"""`mandata set`: says how far a mandate is, what money it needs, its milestones, comments and evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..errors import MandataError, RegisterError
from ..interface import known
from .changes import told
from .desk import author, open_register
from .failures import Failures

if TYPE_CHECKING:
    from ..register.history import Author
    from ..register.models import Mandate

_NO_FUNDING = ("none", "no", "0")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of each mandate."""

    state: str | None = None
    reason: str = ""
    superseded_by: str | None = None
    note: str = ""
    funding: str | None = None
    milestones: list[str] = []
    reached: list[str] = []
    comment: str = ""
    links: list[str] = []
    files: list[Path] = []

    @property
    def nothing(self) -> bool:
        given = (self.state, self.funding, self.milestones, self.reached, self.comment, self.links, self.files)
        return not any(given)


def set_(addresses: list[str], said: Said, *, ui: str, by: str | None) -> int:
    """Say it of each mandate: all of it or nothing; one that cannot be changed does not keep the others from it."""
    failures = Failures()
    with failures.caught():
        known(ui, "--ui")
        if said.nothing:
            raise MandataError("nothing is said of the mandate", "a state, or one of the options", "mandata set --help")
        open_register()
        from django.db import transaction

        from ..register import finding, history

        who = author(by)
        for address in addresses:
            with failures.caught(address):
                mandate = finding.mandate(address)
                with transaction.atomic():
                    _set(who, mandate, said)
                told(history.of(mandate).filter(batch=who.batch), ui)
    return failures.status


def _set(who: Author, mandate: Mandate, said: Said) -> None:
    from ..register import finding, following, rights, workflow

    if said.funding is not None:
        rights.require(who, "set_state", mandate)
        needed, amount, currency = _money(said.funding)
        following.fund(who, mandate, needed, amount, currency)
    for milestone in said.milestones:
        rights.require(who, "set_state", mandate)
        _add_milestone(who, mandate, milestone)
    for title in said.reached:
        rights.require(who, "set_state", mandate)
        _reach(who, mandate, title)
    if said.comment:
        rights.require(who, "comment", mandate)
        following.comment(who, mandate, said.comment)
    for link in said.links:
        rights.require(who, "attach", mandate)
        following.attach(who, mandate, link=link)
    for file in said.files:
        rights.require(who, "attach", mandate)
        following.attach(who, mandate, file=(file.name, file.read_bytes()))
    if said.state:
        rights.require(who, "set_state", mandate)
        by = finding.mandate(said.superseded_by) if said.superseded_by else None
        state = said.state.strip().lower().replace("-", "_").replace(" ", "_")
        workflow.move(who, mandate, state, reason=said.reason, superseded_by=by, note=said.note)


def _money(written: str) -> tuple[bool, Decimal | None, str]:
    from ..register import following

    if written.strip().lower() in _NO_FUNDING:
        return False, None, ""
    if written.strip().lower() in ("yes", "needed"):
        return True, None, ""
    return (True, *following.money(written))


def _add_milestone(who: Author, mandate: Mandate, written: str) -> None:
    """A milestone as "title=2028-07-01", or "title=documents" for the day of a rule before the meeting it is due at."""
    from ..register import deadlines, following

    title, _, when = written.rpartition("=")
    if not title:
        raise RegisterError(f"the milestone {written!r} has no day", "title=2028-07-01, or title=documents")
    if when in deadlines.rule_entries():
        if mandate.due_meeting is None:
            raise RegisterError(f"{mandate.address} is due at no meeting", "a day: title=2028-07-01")
        following.add_milestone(who, mandate, title, meeting=mandate.due_meeting, rule=when)
        return
    following.add_milestone(who, mandate, title, day(when))


def _reach(who: Author, mandate: Mandate, title: str) -> None:
    from ..register import following

    waiting = list(mandate.milestones.filter(title__iexact=title.strip(), withdrawn=False, done=None))
    if len(waiting) != 1:
        titles = mandate.milestones.filter(withdrawn=False, done=None).values_list("title", flat=True)
        raise RegisterError(
            f"{mandate.address} has no milestone {title!r} to reach", f"one of {', '.join(titles)}" if titles else ""
        )
    following.reach_milestone(who, waiting[0], who.at.date())


def day(written: str) -> date:
    """A day as ISO 8601. Raises MandataError for another."""
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise MandataError(f"{written!r} is no day", "year-month-day: 2028-07-01") from None
