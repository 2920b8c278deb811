"""Finds when the addressee is to have acted: at which meeting, by which date, how often."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from .. import bodies, lexicon, meetings, numerals
from ..folding import Folded, fold
from ..meetings import MeetingPhrase
from ..model import Context, Due
from ..names import NameHit
from .due_words import DuePatterns, Relation, due_patterns

_ANY_YEAR = (0, 9999)
_AHEAD = 6  # years that a decision looks ahead at most to the meeting of another body
_SENTENCE = 160  # letters before a meeting in which the verb stands that it ends
_YEAR = re.compile(r"\d{4}|年")


class Earlier(Protocol):
    """An item that stands before the text: what "that meeting" may refer to."""

    @property
    def text(self) -> str: ...
    @property
    def names(self) -> Sequence[NameHit]: ...


class _Found(NamedTuple):
    """A due at places of the folded text, its value without "before:" and "after:"."""

    start: int
    end: int
    relation: Relation
    value: str
    meeting: str | None = None
    date: str | None = None


class _Meeting(NamedTuple):
    """A meeting meant: the code of its body in values ("session" for the issuer's, "" unknown), what is said of it (a
    number or "next"), the body's address and the number as far as known."""

    code: str
    said: str
    body: str | None
    number: str


class _Reader(NamedTuple):
    text: str
    patterns: DuePatterns
    context: Context
    years: tuple[int, int]  # in which the decision may have been taken; everything possible where nothing is known
    earlier: Sequence[Earlier]


def find_dues(text: str, names: Sequence[NameHit], context: Context, earlier: Sequence[Earlier] = ()) -> list[Due]:
    """The dues stated in `text` (an action or a whole item), in order.

    `names` are the names in the text, `earlier` the items of the paragraph before it, in order. Sessions and dates of
    the past, and those of documents and decisions, are no dues. Values are those of the annotation guidelines:
    "session:7" is the issuer's own meeting, "COP:7" another body's.
    """
    folded = fold(text)
    return [_due(found, text, folded) for found in _dues(text, folded, names, context, earlier)]


def _dues(
    text: str, folded: Folded, names: Sequence[NameHit], context: Context, earlier: Sequence[Earlier]
) -> list[_Found]:
    reader = _Reader(folded.text, due_patterns(context.language), context, _years(context), earlier)
    found: list[_Found] = []
    for due in _meeting_dues(reader, meetings.find(text, folded, names, context)):
        found.append(due)
    taken = list(found)
    for source in (_date_dues(reader), _phrases(reader)):
        for due in source:
            if not any(due.start < other.end and other.start < due.end for other in taken):
                found.append(due)
                taken.append(due)
    return sorted(found, key=lambda due: due.start)


def each_once(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Every value once, at its first place; "other" stands for many things and may come again."""
    kept: dict[tuple[str, int], Due] = {}
    for due in dues:
        kept.setdefault((due.value, due.start if due.value == "other" else 0), due)
    return tuple(kept.values())


def _due(found: _Found, text: str, folded: Folded) -> Due:
    start, end = folded.start(found.start), folded.end(found.end)
    while end < len(text) and unicodedata.combining(text[end]):  # a vowel point on the last letter
        end += 1
    return Due(
        block="",
        start=start,
        end=end,
        text=text[start:end],
        value=_value(found),
        meeting=found.meeting,
        date=found.date,
    )


def _value(found: _Found) -> str:
    prefixed = found.relation in ("before", "after") and found.value != "other"
    return f"{found.relation}:{found.value}" if prefixed else found.value


def _years(context: Context) -> tuple[int, int]:
    number = meetings.current(context)
    return (bodies.years_of(context.body, number) if context.body and number else None) or _ANY_YEAR


# ------------------------------------------------------------------------------------------------------ meetings


def _meeting_dues(reader: _Reader, phrases: Sequence[MeetingPhrase]) -> Iterator[_Found]:
    known: list[_Meeting] = []
    for phrase in phrases:
        if phrase.form == "each":
            yield _Found(phrase.start, phrase.end, "at", "each_session")
            continue
        span = _span(reader, phrase)
        for meant in _meant(reader, phrase, known):
            known.append(meant)
            if span and not _over(reader, span, phrase, meant):
                yield _found(*span, meant)


def _span(reader: _Reader, phrase: MeetingPhrase) -> tuple[Relation, int, int] | None:
    """The relation and the places of a meeting's due with the words before and after it; None where it is none."""
    patterns, text = reader.patterns, reader.text
    lead = patterns.lead(patterns.meeting_leads, text, phrase.start)
    if phrase.head < phrase.start and (lead is None or lead[1] == phrase.start):
        around = patterns.lead(patterns.meeting_leads, text, phrase.head)
        lead = around if around and around[1] < phrase.head else lead
    if lead is None or patterns.never.search(text, max(0, lead[1] - 40), lead[1]):
        return None
    relation, start = lead
    start, end = (phrase.start if relation == "hidden" else start), phrase.end
    for after, pattern in patterns.after_words.items():
        if match := pattern.match(text, end):
            late = patterns.latest and patterns.latest.search(text, max(0, start - 4), phrase.start)
            relation, end = ("at" if late and not patterns.number.search(match[0]) else after), match.end()
            break
    lasts = relation == "before" and patterns.until.search(text, max(0, start - _SENTENCE), phrase.start)
    return ("at" if lasts else relation), start, end


def _meant(reader: _Reader, phrase: MeetingPhrase, known: list[_Meeting]) -> list[_Meeting]:
    """The meetings that a phrase means; `known` are those named before it in the text."""
    if phrase.form == "that":
        return [*_before(reader), *known][-1:]
    if phrase.form == "next":
        code, body = _whose(reader, phrase, "", known)
        now = meetings.current(reader.context) if body == reader.context.body else None
        return [_Meeting(code, "next", body, str(now + 1) if now else "")]
    return [
        _Meeting(code, number, body, number)
        for number in phrase.numbers
        for code, body in [_whose(reader, phrase, number, known), *_beside(reader, phrase)]
    ]


def _beside(reader: _Reader, phrase: MeetingPhrase) -> list[tuple[str, str | None]]:
    """The other bodies that hold a meeting of the same number ("X and Y at their sixth meetings")."""
    return [(meetings.code(refs, reader.context) or "", meetings.owner(refs, reader.context)) for refs in phrase.beside]


def _found(relation: Relation, start: int, end: int, meant: _Meeting) -> _Found:
    held = bodies.meeting(meant.body, meant.number) if meant.body else None
    address = f"{meant.body}-{meant.number}" if meant.body and meant.number else None
    value = f"{meant.code}:{meant.said}" if meant.code else "other"
    return _Found(start, end, relation, value, address, held.start if held else None)


def _before(reader: _Reader) -> list[_Meeting]:
    """The meetings that the items before this one name."""
    known: list[_Meeting] = []
    for at, item in enumerate(reader.earlier):
        folded = fold(item.text)
        outside = reader._replace(text=folded.text, earlier=reader.earlier[:at])
        for phrase in meetings.find(item.text, folded, item.names, reader.context):
            if phrase.form == "numbered":
                known += _meant(outside, phrase, known)
    return known


def _whose(reader: _Reader, phrase: MeetingPhrase, number: str, known: list[_Meeting]) -> tuple[str, str | None]:
    """The code of the body whose meeting it is ("session" for the issuer) and its address; ("", None) if unknown."""
    context = reader.context
    own = "session", context.body
    if phrase.bodies:
        body = meetings.owner(phrase.bodies, context)
        nearest = phrase.own and phrase.head == phrase.start
        if nearest and body and meetings.plausible(number, context) and not _in_time(reader, body, number):
            return own
        return meetings.code(phrase.bodies, context) or "", body
    if phrase.stranger or (number == "1" and phrase.own):  # a body is not there to decide on its own first meeting
        return "", None
    if number and not meetings.plausible(number, context):
        for meant in [*known[::-1], *_before(reader)[::-1]]:
            if meant.number == number:
                return meant.code, meant.body
    return own


def _in_time(reader: _Reader, body: str, number: str) -> bool:
    """Whether a meeting of another body can be in the years after the decision, as far as its years are known; of an
    organization that is not known to have numbered meetings rather not."""
    if body not in lexicon.bodies():
        return False
    first, last = bodies.years_of(body, int(number)) or _ANY_YEAR if number.isdecimal() else _ANY_YEAR
    return last >= reader.years[0] and first <= reader.years[1] + _AHEAD


def _over(reader: _Reader, span: tuple[Relation, int, int], phrase: MeetingPhrase, meant: _Meeting) -> bool:
    """Whether the meeting belongs to the past, by its number or year, or else by the words around it."""
    number = int(meant.number) if meant.number.isdecimal() else None
    if meant.code == "session":
        now = meetings.current(reader.context)
        ahead = meetings.plausible(meant.number, reader.context)
        if ahead is not None and meant.number != str(now):
            return number is not None and now is not None and number < now
    elif meant.body and number is not None:
        first, last = bodies.years_of(meant.body, number) or _ANY_YEAR
        if last < reader.years[0] or first > reader.years[1]:
            return last < reader.years[0]
    return _told(reader, min(span[1], phrase.head), span[2], phrase.end)


def _told(reader: _Reader, start: int, end: int, bare_end: int) -> bool:
    """Whether the words around tell of the past."""
    patterns, text = reader.patterns, reader.text
    return bool(
        patterns.past.search(text, max(0, start - 80), start)
        or patterns.past_after.match(text, end)
        or patterns.past_after.match(text, bare_end)
    )


# --------------------------------------------------------------------------------------------- dates and phrases


def _date_dues(reader: _Reader) -> Iterator[_Found]:
    patterns, text = reader.patterns, reader.text
    if not _YEAR.search(text):
        return
    last: _Found | None = None
    for match in patterns.date.finditer(text):
        if patterns.no_date.match(text, match.end()):
            continue
        due = _first_day(reader, match) or _date_due(reader, match) or _joined(reader, match, last)
        if due and not _gone(reader, due):
            yield due
            last = due


def _date_due(reader: _Reader, match: re.Match[str]) -> _Found | None:
    patterns, text = reader.patterns, reader.text
    lead = patterns.lead(patterns.date_leads, text, match.start())
    tail = patterns.date_tail.match(text, match.end())
    if lead is None and not (tail and patterns.after_words):
        return None
    relation, start = lead or ("at", match.start())
    if patterns.never.search(text, max(0, start - 40), start):
        return None
    end = tail.end() if tail else match.end()
    value = numerals.date_value(match[0], reader.context.language)
    return _Found(start, end, _after_word(reader, relation, start, match.end(), end), f"date:{value}", date=value)


def _first_day(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """The first of several days, where the date is the last of them: "from 3 to 7 June 2029"."""
    value = numerals.date_value(match[0], reader.context.language)
    span = reader.patterns.span.search(reader.text, max(0, match.start() - 40), match.start())
    if span is None or len(value) < len("2029-06-07"):
        return None
    month = f"{span['month']} {value[:4]}" if span["month"] else ""
    first = numerals.date_value(month, reader.context.language) if month else value[:7]
    day = f"{first}-{int(span['day']):02}"
    return _Found(span.start(), match.end(), "weak", f"date:{day}", date=day)


def _joined(reader: _Reader, match: re.Match[str], last: _Found | None) -> _Found | None:
    """A date joined to one that is due: "in 2026 and 2027"."""
    if last is None or not reader.patterns.join.fullmatch(reader.text, last.end, match.start()):
        return None
    value = numerals.date_value(match[0], reader.context.language)
    return last._replace(start=match.start(), end=match.end(), value=f"date:{value}", date=value)


def _after_word(reader: _Reader, relation: Relation, start: int, at: int, end: int) -> Relation:
    """The relation as a word after the date tells it (2030年之前), unless the latest day is said before it."""
    patterns = reader.patterns
    for after in ("before", "after"):
        pattern = patterns.after_words.get(after)
        if pattern and any(pattern.fullmatch(reader.text, begin, end) for begin in range(at, end)):
            return "at" if patterns.latest and patterns.latest.match(reader.text, start) else after
    return relation


def _gone(reader: _Reader, due: _Found) -> bool:
    """Whether a date lies before the decision or, where its words leave that open, is told of the past."""
    year = int((due.date or "")[:4])
    if year < reader.years[0]:
        return True
    certain = due.relation != "weak" or year > reader.years[1]
    return not certain and _told(reader, due.start, due.end, due.end)


def _phrases(reader: _Reader) -> Iterator[_Found]:
    if not reader.patterns.trigger.search(reader.text):
        return
    found = []
    for value, pattern in reader.patterns.phrases:
        group = "due" if "due" in pattern.groupindex else 0
        found += [_Found(*match.span(group), "at", value) for match in pattern.finditer(reader.text)]
    yield from sorted(found, key=lambda due: due.start - due.end)  # "twice a year" before "a year"
