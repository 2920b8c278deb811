"""Settles the mandates of paragraphs after a reading: new ones are proposed, held ones keep what people set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import msgspec

from .bulk import insert
from .facts import ACTORS, FIELDS, PREFETCH, DueFact, Facts, differing, of, told
from .history import Author, Entry
from .keeping import kept
from .matching import Act, Unit, groups_of, matched, traces_of
from .merging import Proposal, proposal
from .models import Actor, Alias, Condition, Due, Mandate, Paragraph, Review
from .places import Places

_ENDED = ("rejected", "superseded", "retired")


class Settled(msgspec.Struct, kw_only=True):
    """What came of settling: how many mandates of each kind, and what is to be logged."""

    new: list[Mandate] = []
    changed: list[Mandate] = []
    dropped: list[Mandate] = []
    differing: list[Mandate] = []
    entries: list[Entry] = []


class _Held(msgspec.Struct, kw_only=True):
    """A mandate that a reading has, with what it is to say from now on."""

    mandate: Mandate
    before: Facts
    after: Facts
    found: Proposal
    differing: tuple[str, ...]
    moved_from: str | None


def settle(units: Sequence[Unit], places: Places, author: Author) -> Settled:
    """Settle the mandates of `units`, in few questions to the database; the acts' rows get their mandates (the caller
    saves them)."""
    settled = Settled()
    traces = traces_of([mandate for unit in units for mandate in unit.held])
    new: list[tuple[Mandate, Proposal]] = []
    held: list[_Held] = []
    rows: list[tuple[Mandate, Sequence[Act]]] = []
    for unit in units:
        groups = groups_of(unit)
        same, absorbed = matched(unit.held, groups, traces)
        numbers = {mandate.number for mandate in unit.held if mandate.paragraph_id == unit.paragraph.pk}
        for at, group in enumerate(groups):
            found = proposal(
                {code: act.read for code, act in group.items()},
                list(unit.texts),
                _resolver(unit, places, author),
                unit.eids,
                places.organizations.__contains__,
            )
            if at in absorbed:
                mandate = absorbed[at]
            elif at in same:
                mandate = same[at]
                held.append(_hold(mandate, unit, found, at, numbers))
            else:
                mandate = _propose(unit, found, _free(at + 1, numbers), author)
                new.append((mandate, found))
            rows.append((mandate, list(group.values())))
        gone = [mandate for mandate in unit.held if mandate not in same.values()]
        for mandate in gone:
            if mandate.pk not in traces and not mandate.withdrawn:
                held.append(_carry(mandate, unit, numbers))
            elif not mandate.withdrawn and mandate.state not in _ENDED:
                settled.dropped.append(mandate)
    _put_new(new, places, author, settled)
    _put_held(held, places, author, settled)
    _put_dropped(author, settled)
    for mandate, acts in rows:
        for act in acts:
            act.row.mandate = mandate
    return settled


def _resolver(unit: Unit, places: Places, author: Author) -> Callable[[DueFact], DueFact]:
    """Gives a due of the paragraph its meeting and day, as the register's calendar has them today."""
    owner = unit.paragraph.decision or unit.paragraph.document

    def resolve(due: DueFact) -> DueFact:
        found = places.calendar.resolve(
            due.value,
            body=owner.body_id,
            at=owner.meeting,
            today=author.at.date(),
            known=places.meeting(due.meeting),
        )
        return msgspec.structs.replace(
            due,
            meeting=found.meeting.address if found.meeting else None,
            date=found.date.isoformat() if found.date else None,
        )

    return resolve


def with_facts(mandates: Iterable[int]) -> list[Mandate]:
    """Mandates by their keys, with all that `facts.of` reads."""
    found = Mandate.objects.filter(pk__in=list(mandates)).select_related("paragraph").prefetch_related(*PREFETCH)
    return list(found.order_by("paragraph_id", "number"))


def _free(number: int, taken: set[int]) -> int:
    while number in taken:
        number += 1
    taken.add(number)
    return number


def _propose(unit: Unit, found: Proposal, number: int, author: Author) -> Mandate:
    paragraph = unit.paragraph
    decision = paragraph.decision
    owner = decision or paragraph.document
    mandate = Mandate(
        address=f"{paragraph.address}/m{number}"[:200],
        paragraph=paragraph,
        decision=decision,
        body_id=owner.body_id,
        meeting_id=owner.meeting_id,
        number=number,
        state_since=author.at,
        public=paragraph.document.public,
        confidence=found.confidence,
        doubts=found.doubts,
        act=found.facts.act,
    )
    _simple(mandate, found.facts)
    return mandate


def _simple(mandate: Mandate, facts: Facts) -> None:
    """The fields that stand in the mandate's own row."""
    mandate.act, mandate.deliverable, mandate.continuing = facts.act, facts.deliverable, facts.continuing
    mandate.action = msgspec.to_builtins(facts.action)


def _hold(mandate: Mandate, unit: Unit, found: Proposal, at: int, numbers: set[int]) -> _Held:
    protected = set(mandate.set_fields) if mandate.state == "proposed" else set(FIELDS)
    before = of(mandate)
    after, differ = kept(before, found.facts, protected, unit.texts)
    moved_from = _move(mandate, unit.paragraph, at + 1, numbers)
    return _Held(mandate=mandate, before=before, after=after, found=found, differing=differ, moved_from=moved_from)


def _carry(mandate: Mandate, unit: Unit, numbers: set[int]) -> _Held:
    """A mandate that a person added goes with its paragraph as it is."""
    before = of(mandate)
    after, _ = kept(before, before, FIELDS, unit.texts)
    moved_from = _move(mandate, unit.paragraph, mandate.number, numbers)
    found = Proposal(facts=before, confidence=mandate.confidence, doubts=mandate.doubts, disagreement={})
    return _Held(mandate=mandate, before=before, after=after, found=found, differing=(), moved_from=moved_from)


def _move(mandate: Mandate, paragraph: Paragraph, number: int, taken: set[int]) -> str | None:
    """Put a mandate into the later version's paragraph; the address it had, if that changes."""
    before = mandate.address
    if mandate.paragraph_id != paragraph.pk:
        mandate.paragraph, mandate.decision = paragraph, paragraph.decision
        mandate.number = _free(number, taken)
    mandate.address = f"{paragraph.address}/m{mandate.number}"[:200]
    owner = paragraph.decision or paragraph.document
    mandate.body_id, mandate.meeting_id = owner.body_id, owner.meeting_id
    return before if before != mandate.address else None


def _put_new(new: Sequence[tuple[Mandate, Proposal]], places: Places, author: Author, settled: Settled) -> None:
    dues = {id(mandate): _dues(mandate, found.facts, places) for mandate, found in new}
    settled.new += insert(mandate for mandate, _ in new)
    _put_parts([(mandate, found.facts) for mandate, found in new], places, dues)
    reviews = [_review("new", mandate, author, {}) for mandate, _ in new] + [
        _review("languages", m, author, {"languages": found.disagreement}) for m, found in new if found.disagreement
    ]
    insert(reviews)
    settled.entries += [Entry(record=mandate, what="proposed", after=_told(found.facts)) for mandate, found in new]


def _told(facts: Facts) -> dict[str, object]:
    """What is said of a new mandate in the log."""
    who = [actor.organization or next((said.text for said in actor.words.values()), "") for actor in facts.addressees]
    return {"act": facts.act, "addressees": who, "dues": [due.value for due in facts.dues]}


def _review(kind: str, mandate: Mandate, author: Author, found: Mapping[str, object]) -> Review:
    review = Review(
        kind=kind,
        mandate=mandate,
        body_id=mandate.body_id,
        found=dict(found),
        confidence=mandate.confidence,
        opened=author.at,
    )
    return review.about(mandate.paragraph)


def _put_held(held: Sequence[_Held], places: Places, author: Author, settled: Settled) -> None:
    """Write what has changed of mandates that were there."""
    changed = [one for one in held if one.moved_from or one.before != one.after]
    touched = [one.mandate for one in held]
    open_ = _open([mandate.pk for mandate in touched])
    for one in held:
        one.mandate.doubts = one.found.doubts
        if one.mandate.state == "proposed":
            one.mandate.confidence = one.found.confidence
        _simple(one.mandate, one.after)
    dues = {id(one.mandate): _dues(one.mandate, one.after, places) for one in changed}
    keys = [one.mandate.pk for one in changed]
    for part in (Actor, Condition, Due):
        part._default_manager.filter(mandate__in=keys).delete()
    for one in changed:
        one.mandate.sequence += 1
    _readdress([one for one in changed if one.moved_from])
    fields = ["paragraph", "decision", "body", "meeting", "number", "address", "act", "action", "deliverable"]
    fields += ["continuing", "doubts", "confidence", "due_date", "due_meeting", "sequence"]
    Mandate.objects.bulk_update(touched, fields, batch_size=40)
    _put_parts([(one.mandate, one.after) for one in changed], places, dues)
    _ask(held, open_, author, settled)
    for one in changed:
        fields_read = differing(one.before, one.after)
        before, after = told(one.before, fields_read), told(one.after, fields_read)
        if one.moved_from:
            before, after = {**before, "address": one.moved_from}, {**after, "address": one.mandate.address}
        what = "carried" if one.moved_from else "read_again"
        settled.entries.append(Entry(record=one.mandate, what=what, before=before, after=after))
        settled.changed.append(one.mandate)


def _readdress(moved: Sequence[_Held]) -> None:
    """Free the old addresses before the new ones are given (two mandates may change places), and lead them here."""
    if not moved:
        return
    for one in moved:
        Mandate.objects.filter(pk=one.mandate.pk).update(
            address=f"~{one.mandate.pk}", number=9000 + one.mandate.pk % 20000
        )
    old = {one.moved_from: one.mandate.pk for one in moved if one.moved_from}
    Alias.objects.bulk_create(
        (Alias(address=address[:160], kind="mandate", key=key) for address, key in old.items()), ignore_conflicts=True
    )


def _open(keys: Sequence[int]) -> dict[tuple[int | None, str], Review]:
    """The open reviews of mandates, by mandate and kind."""
    if not keys:
        return {}
    return {(r.mandate_id, r.kind): r for r in Review.objects.filter(mandate__in=keys, closed=None)}


def _ask(
    held: Sequence[_Held], open_: Mapping[tuple[int | None, str], Review], author: Author, settled: Settled
) -> None:
    """Open, renew or close what officers are asked about mandates that were there."""
    new: list[Review] = []
    changed: list[Review] = []
    for one in held:
        questions: dict[str, Mapping[str, object]] = {}
        if one.differing:
            questions["differs"] = {"facts": told(one.found.facts, one.differing)}
            settled.differing.append(one.mandate)
        if one.found.disagreement:
            questions["languages"] = {"languages": one.found.disagreement}
        for kind in ("new", "differs", "languages", "dropped"):
            review = open_.get((one.mandate.pk, kind))
            if kind in questions and review is None:
                new.append(_review(kind, one.mandate, author, questions[kind]))
            elif review is not None:
                changed.append(_renew(review, one.mandate, questions.get(kind), author))
    Review.objects.bulk_create(new)
    fields = ["found", "confidence", "paragraph", "document", "position", "body", "closed", "outcome"]
    Review.objects.bulk_update(changed, fields, batch_size=100)


def _renew(review: Review, mandate: Mandate, found: Mapping[str, object] | None, author: Author) -> Review:
    review.about(mandate.paragraph)
    review.body_id, review.confidence = mandate.body_id, mandate.confidence
    if found is not None:
        review.found = dict(found)
    elif review.kind != "new":
        review.closed, review.outcome = author.at, "settled"
    return review


def _put_dropped(author: Author, settled: Settled) -> None:
    open_ = _open([mandate.pk for mandate in settled.dropped])
    asked = [mandate for mandate in settled.dropped if (mandate.pk, "dropped") not in open_]
    Review.objects.bulk_create(_review("dropped", mandate, author, {}) for mandate in asked)
    settled.entries += [Entry(record=mandate, what="dropped") for mandate in asked]
    settled.dropped = asked


def _dues(mandate: Mandate, facts: Facts, places: Places) -> list[Due]:
    """The rows of a mandate's dues; its own day and meeting follow them."""
    rows = [
        Due(
            mandate=mandate,
            value=due.value[:96],
            position=at,
            meeting=places.meeting(due.meeting),
            date=date.fromisoformat(due.date) if due.date else None,
            words=msgspec.to_builtins(due.words),
        )
        for at, due in enumerate(facts.dues)
    ]
    dated = sorted((row for row in rows if row.date), key=lambda row: row.date or date.max)
    mandate.due_date = dated[0].date if dated else None
    mandate.due_meeting = next((row.meeting for row in (*dated, *rows) if row.meeting), None)
    return rows


def _put_parts(mandates: Sequence[tuple[Mandate, Facts]], places: Places, dues: Mapping[int, list[Due]]) -> None:
    actors: list[Actor] = []
    conditions: list[Condition] = []
    for mandate, facts in mandates:
        for field, role in ACTORS.items():
            actors += [
                Actor(
                    mandate=mandate,
                    role=role,
                    position=at,
                    organization=places.organization(actor.organization),
                    words=msgspec.to_builtins(actor.words),
                )
                for at, actor in enumerate(getattr(facts, field))
            ]
        conditions += [
            Condition(mandate=mandate, type=one.type, position=at, words=msgspec.to_builtins(one.words))
            for at, one in enumerate(facts.conditions)
        ]
    rows = [row for mandate, _ in mandates for row in dues[id(mandate)]]
    for row in rows:
        row.mandate_id = row.mandate.pk
    insert(actors)
    insert(conditions)
    insert(rows)
