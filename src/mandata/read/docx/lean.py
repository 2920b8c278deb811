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
_PROPERTIES = re.compile(
    rf"<w:p>(<w:pPr>(?:<w:(?!sectPr)\w++{_VALUES}|<w:numPr>(?:<w:\w++{_VALUES})*+</w:numPr>"
    rf"|<w:rPr>(?:<w:\w++{_VALUES})*+</w:rPr>)*+</w:pPr>)".encode()
)
_CELL = re.compile(rb"(<w:)t(c>)<w:p>([^<]*+</w:)p></w:t(c>)")
_TRACKED = re.compile(rb"<w:(?:ins[ >]|del|move)")
_MISTAKEN = (b" <w:", b"\n", b"\t", b"\r", b"customMarkFollows")
"""What folding would mistake: blanks between elements, as words; a mark that is the words of the next run."""

Openings = tuple[Mapping[bytes, bytes], Mapping[bytes, bytes]]
"""The beginnings of folded paragraphs by the properties that they had, outside tables and in cells."""


def lean(xml: bytes) -> bytes:
    """The XML of a document part without its looks; as it is where it has another prefix, or sections of raw text.

    Paragraphs also say in which sessions of editing they were written, which takes a third of what is left.
    """
    shorter = _LOOKS.sub(b"", xml)  # neither of the two is taken out by it, and asking is cheaper afterwards
    if shorter.count(DECLARED.encode()) != 1 or b"<!" in shorter:
        return xml
    return _SESSIONS.sub(b"<w:p", shorter)


def is_tracked(xml: bytes) -> bool:
    """Whether the XML has tracked changes, or may have some because it has another prefix."""
    return b"PrChange" in xml or _TRACKED.search(xml) is not None or b"<w:" not in xml


def folded(xml: bytes, openings: Openings) -> bytes | None:
    """Lean XML without tracked changes (there the ends of paragraphs count) with fewer elements; None if it cannot be.

    A run of words alone becomes its words, and the properties of a paragraph one attribute. Neighbouring cells that
    hold one paragraph of words alone become one `<w:c>`, their words on a line each.
    """
    body = xml.find(b"<w:body>")
    if body < 0 or any(xml.find(sign, body) >= 0 for sign in _MISTAKEN):
        return None
    xml = xml.replace(b'<w:t xml:space="preserve">', b"<w:t>").replace(b"<w:tab/>", b"<w:t> </w:t>")
    xml = b"".join(_RUN.split(xml.replace(b"</w:t><w:t>", b"")))  # twice as fast as `sub` with a group
    return b"".join(_fold(piece, in_table, openings) for piece, in_table in _by_table(xml))


def _fold(xml: bytes, in_table: bool, openings: Openings) -> bytes:
    in_cell = in_table and b"txbxContent" not in xml
    pieces = _PROPERTIES.split(xml)
    pieces[1::2] = map(openings[in_cell].__getitem__, pieces[1::2])
    xml = b"".join(pieces)
    if not in_cell or b"&#" in xml:  # which may be the end of a line
        return xml
    return b"".join(_CELL.split(xml)).replace(b"</w:c><w:c>", b"\n")


def _by_table(xml: bytes) -> Iterator[tuple[bytes, bool]]:
    """The XML in pieces, and whether each stands in a table."""
    outside, *tables = xml.split(b"<w:tbl>")
    yield outside, False
    depth = 0
    for piece in tables:
        inside, end, after = piece.rpartition(b"</w:tbl>")
        depth += 1 - (inside.count(b"</w:tbl>") + 1 if end else 0)
        if depth > 0:
            inside, end, after = piece, b"", b""
        yield b"<w:tbl>", True
        yield inside, True
        yield end + after, False
        depth = max(depth, 0)
