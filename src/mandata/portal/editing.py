"""Correcting what a mandate says: the form beside the text, split, merge, add one that was missed, undo."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from ..errors import MandataError
from ..register import correcting, facts, rights
from ..register.changing import ConflictError
from ..register.facts import Facts
from ..register.models import Mandate, Paragraph
from . import choosing
from .asking import attempt, author, back, given, need, remember, signed_in, why
from .choosing import Offer
from .fact_form import Form, changed, facts_of, form
from .marking import Source, source
from .paragraphs import find
from .rows import MandateRow, mandate_rows, mandates
from .show import Desk, Link, Page, at, desk, one, show
from .show import address as with_query

_FIRST, _SECOND = "a.", "b."  # before the names of fields where a page has two forms
_TITLES = {"correct": "edit.correct", "split": "edit.split", "add": "edit.add"}


class Editor(Page, frozen=True, kw_only=True):
    """A text beside one form or two; `problem` is what kept the last one from being done."""

    kind: str
    source: Source
    forms: tuple[Form, ...]
    organizations: tuple[Offer, ...]
    meetings: tuple[Offer, ...]
    back: Link
    action: str
    next: str
    problem: str = ""


class Merging(Page, frozen=True, kw_only=True):
    """The other mandates of a decision, of which some are to be made one with this one."""

    mandate: MandateRow
    others: tuple[MandateRow, ...]
    keys: tuple[int, ...]
    pairs: tuple[tuple[int, MandateRow], ...]
    sequence: int
    back: Link
    next: str


def held(look: Desk, address: str) -> Mandate:
    """A mandate that whoever looks may correct. Raises Http404 or PermissionDenied."""
    records = mandates(look.sees(Mandate.objects.all())).select_related(
        "paragraph__document__body", "paragraph__decision__body", "body"
    )
    mandate: Mandate = one(records, address=address)
    need(look, "correct", mandate)
    return mandate


def editor(
    look: Desk, kind: str, paragraph: Paragraph, said: tuple[Facts | None, ...], sequence: int | None, **more: Any
) -> Editor:
    """The page with a form for each of `said`."""
    href = str(more["action"])
    shown = source(look, paragraph, said[0], with_query(href, {"next": str(more["next"])}))
    prefixes = ("",) if len(said) == 1 else (_FIRST, _SECOND)
    of = paragraph.decision or paragraph.document
    return Editor(
        title=look.say(_TITLES[kind], label=paragraph.label or paragraph.eid),
        kind=kind,
        source=shown,
        forms=tuple(
            form(look, each, shown.language, prefix, sequence) for each, prefix in zip(said, prefixes, strict=True)
        ),
        organizations=choosing.organizations(look),
        meetings=choosing.meetings(look, of.body),
        **more,
    )


@signed_in
def edit(request: HttpRequest, address: str) -> HttpResponse:
    """Correct the fields of a mandate."""
    look = desk(request)
    mandate = held(look, address)
    now = facts.of(mandate)
    where = _where(request, mandate, "edit")
    if request.method != "POST":
        return show(request, "edit", editor(look, "correct", mandate.paragraph, (now,), mandate.sequence, **where))
    said: Facts | None = None
    try:
        said = facts_of(request.POST, mandate.paragraph, now)
        acting = author(request)
        if fields := changed(now, said):
            correcting.correct(acting, mandate, said, fields, _sequence(request))
            remember(request, acting.batch, "corrected")
        if given(request, "confirm") and mandate.state == "proposed":
            mandate.refresh_from_db()
            correcting.confirm(acting, mandate)
    except MandataError as problem:
        shown = now if isinstance(problem, ConflictError) or said is None else said
        page = editor(look, "correct", mandate.paragraph, (shown,), mandate.sequence, **where)
        return _again(request, look, page, problem)
    return back(request, at("mandate", mandate.address))


@signed_in
def split(request: HttpRequest, address: str) -> HttpResponse:
    """Make two mandates of one."""
    look = desk(request)
    mandate = held(look, address)
    now = facts.of(mandate)
    where = _where(request, mandate, "split")
    if request.method == "POST":
        try:
            parts = [facts_of(request.POST, mandate.paragraph, now, prefix) for prefix in (_FIRST, _SECOND)]
            acting = author(request)
            correcting.split(acting, mandate, parts, _sequence(request))
            remember(request, acting.batch, "split")
            return back(request, at("mandate", mandate.address))
        except MandataError as problem:
            page = editor(look, "split", mandate.paragraph, (now, now), mandate.sequence, **where)
            return _again(request, look, page, problem)
    return show(request, "edit", editor(look, "split", mandate.paragraph, (now, now), mandate.sequence, **where))


@signed_in
def merge(request: HttpRequest, address: str) -> HttpResponse:
    """Make one mandate of several of a text."""
    look = desk(request)
    mandate = held(look, address)
    near = Mandate.objects.filter(
        decision=mandate.decision_id,
        paragraph__document=mandate.paragraph.document_id,
        state__in=("proposed", "confirmed"),
    )
    others = look.sees(near).exclude(pk=mandate.pk).order_by("paragraph__position", "number")
    if request.method == "POST":
        chosen = list(others.filter(pk__in=[key for key in request.POST.getlist("other") if key.isdigit()]))
        acting = author(request)
        if attempt(request, lambda: correcting.merge(acting, mandate, chosen, None, _sequence(request)), "edit.merged")[
            0
        ]:
            remember(request, acting.batch, "merged")
            return back(request, at("mandate", mandate.address))
        return HttpResponseRedirect(request.get_full_path())
    rows = mandate_rows(look, list(mandates(others)[:200]))
    keys = tuple(others.values_list("pk", flat=True)[:200])
    return show(
        request,
        "merge",
        Merging(
            title=look.say("edit.merge"),
            mandate=mandate_rows(look, [mandate])[0],
            others=rows,
            keys=keys,
            pairs=tuple(zip(keys, rows, strict=True)),
            sequence=mandate.sequence,
            back=Link(name=mandate.address, href=at("mandate", mandate.address)),
            next=_next(request),
        ),
    )


@signed_in
def add(request: HttpRequest, address: str) -> HttpResponse:
    """Add a mandate that the reader missed in a paragraph."""
    look = desk(request)
    paragraph = find(look, address)
    if paragraph is None:
        raise Http404
    need(look, "correct", paragraph)
    where = {
        "back": Link(name=paragraph.address, href=at("paragraph", paragraph.address)),
        "action": at("mandate_add", paragraph.address),
        "next": _next(request),
    }
    if request.method != "POST":
        return show(request, "edit", editor(look, "add", paragraph, (None,), None, **where))
    said: Facts | None = None
    try:
        said = facts_of(request.POST, paragraph, None)
        acting = author(request)
        made = correcting.add(acting, paragraph, said)
        remember(request, acting.batch, "missed")
    except MandataError as problem:
        return _again(request, look, editor(look, "add", paragraph, (said,), None, **where), problem)
    return back(request, at("mandate", made.address))


@signed_in
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last act of this session."""
    look = desk(request)
    batch = given(request, "batch")
    need(look, "correct")
    attempt(request, lambda: correcting.undo(author(request), batch), "edit.undone")
    request.session.pop("undo", None)
    return back(request, at("queue"))


def _where(request: HttpRequest, mandate: Mandate, page: str) -> dict[str, Any]:
    return {
        "back": Link(name=mandate.address, href=at("mandate", mandate.address)),
        "action": at(f"mandate_{page}", mandate.address),
        "next": _next(request),
    }


def _next(request: HttpRequest) -> str:
    return str(request.POST.get("next", "") or request.GET.get("next", ""))


def _sequence(request: HttpRequest) -> int | None:
    sent = given(request, "sequence")
    return int(sent) if sent.isdigit() else None


def _again(request: HttpRequest, look: Desk, page: Editor, problem: MandataError) -> HttpResponse:
    """The form once more, with what was written and what was wrong with it."""
    status = 409 if isinstance(problem, ConflictError) else 422
    return show(request, "edit", msgspec.structs.replace(page, problem=why(look, problem)), status)


def may_correct(look: Desk, mandate: Mandate) -> bool:
    """Whether a page offers to correct a mandate to whoever looks."""
    return rights.allowed(look.who, "correct", mandate)
