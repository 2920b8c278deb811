"""Articles, paragraphs and sub-paragraphs in every order, annexes, appendices, chapters, parts and sections."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import msgspec

from ..lexicon import instruments
from . import decisions, symbols
from .numbers import Number, roman_capitals
from .passage import Act, Passage

RANKS = {"annex": 0, "appendix": 0, "part": 1, "chapter": 2, "section": 3, "article": 4, "paragraph": 5, "point": 6}
ROMAN = {"annex", "appendix", "part", "chapter", "section"}
_WINDOW = 300  # letters that a list of numbers may take


class Unit(msgspec.Struct, frozen=True):
    """A part of a text as one phrase says it: its kind and its numbers (none: the only one of its kind)."""

    kind: str
    numbers: tuple[Number, ...]
    start: int
    end: int


class Owner(msgspec.Struct, frozen=True):
    """The text that a part belongs to: its code in values ("MINAMATA", "UNEA:5/7", "THIS"), and where its name ends."""

    code: str
    kind: str
    start: int
    end: int
    acts: tuple[Act, ...] = ()


def read(passage: Passage, at: int) -> int | None:
    """Report the parts cited at `at` and the text they belong to; where that ends, None if there are none."""
    if end := _own_annex(passage, at):
        return end
    chains, end = _chains(passage, at)
    if not chains:
        return None
    owner = _owner(passage, chains[0], end)
    for chain in chains:
        whose = owner or _default(passage, chain, end)
        if whose:
            start, stop = min(chain[0].start, whose.start), max(chain[-1].end, whose.end)
            for value in _values(chain, whose):
                passage.add(start, stop, value, f"part.{chain[0].kind}", 0.95 if owner else 0.8)
    for act in owner.acts if owner else ():
        decisions.report(passage, act)
    return max(end, owner.end) if owner else end


def _own_annex(passage: Passage, at: int) -> int | None:
    """Report "its annex" and "the annex thereto": that of the act cited last."""
    if not passage.acts:
        return None
    grammar, text = passage.grammar, passage.text
    start, found = at, grammar.own_annex.match(text, at)
    if not found and (lone := grammar.lone_units.match(text, at)) and lone[0] == "annex":
        before = grammar.own.search(text, max(0, at - 8), at)
        start, found = (before.start(), lone[1]) if before else (at, None)
    if not found or _numbered(passage, at):
        return None
    passage.add(start, found.end(), f"annex:{passage.acts[-1].code}", "annex.own")
    return found.end()


# ------------------------------------------------------------------------------------------- the parts


def _chains(passage: Passage, at: int) -> tuple[list[list[Unit]], int]:
    """Parts that a list puts side by side ("article 5, paragraph 1, and article 7"), each with its own parts."""
    chain = _chain(passage, at)
    chains = [chain] if chain else []
    end = chain[-1].end if chain else at
    while chain and (gap := passage.grammar.joins.match(passage.text, end)):
        inner = passage.grammar.inner.match(passage.text, gap.end() - 1)
        chain = _chain(passage, gap.end()) or (_chain(passage, inner.end()) if inner else [])
        if not chain or not chain[0].numbers:
            break
        chains.append(chain)
        end = chain[-1].end
    return chains, end


def _chain(passage: Passage, at: int) -> list[Unit]:
    """Parts within parts, in the order of the text: "paragraph 5 (b) of article 23", "第二十三条第五款第二项"."""
    chain: list[Unit] = []
    while unit := _unit(passage, at):
        if chain and unit.kind in {known.kind for known in chain}:
            break
        chain.append(unit)
        gap = passage.grammar.inner.match(passage.text, unit.end)
        if not gap:
            break
        at = gap.end()
    if chain and chain[0].kind == "point" and len(chain) == 1 and not chain[0].numbers[0].below:
        return []
    return chain


def _unit(passage: Passage, at: int) -> Unit | None:
    unit = _numbered(passage, at)
    if not unit and (found := passage.grammar.lone_units.match(passage.text, at)):
        unit = Unit(found[0], (), *found[1].span())
    return unit if unit and not passage.inside_name(unit.start, unit.end) else None


def _numbered(passage: Passage, at: int) -> Unit | None:
    """A part with its numbers: "articles 5 and 7", "第3(b)段"."""
    found = passage.grammar.units.match(passage.text, at)
    if not found:
        return None
    head, slots = found
    first = head.end()
    text, original = passage.text[first : first + _WINDOW], passage.level[first : first + _WINDOW]
    numbers, reach = passage.grammar.numbers.read(text, original)
    for slot in slots if numbers else ():
        if text.startswith(slot.suffix, reach) and slot.letters == (not numbers[0].main):
            return Unit(slot.kind, tuple(numbers), head.start(), first + reach + len(slot.suffix))
    return None


# ------------------------------------------------------------------------------------------- the text they belong to


def _owner(passage: Passage, chain: list[Unit], end: int) -> Owner | None:
    """The text that the parts belong to, as far as the text says it."""
    start = chain[0].start
    found = _here(passage, start, end) or _there(passage, start, end) or _right(passage, start, end)
    return found or _left(passage, start, end)


def _here(passage: Passage, start: int, end: int) -> Owner | None:
    grammar, text = passage.grammar, passage.text
    if after := grammar.here.match(text, end):
        return Owner("THIS", "here", start, after.end())
    if before := grammar.here_before.search(text, max(0, start - 12), start):
        return Owner("THIS", "here", before.start(), end)
    return None


def _there(passage: Passage, start: int, end: int) -> Owner | None:
    grammar, text = passage.grammar, passage.text
    last = passage.acts[-1] if passage.acts else passage.symbols[-1] if passage.symbols else None
    if last is None:
        return None
    code = last.code if last.kind != "symbol" else last.series
    if after := grammar.there.match(text, end):
        return Owner(code, "act", start, after.end())
    if before := grammar.there_before.search(text, max(0, start - 12), start):
        return Owner(code, "act", before.start(), end)
    return None


def _right(passage: Passage, start: int, end: int) -> Owner | None:
    """The owner after the parts: "of the Convention", "de la décision 1/CP.21", "документа UNEP/POPS/POPRC.20/11"."""
    gap = passage.grammar.owner.match(passage.text, end)
    for at in _beginnings(passage, end, gap.end()) if gap else ():
        if treaty := _treaty_at(passage, at):
            return Owner(treaty[0], "treaty", start, treaty[1])
        if acts := decisions.match(passage, at):
            return Owner(acts[0].code, "act", start, acts[-1].end, tuple(acts))
        if symbol := symbols.match(passage, at):
            return Owner(symbol.series, "symbol", start, at)
    return None


def _beginnings(passage: Passage, end: int, after: int) -> list[int]:
    """Where the owner may begin: after the particles, at the first word with what is attached to it, after a body."""
    word = end
    while word < after and not passage.text[word].isalnum():
        word += 1
    return list(dict.fromkeys((after, word, _before_body(passage, after))))


def _before_body(passage: Passage, at: int) -> int:
    """Where an act begins whose body is named before it: "of General Assembly resolution 76/300"."""
    for first, last, hit in passage.names:
        if first == at and hit.kind == "body" and (gap := passage.grammar.body_before.match(passage.text, last)):
            return gap.end()
    return at


def _treaty_at(passage: Passage, at: int) -> tuple[str, int] | None:
    """The treaty named at `at`, by its name or by its own word alone, and where that ends."""
    if treaty := passage.treaty_at.get(at):
        passage.used.add(at)
        return treaty.ref, treaty.end
    from .short_forms import bare_at  # the two call each other

    found = bare_at(passage, at)
    if found:
        passage.used.add(found.start)
        return found.ref, found.end
    return None


def _left(passage: Passage, start: int, end: int) -> Owner | None:
    """The owner before the parts: 《公约》第13条, decision 1/CP.21, paragraph 45."""
    left, text = passage.grammar.left, passage.text
    last = max((*passage.acts, *passage.symbols), key=lambda act: act.end, default=None)
    if last and left.fullmatch(text, last.end, start):
        return Owner(last.code if last.kind != "symbol" else last.series, last.kind, last.start, end)
    for treaty in reversed(passage.treaties):
        if treaty.end <= start and left.fullmatch(text, treaty.end, start):
            passage.used.add(treaty.start)
            return Owner(treaty.ref, "treaty", treaty.start, end)
    from .short_forms import bare_before

    if not passage.grammar.words.here_before:
        return None
    found = bare_before(passage, start)
    if not found:
        return None
    passage.used.add(found.start)
    return Owner(found.ref, "treaty", found.start, end)


def _default(passage: Passage, chain: list[Unit], end: int) -> Owner | None:
    """Whose part it is where the text does not say: a treaty's article, this text's paragraph or annex."""
    kinds, start = {unit.kind for unit in chain}, chain[0].start
    if passage.grammar.unknown.match(passage.text, end):
        return None
    if passage.grammar.unknown_before.search(passage.text, max(0, start - 3), start):
        return None
    if not chain[0].numbers and not passage.grammar.lone_before.search(passage.text, max(0, start - 8), start):
        return None  # also the heading of an annex
    if "article" in kinds or "appendix" in kinds:
        treaty = passage.default_treaty(start)
        return Owner(treaty, "default", start, chain[-1].end) if treaty else None
    own = instruments().get(passage.context.instrument or "")
    names = [number.main for unit in chain if unit.kind == "annex" for number in unit.numbers]
    if own and any(name in "ABCDEFG" or (own.appendices and name.isalpha()) for name in names):
        return Owner(own.id, "default", start, chain[-1].end)
    return Owner("THIS", "default", start, chain[-1].end) if kinds <= {"paragraph", "point", "annex"} else None


# ------------------------------------------------------------------------------------------- values


def _values(chain: list[Unit], owner: Owner) -> Iterable[str]:
    """The citation values of a chain: one for every number of a list."""
    treaty = instruments().get(owner.code)
    ranked = sorted(chain, key=lambda unit: RANKS[unit.kind])
    if owner.kind == "symbol" and ranked[0].kind != "paragraph":
        return
    top = ranked[0]
    if top.kind == "point":
        return
    kind = "appendix" if top.kind == "annex" and treaty is not None and treaty.appendices else top.kind
    if not top.numbers:
        yield f"{kind}:{owner.code}"
        return
    below = [unit for unit in ranked[1:] if RANKS[unit.kind] > RANKS["article"] and unit.numbers]
    if top.kind in ROMAN:
        below = []
    for numbers in product(top.numbers, *(unit.numbers for unit in below)):
        yield f"{kind}:{owner.code}:{_name(top, numbers[0], owner)}{_below(numbers, below)}"


def _name(unit: Unit, number: Number, owner: Owner) -> str:
    """The number of the greatest part, in roman figures where its texts are numbered so."""
    main = number.main
    if unit.kind == "article" and "." in main:
        main = "{}({})".format(*main.split("."))  # Article 6.4
    treaty = instruments().get(owner.code)
    roman_treaty = unit.kind == "article" and treaty is not None and treaty.roman_articles
    if main.isdigit() and (roman_treaty or (number.ordinal and unit.kind in ROMAN)):
        main = roman_capitals(main)
    return main


def _below(numbers: tuple[Number, ...], units: list[Unit]) -> str:
    parts = [*numbers[0].below]
    for number, unit in zip(numbers[1:], units, strict=True):
        if unit.kind == "point" and number.main.isdigit():
            parts.append(chr(ord("a") + int(number.main) - 1))
        elif number.main:
            parts.append(number.main)
        parts += number.below
    return "".join(f"({part})" for part in parts)
