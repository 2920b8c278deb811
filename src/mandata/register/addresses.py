"""Finds every record by its short address, also by an old one, and however it is spelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from rapidfuzz import fuzz, process

from ..errors import RegisterError
from . import naming
from .models import (
    Activity,
    Alias,
    Body,
    Decision,
    DecisionText,
    Document,
    Mandate,
    Meeting,
    Organization,
    Paragraph,
)

_ROOTS: tuple[type[Any], ...] = (Decision, Document, Meeting, Body, Organization, Activity)
_KINDS: tuple[type[Any], ...] = (*_ROOTS, Mandate)
_BY_NAME: dict[str, type[Any]] = {kind.__name__.lower(): kind for kind in _KINDS}
_SPACE = re.compile(r"[\s,;]+")
_DASHES = re.compile(r"[‐‑‒–—−]")
_PARAGRAPH = re.compile(r"(?i)(?:paragraphs?|paras?\.?|§|¶)[\s_.]*(?=\d)")
_DECISION = re.compile(r"(?i)^(?:draft )?(?:decision|resolution)s?\s+(?!_)(?:no\.?\s*)?")
_PLACE = re.compile(r"decision_(\d+)", re.IGNORECASE)
_MANDATE = re.compile(r"m(\d+)", re.IGNORECASE)
_SUGGESTED = 5


def find(address: str) -> Any:
    """The record at an address: "MC-6/4", "UNEP/MC/COP.6/18", "MC-6/4/para_3", "MC-6/4 para 3 (a)", "MC-6/4/para_3/m1".

    Case, blanks and the stroke of symbols do not matter, and an address that a record had before leads to it. Raises
    RegisterError where there is none, with those that it could be.
    """
    for spelt in _spellings(address):
        if record := _at(spelt):
            return record
    raise unknown(address)


def _spellings(address: str) -> Iterator[str]:
    """An address as it is, and as it may be meant."""
    plain = _DASHES.sub("-", address.strip().strip("/"))
    yield plain
    written = _PARAGRAPH.sub("/para_", _DECISION.sub("", plain))
    head, stroke, tail = written.partition("/para_")
    if stroke:
        label, mandate = _label(tail)
        yield f"{head.strip(' ,/')}/{naming.eid_of_label(label)}{mandate}"
    yield _SPACE.sub("", plain)
    yield "/".join(part.strip() for part in _SPACE.sub(" ", written).split(" ") if part)


def _label(tail: str) -> tuple[str, str]:
    """The number of a paragraph, and "/m1" where the mandate follows."""
    found = re.search(r"(?i)[\s/,]*\bm(\d+)$", tail)
    return (tail[: found.start()], f"/m{found[1]}") if found else (tail, "")


def _at(address: str) -> Any:
    if record := _exactly(address):
        return record
    parts = address.split("/")
    for cut in range(len(parts) - 1, 0, -1):
        root = _root("/".join(parts[:cut]))
        if isinstance(root, Decision | Document):
            return _inside(root, parts[cut:])
    return None


def _root(address: str) -> Any:
    """A record that stands for itself; the symbol of a document is as good as its address."""
    return _exactly(address) or _one(Document, naming.of_symbol(address))


def _exactly(address: str) -> Any:
    for kind in _KINDS:
        if record := _one(kind, address):
            return record
    alias = Alias.objects.filter(address=address).first() or Alias.objects.filter(address__iexact=address).first()
    if alias and alias.kind in _BY_NAME:
        return _one_where(_BY_NAME[alias.kind], pk=alias.key)
    return _one(Document, naming.of_symbol(address)) if "/" in address else None


def _one(kind: type[Any], address: str) -> Any:
    return _one_where(kind, address=address) or _one_where(kind, address__iexact=address)


def _one_where(kind: type[Any], **where: Any) -> Any:
    return kind._default_manager.filter(**where).first()


def _inside(root: Decision | Document, parts: list[str]) -> Paragraph | Mandate | Decision | None:
    """A paragraph or mandate under a decision or document, by the rest of its address."""
    text: models.Q
    if isinstance(root, Document) and (place := _PLACE.fullmatch(parts[0])):
        of = DecisionText.objects.filter(document=root, position=int(place[1])).select_related("decision").first()
        if of is None or len(parts) == 1:
            return of.decision if of else None
        text, parts = models.Q(text_of=of), parts[1:]
    elif isinstance(root, Document):
        text = models.Q(document=root, text_of=None)
    else:
        text = models.Q(decision=root, text_of__current=True)
    mandate = _MANDATE.fullmatch(parts[-1]) if len(parts) == 2 else None
    if len(parts) != (2 if mandate else 1):
        return None
    rows = Paragraph.objects.select_related("document", "text_of", "decision").filter(text, eid__iexact=parts[0])
    paragraph = rows.first()
    if paragraph is None or mandate is None:
        return paragraph
    return Mandate.objects.filter(paragraph=paragraph, number=int(mandate[1])).first()


def unknown(address: str) -> RegisterError:
    """The error that there is no such address, with those that it could be."""
    near = suggestions(address)
    advice = f"did you mean {', '.join(near)}?" if near else "mandata list decisions"
    return RegisterError(f"{address!r} is not in the register", "an address such as MC-6/4/para_3/m1", advice)


def suggestions(address: str) -> list[str]:
    """Addresses of the register that look like one that is not there, the likeliest first."""
    head = re.split(r"[/\s]", address.strip())[0][:4]
    kinds: tuple[type[Any], ...] = (Decision, Document, Mandate, Meeting, Organization)
    known: list[str] = []
    for kind in kinds:
        rows = kind._default_manager.values_list("address", flat=True)
        known += rows.filter(address__istartswith=head)[:2000] if head else rows[:500]
    near = process.extract(address, known, scorer=fuzz.ratio, limit=_SUGGESTED, score_cutoff=60)
    return [name for name, *_ in near]
