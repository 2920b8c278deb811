"""What is told of a mandate: where it was asked before, and what became of that; of chains and of what is in effect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..model import Document, Record
from .asked import Asked, Taken, asked, decisions
from .index import Index
from .recurrence import Findings, before, elapsed, recurrences, superseded
from .relation import Field, Link, RelationKind, ended

MOST = 5  # earlier mandates that are told of one


class Stands(Record, frozen=True, kw_only=True):
    """A mandate and the decision in which it stands."""

    mandate: Asked
    decision: Taken


class Precedent(Stands, frozen=True, kw_only=True):
    """An earlier mandate and what the later one is to it.

    `matter` tells whether both decisions are about the same matter, `superseded_by` which later mandate put an end
    to the earlier one (its id).
    """

    relation: RelationKind
    fields: tuple[Field, ...] = ()
    likeness: float
    matter: bool
    superseded_by: str | None = None


class Repeated(Stands, frozen=True, kw_only=True):
    """A mandate that was asked before, by whom and how: those of the same matter first, the most alike first."""

    before: tuple[Precedent, ...]


class Chain(Record, frozen=True, kw_only=True):
    """A mandate over meetings, the earliest first; `relations` are what each is to the one before it."""

    members: tuple[Stands, ...]
    relations: tuple[RelationKind, ...]


def within(index: Index, findings: Findings | None = None) -> list[Repeated]:
    """The mandates of an index that repeat, change or end earlier ones of it, in the order in which they came."""
    findings = recurrences(index) if findings is None else findings
    links: dict[int, list[Precedent]] = defaultdict(list)
    for link in findings.links:
        links[link.later].append(_precedent(index, link, findings.superseded))
    for number, by in findings.superseded.items():
        links[by].append(_ended(index, number, index.mandates[by]))
    return [
        Repeated(mandate=index.mandates[later], decision=index.decision(later), before=_ordered(found))
        for later, found in sorted(links.items())
    ]


def of_documents(index: Index, documents: Iterable[Document]) -> list[Repeated]:
    """What documents that are not in the index ask that was asked before: what to tell while a draft is uploaded."""
    taken: list[Taken] = []
    mandates: list[Asked] = []
    for document in documents:
        taken += decisions(document)
        mandates += asked(document)
    return of_mandates(index, taken, mandates)


def of_mandates(index: Index, taken: Sequence[Taken], mandates: Sequence[Asked]) -> list[Repeated]:
    """The same for the decisions and mandates of such documents."""
    own = {decision.key: decision for decision in taken}
    links = before(index, taken, mandates)
    over = superseded(index)
    told = []
    for mandate in mandates:
        found = [_precedent(index, link, over) for link in links.get(mandate.id, ())]
        found += (_ended(index, number, mandate) for number in ended_by(index, mandate))
        if found:
            told.append(Repeated(mandate=mandate, decision=own[mandate.decision], before=_ordered(found)))
    return told


def ended_by(index: Index, mandate: Asked) -> list[int]:
    """The mandates of an index that a mandate puts an end to."""
    if not mandate.ends:
        return []
    parts = [key.partition("#") for key in mandate.ends]
    return [
        number
        for number in index.within({decision for decision, _, _ in parts})
        if any(
            decision == index.decision(number).key and ended(index.mandates[number].label, paragraph)
            for decision, _, paragraph in parts
        )
    ]


def chains(index: Index, findings: Findings) -> list[Chain]:
    """The chains of an index, the longest first."""
    kinds = {(link.earlier, link.later): link.relation.kind for link in findings.links}
    told = []
    for numbers in sorted(findings.chains, key=len, reverse=True):
        steps = pairwise(numbers)
        told.append(
            Chain(
                members=tuple(_stands(index, number) for number in numbers),
                relations=tuple(kinds[step] for step in steps),
            )
        )
    return told


def families(index: Index, findings: Findings) -> list[tuple[Stands, ...]]:
    """The families of an index, the largest first."""
    return [tuple(_stands(index, number) for number in family) for family in findings.families]


def in_effect(index: Index, findings: Findings, body: str, today: str) -> list[Stands]:
    """A draft of the mandates in effect for a body at a day (ISO 8601), in the order in which they came.

    Of every chain it is the last; what a later decision ends, denies or replaces is left out, and so is what was due
    before that day. Whether it was done is not known here.
    """
    followed = {number for chain in findings.chains for number in chain[:-1]}
    followed |= {link.earlier for link in findings.links if link.relation.kind == "contradicted"}
    found = []
    for number, mandate in enumerate(index.mandates):
        decision = index.decision(number)
        if decision.body != body or decision.draft or number in followed or number in findings.superseded:
            continue
        if mandate.mandate and not elapsed(mandate, today):
            found.append(Stands(mandate=mandate, decision=decision))
    return found


def _stands(index: Index, number: int) -> Stands:
    return Stands(mandate=index.mandates[number], decision=index.decision(number))


def _precedent(index: Index, link: Link, over: dict[int, int]) -> Precedent:
    by = over.get(link.earlier)
    return Precedent(
        mandate=index.mandates[link.earlier],
        decision=index.decision(link.earlier),
        relation=link.relation.kind,
        fields=link.relation.fields,
        likeness=round(link.relation.likeness, 3),
        matter=link.matter,
        superseded_by=None if by is None else index.mandates[by].id,
    )


def _ended(index: Index, number: int, by: Asked) -> Precedent:
    mandate = index.mandates[number]
    return Precedent(
        mandate=mandate,
        decision=index.decision(number),
        relation="superseded",
        likeness=0.0,
        matter=True,
        superseded_by=by.id,
    )


def _ordered(found: Iterable[Precedent]) -> tuple[Precedent, ...]:
    """The nearest first: of the same matter, alike, recent. What is ended is told whole, of others a few."""
    ranked = sorted(found, key=lambda p: (p.matter, p.likeness, p.decision.when), reverse=True)
    ends = [p for p in ranked if p.relation == "superseded"]
    return (*[p for p in ranked if p.relation != "superseded"][:MOST], *ends)
