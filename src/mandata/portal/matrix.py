"""A matrix of organizations and decisions: which decision names which organization, and how."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from ..register.models import Actor, Decision, Mandate, Organization
from .looking import DATA, Cell, Table, View, answer, count_cell, organization_cell, wanted
from .pictures import Canvas, Picture, short
from .show import Desk, at, direction, name_of
from .words import number

ACROSS, DOWN = 24, 24  # decisions and organizations that are drawn: the latest, and those named most in them
_ROLES = ("addressee", "partner", "recipient")
_LEFT, _TOP, _WIDE, _TALL = 270, 92, 26, 24

Named = dict[tuple[int, int], dict[str, int]]


def cells(mandates: QuerySet[Mandate], decisions: list[int] | None = None) -> Named:
    """How often an organization is named by a decision, by role; of some decisions or of all, up to a bound."""
    held = mandates.filter(decision__in=decisions) if decisions is not None else mandates
    actors = Actor.objects.filter(mandate__in=held.order_by().values("pk"), organization__isnull=False)
    counted = (
        actors.filter(mandate__decision__isnull=False)
        .order_by("-mandate__decision", "organization")
        .values_list("organization", "mandate__decision")
        .annotate(**{role: Count("mandate", filter=Q(role=role), distinct=True) for role in _ROLES})
    )
    rows = counted[:DATA] if decisions is None else counted
    return {(row[0], row[1]): dict(zip(_ROLES, row[2:], strict=True)) for row in rows}


def view(look: Desk, everything: bool) -> View:
    """The latest decisions and the organizations most named in them; all of them where data is taken along."""
    held = wanted(look)
    if everything:
        found, left = cells(held), ""
    else:
        found, left = _drawn(look, held)
    organizations = Organization.objects.in_bulk({key for key, _ in found})
    decisions = Decision.objects.in_bulk({key for _, key in found})
    roles = tuple(look.register.actors[role] for role in _ROLES)
    return View(
        picture=_picture(look, found, organizations, decisions) if found and not everything else None,
        table=Table(
            keys=("organization", "decision", *_ROLES),
            columns=(look.say("look.organization"), look.say("look.decision"), *roles),
            rows=tuple(
                (
                    organization_cell(look, organizations[who]),
                    Cell(text=_number(decisions[what]), href=at("decision", decisions[what].address)),
                    *(count_cell(counts[role]) for role in _ROLES),
                )
                for (who, what), counts in found.items()
            ),
        ),
        left=left,
    )


def _drawn(look: Desk, held: QuerySet[Mandate]) -> tuple[Named, str]:
    """The cells of the latest decisions and of the organizations most named there, and what is left out."""
    listed = held.filter(decision__isnull=False).order_by().values("decision").annotate(last=Max("meeting__start"))
    keys = [row["decision"] for row in listed.order_by("-last", "-decision")[:ACROSS]]
    found = cells(held, keys)
    often = Counter({key: 0 for key, _ in found})
    for (who, _), counts in found.items():
        often[who] += sum(counts.values())
    kept = {key: place for place, (key, _) in enumerate(sorted(often.items(), key=lambda e: (-e[1], e[0]))[:DOWN])}
    across = {key: place for place, key in enumerate(keys)}
    shown = {key: found[key] for key in found if key[0] in kept}
    ordered = dict(sorted(shown.items(), key=lambda each: (kept[each[0][0]], across[each[0][1]])))
    decisions, organizations = max(0, listed.count() - len(keys)), len(often) - len(kept)
    left = look.say("look.left_matrix", decisions=decisions, organizations=organizations)
    return ordered, left if decisions or organizations else ""


def _number(decision: Decision) -> str:
    return decision.number or decision.address


def _picture(look: Desk, found: Named, organizations: dict[int, Any], decisions: dict[int, Any]) -> Picture:
    """A row an organization, a column a decision; a field's class tells how it is named most, its number how often."""
    rows, columns = list(dict.fromkeys(who for who, _ in found)), sorted({what for _, what in found}, reverse=True)
    canvas = Canvas(_LEFT + len(columns) * _WIDE + 70, _TOP + len(rows) * _TALL + 8, direction(look.language))
    for place, key in enumerate(columns):
        x = _LEFT + place * _WIDE + _WIDE / 2
        canvas.line("tick", x, _TOP - 4, x, 18 + 18 * (place % 4))
        canvas.text("label small", x + 2, 22 + 18 * (place % 4), short(_number(decisions[key]), 12))
    for down, key in enumerate(rows):
        y, name = _TOP + down * _TALL, name_of(organizations[key], look.language)
        canvas.text("label", _LEFT - 10, y + 16, short(name.name, 32), "end", name.language)
        for place, what in enumerate(columns):
            counts, x = found.get((key, what)), _LEFT + place * _WIDE
            canvas.rect("field", x + 1, y + 1, _WIDE - 2, _TALL - 2)
            if counts:
                role = max(_ROLES, key=lambda each: counts[each])
                canvas.rect(f"bar {role}", x + 1, y + 1, _WIDE - 2, _TALL - 2)
                canvas.text("label on", x + _WIDE / 2, y + 16, number(look.language, sum(counts.values())), "middle")
    told = look.say("look.matrix_told", organizations=len(rows), decisions=len(columns))
    return canvas.picture(look.say("look.matrix"), told, [(role, look.register.actors[role]) for role in _ROLES])


def matrix(request: HttpRequest) -> HttpResponse:
    return answer(request, "matrix", view)
