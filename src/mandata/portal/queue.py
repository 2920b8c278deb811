"""The review queue: open questions by document and kind, and each with its text beside the form."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from ..register import correcting, facts, review
from ..register.facts import Facts
from ..register.models import Review
from . import choosing
from .asking import Undo, attempt, author, given, need, remember, signed_in, tabs, undoable
from .choosing import Offer
from .fact_form import Form, form
from .mandates import Reason, field_name, reasons
from .marking import Source, source
from .paragraphs import target_name
from .rows import MandateRow, mandate_row
from .show import Desk, Link, Page, Turn, at, desk, show, turn
from .show import address as with_query

_DOCUMENTS = 200  # that a filter offers


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """A value to narrow the queue by, with how many questions it leaves."""

    value: str
    name: str
    count: int
    here: bool


class QuestionRow(msgspec.Struct, frozen=True, kw_only=True):
    """An open question in the list."""

    href: str
    kind: str
    kind_name: str
    paragraph: str
    document: str
    what: str
    language: str
    act: str
    certainty: int


class Queue(Page, frozen=True, kw_only=True):
    """The open questions."""

    rows: tuple[QuestionRow, ...]
    kinds: tuple[Filter, ...]
    documents: tuple[Filter, ...]
    turn: Turn
    tabs: tuple[Link, ...]
    undo: Undo | None


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A field in which a reading says something else than what is held."""

    key: str
    field: str
    held: str
    read: str


class Question(Page, frozen=True, kw_only=True):
    """A question. `kind` says what it asks; `form` is that of its mandate."""

    key: int
    kind: str
    kind_name: str
    address: str
    mandate: MandateRow | None
    mandate_address: str
    paragraph: Link
    document: Link
    source: Source
    form: Form | None
    organizations: tuple[Offer, ...]
    meetings: tuple[Offer, ...]
    reasons: tuple[Reason, ...]
    differences: tuple[Difference, ...]
    readings: tuple[Difference, ...]
    unread: tuple[str, ...]
    sequence: int
    place: int
    count: int
    before: str
    after: str
    queue: str
    add: str
    undo: Undo | None


_READ = (  # what a row reads of the paragraph and the mandate
    "paragraph__text_of",
    "mandate__decision",
    *(f"mandate__paragraph__{each}" for each in ("decision", "document", "text_of")),
)


def _open(look: Desk) -> QuerySet[Review]:
    """The open questions that whoever looks may answer, with what pages show of them."""
    found: Any = look.sees(review.queue())
    return found.select_related(*_READ).prefetch_related("mandate__dues__meeting__body")  # type: ignore[no-any-return]


def _queue(look: Desk) -> QuerySet[Review]:
    """The open questions that whoever looks may answer, narrowed as the address says."""
    found: Any = _open(look)
    if document := look.query.get("document", ""):
        found = found.filter(paragraph__document__address=document)
    if kind := look.query.get("kind", ""):
        found = found.filter(kind=kind)
    return found.order_by("paragraph__document", "paragraph__position", "pk")  # type: ignore[no-any-return]


def _narrowing(look: Desk) -> dict[str, str]:
    return {name: look.query[name] for name in ("document", "kind") if look.query.get(name)}


def queue_record(look: Desk, request: HttpRequest) -> Queue:
    narrowing = _narrowing(look)
    rows, where = turn(_queue(look), look.query, at("queue"))
    return Queue(
        title=look.register.lists["queue"],
        rows=tuple(_row(look, each, narrowing) for each in rows),
        kinds=_kinds(look),
        documents=_documents(look),
        turn=where,
        tabs=tabs(look, "queue"),
        undo=undoable(request),
    )


def _row(look: Desk, held: Any, narrowing: dict[str, str]) -> QuestionRow:
    what = mandate_row(look, held.mandate) if held.mandate else None
    return QuestionRow(
        href=with_query(at("question", held.pk), narrowing),
        kind=held.kind,
        kind_name=look.register.reviews.get(held.kind, held.kind),
        paragraph=held.paragraph.label or held.paragraph.eid,
        document=target_name(held.paragraph),
        what=what.name if what else "",
        language=what.language if what else "",
        act=what.act if what else "",
        certainty=round(100 * held.confidence),
    )


def _counts(look: Desk, field: str, without: str) -> list[tuple[str, int]]:
    narrowed = msgspec.structs.replace(look, query={n: v for n, v in look.query.items() if n != without})
    counted = _queue(narrowed).order_by().values(field).annotate(count=Count("pk")).order_by("-count", field)
    return list(counted.values_list(field, "count")[:_DOCUMENTS])


def _kinds(look: Desk) -> tuple[Filter, ...]:
    chosen = look.query.get("kind", "")
    return tuple(
        Filter(value=kind, name=look.register.reviews.get(kind, kind), count=count, here=kind == chosen)
        for kind, count in _counts(look, "kind", "kind")
    )


def _documents(look: Desk) -> tuple[Filter, ...]:
    chosen = look.query.get("document", "")
    return tuple(
        Filter(value=address, name=address, count=count, here=address == chosen)
        for address, count in _counts(look, "paragraph__document__address", "document")
    )


def question_record(look: Desk, held: Any, request: HttpRequest) -> Question:
    narrowing = _narrowing(look)
    paragraph, mandate = held.paragraph, held.mandate
    said = facts.of(mandate) if mandate else None
    shown = source(look, paragraph, said, with_query(at("question", held.pk), narrowing))
    before, after, place, count = _around(look, held)

    def href(key: int | None) -> str:
        return with_query(at("question", key), narrowing) if key else ""

    return Question(
        title=look.say("queue.question", label=paragraph.label or paragraph.eid, of=_owner(paragraph)),
        key=held.pk,
        kind=held.kind,
        kind_name=look.register.reviews.get(held.kind, held.kind),
        address=with_query(at("question", held.pk), narrowing),
        mandate=mandate_row(look, mandate) if mandate else None,
        mandate_address=mandate.address if mandate else "",
        paragraph=Link(name=paragraph.address, href=at("paragraph", paragraph.address)),
        document=Link(name=paragraph.document.symbol or paragraph.document.address,
                      href=at("document", paragraph.document.address)),
        source=shown,
        form=form(look, said, shown.language, sequence=mandate.sequence) if mandate else None,
        organizations=choosing.organizations(look) if mandate else (),
        meetings=choosing.meetings(look, held.body) if mandate else (),
        reasons=tuple(reasons(look, mandate)) if mandate else (),
        differences=tuple(_differences(look, held, said)) if said and held.kind == "differs" else (),
        readings=tuple(_readings(look, held)),
        unread=tuple(_unread(held)),
        sequence=mandate.sequence if mandate else 0,
        place=place,
        count=count,
        before=href(before),
        after=href(after),
        queue=with_query(at("queue"), narrowing),
        add=with_query(at("mandate_add", paragraph.address), {"next": with_query(at("question", held.pk), narrowing)}),
        undo=undoable(request),
    )  # fmt: skip


def _owner(paragraph: Any) -> str:
    owner = paragraph.decision or paragraph.document
    return str(getattr(owner, "number", "") or getattr(owner, "symbol", "") or owner.address)


def _around(look: Desk, held: Any) -> tuple[int | None, int | None, int, int]:
    """The questions before and after one in the queue, its place, and how many there are."""
    waiting = _queue(look)
    document, position, key = held.paragraph.document_id, held.paragraph.position, held.pk
    earlier = Q(paragraph__document__lt=document) | Q(paragraph__document=document) & (
        Q(paragraph__position__lt=position) | Q(paragraph__position=position, pk__lt=key)
    )
    ahead, count = waiting.filter(earlier), waiting.count()
    before = ahead.reverse().values_list("pk", flat=True).first()
    after = waiting.exclude(earlier).exclude(pk=key).values_list("pk", flat=True).first()
    return before, after, ahead.count() + 1, count


def _differences(look: Desk, held: Any, said: Facts) -> list[Difference]:
    read, differing = review.read_facts(held)
    return [
        Difference(key=field, field=field_name(look, field), held=told(look, said, field), read=told(look, read, field))
        for field in differing
    ]


def told(look: Desk, said: Facts, field: str) -> str:
    """A field of what a mandate says, in a line."""
    value: Any = getattr(said, field)
    if field == "act":
        return look.words.acts.get(value, str(value))
    if field == "deliverable":
        return look.words.publish.deliverables.get(value, str(value))
    if field == "continuing":
        return look.register.labels["affirmative" if value else "negative"]
    if field == "action":
        return _text(look, value)
    return "; ".join(
        filter(None, (" ".join(filter(None, (_code(look, each), _text(look, each.words)))) for each in value))
    )


def _code(look: Desk, fact: Any) -> str:
    kind = getattr(fact, "type", "")
    return look.words.conditions.get(kind, kind) or str(
        getattr(fact, "organization", "") or getattr(fact, "value", "") or ""
    )


def _text(look: Desk, words: dict[str, facts.Words]) -> str:
    found = next((words[code] for code in (look.language, "en", *words) if code in words), None)
    return f"“{found.text}”" if found else ""


def _readings(look: Desk, held: Any) -> list[Difference]:
    """What each language says where they do not agree."""
    return [
        Difference(
            key=field,
            field=field_name(look, field),
            held=look.say(f"languages.{code}"),
            read=", ".join(value) if isinstance(value, list) else look.words.acts.get(str(value), str(value)),
        )
        for field, by_language in held.found.get("languages", {}).items()
        for code, value in by_language.items()
    ]


def _unread(held: Any) -> list[str]:
    said = held.found.get("unread", [])
    return [str(each.get("text", each)) if isinstance(each, dict) else str(each) for each in said]


@signed_in
def queue(request: HttpRequest) -> HttpResponse:
    look = desk(request)
    need(look, "confirm")
    return show(request, "queue", queue_record(look, request))


@signed_in
def question(request: HttpRequest, key: int) -> HttpResponse:
    """Show a question; answer it when the form is sent, and lead to the next one."""
    look = desk(request)
    need(look, "confirm")
    held = _open(look).filter(pk=key).first()
    if held is None:
        if request.method == "POST" or Review.objects.filter(pk=key).exists():
            attempt(request, _answered, "queue.answered")
            return HttpResponseRedirect(with_query(at("queue"), _narrowing(look)))
        raise Http404
    if request.method != "POST":
        return show(request, "question", question_record(look, held, request))
    before, after, _, _ = _around(look, held)
    if not _answer(request, held):
        return HttpResponseRedirect(with_query(at("question", key), _narrowing(look)))
    following = next((each for each in (after, before) if each and _still(look, each)), None)
    there = at("question", following) if following else at("queue")
    return HttpResponseRedirect(with_query(there, _narrowing(look)))


def _still(look: Desk, key: int) -> bool:
    return _queue(look).filter(pk=key).exists()


def _answered() -> None:
    """Somebody else was faster, or the same answer was sent twice: nothing to do."""


def _answer(request: HttpRequest, held: Review) -> bool:
    """Do what the button says."""
    acting, mandate = author(request), held.mandate
    wanted, sent = given(request, "answer"), given(request, "sequence")
    sequence = int(sent) if sent.isdigit() else None
    fields = request.POST.getlist("field")
    acts = {
        "confirm": (lambda: correcting.confirm(acting, mandate, sequence), "queue.confirmed", "confirmed"),
        "reject": (
            lambda: correcting.reject(acting, mandate, given(request, "reason"), sequence),
            "queue.rejected",
            "rejected",
        ),
        "keep": (lambda: review.keep(acting, held, given(request, "reason")), "queue.kept", ""),
        "take": (lambda: review.take(acting, held, fields or None), "queue.taken", ""),
    }
    if wanted not in acts:
        raise Http404
    act, said, undo = acts[wanted]
    done, _ = attempt(request, act, said)
    if done and undo:
        remember(request, acting.batch, undo)
    return done
