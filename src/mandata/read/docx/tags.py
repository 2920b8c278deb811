"""The names of WordprocessingML, under the short name spaces that `package` puts in the place of the long ones."""

from __future__ import annotations

# Long name space (transitional, strict) to the short one: Python builds the name of each element it meets anew.
SHORT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"urn:w",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"urn:w",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"urn:r",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"urn:r",
    b"http://schemas.openxmlformats.org/markup-compatibility/2006": b"urn:mc",
    b"http://schemas.openxmlformats.org/officeDocument/2006/math": b"urn:m",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"urn:m",
}


def w(name: str) -> str:
    """The full name of an element or attribute of the main name space."""
    return f"{{urn:w}}{name}"


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
ALTERNATE, CHOICE, FALLBACK = "{urn:mc}AlternateContent", "{urn:mc}Choice", "{urn:mc}Fallback"
MATH_TEXT, MATH_BREAK = "{urn:m}t", "{urn:m}r"
# Attributes
VAL, ID, CUSTOM_MARK, CHAR, FLD_TYPE, AUTHOR, INSTR_ATTR, ANCHOR, STYLE_ID = map(
    w, ("val", "id", "customMarkFollows", "char", "fldCharType", "author", "instr", "anchor", "styleId")
)
RID = "{urn:r}id"
