"""What people do about a mandate from its page: state, who has it, money, milestones, comments, evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ..errors import RegisterError
from ..read import of_environment
from ..register import following, rights, workflow
from ..register.history import Author
from ..register.models import Attachment, Comment, Mandate, Milestone
from . import choosing, dates
from .asking import attempt, author, back, given, need, signed_in
from .choosing import Offer
from .show import Desk, Link, at, desk, one

_SOME = 100
_RIGHTS = {
    "move": "set_state",
    "assign": "assign",
    "unassign": "assign",
    "fund": "assign",
    "milestone": "assign",
    "reach": "assign",
    "comment": "comment",
    "attach": "attach",
}


class MoveOffer(msgspec.Struct, frozen=True, kw_only=True):
    """A state that the mandate may be moved to, and what must be said with it."""

    to: str
    name: str
    reason: bool
    other: bool


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone."""

    key: int
    title: str
    due: str
    done: str


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A comment."""

    text: str
    by: str
    when: str
    internal: bool


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What is done about a mandate, and what whoever looks may do about it."""

    address: str
    sequence: int
    moves: tuple[MoveOffer, ...]
    responsible: str
    email: str
    unit: str
    holders: tuple[Link, ...]
    funding: str
    amount: str
    needs_funding: bool
    milestones: tuple[Step, ...]
    comments: tuple[Said, ...]
    evidence: tuple[Link, ...]
    may: frozenset[str]
    people: tuple[Offer, ...]
    organizations: tuple[Offer, ...]
    meetings: tuple[Offer, ...]
    today: str


def work(look: Desk, mandate: Mandate) -> Work | None:
    """Nothing for whoever may do nothing here."""
    actions = ("set_state", "assign", "comment", "attach", "correct", "record_activity", "see_restricted")
    may = frozenset(action for action in actions if rights.allowed(look.who, action, mandate))
    if not may:
        return None
    amount = f"{mandate.amount:f} {mandate.currency}" if mandate.amount is not None else ""
    return Work(
        address=mandate.address,
        sequence=mandate.sequence,
        moves=tuple(_moves(look, mandate)) if "set_state" in may else (),
        responsible=str(mandate.responsible or ""),
        email=mandate.responsible.email if mandate.responsible else "",
        unit=mandate.unit,
        holders=_holders(look, mandate),
        funding=amount,
        amount=amount,
        needs_funding=mandate.needs_funding,
        milestones=_milestones(look, mandate),
        comments=_comments(look, mandate),
        evidence=_evidence(look, mandate),
        may=may,
        people=choosing.people() if "assign" in may else (),
        organizations=choosing.organizations(look) if "assign" in may else (),
        meetings=choosing.meetings(look, mandate.body) if "assign" in may else (),
        today=timezone.localdate().isoformat(),
    )


def _moves(look: Desk, mandate: Mandate) -> list[MoveOffer]:
    """Those of the table that lead on from the state, by the roles of whoever looks; the queue has its own."""
    held = rights.held(look.who, mandate)
    return [
        MoveOffer(
            to=each.to,
            name=look.register.moves.get(each.move, each.move),
            reason="reason" in each.demands,
            other="superseded_by" in each.demands,
        )
        for each in workflow.moves(mandate.state, held)
    ]


def _holders(look: Desk, mandate: Mandate) -> tuple[Link, ...]:
    held = mandate.assignments.filter(withdrawn=False).select_related("person", "organization").order_by("pk")
    return tuple(
        Link(
            name=f"{each.person or each.organization.name(look.language) or each.organization.address}"
            f" ({look.register.parts.get(each.part, each.part)})",
            href=at("organization", each.organization.address) if each.organization else "",
        )
        for each in held[:_SOME]
    )


def _milestones(look: Desk, mandate: Mandate) -> tuple[Step, ...]:
    held = look.sees(Milestone.objects.filter(mandate=mandate)).order_by("due", "pk")
    return tuple(
        Step(
            key=each.pk,
            title=each.title,
            due=dates.written(look.language, each.due),
            done=dates.written(look.language, each.done),
        )
        for each in held[:_SOME]
    )


def _comments(look: Desk, mandate: Mandate) -> tuple[Said, ...]:
    held = look.sees(Comment.objects.filter(mandate=mandate)).select_related("author").order_by("at")
    return tuple(
        Said(
            text=each.text,
            by=str(each.author),
            when=dates.written(look.language, timezone.localdate(each.at)),
            internal=each.internal,
        )
        for each in held[:_SOME]
    )


def _evidence(look: Desk, mandate: Mandate) -> tuple[Link, ...]:
    held = look.sees(Attachment.objects.filter(mandate=mandate)).select_related("file").order_by("pk")
    return tuple(
        Link(name=each.title, href=at("file", each.file.sha256) if each.file else each.link) for each in held[:_SOME]
    )


# ------------------------------------------------------------------------------------------------ what is sent


@signed_in
@require_POST
def act(request: HttpRequest, address: str) -> HttpResponse:
    """Do one thing about a mandate, as a form of its page says."""
    look = desk(request)
    mandate: Mandate = one(look.sees(Mandate.objects.select_related("paragraph", "decision")), address=address)
    wanted = given(request, "act")
    if wanted not in _ACTS:
        raise Http404
    need(look, _RIGHTS[wanted], mandate)
    attempt(request, lambda: _ACTS[wanted](author(request), mandate, request), "work.done")
    return back(request, at("mandate", mandate.address))


def _sequence(request: HttpRequest) -> int | None:
    sent = given(request, "sequence")
    return int(sent) if sent.isdigit() else None


def _move(acting: Author, mandate: Mandate, request: HttpRequest) -> None:
    other = choosing.mandate(given(request, "superseded_by"))
    to, reason = given(request, "to"), given(request, "reason")
    workflow.move(acting, mandate, to, sequence=_sequence(request), reason=reason, superseded_by=other)


def _assign(acting: Author, mandate: Mandate, request: HttpRequest) -> None:
    beside = given(request, "co_lead")
    co_lead = (choosing.somebody(beside) if "@" in beside else choosing.organization(beside)) if beside else None
    following.assign(
        acting,
        mandate,
        person=choosing.somebody(given(request, "person")),
        unit=given(request, "unit") or None,
        organization=choosing.organization(given(request, "organization")),
        co_leads=[co_lead] if co_lead else [],
        sequence=_sequence(request),
    )


def _unassign(acting: Author, mandate: Mandate, request: HttpRequest) -> None:
    following.unassign(acting, mandate, sequence=_sequence(request))


def _fund(acting: Author, mandate: Mandate, request: HttpRequest) -> None:
    written = given(request, "amount")
    amount, currency = following.money(written) if written else (None, "")
    following.fund(acting, mandate, bool(given(request, "needed")), amount, currency, sequence=_sequence(request))


def _milestone(acting: Author, mandate: Mandate, request: HttpRequest) -> None:
    meeting = choosing.meeting(given(request, "meeting"))
    due = day(given(request, "due"))
    following.add_milestone(acting, mandate, given(request, "title"), due, meeting=meeting)


def _reach(acting: Author, mandate: Mandate, request: HttpRequest) -> None:
    key = given(request, "milestone")
    found = mandate.milestones.filter(pk=int(key) if key.isdigit() else 0, withdrawn=False).first()
    if found is None:
        raise RegisterError("there is no such milestone", "one of the mandate")
    following.reach_milestone(acting, found, day(given(request, "done")) or timezone.localdate())


def _comment(acting: Author, mandate: Mandate, request: HttpRequest) -> None:
    internal = bool(given(request, "internal")) and rights.allowed(acting.by, "see_internal", mandate)
    following.comment(acting, mandate, given(request, "text"), internal=internal)


def _attach(acting: Author, mandate: Mandate, request: HttpRequest) -> None:
    file = request.FILES.get("file")
    kept = (str(file.name), whole(file)) if isinstance(file, UploadedFile) else None
    following.attach(
        acting, mandate, given(request, "title"), link=given(request, "link"), file=kept,
        public=bool(given(request, "public")),
    )  # fmt: skip


_ACTS: dict[str, Callable[[Author, Mandate, HttpRequest], None]] = {
    "move": _move,
    "assign": _assign,
    "unassign": _unassign,
    "fund": _fund,
    "milestone": _milestone,
    "reach": _reach,
    "comment": _comment,
    "attach": _attach,
}


def day(written: str) -> date | None:
    """The day that somebody wrote; None where nothing is written. Raises RegisterError where it is no day."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise RegisterError(f"{written!r} is no day", "2027-03-31") from None


def whole(file: UploadedFile[Any]) -> bytes:
    """The bytes of a file that was sent. Raises RegisterError where it is larger than files may be."""
    most = of_environment().file_bytes
    if (file.size or 0) > most:
        raise RegisterError(f"{file.name} has {(file.size or 0) / 1e6:,.0f} MB", f"at most {most / 1e6:,.0f} MB")
    return bytes(file.read())
