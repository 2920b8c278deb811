"""Finds every name of the registers (organizations, bodies, instruments) in a text, in one pass."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from ahocorasick_rs import AhoCorasick

from . import inflection, lexicon
from .folding import Folded, fold
from .inflection import Forms
from .languages import LANGUAGES
from .lexicon import Entry, Names

Kind = Literal["organization", "office", "group", "body", "instrument"]
Form = Literal["name", "short", "acronym", "alias"]

_KEY = 24  # letters of a form that the automaton knows; the rest is compared at the hit


class NameHit(msgspec.Struct, frozen=True):
    """A name in a text: half-open code points, the address in its register, and by which of its forms it was known.

    A form that several entries share ("Conference of the Parties") gives the first as `ref` and the rest in `others`.
    """

    start: int
    end: int
    ref: str
    kind: Kind
    form: Form
    others: tuple[str, ...] = ()


class Shape(Entry, frozen=True, kw_only=True):
    """A pattern of names that no register holds; what stands in its group `name` is the name. It is tried where one of
    the signs in `needs` stands in the text."""

    rule: Literal["shape", "quoted"]
    confidence: float
    needs: list[str] = []
    pattern: str


class MentionRules(Entry, frozen=True, kw_only=True):
    """How a language refers to what it has named, and what unknown names look like; read by the room `link`."""

    heads: list[str] = []
    order: Literal["any", "first", "last"] = "any"
    capitals: bool = True
    definite: tuple[str, ...] = ("",)
    lists: dict[str, list[str]] = {}
    bare: str = ""
    defined: str = ""
    shapes: list[Shape] = []
    links: list[str] = []


class NameRules(Entry, frozen=True, kw_only=True):
    """data/languages/<code>/names.yaml."""

    forms: Forms = Forms()
    mentions: MentionRules = MentionRules()


class _Target(msgspec.Struct, frozen=True, array_like=True):
    ref: str
    kind: Kind
    form: Form
    capital: bool  # a single word that counts only where it is written with a capital


class _Table(msgspec.Struct, frozen=True, array_like=True):
    """Every form with its targets: `plain` of folded texts, `exact` (acronyms) of texts as they stand."""

    plain: dict[str, list[_Target]]
    exact: dict[str, list[_Target]]


class _Meaning(msgspec.Struct, frozen=True):
    """What a form stands for, as it goes into a hit; `ref` is "" for a word that only looks like a name."""

    ref: str
    kind: Kind
    form: Form
    others: tuple[str, ...]


_Entry = tuple[str, _Meaning | None, _Meaning | None]  # a form; what it means with a capital, and without


class _Index(msgspec.Struct, frozen=True):
    """An automaton over the first letters of forms, and the whole forms by these letters, longest first."""

    automaton: AhoCorasick
    buckets: list[list[_Entry]]


def scan(text: str, language: str, *, nested: bool = False) -> tuple[NameHit, ...]:
    """All names in `text`, in order, outermost only; with `nested` also the names inside names.

    The hit leaves out an article, takes in the brackets that a language sets around names (《》), and covers the
    inflected or contracted word as it stands.
    """
    rules = _rules(language)
    plain, exact = _indexes(language)
    folded = fold(text)
    level = inflection.level(folded.text, rules)
    found = _hits(plain, level, folded, text, language, rules)
    found += _hits(exact, text, _IDENTITY, text, language, rules)
    found.sort(key=lambda hit: (hit.start, -hit.end))
    return tuple(hit for hit in (_distinct(found) if nested else _outermost(found)) if hit.ref)


_IDENTITY = Folded("", [], [])


def _hits(index: _Index, text: str, way: Folded, original: str, language: str, rules: Forms) -> list[NameHit]:
    found = []
    spaced = LANGUAGES[language].spaced
    straight = not way.places
    buckets = index.buckets
    for number, start, _ in index.automaton.find_matches_as_indexes(text, overlapping=True):
        if spaced and start and text[start - 1].isalnum() and not _attached(text, start, rules):
            continue
        for form, capital, lower in buckets[number]:
            end = start + len(form)
            if not text.startswith(form, start) or _runs_on(text, start, end, spaced):
                continue
            first, last = (start, end) if straight else (way.start(start), way.end(end))
            meaning = capital if original[first].isupper() else lower
            if meaning and not (meaning.form in ("acronym", "short") and _in_symbol(original, first, last)):
                found.append(_hit(first, last, original, meaning, rules))
                break
    return found


def _runs_on(text: str, start: int, end: int, spaced: bool) -> bool:
    """Whether the word goes on beyond the name; where no blanks part words only Latin letters and digits do."""
    if end < len(text) and text[end].isalnum() and (spaced or (text[end].isascii() and text[end - 1].isascii())):
        return True
    return bool(not spaced and start and text[start - 1].isalnum() and (text[start - 1 : start + 1].isascii()))


def _attached(text: str, start: int, rules: Forms) -> bool:
    """Whether nothing but letters that may be attached to a word stand between the last word and `start`."""
    at = start
    while at and start - at < rules.attached_most and text[at - 1] in rules.attached:
        at -= 1
        if not at or not text[at - 1].isalnum():
            return True
    return False


def _hit(start: int, end: int, text: str, meaning: _Meaning, rules: Forms) -> NameHit:
    for pair in rules.brackets:
        if start and text[start - 1] == pair[0] and text[end : end + 1] == pair[1]:
            start, end = start - 1, end + 1
    return NameHit(start, end, meaning.ref, meaning.kind, meaning.form, meaning.others)


def _in_symbol(text: str, start: int, end: int) -> bool:
    """Whether an acronym is part of a document symbol ("UNEP/MC/COP.6"): joined by strokes to something with digits."""
    if text[start - 1 : start] != "/" and text[end : end + 1] not in ("/", "."):
        return False
    while start and text[start - 1].isascii() and (text[start - 1].isalnum() or text[start - 1] in "/.-"):
        start -= 1
    while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] in "/.-"):
        end += 1
    return "/" in text[start:end] and any(c.isdigit() for c in text[start:end])


def _outermost(hits: list[NameHit]) -> list[NameHit]:
    kept: list[NameHit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _distinct(hits: list[NameHit]) -> list[NameHit]:
    return list({(hit.start, hit.end): hit for hit in reversed(hits)}.values())[::-1]


# ------------------------------------------------------------------------------------------- the table of forms


@cache
def rules(language: str) -> NameRules:
    """data/languages/<language>/names.yaml."""
    return lexicon.load(f"languages/{language}/names.yaml", NameRules)


def _rules(language: str) -> Forms:
    return rules(language).forms


@cache
def _indexes(language: str) -> tuple[_Index, _Index]:
    """The automata of a language; the table of forms behind them is kept from run to run."""
    sources = ("organizations.yaml", "bodies.yaml", "instruments.yaml", f"languages/{language}/names.yaml")
    here = Path(__file__)
    code = hashlib.sha256(here.read_bytes() + here.with_name("inflection.py").read_bytes()).hexdigest()
    table = lexicon.derived(sources, f"names {language} {code}", _Table, lambda: _table(language))
    return _index(table.plain), _index(table.exact)


def _index(forms: dict[str, list[_Target]]) -> _Index:
    buckets: dict[str, list[_Entry]] = {}
    for form in sorted(forms, key=len, reverse=True):
        targets = forms[form]
        entry = (form, _meaning(targets, not targets), _meaning([t for t in targets if not t.capital], not targets))
        buckets.setdefault(form[:_KEY], []).append(entry)
    return _Index(AhoCorasick(list(buckets)), list(buckets.values()))


def _meaning(targets: list[_Target], nobody: bool) -> _Meaning | None:
    if not targets:
        return _Meaning("", "group", "name", ()) if nobody else None
    first = targets[0]
    others = tuple(dict.fromkeys(target.ref for target in targets if target.ref != first.ref))
    return _Meaning(first.ref, first.kind, first.form, others)


def _table(language: str) -> _Table:
    forms = _rules(language)
    table = _Table({form: [] for word in forms.nobody for form in inflection.written(word, forms)}, {})
    for name, target, exact in _entries(language):
        if exact:
            table.exact.setdefault(name, []).append(target)
            continue
        for form in inflection.written(name, forms):
            known = table.plain.setdefault(form, [])
            if target not in known:
                known.append(target)
    for targets in (*table.plain.values(), *table.exact.values()):
        targets.sort(key=lambda target: target.form != "name")  # a full name goes before another entry's short form
    return table


def _entries(language: str) -> list[tuple[str, _Target, bool]]:
    """Every name of every register: itself, its target, and whether it is compared letter for letter."""
    found: list[tuple[str, _Target, bool]] = []
    for body in lexicon.bodies().values():
        found += _of(language, body.id, "body", name=body.names, short=body.short)
    for treaty in lexicon.instruments().values():
        found += _of(language, treaty.id, "instrument", name=treaty.names, short=treaty.short)
    for one in lexicon.organizations().values():
        kind: Kind = "office" if one.kind == "office" else "group" if one.kind == "group" else "organization"
        found += _of(language, one.id, kind, name=one.names, short=one.short, alias=one.aliases, acronym=one.acronyms)
    return found + _borrowed(language, {name for name, _, _ in found})


def _of(language: str, ref: str, kind: Kind, **forms: Names) -> list[tuple[str, _Target, bool]]:
    found = []
    for form, names in forms.items():
        for name in names.get(language, []):
            cased = name.lower() != name
            one_word = " " not in name and name[0].isupper()
            exact = cased and (form == "acronym" or (one_word and sum(c.isupper() for c in name) > 1))
            found.append((name, _Target(ref, kind, form, one_word and not exact), exact))  # type: ignore[arg-type]
    return found


def _borrowed(language: str, own: set[str]) -> list[tuple[str, _Target, bool]]:
    """English acronyms of three letters and more stand in texts of every language."""
    if language == "en":
        return []
    return [
        (acronym, _Target(one.id, "organization", "acronym", False), True)
        for one in lexicon.organizations().values()
        for acronym in one.acronyms.get("en", [])
        if len(acronym) > 2 and acronym not in own and acronym.lower() != acronym
    ]
