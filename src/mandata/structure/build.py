"""From a file read to a document: the order of the steps."""

from __future__ import annotations

import re
from typing import Literal

from ..detection import language_of
from ..errors import StructureError
from ..model import Decision, Document, Source, Unread
from . import decisions, issuers, masthead, naming, notes
from .decisions import Start
from .drafts import Draft
from .grammar import Grammar, grammar
from .masthead import Front
from .parts import Walker
from .pieces import SENTENCE_ENDS, Piece, prepare

_LONG = 260
_NEAR = 8  # lines before a decision in which a long line tells how it was adopted


def structure(source: Source, language: str | None = None) -> Document:
    """What the lines of `source` are: a document with blocks, decisions, notes and the fields of its first page.

    `language` is one of the six codes; where it is not given, the file's own word or the text decides. Raises
    ReadError where the language is none of the six, StructureError where nothing of a meeting document is recognized.
    """
    code = language or source.language or language_of("\n".join(line.text for line in source.lines))
    words = grammar(code)
    pieces = prepare(source.lines, words)
    starts = decisions.find(pieces, words)
    end = _front_end(pieces, starts, words)
    front = masthead.read(pieces, end, words)
    if not starts and front.kind == "statement by the president":
        starts = decisions.statement(pieces, front.title or "", words)
        end = min([end, *(start.heading for start in starts)])
    _adopt_title(starts, front)
    bare = not starts and _is_bare(pieces, words)
    if not (starts or bare or front.known):
        raise _foreign(pieces)
    if bare:
        end = 0
    walker = Walker(words, starts, end, bare)
    walked = walker.walk(pieces)
    if front.title == _title(front, starts):
        _mark_title(walked, pieces, front, end)
    return _document(source, code, front, starts, walked, walker.unread)


def _front_end(pieces: list[Piece], starts: list[Start], words: Grammar) -> int:
    """Where the first page ends: at the first decision, contents, annex, heading with a number, or paragraph."""
    first = min((start.heading for start in starts), default=len(pieces))
    for at, piece in enumerate(pieces[:first]):
        if piece.table is not None or piece.line.kind != "text":
            continue
        numbered = piece.number is not None and (piece.line.label or piece.number.form in ("1", "I"))
        near = len(starts) > 0 and first - at <= _NEAR
        long = len(piece.text) > (_LONG if words.spaced else 80) and piece.tail in SENTENCE_ENDS and not near
        if words.also.match(piece.head) or words.votes.match(piece.head):
            continue
        if (numbered and not re.match(r"\d+[ –-]", piece.shown)) or long or _opens_body(piece, words):
            return at
    return first


def _opens_body(piece: Piece, words: Grammar) -> bool:
    return bool(piece.short and (words.contents.match(piece.head) or words.annex.match(piece.head)))


def _adopt_title(starts: list[Start], front: Front) -> None:
    """A decision without a heading of its own has the document's title; inside a note or report it is a proposal."""
    for start in starts:
        if start.number:
            continue
        kind = front.kind or ""
        start.draft = start.draft or kind.startswith(("draft", "note", "report"))
        if len(starts) == 1 and not start.title and kind.removeprefix("draft ") in ("decision", "resolution"):
            start.title = front.title or ""
            start.kind = "resolution" if kind.endswith("resolution") else "decision"


def _is_bare(pieces: list[Piece], words: Grammar) -> bool:
    """A text without masthead or formula that is a list of operative paragraphs."""
    texts = [piece for piece in pieces if piece.table is None and piece.line.kind == "text"]
    outer = [p for p in texts if not p.number or p.number.form == "1"]
    opening = [p for p in outer if words.opens(p.head) in ("operative", "either") and len(p.text) > 12]
    return bool(outer) and len(opening) * 2 >= len(outer) and len(texts) < 400


def _foreign(pieces: list[Piece]) -> StructureError:
    first = next((piece.text[:60] for piece in pieces), "")
    return StructureError(
        f"the text is no meeting document (it begins “{first}”)",
        "a symbol, the formula of a body, a decision, or a note's title page",
        "give a decision, resolution, note or report",
    )


def _mark_title(walked: list[Draft], pieces: list[Piece], front: Front, end: int) -> None:
    titles = {id(pieces[at]) for at in front.title_lines if at < end}
    for draft in walked:
        if id(draft.piece) in titles and draft.kind == "front":
            draft.kind, draft.role = "title", "title"


def _document(
    source: Source, code: str, front: Front, starts: list[Start], walked: list[Draft], stray: list[str]
) -> Document:
    pictures = [line.text for line in source.lines if line.kind == "picture"]
    found = list(naming.blocks(walked))
    texts, footnotes = notes.attach(found, source.notes)
    made = [_decision(at, start, front, walked, code) for at, start in enumerate(starts)]
    issuer = made[0].issuer if made else None
    return Document(
        file=source.file,
        sha256=source.sha256,
        format=source.format,
        language=code,
        view=source.view,
        symbol=front.symbol,
        symbols=front.symbols,
        kind=_kind(front, starts),
        title=_title(front, starts),
        issuer=issuer,
        body=issuers.body(starts[0].number if starts else "", front.symbols, issuer or "", code),
        meeting=issuers.meeting(front.symbols),
        session=front.session,
        place=front.place,
        distribution=front.distribution,
        date=front.date,
        original_language=front.original_language,
        agenda_item=front.agenda_item,
        blocks=(*found, *texts),
        decisions=tuple(made),
        notes=tuple(footnotes),
        unread=(
            *source.unread,
            *(Unread(text=words, reason="a picture") for words in pictures),
            *(Unread(text=number, reason="a number without a paragraph") for number in stray),
        ),
    )


def _decision(at: int, start: Start, front: Front, walked: list[Draft], code: str) -> Decision:
    before = [d for d in walked if d.decision is None and d.role == "annex"]
    first = next(i for i, d in enumerate(walked) if d.decision == at)
    annexed = any(d.role == "annex" for d in walked[:first] if d.decision is None) and bool(before)
    body = issuers.body(start.number, front.symbols, start.issuer, code)
    return Decision(
        number=start.number,
        title=start.title,
        issuer=start.issuer,
        draft=start.draft,
        kind=_decision_kind(start, front, body),
        body=body,
        annex_of=front.symbol if annexed else None,
    )


def _decision_kind(start: Start, front: Front, body: str | None) -> Literal["decision", "resolution", "other"]:
    """What the first page calls it, or what its body adopts, before what its number looks like."""
    usual = issuers.adopts(body)
    if start.kind == "resolution" and ((front.kind or "").startswith("decision") or usual == "decision"):
        return "decision"
    return "resolution" if usual == "resolution" and not (start.number or start.title) else start.kind


def _kind(front: Front, starts: list[Start]) -> str | None:
    room_paper = any("/CRP." in symbol for symbol in front.symbols)
    adopted = [start for start in starts if not start.draft]
    if front.kind and not (front.kind in ("report", "decision", "resolution") and len(adopted) > 1):
        own = front.kind
    elif len(starts) > 1:
        own = "resolutions" if all(start.kind == "resolution" for start in starts) else "decisions"
    elif starts:
        own = ("draft " if starts[0].draft else "") + starts[0].kind
    else:
        own = None
    return f"conference room paper ({own})" if room_paper and own else "conference room paper" if room_paper else own


def _title(front: Front, starts: list[Start]) -> str | None:
    if len(starts) == 1 and (not front.kind or front.kind in ("decision", "resolution")) and starts[0].title:
        return starts[0].title
    return front.title or (starts[0].title if starts else None) or None
