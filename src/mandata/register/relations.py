"""How bodies stand with organizations: relations, the steps towards them, and contact points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ..errors import RegisterError
from ..interface import known
from .activities import check_period
from .amending import amend, make
from .history import Author
from .models import Body, ContactPoint, Mandate, Organization, Relation, Step
from .words import words

_FIELDS = frozenset(["kind", "status", "since", "until", "basis", "basis_paragraph", "areas", "public"])


def create(
    author: Author,
    body: Body,
    organization: Organization,
    *,
    kind: str,
    mandates: Iterable[Mandate] = (),
    **fields: Any,
) -> Relation:
    """Record a relation of a body with an organization.

    `fields`: status (sought, held, ended), since and until ("2027", "2027-03"), basis (in words), basis_paragraph
    (where the register holds it), areas of work, public. Raises RegisterError where a field does not hold what it
    should, or the body has such a relation with the organization that was not ended.
    """
    given = _checked({"kind": kind, **fields})
    same = Relation.objects.filter(body=body, organization=organization, kind=kind, withdrawn=False)
    if same.exclude(status="ended").exists():
        raise RegisterError(f"{body} has such a relation ({kind}) with {organization}", "a new one", "change that one")
    return make(author, Relation(body=body, organization=organization, **given), {"mandates": list(mandates)})


def update(
    author: Author, relation: Relation, *, mandates: Iterable[Mandate] | None = None, note: str = "", **fields: Any
) -> bool:
    """Change fields of a relation (only those that are given); False where all are so already. Raises as `create`."""
    merged = {name: getattr(relation, name) for name in ("status", "since", "until")}
    given = {name: value for name, value in _checked({**merged, **fields}).items() if name in fields}
    return amend(author, relation, given, {"mandates": list(mandates)} if mandates is not None else None, note=note)


def hold(author: Author, relation: Relation, since: str, basis: str = "", note: str = "") -> bool:
    """Say that a relation that was sought is now held. Raises as `create`."""
    return update(author, relation, status="held", since=since, basis=basis or relation.basis, note=note)


def add_step(author: Author, relation: Relation, title: str, day: str = "", done: bool = False) -> Step:
    """Add a step towards a relation (a letter, a decision of the other side). Raises as `create`."""
    check_period(day, "")
    return make(author, Step(relation=relation, title=title.strip(), date=day, done=done))


def reach_step(author: Author, step: Step, day: str | None = None) -> bool:
    """Say that a step was taken, on a day (default: today). Raises as `create`."""
    day = date.today().isoformat() if day is None else day
    check_period(day, "")
    return amend(author, step, {"done": True, "date": day})


def add_contact(
    author: Author,
    organization: Organization,
    name: str,
    *,
    body: Body | None = None,
    function: str = "",
    email: str = "",
    language: str = "en",
    public: bool = False,
) -> ContactPoint:
    """Add whom to write to in an organization, about one body's matters or all. Raises as `create`."""
    contact = ContactPoint(
        organization=organization, body=body, name=name.strip(), function=function.strip(), email=email.strip(),
        language=known(language, "language"), public=public,
    )  # fmt: skip
    return make(author, contact)


def update_contact(author: Author, contact: ContactPoint, **fields: Any) -> bool:
    """Change fields of a contact point; False where all are so already. Raises as `create`."""
    if strange := fields.keys() - {"name", "function", "email", "language", "public", "body"}:
        raise RegisterError(f"a contact point has no field {', '.join(sorted(strange))}")
    return amend(author, contact, fields)


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    if unknown := fields.keys() - _FIELDS:
        raise RegisterError(f"a relation has no field {', '.join(sorted(unknown))}", f"{', '.join(sorted(_FIELDS))}")
    said = words("en")
    for name, choices in (("kind", said.relations), ("status", said.relation_states)):
        if name in fields and fields[name] not in choices:
            raise RegisterError(f"{fields[name]!r} as {name} of a relation", f"one of {', '.join(choices)}")
    since, until = fields.get("since", ""), fields.get("until", "")
    check_period(since, until if since else "")
    if until and not since:
        check_period(until, "")
    if fields.get("status") == "sought" and until:
        raise RegisterError(f"a relation that is only sought ended in {until}", "one that was held")
    if "areas" in fields:
        fields["areas"] = [area.strip() for area in fields["areas"] if area.strip()]
    return fields
