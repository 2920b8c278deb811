"""The edition of a meeting to read offline: one folder of pages that need neither script nor network, in a ZIP file."""

from __future__ import annotations

import tempfile
import zipfile
from importlib.resources import files
from typing import IO, Any

import msgspec
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone, translation

from ..interface import interface
from ..languages import LANGUAGES, Code
from ..publish.forms import names
from ..publish.html import page
from ..register import rights
from ..register.models import Document, Expression, Mandate, Meeting, ParagraphText
from ..register.words import words
from . import dates
from .languages import django_code
from .looking import WAITING
from .rows import MandateRow, mandate_rows, mandates, meeting_name
from .show import Desk, Link, name_of
from .text import document_of

AT_ONCE = 60  # texts of a meeting up to which the portal makes it while somebody waits
_BATCH = 400  # keys in one question, under the limit of variables of SQLite


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A document with its texts: one page a language."""

    symbol: str
    name: Link
    texts: tuple[Link, ...]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Who must do what, and the paragraph in the text that says so."""

    row: MandateRow
    href: str


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """The contents in one language."""

    language: str
    title: Link
    when: str
    made: str
    tongues: tuple[Link, ...]
    texts: tuple[Text, ...]
    lines: tuple[Line, ...]
    style: str


def texts(who: rights.Who, meeting: Meeting) -> Any:
    """The current language versions of the documents of a meeting that somebody may see."""
    seen = rights.visible(who, Document.objects.filter(meeting=meeting, withdrawn=False))
    held = Expression.objects.filter(document__in=seen.values("pk"), current=True, withdrawn=False)
    return held.select_related("document").defer("record").order_by("document__symbol", "document", "language")


def write(who: rights.Who, meeting: Meeting, target: IO[bytes]) -> int:
    """Write the edition of a meeting as somebody may see it; how many texts it has."""
    folder = "".join(sign if sign.isalnum() or sign in "-._" else "-" for sign in meeting.address)
    places: dict[int, str] = {}
    taken: set[str] = set()
    expressions = list(texts(who, meeting))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for expression in expressions:
            document = document_of(expression)
            name = next(names([document], "html"))[0]
            name = f"{expression.pk}-{name}" if name.casefold() in taken else name
            taken.add(name.casefold())
            places[expression.pk] = f"texts/{name}"
            packed.writestr(f"{folder}/texts/{name}", page(document, interface(expression.language)))
        held = rights.visible(who, Mandate.objects.filter(meeting=meeting, withdrawn=False))
        held = held.exclude(state__in=WAITING).order_by("decision", "paragraph__position", "number")
        records = list(mandates(held))
        blocks = _blocks(records, places)
        for code in LANGUAGES:
            written = _index(who, meeting, LANGUAGES[code].code, expressions, places, records, blocks)
            packed.writestr(f"{folder}/{code}.html", written)
            if code == "en":
                packed.writestr(f"{folder}/index.html", written)
    return len(expressions)


def _blocks(records: list[Any], places: dict[int, str]) -> dict[tuple[int, str], str]:
    """Where in the pages each paragraph of a mandate stands, by its language."""
    keys, found = sorted({record.paragraph_id for record in records}), {}
    for start in range(0, len(keys), _BATCH):
        held = ParagraphText.objects.filter(paragraph__in=keys[start : start + _BATCH])
        for paragraph, code, expression, block in held.values_list("paragraph", "language", "expression", "block"):
            if expression in places:
                found[paragraph, code] = f"{places[expression]}#{block}"
    return found


def _index(
    who: rights.Who,
    meeting: Meeting,
    code: Code,
    expressions: list[Any],
    places: dict[int, str],
    records: list[Any],
    blocks: dict[tuple[int, str], str],
) -> str:
    look = Desk(language=code, who=rights.of(who), words=interface(code), register=words(code))
    with translation.override(django_code(code)):
        index = Index(
            language=code,
            title=meeting_name(look, meeting),
            when=dates.span(code, meeting.start, meeting.end),
            made=look.say("edition.made", day=dates.written(code, timezone.localdate())),
            tongues=tuple(Link(name=each.name, href=f"{each.code}.html", language=each.code) for each in _all()),
            texts=_texts(look, expressions, places),
            lines=tuple(Line(row=row, href=_place(row, code, blocks)) for row in mandate_rows(look, records)),
            style=(files("mandata") / "data" / "page.css").read_text(encoding="utf-8"),
        )
        direction = LANGUAGES[code].direction
        return render_to_string("portal/edition.html", {"page": index, "language": code, "direction": direction})


def _all() -> list[Any]:
    return list(LANGUAGES.values())


def _place(row: MandateRow, code: str, blocks: dict[tuple[int, str], str]) -> str:
    """The paragraph in the language, else in the first one that has it."""
    found = (blocks.get((row.paragraph_key, each)) for each in (code, "en", "fr", "es", "ru", "ar", "zh"))
    return next((place for place in found if place), "")


def _texts(look: Desk, expressions: list[Any], places: dict[int, str]) -> tuple[Text, ...]:
    together: dict[int, list[Any]] = {}
    for expression in expressions:
        together.setdefault(expression.document_id, []).append(expression)
    return tuple(
        Text(
            symbol=held[0].document.symbol or held[0].document.address,
            name=name_of(held[0].document, look.language),
            texts=tuple(
                Link(name=LANGUAGES[each.language].name, href=places[each.pk], language=each.language) for each in held
            ),
        )
        for held in together.values()
    )


def edition(request: HttpRequest, address: str) -> HttpResponseBase:
    """The edition as a file; a meeting that is too large is left to the command."""
    who = rights.of(getattr(request, "user", None))
    meeting = rights.visible(who, Meeting.objects.select_related("body").filter(address=address)).first()
    if meeting is None or not 0 < texts(who, meeting).count() <= AT_ONCE:
        raise Http404
    target = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    write(who, meeting, target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{address}.zip", content_type="application/zip")
