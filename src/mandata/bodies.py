"""Knows the bodies and their meetings: which body a name or a symbol belongs to, and when its meetings are held."""

from __future__ import annotations

import re
from functools import cache

from . import lexicon, numerals
from .folding import fold
from .lexicon import Meeting

# Decisions bear the number of their meeting: MC-7/14, 20/CP.31, 17/9, XXXIX/5, Decision 21.45.
_DECISION_NUMBERS = [
    re.compile(source)
    for source in (r"^\w{2,4}-(\d+)/", r"/[A-Z]{2,3}\.(\d+)$", r"^(\d+)/", r"^([IVXLC]+)/", r"(?:^|\s)(\d+)\.\d+$")
]
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
    candidates = tuple(candidate for candidate in candidates if candidate in lexicon.bodies()) or candidates
    if len(candidates) == 1:
        return candidates[0]
    here = lexicon.bodies().get(near or "")
    if here is None:
        return None
    if here.id in candidates:
        return here.id
    known = [lexicon.bodies()[candidate] for candidate in candidates if candidate in lexicon.bodies()]
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


def number_in(reference: str, body: str | None) -> int | None:
    """The number of the meeting at which a decision was (or is to be) taken, from its symbol or its own number.

    "MC-7/14" gives 7, "15/COP.17" 17, "XXXIX/5" 39, "A/RES/81/160" 81, and "FCCC/CP/2026/L.1" 31, the only meeting of
    that body in the year; None where the reference does not tell.
    """
    owner, number = of_symbol(reference) or (body, None)
    if number and number.isdecimal():
        return int(number)
    for pattern in _DECISION_NUMBERS:
        if match := pattern.search(reference):
            return int(match[1]) if match[1].isdecimal() else numerals.roman_value(match[1])
    year = re.search(r"/((?:19|20)\d\d)/", reference)
    if year and year[1] in _meetings(owner or ""):
        return int(year[1])
    held = [known.number for known in _meetings(owner or "").values() if year and (known.start or "")[:4] == year[1]]
    return int(held[0]) if len(held) == 1 and held[0].isdecimal() else None


def years_of(body: str, number: int) -> tuple[int, int] | None:
    """The first and the last year in which a meeting may be: that of its first day, if it is known, or what the rhythm
    of the last ones makes likely."""
    known = {int(m.number): int(m.start[:4]) for m in _meetings(body).values() if m.start and m.number.isdecimal()}
    if number in known:
        return known[number], known[number]
    if len(known) < 2:
        return None
    last, before = sorted(known)[-1], sorted(known)[max(-4, -len(known))]
    rhythm = (known[last] - known[before]) / (last - before)
    likely = round(known[last] + rhythm * (number - last))
    return likely - 2, likely + 2


def names(body: str, language: str) -> list[str]:
    """All names and short forms of a body in a language, the official one first."""
    entry = lexicon.bodies()[body]
    return [*entry.names.get(language, []), *entry.short.get(language, [])]


def at_end(folded: str, language: str) -> tuple[str, ...]:
    """The bodies whose name stands at the end of a folded text."""
    table = _table(language)
    form = max((form for form in table if len(form) > 5 and folded.endswith(form)), key=len, default="")
    return table.get(form, ())


@cache
def _meetings(body: str) -> dict[str, Meeting]:
    entry = lexicon.bodies().get(body)
    return {known.number: known for known in entry.meetings} if entry else {}


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
