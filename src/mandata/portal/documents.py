"""Pages of documents: all of them, and one as issued, in each of its languages."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse

from ..publish.forms import EACH, TOGETHER
from ..register.models import Document, Expression
from . import dates
from .meetings import expressions
from .rows import DecisionRow, DocumentRow, decision_row, document_row
from .show import Desk, Link, Page, Turn, at, desk, elsewhere, name_of, one, show, turn
from .show import address as with_query
from .text import Text, text

FORMS = (*EACH, *TOGETHER)


class Documents(Page, frozen=True, kw_only=True):
    """A list of documents, of one meeting or of all."""

    documents: tuple[DocumentRow, ...]
    turn: Turn
    meeting: str


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A language in which a text can be read, or a form in which it can be had."""

    code: str
    href: str
    here: bool = False


class SourceFile(msgspec.Struct, frozen=True, kw_only=True):
    """The file that a text was read from."""

    name: str
    sha256: str
    format: str
    size: int
    href: str
    language: str
    read: str
    reader: str


class DocumentPage(Page, frozen=True, kw_only=True):
    """A document as issued. `missing` is the page's language where the document does not exist in it."""

    document: DocumentRow
    body: Link
    versions: tuple[DocumentRow, ...]
    decisions: tuple[DecisionRow, ...]
    languages: tuple[Choice, ...]
    missing: str
    agreement: str
    text: Text | None
    exports: tuple[Choice, ...]
    source: SourceFile | None


def documents_record(look: Desk) -> Documents:
    held = look.sees(Document.objects.all()).select_related("meeting__body").prefetch_related(expressions())
    meeting = look.query.get("meeting", "")
    if meeting:
        held = held.filter(meeting__address=meeting)
    rows, where = turn(held.order_by("-id"), look.query, at("documents"))
    return Documents(
        title=look.say("documents.title"),
        documents=tuple(document_row(look, each) for each in rows),
        turn=where,
        meeting=meeting,
    )


def document_record(look: Desk, address: str) -> DocumentPage:
    held = look.sees(Document.objects.all()).select_related("meeting__body", "body").prefetch_related(expressions())
    document = one(held, address=address)
    found = {each.language: each for each in texts_of(document)}
    chosen = pick(look, found)
    shown = found.get(chosen)
    row = document_row(look, document)
    related = look.sees(Document.objects.filter(pk=document.of_id) | Document.objects.filter(of=document))
    return DocumentPage(
        title=row.name if row.name != document.address else row.symbol,
        document=row,
        body=name_of(document.body, look.language) if document.body else Link(name=""),
        versions=tuple(
            document_row(look, each)
            for each in related.select_related("meeting__body").prefetch_related(expressions()).order_by("id")[:50]
        ),
        decisions=tuple(
            decision_row(look, each.decision)
            for each in document.decision_texts.filter(withdrawn=False, decision__in=look.sees(_decisions()))
            .select_related("decision__meeting__body")
            .order_by("position")[:200]
        ),
        languages=choices(found, chosen, at("document", address)),
        missing="" if look.language in found or not found else look.language,
        agreement=at("agreement", address) if len(found) > 1 else "",
        text=text(look, shown) if shown else None,
        exports=exports(address, chosen, "document") if shown else (),
        source=source(look, shown) if shown else None,
    )


def _decisions() -> Any:
    from ..register.models import Decision

    return Decision.objects.all()


def texts_of(document: Any) -> list[Expression]:
    """The current language versions of a document with their files, without what the reader gave."""
    return list(
        Expression.objects.filter(document=document, current=True, withdrawn=False)
        .select_related("file")
        .defer("record")
    )


def pick(look: Desk, found: dict[str, Any], asked: str = "text") -> str:
    """The language to show: the one asked for, else the page's, else the first that there is."""
    for code in (look.query.get(asked, ""), look.language, "en", "fr", "es", "ru", "ar", "zh"):
        if code in found:
            return code
    return ""


def choices(found: dict[str, Any], chosen: str, href: str) -> tuple[Choice, ...]:
    """The languages in which a text can be read."""
    return tuple(
        Choice(code=code, href=with_query(href, {"text": code}), here=code == chosen)
        for code in ("ar", "zh", "en", "fr", "ru", "es")
        if code in found
    )


def exports(address: str, code: str, kind: str) -> tuple[Choice, ...]:
    """The forms in which a text can be had."""
    return tuple(Choice(code=form, href=at("export", kind, code, form, address)) for form in FORMS)


def source(look: Desk, expression: Any) -> SourceFile:
    """The file of a language version."""
    file = expression.file
    return SourceFile(
        name=file.name,
        sha256=file.sha256,
        format=file.format.upper(),
        size=file.size,
        href=at("file", file.sha256),
        language=expression.language,
        read=dates.written(look.language, expression.read.date()),
        reader=expression.reader,
    )


def documents(request: HttpRequest) -> HttpResponse:
    return show(request, "documents", documents_record(desk(request)))


def document(request: HttpRequest, address: str) -> HttpResponse:
    look = desk(request)
    try:
        return show(request, "document", document_record(look, address))
    except Http404:
        return elsewhere(look, address, "document", Document)
