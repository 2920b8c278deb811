"""Leaves out of a document's XML what says only how the page looks, before it is parsed.

Four of five elements that Word writes are such looks. Without them the tree is a third as large, and reading it
takes half the time. An element is matched with its brackets, and a bracket never stands in the text of XML (there
`<` is written &lt;), so that no word can be lost.
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


def lean(xml: bytes) -> bytes:
    """The XML of a document part without its looks; as it is where it has another prefix, or sections of raw text."""
    if xml.count(DECLARED.encode()) != 1 or b"<!" in xml:
        return xml
    return _LOOKS.sub(b"", xml)
