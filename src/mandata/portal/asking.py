"""Forms that change the register: who asks, whether they may, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from ..errors import MandataError
from ..register import rights
from ..register.changing import ConflictError
from ..register.history import Author
from ..register.models import Person
from .show import Desk, Link, at, desk

View = Callable[..., HttpResponse]
T = TypeVar("T")
UNDO = "undo"  # where a session keeps the batch of the last act and its name
_TABS = (  # the pages of the desk, and what opens them
    ("my_work", ""),
    ("queue", "confirm"),
    ("upload", "add"),
    ("suggestions", "answer_suggestions"),
)


class Undo(msgspec.Struct, frozen=True, kw_only=True):
    """The last act of review, which can be taken back."""

    batch: str
    what: str


def signed_in(view: View) -> View:
    """A page for people of the register: whoever has not signed in is led there, and back."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path(), at("account_login"))
        return view(request, *args, **kwargs)

    return asked


def person(request: HttpRequest) -> Person:
    """Who asks. Raises PermissionDenied where nobody has signed in."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def author(request: HttpRequest) -> Author:
    """In whose name a form changes the register."""
    return Author(by=person(request), origin="web")


def need(look: Desk, action: str, record: Model | None = None) -> None:
    """Raises PermissionDenied where whoever looks may not do something with a record (or with any)."""
    if not rights.allowed(look.who, action, record):
        raise PermissionDenied


def attempt(request: HttpRequest, act: Callable[[], T], done: str) -> tuple[bool, T | None]:
    """Do what a form asks, and say in the next page what came of it: `done`, or why not."""
    look = desk(request)
    try:
        result = act()
    except MandataError as problem:
        messages.error(request, why(look, problem))
        return False, None
    messages.success(request, look.say(done))
    return True, result


def why(look: Desk, problem: MandataError) -> str:
    """What kept a form from being done."""
    if isinstance(problem, ConflictError):
        return look.say("desk.conflict")
    return look.say("desk.refused", why=str(problem))


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page that a form names as the next one, if it is of this site; else to `otherwise`."""
    wanted = request.POST.get("next", "")
    return HttpResponseRedirect(wanted if wanted.startswith("/") and wanted[1:2] not in ("/", "\\") else otherwise)


def remember(request: HttpRequest, batch: str, what: str) -> None:
    """Keep an act as the last one, to be taken back from the next page."""
    request.session[UNDO] = [batch, what]


def undoable(request: HttpRequest) -> Undo | None:
    """The last act of review of this session."""
    kept = request.session.get(UNDO)
    return Undo(batch=kept[0], what=kept[1]) if kept else None


def tabs(look: Desk, here: str) -> tuple[Link, ...]:
    """The pages of the desk that are open to whoever looks; the one that is shown has no address."""
    return tuple(
        Link(name=look.say(f"tabs.{name}"), href="" if name == here else at(name))
        for name, action in _TABS
        if not action or rights.allowed(look.who, action)
    )


def given(request: HttpRequest, name: str) -> str:
    """What a form says in a field, without spaces around it."""
    return str(request.POST.get(name, "")).strip()
