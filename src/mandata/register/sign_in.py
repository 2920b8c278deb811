"""How people sign in: nobody signs up unasked, and who must have a second factor is led to set one up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .models import Person, Role

STAFF = ("administrator", "officer")
_SETTLED = "second_factor_settled"
_OPEN = ("mfa_", "account_logout", "account_reauthenticate", "account_email", "account_confirm_email")


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation alone (invitations.accept)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Providers(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider signs in whom the register knows; it brings nobody new."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Whoever must have a second factor cannot take the last one away."""

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        if not needs_second_factor(authenticator.user):
            return True
        others = authenticator.user.authenticator_set.exclude(pk=authenticator.pk)
        return bool(authenticator.type == "recovery_codes" or others.exclude(type="recovery_codes").exists())


class SecondFactor:
    """Middleware: leads a person who signed in with a password alone, and must have more, to setting up a factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or request.session.get(_SETTLED) == request.user.pk:
            return None
        match = request.resolver_match
        if match is not None and (match.url_name or "").startswith(_OPEN):
            return None
        if _is_missing(request):
            return HttpResponseRedirect(reverse("mfa_index"))
        request.session[_SETTLED] = request.user.pk
        return None


def needs_second_factor(person: Person) -> bool:
    """Whether somebody who signs in with a password must have a second factor (MANDATA_SECOND_FACTOR)."""
    if settings.SECOND_FACTOR == "none":
        return False
    if settings.SECOND_FACTOR == "all" or person.is_superuser:
        return True
    return Role.objects.filter(person=person, role__in=STAFF, ended=None).exists()


def _is_missing(request: HttpRequest) -> bool:
    """Whether this session was opened by a password alone by somebody who must have more."""
    person: Any = request.user
    methods = {record.get("method") for record in get_authentication_records(request, person)}
    if "password" not in methods or methods & {"mfa", "socialaccount"} or not needs_second_factor(person):
        return False
    return not person.authenticator_set.exclude(type="recovery_codes").exists()
