"""Reads the first page: symbol, dates, language, body, session, place, agenda item, title and kind of document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from ..folding import fold
from ..numerals import alternation, date_pattern, date_value, ordinal_pattern
from .grammar import Grammar, Kind
from .pieces import Piece

_PART = r"(?:[A-Z0-9][A-Za-z0-9]*|\[[-–\s\d]*\])(?:[.()_-]+[A-Za-z0-9]+\)?|\.?\[[-–\s\d]*\])*"
_OF = r"(?:\s?\((?:Sect\.|Part|Vol\.|Supp\.)\s?[\dIVX]+\))?"  # A/80/6 (Sect. 4)
_SYMBOL = rf"(?<![\w/.:@-])[A-Z][A-Z0-9]*(?:\.[A-Z0-9]+)*(?:/{_PART})+{_OF}"
SYMBOL = re.compile(_SYMBOL)
_ONLY_SYMBOLS = re.compile(rf"(?:{_SYMBOL})(?:\s?[*]*\s?[–—\-,;]?\s?(?:{_SYMBOL}))*[*\s]*$")


_SUBTITLE = 60


class Front(msgspec.Struct, kw_only=True):
    """What the first page says; `fields` tells for each line which field it gave."""

    symbols: tuple[str, ...] = ()
    symbol: str | None = None
    date: str | None = None
    original_language: str | None = None
    distribution: str | None = None
    session: str | None = None
    place: str | None = None
    agenda_item: str | None = None
    kind: str | None = None
    title: str | None = None
    title_lines: tuple[int, ...] = ()
    known: bool = False


@cache
def _patterns(grammar: Grammar) -> dict[str, re.Pattern[str]]:
    """The patterns of the first page, all for folded text."""
    words, code = grammar.words, grammar.code
    point = r"(?:\s?\([^\W\d_]{1,4}\)|\s?[a-z]\))*"
    joins = "|".join(re.escape(fold(word).text) for word in words.joins)
    number = rf"(?:\d+|[ivxlc]+){point}(?:\s?(?:[,،、–-]|{joins})\s?\d+{point})*"
    items = "|".join(
        re.escape(fold(item).text).replace(r"\#", number).replace("#", number).replace(r"\ ", r"\s*")
        for item in sorted(words.masthead.item, key=len, reverse=True)
    )
    languages = "|".join(sorted((re.escape(fold(n).text) for n in _language_names(grammar)), key=len, reverse=True))
    return {
        "item": re.compile(rf"(?:{items})"),
        "original": re.compile(rf"{_any([*words.masthead.original, 'original'])}\s*[:：]?\s*(?P<language>{languages})"),
        "session": re.compile(_any(words.masthead.session)),
        "ordinal": re.compile(ordinal_pattern(code)),
        "date": re.compile(date_pattern(code, "day")),
        "english_date": re.compile(date_pattern("en", "day")),
        "month": re.compile(date_pattern(code, "month")),
        "distribution": re.compile(_any([*words.masthead.distribution, "distr."])),
    }


def _any(items: Iterable[str]) -> str:
    return alternation({fold(item).text for item in items})


def _language_names(grammar: Grammar) -> dict[str, str]:
    english = {"arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "russian": "ru", "spanish": "es"}
    return english | {fold(name).text: code for name, code in grammar.words.masthead.languages.items()}


def read(pieces: list[Piece], end: int, grammar: Grammar) -> Front:
    """The fields of the pieces before `end`; every line gives what it holds, the rest is looked through for the
    title."""
    front = Front()
    patterns = _patterns(grammar)
    taken: set[int] = set()
    for at, piece in enumerate(pieces[:end]):
        for text in _parts(piece):
            if _read_line(text, front, patterns, grammar):
                taken.add(at)
    for piece in pieces[end:]:
        if piece.line.kind in ("header", "footer"):
            _symbols(piece.text, front)
    _title(pieces[:end], taken, front, grammar)
    return front


def _parts(piece: Piece) -> list[str]:
    cells = piece.line.cells or (piece.text if piece.shown == "" else f"{piece.shown} {piece.text}",)
    return [part.strip() for cell in dict.fromkeys(cells) for part in cell.split("\n") if part.strip()]


def _read_line(text: str, front: Front, patterns: dict[str, re.Pattern[str]], grammar: Grammar) -> bool:
    """Take from one line of the first page what it says; True where it says something."""
    folded = fold(text[:400]).text
    found = _symbols(text, front) if len(text) < 160 else False
    if match := patterns["original"].search(folded):
        front.original_language = _language_names(grammar)[match["language"]]
        found = front.known = True
    if match := patterns["distribution"].match(folded):
        front.distribution = front.distribution or text[match.end() :].strip(" .:：") or None
        found = front.known = True
    if (match := patterns["item"].search(folded)) and len(text) < 900:
        front.agenda_item = front.agenda_item or text[match.start() : match.end()]
        found = front.known = True
    if _dates(text, folded, front, patterns, grammar):
        found = True
    if len(text) < 300 and patterns["session"].search(folded) and patterns["ordinal"].search(folded):
        front.session = front.session or text
        front.known = front.known or (len(text) < 80 and patterns["ordinal"].match(folded) is not None)
        found = True
    if kind := _kind(folded, grammar):
        front.kind = front.kind or kind
        found = front.known = True
    return found


def _symbols(text: str, front: Front) -> bool:
    if not _ONLY_SYMBOLS.match(text.strip()):
        return False
    found = [m[0].rstrip(".-") for m in SYMBOL.finditer(text) if re.search(r"\d|\[", m[0])]
    if found and not front.symbols:
        front.symbols, front.symbol = tuple(dict.fromkeys(found)), "–".join(dict.fromkeys(found))
        front.known = True
    return bool(found)


def _dates(text: str, folded: str, front: Front, patterns: dict[str, re.Pattern[str]], grammar: Grammar) -> bool:
    """A lone date is the document's; a place and dates are the meeting's."""
    if len(folded) > 200:
        return False
    match = patterns["date"].search(folded)
    code = grammar.code
    if not match and (match := patterns["english_date"].search(folded)):
        code = "en"
    if match:
        rest = (folded[: match.start()] + folded[match.end() :]).strip(" :.")
        if not rest or patterns["distribution"].match(rest) or patterns["original"].search(rest):
            front.date = front.date or date_value(match[0], code)
            return True
    place = len(folded) < 110 and patterns["month"].search(folded) and not _kind(folded, grammar)
    if place and re.search(r"[,،，].*\d|\d.*[,،，]", folded):
        front.place = front.place or text
        return True
    return False


def _kind(folded: str, grammar: Grammar) -> str | None:
    plain = folded.strip(" *.[]")
    if len(plain) > 300:
        return None
    for phrase, kind in _kinds(grammar):
        if plain == phrase or (kind.opens and plain.startswith(phrase)) or (kind.ends and plain.endswith(phrase)):
            return kind.kind
    return None


@cache
def _kinds(grammar: Grammar) -> list[tuple[str, Kind]]:
    return [(fold(kind.phrase).text, kind) for kind in grammar.words.kinds]


def _is_own_title(piece: Piece, kind: str | None) -> bool:
    """Is the line that tells the kind the title itself, not a sub-title?"""
    return kind in ("decisions", "resolutions") or len(piece.text) > _SUBTITLE


def _title(pieces: list[Piece], taken: set[int], front: Front, grammar: Grammar) -> None:
    """The title: a line styled so, else what stands before the sub-title, else the last line that is nothing else."""
    styled = [i for i, p in enumerate(pieces) if _styled(p)]
    lines = styled or _before_kind(pieces, taken, grammar) or _open_kind(pieces, grammar)
    if not lines:
        free = [i for i, p in enumerate(pieces) if i not in taken and p.table is None and p.line.kind == "text"]
        lines = free[-1:] if free and len(pieces[free[-1]].text) < 300 else []
    front.title_lines = tuple(lines)
    front.title = " ".join(pieces[i].text.strip() for i in lines).rstrip("*") or None


def _styled(piece: Piece) -> bool:
    style = piece.line.style.lower()
    return "title" in style and "anx" not in style and "annex" not in style and piece.line.kind == "text"


def _before_kind(pieces: list[Piece], taken: set[int], grammar: Grammar) -> list[int]:
    for at, piece in enumerate(pieces):
        kind = _kind(piece.head, grammar) if piece.table is None and piece.line.kind == "text" else None
        if at and kind and not _is_own_title(piece, kind):
            lines: list[int] = []
            for before in range(at - 1, -1, -1):
                if before in taken or pieces[before].table is not None or (lines and not _joined(pieces, before)):
                    break
                lines.insert(0, before)
            return lines
    return []


def _joined(pieces: list[Piece], before: int) -> bool:
    """Does the title's line go on in the next one?"""
    following = pieces[before + 1].text
    return following[:1].islower() or pieces[before].text.endswith(("-", "–", ","))


def _open_kind(pieces: list[Piece], grammar: Grammar) -> list[int]:
    """A title that itself tells the kind, over several lines: "Report of the Conference ... on its / third session"."""
    for at, piece in enumerate(pieces):
        kind = _kind(piece.head, grammar) if piece.table is None and piece.line.kind == "text" else None
        if kind and (_is_own_title(piece, kind) or len(piece.text) > _SUBTITLE - 20):
            lines = [at]
            for after in range(at + 1, min(at + 5, len(pieces))):
                text = pieces[after].text
                if grammar.also.match(pieces[after].head) or text[:1].isupper():
                    break
                lines.append(after)
            return lines
    return []
