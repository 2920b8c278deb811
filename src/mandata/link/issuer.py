"""Who speaks: the body that issues a text, who serves it, and which bodies stand near it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from .. import lexicon
from ..lexicon import Body
from ..model import Context


class Issuer(msgspec.Struct, frozen=True):
    """The issuing body, its secretariat, and its circle, nearest first: itself, the bodies under it, those of its
    treaty, those above it, its secretariat and what that runs or serves."""

    body: str | None
    secretariat: str | None
    circle: tuple[str, ...]

    def nearest(self, candidates: Iterable[str]) -> str | None:
        """The candidate that stands nearest, or None where none of them belongs to the circle."""
        wanted = set(candidates)
        return next((ref for ref in self.circle if ref in wanted), None)


def issuer_of(context: Context) -> Issuer:
    """The issuer that a context tells of."""
    return _issuer(context.body, context.instrument)


@cache
def _issuer(ref: str | None, instrument: str | None) -> Issuer:
    bodies = lexicon.bodies()
    own = bodies.get(ref or "")
    treaty = instrument or (own.instrument if own else None)
    children = [body for body in bodies.values() if own and body.parent == own.id]
    of_treaty = [body for body in bodies.values() if treaty and body.instrument == treaty]
    circle = [*([own] if own else []), *children, *of_treaty, *_above(own)]
    serving = next((body.secretariat for body in circle if body.secretariat), None)
    served = [serving, *_served(serving)] if serving else []
    return Issuer(ref, serving, tuple(dict.fromkeys([*(body.id for body in circle), *served])))


def _above(body: Body | None) -> list[Body]:
    bodies = lexicon.bodies()
    found: list[Body] = []
    while body and body.parent in bodies and len(found) < len(bodies):
        body = bodies[body.parent]
        found.append(body)
    return found


def _served(secretariat: str) -> list[str]:
    """What a secretariat runs, and what it serves where that is an organization of its own (a panel, a fund)."""
    organizations = lexicon.organizations()
    own = organizations.get(secretariat)
    served = [own.parent] if own and own.kind == "secretariat" and own.parent in organizations else []
    return [ref for ref in served if ref] + [one.id for one in organizations.values() if one.parent == secretariat]


@cache
def secretariat_of(owner: str) -> str | None:
    """Who serves a body or organization, as far as the registers tell."""
    body = lexicon.bodies().get(owner)
    if body:
        return body.secretariat
    serving = [one.id for one in lexicon.organizations().values() if one.parent == owner and one.kind == "secretariat"]
    return serving[0] if len(serving) == 1 else None


def official_name(ref: str, language: str) -> str:
    """The first name of an entry of any register, "" where there is none."""
    entry = lexicon.organizations().get(ref) or lexicon.bodies().get(ref) or lexicon.instruments().get(ref)
    return (entry.names.get(language) or [""])[0] if entry else ""
