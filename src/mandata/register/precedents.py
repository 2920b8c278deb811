"""Finds which mandates of the register were asked before, as documents come in; the findings are kept as rows.

What it compares by is kept in a file beside the register (compare/index_file.py); deleting that file is safe: it is
made anew from the register.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
import numpy as np
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ..compare.asked import Taken
from ..compare.chaining import families_of
from ..compare.index import Index
from ..compare.index_file import open_index, save
from ..compare.precedents import Precedent as Found
from ..compare.precedents import Repeated, of_documents, within
from ..compare.recurrence import index_of
from ..errors import MandataError
from ..interface import interface
from ..model import Document
from . import workflow
from .models import Body, Expression, Mandate, Precedent, Provision
from .readings import reading
from .words import words

_BATCH = 400  # keys in one question, under the limit of variables of SQLite
_TOLD = 50
_NEAR = 0.85  # share of equal words from which two mandates are of one family
_GOES_ON = ("same", "renewed", "changed", "superseded")  # relations of a mandate that takes an earlier one up
_ENDS = ("contradicted", "superseded")
_CHAIN = 12  # steps of a chain that are told, each way


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A mandate in a chain over meetings, and what it is to the one before it ("" of the first)."""

    mandate: Mandate
    relation: str = ""
    fields: tuple[str, ...] = ()


def update() -> list[Precedent]:
    """Compare what came in since the last time with all before; the findings that are new, strongest first.

    Documents that are older than what was compared already make everything be compared again. One at a time: a second
    call waits.
    """
    with _alone():
        known, current = _known(), _current()
        if known.issuperset(current):
            return []
        index = _index() if known else Index()
        if not len(index):
            known = set()
        new = list(_documents([key for key in current if key not in known]))
        if len(index) and _in_time(index, new):
            found = of_documents(index, new)
            index_of(new, index)
        else:
            found = within(index_of(new, index))
        kept = _kept(found)
        _close(index, known.union(current))
    return kept


def told(found: list[Precedent]) -> list[Precedent]:
    """Those findings that an officer is told of while documents come in: about the same matter, the likest of each
    mandate, at most a page."""
    likest: dict[int, Precedent] = {}
    for row in found:
        if row.matter:
            likest.setdefault(row.mandate_id, row)
    keys = [row.pk for row in list(likest.values())[:_TOLD]]
    rows = Precedent.objects.filter(pk__in=keys).select_related("mandate", "earlier")
    return list(rows.order_by("mandate__paragraph__document", "mandate__paragraph__position"))


def warnings(code: str) -> list[str]:
    """Compare what came in and say, a sentence each, what of it resembles what was asked before."""
    kinds, said = interface(code).recurrence.kinds, words(code)
    return [
        said.adding["resembles"].format(
            mandate=found.mandate.address,
            earlier=found.earlier.address,
            relation=kinds.get(found.relation, found.relation),
            state=said.states[found.earlier.state],
        )
        for found in told(update())
    ]


def chain(mandate: Mandate) -> list[Step]:
    """The mandate with what it renews, changes or repeats, and what renews, changes or repeats it: the earliest first.

    Of several the one about the same matter, and then the likest, is followed.
    """
    back: list[Step] = []
    link = _strongest(Precedent.objects.filter(mandate=mandate), "earlier")
    first = link
    while link is not None and len(back) < _CHAIN:
        before = _strongest(Precedent.objects.filter(mandate=link.earlier), "earlier")
        back.append(_step(link.earlier, before))
        link = before
    forth: list[Step] = []
    later = _strongest(Precedent.objects.filter(earlier=mandate), "mandate")
    while later is not None and len(forth) < _CHAIN:
        forth.append(_step(later.mandate, later))
        later = _strongest(Precedent.objects.filter(earlier=later.mandate), "mandate")
    return [*reversed(back), _step(mandate, first), *forth]


def in_force(body: Body, today: date) -> QuerySet[Mandate]:
    """A draft of what is in effect for a body: mandates of its adopted decisions that no later one takes up or ends.

    Of every line it is the last; what is closed, retired or was due before `today` is left out.
    """
    taken_up = Precedent.objects.filter(earlier=OuterRef("pk"), matter=True, relation__in=_GOES_ON)
    denied = Precedent.objects.filter(earlier=OuterRef("pk"), relation__in=_ENDS)
    past = Q(due_date__lt=today) & Q(continuing=False)
    held = Mandate.objects.filter(body=body, decision__adopted=True, paragraph__dropped=False)
    held = held.filter(state__in=workflow.states("open")).exclude(past)
    return held.exclude(Exists(taken_up)).exclude(Exists(denied))


def families(links: QuerySet[Precedent]) -> list[tuple[int, ...]]:
    """The keys of near-identical mandates, family by family, the largest first, told from some precedents."""
    pairs = np.array(list(links.filter(likeness__gte=_NEAR).values_list("mandate", "earlier")), np.int64).reshape(-1, 2)
    keys, places = np.unique(pairs, return_inverse=True)
    first, second = places.reshape(-1, 2).T
    return [tuple(int(keys[at]) for at in family) for family in families_of([(first, second)], len(keys))]


def _strongest(found: QuerySet[Precedent], other: str) -> Precedent | None:
    links = found.select_related(f"{other}__paragraph", f"{other}__decision", f"{other}__meeting")
    first: Precedent | None = links.order_by("-matter", "-likeness", "-pk").first()
    return first


def _step(mandate: Mandate, link: Precedent | None) -> Step:
    return Step(mandate=mandate, relation=link.relation, fields=tuple(link.fields)) if link else Step(mandate=mandate)


# ------------------------------------------------------------------------------------------------------ how


def _folder() -> Path:
    return Path(settings.HOME) / "index"


@contextmanager
def _alone() -> Iterator[None]:
    """Holds off every other process that would change the index."""
    _folder().mkdir(parents=True, exist_ok=True)
    with (_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _current() -> list[int]:
    """The language versions that are to be in the index, document by document."""
    held = Expression.objects.filter(current=True, withdrawn=False).order_by("document", "pk")
    return list(held.values_list("pk", flat=True))


def _known() -> set[int]:
    """The language versions in the index as it was left; none where there is no list that can be read."""
    try:
        return {int(key) for key in json.loads((_folder() / "recurrence.json").read_text(encoding="utf-8"))}
    except (OSError, ValueError):
        return set()


def _index() -> Index:
    """The index as it was left; an empty one where there is none, or none that fits."""
    try:
        return open_index(_folder() / "recurrence")
    except (OSError, MandataError):
        return Index()


def _close(index: Index, known: Iterable[int]) -> None:
    """The list first goes away: an index of which nobody knows what is in it is made anew."""
    folder = _folder()
    told = folder / "recurrence.json"
    told.unlink(missing_ok=True)
    save(index, folder / "recurrence")
    half = folder / "recurrence.json.half"
    half.write_text(json.dumps(sorted(known)), encoding="utf-8")
    half.replace(told)


def _documents(keys: Sequence[int]) -> Iterator[Document]:
    """What the reader gave; `file` is the key of the language version, by which mandates are found again."""
    for at in range(0, len(keys), _BATCH):
        held = Expression.objects.in_bulk(keys[at : at + _BATCH])
        for key in keys[at : at + _BATCH]:
            yield msgspec.structs.replace(reading(held[key]), file=str(key), symbol=None)


def _in_time(index: Index, new: Sequence[Document]) -> bool:
    """Whether nothing new is older than the latest that was compared."""
    from ..compare.asked import decisions

    latest = max((taken.when for taken in index.decisions if taken.date), default=None)
    dated: Iterator[Taken] = (taken for document in new for taken in decisions(document) if taken.date)
    return latest is None or all(taken.when >= latest for taken in dated)


def _kept(told: list[Repeated]) -> list[Precedent]:
    """The findings as rows, one for each two mandates whatever the languages in which they were found."""
    mandates = _mandates({one.mandate.id for one in told} | {b.mandate.id for one in told for b in one.before})
    rows: dict[tuple[int, int], Precedent] = {}
    for one in told:
        later = mandates.get(_place(one.mandate.id, one.mandate.text))
        for found in one.before:
            earlier = mandates.get(_place(found.mandate.id, found.mandate.text))
            if later is None or earlier is None or later == earlier:
                continue
            held = rows.get((later, earlier))
            if held is None or held.likeness < found.likeness:
                rows[later, earlier] = _row(later, earlier, found)
    with transaction.atomic():
        made = Precedent.objects.bulk_create(
            rows.values(),
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["mandate", "earlier"],
            update_fields=["relation", "fields", "likeness", "matter"],
        )
    return sorted(made, key=lambda row: (row.matter, row.likeness), reverse=True)


def _row(later: int, earlier: int, found: Found) -> Precedent:
    return Precedent(
        mandate_id=later,
        earlier_id=earlier,
        relation=found.relation,
        fields=list(found.fields),
        likeness=found.likeness,
        matter=found.matter,
    )


def _place(identity: str, text: str) -> tuple[str, str, str]:
    """The language version, the block and the words of a provision."""
    version, _, block = identity.rpartition("#")
    return version, block.partition("~")[0], text


def _mandates(identities: Iterable[str]) -> dict[tuple[str, str, str], int]:
    """The mandates of provisions, by their places."""
    versions = sorted({int(identity.rpartition("#")[0]) for identity in identities})
    found: dict[tuple[str, str, str], int] = {}
    for at in range(0, len(versions), _BATCH):
        held = Provision.objects.filter(text__expression__in=versions[at : at + _BATCH]).exclude(mandate=None)
        for version, block, record, mandate in held.values_list(
            "text__expression", "text__block", "record", "mandate"
        ).iterator(2000):
            found[str(version), block, record["text"]] = mandate
    return found
