"""Texts in other forms (Akoma Ntoso, linked data, tables), and the files that they were read from."""

from __future__ import annotations

from typing import Any

import msgspec
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from ..model import Document
from ..publish.forms import EACH, TOGETHER, Options, all_in_one, names
from ..publish.forms import one as one_form
from ..register.models import Decision, DecisionText, File
from ..register.models import Document as Held
from .documents import texts_of
from .show import Desk, desk, one
from .text import document_of

TYPES = {
    "akn": "application/akn+xml",
    "html": "text/html; charset=utf-8",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export(request: HttpRequest, kind: str, code: str, form: str, address: str) -> HttpResponse:
    """A document, or a decision out of one, in a form, as a file to keep."""
    document = _wanted(desk(request), kind, code, address)
    options = Options(ui=desk(request).language, base=f"{settings.SITE}/")
    if form in EACH:
        written = one_form(form, options)(document)
    elif form in TOGETHER:
        written = all_in_one(form, options)([document])
    else:
        raise Http404
    name = (
        next(names([document], "html"))[0].removesuffix(".html") if kind == "document" else f"{_plain(address)}.{code}"
    )
    return HttpResponse(
        written,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}{(EACH | TOGETHER)[form]}"'},
    )


def _plain(address: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-._" else "-" for sign in address)


def _wanted(look: Desk, kind: str, code: str, address: str) -> Document:
    if kind == "document":
        return document_of(_expression(one(look.sees(Held.objects.all()), address=address), code))
    if kind != "decision":
        raise Http404
    decision = one(look.sees(Decision.objects.all()), address=address)
    standing = look.sees(DecisionText.objects.filter(decision=decision)).select_related("document")
    shown = standing.order_by("-current", "-id").first()
    if shown is None:
        raise Http404
    return alone(document_of(_expression(shown.document, code)), shown.position - 1)


def _expression(document: Any, code: str) -> Any:
    found = next((each for each in texts_of(document) if each.language == code), None)
    if found is None:
        raise Http404
    return found


def alone(document: Document, number: int) -> Document:
    """One decision of a document, counted from 0, as a document of its own, with the footnotes that belong to it."""
    if not 0 <= number < len(document.decisions):
        raise Http404
    inside = {block.id for block in document.blocks if block.decision == number}
    inside |= {note.id for note in document.notes if note.block in inside}

    def kept(phrases: Any) -> Any:
        return tuple(phrase for phrase in phrases if phrase.block in inside)

    return msgspec.structs.replace(
        document,
        title=document.decisions[number].title or document.title,
        blocks=tuple(msgspec.structs.replace(b, decision=0) for b in document.blocks if b.id in inside),
        decisions=(document.decisions[number],),
        notes=kept(document.notes),
        citations=kept(document.citations),
        mentions=kept(document.mentions),
        provisions=kept(document.provisions),
        brackets=kept(document.brackets),
        effects=kept(document.effects),
        unread=kept(document.unread),
    )


def file(request: HttpRequest, sha256: str) -> FileResponse:
    """The file that a text was read from, as it came."""
    held = one(desk(request).sees(File.objects.all()), sha256=sha256)
    path = settings.FILES / held.sha256[:2] / held.sha256
    if not path.is_file():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=held.name, content_type="application/octet-stream"
    )
