"""What every template may use: the language, the ways to the page in other languages, the navigation."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from ..languages import LANGUAGES, Code
from .languages import current, in_address

SECTIONS = ("meetings", "documents", "decisions", "organizations")


class Tongue(msgspec.Struct, frozen=True, kw_only=True):
    """A language that the page can be had in."""

    code: Code
    name: str
    direction: str
    href: str
    here: bool


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the portal: its key in the words (nav.meetings), its address, whether the page stands in it."""

    key: str
    href: str
    here: bool


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Variables of all templates."""
    language = current()
    named = in_address(request.path_info)
    rest = request.path_info.lstrip("/").partition("/")[2] if named else request.path_info.lstrip("/")
    query = request.META.get("QUERY_STRING", "")
    return {
        "language": language,
        "direction": LANGUAGES[language].direction,
        "tongues": [
            Tongue(
                code=each.code,
                name=each.name,
                direction=each.direction,
                href=f"/{each.code}/{rest}" + (f"?{query}" if query else ""),
                here=each.code == language,
            )
            for each in LANGUAGES.values()
        ],
        "sections": [_section(name, request.path_info) for name in SECTIONS],
        "search": _address("search"),
        "sign_in": _address("account_login"),
        "sign_out": _address("account_logout"),
        "my_work": _address("my_work"),
    }


def _section(name: str, path: str) -> Section:
    href = reverse(name)
    return Section(key=f"nav.{name}", href=href, here=path == href or path.startswith(f"{href}/"))


def _address(name: str) -> str:
    """The address of a page that may not be there yet."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
