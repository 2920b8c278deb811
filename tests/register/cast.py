"""One cast for tests of following: a body with two meetings, a decision with mandates, and somebody of each role."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from mandata.register.history import Author
from mandata.register.models import (
    Actor,
    Body,
    Decision,
    Document,
    Due,
    Mandate,
    Meeting,
    Organization,
    Paragraph,
    Person,
    Role,
)
from mandata.register.models.people import ROLES

LONG_AGO = datetime(2027, 1, 5, 9, tzinfo=UTC)
TODAY = date(2028, 6, 1)


class Cast:
    """The records that a test plays with; every mandate is given to the organization of partner and focal point."""

    def __init__(self) -> None:
        self.body = Body.objects.create(
            address="DAKAR-COP", series="DC", due_as="COP", names={"en": "Conference of the Parties"}
        )
        self.third = self.meeting("3", date(2026, 10, 5), date(2026, 10, 9))
        self.fourth = self.meeting("4", date(2028, 10, 9), date(2028, 10, 13), "Dakar")
        self.organization = Organization.objects.create(
            address="WHO", kind="organization", names={"en": "World Health Organization"}
        )
        self.document = Document.objects.create(
            address="UNEP-DC-COP.3-14", body=self.body, meeting=self.third, added=LONG_AGO
        )
        self.decision = Decision.objects.create(
            address="DC-3/11", number="DC-3/11", body=self.body, meeting=self.third, adopted=True, names={"en": "Lead"}
        )
        self.people = {role: self.person(role) for role in ROLES}
        self.count = 0

    def meeting(self, number: str, start: date | None = None, end: date | None = None, place: str = "") -> Meeting:
        return Meeting.objects.create(
            address=f"DAKAR-COP-{number}", body=self.body, number=number, start=start, end=end, place=place
        )

    def person(self, role: str, language: str = "en", email: str = "") -> Person:
        person = Person.objects.create_user(email or f"{role}@example.org", name=role.title(), language=language)
        own = self.organization if role in ("partner", "focal_point") else None
        Role.objects.create(person=person, role=role, body=None if own else self.body, organization=own)
        return person

    def author(self, role: str = "officer") -> Author:
        return Author(by=self.people[role], origin="web", at=LONG_AGO)

    def mandate(self, *dues: str, **fields: Any) -> Mandate:
        """A mandate that is confirmed and due as said: "session:4", "date:2028-03"."""
        from mandata.register import deadlines

        self.count += 1
        paragraph = Paragraph.objects.create(
            document=self.document, decision=self.decision, eid=f"para_{self.count}", kind="operative",
            position=self.count, label=str(self.count),
        )  # fmt: skip
        given: dict[str, Any] = {"state": "confirmed", "action": {"en": {"text": "report on lead"}}, **fields}
        mandate = Mandate.objects.create(
            address=f"DC-3/11/para_{self.count}/m1", paragraph=paragraph, decision=self.decision, body=self.body,
            meeting=self.third, number=1, act="request", confidence=0.9, state_since=LONG_AGO, **given,
        )  # fmt: skip
        Actor.objects.create(mandate=mandate, role="addressee", organization=self.organization)
        Due.objects.bulk_create(Due(mandate=mandate, value=value, position=at) for at, value in enumerate(dues))
        deadlines.resolve_all([mandate], TODAY)
        mandate.refresh_from_db()
        return mandate
