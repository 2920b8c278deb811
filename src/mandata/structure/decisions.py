"""Finds where decisions and resolutions begin, draft or adopted, with their number, title and issuer."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from ..folding import fold
from .grammar import Grammar
from .pieces import SENTENCE_ENDS, Piece

Kind = Literal["decision", "resolution", "other"]

# Where no word tells: letters of a convention (BC-20/3, not the sessions S-, ES- and SS.) and Roman meetings (XL/2).
_SERIES = re.compile(r"(?!(?:s|es|ss)-)[^\W\d_][^\d/]*-|[ivxlc]+/")
_HEADING = 420  # signs
_ABOVE = 12  # lines above a formula in which "draft" may be said
_REACH = 9  # lines between a decision's heading and its formula: title, "submitted by", "adopted at"


class Start(msgspec.Struct, kw_only=True):
    """The beginning of a decision: places (in the list of pieces) of its heading, its title and its formula."""

    heading: int
    formula: int | None = None
    titles: tuple[int, ...] = ()
    number: str = ""
    title: str = ""
    issuer: str = ""
    kind: Kind = "decision"
    draft: bool = False
    statement: bool = False  # a statement that names its speaker in every sentence, without a formula
    numbered: bool = False  # do its paragraphs bear numbers (1., 2. ...)?


def find(pieces: list[Piece], grammar: Grammar) -> list[Start]:
    """All decisions in order. A heading without a formula or an operative paragraph after it (as in a list of
    contents) begins none; a formula without a heading does."""
    candidates: dict[int, Start] = {}
    formulas: dict[int, str] = {}
    for at, piece in enumerate(pieces):
        if piece.table is not None or piece.line.kind in ("header", "footer"):
            continue
        if start := _heading(at, piece, grammar):
            candidates[at] = start
        elif issuer := _formula(piece, grammar):
            formulas[at] = issuer
    found = _confirmed(pieces, candidates, formulas, grammar)
    for start, following in zip(found, [*(s.heading for s in found[1:]), len(pieces)], strict=False):
        start.numbered = _is_numbered(pieces[(start.formula or start.heading) + 1 : following], grammar)
    return found


def statement(pieces: list[Piece], title: str, grammar: Grammar) -> list[Start]:
    """A statement by a president as one text of the body: it begins where the body first speaks."""
    for at, piece in enumerate(pieces):
        if match := grammar.statement.match(piece.head):
            issuer = piece.text[match.start("subject") : match.end("subject")]
            return [Start(heading=at, title=title, issuer=issuer, kind="other", statement=True)]
    return []


def _is_numbered(pieces: list[Piece], grammar: Grammar) -> bool:
    """Does a paragraph 1 stand before the annex?"""
    for piece in pieces:
        if piece.number and ("1", 1) in piece.number.readings and piece.table is None:
            return True
        if piece.short and piece.number is None and grammar.annex.match(piece.head):
            return False
    return False


def _confirmed(
    pieces: list[Piece], candidates: dict[int, Start], formulas: dict[int, str], grammar: Grammar
) -> list[Start]:
    found: list[Start] = []
    open_heading: Start | None = None
    for at, piece in enumerate(pieces):
        if at in candidates:
            open_heading = candidates[at]
        elif at in formulas:
            if open_heading and at - open_heading.heading <= _REACH:
                found.append(_completed(open_heading, at, formulas[at], pieces, grammar))
            elif not _goes_on(found, at, pieces, grammar):
                found.append(_unnumbered(at, formulas[at], pieces, grammar))
            open_heading = None
        elif open_heading and (issuer := _late_formula(open_heading, at, piece, grammar)):
            found.append(_completed(open_heading, at, issuer, pieces, grammar))
            open_heading = None
        elif open_heading and at - open_heading.heading <= _REACH and _is_operative(piece, grammar):
            found.append(_completed(open_heading, at, "", pieces, grammar))
            found[-1].formula = None
            open_heading = None
    return found


def _is_operative(piece: Piece, grammar: Grammar) -> bool:
    return len(piece.text) > 40 and piece.tail in ",，،;；.。:" and grammar.opens(piece.head) is not None


def _late_formula(start: Start, at: int, piece: Piece, grammar: Grammar) -> str:
    """A formula that lacks its comma, right under the heading: "The General Assembly"."""
    if at - start.heading > 3 or len(piece.text) > 90 or piece.tail in ".;:":
        return ""
    match = grammar.formula.match(fold(piece.text + ",").text)
    first = fold(grammar.words.bodies[0]).text
    return piece.text if match and first and at > start.heading and _is_plain_body(piece, grammar) else ""


def _is_plain_body(piece: Piece, grammar: Grammar) -> bool:
    words = piece.head.split()
    return len(words) <= 4 and words[-1] in {fold(w).text for w in grammar.words.bodies}


def _goes_on(found: list[Start], at: int, pieces: list[Piece], grammar: Grammar) -> bool:
    """Is this formula a later part of the decision before ("A / The General Assembly, ... B / The ...")?"""
    if not found or not found[-1].number:
        return False
    between = pieces[(found[-1].formula or found[-1].heading) + 1 : at]
    if any(piece.table is None and grammar.annex.match(piece.head) and piece.short for piece in between):
        return False
    return bool(between) and len(between[-1].text) < 200 and not grammar.closing.match(between[-1].head)


def _heading(at: int, piece: Piece, grammar: Grammar) -> Start | None:
    """The decision that this line may head: "Draft decision BC-18/[--]: ..." or "6/9. Sound management ..."."""
    text = _whole(piece)
    if not text or len(text) > _HEADING or (text[0].islower() and text[0].upper() != text[0]):
        return None
    folded = fold(text).text.strip()
    if not grammar.heading_start.match(folded):
        return None
    for pattern, heading in grammar.headings:
        if match := pattern.match(folded):
            return _start(at, text, folded, match, heading.kind, heading.draft, grammar)
    if (match := grammar.numbered.match(folded)) and _is_number(match["number"]):
        kind: Kind = "decision" if _SERIES.match(match["number"]) else "resolution"
        return _start(at, text, folded, match, kind, False, grammar)
    return None


def _start(
    at: int, text: str, folded: str, match: re.Match[str], kind: Kind, draft: bool, grammar: Grammar
) -> Start | None:
    title = match["title"] or match.groupdict().get("title2") or ""
    if len(title) > 60 and title[-1] in ";；,，" and grammar.opens(title):
        return None  # a paragraph
    number = _number(text, match["number"] or "", folded, draft, grammar)
    return Start(heading=at, number=number, title=_original(text, title), kind=kind, draft=draft)


def _whole(piece: Piece) -> str:
    """The text with what was taken for a number ("6/9. Sound ..." is none, but "1/CP.21" may look like one)."""
    return f"{piece.shown} {piece.text}" if piece.shown and not piece.line.label else piece.text


def _is_number(number: str) -> bool:
    """A number alone heads a decision if it has the look of one, and is no date: 6/9, 3357 (XXIX), WHA76.17."""
    return bool(re.search(r"[/(]|[a-z]{3}\d", number)) and not re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2,4}", number)


def _original(text: str, folded_part: str) -> str:
    """The end of `text` that was matched in its folded form."""
    return text[len(text) - len(folded_part) :].strip(" \u200f]") if folded_part else ""


def _number(text: str, number: str, folded: str, draft: bool, grammar: Grammar) -> str:
    """A decision's number with the letters that all languages share: "БК-18/2 и РК-13/5" → "BC-18/2 и RC-13/5".

    A list is joined as the page joins it; that of a draft, whose places are still open and which nobody cites, in
    English, so that it is the same in all languages.
    """
    if not number:
        return ""
    at = folded.find(number)
    original = text[at : at + len(number)] if len(folded) == len(text) else number.upper()
    joins = [*grammar.joins.finditer(original)]
    edges = [0, *(place for join in joins for place in join.span()), len(original)]
    parts = [_series(original[start:end].strip(), grammar) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    between = [", "] * (len(joins) - 1) + [" and "] * bool(joins) if draft else [join[0] for join in joins]
    return parts[0] + "".join(join + part for join, part in zip(between, parts[1:], strict=True))


def _series(number: str, grammar: Grammar) -> str:
    letters = {fold(own).text: shared for own, shared in grammar.words.series.items()}
    match = re.match(r"([^\W\d_]{1,5}(?: [^\W\d_]{1,2})?)(?=[-–])", number)
    own = fold(match[1]).text if match else ""
    shared = letters.get(own)
    return shared + number[match.end() :] if match and shared else number


def _formula(piece: Piece, grammar: Grammar) -> str:
    """The issuer's name in a formula, "" where the line is none."""
    text = piece.text
    if piece.number or len(text) > 240 or not text or text[-1] not in ",:，：،]*”»":
        return ""
    match = grammar.formula.match(fold(text).text)
    if not match or grammar.opens(piece.head) in ("preambular", "operative") or grammar.annex.match(piece.head):
        return ""
    if (not grammar.spaced and grammar.opens(piece.head) and len(text) > 20) or grammar.treaty.search(match["name"]):
        return ""
    return text[match.start("name") : match.end("name")].strip() if len(match.string) == len(text) else match["name"]


def _completed(start: Start, formula: int, issuer: str, pieces: list[Piece], grammar: Grammar) -> Start:
    start.formula, start.issuer = formula, issuer
    titles: list[int] = []
    for at in range(start.heading + 1, formula):
        piece = pieces[at]
        if grammar.also.match(piece.head) or piece.text[:1] in "[(" or len(piece.text) > 400:
            break
        if start.title or (titles and not _wraps(pieces[titles[-1]], piece)):
            break
        titles.append(at)
    start.titles = tuple(titles)
    start.title = start.title or " ".join(pieces[at].text.strip() for at in titles).rstrip("*")
    return start


def _wraps(before: Piece, piece: Piece) -> bool:
    """Is a title broken into lines here?"""
    return not before.line.style and (piece.text[:1].islower() or before.text[-1:] in ",-–" or len(before.text) > 55)


def _unnumbered(at: int, issuer: str, pieces: list[Piece], grammar: Grammar) -> Start:
    """A decision without a number: the short line above its formula is its title; "draft" may be said before."""
    before = pieces[at - 1] if at else None
    titled = before is not None and _may_be_title(before, grammar)
    title = before.text.rstrip("*") if before and titled else ""
    start = Start(heading=at - titled, formula=at, issuer=issuer, title=title)
    for piece in pieces[max(at - _ABOVE, 0) : at]:
        for pattern, heading in grammar.drafts:
            if len(piece.text) < 300 and piece.table is None and pattern.search(piece.head):
                start.draft, start.kind = True, heading.kind
    return start


def _may_be_title(piece: Piece, grammar: Grammar) -> bool:
    if piece.number or piece.table is not None or piece.line.kind != "text" or piece.tail in SENTENCE_ENDS:
        return False
    known = (grammar.annex, grammar.also, grammar.contents, grammar.closing, grammar.date, grammar.preamble)
    return len(piece.text) < 250 and not piece.head[:1].isdigit() and not any(p.match(piece.head) for p in known)
