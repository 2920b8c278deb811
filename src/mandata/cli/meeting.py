"""`mandata meeting`: shows when meetings are held and what is due before them, and moves a meeting."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import MandataError
from ..interface import known
from . import listing
from .desk import author, open_register
from .failures import Failures
from .set import day

if TYPE_CHECKING:
    from ..register.history import Author
    from ..register.models import Meeting


def meeting(
    address: str | None,
    *,
    start: str | None,
    end: str | None,
    place: str | None,
    rules: list[str],
    form: str,
    output: Path | None,
    ui: str,
    by: str | None,
) -> int:
    """Print meetings (all that are to come, or one); with days or a place, move it first."""
    failures = Failures()
    with failures.caught():
        known(ui, "--ui")
        listing.check(form)
        if address is None and (start or end or place is not None):
            raise MandataError("no meeting is named", "the address of a meeting: MINAMATA-COP-7")
        first, last = (day(each) if each else None for each in (start, end))
        open_register()
        from ..register import finding

        who = author(by)
        for rule in rules:
            _rule(who, finding.meeting(address) if address else None, rule)
        if address and (first or last or place is not None):
            _move(who, address, first, last, place, ui)
        _show(_meetings(address), form, output, ui)
    return failures.status


def _move(who: Author, address: str, first: date | None, last: date | None, place: str | None, ui: str) -> None:
    from ..register import deadlines, rights
    from ..register.words import words

    held = _made(who, address)
    rights.require(who, "edit_meetings", held)
    moved = deadlines.move_meeting(who, held, first or held.start, last if last or first else held.end, place)
    if moved.mandates or moved.milestones:
        labels = words(ui).labels
        print(f"{labels['moved']}: {labels['count']} {moved.mandates}, {words(ui).mails.milestones} {moved.milestones}")


def _made(who: Author, address: str) -> Meeting:
    """The meeting of an address; one that is not in the register yet is put in, where its body is."""
    from ..register import finding, history, rights
    from ..register.models import Body, Meeting

    held = Meeting.objects.filter(address__iexact=address).first()
    body = None if held else max(
        (each for each in Body.objects.all() if address.upper().startswith(f"{each.address.upper()}-")),
        key=lambda each: len(each.address),
        default=None,
    )  # fmt: skip
    if body is None:
        return held or finding.meeting(address)
    rights.require(who, "edit_meetings", body)
    made = Meeting.objects.create(address=address, body=body, number=address[len(body.address) + 1 :])
    history.log(who, made, "added")
    return made


def _rule(who: Author, meeting: Meeting | None, written: str) -> None:
    """Set a deadline as "documents=10" for the body of the meeting; without a meeting for all bodies."""
    from ..register import deadlines, rights

    key, _, weeks = written.partition("=")
    if not weeks.strip().isdecimal():
        raise MandataError(f"--rule {written!r} is no deadline", "its name and weeks: documents=10")
    rights.require(who, "manage_rules" if meeting else "keep", meeting.body if meeting else None)
    deadlines.set_rule(who, key.strip(), int(weeks), meeting.body if meeting else None)


def _meetings(address: str | None) -> list[Meeting]:
    from django.utils import timezone

    from ..register import finding
    from ..register.models import Meeting

    if address:
        return [finding.meeting(address)]
    coming = Meeting.objects.filter(withdrawn=False, end__gte=timezone.localdate()).select_related("body")
    return list(coming.order_by("start", "address"))


def _show(meetings: list[Meeting], form: str, output: Path | None, ui: str) -> None:
    from django.db.models import Count

    from ..register import deadlines, queries
    from ..register.models import Due
    from ..register.words import words

    said, rules = words(ui), deadlines.Rules()
    dues = Due.objects.filter(meeting__in=meetings, mandate__in=queries.open_in(queries.ALL)).order_by()
    counts = dict(dues.values_list("meeting").annotate(Count("mandate", distinct=True)))
    rows: list[dict[str, Any]] = [
        {
            "address": each.address,
            "start": each.start,
            "end": each.end,
            "place": each.place,
            **rules.of_meeting(each),
            "mandates": counts.get(each.pk, 0),
        }
        for each in meetings
    ]
    keys = deadlines.rule_entries()
    heads = {
        "address": said.labels["meeting"],
        **{key: said.fields[key][:1].upper() + said.fields[key][1:] for key in ("start", "end", "place")},
        **{key: said.rules[key] for key in keys},
        "mandates": said.labels["count"],
    }
    listing.show(rows, heads, form, said.labels["none"], output)
