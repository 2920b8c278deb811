"""What a paragraph says, as facts with their places: acts, addressees, conditions, dates, numbers, citations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..folding import fold
from ..model import Block, Document, Phrase, Provision
from ..numerals import cardinal_pattern, cardinal_value, date_pattern, date_value
from .force import modals, negations

FactKind = Literal[
    "act",
    "addressee",
    "condition",
    "deadline",
    "partner",
    "recipient",
    "deliverable",
    "citation",
    "reference",
    "date",
    "number",
    "name",
    "modality",
    "negation",
]
EXACT: tuple[FactKind, ...] = ("deadline", "date", "number", "citation", "reference")
"""Facts that stand inside others: who changes only in them has not changed otherwise."""
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?![\w])")
_HAN_NUMBER = re.compile(r"(?<![\dA-Za-z.,/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\dA-Za-z/])")


class Fact(NamedTuple):
    """Something said in a block, from `start` to `end` (code points). Facts of a kind with equal `key` say the same;
    `value` is what is told of it, `what` a detail (the type of a condition)."""

    kind: FactKind
    block: str
    start: int
    end: int
    key: str
    value: str
    what: str = ""


def facts(document: Document) -> dict[str, list[Fact]]:
    """The facts of every block, each told once and where its words stand, be they inherited or not."""
    blocks = {block.id: block for block in document.blocks}
    found: dict[str, dict[tuple[str, int, int, str], Fact]] = defaultdict(dict)

    def keep(fact: Fact) -> None:
        found[fact.block].setdefault((fact.kind, fact.start, fact.end, fact.value), fact)

    for fact in _cited(document):
        keep(fact)
    for provision in document.provisions:
        for fact in _of_provision(provision, blocks, document):
            keep(fact)
    for mention in document.mentions:
        if mention.kind == "organization" and mention.ref:
            keep(Fact("name", mention.block, mention.start, mention.end, mention.ref, mention.text))
    for block in document.blocks:
        for fact in _read(block, document.language, found[block.id].values()):
            keep(fact)
    return {block: _masked(list(kept.values()), blocks[block]) for block, kept in found.items()}


def _cited(document: Document) -> Iterable[Fact]:
    for c in document.citations:
        own = c.value.startswith(("paragraph:THIS:", "section:THIS:", "annex:THIS"))
        yield Fact("reference" if own else "citation", c.block, c.start, c.end, c.value, c.value)


def _of_provision(provision: Provision, blocks: dict[str, Block], document: Document) -> Iterable[Fact]:
    home, start, end = _act_place(provision, document)
    yield Fact("act", home, start, end, provision.act, provision.act, provision.act_class)
    for actor in provision.addressees:
        yield _phrase("addressee", actor)
    for actor in provision.partners:
        yield _phrase("partner", actor)
    for actor in provision.recipients:
        yield _phrase("recipient", actor)
    for condition in provision.conditions:
        yield _phrase("condition", condition, condition.type)
    for due in provision.due:
        known = due.value if due.value != "other" else fold(due.text).text
        yield Fact("deadline", due.block, due.start, due.end, known, due.text, due.date or "")
    if provision.deliverable and provision.action:
        action = provision.action
        yield Fact("deliverable", action.block, action.start, action.end, provision.deliverable, provision.deliverable)


def _phrase(kind: FactKind, phrase: Phrase, what: str = "") -> Fact:
    return Fact(kind, phrase.block, phrase.start, phrase.end, "", phrase.text, what)


def _act_place(provision: Provision, document: Document) -> tuple[str, int, int]:
    """Where the words of the act stand: those before addressee and action; an inherited one in the text above."""
    if provision.inherited:
        above = next((actor for actor in provision.addressees if actor.block != provision.block), None)
        home = above.block if above else _heading(document, provision.block)
        end = above.start if above else 0
        return home, 0, max(end, 1)
    inside = [p.start for p in provision.addressees if p.block == provision.block and p.start > provision.start]
    if provision.action and provision.action.block == provision.block and provision.action.start > provision.start:
        inside.append(provision.action.start)
    return provision.block, provision.start, min(inside, default=provision.end)


def _heading(document: Document, block_id: str) -> str:
    """The block above a sub-paragraph that opens its list."""
    level, home = None, block_id
    for block in reversed(document.blocks):
        if block.id == block_id:
            level = block.level
        elif level is not None and block.kind == "operative" and block.level < level:
            level, home = block.level, block.id
            if level == 1:
                break
    return home


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(date_pattern(language)), re.compile(cardinal_pattern(language))


def _read(block: Block, language: str, known: Iterable[Fact]) -> Iterable[Fact]:
    """Dates, numbers, binding words and negations, outside what is a citation."""
    cited = [(fact.start, fact.end) for fact in known if fact.kind in ("citation", "reference")]
    dates, cardinals = _patterns(language)
    folded = fold(block.text)
    taken = list(cited)
    for match in dates.finditer(folded.text):
        start, end = folded.start(match.start()), folded.end(match.end())
        if not _inside(start, end, taken):
            taken.append((start, end))
            yield Fact("date", block.id, start, end, date_value(match.group(), language), block.text[start:end])
    numbers = _HAN_NUMBER if language == "zh" else _NUMBER
    for match in numbers.finditer(block.text):
        if not _inside(match.start(), match.end(), taken):
            key = re.sub(r"[^\d]", "", match.group())
            taken.append(match.span())
            yield Fact("number", block.id, match.start(), match.end(), key, match.group())
    for match in cardinals.finditer(folded.text):
        start, end = folded.start(match.start()), folded.end(match.end())
        if not _inside(start, end, taken) and (value := _cardinal(match.group(), language)) is not None:
            yield Fact("number", block.id, start, end, str(value), block.text[start:end])
    for modal in modals(block.text, language):
        yield Fact("modality", block.id, modal.start, modal.end, modal.level, modal.level)
    for start, end in negations(block.text, language):
        yield Fact("negation", block.id, start, end, "not", block.text[start:end])


def _cardinal(words: str, language: str) -> int | None:
    try:
        return cardinal_value(words, language)
    except (ValueError, KeyError):
        return None


def _inside(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in taken)


def _masked(found: list[Fact], block: Block) -> list[Fact]:
    """The facts in order, phrases with a key: their words, with the exact facts in them left open."""
    exact = [fact for fact in found if fact.kind in EXACT]
    return sorted(
        (fact._replace(key=_key(fact, exact, block)) if not fact.key else fact for fact in found),
        key=lambda fact: (fact.start, fact.end),
    )


def _key(fact: Fact, exact: list[Fact], block: Block) -> str:
    pieces, at = [], fact.start
    for inner in sorted(exact, key=lambda f: (f.start, -f.end)):
        if at <= inner.start and inner.end <= fact.end:
            pieces.append(block.text[at : inner.start])
            at = inner.end
    words = fold("#".join([*pieces, block.text[at : fact.end]])).text
    return words.strip(" ,;.،，；。")
