"""The page that a letter of invitation leads to: whoever opens it gives a name and a password, and has the role."""

from __future__ import annotations

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from ..errors import RegisterError
from ..register import invitations
from ..register.models import Person
from .show import Page, desk, show


class Acceptance(Page, frozen=True, kw_only=True):
    """The form of an invitation, or (no `role`) that it does not hold. `known`: the person has a password already."""

    words: dict[str, str]
    email: str = ""
    role: str = ""
    place: str = ""
    known: bool = False
    name: str = ""
    unit: str = ""
    problem: str = ""


@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show an invitation; when it is sent back, accept it and lead to signing in."""
    look = desk(request)
    said = invitations.people_words(look.language).acceptance
    try:
        page = _page(request, secret)
    except RegisterError:
        return _private(show(request, "invitation", Acceptance(title=said["gone"], words=said), 404))
    if request.method != "POST":
        return _private(show(request, "invitation", page))
    problem = _accept(secret, page, request.POST.get("password", ""), request.POST.get("again", ""))
    if problem:
        return _private(show(request, "invitation", _with(page, problem), 422))
    messages.success(request, said["done"])
    return HttpResponseRedirect(reverse("account_login"))


def _page(request: HttpRequest, secret: str) -> Acceptance:
    """Raises RegisterError where the invitation does not hold."""
    look = desk(request)
    held = invitations.find(secret)
    said = invitations.people_words(look.language).acceptance
    places = [each.name(look.language) or each.address for each in (held.body, held.organization) if each]
    return Acceptance(
        title=said["title"], words=said, email=held.email, role=look.register.roles[held.role],
        place=" · ".join(places), known=Person.objects.filter(email=held.email).exists(),
        name=request.POST.get("name", "").strip(), unit=request.POST.get("unit", "").strip(),
    )  # fmt: skip


def _accept(secret: str, page: Acceptance, password: str, again: str) -> str:
    """Accept, or say what keeps it from being accepted."""
    if not page.known and not page.name:
        return page.words["nameless"]
    if not page.known and password != again:
        return page.words["differ"]
    try:
        invitations.accept(secret, page.name, None if page.known else password, page.unit)
    except RegisterError as problem:
        return problem.found
    return ""


def _with(page: Acceptance, problem: str) -> Acceptance:
    return msgspec.structs.replace(page, problem=problem)


def _private(response: HttpResponse) -> HttpResponse:
    """The address holds a secret: it is neither kept nor passed on."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
