"""Plays what people did with the mandates of a meeting, from a file: the demonstration and its tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from ..errors import RegisterError
from ..lexicon import Entry
from . import activities, correcting, deadlines, finding, following, history, invitations, relations, review, workflow
from .history import Author
from .models import Mandate, Organization, Person, Role


class PersonEntry(Entry, frozen=True, kw_only=True):
    """Somebody with a role; `organization` and `body` are addresses."""

    email: str
    name: str
    role: str
    language: str = "en"
    unit: str = ""
    organization: str = ""
    body: str = ""


class Act(Entry, frozen=True, kw_only=True, tag_field="act"):
    """Something that somebody did on a day."""

    by: str
    day: date


class Confirm(Act, frozen=True, kw_only=True, tag="confirm"):
    """All proposed mandates of a decision or document are confirmed; those no longer in its text are given up."""

    of: str


class Assign(Act, frozen=True, kw_only=True, tag="assign"):
    mandate: str
    to: str = ""
    unit: str = ""
    co_leads: list[str] = []


class Move(Act, frozen=True, kw_only=True, tag="move"):
    mandate: str
    to: str
    reason: str = ""


class Fund(Act, frozen=True, kw_only=True, tag="fund"):
    mandate: str
    amount: str


class Milestone(Act, frozen=True, kw_only=True, tag="milestone"):
    mandate: str
    title: str
    due: date
    done: date | None = None


class Comment(Act, frozen=True, kw_only=True, tag="comment"):
    mandate: str
    text: str


class Activity(Act, frozen=True, kw_only=True, tag="activity"):
    """What was done; `organizations` says who took part as what, `reported_by` whose report it is."""

    kind: str
    names: dict[str, str]
    mandates: list[str]
    start: str
    end: str = ""
    place: str = ""
    summaries: dict[str, str] = {}
    outputs: str = ""
    organizations: dict[str, str] = {}
    reported_by: str = ""
    state: str = "accepted"


class Relation(Act, frozen=True, kw_only=True, tag="relation"):
    body: str
    organization: str
    kind: str
    status: str
    since: str = ""
    basis: str = ""
    areas: list[str] = []
    mandates: list[str] = []
    steps: dict[str, str] = {}


class Meeting(Act, frozen=True, kw_only=True, tag="meeting"):
    """A meeting is moved."""

    meeting: str
    start: date
    end: date


class Story(Entry, frozen=True, kw_only=True):
    """People, and what they did, in order."""

    people: list[PersonEntry]
    acts: list[Confirm | Assign | Move | Fund | Milestone | Comment | Activity | Relation | Meeting]


def told(data: bytes) -> Story:
    """A story from its YAML. Raises RegisterError where it is not well formed."""
    import yaml

    try:
        return msgspec.convert(yaml.safe_load(data), Story)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise RegisterError(f"a story that cannot be understood: {error}", "people and acts") from error


def play(story: Story, password: str | None = None) -> list[Person]:
    """Make the people, let them act, and return them. They sign in with `password` (None: they cannot sign in)."""
    people = {entry.email: _person(entry, password) for entry in story.people}
    for act in story.acts:
        if act.by not in people:
            raise RegisterError(f"{act.by} acts but is nobody of the story", f"one of {', '.join(people)}")
        at = datetime.combine(act.day, time(9), tzinfo=UTC)
        _play(Author(by=people[act.by], origin="web", at=at), act)
    return list(people.values())


def _person(entry: PersonEntry, password: str | None) -> Person:
    person = Person.objects.filter(email=entry.email).first()
    if person is None:
        person = Person.objects.create_user(
            entry.email, password, name=entry.name, language=entry.language, unit=entry.unit
        )
        Role.objects.create(
            person=person,
            role=entry.role,
            body=finding.body(entry.body) if entry.body else None,
            organization=finding.organization(entry.organization) if entry.organization else None,
        )
        history.log(Author(by=None, origin="command"), person, "added", {}, {"name": entry.name, "role": entry.role})
        invitations.verify(person)
    return person


def _play(author: Author, act: Act) -> None:
    match act:
        case Confirm():
            correcting.confirm_all(author, proposed(act.of))
            for question in review.queue(kinds=["dropped"]).filter(paragraph__decision__address=act.of):
                review.take(author, question)
        case Assign():
            to = finding.person(act.to) if act.to else None
            co_leads = [finding.holder(each) for each in act.co_leads]
            following.assign(author, finding.mandate(act.mandate), person=to, unit=act.unit or None, co_leads=co_leads)
        case Move():
            workflow.move(author, finding.mandate(act.mandate), act.to, reason=act.reason)
        case Fund():
            amount, currency = following.money(act.amount)
            following.fund(author, finding.mandate(act.mandate), True, amount, currency)
        case Milestone():
            made = following.add_milestone(author, finding.mandate(act.mandate), act.title, due=act.due)
            if act.done:
                following.reach_milestone(author, made, act.done)
        case Comment():
            following.comment(author, finding.mandate(act.mandate), act.text)
        case Activity():
            _record(author, act)
        case Relation():
            _relate(author, act)
        case Meeting():
            deadlines.move_meeting(author, finding.meeting(act.meeting), act.start, act.end)


def proposed(of: str) -> list[Mandate]:
    """The proposed mandates of a decision or document that are in its present text.

    Raises RegisterError where there is no such record.
    """
    record = finding.record(of)
    name = history.kind_of(record)
    if name not in ("decision", "document"):
        raise RegisterError(f"{of} is a {name}", "a decision or a document")
    at = {"decision": record} if name == "decision" else {"paragraph__document": record}
    found = Mandate.objects.filter(state="proposed", withdrawn=False, **at)
    found = found.exclude(reviews__kind="dropped", reviews__closed=None)
    return list(found.order_by("paragraph__position", "number"))


def _record(author: Author, act: Activity) -> None:
    part: dict[Organization, str] = {finding.organization(each): as_ for each, as_ in act.organizations.items()}
    fields: dict[str, Any] = {name: getattr(act, name) for name in ("start", "end", "place", "summaries", "outputs")}
    if act.reported_by:
        fields["reported_by"] = finding.organization(act.reported_by)
    activities.create(
        author,
        kind=act.kind,
        names=act.names,
        mandates=[finding.mandate(each) for each in act.mandates],
        taking_part=part,
        state=act.state,
        **fields,
    )


def _relate(author: Author, act: Relation) -> None:
    made = relations.create(
        author,
        finding.body(act.body),
        finding.organization(act.organization),
        kind=act.kind,
        mandates=[finding.mandate(each) for each in act.mandates],
        status=act.status,
        since=act.since,
        basis=act.basis,
        areas=act.areas,
    )
    for title, day in act.steps.items():
        relations.add_step(author, made, title, day, done=day <= act.day.isoformat())
