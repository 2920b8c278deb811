"""Leaves out of a document's XML what says only how the page looks, before it is parsed.

Four of five elements that Word writes are such looks. Without them the tree is a third as large, and reading it
takes half the time. An element is matched with its brackets, and a bracket never stands in the text of XML (there
`<` is written &lt;), so that no word can be lost. Then paragraphs without looks become one element each.
"""

from __future__ import annotations

import re

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

_SET_IN = re.compile(rf"<w:(?:ind|jc){_ATTRIBUTES}".encode())
_END_LOOKS = (b"<w:rPr></w:rPr></w:pPr>", b"<w:rPr><w:i/></w:rPr></w:pPr>")
_EMPTY = re.compile(rf"<w:p><w:pPr>(?:<w:(?:ind|jc){_ATTRIBUTES})*+</w:pPr></w:p>".encode())
_SIMPLE = re.compile(
    rb'<w:p>(?:<w:pPr>(?:<w:pStyle w:val="([^"<>&]*+)"/>)?</w:pPr>)?'
    rb'<w:r(?: [^<>/]*+)?>(?:<w:tab/>)?<w:t(?: xml:space="preserve")?>([^<]++)</w:t></w:r></w:p>'
)
TRACKED = (b"<w:ins ", b"<w:ins>", b"<w:del", b"<w:move", b"PrChange")
"""What the names of tracked changes begin or end with."""


def lean(xml: bytes) -> bytes:
    """The XML of a document part without its looks; as it is where it has another prefix, or sections of raw text."""
    shorter = _LOOKS.sub(b"", xml)  # neither of the two is taken out by it, and asking is cheaper afterwards
    if shorter.count(DECLARED.encode()) != 1 or b"<!" in shorter:
        return xml
    return _without_looks_of_cells(_without_editions(shorter))


def is_tracked(xml: bytes) -> bool:
    """Whether the XML has tracked changes, or may have some because it has another prefix."""
    return any(name in xml for name in TRACKED) or b"<w:" not in xml


def folded(xml: bytes) -> bytes:
    """Lean XML without tracked changes with its paragraphs of words alone as one element each.

    Such a paragraph becomes `<w:p s="STYLE">words</w:p>`, an empty one loses its looks. Half of all paragraphs are of
    these kinds, most of them in tables. Where changes are tracked, the ends of paragraphs count.
    """
    for look in _END_LOOKS:
        xml = xml.replace(look, b"</w:pPr>")
    return _SIMPLE.sub(rb'<w:p s="\1">\2</w:p>', _EMPTY.sub(b"<w:p/>", xml))


def _without_editions(xml: bytes) -> bytes:
    """Paragraphs also say in which sessions of editing they were written, which takes a third of what is left."""
    first, *paragraphs = xml.split(b"<w:p ")
    pieces = [first]
    for piece in paragraphs:
        end = piece.find(b">")
        if b"xmlns" in piece[:end]:
            return xml
        pieces.append(piece[end:] if piece[end - 1 : end] != b"/" else piece[end - 1 :])
    return b"<w:p".join(pieces)


def _without_looks_of_cells(xml: bytes) -> bytes:
    """In tables paragraphs are also not asked how they are set in and aligned: the row has its columns."""
    outside, *tables = xml.split(b"<w:tbl>")
    pieces, depth = [outside], 0
    for piece in tables:
        inside, end, after = piece.rpartition(b"</w:tbl>")
        depth += 1 - (inside.count(b"</w:tbl>") + 1 if end else 0)
        if depth > 0:
            inside, end, after = piece, b"", b""
        if b"txbxContent" not in inside:
            inside = _SET_IN.sub(b"", inside)
        pieces += (b"<w:tbl>", inside, end, after)
        depth = max(depth, 0)
    return b"".join(pieces)
