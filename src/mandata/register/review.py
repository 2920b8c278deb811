"""The review queue: what the machine proposes or reads otherwise, for an officer to decide."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from ..errors import RegisterError
from . import correcting, history, rights, workflow
from . import facts as mandate_facts
from .facts import FIELDS, Facts
from .history import Author
from .models import Body, Document, Review
from .words import words


def queue(body: Body | None = None, document: Document | None = None, kinds: Sequence[str] = ()) -> QuerySet[Review]:
    """What is open, in the order of the documents, ready to be shown without further questions a row."""
    decided = Q(kind="new") & ~Q(mandate__state="proposed")  # by other ways than the queue
    found = Review.objects.filter(closed=None, document__withdrawn=False).exclude(decided)
    if body is not None:
        found = found.filter(body=body)
    if document is not None:
        found = found.filter(document=document)
    if kinds:
        found = found.filter(kind__in=kinds)
    return (
        found.select_related("mandate", "paragraph__document", "paragraph__decision", "body")
        .prefetch_related("paragraph__texts", *(f"mandate__{each}" for each in mandate_facts.PREFETCH))
        .order_by("document", "position", "mandate__number", "pk")
    )


def keep(author: Author, review: Review, note: str = "") -> Review:
    """Leave what is held as it is, whatever was read: the difference is answered.

    Raises RegisterError where it was answered already.
    """
    with transaction.atomic():
        held = _open(review)
        rights.require(author, "correct", held.paragraph)
        _answer(author, held, "kept", note)
    return held


def take(author: Author, review: Review, fields: Sequence[str] | None = None) -> Review:
    """Take what was read: all fields that differ, or some; for a mandate no longer in the text, retire it.

    Raises RegisterError where it was answered already, or has nothing to take.
    """
    with transaction.atomic():
        held = _open(review)
        rights.require(author, "correct", held.paragraph)
        if held.kind == "new":
            correcting.confirm(author, held.mandate)
            held.refresh_from_db()
            return held
        if held.kind == "dropped":
            _retire(author, held)
        else:
            _take(author, held, fields)
        _answer(author, held, "taken", "")
    return held


def read_facts(review: Review) -> tuple[Facts, list[str]]:
    """What was read, put over what is held, and in which fields it differs."""
    told = review.found.get("facts", {})
    held = mandate_facts.told(mandate_facts.of(review.mandate)) if review.mandate else {}
    return mandate_facts.from_told({**held, **told}), [name for name in FIELDS if name in told]


def _open(review: Review) -> Review:
    held = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if held.closed is not None:
        raise RegisterError("this question was answered already", "one that is open", "look at the queue again")
    return held


def _take(author: Author, review: Review, fields: Sequence[str] | None) -> None:
    if not review.mandate or not review.found.get("facts"):
        raise RegisterError("there is no reading to take over", "a reading that differs", "correct the mandate instead")
    facts, differing = read_facts(review)
    correcting.correct(author, review.mandate, facts, [name for name in differing if fields is None or name in fields])


def _retire(author: Author, review: Review) -> None:
    """A mandate that fell out of the text: if people follow it, it is retired, else rejected."""
    mandate = review.mandate
    reason = words(author.by.language if author.by else "en").reviews["dropped"]
    workflow.move(author, mandate, "rejected" if mandate.state == "proposed" else "retired", reason=reason)


def _answer(author: Author, review: Review, outcome: str, note: str) -> None:
    review.closed, review.closed_by, review.outcome = author.at, author.by, outcome
    review.save()
    history.log(author, review, outcome, {}, {"kind": review.kind, "mandate": str(review.mandate or "")}, note)
