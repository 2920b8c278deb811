"""Decisions, resolutions and recommendations, as each body numbers them."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from ..lexicon import bodies
from .numbers import MOST, plain
from .passage import Act, Passage
from .symbols import Numbering, table

_BODY = 90  # letters between a noun and its number that may hold a body's name
_CONFERENCE = re.compile(r"(\d+)/(.+?)[.-](\d+)")
_PREFIXED = re.compile(r"([^\d/]+?)[-–]([IVXL]+|\d+)/(\d+)")
_REVISION = re.compile(r"\((?!(?:E?S-)?[IVXL]+\)|\d{4}\)|\d{1,3}\)).*\)$")


def read(passage: Passage, at: int) -> int | None:
    """Report the acts cited at `at` ("resolutions 60/147, 61/177 and 73/333"); where they end, None without any."""
    acts = match(passage, at)
    if not acts:
        return None
    for act in acts:
        report(passage, act)
    return acts[-1].end


def report(passage: Passage, act: Act) -> None:
    """Report one act, and remember it as the one cited last."""
    passage.acts.append(act)
    passage.add(act.start, act.end, f"{act.kind}:{act.code}", "act.number")


def match(passage: Passage, at: int) -> list[Act]:
    """The acts cited at `at`, each at its own place; none where no number that a body uses stands there."""
    found = passage.grammar.acts.match(passage.text, at)
    if not found:
        return []
    head, slots = found
    for slot in slots:
        first = _first_number(passage, head.end(), slot.body)
        numbers = list(passage.grammar.numbers.read_acts(passage.text, passage.level, first)) if first else []
        if numbers and passage.text.startswith(slot.suffix, numbers[-1][0].end()):
            end = numbers[-1][0].end() + len(slot.suffix)
            return _acts(passage, slot.kind, head.start(), end, numbers)
    return []


def _first_number(passage: Passage, at: int, body: bool) -> int | None:
    """Where the number of an act begins, after the name of a body if the language puts it in between."""
    text, one = passage.text, passage.grammar.numbers.one_act
    if one.match(text, at) or not body:
        return at
    for blank in range(at, min(at + _BODY, len(text))):
        if text[blank] in "،.;؛" or text[blank].isdigit():
            return None
        if text[blank] == " " and one.match(text, blank + 1):
            return blank + 1
    return None


def _acts(passage: Passage, kind: str, start: int, end: int, numbers: list[tuple[re.Match[str], bool]]) -> list[Act]:
    named, begin, reach = passage.series_near(start, end)
    acts: list[Act] = []
    for number, ranged in numbers:
        if known := resolve(passage, kind, number[0], number.span(), named):
            series, value, said = known
            between = _between(acts[-1].number, value) if acts and ranged and acts[-1].series == series else ()
            at = number.start() if acts else min(begin, start)
            acts += [Act(said, series, one, at, number.end()) for one in (*between, value)]
    if acts:
        acts[-1] = msgspec.structs.replace(acts[-1], end=max(reach, end))
    return acts


def _between(first: str, last: str) -> list[str]:
    """What a range leaves out: 13.43 in "13.42 to 13.44"."""
    one, other = re.fullmatch(r"(.*[./])(\d+)", first), re.fullmatch(r"(.*[./])(\d+)", last)
    if not one or not other or one[1] != other[1]:
        return []
    between = range(int(one[2]) + 1, int(other[2]))
    return [f"{one[1]}{value}" for value in between] if len(between) < MOST else []


def read_alone(passage: Passage, stroke: int) -> int | None:
    """Report a number that says by itself whose decision it is (BC-15/21, 1/CP.21) around the stroke at `stroke`."""
    start = stroke
    text = passage.text
    while start and stroke - start < 12 and (text[start - 1].isalnum() or text[start - 1] in "-–"):
        start -= 1
    number = passage.grammar.numbers.one_act.match(text, start)
    if not number or number.end() < stroke:
        return None
    known = _by_itself(passage, "decision", number[0], passage.slice(*number.span()))
    if not known or known[0] not in _known_series():
        return None
    series, value, kind = known
    report(passage, Act(kind, series, value, number.start(), number.end()))
    return number.end()


def resolve(
    passage: Passage, kind: str, folded: str, span: tuple[int, int], named: str | None
) -> tuple[str, str, str] | None:
    """Series, number and kind of an act: by its number alone, the body named with it, who speaks, or who uses such
    numbers; None where no body does."""
    original = passage.slice(*span)
    if known := _by_itself(passage, kind, folded, original):
        return known
    number = _REVISION.sub("", _number(passage, folded, original))
    body = bodies().get(passage.context.body or "")
    mine = body.series if body else None
    if number.isdigit() and "SC" not in (named, mine):
        return None  # only the Security Council is cited by a number alone
    if named and _fits(named, kind, number, strictly=False):
        return named, _short(named, number), kind
    usual = [known.series for known in table().numbering if not known.named]
    for series in (mine, *passage.series_before(span[0]), *usual):
        if series and _fits(series, kind, number, strictly=True):
            return series, _short(series, number), kind
    return None


def _by_itself(passage: Passage, kind: str, folded: str, original: str) -> tuple[str, str, str] | None:
    numbers, known = passage.grammar.numbers, table()
    for prefix, code in numbers.prefixes.items():
        if folded.startswith((f"{prefix}-", f"{prefix}–")):
            return code, plain(original[len(prefix) + 1 :]), kind
    if "/" in folded and (conference := _CONFERENCE.fullmatch(folded)):
        name = conference[2].strip()
        code = numbers.conferences.get(name, name.upper())
        if code in known.conferences:
            return _conference(passage, code, conference[1], conference[3], kind)
    number = plain(original)
    if prefixed := _PREFIXED.fullmatch(number):
        return (prefixed[1], f"{prefixed[2]}/{prefixed[3]}", kind) if prefixed[1] not in ("S", "ES") else None
    if start := next((p for p in known.prefixed if number.startswith(p)), None):
        return known.prefixed[start], number[len(start) :].lstrip("."), kind
    return None


def _conference(passage: Passage, code: str, number: str, session: str, kind: str) -> tuple[str, str, str]:
    series = table().conferences[code]
    if code == "CP" and passage.context.instrument == "UNCCD":
        code, series = "COP", "UNCCD"
    return series, f"{number}/{code}.{session}", kind


def _number(passage: Passage, folded: str, original: str) -> str:
    """The number in the common form; the letter at its end may have a name (81/17 باء)."""
    for name, letter in passage.grammar.numbers.names.items():
        if folded.endswith(f" {name}"):
            return plain(original[: -len(name)]) + letter
    number = plain(original).replace("КОНФ.", "CONF.").replace("KOHФ.", "CONF.")
    return re.sub(r"\((\d{4})Г.*\)", r"(\1)", number)


def _short(series: str, number: str) -> str:
    """Security Council resolutions are cited without their year; CITES writes "Conf.", not "CONF."."""
    if series == "SC":
        number = re.sub(r"\(\d{4}\)$", "", number)
    return number.replace("CONF.", "Conf.")


def _fits(series: str, kind: str, number: str, *, strictly: bool) -> bool:
    """Whether a body adopts such acts under such numbers; a body without an entry takes any number with a stroke."""
    entries = _numbering().get(series, ())
    if not entries:
        return "/" in number
    return any((kind in entry.kinds or not strictly) and pattern.fullmatch(number) for entry, pattern in entries)


@cache
def _numbering() -> dict[str, tuple[tuple[Numbering, re.Pattern[str]], ...]]:
    """The entries of every series with their numbers compiled."""
    found: dict[str, tuple[tuple[Numbering, re.Pattern[str]], ...]] = {}
    for entry in table().numbering:
        found[entry.series] = (*found.get(entry.series, ()), (entry, re.compile(entry.number)))
    return found


@cache
def _known_series() -> frozenset[str]:
    return frozenset(body.series for body in bodies().values() if body.series) | set(table().conferences.values())
