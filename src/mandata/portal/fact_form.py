"""The form of what a mandate says: every field with its words in one language, and what comes back of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from ..errors import RegisterError
from ..register.facts import ACTORS, CONDITIONS, FIELDS, ActorFact, ConditionFact, DueFact, Facts, Field, Words
from ..register.models import Meeting, Organization, Paragraph
from . import choosing
from .choosing import Offer
from .marking import texts
from .show import Desk

_FREE = 1  # empty rows below those that are there
_ROWS = 24  # rows of one field that a form has at most


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Where words stand, as a form writes it."""

    name: str
    start: str = ""
    end: str = ""
    above: str = ""
    text: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One of several in a field; `kept` is its number among those that are held (none: a new one)."""

    name: str
    kept: str
    span: Span
    value: str = ""
    meeting: str = ""


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """A field that holds several."""

    name: str
    label: str
    rows: tuple[Row, ...]


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """The form, filled in; `prefix` is before every name where a page has two."""

    prefix: str
    language: str
    act: str
    acts: tuple[Offer, ...]
    deliverable: str
    deliverables: tuple[Offer, ...]
    continuing: bool
    action: Span
    actors: tuple[Rows, ...]
    conditions: Rows
    condition_types: tuple[Offer, ...]
    dues: Rows
    sequence: str = ""


def form(look: Desk, facts: Facts | None, language: str, prefix: str = "", sequence: int | None = None) -> Form:
    """The form with what a mandate says."""
    facts = facts or Facts(act="request")
    called = dict(Organization.objects.filter(address__in=_addresses(facts)).values_list("address", "names"))

    def organization(actor: ActorFact) -> str:
        held = Organization(address=actor.organization or "", names=called.get(actor.organization or "", {}))
        return choosing.said(look, held) if actor.organization else ""

    def rows(field: str, label: str, held: list[tuple[str, str, dict[str, Words]]]) -> Rows:
        name = f"{prefix}{field}"
        found = [
            Row(name=f"{name}.{n}", kept=str(n), value=v, meeting=m, span=_span(f"{name}.{n}", w.get(language)))
            for n, (v, m, w) in enumerate(held)
        ]
        free = range(len(held), len(held) + _FREE)
        found += [Row(name=f"{name}.{n}", kept="", span=Span(name=f"{name}.{n}")) for n in free]
        return Rows(name=name, label=look.say(label), rows=tuple(found))

    return Form(
        prefix=prefix,
        language=language,
        act=facts.act,
        acts=_offers(look.words.acts),
        deliverable=facts.deliverable,
        deliverables=_offers(look.words.publish.deliverables),
        continuing=facts.continuing,
        action=_span(f"{prefix}action", facts.action.get(language)),
        actors=tuple(
            rows(field, label, [(organization(actor), "", actor.words) for actor in getattr(facts, field)])
            for field, label in zip(ACTORS, ("asks.who", "asks.partners", "asks.recipients"), strict=True)
        ),
        conditions=rows("conditions", "asks.conditions", [(each.type, "", each.words) for each in facts.conditions]),
        condition_types=_offers({key: look.words.conditions[key] for key in CONDITIONS}),
        dues=rows("dues", "asks.due", [(each.value, each.meeting or "", each.words) for each in facts.dues]),
        sequence="" if sequence is None else str(sequence),
    )


def _addresses(facts: Facts) -> list[str]:
    return [actor.organization for field in ACTORS for actor in getattr(facts, field) if actor.organization]


def _offers(named: Mapping[str, str]) -> tuple[Offer, ...]:
    return tuple(sorted((Offer(value=key, name=name) for key, name in named.items()), key=lambda offer: offer.name))


def _span(name: str, words: Words | None) -> Span:
    if words is None:
        return Span(name=name)
    return Span(name=name, start=str(words.start), end=str(words.end), above=words.above, text=words.text)


# ------------------------------------------------------------------------------------------------ what comes back


def changed(held: Facts, new: Facts) -> list[Field]:
    """The fields in which a form says something else than what is held."""
    return [field for field in FIELDS if getattr(held, field) != getattr(new, field)]


def facts_of(sent: Mapping[str, Any], paragraph: Paragraph, held: Facts | None, prefix: str = "") -> Facts:
    """What a form says of a mandate of a paragraph; words in other languages than that of the form stay as held.

    Raises RegisterError where a place is none, or a record is not in the register.
    """
    return _Sent(sent, paragraph, held or Facts(act="request"), prefix).facts()


class _Sent:
    """A form that was sent."""

    def __init__(self, sent: Mapping[str, Any], paragraph: Paragraph, held: Facts, prefix: str) -> None:
        self.sent, self.held, self.prefix = sent, held, prefix
        self.language = str(sent.get("language", ""))
        self.body = (paragraph.decision or paragraph.document).body
        self.own = paragraph.eid
        self.texts = texts(paragraph)

    def facts(self) -> Facts:
        actors = {field: tuple(self._actors(field)) for field in ACTORS}
        return Facts(
            act=self._said("act"),
            action=self._words("action", self.held.action),
            addressees=actors["addressees"],
            partners=actors["partners"],
            recipients=actors["recipients"],
            conditions=tuple(
                ConditionFact(type=value, words=words)
                for name, kept, words in self._rows("conditions", self.held.conditions)
                if (value := self._said(f"{name}.value") or ("other" if words else ""))
            ),
            dues=tuple(
                due
                for name, kept, words in self._rows("dues", self.held.dues)
                if (due := self._due(name, kept, words)) is not None
            ),
            deliverable=self._said("deliverable"),
            continuing=bool(self._said("continuing")),
        )

    def _said(self, name: str) -> str:
        return str(self.sent.get(f"{self.prefix}{name}", "")).strip()

    def _rows(self, field: str, held: tuple[Any, ...]) -> list[tuple[str, Any, dict[str, Words]]]:
        """The rows of a field that are not taken out: name, what was held there, its words in all languages."""
        found = []
        for number in range(_ROWS):
            name = f"{field}.{number}"
            kept = self._said(f"{name}.kept")
            before = held[int(kept)] if kept.isdigit() and int(kept) < len(held) else None
            if not self._said(f"{name}.drop"):
                found.append((name, before, self._words(name, before.words if before else {})))
        return found

    def _actors(self, field: str) -> list[ActorFact]:
        found = []
        for name, _, words in self._rows(field, getattr(self.held, field)):
            organization = choosing.organization(self._said(f"{name}.value"))
            if organization or words:
                found.append(ActorFact(organization=organization.address if organization else None, words=words))
        return found

    def _due(self, name: str, kept: DueFact | None, words: dict[str, Words]) -> DueFact | None:
        value, meeting = self._said(f"{name}.value"), choosing.meeting(self._said(f"{name}.meeting"))
        if not value and meeting is None:
            return DueFact(value="other", words=words) if words else None
        if len(value) > 3 and value[:4].isdigit():  # a day alone
            value = f"date:{value}"
        value = value or self._at(meeting)
        address = meeting.address if meeting else None
        if kept is not None and (kept.value, kept.meeting) == (value, address):
            return msgspec.structs.replace(kept, words=words)
        return DueFact(value=value, meeting=address, words=words)

    def _at(self, meeting: Meeting | None) -> str:
        """A meeting as the value of a due."""
        if meeting is None:
            return ""
        own = self.body is not None and meeting.body_id == self.body.pk
        return f"session:{meeting.number}" if own else f"{meeting.body.due_as or meeting.body.address}:{meeting.number}"

    def _words(self, name: str, held: Mapping[str, Words]) -> dict[str, Words]:
        """Words in all languages, those in the language of the form as it says."""
        others = {code: words for code, words in held.items() if code != self.language}
        start, end, above = (self._said(f"{name}.{part}") for part in ("start", "end", "above"))
        if not start and not end:
            return others
        text, _ = self.texts.get((above or self.own, self.language), ("", ""))
        if not (start.isdigit() and end.isdigit() and 0 <= int(start) < int(end) <= len(text)):
            raise RegisterError(f"{start}–{end} is no place in the text", f"numbers from 0 to {len(text)}")
        words = Words(text=text[int(start) : int(end)], start=int(start), end=int(end), above=above)
        ordered = {**held, self.language: words}
        return {code: ordered[code] for code in ordered if code in others or code == self.language}
