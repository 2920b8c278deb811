"""Which document of the register a file belongs to: the same in another language, an earlier one, or a new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from django.db.models import Q
from rapidfuzz import fuzz

from .. import model
from . import naming
from .models import Alias, Document, Expression
from .models.documents import STAGES
from .readings import reading
from .resemblance import paired, profile

# The last members of a symbol say what a document is to the one whose symbol stands before them.
_PARTS = {
    "corrigendum": re.compile(r"/(?:Amend\.\d+/)?Corr\.\d+$"),
    "addendum": re.compile(r"/(?:Add|Amend)\.\d+$"),
    "revised": re.compile(r"/Rev\.\d+$"),
}
_IN_SESSION = re.compile(r"/(?:CRP|L|WP|CW)\.\d+")
_INFORMATION = re.compile(r"/INF[/.]\d+")
_SAME_SKELETON = 0.9
RANK = {"draft": 0, "revised": 1, "in_session": 2, "adopted": 3}
"""Which text of a decision is the later one."""


def stage(read: model.Document) -> str:
    """As what a document comes, one of STAGES: by its symbol, else by its decisions."""
    symbol = read.symbol or ""
    for name in ("corrigendum", "addendum"):
        if _PARTS[name].search(symbol):
            return name
    if _IN_SESSION.search(symbol):
        return "in_session"
    if _PARTS["revised"].search(symbol):
        return "revised"
    if _INFORMATION.search(symbol):
        return "information"
    if any(not decision.draft and not naming.is_open(decision.number) for decision in read.decisions):
        return "adopted"
    return "draft" if read.decisions else "other"


def base_symbol(symbol: str) -> str | None:
    """The symbol of the document that one belongs to: "UNEP/MC/COP.6/18/Rev.1" and "…/18/Corr.1" belong to "…/18"."""
    base = symbol
    while part := next((found for pattern in _PARTS.values() if (found := pattern.search(base))), None):
        base = base[: part.start()]
    return base if base != symbol else None


def revision(symbol: str) -> int:
    """The number of a revision, 0 of the first text."""
    return max((int(number) for number in re.findall(r"/Rev\.(\d+)", symbol)), default=0)


def find(reads: Sequence[model.Document], stage: str) -> Document | None:
    """The document of which `reads` are language versions, if the register has it."""
    symbol = next((read.symbol for read in reads if read.symbol), None)
    if symbol:
        return Document.objects.filter(symbol=symbol).first()
    return next(_candidates(reads, stage), None)


def _candidates(reads: Sequence[model.Document], stage: str) -> Iterator[Document]:
    """Documents without symbol that have the same decisions in the same frame, in whichever language."""
    mine = reads[0]
    numbers = sorted(naming.of_decision(n, d.body, d.kind) for d in mine.decisions for n in naming.numbers(d))
    same = Document.objects.filter(symbol="", stage=stage, kind=mine.kind or "", withdrawn=False)
    same = same.filter(Q(body=None) | Q(body__address=mine.body)) if mine.body else same
    if numbers:
        same = same.filter(decision_texts__decision__address=numbers[0])
    for document in same.distinct()[:50]:
        held = [reading(expression) for expression in Expression.objects.filter(document=document, current=True)]
        if held and any(alike(one, other) for one in held for other in reads):
            yield document


def alike(one: model.Document, other: model.Document) -> bool:
    """Whether two documents without symbol are one: the same decisions in the same frame, the same words if in one
    language."""
    if [naming.numbers(d) for d in one.decisions] != [naming.numbers(d) for d in other.decisions]:
        return False
    if one.language == other.language:
        return fuzz.ratio(_told(one), _told(other)) > 100 * _SAME_SKELETON
    mine, theirs = _skeleton(one), _skeleton(other)
    fits = fuzz.ratio(mine, theirs) / 100 if mine and theirs else 0.0
    return fits >= _SAME_SKELETON and _resembles(one, other)


def _told(read: model.Document) -> str:
    return "\n".join(block.text for block in read.blocks)[:20_000]


def _skeleton(read: model.Document) -> list[str]:
    kept = ("heading", "preambular", "operative", "paragraph")
    return [f"{block.kind} {block.label}" for block in read.blocks if block.kind in kept]


def _resembles(one: model.Document, other: model.Document) -> bool:
    """Whether most paragraphs with signs of their own (names, citations, figures) have their counterpart."""
    scopes: list[int | None] = [*range(len(one.decisions)), None]
    ours = [shape for index in scopes for shape in profile([(one, index)]).paragraphs[one.language] if shape.signs]
    scopes = [*range(len(other.decisions)), None]
    theirs = [s for index in scopes for s in profile([(other, index)]).paragraphs[other.language] if s.signs]
    if not ours or not theirs:
        return not ours and not theirs
    return len(paired(ours, theirs)) >= 0.7 * max(len(ours), len(theirs))


def groups(reads: Sequence[model.Document], key: Callable[[model.Document], str] = stage) -> list[list[int]]:
    """Which of several documents read are language versions of one, by index; works come before what joins them."""
    found: list[list[int]] = []
    by_symbol: dict[str, list[int]] = {}
    for at, read in enumerate(reads):
        if read.symbol:
            group = by_symbol.setdefault(read.symbol, [])
            if not group:
                found.append(group)
            group.append(at)
            continue
        group = next((g for g in found if _joins(read, [reads[i] for i in g], key)), [])
        if not group:
            found.append(group)
        group.append(at)
    order = {name: rank for rank, name in enumerate(STAGES)}
    return sorted(found, key=lambda group: (order[key(reads[group[0]])], revision(reads[group[0]].symbol or "")))


def _joins(read: model.Document, group: Sequence[model.Document], key: Callable[[model.Document], str]) -> bool:
    return (
        not group[0].symbol
        and all(other.language != read.language for other in group)
        and key(group[0]) == key(read)
        and (group[0].kind, group[0].body) == (read.kind, read.body)
        and alike(group[0], read)
    )


def base(document: Document) -> Document | None:
    """The work in the register that a document with a symbol belongs to."""
    symbol = base_symbol(document.symbol)
    found = Document.objects.filter(symbol=symbol).select_related("of").first() if symbol else None
    return (found.of or found) if found else None


def waiting(document: Document) -> list[Document]:
    """Documents in the register that belong to this one, and came before it."""
    if not document.symbol:
        return []
    alone = Document.objects.filter(of=None, symbol__startswith=f"{document.symbol}/").exclude(pk=document.pk)
    return [other for other in alone if base_symbol(other.symbol) == document.symbol]


def put_aliases(document: Document) -> None:
    """A document of several bodies is found by each of its symbols."""
    others = {naming.of_symbol(symbol) for symbol in document.symbols if symbol != document.symbol}
    others |= {naming.of_symbol(part) for part in re.split(r"\s*[–—]\s*", document.symbol) if part != document.symbol}
    Alias.objects.bulk_create(
        (Alias(address=address, kind="document", key=document.pk) for address in sorted(others) if address),
        ignore_conflicts=True,
    )
