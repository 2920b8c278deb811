"""Says in a language what a mandate asks, who is asked, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .models import Due, Mandate
from .words import words

_ORDER = ("en", "fr", "es", "ru", "ar", "zh")


def text(said: Mapping[str, Any], language: str) -> str:
    """Words that are kept in several languages ({"fr": {"text": "…"}}): in one, else in the first that has them."""
    for code in (language, *_ORDER):
        if found := said.get(code):
            return str(found["text"] if isinstance(found, Mapping) else found)
    return ""


def action(mandate: Mandate, language: str, most: int = 0) -> str:
    """What a mandate asks, cut after `most` letters."""
    said = text(mandate.action, language)
    return f"{said[: most - 1].rstrip()}…" if most and len(said) > most else said


def asked(mandate: Mandate, language: str) -> list[str]:
    """Who is asked, as the text says, else by name. For mandates of queries.listed."""
    return [
        text(actor.words, language) or (actor.organization.name(language) if actor.organization else "")
        for actor in mandate.actors.all()
        if actor.role == "addressee"
    ]


def due(held: Due, language: str) -> str:
    """By when, as the text says in this language, else as the register understands it."""
    if language in held.words:
        return text(held.words, language)
    said = words(language).dues
    relation = next((each for each in ("before", "after") if held.value.startswith(f"{each}:")), "")
    code, _, number = held.value.removeprefix(f"{relation}:").partition(":")
    if code in said and not number:
        return said[code]
    if code == "date":
        return said[relation or "by"].format(when=number)
    if number == "next" and not held.meeting:
        return said["next"]
    place = held.meeting.address if held.meeting else number if code == "session" else f"{code} {number}"
    return said[relation].format(when=place) if relation else said["at"].format(meeting=place)
