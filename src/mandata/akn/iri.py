"""Addresses of works, their versions, files and parts, by the Akoma Ntoso and United Nations naming conventions."""

from __future__ import annotations

import datetime
import re
from typing import Literal
from urllib.parse import quote, unquote

import msgspec

from .. import bodies, lexicon
from ..errors import AknError
from ..languages import LANGUAGES
from ..model import Decision, Document, Record
from .naming import actor, document_class, naming

UNDATED = "1900-01-01"  # what the profile prescribes where a date is not known
_REVISION = re.compile(r"/(Rev\.\d+)$")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?$")
_JOINT = re.compile(r"(?<![A-Z/])[A-Z]{1,5}-\d+/\d+(?![A-Za-z0-9/])")
_ADDRESS = re.compile(
    r"""(?:https?://[^/]+)?(?:/akn)?/(?P<jurisdiction>[a-z]{2,3})/(?P<doctype>[A-Za-z]+)
        (?:/(?P<subtype>[A-Za-z][^/]*))?? (?:/(?P<actor>[a-z][^/]*))?
        /(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?) (?:/(?P<number>[^/!~\#]+?))?
        (?:/(?P<language>[a-z]{3})(?:[@:](?P<version>[\d-]*))?(?=[/!~\#.]|$))?
        (?:/?!(?P<component>[^~.\#/]+))? (?:/?~(?P<portion>[^.\#]+))?
        (?:/?@?\.(?P<format>[a-z][a-z0-9]*))? (?:\#(?P<part>.+))? $""",
    re.X,
)


class Iri(Record, frozen=True, kw_only=True):
    """An address, from the work to a part of a file of it.

    `number` is written as in addresses ("71-4"); `language` is a code of ISO 639-2; `version` the date of a version
    ("" for the original); `component` a part that is a document of its own ("main", "annex_1"); `part` an eId.
    """

    doctype: str
    subtype: str
    actor: str
    date: str
    number: str
    jurisdiction: str = "un"
    language: str | None = None
    version: str = ""
    component: str | None = None
    portion: str | None = None
    format: str | None = None
    part: str | None = None

    def work(self) -> str:
        """The work, whatever its language: "/akn/un/statement/deliberation/un-ga/2016-10-13/71-4"."""
        pieces = (self.jurisdiction, self.doctype, self.subtype, self.actor, self.date, self.number)
        return "/".join(("/akn", *(piece for piece in pieces if piece)))

    def expression(self) -> str:
        """The work in a language and version: ".../71-4/eng@", ".../71-4/fra@2016-11-02"."""
        return f"{self.work()}/{self.language or 'und'}@{self.version}"

    def manifestation(self) -> str:
        """A file of an expression: ".../71-4/eng@.xml"."""
        return f"{self.expression()}.{self.format or 'xml'}"

    def component_of(self, level: Literal["work", "expression", "manifestation"]) -> str:
        """The component on one of the three levels, as FRBRthis has it: ".../71-4/eng@/!main.xml"."""
        of = self.work() if level == "work" else self.expression()
        end = f".{self.format or 'xml'}" if level == "manifestation" else ""
        return f"{of}/!{self.component or 'main'}{end}"

    def part_of(self, part: str) -> str:
        """A part of the expression, by its eId: ".../71-4/eng@#para_2"."""
        return f"{self.expression()}#{part}"

    def __str__(self) -> str:
        """The address with everything that it says."""
        said = self.expression() if self.language else self.work()
        said += f"/!{self.component}" if self.component else ""
        said += f"{'' if self.component else '/'}~{self.portion}" if self.portion else ""
        said += f".{self.format}" if self.format else ""
        return said + (f"#{self.part}" if self.part else "")


def of_document(document: Document) -> Iri:
    """The address of a document in its language and version.

    A document that holds one adopted decision and calls itself one has the decision's number, any other its symbol
    without revision; one without number the beginning of its file's digest, as the profile leaves it to us.
    """
    own = _own_decision(document)
    body = (own.body if own else None) or document.body or _body_of(document.symbol)
    true, revision = number(document)
    known = document_class(document.kind)
    day = date(document)
    return Iri(
        doctype=known.element,
        subtype=known.subtype,
        actor=actor(body),
        date=day,
        number=in_address(true, body),
        language=LANGUAGES[document.language].iso3,
        version=(day if document.date else UNDATED) if revision else "",
        format="xml",
    )


def of_decision(document: Document, at: int) -> Iri:
    """The address of a decision inside a document: by its number, else as a component of the document."""
    whole, decision = of_document(document), document.decisions[at]
    if decision is _own_decision(document):
        return whole
    if decision.draft or not decision.number:
        return msgspec.structs.replace(whole, component=f"dec_{at + 1}")
    body = decision.body or document.body
    return Iri(
        doctype="statement",
        subtype="deliberation",
        actor=actor(body),
        date=whole.date,
        number=in_address(decision.number, body),
        language=whole.language,
        format="xml",
    )


def of_act(series: str, kind: str, true: str, day: str = UNDATED) -> Iri | None:
    """The address of a decision or resolution that is cited ("UNGA", "resolution", "71/4"); None if nobody adopts
    under that series. The day of adoption is seldom said where acts are cited: the address is then undated."""
    body = _adopting(series, kind, true)
    if body is None:
        return None
    return Iri(doctype="statement", subtype="deliberation", actor=actor(body), date=day, number=in_address(true, body))


def undated(address: Iri) -> Iri:
    """The address of the same work as others cite it who do not know its date."""
    return msgspec.structs.replace(
        address, date=UNDATED, language=None, version="", format=None, component=None, part=None
    )


def ontology(ref: str) -> str:
    """The address of an organization, office, group, body, meeting or concept: "/ontology/akn/un/unep"."""
    return f"/ontology/akn/un/{_quoted(naming().actors.get(ref, ref.lower()))}"


def read(address: str) -> Iri:
    """The address that a text says, in the prescribed form or one of the variants of the guidelines' examples
    ("eng@!main", "/.xml", "statement/resolution", "ga", "A-RES-66-1").

    Raises AknError where it is none.
    """
    match = _ADDRESS.match(address)
    if match is None:
        raise AknError(f"{address!r} is no address of a work", "/akn/un/{type}/{subtype}/{actor}/{date}/{number}")
    said = match.groupdict()
    subtype, who = said["subtype"] or "", said["actor"] or ""
    if who == "" and subtype in naming().variants.actors:
        subtype, who = "", subtype
    who = naming().variants.actors.get(who, who)
    if said["doctype"] == "statement":
        subtype = naming().variants.subtypes.get(subtype, subtype)
    return Iri(
        jurisdiction=said["jurisdiction"],
        doctype=said["doctype"],
        subtype=subtype,
        actor=who,
        date=said["date"],
        number=_plain_number(said["number"] or "", who),
        language=said["language"],
        version=said["version"] or "",
        component=said["component"],
        portion=said["portion"],
        format=said["format"],
        part=said["part"],
    )


# ---------------------------------------------------------------------------------------- numbers and dates


def number(document: Document) -> tuple[str, str]:
    """The number of a document as its body writes it ("71/4", "UNEP/MC/COP.6/22"), and its revision ("Rev.1")."""
    own = _own_decision(document)
    if own:
        return own.number, ""
    if document.symbol:
        revision = _REVISION.search(document.symbol)
        return document.symbol[: revision.start()] if revision else document.symbol, revision[1] if revision else ""
    return f"sha256-{document.sha256[:16]}" if document.sha256 else "unnumbered", ""


def in_address(true: str, body: str | None = None) -> str:
    """A number as addresses have it: "/" as "-", blanks as "_"; the series is left out, for the actor says it.

    "MC-5/17" of its Conference is "5-17", "A/RES/71/4" is "71-4", "2370 (2017)" of the Security Council "2370".
    """
    entry = lexicon.bodies().get(body or "")
    if entry and entry.series and true.startswith(f"{entry.series}-"):
        true = true.removeprefix(f"{entry.series}-")
    for start, owner in naming().series.items():
        if body == owner and true.startswith(start):
            true = true.removeprefix(start)
    if body == "UNSC":
        true = re.sub(r"\s*\((?:19|20)\d\d\)$", "", true)
    if len(joint := _JOINT.findall(true)) > 1:
        true = " ".join(joint)  # the word that joins them is that of the language
    true = re.sub(r"\s+(?=\([IVXLC]+\)$)", "", true.strip())  # "3281 (XXIX)" is cited without the blank
    return _quoted(true.replace("/", "-").replace(" ", "_"))


def date(document: Document) -> str:
    """The day of a document: its own, or the first day of its meeting, or 1900-01-01. A year alone is its 1 January."""
    day = document.date or ""
    if not day and document.meeting and document.body:
        held = bodies.meeting(document.body, document.meeting.removeprefix(f"{document.body}-"))
        day = (held.start if held else None) or ""
    return full_date(day) or UNDATED


def full_date(day: str) -> str | None:
    """A date of ISO 8601 in full: what is missing of it is the first; None if it is no date."""
    whole = f"{day}-01-01"[:10]
    try:
        return whole if _DATE.match(day) and datetime.date.fromisoformat(whole) else None
    except ValueError:
        return None


def _own_decision(document: Document) -> Decision | None:
    """The one decision that a document is, if it is one and adopted."""
    named = document_class(document.kind)
    if len(document.decisions) != 1 or named.element != "statement" or named.name.endswith("Draft"):
        return None
    only = document.decisions[0]
    return only if only.number and not only.draft and "[" not in only.number else None


def _body_of(symbol: str | None) -> str | None:
    found = bodies.of_symbol(symbol) if symbol else None
    return found[0] if found else None


def _adopting(series: str, kind: str, true: str) -> str | None:
    """The body that adopts acts of a `kind` under a series; numbers like 1/CP.21 name theirs."""
    conference = re.search(r"/([A-Z]{2,3})\.\d+$", true)
    if conference and conference[1] in naming().conferences:
        return naming().conferences[conference[1]]
    owners = [body for body in lexicon.bodies().values() if body.series == series]
    fitting = [body.id for body in owners if body.adopts == kind] or [body.id for body in owners]
    return fitting[0] if fitting else None


def _plain_number(said: str, who: str) -> str:
    """ "A-RES-66-1" of the General Assembly is "66-1"."""
    for start, owner in naming().series.items():
        if actor(owner) == who:
            said = said.removeprefix(start.replace("/", "-"))
    return said


def _quoted(text: str) -> str:
    """What may not stand in an address as such, escaped; letters of all scripts may."""
    return "".join(
        sign if ord(sign) > 127 and sign.isprintable() else quote(sign, safe="-._~()'*+,;=:@") for sign in unquote(text)
    )
