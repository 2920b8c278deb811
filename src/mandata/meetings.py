"""Finds meetings named by their number in a text ("its seventh session") and tells whose meetings they are.

The words are in data/languages/<code>/meetings.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from . import bodies, lexicon, numerals
from .folding import Folded, fold
from .languages import LANGUAGES
from .lexicon import load
from .model import Context
from .names import NameHit

Form = Literal["numbered", "next", "each", "that"]
_FORMS: tuple[Form, ...] = ("numbered", "next", "each", "that")
_AROUND = 90  # letters round the word for a meeting in which its number stands
_ACRONYM = re.compile(r"(?<![\w/.-])(?P<body>[A-Z][A-Za-z0-9]{1,7}(?:-[A-Z]{2,3})?)[ -]?(?P<n>\d{1,3})(?![\w/.-]*\w)")
_MEETING_KINDS = ("committee", "panel", "partnership")
_PLAUSIBLE = 5  # how many meetings ahead a body plans
_DIGIT = re.compile(r"\d")


class MeetingWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """data/languages/<code>/meetings.yaml, as the English file explains."""

    terms: dict[str, str]
    trigger: str
    numbered: list[str]
    next: list[str]
    each: list[str]
    that: list[str]
    of: str
    whose: str
    aside: str
    tail: str
    stranger: str = r"(?!)"
    generic: str = r"(?!)"
    all_own: str = r"(?!)"
    joined: str = r"(?!)"
    to_it: str = r"(?!)"
    and_: str = msgspec.field(name="and")


class MeetingPhrase(msgspec.Struct, frozen=True):
    """A meeting in a folded text. `numbers` are those said, `bodies` the bodies whose meeting it may be by its words
    (one, or several that share a name); none where the text leaves it to the reader. `beside` are those that hold
    theirs with it ("X and Y at their sixth meetings"). `head` is where the name of the body begins if it stands before
    the meeting (else `start`)."""

    start: int
    end: int
    form: Form
    numbers: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    head: int = 0
    own: bool = False
    stranger: bool = False  # of a body that is named but not known
    beside: tuple[tuple[str, ...], ...] = ()


class _Patterns(msgspec.Struct, frozen=True):
    rest: re.Pattern[str]  # of a word
    language: str
    trigger: re.Pattern[str]
    forms: dict[Form, list[re.Pattern[str]]]
    ordinal: re.Pattern[str]
    of: re.Pattern[str]
    whose: re.Pattern[str]
    aside: re.Pattern[str]
    tail: re.Pattern[str]
    stranger: re.Pattern[str]
    generic: re.Pattern[str]
    all_own: re.Pattern[str]
    joined: re.Pattern[str]
    to_it: re.Pattern[str]


class _Place(msgspec.Struct, frozen=True):
    """A body's name in the folded text."""

    start: int
    end: int
    refs: tuple[str, ...]
    meets: bool = True  # a body of the register, not another organization that meets as well


def find(original: str, folded: Folded, names: Sequence[NameHit], context: Context) -> list[MeetingPhrase]:
    """All meetings named in a text, in order, at places of the folded text."""
    patterns = _patterns(context.language)
    found = list(_acronyms(original, folded)) if _DIGIT.search(original) else []
    if patterns.trigger.search(folded.text):
        places = _with_generic(_places(names, folded, context.language), folded.text, context, patterns)
        for form, match in _matches(folded.text, patterns):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(_phrase(form, match, original, folded, places, patterns))
    return sorted(found, key=lambda phrase: phrase.start)


def code(refs: Sequence[str], context: Context) -> str | None:
    """Whose meeting in a due value: "session" for the issuer's own, the body's code (COP, UNGA), None if unknown."""
    body = owner(refs, context)
    if body:
        entry = lexicon.bodies().get(body)
        return "session" if body == context.body else (entry.due_as if entry else body)
    codes = {entry.due_as for ref in refs if (entry := lexicon.bodies().get(ref))}
    return codes.pop() if len(codes) == 1 else None


def owner(refs: Sequence[str], context: Context) -> str | None:
    """The one body among `refs` that is meant where the issuer of `context` speaks."""
    return bodies.settle(tuple(refs), context.body) if refs else None


@cache
def current(context: Context) -> int | None:
    """The number of the issuer's meeting that takes the decision, as far as its symbol or number tells it."""
    for reference in (context.number, context.symbol):
        if reference and (number := bodies.number_in(reference, context.body)):
            return number
    return None


def plausible(number: str, context: Context) -> bool | None:
    """Whether `number` can be one of the issuer's next meetings; None where nothing is known of the present one."""
    now = current(context)
    if now is None or not number.isdecimal() or _by_year(now) != _by_year(int(number)):
        return None
    return now < int(number) <= now + _PLAUSIBLE


def _by_year(number: int) -> bool:
    """Whether a session is counted by its year ("the 2026 session of the Council")."""
    return number > 1900


# ------------------------------------------------------------------------------------------------------ finding


def _matches(text: str, patterns: _Patterns) -> Iterator[tuple[Form, re.Match[str]]]:
    """Matches of all forms near the words for a meeting; numbered ones first."""
    windows: list[list[int]] = []
    for hit in patterns.trigger.finditer(text):
        start, end = max(0, hit.start() - _AROUND), hit.end() + _AROUND
        if windows and start <= windows[-1][1]:
            windows[-1][1] = end
        else:
            windows.append([start, end])
    for form in _FORMS:
        for pattern in patterns.forms[form]:
            for start, end in windows:
                for match in pattern.finditer(text, start, end):
                    yield form, match


def _phrase(
    form: Form, match: re.Match[str], original: str, folded: Folded, places: list[_Place], patterns: _Patterns
) -> MeetingPhrase:
    text = folded.text
    start, end = match.span()
    groups = match.groupdict()
    own = bool(groups.get("own"))
    head, end, refs = _named(start, end, text, places, patterns)
    beside: list[tuple[str, ...]] = []
    if own and (not refs or (head < start and patterns.all_own.fullmatch(groups["own"]))):
        refs, *beside = _nearest(match, text, places, patterns)
    if tail := patterns.tail.match(text, end):
        end = tail.end()
    numbers = tuple(_numbers(groups.get("n") or "", patterns))
    stranger = not refs and bool(patterns.stranger.match(original, folded.end(end)))
    return MeetingPhrase(start, end, form, numbers, refs, head, own, stranger, tuple(beside))


def _numbers(words: str, patterns: _Patterns) -> Iterator[str]:
    if words.isdigit():
        yield str(int(words))
        return
    for match in patterns.ordinal.finditer(words):
        yield str(numerals.ordinal_value(match[0], patterns.language))


def _named(
    start: int, end: int, text: str, places: list[_Place], patterns: _Patterns
) -> tuple[int, int, tuple[str, ...]]:
    """Where the phrase begins and ends with the name of its body, if one stands at it, and the bodies it may mean."""
    for place in places:
        if start <= place.start < end < place.end:  # "the Thirty-Seventh Meeting of the Parties"
            return start, place.end, place.refs
        if end <= place.start <= end + 12 and patterns.of.fullmatch(text, end, place.start):
            return start, place.end, place.refs
        if start - 8 <= place.end <= start and patterns.whose.fullmatch(text, place.end, start):
            if not place.meets and patterns.aside.search(text, max(0, place.start - 16), place.start):
                continue
            return place.start, end, place.refs
    return start, end, ()


def _nearest(match: re.Match[str], text: str, places: list[_Place], patterns: _Patterns) -> list[tuple[str, ...]]:
    """The body that "its" means: the nearest one named before in the sentence, other than as a mere complement; after
    "their" with those joined to it by "and". Nobody where a pronoun shows that it is the issuer ("report to it at its
    next session")."""
    start, several = match.start(), patterns.all_own.fullmatch(match["own"])
    sentence = max(text.rfind(stop, 0, start) for stop in (";", "؛", "；", ". ", "。"))
    before = [place for place in places if sentence < place.start and place.end <= start]
    while before:
        group = [before.pop()]
        while several and before and patterns.joined.fullmatch(text, before[-1].end, group[-1].start):
            group.append(before.pop())
        first = group[-1].start
        if patterns.to_it.search(text, group[0].end, start):
            break
        if not patterns.aside.search(text, max(0, first - 16), first):
            return [place.refs for place in group[::-1]]
    return [()]


def _acronyms(original: str, folded: Folded) -> Iterator[MeetingPhrase]:
    """COP-7, SBSTTA 27, UNEA-8: an acronym of a body with a number."""
    for match in _ACRONYM.finditer(original):
        if refs := _by_acronym().get(match["body"].casefold()):
            start, end = folded.place(match.start()), folded.place(match.end())
            yield MeetingPhrase(start, end, "numbered", (match["n"],), refs, start)


@cache
def _by_acronym() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for body in lexicon.bodies().values():
        if body.due_as and len(body.due_as) > 2:
            found[body.due_as.casefold()] = (*found.get(body.due_as.casefold(), ()), body.id)
    return found


def _places(names: Sequence[NameHit], folded: Folded, language: str) -> list[_Place]:
    found = []
    for hit in names:
        start, end = folded.place(hit.start), folded.place(hit.end)
        if hit.kind == "body" or any(other in lexicon.bodies() for other in hit.others):
            found.append(_Place(start, end, (hit.ref, *hit.others)))
        elif hit.kind == "organization" and lexicon.organizations()[hit.ref].kind in _MEETING_KINDS:
            found.append(_Place(start, end, (hit.ref,), meets=False))
        elif hit.kind == "office" and (refs := bodies.at_end(folded.text[start:end], language)):
            found.append(_Place(start, end, refs))  # "the President of the Conference of the Parties"
    return found


def _with_generic(places: list[_Place], text: str, context: Context, patterns: _Patterns) -> list[_Place]:
    """The places with those of words like "the Committee", where the issuer has one body only that they can mean."""
    found = []
    for match in patterns.generic.finditer(text):
        body = _only_one(match[0], context.body, context.language)
        if body and not any(place.start < match.end() and match.start() < place.end for place in places):
            end = match.end() + len(patterns.rest.match(text, match.end())[0])  # type: ignore[index]
            found.append(_Place(match.start(), end, (body,)))
    return sorted([*places, *found], key=lambda place: place.start)


@cache
def _only_one(word: str, issuer: str | None, language: str) -> str | None:
    """The body under the issuer whose official name has `word` in it, if there is just one."""
    under = [body for body in lexicon.bodies().values() if issuer and body.parent == issuer]
    found = [body.id for body in under if word in fold(body.names[language][0]).text]
    return found[0] if len(found) == 1 else None


@cache
def _patterns(language: str) -> _Patterns:
    words = load(f"languages/{language}/meetings.yaml", MeetingWords)
    ordinal = numerals.ordinal_pattern(language)
    one = rf"{ordinal}(?: ?\([^()]{{0,30}}\))?"  # "at its sixth and seventh (November 2025) sessions"
    terms = {"ordinal": ordinal, "ordinals": f"{one}(?:{words.and_}{one})*", **words.terms}

    def compiled(source: str) -> re.Pattern[str]:
        return re.compile(fill(source, terms))

    by_form = {"numbered": words.numbered, "next": words.next, "each": words.each, "that": words.that}
    return _Patterns(
        re.compile(r"\w*" if LANGUAGES[language].spaced else ""),
        language,
        compiled(words.trigger),
        {form: [compiled(source) for source in by_form[form]] for form in _FORMS},
        *(compiled(source) for source in (ordinal, words.of, words.whose, words.aside, words.tail)),
        *(compiled(source) for source in (words.stranger, words.generic, words.all_own, words.joined, words.to_it)),
    )


def fill(source: str, terms: dict[str, str]) -> str:
    """`source` with every {name} replaced by the term of that name, and terms inside terms alike."""
    while (filled := re.sub(r"\{([a-z_]+)\}", lambda m: terms[m[1]], source)) != source:
        source = filled
    return source
