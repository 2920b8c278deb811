"""What people decide about a mandate: confirm, correct, split, merge, reject, add one that was missed, and undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Max

from ..errors import RegisterError
from . import changing, history, rights, workflow
from . import facts as mandate_facts
from .accepted import accepted
from .facts import FIELDS, Facts
from .history import Author
from .models import Event, Mandate, Paragraph, Provision, Review

_KEPT = ("state", "reason", "withdrawn", "set_fields")
ACTS = ("confirmed", "corrected", "rejected", "split", "merged", "missed", "undone")
"""What the log says of them; an act can be undone as long as nothing else happened to its mandates."""


def confirm(author: Author, mandate: Mandate, sequence: int | None = None) -> Mandate:
    """Confirm a proposed mandate as it stands; its open reviews "new" and "languages" are answered.

    Raises RegisterError where it is not proposed, the author may not, or it changed since it was seen (`sequence`).
    """
    with transaction.atomic():
        held = _hold(mandate, sequence)
        workflow.check(held, "confirmed", rights.held(rights.of_author(author), held))

        def change() -> None:
            held.state, held.state_since, held.reason = "confirmed", author.at, ""

        _change(author, held, "confirmed", change, closing=("new", "languages", "unread"))
    return held


def confirm_all(author: Author, mandates: Iterable[Mandate]) -> list[Mandate]:
    """Confirm several at once: all or none."""
    with transaction.atomic():
        return [confirm(author, mandate) for mandate in mandates]


def correct(
    author: Author, mandate: Mandate, facts: Facts, fields: Sequence[str], sequence: int | None = None
) -> Mandate:
    """Set some fields of a mandate to what `facts` says; a later reading leaves them alone.

    Raises RegisterError where a value is not one of the register, or words do not stand in the text.
    """
    with transaction.atomic():
        held = _hold(mandate, sequence)
        rights.require(author, "correct", held)
        accepted(held.paragraph, facts, fields)
        _change(author, held, "corrected", lambda: _set(author, held, facts, fields))
    return held


def reject(author: Author, mandate: Mandate, reason: str, sequence: int | None = None) -> Mandate:
    """Say that this is no mandate, and why; it stays in the register as rejected, and readings do not propose it again.

    Raises RegisterError without a reason, or where somebody has already begun to act on it.
    """
    if not reason.strip():
        raise RegisterError(f"{mandate.address} is to be rejected without a reason", "a reason")
    with transaction.atomic():
        held = _hold(mandate, sequence)
        workflow.check(held, "rejected", rights.held(rights.of_author(author), held), reason)

        def change() -> None:
            held.state, held.state_since, held.reason = "rejected", author.at, reason.strip()

        _change(author, held, "rejected", change, closing=("new", "languages", "differs", "dropped", "unread"))
    return held


def split(author: Author, mandate: Mandate, parts: Sequence[Facts], sequence: int | None = None) -> list[Mandate]:
    """Make several mandates of one: it keeps the first part, the others are new, in the same state and paragraph.

    Raises RegisterError with fewer than two parts.
    """
    if len(parts) < 2:
        raise RegisterError(f"{mandate.address} is to be split into {len(parts)}", "two parts or more")
    with transaction.atomic():
        held = _hold(mandate, sequence)
        rights.require(author, "correct", held)
        for part in parts:
            accepted(held.paragraph, part, FIELDS)
        _change(author, held, "split", lambda: _set(author, held, parts[0], FIELDS), closing=("new", "languages"))
        return [held, *(_make(author, held.paragraph, part, "split", like=held) for part in parts[1:])]


def merge(
    author: Author, mandate: Mandate, others: Sequence[Mandate], facts: Facts | None = None, sequence: int | None = None
) -> Mandate:
    """Make one mandate of several of one decision: the others are withdrawn and lead to it.

    `facts` is what the whole says; without, what the first says. Raises RegisterError where one is of another decision,
    or is followed already.
    """
    with transaction.atomic():
        held = _hold(mandate, sequence)
        rights.require(author, "correct", held)
        gone = [_hold(other, None) for other in others if other.pk != held.pk]
        for other in gone:
            _must_be(other, ("proposed", "confirmed"), "merged")
            if other.decision_id != held.decision_id or other.paragraph.document_id != held.paragraph.document_id:
                raise RegisterError(f"{other.address} is not of the decision of {held.address}", "mandates of one text")
        if not gone:
            raise RegisterError(f"{held.address} is to be merged with nothing", "one other mandate or more")
        if facts is not None:
            accepted(held.paragraph, facts, FIELDS)
        note = ", ".join(other.address for other in gone)
        _change(
            author,
            held,
            "merged",
            lambda: _set(author, held, facts, FIELDS) if facts is not None else None,
            closing=("new", "languages"),
            note=note,
        )
        for other in gone:
            _withdraw_into(author, other, held)
    return held


def add(author: Author, paragraph: Paragraph, facts: Facts) -> Mandate:
    """Add a mandate that the reader missed; it is confirmed with that.

    Raises RegisterError where a value is not one of the register, or words do not stand in the text.
    """
    with transaction.atomic():
        rights.require(author, "correct", paragraph)
        accepted(paragraph, facts, FIELDS)
        return _make(author, paragraph, facts, "missed")


def undo(author: Author, batch: str) -> list[Mandate]:
    """Take back one act on mandates, given by the batch of its events.

    Raises RegisterError where there is none, where somebody else did it, or where something happened since.
    """
    with transaction.atomic():
        events = list(Event.objects.filter(batch=batch, record="mandate", what__in=ACTS).order_by("-pk"))
        if not events:
            raise RegisterError("there is nothing to undo", "an act of review")
        if any(event.by_id != (author.by.pk if author.by else None) for event in events):
            raise RegisterError("this was done by somebody else", "an act of your own", "correct the mandate instead")
        return [_undone(author, event) for event in events]


# ------------------------------------------------------------------------------------------------------ how


def _hold(mandate: Mandate, sequence: int | None) -> Mandate:
    """The mandate as it is now, locked. Raises RegisterError where it is not the one that was seen."""
    held = Mandate.objects.select_for_update(of=("self",)).select_related("paragraph", "decision").get(pk=mandate.pk)
    if sequence is not None and held.sequence != sequence:
        raise changing.conflict(held)
    return held


def _must_be(mandate: Mandate, states: tuple[str, ...], wanted: str) -> None:
    if mandate.withdrawn or mandate.state not in states:
        state = "withdrawn" if mandate.withdrawn else mandate.state
        raise RegisterError(f"{mandate.address} is {state} and cannot be {wanted}", " or ".join(states))


def _set(author: Author, mandate: Mandate, facts: Facts, fields: Sequence[str]) -> None:
    mandate_facts.write(mandate, facts, fields)
    mark = {"by": author.by.pk if author.by else None, "at": author.at.isoformat()}
    mandate.set_fields = {**mandate.set_fields, **dict.fromkeys(fields, mark)}


def _change(
    author: Author,
    mandate: Mandate,
    what: str,
    change: Callable[[], None],
    closing: Sequence[str] = (),
    note: str = "",
) -> None:
    """Change a mandate and log what is different then, with the reviews that it answers."""
    before = _snapshot(mandate)
    change()
    mandate.sequence += 1
    mandate.save()
    after = _snapshot(mandate)
    different = [name for name in after if after[name] != before[name]]
    answered = _close(author, mandate, closing, what)
    history.log(
        author,
        mandate,
        what,
        {name: before[name] for name in different},
        {name: after[name] for name in different} | ({"reviews": answered} if answered else {}),
        note,
    )


def _snapshot(mandate: Mandate) -> dict[str, Any]:
    held = Mandate.objects.prefetch_related(*mandate_facts.PREFETCH).get(pk=mandate.pk)
    kept = {name: getattr(mandate, name) for name in _KEPT}
    kept["superseded_by"] = mandate.superseded_by.address if mandate.superseded_by else None
    return history.plain({**mandate_facts.told(mandate_facts.of(held)), **kept})


def _close(author: Author, mandate: Mandate, kinds: Sequence[str], outcome: str) -> list[int]:
    if not kinds:
        return []
    answered = Review.objects.filter(mandate=mandate, kind__in=kinds, closed=None)
    keys = list(answered.values_list("pk", flat=True))
    answered.update(closed=author.at, closed_by=author.by, outcome=outcome)
    return keys


def _make(author: Author, paragraph: Paragraph, facts: Facts, what: str, like: Mandate | None = None) -> Mandate:
    """A new mandate of a paragraph, by a person."""
    last = Mandate.objects.filter(paragraph=paragraph).aggregate(last=Max("number"))["last"] or 0
    of = paragraph.decision or paragraph.document
    mandate = Mandate.objects.create(
        address=f"{paragraph.address}/m{last + 1}",
        paragraph=paragraph,
        decision=paragraph.decision,
        body=of.body,
        meeting=of.meeting,
        number=last + 1,
        act=facts.act,
        confidence=1.0,
        state=like.state if like else "confirmed",
        state_since=author.at,
        public=of.public,
    )
    _set(author, mandate, facts, FIELDS)
    mandate.save()
    history.log(author, mandate, what, {}, _snapshot(mandate), note=like.address if like else "")
    return mandate


def _withdraw_into(author: Author, mandate: Mandate, whole: Mandate) -> None:
    def change() -> None:
        mandate.withdrawn, mandate.superseded_by = True, whole
        Provision.objects.filter(mandate=mandate).update(mandate=whole)

    _change(author, mandate, "merged", change, closing=("new", "languages", "differs", "dropped", "unread"))


def _undone(author: Author, event: Event) -> Mandate:
    mandate = _hold(Mandate.objects.get(pk=event.key), None)
    if Event.objects.filter(record="mandate", key=event.key, number__gt=event.number).exists():
        raise RegisterError(
            f"something happened to {mandate.address} since", "the last act on it", "correct the mandate instead"
        )

    def change() -> None:
        if not event.before and "act" in event.after:  # it was made by that act
            mandate.withdrawn = True
        else:
            _restore(mandate, event.before)
        mandate.state_since = author.at

    _change(author, mandate, "undone", change, note=event.what)
    reopened = event.after.get("reviews", [])
    Review.objects.filter(pk__in=reopened).update(closed=None, closed_by=None, outcome="")
    return mandate


def _restore(mandate: Mandate, before: Mapping[str, Any]) -> None:
    held = mandate_facts.told(mandate_facts.of(mandate))
    fields = [name for name in FIELDS if name in before]
    mandate_facts.write(mandate, mandate_facts.from_told({**held, **{name: before[name] for name in fields}}), fields)
    for name in _KEPT:
        if name in before:
            setattr(mandate, name, before[name])
    if "superseded_by" in before:
        whole, mandate.superseded_by = mandate.superseded_by, None
        if before["superseded_by"]:
            mandate.superseded_by = Mandate.objects.get(address=before["superseded_by"])
        elif whole:
            Provision.objects.filter(mandate=whole, text__paragraph=mandate.paragraph).update(mandate=mandate)


def parts_of(values: Iterable[Mapping[str, Any]]) -> list[Facts]:
    """Facts from plain values, as a form or a file has them. Raises RegisterError where they are not well formed."""
    try:
        return [msgspec.convert(value, Facts) for value in values]
    except msgspec.ValidationError as error:
        raise RegisterError(f"a mandate cannot be understood: {error}", "the fields of a mandate") from error
