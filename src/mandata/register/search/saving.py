"""Searches that people keep, to run again."""

from __future__ import annotations

from django.db import transaction

from ...errors import RegisterError
from ..history import Author, log
from ..models import Person, SavedSearch

_MOST = 100


def save(author: Author, person: Person, name: str, query: str) -> SavedSearch:
    """Keep a search; one that is kept already gets the new name. Raises RegisterError where there are too many, or
    the query is empty or too long."""
    query, name = query.strip(), name.strip()[:160]
    if not query or len(query) > 1000:
        raise RegisterError("a search of no or too many words", "one of at most 1,000 characters")
    with transaction.atomic():
        held = SavedSearch.objects.filter(person=person, query=query, withdrawn=False).first()
        if held is None and SavedSearch.objects.filter(person=person, withdrawn=False).count() >= _MOST:
            raise RegisterError(f"{_MOST} searches are kept already", "room for one more", "remove one of them")
        before = {"name": held.name} if held else {}
        held = held or SavedSearch(person=person, query=query, saved=author.at)
        held.name = name or query[:160]
        held.save()
        log(author, held, "changed" if before else "added", before, {"name": held.name, "query": query})
    return held


def remove(author: Author, person: Person, key: int) -> None:
    """Withdraw a search of somebody's own; nothing happens where there is none."""
    with transaction.atomic():
        held = SavedSearch.objects.filter(person=person, pk=key, withdrawn=False).first()
        if held:
            held.withdrawn = True
            held.save()
            log(author, held, "withdrawn", {"name": held.name}, {})


def of(person: Person) -> list[SavedSearch]:
    """The searches that somebody keeps, by name."""
    return list(SavedSearch.objects.filter(person=person, withdrawn=False).order_by("name", "pk"))
