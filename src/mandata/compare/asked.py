"""What is held against what came before: provisions with their facts, and the decisions in which they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .. import bodies, lexicon
from ..folding import fold
from ..model import Actor, Block, Decision, Document, Phrase, Provision, Record
from .recurrence_words import Sign, signs

COMPARED = ("directive", "deciding")
_NUMBERS = re.compile(r"\d+")
_CONFERENCE = re.compile(r"/([A-Z]{2,4})\.\d+$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AROUND = 24  # characters into the action within which its first words may deny it or say that it goes on
_NEAR = 48  # characters between the words that end a decision and the decision
_PARTS = ("annex:", "article:", "appendix:", "chapter:")
_LATEST = "9999"


class Taken(Record, frozen=True, kw_only=True):
    """A decision or resolution, draft or adopted, or a document that has none.

    `key` is "MC:5/17", the same in all languages, where number and series tell it, else the symbol or the file's hash,
    and the place in it. `date` is the first day of the meeting, or what is nearest to it (ISO 8601, reduced precision),
    "" where nothing is known. `cites` are the keys of the decisions that it cites anywhere, preamble included.
    """

    key: str
    document: str
    language: str
    number: str
    title: str
    body: str | None
    session: int | None
    date: str
    draft: bool
    cites: tuple[str, ...] = ()

    @property
    def when(self) -> tuple[str, tuple[int, ...]]:
        """What decisions are ordered by in time: equal for those of one meeting, and of meetings held together. Drafts
        without a date come last."""
        date = self.date or (_LATEST if self.draft else "")
        if len(date) > len("2028"):
            return date[: len("2028-12")], ()
        return date, (self.session,) if self.session else tuple(int(n) for n in _NUMBERS.findall(self.number)[:4])


class Until(Record, frozen=True, kw_only=True):
    """A due, as the mandate has it."""

    text: str
    value: str
    meeting: str | None = None
    date: str | None = None


class Asked(Record, frozen=True, kw_only=True):
    """A provision that asks or decides something, with what it is compared by.

    `core` is what is to be done, without due, without the words that deny it (`denied`) or say that it goes on
    (`continued`). Actors are known by their addresses, else by their folded words. `ends` are the keys of the decisions
    that it replaces or rescinds, a paragraph after "#" ("MC:5/17#3").
    """

    id: str
    decision: str
    language: str
    block: str
    label: str
    text: str
    act: str
    core: str
    act_alt: tuple[str, ...] = ()
    mandate: bool = True
    addressees: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    due: tuple[Until, ...] = ()
    deliverable: str | None = None
    cites: tuple[str, ...] = ()
    denied: bool = False
    continued: bool = False
    about_itself: bool = False
    ends: tuple[str, ...] = ()


def decisions(document: Document) -> list[Taken]:
    """The decisions of a document in order, and last the document itself for what stands outside of them."""
    cited = _cited(document)
    found = [_taken(document, decision, at, cited[at]) for at, decision in enumerate(document.decisions)]
    return [*found, _taken(document, None, None, cited[None])]


def asked(document: Document) -> Iterator[Asked]:
    """The provisions of a document that ask or decide something."""
    blocks = {block.id: block for block in document.blocks}
    keys = [taken.key for taken in decisions(document)]
    name = document.symbol or document.file
    citations: dict[str, list[Phrase]] = defaultdict(list)
    for citation in document.citations:
        citations[citation.block].append(citation)
    counted: dict[str, int] = defaultdict(int)
    for provision in document.provisions:
        if provision.act_class not in COMPARED:
            continue
        block = blocks[provision.block]
        counted[block.id] += 1
        yield _asked(
            provision,
            block,
            document.language,
            id=f"{name}#{block.id}" + (f"~{counted[block.id]}" if counted[block.id] > 1 else ""),
            decision=keys[-1 if block.decision is None else block.decision],
            near=citations[block.id],
        )


def _asked(provision: Provision, block: Block, language: str, *, id: str, decision: str, near: list[Phrase]) -> Asked:
    found = signs(provision.text, language)
    action = provision.action or provision
    inside = action.block == provision.block and provision.start <= action.start
    opens = action.start - provision.start if inside else 0
    first = [sign for sign in found if opens - _AROUND <= sign[0] <= opens + _AROUND and inside]
    denied = [sign for sign in first if sign[2] == "negations"]
    continued = [sign for sign in first if sign[2] == "continues"]
    cited = [c for c in near if provision.start <= c.start < provision.end]
    return Asked(
        id=id,
        decision=decision,
        language=language,
        block=block.id,
        label=block.label or block.shown,
        text=provision.text,
        act=provision.act,
        act_alt=provision.act_alt,
        core=_core(provision, action, [*denied, *continued]),
        mandate=provision.act_class == "directive",
        addressees=_names(provision.addressees),
        partners=_names(provision.partners),
        recipients=_names(provision.recipients),
        conditions=tuple(sorted({fold(condition.text).text for condition in provision.conditions})),
        due=tuple(Until(text=d.text, value=d.value, meeting=d.meeting, date=d.date) for d in provision.due),
        deliverable=provision.deliverable,
        cites=tuple(dict.fromkeys(_value(c) for c in cited)),
        denied=bool(denied),
        continued=bool(continued),
        about_itself=any(sign[2] == "itself" for sign in found),
        ends=_ends(provision, found, cited) if provision.act_class == "deciding" else (),
    )


def _core(provision: Provision, action: Phrase, first: list[tuple[int, int, Sign]]) -> str:
    """The words of an action without those of its dues and those that deny it or say that it goes on."""
    gone = [(due.start, due.end) for due in provision.due if due.block == action.block]
    if action.block == provision.block:
        gone += [(provision.start + start, provision.start + end) for start, end, _ in first]
    kept, at = "", action.start
    for start, end in sorted(gone):
        if at < end <= action.end:  # the first words may begin before the action: "[to continue to] maintain"
            kept += action.text[at - action.start : max(at, start) - action.start] + " "
            at = end
    kept += action.text[at - action.start :]
    return kept.strip() or action.text


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Whom a list of actors means."""
    found = (actor.refs or (fold(actor.text).text,) for actor in actors)
    return tuple(dict.fromkeys(name for names in found for name in names))


def _value(citation: Phrase) -> str:
    return str(getattr(citation, "value", ""))


def _ends(provision: Provision, found: list[tuple[int, int, Sign]], cited: list[Phrase]) -> tuple[str, ...]:
    """The decisions that a provision puts an end to: those cited right after or before the words that say so.

    Where an annex or an article of a decision is cited, the decision as a whole stays.
    """
    keys: dict[str, None] = {}
    for start, end in ((provision.start + s, provision.start + e) for s, e, sign in found if sign == "supersedes"):
        after = [c for c in cited if 0 <= c.start - end <= _NEAR]
        before = [c for c in cited if 0 <= start - c.end <= _NEAR]
        near = sorted(after, key=lambda c: c.start) or sorted(before, key=lambda c: -c.end)
        near = [c for c in near if abs(c.start - near[0].start) <= _NEAR]
        if not any(_value(c).startswith(_PARTS) for c in near):
            keys |= dict.fromkeys(key for c in near if (key := decision_cited(_value(c))))
    parts = {key.partition("#")[0] for key in keys if "#" in key}
    return tuple(key for key in keys if "#" in key or key not in parts)


def decision_cited(value: str) -> str | None:
    """The key of the decision that a citation's value is to, with "#" and the paragraph if it is to one; else None."""
    kind, _, rest = value.partition(":")
    if kind in ("decision", "resolution"):
        return rest
    if kind == "paragraph" and rest.count(":") >= 2:
        key, _, paragraph = rest.rpartition(":")
        return f"{key}#{paragraph}"
    return None


def _cited(document: Document) -> dict[int | None, tuple[str, ...]]:
    """The decisions that each decision of a document cites; what stands in a footnote counts where its mark is."""
    decision_of = {block.id: block.decision for block in document.blocks}
    decision_of |= {note.id: decision_of.get(note.block) for note in document.notes}
    found: dict[int | None, dict[str, None]] = defaultdict(dict)
    for citation in document.citations:
        if key := decision_cited(citation.value):
            found[decision_of.get(citation.block)][key.partition("#")[0]] = None
    return defaultdict(tuple, {decision: tuple(keys) for decision, keys in found.items()})


def _taken(document: Document, decision: Decision | None, at: int | None, cites: tuple[str, ...]) -> Taken:
    number = decision.number if decision else ""
    body = _adopting(number, (decision.body if decision else None) or document.body)
    session, date = _held(document, body, number)
    key = _key(body, number) or f"{document.symbol or document.sha256[:16]}/{'' if at is None else at + 1}"
    return Taken(
        key=key,
        document=document.symbol or document.file,
        language=document.language,
        number=number,
        title=(decision.title if decision else None) or document.title or "",
        body=body,
        session=session,
        date=date,
        draft=decision.draft if decision else False,
        cites=tuple(cited for cited in cites if cited != key),
    )


def _years(start: str, end: str) -> int:
    """Years between two days by the calendar: a meeting over more than one was suspended and resumed."""
    return int(end[:4]) - int(start[:4])


def _adopting(number: str, body: str | None) -> str | None:
    """The body that took a decision: of conferences that meet together, the one that the number names (2/CP.27)."""
    entry, named = lexicon.bodies().get(body or ""), _CONFERENCE.search(number)
    if entry is None or named is None:
        return body
    code = "COP" if named[1] == "CP" else named[1]
    known = [b.id for b in lexicon.bodies().values() if b.series == entry.series and b.due_as == code]
    return known[0] if len(known) == 1 else body


def _key(body: str | None, number: str) -> str | None:
    """The key by which citations know a decision."""
    entry = lexicon.bodies().get(body or "")
    if entry is None or not entry.series or not number:
        return None
    plain = re.sub(r"\s+", "", number).removeprefix(f"{entry.series}-")
    if entry.id == "UNSC":
        plain = re.sub(r"\(\d{4}\)$", "", plain)  # as the Security Council is cited
    return f"{entry.series}:{plain}"


def _held(document: Document, body: str | None, number: str) -> tuple[int | None, str]:
    """The session of a decision by number and, as far as known, when that was."""
    reference = number or document.symbol or ""
    session = bodies.number_in(reference, body) if reference else None
    if document.meeting:
        owner, _, count = document.meeting.rpartition("-")
        session = session or (int(count) if owner == body and count.isdecimal() else None)
    if session is not None and body:
        if (known := bodies.meeting(body, str(session))) and known.start:
            return session, known.end if known.end and _years(known.start, known.end) > 1 else known.start
        if (years := bodies.years_of(body, session)) and not document.date:
            return session, str(sum(years) // 2)
    said = _YEAR.search(number)
    return session, (said[0] if said else "") or document.date or ""
