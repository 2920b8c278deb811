"""From a record to a page: every view first makes a frozen record, which the template only shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from ..errors import RegisterError
from ..interface import Interface, interface
from ..languages import LANGUAGES, Code
from ..register import rights
from ..register.addresses import find
from ..register.words import Words, words
from . import words as portal_words
from .languages import current, in_address

IN_A_PAGE = 50


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a page shows, in the language of the page. `title` is its heading and what the browser's tab says."""

    title: str


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A name and where it leads (nowhere, if empty). `language` is that of the name, where it is not the page's."""

    name: str
    href: str = ""
    language: str = ""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """Where in a long list a page stands, and the ways to the pages before and after."""

    number: int
    of: int
    count: int
    before: str = ""
    after: str = ""


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Who looks at a page, in which language, and the words of that language."""

    language: Code
    who: rights.Holder
    words: Interface
    register: Words
    query: dict[str, str] = {}

    def say(self, key: str, **values: object) -> str:
        """Words of the portal."""
        return portal_words.say(self.language, key, **values)

    def sees(self, records: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the records that whoever looks may see."""
        kept = any(field.name == "withdrawn" for field in records.model._meta.fields)
        return rights.visible(self.who, records.filter(withdrawn=False) if kept else records)


def desk(request: HttpRequest) -> Desk:
    """Who looks at the page of a request, and how."""
    language = in_address(request.path_info) or current()
    query = {name: str(value) for name, value in request.GET.items()}
    who = rights.of(getattr(request, "user", None))
    return Desk(language=language, who=who, words=interface(language), register=words(language), query=query)


def show(request: HttpRequest, template: str, page: Page, status: int = 200) -> HttpResponse:
    """The page, by its template in templates/portal/."""
    return render(request, f"portal/{template}.html", {"page": page}, status=status)


def one(records: QuerySet[Any], **wanted: object) -> Any:
    """The record that is wanted. Raises Http404 where there is none, or none that may be seen."""
    found = records.filter(**wanted).first()
    if found is None:
        raise Http404
    return found


def elsewhere(look: Desk, address: str, page: str, kind: type[Model]) -> HttpResponse:
    """Onwards to the record that an old address, or one spelt otherwise, means. Raises Http404 where there is none."""
    try:
        record = find(address)
    except RegisterError:
        raise Http404 from None
    found = str(getattr(record, "address", ""))
    if not isinstance(record, kind) or found == address or not rights.sees(look.who, record):
        raise Http404
    return HttpResponsePermanentRedirect(at(page, found))


def turn(records: QuerySet[Any] | Sequence[Any], query: dict[str, str], href: str) -> tuple[list[Any], Turn]:
    """One page of a long list; the number is in the address (?page=2), with whatever else stands there."""
    pages = Paginator(records, IN_A_PAGE)
    page = pages.get_page(query.get("page", 1))

    def at(number: int) -> str:
        return address(href, {**query, "page": str(number)})

    return list(page.object_list), Turn(
        number=page.number,
        of=pages.num_pages,
        count=pages.count,
        before=at(page.number - 1) if page.has_previous() else "",
        after=at(page.number + 1) if page.has_next() else "",
    )


def address(href: str, query: dict[str, str]) -> str:
    """An address with its query; what is empty is left out."""
    from urllib.parse import urlencode

    said = urlencode({name: value for name, value in query.items() if value})
    return f"{href}?{said}" if said else href


def at(page: str, *parts: object) -> str:
    """The address of a page in the language that is being shown."""
    return reverse(page, args=parts)


def name_of(record: Any, language: str) -> Link:
    """The name of a record, and in which language it is if it has none in the wanted one."""
    name = record.name(language)
    own = bool(record.names.get(language))
    other = "" if own or not name else next(code for code in record.LANGUAGES if record.names.get(code) == name)
    return Link(name=name or str(getattr(record, "address", "")), language=other)


def direction(code: str) -> str:
    """How a language is written: "ltr" or "rtl"."""
    return LANGUAGES[code].direction if code in LANGUAGES else "ltr"
