"""`mandata list`: the records of one kind, narrowed down, as a table, JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ..errors import MandataError
from ..interface import known
from . import listing
from .failures import Failures

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ..register.words import Words

KINDS = ("mandates", "decisions", "documents", "meetings", "organizations", "reviews")


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is narrowed to; what does not concern its kind is refused."""

    body: str | None = None
    meeting: str | None = None
    organization: str | None = None
    decision: str | None = None
    state: str | None = None
    kind: str | None = None
    limit: int | None = None


def list_(what: str, *, filters: Filters, form: str, output: Path | None, ui: str, by: str | None) -> int:
    """Print the records; the exit status is 1 where the question cannot be answered."""
    failures = Failures()
    with failures.caught():
        known(ui, "--ui")
        listing.check(form)
        if what not in KINDS:
            raise MandataError(f"{what!r} is no list", f"one of {', '.join(KINDS)}")
        from .desk import author, open_register

        open_register()
        from ..register import rights
        from ..register.words import words

        said = words(ui)
        asked, row = _QUESTIONS[what]
        records = _narrowed(rights.visible(rights.of_author(author(by)), asked()), what, filters)
        rows = [row(record, ui, said) for record in records[: filters.limit]]
        heads = {name: _heading(name, said) for name in (rows[0] if rows else {"address": ""})}
        listing.show(rows, heads, form, said.labels["none"], output)
    return failures.status


def _heading(name: str, said: Words) -> str:
    if name == "address":
        return said.adding[name]
    return next((words[name] for words in (said.labels, said.fields, said.adding) if name in words), name)


_ALLOWED = {
    "mandates": ("body", "meeting", "organization", "decision", "state"),
    "decisions": ("body", "meeting", "state"),
    "documents": ("body", "meeting", "state"),
    "meetings": ("body",),
    "organizations": ("kind",),
    "reviews": ("body", "kind"),
}


def _narrowed(records: QuerySet[Any], what: str, filters: Filters) -> QuerySet[Any]:
    """Raises MandataError for a filter that this list does not know, RegisterError for an address that is not there."""
    from ..register import finding

    for name in ("body", "meeting", "organization", "decision", "state", "kind"):
        value = getattr(filters, name)
        if value is None:
            continue
        if name not in _ALLOWED[what]:
            known_ones = ", ".join(f"--{each}" for each in _ALLOWED[what])
            raise MandataError(f"--{name} does not narrow {what}", known_ones)
        if name == "organization":
            records = records.filter(actors__organization=finding.organization(value)).distinct()
        elif name in ("body", "meeting", "decision"):
            records = records.filter(**{name: getattr(finding, name)(value)})
        elif what == "decisions":
            records = records.filter(adopted=value == "adopted")
        else:
            records = records.filter(**{"stage" if what == "documents" else name: value})
    return records


def _mandates() -> QuerySet[Any]:
    from ..register.facts import PREFETCH
    from ..register.models import Mandate

    rows = Mandate.objects.filter(withdrawn=False).select_related("due_meeting", "decision")
    return rows.prefetch_related(*PREFETCH).order_by("decision__address", "paragraph__position", "number")


def _mandate(mandate: Any, ui: str, said: Words) -> dict[str, Any]:
    from ..register import saying

    return {
        "address": mandate.address,
        "state": mandate.state,
        "who": saying.asked(mandate, ui),
        "act": mandate.act,
        "what": saying.action(mandate, ui),
        "due": [saying.due(due, ui) for due in mandate.dues.all()],
        "due_date": mandate.due_date,
        "confidence": mandate.confidence,
    }


def _decisions() -> QuerySet[Any]:
    from django.db.models import Count

    from ..register.models import Decision

    rows = Decision.objects.filter(withdrawn=False).select_related("body", "meeting")
    return rows.annotate(asked=Count("mandates")).order_by("body__address", "meeting__start", "pk")


def _decision(decision: Any, ui: str, said: Words) -> dict[str, Any]:
    return {
        "address": decision.address,
        "title": decision.name(ui),
        "body": decision.body.address if decision.body else None,
        "meeting": decision.meeting.address if decision.meeting else None,
        "adopted": decision.adopted,
        "mandates": decision.asked,
    }


def _documents() -> QuerySet[Any]:
    from ..register.models import Document

    rows = Document.objects.filter(withdrawn=False).select_related("of", "body", "meeting")
    return rows.prefetch_related("expressions").order_by("pk")


def _document(document: Any, ui: str, said: Words) -> dict[str, Any]:
    return {
        "address": document.address,
        "symbol": document.symbol,
        "stage": document.stage,
        "title": document.name(ui),
        "of": document.of.address if document.of else None,
        "meeting": document.meeting.address if document.meeting else None,
        "language": sorted({each.language for each in document.expressions.all() if each.current}),
    }


def _meetings() -> QuerySet[Any]:
    from django.db.models import Count

    from ..register.models import Meeting

    rows = Meeting.objects.filter(withdrawn=False).select_related("body")
    return rows.annotate(asked=Count("mandates_due")).order_by("body__address", "start", "number")


def _meeting(meeting: Any, ui: str, said: Words) -> dict[str, Any]:
    fields: Mapping[str, Any] = {"start": meeting.start, "end": meeting.end, "place": meeting.place}
    return {"address": meeting.address, "body": meeting.body.name(ui), **fields, "mandates": meeting.asked}


def _organizations() -> QuerySet[Any]:
    from ..register.models import Organization

    return Organization.objects.filter(withdrawn=False).order_by("address")


def _organization(organization: Any, ui: str, said: Words) -> dict[str, Any]:
    return {"address": organization.address, "kind": organization.kind, "title": organization.name(ui)}


def _reviews() -> QuerySet[Any]:
    from ..register.models import Review

    rows = Review.objects.filter(closed=None).order_by("confidence", "pk")
    return rows.select_related("mandate", "paragraph__document", "paragraph__decision", "paragraph__text_of")


def _review(review: Any, ui: str, said: Words) -> dict[str, Any]:
    return {
        "address": str(review.mandate or review.paragraph.address),
        "kind": said.reviews.get(review.kind, review.kind),
        "confidence": review.confidence,
        "doubts": [said.doubts.get(each["reason"], each["reason"]) for each in review.mandate.doubts]
        if review.mandate
        else [review.found.get("text", "")],
    }


_QUESTIONS: dict[str, tuple[Callable[[], QuerySet[Any]], Callable[[Any, str, Any], dict[str, Any]]]] = {
    "mandates": (_mandates, _mandate),
    "decisions": (_decisions, _decision),
    "documents": (_documents, _document),
    "meetings": (_meetings, _meeting),
    "organizations": (_organizations, _organization),
    "reviews": (_reviews, _review),
}
