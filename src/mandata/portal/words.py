"""What the portal says, in the six languages: data/languages/<code>/portal.yaml."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from string import Formatter

from ..errors import DataError
from ..languages import LANGUAGES
from ..lexicon import Entry, load

Said = str | list[str]
_FORMAT = Formatter()


class Formats(Entry, frozen=True, kw_only=True):
    """How a language writes dates and numbers; the header of en/portal.yaml explains the fields."""

    months: list[str]
    alone: list[str]
    short_months: list[str]
    day: str
    month: str
    days: str
    months_apart: str
    years_apart: str
    thousands: str
    decimal: str


class Portal(Entry, frozen=True, kw_only=True):
    """All words of one language."""

    language: str
    plural: str
    formats: Formats
    say: dict[str, dict[str, Said]]


@cache
def portal(code: str) -> Portal:
    """The words of a language."""
    return load(f"languages/{code}/portal.yaml", Portal)


@cache
def _plural(code: str) -> Callable[[int], int]:
    return gettext.c2py(portal(code).plural)


def template(code: str, key: str, count: int | None = None) -> str:
    """What stands under "section.name", in the form that goes with `count`. Raises DataError where nothing does."""
    section, _, name = key.partition(".")
    try:
        said = portal(code).say[section][name]
    except KeyError:
        raise DataError(
            f"languages/{code}/portal.yaml does not say {key!r}", "a line for it in all languages"
        ) from None
    if isinstance(said, str):
        return said
    if count is None:
        raise DataError(f"{key!r} has plural forms", "a count")
    return said[min(_plural(code)(abs(count)), len(said) - 1)]


def say(code: str, key: str, **values: object) -> str:
    """The words under a key, with values in their places. `count` chooses the plural form, written by locale."""
    count = values.get("count")
    if not isinstance(count, int):
        return template(code, key).format_map(values) if values else template(code, key)
    return template(code, key, count).format_map({**values, "count": number(code, count)})


def fields(said: Said) -> set[str]:
    """The names of the values that have a place in some words."""
    forms = [said] if isinstance(said, str) else said
    return {name for form in forms for _, name, _, _ in _FORMAT.parse(form) if name}


def number(code: str, value: int | float) -> str:
    """A number as the language groups it: 12,345.5 or 12 345,5."""
    formats = portal(code).formats
    whole, _, rest = f"{value:,}".partition(".")
    whole = whole.replace(",", formats.thousands)
    return f"{whole}{formats.decimal}{rest}" if rest else whole


def languages() -> tuple[str, ...]:
    """The codes of the six, in the order in which pages offer them."""
    return tuple(LANGUAGES)
