"""The names of WordprocessingML, in the transitional form of the standard (ISO/IEC 29500-4)."""

from __future__ import annotations

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

STRICT_BASE = b"http://purl.oclc.org/ooxml/"
STRICT = {
    STRICT_BASE + b"wordprocessingml/main": WORD.encode(),
    STRICT_BASE + b"officeDocument/relationships": RELATIONSHIPS.encode(),
    STRICT_BASE + b"officeDocument/math": MATH.encode(),
    STRICT_BASE + b"drawingml/main": DRAWN.encode(),
    STRICT_BASE + b"drawingml/chart": CHART.encode(),
}
"""Names of the strict form, and those of the transitional one that stand for the same."""


def w(name: str) -> str:
    """The full name of an element or attribute of the main name space."""
    return f"{{{WORD}}}{name}"


# Blocks
BODY, P, TBL, TR, TC, SECTPR, TXBX, ALTCHUNK = map(
    w, ("body", "p", "tbl", "tr", "tc", "sectPr", "txbxContent", "altChunk")
)
SDT, SDT_CONTENT, SDT_PR, CUSTOM_XML, INS, DEL, MOVE_TO, MOVE_FROM = map(
    w, ("sdt", "sdtContent", "sdtPr", "customXml", "ins", "del", "moveTo", "moveFrom")
)
# Properties
PPR, RPR, TRPR, TCPR, NUMPR, ILVL, NUMID, PSTYLE, RSTYLE, JC, IND, OUTLINE, PAGE_BREAK_BEFORE = map(
    w,
    (
        *("pPr", "rPr", "trPr", "tcPr", "numPr", "ilvl", "numId"),
        *("pStyle", "rStyle", "jc", "ind", "outlineLvl", "pageBreakBefore"),
    ),
)
ITALIC, BOLD, VANISH, GRIDSPAN, GRID_BEFORE, VMERGE, TYPE = map(
    w, ("i", "b", "vanish", "gridSpan", "gridBefore", "vMerge", "type")
)
# Contents of a run
R, T, TAB, PTAB, BR, CR, NO_BREAK_HYPHEN, SOFT_HYPHEN, SYM = map(
    w, ("r", "t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym")
)
FOOTNOTE_MARK, ENDNOTE_MARK, FLD_CHAR, INSTR, DEL_TEXT, HYPERLINK, FLD_SIMPLE = map(
    w, ("footnoteReference", "endnoteReference", "fldChar", "instrText", "delText", "hyperlink", "fldSimple")
)
DRAWING, PICT, OBJECT, RUBY, RUBY_TEXT, RUBY_BASE = map(w, ("drawing", "pict", "object", "ruby", "rt", "rubyBase"))
ALTERNATE, CHOICE, FALLBACK = (f"{{{COMPATIBILITY}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
MATH_TEXT = f"{{{MATH}}}t"
CELLS = w("c")
"""Neighbouring cells of words alone: no element of Word, but what folding makes of them (lean.py)."""
# Attributes
VAL, ID, CUSTOM_MARK, CHAR, FLD_TYPE, INSTR_ATTR, ANCHOR, STYLE_ID = map(
    w, ("val", "id", "customMarkFollows", "char", "fldCharType", "instr", "anchor", "styleId")
)
(
    RPR_CHANGE,
    PPR_CHANGE,
    COMMENT_START,
    COMMENT_END,
    COMMENT_MARK,
    MOVE_FROM_START,
    MOVE_FROM_END,
    MOVE_TO_START,
    MOVE_TO_END,
) = map(
    w,
    (
        *("rPrChange", "pPrChange", "commentRangeStart", "commentRangeEnd", "commentReference"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    ),
)
LEFT, START = map(w, ("left", "start"))
RID = f"{{{RELATIONSHIPS}}}id"
RDM = f"{{{RELATIONSHIPS}}}dm"
