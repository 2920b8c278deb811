"""Saying what is wrong with a paragraph, without an account; the desk answers, and the answer is shown."""

from __future__ import annotations

import msgspec
from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.cache import cache
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ..errors import RegisterError
from ..register import rights, suggesting
from ..register.history import Author
from ..register.models import Paragraph, Person, Suggestion
from . import dates
from .asking import attempt, author, back, given, need, signed_in, tabs
from .paragraphs import find
from .show import Desk, Link, Page, Turn, at, desk, one, show, turn

_AN_HOUR = 3600
_OF_ONE = 6  # suggestions from one address in an hour
_OF_ALL = 200


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A suggestion and its answer."""

    key: int
    text: str
    language: str
    when: str
    email: str
    answer: str
    public: bool
    paragraph: Link


class Suggestions(Page, frozen=True, kw_only=True):
    """What readers said, the open ones first."""

    rows: tuple[Row, ...]
    turn: Turn
    tabs: tuple[Link, ...]


def _row(look: Desk, each: Suggestion) -> Row:
    return Row(
        key=each.pk,
        text=each.text,
        language=each.language,
        when=dates.written(look.language, timezone.localdate(each.at)),
        email=each.email,
        answer=each.answer,
        public=each.public,
        paragraph=Link(name=each.paragraph.address, href=at("paragraph", each.paragraph.address)),
    )


@require_POST
def suggest(request: HttpRequest, address: str) -> HttpResponse:
    """Keep what a reader says of a paragraph; so many an hour, so that the desk is not flooded."""
    look = desk(request)
    paragraph = find(look, address)
    if paragraph is None or not rights.allowed(look.who, "suggest", paragraph):
        raise Http404
    here = HttpResponseRedirect(f"{at('paragraph', paragraph.address)}#suggest")
    if not _in_time(request):
        messages.error(request, look.say("suggest.too_many"))
        return here
    acting = Author(by=request.user if isinstance(request.user, Person) else None, origin="web")
    attempt(request, lambda: _keep(acting, paragraph, request, look.language), "suggest.thanks")
    return here


def _keep(acting: Author, paragraph: Paragraph, request: HttpRequest, language: str) -> Suggestion:
    if given(request, "website"):  # a field that people do not see
        raise RegisterError("a field that is to stay empty was filled in", "an empty field")
    return suggesting.suggest(acting, paragraph, given(request, "text"), given(request, "email"), language)


def _in_time(request: HttpRequest) -> bool:
    """Whether an address, and all together, have said less than they may in this hour."""
    hour = int(timezone.now().timestamp()) // _AN_HOUR
    for name, most in ((str(get_adapter().get_client_ip(request)), _OF_ONE), ("all", _OF_ALL)):
        key = f"suggestions:{hour}:{name}"
        cache.add(key, 0, _AN_HOUR)
        if cache.incr(key) > most:
            return False
    return True


@signed_in
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show what readers said; answer one when its form is sent."""
    look = desk(request)
    need(look, "answer_suggestions")
    seen = look.sees(Suggestion.objects.all()).filter(rights.where(look.who, "answer_suggestions", Suggestion))
    if request.method == "POST":
        key = given(request, "key")
        held: Suggestion = one(seen, pk=int(key) if key.isdigit() else 0)
        public = bool(given(request, "public"))
        attempt(
            request, lambda: suggesting.answer(author(request), held, given(request, "answer"), public), "work.done"
        )
        return back(request, at("suggestions"))
    related = seen.select_related("paragraph__decision", "paragraph__document", "paragraph__text_of")
    rows, where = turn(related.order_by(F("answered_at").asc(nulls_first=True), "at"), look.query, at("suggestions"))
    page = Suggestions(
        title=look.say("tabs.suggestions"),
        rows=tuple(_row(look, each) for each in rows),
        turn=where,
        tabs=tabs(look, "suggestions"),
    )
    return show(request, "suggestions", page)
