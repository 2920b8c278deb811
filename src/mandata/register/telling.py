"""Tells all about one record as plain values: what it says in each language, where it came from, what leads to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from . import history, rights
from .facts import of, told
from .models import (
    Activity,
    Body,
    Citation,
    Decision,
    Document,
    Mandate,
    Meeting,
    Organization,
    Paragraph,
    ParagraphText,
    Provision,
)

Told = dict[str, Any]


def tell(record: Model, who: rights.Who, languages: Iterable[str] = ()) -> Told:
    """What somebody may see of a record; texts in `languages`, where some are named, else in all."""
    for kind, teller in _TELLERS.items():
        if isinstance(record, kind):
            fields = {"kind": history.kind_of(record), **teller(record, who, tuple(languages))}
            return fields | {"history": _history(record, who)}
    return {"kind": history.kind_of(record), "address": str(record), "history": _history(record, who)}


def _history(record: Model, who: rights.Who) -> list[Told]:
    if not rights.allowed(who, "see_history", record):
        return []
    return [
        {
            "at": event.at.isoformat(timespec="seconds"),
            "what": event.what,
            "by": str(event.by) if event.by else "",
            "origin": event.origin,
            "before": event.before,
            "after": event.after,
            "note": event.note,
        }
        for event in history.of(record)
    ]


def _named(decision: Decision | None) -> Told | None:
    return {"address": decision.address, "name": decision.name("en")} if decision else None


def _mandate(mandate: Mandate, who: rights.Who, languages: tuple[str, ...]) -> Told:
    paragraph = Paragraph.objects.select_related("document", "decision", "text_of").get(pk=mandate.paragraph_id)
    meeting = mandate.due_meeting
    fields = {
        "address": mandate.address,
        "state": mandate.state,
        "since": mandate.state_since.date().isoformat(),
        "reason": mandate.reason,
        "body": mandate.body.address if mandate.body else None,
        "meeting": mandate.meeting.address if mandate.meeting else None,
        "due_date": mandate.due_date.isoformat() if mandate.due_date else None,
        "due_meeting": meeting.address if meeting else None,
        "confidence": mandate.confidence,
        "doubts": mandate.doubts,
        "set_fields": mandate.set_fields,
        **told(of(mandate)),
    }
    return fields | {
        "decision": _named(mandate.decision),
        "paragraph": _text_part(paragraph, languages),
        "readings": _readings(Provision.objects.filter(mandate=mandate, text__expression__current=True), languages),
        **_citations(paragraph, who, languages),
    }


def _paragraph(paragraph: Paragraph, who: rights.Who, languages: tuple[str, ...]) -> Told:
    mandates = rights.visible(who, Mandate.objects.filter(paragraph=paragraph, withdrawn=False).order_by("number"))
    rows = Provision.objects.filter(text__paragraph=paragraph, text__expression__current=True)
    return {
        **_text_part(paragraph, languages),
        "document": paragraph.document.address,
        "decision": _named(paragraph.decision),
        "earlier": paragraph.earlier.address if paragraph.earlier else None,
        "later": [later.address for later in paragraph.later.select_related("document", "decision", "text_of")],
        "mandates": [mandate.address for mandate in mandates],
        "readings": _readings(rows, languages),
        **_citations(paragraph, who, languages),
    }


def _text_part(paragraph: Paragraph, languages: tuple[str, ...]) -> Told:
    texts = _in(ParagraphText.objects.filter(paragraph=paragraph, expression__current=True), languages)
    return {
        "address": paragraph.address,
        "part": paragraph.kind,
        "label": paragraph.label,
        "texts": {text.language: text.text for text in texts.order_by("language")},
    }


def _readings(rows: QuerySet[Provision], languages: tuple[str, ...]) -> dict[str, list[Told]]:
    """The acts as each language has them, as the reader gave them."""
    rows = rows.select_related("text").order_by("text__language", "number")
    found: dict[str, list[Told]] = {}
    for row in rows:
        if not languages or row.text.language in languages:
            found.setdefault(row.text.language, []).append(row.record)
    return found


def _in(texts: QuerySet[ParagraphText], languages: tuple[str, ...]) -> QuerySet[ParagraphText]:
    return texts.filter(language__in=languages) if languages else texts


def _citations(paragraph: Paragraph, who: rights.Who, languages: tuple[str, ...]) -> Told:
    cites = Citation.objects.filter(text__paragraph=paragraph, text__expression__current=True).order_by("start")
    if languages:
        cites = cites.filter(text__language__in=languages)
    return {"cites": _led(cites), "cited_in": _citing(Q(to_paragraph=paragraph), who)}


def _led(citations: QuerySet[Citation]) -> list[Told]:
    """Each value once, with the address that it has in the register (None: it leads outside)."""
    led = citations.select_related(
        "to_document", "to_decision", *(f"to_paragraph__{part}" for part in ("document", "decision", "text_of"))
    )
    found: dict[str, str | None] = {}
    for citation in led:
        target = citation.to_paragraph or citation.to_decision or citation.to_document
        found.setdefault(citation.value, target.address if target else None)
    return [{"value": value, "address": address} for value, address in found.items()]


def _citing(where: Q, who: rights.Who) -> list[str]:
    """The addresses of the paragraphs that cite something."""
    keys = Citation.objects.filter(where, text__expression__current=True).values("text__paragraph")
    rows = rights.visible(who, Paragraph.objects.filter(pk__in=keys)).select_related("document", "decision", "text_of")
    return sorted({paragraph.address for paragraph in rows[:500]})


def _decision(decision: Decision, who: rights.Who, languages: tuple[str, ...]) -> Told:
    texts = decision.texts.select_related("document").order_by("pk")
    rows = Paragraph.objects.filter(text_of__decision=decision, text_of__current=True, dropped=False)
    count = Count("mandates", filter=Q(mandates__withdrawn=False))
    paragraphs = rows.select_related("document", "decision", "text_of").annotate(asked=count).order_by("position")
    mandates = rights.visible(who, Mandate.objects.filter(decision=decision, withdrawn=False))
    return {
        "address": decision.address,
        "number": decision.number,
        "adopted": decision.adopted,
        "body": decision.body.address if decision.body else None,
        "meeting": decision.meeting.address if decision.meeting else None,
        "names": decision.names,
        "texts": [{"document": text.document.address, "stage": text.stage, "current": text.current} for text in texts],
        "paragraphs": [
            _text_part(paragraph, languages)
            for paragraph in paragraphs
            if paragraph.kind in ("preambular", "operative")
        ],
        "mandates": list(mandates.order_by("paragraph__position", "number").values_list("address", flat=True)),
        "cited_in": _citing(Q(to_decision=decision), who),
    }


def _document(document: Document, who: rights.Who, languages: tuple[str, ...]) -> Told:
    versions = document.expressions.filter(current=True).select_related("file").order_by("language")
    return {
        "address": document.address,
        "symbol": document.symbol,
        "stage": document.stage,
        "of": document.of.address if document.of else None,
        "versions": list(document.versions.values_list("address", flat=True)),
        "body": document.body.address if document.body else None,
        "meeting": document.meeting.address if document.meeting else None,
        "date": document.date,
        "names": document.names,
        "languages": [
            {"language": v.language, "file": v.file.name, "sha256": v.file.sha256, "reader": v.reader} for v in versions
        ],
        "decisions": [text.decision.address for text in document.decision_texts.select_related("decision")],
        "paragraphs": document.paragraphs.count(),
        "cited_in": _citing(Q(to_document=document), who),
    }


def _meeting(meeting: Meeting, who: rights.Who, languages: tuple[str, ...]) -> Told:
    return {
        "address": meeting.address,
        "body": meeting.body.address,
        "names": meeting.names,
        "start": meeting.start.isoformat() if meeting.start else None,
        "end": meeting.end.isoformat() if meeting.end else None,
        "place": meeting.place,
        "documents": list(rights.visible(who, meeting.documents.all()).values_list("address", flat=True)),
        "decisions": list(rights.visible(who, meeting.decisions.all()).values_list("address", flat=True)),
        "mandates_due": list(rights.visible(who, meeting.mandates_due.all()).values_list("address", flat=True)),
    }


def _place(place: Body | Organization, who: rights.Who, languages: tuple[str, ...]) -> Told:
    fields: Told = {"address": place.address, "names": place.names}
    if isinstance(place, Organization):
        mandates = rights.visible(who, Mandate.objects.filter(actors__organization=place, withdrawn=False).distinct())
        return fields | {"part": place.kind, "mandates": list(mandates.values_list("address", flat=True))}
    meetings = list(place.meetings.order_by("start").values_list("address", flat=True))
    return fields | {"series": place.series, "meetings": meetings}


def _activity(activity: Activity, who: rights.Who, languages: tuple[str, ...]) -> Told:
    return {
        "address": activity.address,
        "names": activity.names,
        "part": activity.kind,
        "start": activity.start,
        "end": activity.end,
        "mandates": list(rights.visible(who, activity.mandates.all()).values_list("address", flat=True)),
    }


_TELLERS: dict[type[Model], Callable[[Any, rights.Who, tuple[str, ...]], Told]] = {
    Mandate: _mandate,
    Paragraph: _paragraph,
    Decision: _decision,
    Document: _document,
    Meeting: _meeting,
    Body: _place,
    Organization: _place,
    Activity: _activity,
}
