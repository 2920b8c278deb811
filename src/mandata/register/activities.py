"""What was done for mandates: recorded, submitted by partners, accepted or returned by officers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Length

from ..errors import RegisterError
from ..languages import LANGUAGES
from . import history
from .amending import amend, make
from .history import Author
from .meeting_calendar import period
from .models import Activity, ActivityOrganization, Mandate, Organization
from .words import words

PARTS = ("lead", "partner", "funder")
MOVES = {  # from which states an activity's record gets where
    "submitted": ("draft", "returned"),
    "accepted": ("draft", "submitted", "returned"),
    "returned": ("submitted", "accepted"),
}
OPEN = ("draft", "returned")  # whoever submits may still change it
_FIELDS = frozenset(
    [
        "names",
        "kind",
        "summaries",
        "start",
        "end",
        "place",
        "outputs",
        "amount",
        "currency",
        "meeting",
        "reported_by",
        "public",
    ]
)
_CURRENCY = re.compile(r"[A-Z]{3}")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
_TRIES = 5


def create(
    author: Author,
    *,
    kind: str,
    names: Mapping[str, str],
    mandates: Iterable[Mandate] = (),
    taking_part: Mapping[Organization, str] | None = None,
    state: str = "accepted",
    **fields: Any,
) -> Activity:
    """Record an activity; its address is given ("act-2027-0012": the year of recording, and the next number).

    `taking_part` says which organizations took part, and as what (lead, partner, funder); `fields` are further fields
    of Activity. Whoever may not accept gives `state` "draft" or "submitted". Raises RegisterError where a field does
    not hold what it should, or nobody by name records.
    """
    if author.by is None:
        raise RegisterError("nobody by name records this", "a person", "name one with --as or MANDATA_PERSON")
    if state not in words("en").activity_states or state == "returned":
        raise RegisterError(f"a new activity as {state!r}", "draft, submitted or accepted")
    given = _checked({"kind": kind, "names": dict(names), **fields})
    parts = _parts(taking_part or {})
    for tried in range(_TRIES):
        activity = Activity(
            **given, address=_next_address(author), state=state, recorded_by=author.by, recorded=author.at
        )
        try:
            with transaction.atomic():
                told = {"taking_part": _told(parts)} if parts else {}
                make(author, activity, {"mandates": list(mandates)}, told)
                _write_parts(activity, parts)
            return activity
        except IntegrityError:  # somebody else took the number
            if tried == _TRIES - 1:
                raise
    raise AssertionError("unreachable")


def update(
    author: Author,
    activity: Activity,
    *,
    mandates: Iterable[Mandate] | None = None,
    taking_part: Mapping[Organization, str] | None = None,
    note: str = "",
    **fields: Any,
) -> bool:
    """Change fields of an activity (only those that are given); False where all are so already.

    Raises RegisterError where a field does not hold what it should.
    """
    merged = {name: getattr(activity, name) for name in ("start", "end", "amount", "currency")}
    given = _checked({**merged, **fields})
    given = {name: value for name, value in given.items() if name in fields}
    with transaction.atomic():
        changed = amend(
            author, activity, given, {"mandates": list(mandates)} if mandates is not None else None, note=note
        )
        if taking_part is not None:
            changed = _set_parts(author, activity, _parts(taking_part), note) or changed
    return changed


def move(author: Author, activity: Activity, state: str, note: str = "") -> None:
    """Submit, accept or return an activity's record; a return says why.

    Raises RegisterError where it cannot get there from where it is, or is returned without a word.
    """
    with transaction.atomic():
        held = Activity.objects.select_for_update().get(pk=activity.pk)
        if held.state not in MOVES.get(state, ()):
            raise RegisterError(f"{held.address} is {held.state}, it cannot become {state}", "docs/cooperation.md")
        if state == "returned" and not note.strip():
            raise RegisterError(f"{held.address} returned without a word", "a note that says why")
        amend(author, activity, {"state": state}, what=state, note=note)


def is_open(activity: Activity) -> bool:
    """Whether those who submit an activity may still change it: as long as it is a draft, or was returned."""
    return activity.state in OPEN


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as they are kept. Raises RegisterError where one does not hold what it should."""
    unknown = fields.keys() - _FIELDS
    if unknown:
        raise RegisterError(f"an activity has no field {', '.join(sorted(unknown))}", f"{', '.join(sorted(_FIELDS))}")
    if "kind" in fields and fields["kind"] not in words("en").activities:
        raise RegisterError(f"{fields['kind']!r} is no kind of activity", f"one of {', '.join(words('en').activities)}")
    for name in ("names", "summaries"):
        if name in fields:
            fields[name] = texts(fields[name], name)
    if "names" in fields and not fields["names"]:
        raise RegisterError("an activity without a title", "a title in one language at least")
    check_period(fields.get("start", ""), fields.get("end", ""))
    fields["amount"] = _amount(fields.get("amount"))
    if fields["amount"] is not None and not _CURRENCY.fullmatch(fields.get("currency", "")):
        raise RegisterError(f"an amount in {fields.get('currency') or 'no currency'}", "three capitals (USD, EUR)")
    return fields


def texts(given: Mapping[str, str], what: str) -> dict[str, str]:
    """Texts by language without the empty ones. Raises RegisterError for what is no language of the United Nations."""
    if strange := given.keys() - LANGUAGES.keys():
        raise RegisterError(f"{what} in {', '.join(sorted(strange))}", f"languages of {', '.join(LANGUAGES)}")
    return {code: text.strip() for code, text in given.items() if text.strip()}


def check_period(start: str, end: str) -> None:
    """Raises RegisterError where a date is none, or the end lies before the start ("2027" and "2027-03" are dates)."""
    spans = [period(written) if _DATE.fullmatch(written) else None for written in (start, end)]
    for written, span in zip((start, end), spans, strict=True):
        if written and span is None:
            raise RegisterError(f"{written!r} is no date", "2027, 2027-03 or 2027-03-31")
    if end and not start:
        raise RegisterError(f"an end ({end}) without a start", "both, or the start alone")
    if spans[0] and spans[1] and spans[1][1] < spans[0][0]:
        raise RegisterError(f"the end ({end}) lies before the start ({start})", "a period")


def _amount(given: Any) -> Decimal | None:
    if given in (None, ""):
        return None
    try:
        amount = Decimal(str(given))
    except InvalidOperation as problem:
        raise RegisterError(f"{given!r} is no amount", "a number like 12500.00") from problem
    if not amount.is_finite() or amount < 0:
        raise RegisterError(f"{given} as an amount", "a number that is not negative")
    return amount


def _parts(given: Mapping[Organization, str]) -> list[tuple[Organization, str]]:
    for part in given.values():
        if part not in PARTS:
            raise RegisterError(f"taking part as {part!r}", f"one of {', '.join(PARTS)}")
    return sorted(given.items(), key=lambda each: (PARTS.index(each[1]), each[0].address))


def _told(parts: Sequence[tuple[Organization, str]]) -> dict[str, str]:
    return {organization.address: part for organization, part in parts}


def _write_parts(activity: Activity, parts: Sequence[tuple[Organization, str]]) -> None:
    ActivityOrganization.objects.bulk_create(
        ActivityOrganization(activity=activity, organization=organization, part=part) for organization, part in parts
    )


def _set_parts(author: Author, activity: Activity, parts: Sequence[tuple[Organization, str]], note: str) -> bool:
    held = activity.taking_part.select_related("organization")
    was = {each.organization.address: each.part for each in held}
    if was == _told(parts):
        return False
    activity.taking_part.all().delete()
    _write_parts(activity, parts)
    history.log(author, activity, "changed", {"taking_part": was}, {"taking_part": _told(parts)}, note)
    return True


def _next_address(author: Author) -> str:
    prefix = f"act-{author.at.year}-"
    of_year = Activity.objects.filter(address__startswith=prefix)
    last = of_year.order_by(Length("address").desc(), "-address").values_list("address", flat=True).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"
