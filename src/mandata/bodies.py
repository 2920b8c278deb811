"""Knows the bodies and their meetings: which body a name or a symbol belongs to, and when its meetings are held."""

from __future__ import annotations

import re
from functools import cache

from . import lexicon, numerals
from .folding import fold
from .lexicon import Meeting

_BLANKS = re.compile(r"\s+")
_EDGES = " ,.:;[]*"
_ARTICLE = re.compile(r"^(?:(?:the|la|le|el) |l')")


def body_named(text: str, language: str, near: str | None = None) -> str | None:
    """The address of the body that an issuer's name means, with or without article and the number of its meeting.

    "Thirty-Seventh Meeting of the Parties to the Montreal Protocol ..." is MONTREAL-MOP. A form that several bodies
    share is settled by `near`, the address of a body of the same family; without it the answer is None.
    """
    table = _table(language)
    name = _plain(text, language)
    for known in (name, _longest(name, table)):
        if known in table:
            return settle(table[known], near)
    return None


def settle(candidates: tuple[str, ...], near: str | None) -> str | None:
    """The one of `candidates` that is `near` itself, or of its treaty, or its child or parent; None if unclear."""
    if len(candidates) == 1:
        return candidates[0]
    here = lexicon.bodies().get(near or "")
    if here is None:
        return None
    if here.id in candidates:
        return here.id
    known = [lexicon.bodies()[candidate] for candidate in candidates]
    for kin in (
        [body.id for body in known if here.id == body.parent or here.parent == body.id],
        [body.id for body in known if body.instrument and body.instrument == here.instrument],
        [body.id for body in known if body.parent and body.parent == here.parent],
    ):
        if kin:
            return kin[0]
    return None


def of_symbol(symbol: str) -> tuple[str, str | None] | None:
    """The body whose documents a symbol belongs to and, where the symbol tells it, the number of the meeting.

    "UNEP/MC/COP.6/INF/28" is ("MINAMATA-COP", "6"), "FCCC/CP/2026/L.1" is ("UNFCCC-COP", None).
    """
    found = [(match, body) for pattern, body in _symbols() if (match := pattern.match(symbol))]
    if not found:
        return None
    match, body = max(found, key=lambda hit: hit[0].end())
    return body, match.groupdict().get("n")


def meeting(body: str, number: str) -> Meeting | None:
    """The meeting `number` of `body` as far as it is known."""
    return _meetings(body).get(number)


def meeting_in(body: str, day: str) -> Meeting | None:
    """The meeting of `body` during which `day` (ISO 8601) falls."""
    for known in _meetings(body).values():
        if known.start and known.end and known.start <= day <= known.end:
            return known
    return None


def following(body: str, number: str) -> str:
    """The number of the next meeting: one more, or the same words where it is no plain number."""
    return str(int(number) + 1) if number.isdecimal() else number


def names(body: str, language: str) -> list[str]:
    """All names and short forms of a body in a language, the official one first."""
    entry = lexicon.bodies()[body]
    return [*entry.names.get(language, []), *entry.short.get(language, [])]


@cache
def _meetings(body: str) -> dict[str, Meeting]:
    return {known.number: known for known in lexicon.bodies()[body].meetings}


@cache
def _table(language: str) -> dict[str, tuple[str, ...]]:
    """Every form in plain letters with the bodies that bear it; an official name belongs to its body alone."""
    table: dict[str, tuple[str, ...]] = {}
    official: set[str] = set()
    for body in lexicon.bodies().values():
        for name in body.names.get(language, []):
            table[_plain(name, language)] = (body.id,)
            official.add(_plain(name, language))
    for body in lexicon.bodies().values():
        for name in body.short.get(language, []):
            if (plain := _plain(name, language)) not in official:
                table[plain] = tuple(dict.fromkeys((*table.get(plain, ()), body.id)))
    return table


def _plain(text: str, language: str) -> str:
    """Folded, without ordinals, brackets 《》 and articles at the head."""
    folded = re.sub("[《》]", "", fold(text).text)
    folded = re.sub(numerals.ordinal_pattern(language), " ", folded)
    folded = _BLANKS.sub(" ", folded).strip(_EDGES)
    return _ARTICLE.sub("", folded)


def _longest(name: str, table: dict[str, tuple[str, ...]]) -> str:
    """The longest known form inside `name`."""
    return max((form for form in table if len(form) > 5 and form in name), key=len, default="")


@cache
def _symbols() -> list[tuple[re.Pattern[str], str]]:
    number, year = r"(?P<n>SS\.[IVXL]+|\d+)", r"(?:19|20)\d\d"
    found = []
    for body in lexicon.bodies().values():
        for start in body.symbols:
            source = re.escape(start).replace(r"\{n\}", number).replace(r"\{year\}", year)
            found.append((re.compile(rf"{source}(?!\w)"), body.id))
    return found
