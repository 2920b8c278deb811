"""What people do about a mandate: give it to somebody, money, comment, add evidence, set milestones."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django.db import models, transaction

from ..errors import RegisterError
from . import changing, files, history, workflow
from .deadlines import Rules
from .history import Author, Entry
from .models import Assignment, Attachment, Comment, File, Mandate, Meeting, Milestone, Organization, Person

_MONEY = re.compile(r"(?P<amount>\d[\d,'_ ]*(?:\.\d{1,2})?)\s*(?P<currency>[A-Z]{3})")
_MOST = Decimal("999999999999.99")
Holder = Person | Organization


def assign(
    author: Author,
    mandate: Mandate,
    *,
    person: Person | None = None,
    unit: str | None = None,
    organization: Organization | None = None,
    co_leads: Sequence[Holder] = (),
    sequence: int | None = None,
) -> bool:
    """Give a mandate to a person, a unit or an organization, with co-leads; whether that changed anything.

    What is not said stays as it is; co-leads are added. A confirmed mandate moves to "assigned", since then somebody
    has it. Raises RegisterError where nobody is named, the mandate stands in no state to be given to anybody, or
    somebody else was faster.
    """
    if person is None and not unit and organization is None and not co_leads:
        raise RegisterError(f"{mandate.address} is given to nobody", "a person, a unit, an organization or a co-lead")
    if mandate.state not in workflow.states("open"):
        raise RegisterError(
            f"{mandate.address} is {mandate.state}", f"one of {', '.join(workflow.states('open'))}", "docs/workflow.md"
        )
    fields: dict[str, Any] = {"responsible": person} if person else {}
    if unit is not None:
        fields["unit"] = unit.strip()
    with transaction.atomic():
        told = _give(author, mandate, organization, co_leads)
        changed = changing.change(author, mandate, "assigned", fields, sequence=sequence, told=told)
        _forget(mandate)
        if mandate.state == "confirmed":
            workflow.move(author, mandate, "assigned")
    return changed


def _give(
    author: Author, mandate: Mandate, organization: Organization | None, co_leads: Sequence[Holder]
) -> dict[str, tuple[Any, Any]]:
    """Write who has the mandate beside its responsible person and unit; what the log is to tell of it."""
    held = list(mandate.assignments.filter(withdrawn=False).select_related("person", "organization"))
    told: dict[str, tuple[Any, Any]] = {}
    lead = next((each for each in held if each.part == "lead" and each.organization), None)
    if organization and (lead is None or lead.organization != organization):
        if lead:
            Assignment.objects.filter(pk=lead.pk).update(withdrawn=True)
        Assignment.objects.create(mandate=mandate, organization=organization, part="lead", since=author.at)
        told["organization"] = (lead.organization.address if lead else "", organization.address)
    beside = [each.person or each.organization for each in held if each.part == "co_lead"]
    new = [holder for holder in dict.fromkeys(co_leads) if holder not in beside]
    if new:
        Assignment.objects.bulk_create(
            Assignment(
                mandate=mandate,
                person=holder if isinstance(holder, Person) else None,
                organization=holder if isinstance(holder, Organization) else None,
                part="co_lead",
                since=author.at,
            )
            for holder in new
        )
        told["co_leads"] = ([changing.said(each) for each in beside], [changing.said(each) for each in (*beside, *new)])
    return told


def unassign(author: Author, mandate: Mandate, *, sequence: int | None = None) -> bool:
    """Take a mandate back from everybody who has it; it becomes confirmed again where it was only assigned so far."""
    with transaction.atomic():
        held = mandate.assignments.filter(withdrawn=False).select_related("person", "organization")
        names = [changing.said(each.person or each.organization) for each in held]
        held.update(withdrawn=True)
        told: dict[str, tuple[Any, Any]] = {"assigned": (names, [])} if names else {}
        changed = changing.change(
            author, mandate, "unassigned", {"responsible": None, "unit": ""}, sequence=sequence, told=told
        )
        _forget(mandate)
        if mandate.state == "assigned":
            workflow.move(author, mandate, "confirmed")
    return changed


def fund(
    author: Author,
    mandate: Mandate,
    needed: bool,
    amount: Decimal | None = None,
    currency: str = "",
    *,
    sequence: int | None = None,
) -> bool:
    """Say whether a mandate needs money, and how much; whether that changed anything. The state stays as it is."""
    if amount is not None and (not needed or not 0 < amount <= _MOST or not re.fullmatch("[A-Z]{3}", currency)):
        raise RegisterError(f"{amount} {currency} is no amount", "a positive amount with its currency: 20000 USD")
    fields = {"needs_funding": needed, "amount": amount, "currency": currency if amount is not None else ""}
    return changing.change(author, mandate, "funding", fields, sequence=sequence)


def money(written: str) -> tuple[Decimal, str]:
    """Amount and currency (ISO 4217) of "20000USD", "20,000 USD" or "1500.50 EUR". Raises RegisterError."""
    match = _MONEY.fullmatch(written.strip().upper())
    try:
        if match:
            return Decimal(re.sub(r"[,'_ ]", "", match["amount"])), match["currency"]
    except InvalidOperation:
        pass
    raise RegisterError(f"{written!r} is no amount of money", "20000USD")


# ------------------------------------------------------------------------------------------------ words and evidence


def comment(author: Author, mandate: Mandate, text: str, *, internal: bool = True) -> Comment:
    """Say something about a mandate. An internal comment is for officers alone, also in the log."""
    by = _somebody(author, "comment")
    if not text.strip():
        raise RegisterError("the comment is empty", "words")
    with transaction.atomic():
        made = Comment.objects.create(mandate=mandate, author=by, text=text.strip(), at=author.at, internal=internal)
        _log_both(author, mandate, "commented", made, {"text": made.text, "internal": internal})
    return made


def attach(
    author: Author,
    mandate: Mandate,
    title: str = "",
    *,
    link: str = "",
    file: tuple[str, bytes] | None = None,
    public: bool = False,
) -> Attachment:
    """Add evidence: a link, a file (its name and bytes, kept under their SHA-256), or both."""
    by = _somebody(author, "add evidence")
    if not link and file is None:
        raise RegisterError("no evidence is given", "a link, a file, or both")
    if link and urlsplit(link).scheme not in ("http", "https"):
        raise RegisterError(f"{link!r} is no address of the web", "https://…")
    with transaction.atomic():
        kept = keep(author, *file) if file else None
        made = Attachment.objects.create(
            mandate=mandate,
            title=(title.strip() or (kept.name if kept else link))[:255],
            link=link,
            file=kept,
            added=author.at,
            added_by=by,
            public=public,
        )
        told = {"title": made.title, "link": link, "file": kept.sha256 if kept else "", "public": public}
        _log_both(author, mandate, "attached", made, told)
    return made


def keep(author: Author, name: str, data: bytes) -> File:
    """The register's file of these bytes, kept now or before."""
    sha256 = files.keep(data)
    kind = (mimetypes.guess_type(name)[0] or "").partition("/")[2]
    file, new = File.objects.get_or_create(
        sha256=sha256,
        defaults={
            "name": PurePath(name).name[:255],
            "format": (PurePath(name).suffix.lstrip(".").lower() or kind)[:16],
            "size": len(data),
            "added": author.at,
        },
    )
    if new:
        history.log(author, file, "added", after={"name": file.name, "sha256": sha256, "size": len(data)})
    return file


# ------------------------------------------------------------------------------------------------ milestones


def add_milestone(
    author: Author,
    mandate: Mandate,
    title: str,
    due: date | None = None,
    *,
    meeting: Meeting | None = None,
    rule: str = "",
) -> Milestone:
    """Set a step on the way: on a day, or hanging on a meeting by a rule ("documents"; none: its first day)."""
    if not title.strip():
        raise RegisterError("the milestone has no title", "words")
    if rule and meeting is None:
        raise RegisterError(f"the milestone is due by the rule {rule!r} of no meeting", "a meeting")
    if meeting is not None:
        due = Rules().day(rule, meeting)
    with transaction.atomic():
        made = Milestone.objects.create(mandate=mandate, title=title.strip()[:255], due=due, meeting=meeting, rule=rule)
        told = {"title": made.title, "due": due, "meeting": changing.said(meeting) if meeting else "", "rule": rule}
        _log_both(author, mandate, "milestone_added", made, told)
    return made


def reach_milestone(author: Author, milestone: Milestone, done: date | None) -> bool:
    """Say on which day a milestone was reached (None: not yet, after all); whether that changed anything."""
    return _change_milestone(author, milestone, "milestone_reached", {"done": done})


def change_milestone(author: Author, milestone: Milestone, *, title: str, due: date | None) -> bool:
    """Give a milestone another title or day; with a day of its own it no longer hangs on its meeting."""
    fields: dict[str, Any] = {"title": title.strip()[:255], "due": due}
    if due != milestone.due:
        fields |= {"meeting": None, "rule": ""}
    return _change_milestone(author, milestone, "milestone_changed", fields)


def withdraw_milestone(author: Author, milestone: Milestone) -> bool:
    """Take a milestone back; it stays in the log."""
    return _change_milestone(author, milestone, "withdrawn", {"withdrawn": True})


def _change_milestone(author: Author, milestone: Milestone, what: str, fields: dict[str, Any]) -> bool:
    other = {name: value for name, value in fields.items() if getattr(milestone, name) != value}
    if not other:
        return False
    with transaction.atomic():
        before = {name: changing.said(getattr(milestone, name)) for name in other}
        Milestone.objects.filter(pk=milestone.pk).update(**other)
        after = {name: changing.said(value) for name, value in other.items()}
        told = {"milestone": milestone.pk}
        history.log_all(
            author,
            [
                Entry(record=milestone, what=what, before=before, after=after),
                Entry(record=milestone.mandate, what="milestone_changed", after=told),
            ],
        )
    for name, value in other.items():
        setattr(milestone, name, value)
    return True


def _log_both(author: Author, mandate: Mandate, what: str, made: models.Model, told: dict[str, Any]) -> None:
    """Log a new record under itself, with its words, and under its mandate, that it is there."""
    there = Entry(record=mandate, what=what, after={history.kind_of(made): made.pk})
    itself = Entry(record=made, what="added", after={**told, "mandate": mandate.address})
    history.log_all(author, [there, itself])


def _somebody(author: Author, what: str) -> Person:
    if author.by is None:
        raise RegisterError(f"nobody is there to {what}", "a person", "say who you are: --as, or MANDATA_PERSON")
    return author.by


def _forget(mandate: Mandate) -> None:
    """Drop what was looked up about who has the mandate."""
    getattr(mandate, "_prefetched_objects_cache", {}).pop("assignments", None)
