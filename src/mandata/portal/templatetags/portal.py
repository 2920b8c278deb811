"""Tags for templates: words, dates, numbers, addresses, all in the language of the page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ...languages import LANGUAGES
from .. import dates
from .. import words as portal_words
from ..languages import current

register = template.Library()


@register.simple_tag
def say(key: str, **values: Any) -> SafeString:
    """Words of the portal by their key, with values in their places: {% say "home.title" %}."""
    given = {name: value if name == "count" else conditional_escape(value) for name, value in values.items()}
    return mark_safe(portal_words.say(current(), key, **given))  # the words are ours, the values are escaped


@register.filter
def day(value: date | str | None) -> str:
    """A date as the language writes it."""
    return dates.written(current(), value)


@register.filter
def number(value: int) -> str:
    """A number as the language groups it."""
    return portal_words.number(current(), value)


@register.filter
def own_name(code: str) -> str:
    """How a language calls itself."""
    return LANGUAGES[code].name if code in LANGUAGES else code


@register.filter
def language_name(code: str) -> str:
    """How the page's language calls a language."""
    return portal_words.say(current(), f"languages.{code}") if code in LANGUAGES else code


@register.simple_tag
def tongue(code: str) -> SafeString | str:
    """The attributes that tell of words in another language: {% tongue code %} gives lang="ar" dir="rtl"."""
    if code not in LANGUAGES or code == current():
        return ""
    return format_html(' lang="{}" dir="{}"', code, LANGUAGES[code].direction)
