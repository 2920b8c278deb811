"""The first page of another producer's document: number, title, date, body, from its metadata and its preface."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import AknError
from ..lexicon import bodies
from . import iri
from .backward import body_of
from .inline import Inline
from .naming import naming
from .walk import Element, local


class Front(NamedTuple):
    """What the first page tells; `number` is that of the decision itself, `symbol` of the document."""

    kind: str | None
    number: str
    symbol: str | None
    title: str | None
    issuer: str | None
    body: str | None
    session: str | None
    date: str | None


def front(document: Element, language: str) -> Front:
    """The first page of a document."""
    acts = local(document) == "statement"
    shown = frbr(document, "FRBRWork", "FRBRnumber", "showAs")
    printed = _said(document, "docNumber") or ""
    number = shown or printed or frbr(document, "FRBRWork", "FRBRnumber", "value") or ""
    number = "" if number.startswith(("sha256-", "unnumbered")) else number
    symbol = next((said for said in (printed, number) if said.count("/") > 1), "" if acts else printed or number)
    day = frbr(document, "FRBRWork", "FRBRdate", "date") or ""
    issuer = _said(document, "docProponent") or _formula(document)
    return Front(
        kind=_kind(document),
        number=number if acts else "",
        symbol=symbol or None,
        title=_said(document, "docTitle") or frbr(document, "FRBRWork", "FRBRname", "value"),
        issuer=issuer,
        body=_body(document),
        session=_said(document, "session"),
        date=day if day and day != iri.UNDATED and not day.startswith("0001") else None,
    )


def frbr(document: Element, level: str, tag: str, attribute: str) -> str | None:
    """An attribute of the identification, if it is given."""
    meta = next((child for child in document if local(child) == "meta"), None)
    for part in meta.iter() if meta is not None else ():
        if local(part) == level:
            return next((child.get(attribute) for child in part if local(child) == tag and child.get(attribute)), None)
    return None


def _said(document: Element, tag: str) -> str | None:
    """The text of the first element of a name in the preface or on the cover, not in documents inside."""
    for section in document:
        if local(section) in ("coverPage", "preface", "preamble"):
            for element in section.iter():
                if local(element) == tag:
                    return Inline([element]).text or None
    return None


def _formula(document: Element) -> str | None:
    """The body that speaks, in the enacting formula: its words without the comma at the end."""
    for section in document:
        if local(section) == "preamble":
            for element in section:
                if local(element) == "formula":
                    return Inline([element]).text.rstrip(" ,،，") or None
    return None


def _kind(document: Element) -> str | None:
    """The kind by the name of the sub-class, or by the element."""
    name = document.get("name", "")
    named = [entry for entry in naming().kinds if entry.name == name and entry.kind and "(" not in entry.kind]
    return named[0].kind if named else None


def _body(document: Element) -> str | None:
    """The body whose code stands in the address of the work."""
    address = frbr(document, "FRBRWork", "FRBRthis", "value") or ""
    try:
        body = body_of(iri.read(address).actor)
    except AknError:
        return None
    return body if body in bodies() else None
