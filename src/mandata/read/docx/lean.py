"""Leaves out of a document's XML what says only how the page looks, before it is parsed.

Four of five elements that Word writes are such looks. Without them the tree is a third as large, and reading it
takes half the time. An element is matched with its brackets, and a bracket never stands in the text of XML (there
`<` is written &lt;), so that no word can be lost. Then plain words stand in their paragraphs as they are, and simple
cells in their rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

EMPTY = """
    spacing sz szCs rFonts lang u color kern highlight caps smallCaps effect noProof position w b bCs iCs
    keepNext keepLines widowControl suppressAutoHyphens suppressLineNumbers contextualSpacing mirrorIndents
    snapToGrid adjustRightInd autoSpaceDE autoSpaceDN textAlignment overflowPunct wordWrap
    tcW vAlign shd hideMark noWrap tcFitText cantSplit trHeight tblHeader tblW tblLook tblInd tblLayout gridCol
    proofErr lastRenderedPageBreak bookmarkStart bookmarkEnd
"""
"""Elements without contents that only format, by their names."""

FULL = "tabs tcBorders tblCellMar pBdr tblBorders"
"""Elements that only format, with nothing but empty elements in them."""

DECLARED = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _either(words: list[str]) -> str:
    """A pattern for any of `words`, as a tree of letters: the engine would try a flat list from its beginning."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    shared = [letter + (_either(rest) if any(rest) else "") for letter, rest in sorted(branches.items()) if letter]
    pattern = f"(?:{'|'.join(shared)})"
    return f"{pattern}?" if "" in branches else pattern


_ATTRIBUTES = r"(?: [^<>/]*+)?/>"
_LOOK = "|".join(
    (
        _either(EMPTY.split()) + _ATTRIBUTES,
        r'ind(?: w:(?:right|end|hanging|firstLine)="[^"]*+")*+/>',
        rf"(?:{'|'.join(FULL.split())})>(?:<w:\w++{_ATTRIBUTES})*+</w:\w++>",
    )
)
_LOOKS = re.compile(rf"<w:(?:{_LOOK}|(?:rPr|tcPr)>(?:<w:(?:{_LOOK}))*+</w:\w++>)".encode())

_SESSIONS = re.compile(rb"<w:p [^<>/]*+(?=/?>)")
_RUN = re.compile(rb"<w:r(?: [^<>/]*+)?>(?:<w:t>)?([^<]*+)(?:</w:t>)?</w:r>")
_VALUES = r'(?: w:\w++="[^"<>&]*+")*+/>'
_PROPERTY = rf"<w:(?!sectPr|ins|del|move|\w+Change)\w++{_VALUES}"
_PROPERTIES = re.compile(
    rf"<w:pPr>(?:{_PROPERTY}|<w:numPr>(?:{_PROPERTY})*+</w:numPr>|<w:rPr>(?:{_PROPERTY})*+</w:rPr>)*+</w:pPr>".encode()
)
_CELL = re.compile(rb'(<w:)t(c>)<w:p(?: cell="\d++")?>([^<]*+</w:)p></w:t(c>)')
_TRACKED = re.compile(rb"<w:(?:ins[ >]|del|move)")
_MISTAKEN = (b" <w:", b"\n", b"\t", b"\r", b"customMarkFollows")
"""What folding would mistake: blanks between elements, as words; a mark that is the words of the next run."""

_EMPTY = re.compile(rb'<w:p cell="\d++"></w:p>')


def lean(xml: bytes) -> bytes:
    """The XML of a document part without its looks; as it is where it has another prefix, or sections of raw text.

    Paragraphs also say in which sessions of editing they were written, which takes a third of what is left.
    """
    shorter = _LOOKS.sub(b"", xml)  # neither of the two is taken out by it, and asking is cheaper afterwards
    return _SESSIONS.sub(b"<w:p", shorter) if _is_usual(shorter) else xml


def _is_usual(xml: bytes) -> bool:
    return xml.count(DECLARED.encode()) == 1 and b"<!" not in xml


def is_tracked(xml: bytes) -> bool:
    """Whether the XML has tracked changes, or may have some because it has another prefix."""
    return b"PrChange" in xml or _TRACKED.search(xml) is not None or b"<w:" not in xml


def folded(xml: bytes, openings: Mapping[bytes, bytes]) -> bytes | None:
    """Lean XML with fewer elements; None if it cannot be, as where changes are tracked: there ends of paragraphs count.

    A run of words alone becomes its words, and the properties of a paragraph one attribute: `openings` are the
    beginnings of paragraphs by the properties that they had (without `</w:pPr>`), `<w:p look="7">`, `<w:p cell="7">`
    where they count for nothing in cells, and nothing where they must stay. Neighbouring cells that hold one paragraph
    of words alone become one `<w:c>`, their words on a line each.
    """
    xml = _LOOKS.sub(b"", _fold_properties(xml, openings))
    body = xml.find(b"<w:body>")
    if body < 0 or not _is_usual(xml) or is_tracked(xml) or any(xml.find(sign, body) >= 0 for sign in _MISTAKEN):
        return None
    pieces = _by_table(_fold_words(xml))
    return b"".join(_fold_cells(piece) if in_cell else _EMPTY.sub(b"", piece) for piece, in_cell in pieces)


def _fold_properties(xml: bytes, openings: Mapping[bytes, bytes]) -> bytes:
    *pieces, last = xml.split(b"</w:pPr>")
    done: list[bytes] = []
    add = done.append
    for piece in pieces:
        start = piece.rfind(b"<w:pPr>")
        at = piece.rfind(b"<w:p", 0, start)
        opening = b""
        if at >= 0 and piece.find(b">", at) == start - 1 and piece.find(b"xmlns", at, start) < 0:
            opening = openings[piece[start:]]
        if opening:
            add(piece[:at])
            add(opening)
        else:
            add(piece)
            add(b"</w:pPr>")
    add(last)
    return b"".join(done)


def without_looks(xml: bytes) -> bytes:
    """Elements without what only formats."""
    return _LOOKS.sub(b"", xml)


def is_foldable(properties: bytes) -> bool:
    """Whether the properties of a paragraph, without looks, may be folded: they say nothing of sections and changes."""
    return _PROPERTIES.fullmatch(properties) is not None


def _fold_words(xml: bytes) -> bytes:
    xml = xml.replace(b'<w:t xml:space="preserve">', b"<w:t>").replace(b"<w:tab/>", b"<w:t> </w:t>")
    return b"".join(_RUN.split(xml.replace(b"</w:t><w:t>", b"")))  # twice as fast as `sub` with a group


def _fold_cells(xml: bytes) -> bytes:
    if b"&#" in xml:  # which may be the end of a line
        return xml
    return b"".join(_CELL.split(xml)).replace(b"</w:c><w:c>", b"\n")


def _by_table(xml: bytes) -> Iterator[tuple[bytes, bool]]:
    """The XML in pieces, and whether each stands in a table; text boxes in tables stand outside."""
    outside, *tables = xml.split(b"<w:tbl>")
    depth = 0
    for piece in tables:
        yield outside + b"<w:tbl>", False
        inside, end, after = piece.rpartition(b"</w:tbl>")
        depth += 1 - (inside.count(b"</w:tbl>") + 1 if end else 0)
        if depth > 0:
            inside, end, after = piece, b"", b""
        yield inside, b"txbxContent" not in inside
        outside = end + after
        depth = max(depth, 0)
    yield outside, False
