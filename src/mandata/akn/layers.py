"""The inline layer of the text: which words bear a mark, nested as XML asks for.

What was found may overlap freely; XML may not. Citations go first, then the outermost mentions, dates, quantities and
quotations, each left out where it would cross one that stands already; italics, bold type, links and tracked changes
are cut at the edges of the others and lie innermost. All places stand whole in the record (record.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple, TypeVar

from ..folding import fold
from ..model import Block, Citation, Decision, Document, Due, Mention, Note, Phrase, Stretch
from . import iri
from .references import References, legal, local_parts, target
from .words import Words, words

P = TypeVar("P", bound=Phrase)
_FORMS = {"italic": "i", "bold": "b", "link": "a"}
_CHANGES = {"inserted": "ins", "moved_to": "ins", "deleted": "del", "moved_from": "del"}
_NUMBER_AT_END = re.compile(r"^(.*[:(./])(\d+)\)?$")
_QUOTED = re.compile("“[^“”]+”|«[^«»]+»|「[^「」]+」")


class Span(NamedTuple):
    """Words from `start` to `end` in an element; `also` are the further references of the same words. Without words of
    the text: `note` is the footnote whose mark stands there, `words` what a tracked change has taken away."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str]
    note: Note | None = None
    also: tuple[dict[str, str], ...] = ()
    words: str = ""


class Layers:
    """The inline layers of a document's blocks."""

    def __init__(self, document: Document, references: References) -> None:
        self._document, self._references = document, references
        self._words: Words = words(document.language)
        self._citations: dict[str, list[Citation]] = _by_block(document.citations)
        self._mentions: dict[str, list[Mention]] = _by_block(document.mentions)
        self._dues: dict[str, list[Due]] = _by_block(due for p in document.provisions for due in p.due)
        self._local: dict[int | None, dict[str, str]] = {}

    def of(self, block: Block, notes: Iterable[Note] = ()) -> list[Span]:
        """The spans of a block in the order in which they open, none crossing another."""
        length = len(block.text)
        found: list[Span] = []
        if block.id in self._citations:
            _add(found, self._cited(block), length)
        if block.kind in ("front", "title", "formula"):
            _add(found, self._masthead(block), length)
        if block.id in self._mentions:
            _add(found, self._mentioned(block, found), length)
        _add(found, self._measured(block), length)
        if block.stretches or block.changes:
            forms = [Span(s.start, s.end, _FORMS[s.form], _link(s)) for s in block.stretches]
            found += _pieces([*self._changed(block), *forms], found, length)
        found += _marks(block, tuple(notes))
        return sorted(found, key=lambda span: (span.start, span.end > span.start, -span.end))

    def _cited(self, block: Block) -> Iterator[Span]:
        if block.decision not in self._local:
            self._local[block.decision] = local_parts(self._document, block.decision)
        local = self._local[block.decision]
        for (start, end), group in groupby(self._citations[block.id], key=lambda c: (c.start, c.end)):
            values = list(dict.fromkeys(citation.value for citation in group))
            targets = [target(value, local) for value in values]
            if len(targets) == 1:
                yield Span(start, end, "ref", {"href": targets[0]})
            elif _is_range(values):
                yield Span(start, end, "rref", {"from": targets[0], "upTo": targets[-1]})
            else:
                yield Span(start, end, "mref", {}, also=tuple({"href": to} for to in targets))

    def _mentioned(self, block: Block, taken: list[Span]) -> Iterator[Span]:
        same = {(span.start, span.end) for span in taken}
        last = -1
        for mention in sorted(self._mentions[block.id], key=lambda m: (m.start, -m.end)):
            if mention.end <= last or (mention.start, mention.end) in same:
                continue  # inside one that is marked, or a treaty that is a reference already
            last = mention.end
            yield Span(mention.start, mention.end, *self._references.mention(mention))

    def _measured(self, block: Block) -> Iterator[Span]:
        """Dates, quantities and quotations."""
        for due in self._dues.get(block.id, ()):
            day = due.value.removeprefix("date:")
            if day != due.value and len(day) == 10 and iri.full_date(day):
                yield Span(due.start, due.end, "date", {"date": day})
        for match in self._words.quantities.finditer(block.text):
            to = self._references.to("TLCConcept", "quantity", "/ontology/akn/un/quantity", "quantity")
            yield Span(
                *match.span(),
                "quantity",
                {"refersTo": to, "normalized": _normalized(match["number"] or match["amount"])},
            )
        for match in _QUOTED.finditer(block.text):
            yield Span(*match.span(), "embeddedText", {})

    def _day(self, text: str, day: str) -> Iterator[Span]:
        """The date of the document where it stands; first pages of all languages may have it in English."""
        folded = fold(text)
        for tongue in dict.fromkeys((self._words, words("en"))):
            for match in tongue.dates.finditer(folded.text):
                if tongue.day(match[0]) == day:
                    yield Span(folded.start(match.start()), folded.end(match.end()), "docDate", {"date": day})

    def _changed(self, block: Block) -> Iterator[Span]:
        """Tracked changes; words that the text does not show are marked as removed from it."""
        for change in block.changes:
            if change.kind not in _CHANGES:
                continue
            who = change.author
            to = {"refersTo": self._references.to("TLCPerson", who, iri.ontology(legal(who)), who)} if who else {}
            if change.start < change.end:
                yield Span(change.start, change.end, _CHANGES[change.kind], to)
            elif change.text.strip("¶ "):
                at = min(max(change.start, 0), len(block.text))
                yield Span(at, at, _CHANGES[change.kind], {**to, "status": "removed"}, words=change.text)

    def _masthead(self, block: Block) -> Iterator[Span]:
        """What the profile marks on the first page: numbers, titles, dates, session, body."""
        document, text = self._document, block.text
        own = decision_of(document, block.decision)
        title = own.title if own and own.title else text if text in (document.title or "") else document.title
        numbers = [*document.symbols, own.number if own else ""]
        for number in numbers:
            yield from _found(text, number, "docNumber")
        if block.kind == "title":
            yield from _found(text, title, "docTitle")
        if block.kind == "front":
            yield from _found(text, document.session, "session")
        if document.date and block.kind == "front" and iri.full_date(document.date) == document.date:
            yield from self._day(text, document.date)
        if block.kind == "formula":
            yield from _found(text, own.issuer if own else document.issuer, "docProponent")


def decision_of(document: Document, at: int | None) -> Decision | None:
    """The decision at an index, if there is one."""
    return document.decisions[at] if at is not None and 0 <= at < len(document.decisions) else None


def _by_block(phrases: Iterable[P]) -> dict[str, list[P]]:
    found: dict[str, list[P]] = {}
    for phrase in phrases:
        found.setdefault(phrase.block, []).append(phrase)
    return found


def _found(text: str, said: str | None, tag: str) -> Iterator[Span]:
    if said and (at := text.find(said)) >= 0:
        yield Span(at, at + len(said), tag, {})


def _add(found: list[Span], candidates: Iterable[Span], length: int) -> None:
    """Take in what does not cross what stands already."""
    for new in candidates:
        if 0 <= new.start < new.end <= length and not any(_crosses(new, old) for old in found):
            found.append(new)


def _crosses(one: Span, other: Span) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _is_range(values: list[str]) -> bool:
    """ "paragraph:THIS:3", ":4", ":5": three or more that follow each other."""
    found = [match for value in values if (match := _NUMBER_AT_END.match(value))]
    if len(values) < 3 or len(found) < len(values) or len({match[1] for match in found}) > 1:
        return False
    numbers = [int(match[2]) for match in found]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _pieces(forms: Iterable[Span], found: list[Span], length: int) -> list[Span]:
    """Changes and stretches of form, cut at the edges of everything else and of each other, so that they nest."""
    forms = list(forms)
    edges = sorted({at for span in (*found, *forms) for at in (span.start, span.end)})
    pieces = []
    for form in forms:
        start, end = max(form.start, 0), min(form.end, length)
        if form.words:
            pieces.append(form)
        cuts = pairwise([start, *(at for at in edges if start < at < end), end])
        pieces += [form._replace(start=a, end=b) for a, b in cuts if a < b]
    return pieces


def _link(stretch: Stretch) -> dict[str, str]:
    return {"href": legal(stretch.value)} if stretch.form == "link" else {}


def _marks(block: Block, notes: tuple[Note, ...]) -> Iterator[Span]:
    """The marks of footnotes: those that have a note with it, the others alone."""
    noted = [(note.at, note.label) for note in notes]
    alone = [(mark.at, mark.note) for mark in block.marks]
    for known in noted:
        if known in alone:
            alone.remove(known)
    for note in notes:
        at = min(max(note.at, 0), len(block.text))
        yield Span(at, at, "authorialNote", {}, note)
    for place, label in alone:
        at = min(max(place, 0), len(block.text))
        yield Span(at, at, "noteRef", {"href": "#", "marker": label})


def _normalized(number: str) -> str:
    return re.sub(r"[\s,  ]", "", number)
