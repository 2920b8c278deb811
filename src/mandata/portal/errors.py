"""Pages for what went wrong, in the look of all others."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from . import words
from .languages import current, django_code, in_address
from .show import Page, show


class Problem(Page, frozen=True, kw_only=True):
    """What went wrong, and what can be done."""

    status: int
    text: str


def _problem(request: HttpRequest, status: int) -> HttpResponse:
    from django.utils import translation

    code = in_address(request.path_info) or current()
    page = Problem(
        title=words.say(code, f"errors.title_{status}"), status=status, text=words.say(code, f"errors.text_{status}")
    )
    with translation.override(django_code(code)):
        return show(request, "problem", page, status)


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    return _problem(request, 404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _problem(request, 403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _problem(request, 400)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent without its token (CSRF)."""
    return _problem(request, 403)


def broken(request: HttpRequest) -> HttpResponse:
    return _problem(request, 500)
