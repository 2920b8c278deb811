"""Reads the documents of other producers: their structure, texts, footnotes, references and first page."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Literal, get_args

from ..detection import detect
from ..errors import AknError
from ..languages import LANGUAGES
from ..model import Block, BlockKind, Change, Citation, Decision, Document, Mark, Mention, Note, Stretch
from ..numerals import common, letter
from ..roman import roman
from .backward import known, value
from .frontpage import Front, frbr, front
from .inline import Inline
from .references import TAGS, free
from .walk import DOCUMENTS, HIERARCHY, Element, Owner, Piece, address_of, local, pieces, plain

_ISO = {language.iso3: code for code, language in LANGUAGES.items()} | {"chi": "zh", "fre": "fr"}
_FORMS = {"i": "italic", "b": "bold", "a": "link"}
_CHANGES: dict[str, Literal["inserted", "deleted"]] = {"ins": "inserted", "del": "deleted"}
_KINDS = {tag: kind for kind, (tag, _) in TAGS.items() if tag != "entity"}
_DECISION = re.compile(r"(?:.*[a-z])?(?:decision|resolution|recommendation)(?:Draft)?", re.I)
_BLOCK_KINDS = frozenset(get_args(BlockKind))
RULE = "akn"


def read_foreign(root: Element, data: bytes, name: str) -> Document:
    """The document as far as its markup tells it; what would have to be found in the text is left to others.

    Raises AknError where the language is none of the six.
    """
    main = next((element for element in root if local(element) in DOCUMENTS), None)
    if main is None:
        raise AknError("an akomaNtoso element without document in it", "statement, doc, debateReport ...", "check it")
    reader = _Reader(root, _language(main, root))
    for piece in pieces(root):
        reader.take(piece)
    page: Front = front(main, reader.language)
    return Document(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="akn",
        language=reader.language,
        symbol=page.symbol,
        symbols=(page.symbol,) if page.symbol else (),
        kind=page.kind,
        title=page.title,
        issuer=page.issuer or next((act.issuer for act in reader.decisions if act.issuer), None),
        body=page.body,
        session=page.session,
        date=page.date,
        blocks=(*reader.blocks, *reader.note_blocks),
        decisions=tuple(reader.decisions),
        notes=tuple(reader.notes),
        citations=tuple(reader.citations),
        mentions=tuple(reader.mentions),
    )


def _language(main: Element, root: Element) -> str:
    said = frbr(main, "FRBRExpression", "FRBRlanguage", "language") or ""
    said = said or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    code = _ISO.get(said.lower(), said[:2].lower())
    if not said:
        code = detect("\n".join(Inline(piece.carriers).text for piece in pieces(root))[:20000]) or ""
    if code not in LANGUAGES:
        raise AknError(f"a document in the language {said or code!r}", "one of " + " ".join(_ISO), "")
    return code


class _Reader:
    """Makes blocks of the pieces of one document."""

    def __init__(self, root: Element, language: str) -> None:
        self.language = language
        self.blocks: list[Block] = []
        self.note_blocks: list[Block] = []
        self.notes: list[Note] = []
        self.decisions: list[Decision] = []
        self.citations: list[Citation] = []
        self.mentions: list[Mention] = []
        self._of: dict[Element, int | None] = {}
        self._taken: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._labels: dict[Element, str] = {}
        self._ends = {address_of(note): note for note in root.iter("{*}note", "note") if address_of(note)}
        self._classes = {
            address_of(entry): entry.get("href", "")
            for entry in root.iter()
            if local(entry).startswith("TLC") and address_of(entry)
        }

    def take(self, piece: Piece) -> None:
        """One text: a block, the citations and mentions marked in it, its footnotes."""
        inline = Inline(piece.carriers)
        number = piece.owner.number if piece.owner and piece.first else ""
        if not inline.text and not number:
            return
        decision = self._decision(piece.document)
        kind, level = _kind(piece, decision is not None)
        own = self._own(piece.eid, kind)
        marks = [self._note(at, element, own) for at, element in inline.notes]
        self.blocks.append(
            Block(
                id=own,
                kind=kind,
                text=inline.text,
                level=level,
                label=self._label(piece, number),
                shown=number,
                decision=decision,
                marks=tuple(marks),
                stretches=_stretches(inline),
                changes=_changes(inline),
            )
        )
        self._marked(own, inline)

    def _own(self, eid: str, kind: str) -> str:
        if not eid:
            self._counts[kind] += 1
            eid = f"{kind}_{self._counts[kind]}"
        return free(eid, self._taken)

    def _decision(self, document: Element) -> int | None:
        if document not in self._of:
            self._of[document] = None
            if local(document) == "statement" and _DECISION.fullmatch(document.get("name", "decision")):
                page = front(document, self.language)
                self._of[document] = len(self.decisions)
                self.decisions.append(
                    Decision(
                        number=page.number,
                        title=page.title or "",
                        issuer=page.issuer or "",
                        draft=document.get("name", "").endswith("Draft"),
                        kind="resolution" if "resolution" in document.get("name", "") else "decision",
                        body=page.body,
                    )
                )
        return self._of[document]

    def _label(self, piece: Piece, number: str) -> str:
        """The full number, in the common form, under those of the paragraphs above."""
        owner = piece.owner
        above = owner.above if owner else None
        while above is not None and above.element not in self._labels:
            above = above.above
        before = self._labels[above.element] if above is not None else ""
        if not number or owner is None:
            return before if owner and owner.tag not in ("section", "part") and before else ""
        plain = number.strip("().[]-–、．° \u00a0")
        if not any(sign.isalnum() for sign in plain):
            return before  # a bullet
        own = plain if plain.isascii() and plain.isupper() else common(plain, self.language) or plain
        if own.isdecimal() and not plain.isdecimal():  # words and signs that count points: 一, ثانيا
            depth = sum(_is_item(each) for each in _chain(owner))
            own = {2: letter, 3: roman}.get(depth, str)(int(own))
        label = own if own[:1].isdigit() or not _is_item(owner) else f"({own})"
        label = f"{before} {label}".strip() if _is_item(owner) else label
        if _is_item(owner):
            self._labels[owner.element] = label
        return label

    def _note(self, at: int, element: Element, block: str) -> Mark:
        """The footnote at a place, as a note with a block of its own."""
        source = element
        if local(element) == "noteRef":
            source = self._ends.get(element.get("href", "").rpartition("#")[2], element)
        label = element.get("marker") or source.get("marker") or str(len(self.notes) + 1)
        if source is not element or local(element) == "authorialNote":
            inline = Inline([source])
            own = self._own(address_of(source), "note")
            self.notes.append(Note(id=own, label=label, text=inline.text, block=block, at=at))
            self.note_blocks.append(Block(id=own, kind="note", text=inline.text, label=label, shown=label))
            self._marked(own, inline)
        return Mark(at=at, note=label)

    def _marked(self, block: str, inline: Inline) -> None:
        """What the markup says of the words of a block: references and names."""
        for start, end, tag, element in inline.found:
            place = {"block": block, "start": start, "end": end, "text": inline.text[start:end]}
            if start == end:
                continue
            if tag in ("ref", "rref"):
                for address in (element.get(name) for name in ("href", "from", "upTo")):
                    meant = value(address) if address else None
                    if meant:
                        self.citations.append(Citation(**place, value=meant, rule=RULE, confidence=1.0))  # type: ignore[arg-type]
            elif tag in _KINDS:
                address = element.get("refersTo", "").split(" ")[0]
                ref = known(self._classes.get(address[1:], address))
                self.mentions.append(Mention(**place, kind=_KINDS[tag], ref=ref, rule=RULE, confidence=1.0))  # type: ignore[arg-type]


def _kind(piece: Piece, decides: bool) -> tuple[BlockKind, int]:
    """What sort of paragraph a piece is and how deep it stands."""
    owner, carrier = piece.owner, piece.carriers[0] if piece.carriers else piece.document
    chain = _chain(owner)
    if piece.tag == "tr":
        return "table", 1
    if piece.tag in ("heading", "subheading", "crossHeading") or carrier.get("name") == "heading":
        return "heading", max(1, sum(_has_heading(each) for each in chain))
    level = max(1, sum(_is_item(each) for each in chain) + (not piece.first and owner is not None and _is_item(owner)))
    said = "preambular" if owner and owner.element.get("name") == "recital" else None
    said = said or (owner.element.get("name") if owner and owner.tag == "hcontainer" else None)
    if said in _BLOCK_KINDS:
        return said, level  # type: ignore[return-value]
    if piece.section in ("coverPage", "preface", "header"):
        titled = any(local(element) in ("docTitle", "longTitle") for element in carrier.iter())
        return ("title" if titled else "front"), 1
    if piece.section == "preamble":
        return ("formula" if owner and owner.tag == "formula" else "preambular"), level
    if piece.section == "conclusions":
        return "back", 1
    if decides:
        return "operative", level
    return ("list" if level > 1 else "paragraph"), level


def _chain(owner: Owner | None) -> list[Owner]:
    found = []
    while owner is not None:
        found.append(owner)
        owner = owner.above
    return found


def _has_heading(owner: Owner) -> bool:
    return any(local(child) == "heading" for child in owner.element)


def _is_item(owner: Owner) -> bool:
    """A numbered paragraph, point or item, not a section."""
    inside = owner.tag in HIERARCHY or owner.tag in ("item", "recital", "container", "wrapUp")
    return inside and not _has_heading(owner)


def _stretches(inline: Inline) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(start=one.start, end=one.end, form=_FORMS[one.tag], value=one.element.get("href", ""))  # type: ignore[arg-type]
        for one in inline.found
        if one.tag in _FORMS and one.start < one.end
    )


def _changes(inline: Inline) -> tuple[Change, ...]:
    """Insertions and deletions; deleted words are no part of the text."""
    return tuple(
        Change(
            kind=_CHANGES[one.tag],
            start=one.start,
            end=one.end,
            text=inline.text[one.start : one.end] or plain(one.element),
        )
        for one in inline.found
        if one.tag in _CHANGES
    )
