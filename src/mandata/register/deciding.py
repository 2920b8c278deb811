"""The decisions of a document: finds those that the register has, from draft to adopted text, or makes new ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from .. import bodies, model
from . import naming
from .history import Entry
from .models import Alias, Decision, DecisionText, Document, Expression
from .places import Places
from .readings import reading
from .resemblance import SAME_DECISION, Profile, decisions_alike, profile
from .works import RANK, revision


class Joined(msgspec.Struct, kw_only=True):
    """A decision as it stands in a document that came in: its text there, whether text and decision are new, and the
    texts of the same decision before and after this one."""

    text: DecisionText
    new_text: bool
    new_decision: bool
    earlier: DecisionText | None = None
    later: DecisionText | None = None


def joined(
    document: Document, reads: Sequence[model.Document], places: Places, entries: list[Entry]
) -> tuple[list[Joined], list[dict[int, DecisionText]]]:
    """The decisions of a document with what the register has of them; and for each language version, its texts by the
    index of the decision there. What changes is told in `entries`."""
    held = {text.position: text for text in _texts(document)} if document.pk else {}
    lead = max(reads, key=lambda read: len(read.decisions))
    found: list[Joined] = []
    for index, own in enumerate(lead.decisions):
        position = index + 1
        if text := held.get(position):
            found.append(Joined(text=text, new_text=False, new_decision=False))
            continue
        versions = [(read, index) for read in reads if index < len(read.decisions)]
        found.append(_join(document, own, position, versions, places, entries))
    texts = {one.text.position - 1: one.text for one in found}
    return found, [{i: texts[i] for i in range(len(read.decisions)) if i in texts} for read in reads]


def _texts(document: Document) -> list[DecisionText]:
    return list(DecisionText.objects.filter(document=document).select_related("decision__body", "document"))


def _join(
    document: Document,
    own: model.Decision,
    position: int,
    versions: Sequence[tuple[model.Document, int | None]],
    places: Places,
    entries: list[Entry],
) -> Joined:
    numbers = [] if own.draft and document.stage != "adopted" else naming.numbers(own)
    decision = _numbered(numbers, own) or _resembling(document, own, numbers, versions, places)
    new = decision is None
    if decision is None:
        decision = _new(document, own, position, numbers, versions, places)
        entries.append(Entry(record=decision, what="added", after={"document": document.address}))
    elif numbers and not decision.adopted:
        entries.append(_adopt(decision, own, numbers, document, versions))
    _name(decision, versions)
    others = list(DecisionText.objects.filter(decision=decision).select_related("document__of")) if not new else []
    text = DecisionText(
        decision=decision,
        document=document,
        position=position,
        stage=document.stage if document.stage in RANK else ("adopted" if numbers else "draft"),
        number=own.number[:96],
    )
    before = [other for other in others if _rank(other) <= _rank(text)]
    after = [other for other in others if _rank(other) > _rank(text)]
    text.current = not after
    if text.current and others:
        DecisionText.objects.filter(decision=decision, current=True).update(current=False)
    text.save()
    return Joined(
        text=text,
        new_text=True,
        new_decision=new,
        earlier=max(before, key=_rank, default=None),
        later=min(after, key=_rank, default=None),
    )


def _rank(text: DecisionText) -> tuple[int, int]:
    return RANK.get(text.stage, 0), revision(text.document.symbol)


def _numbered(numbers: Sequence[str], own: model.Decision) -> Decision | None:
    for number in numbers:
        address = naming.of_decision(number, own.body, own.kind)
        if decision := Decision.objects.filter(address=address).select_related("body").first():
            return decision
        if alias := Alias.objects.filter(address=address, kind="decision").first():
            return Decision.objects.select_related("body").get(pk=alias.key)
    return None


def _resembling(
    document: Document,
    own: model.Decision,
    numbers: Sequence[str],
    versions: Sequence[tuple[model.Document, int | None]],
    places: Places,
) -> Decision | None:
    """The decision that this text is another stage of: a draft of the same body and meeting that reads like it, or the
    adopted one where the draft comes in after it."""
    mine = profile(versions)
    best, most = None, SAME_DECISION
    candidates = _candidates(document, own, numbers, places)
    readings = _readings(candidates)
    for text in candidates:
        score = decisions_alike(_held(readings[text.document_id], text.position), mine)
        if document.of_id and text.document_id in (document.of_id,) and text.position == _at(versions) + 1:
            score += 0.2
        if score > most:
            best, most = text.decision, score
    return best


def _at(versions: Sequence[tuple[model.Document, int | None]]) -> int:
    return versions[0][1] or 0


def _candidates(document: Document, own: model.Decision, numbers: Sequence[str], places: Places) -> list[DecisionText]:
    body = places.body(own.body or (document.body.address if document.body else None))
    if body is None:
        return []
    texts = DecisionText.objects.filter(decision__body=body, current=True, decision__withdrawn=False)
    texts = texts.exclude(document=document) if document.pk else texts
    if numbers:
        texts = texts.filter(decision__adopted=False)
    else:
        texts = texts.exclude(decision__texts__stage=document.stage)  # another draft of the meeting is another decision
        texts = texts | DecisionText.objects.filter(
            decision__body=body, current=True, decision__withdrawn=False, document__in=_kin(document)
        )
    meeting = meeting_of(document, own, places)
    if meeting:
        texts = texts.filter(decision__meeting__in=[meeting]) | texts.filter(decision__meeting=None)
    return list(texts.select_related("decision__body", "document").distinct().order_by("pk")[:200])


def _kin(document: Document) -> list[int]:
    """The work that a document belongs to, and its other versions."""
    if not document.of_id:
        return []
    return [document.of_id, *Document.objects.filter(of=document.of_id).values_list("pk", flat=True)]


_Reading = tuple[int, str, str]
"""The key of an expression, its file's SHA-256 and the release that read it: together they never mean anything else."""


def _readings(texts: Sequence[DecisionText]) -> dict[int, tuple[_Reading, ...]]:
    """The current readings of the documents in which texts stand, by the document's key."""
    found: dict[int, tuple[_Reading, ...]] = {text.document_id: () for text in texts}
    current = Expression.objects.filter(document__in=found, current=True).order_by("pk")
    for document, key, sha256, reader in current.values_list("document_id", "pk", "file__sha256", "reader"):
        found[document] = (*found[document], (key, sha256, reader))
    return found


@lru_cache(256)  # a draft is held against every document that comes after it
def _held(readings: tuple[_Reading, ...], position: int) -> Profile:
    expressions = Expression.objects.filter(pk__in=[key for key, *_ in readings]).order_by("pk")
    reads = [reading(expression) for expression in expressions]
    return profile([(read, position - 1) for read in reads if position <= len(read.decisions)])


def meeting_of(document: Document, own: model.Decision, places: Places) -> int | None:
    """The key of the meeting of a decision: that of its document, else the one that its number tells."""
    if document.meeting_id:
        return int(document.meeting_id)
    number = bodies.number_in(own.number, own.body) if own.body else None
    meeting = places.meeting(f"{own.body}-{number}") if number else None
    return meeting.pk if meeting else None


def _new(
    document: Document,
    own: model.Decision,
    position: int,
    numbers: Sequence[str],
    versions: Sequence[tuple[model.Document, int | None]],
    places: Places,
) -> Decision:
    address = f"{document.address}/decision_{position}"
    if numbers:
        address = naming.of_decision(numbers[0], own.body, own.kind)[:160]
        if Decision.objects.filter(address=address).exists():
            address = f"{document.address}/decision_{position}"
    decision = Decision.objects.create(
        address=address,
        number=", ".join(numbers)[:96],
        kind=own.kind,
        body=places.body(own.body) or document.body,
        meeting_id=meeting_of(document, own, places),
        adopted=bool(numbers),
        public=document.public,
        names=_titles(versions),
    )
    _also(decision, own, numbers[1:])
    return decision


def _adopt(
    decision: Decision,
    own: model.Decision,
    numbers: Sequence[str],
    document: Document,
    versions: Sequence[tuple[model.Document, int | None]],
) -> Entry:
    """A draft becomes the decision that was adopted: it gets its number and address; the old address leads here."""
    before = {"address": decision.address, "number": decision.number}
    Alias.objects.get_or_create(address=decision.address, defaults={"kind": "decision", "key": decision.pk})
    decision.address = naming.of_decision(numbers[0], own.body, own.kind)[:160]
    decision.number = ", ".join(numbers)[:96]
    decision.adopted, decision.kind = True, own.kind
    decision.names = decision.names | _titles(versions)
    decision.save()
    _also(decision, own, numbers[1:])
    after = {"address": decision.address, "number": decision.number, "document": document.address}
    return Entry(record=decision, what="adopted", before=before, after=after)


def _also(decision: Decision, own: model.Decision, numbers: Sequence[str]) -> None:
    """A joint decision is found by each of its numbers."""
    for number in numbers:
        address = naming.of_decision(number, None, own.kind)
        Alias.objects.get_or_create(address=address, defaults={"kind": "decision", "key": decision.pk})


def _name(decision: Decision, versions: Sequence[tuple[model.Document, int | None]]) -> None:
    titles = _titles(versions)
    if missing := {code: title for code, title in titles.items() if code not in decision.names}:
        decision.names = {**decision.names, **missing}
        decision.save(update_fields=["names"])


def _titles(versions: Sequence[tuple[model.Document, int | None]]) -> dict[str, str]:
    titles = {read.language: read.decisions[index].title for read, index in versions if index is not None}
    return {code: title for code, title in titles.items() if title}
