"""Feeds: what is due as a calendar, and what is new about an organization, a meeting or a decision as Atom."""

from __future__ import annotations

import hashlib
from typing import Any, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag

from ..register import calendars
from ..register.models import Actor, Body, Decision, Event, Mandate, Meeting, Organization
from .looking import WAITING
from .rows import mandate_rows, mandates, meeting_name
from .show import Desk, Link, at, desk, name_of, one

NEWEST = 50  # entries of a feed
_CALENDARS: dict[str, Any] = {
    "organization": (Organization, calendars.of_organization),
    "meeting": (Meeting, calendars.of_meeting),
    "body": (Body, calendars.of_body),
}
_KINDS: dict[str, Any] = {"organization": Organization, "meeting": Meeting, "decision": Decision}


def links(look: Desk, kind: str, address: str) -> tuple[Link, ...]:
    """The feeds of a record, for its page."""
    found = []
    if kind in _CALENDARS:
        found.append(Link(name=look.say("following.calendar"), href=at("calendar", kind, address)))
    if kind in _KINDS:
        found.append(Link(name=look.say("following.feed"), href=at("feed", kind, address)))
    return tuple(found)


def calendar(request: HttpRequest, kind: str, address: str) -> HttpResponse:
    """What is due for an organization, at a meeting or in a body."""
    if kind not in _CALENDARS:
        raise Http404
    look, (model, made) = desk(request), _CALENDARS[kind]
    record = one(look.sees(model.objects.all()), address=address)
    return _answer(request, made(look.who, record, look.language), "text/calendar; charset=utf-8")


def feed(request: HttpRequest, kind: str, address: str) -> HttpResponse:
    """The mandates that were added or whose state changed last."""
    if kind not in _KINDS:
        raise Http404
    look = desk(request)
    record = one(look.sees(_KINDS[kind].objects.all()), address=address)
    written = _atom(look, kind, record)
    return _answer(request, written, "application/atom+xml; charset=utf-8")


def _atom(look: Desk, kind: str, record: Any) -> bytes:
    name = meeting_name(look, record) if kind == "meeting" else name_of(record, look.language)
    made = Atom1Feed(
        title=name.name,
        link=f"{settings.SITE}{at(kind, record.address)}",
        description=look.say("site.footer"),
        language=look.language,
        feed_url=f"{settings.SITE}{at('feed', kind, record.address)}",
    )
    records = list(mandates(_newest(look, kind, record))[:NEWEST])
    for mandate, row in zip(records, mandate_rows(look, records), strict=True):
        who = look.say("list.comma").join(quote.text for quote in row.who)
        made.add_item(
            title=f"{mandate.address} ({row.state_name})",
            link=f"{settings.SITE}{row.href}",
            description=": ".join(filter(None, (who, row.name))),
            updateddate=mandate.state_since,
            unique_id=f"{settings.SITE}{row.href}#{mandate.state}-{mandate.state_since:%Y%m%d%H%M%S}",
        )
    return made.writeString("utf-8").encode()


def _newest(look: Desk, kind: str, record: Any) -> QuerySet[Mandate]:
    held = look.sees(Mandate.objects.exclude(state__in=WAITING))
    if kind == "organization":
        held = held.filter(pk__in=Actor.objects.filter(organization=record).values("mandate"))
    else:
        held = held.filter(**{kind: record})
    return held.order_by("-state_since", "-pk")


def _answer(request: HttpRequest, written: bytes, kind: str) -> HttpResponse:
    """The feed, or only that nothing is new since it was asked for last."""
    etag = quote_etag(hashlib.sha256(written).hexdigest()[:32])
    last = Event.objects.order_by("-pk").values_list("at", flat=True).first()
    at_last = int(last.timestamp()) if last else 0
    response = HttpResponse(written, content_type=kind, headers={"ETag": etag, "Last-Modified": http_date(at_last)})
    response.headers["Cache-Control"] = "private, max-age=900"
    answer = get_conditional_response(request, etag=etag, last_modified=at_last, response=response)
    return cast(HttpResponse, answer)
