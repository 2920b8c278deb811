"""The language of a page stands in its address: /fr/meetings; Django's own words follow it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import LocalePrefixPattern, Resolver404, URLPattern, URLResolver, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import trans_real

from ..languages import LANGUAGES, Code

DEFAULT: Code = "en"
COOKIE = "language"
_DJANGO = {"zh": "zh-hans"}  # our code and Django's, where they differ
_OURS = {code: ours for ours, code in _DJANGO.items()}
_YEAR = 365 * 24 * 3600


def django_code(code: str) -> str:
    """Django's code of one of the six languages."""
    return _DJANGO.get(code, code)


def current() -> Code:
    """The language of the page that is being made."""
    active = translation.get_language() or DEFAULT
    code = _OURS.get(active, active)
    return LANGUAGES[code].code if code in LANGUAGES else DEFAULT


def in_address(path: str) -> Code | None:
    """The language that an address names, if it is one of the six."""
    first = path.lstrip("/").partition("/")[0]
    return LANGUAGES[first].code if first in LANGUAGES else None


def preferred(request: HttpRequest) -> Code:
    """The language to begin with: the one chosen before, else the browser's, else English."""
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen in LANGUAGES:
        return LANGUAGES[chosen].code
    for wanted, _ in trans_real.parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        code = wanted.partition("-")[0]
        if code in LANGUAGES:
            return LANGUAGES[code].code
    return DEFAULT


class Prefix(LocalePrefixPattern):
    """The first part of every address: the code of the page's language."""

    @property
    def language_prefix(self) -> str:
        return f"{current()}/"


def with_language(*patterns: URLPattern | URLResolver) -> URLResolver:
    """Addresses below the code of a language; `reverse` gives them in the language of the page."""
    return URLResolver(Prefix(), list(patterns))


class LanguageOfAddress:
    """Makes a page in the language of its address; an address without one (/, /meetings) leads to one with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = in_address(request.path_info)
        with translation.override(django_code(named or preferred(request))):
            response = self.get_response(request)
            if named is None and response.status_code == 404 and request.method in ("GET", "HEAD"):
                return self._with_language(request, response)
            response.headers.setdefault("Content-Language", current())
        if named and request.COOKIES.get(COOKIE) != named:
            response.set_cookie(COOKIE, named, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
        return response

    def _with_language(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Onwards to the same address in a language, if there is such a page; else `response`."""
        path = f"/{current()}{request.path_info}"
        try:
            resolve(path)
        except Resolver404:
            return response
        query = request.META.get("QUERY_STRING", "")
        onwards = HttpResponseRedirect(f"{path}?{query}" if query else path)
        patch_vary_headers(onwards, ("Accept-Language", "Cookie"))
        return onwards
