"""From addresses back to what they mean: the value of a citation, the id of a body or organization."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

from .. import lexicon
from ..errors import AknError
from . import iri
from .iri import Iri
from .naming import actor, naming

_NUMBER = r"_(\d+[a-z]?|[IVXLC]+)"
_PART = re.compile(rf"(?:.*?__)??(para|art|sec){_NUMBER}((?:__[a-z]+_[^_]+)*)$|(?:.*__)?(annex){_NUMBER}$")
_DOCUMENTS = re.compile(r"https?://(?:undocs\.org|docs\.un\.org(?:/\w\w)?|www\.cbd\.int/documents)/(?P<symbol>.+)$")
_GOALS = re.compile(r"https?://metadata\.un\.org/sdg/(?P<number>\d+(?:\.\w+)?)$")
_KINDS = {"para": "paragraph", "art": "article", "sec": "section"}


def value(address: str) -> str | None:
    """The value of a citation that leads to an address: "resolution:UNGA:71/4", "article:MINAMATA:23(5)(b)"; an address
    that is not understood stands for itself ("iri:..."), a place in this document that has no number for nothing."""
    if address.startswith("#"):
        return _part("THIS", address[1:])
    if match := _DOCUMENTS.match(address):
        return "symbol:" + unquote(match["symbol"])
    if match := _GOALS.match(address):
        return f"{'target' if '.' in match['number'] else 'goal'}:SDG:{match['number']}"
    try:
        read = iri.read(address)
    except AknError:
        return f"iri:{address}"
    return _act(read) or _treaty(read) or f"iri:{address}"


def _act(address: Iri) -> str | None:
    body = lexicon.bodies().get(body_of(address.actor) or "")
    if address.doctype != "statement" or body is None or body.series is None:
        return None
    before, stroke, after = unquote(address.number).rpartition("-")
    number = f"{before}/{after}" if stroke else after
    whole = f"{body.adopts}:{body.series}:{number}"
    return (_part(f"{body.series}:{number}", address.part) if address.part else None) or whole


def _treaty(address: Iri) -> str | None:
    if address.number not in lexicon.instruments():
        return None
    return (_part(address.number, address.part) if address.part else None) or f"instrument:{address.number}"


def _part(owner: str, part: str) -> str | None:
    match = _PART.match(part)
    if match is None:
        return None
    if match[4]:
        return f"annex:{owner}:{match[5]}"
    steps = "".join(f"({step})" for step in re.findall(r"__[a-z]+_([^_]+)", match[3]))
    return f"{_KINDS[match[1]]}:{owner}:{match[2]}{steps}"


def body_of(code: str) -> str | None:
    """The id of the body that a code of an actor means."""
    return _bodies().get(naming().variants.actors.get(code, code))


@cache
def _bodies() -> dict[str, str]:
    return {actor(body): body for body in lexicon.bodies()}


def known(address: str) -> str | None:
    """The id of the organization, office, group, body or instrument that an address of the ontology means."""
    code = address.rpartition("/")[2].lstrip("#").lower()
    return _entities().get(code) or body_of(code)


@cache
def _entities() -> dict[str, str]:
    registers = (lexicon.organizations(), lexicon.bodies(), lexicon.instruments())
    return {ref.lower(): ref for register in registers for ref in register}
