"""Writes the sample note as DOCX: automatic numbering, real footnotes, a masthead in a table.

The parts are those of ECMA-376 (Office Open XML), part 1: document, styles, numbering and footnotes. Dates inside the
archive are fixed, so that the same texts give the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker
from meeting import Meeting, Para, draft, note

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "footnotes")
_LEVELS = {"section": 0, "paragraph": 0, "item": 1, "subitem": 2}
_MARKUP = re.compile(r"(\*.*?\*|⟦.*?⟧)")
W = ElementMaker(namespace=W_NS, nsmap={"w": W_NS})


def write(meeting: Meeting, path: Path) -> None:
    """The note of the meeting as a DOCX file."""
    setter = _Setter(meeting)
    parts = {
        "word/document.xml": setter.document(),
        "word/footnotes.xml": W.footnotes(*setter.footnotes),
        "word/numbering.xml": _numbering(meeting),
        "word/styles.xml": _styles(meeting),
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({part: f"{part}.xml" for part in _PARTS}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root in parts.items():
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            entry = zipfile.ZipInfo(name, (2026, 5, 20, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)


class _Setter:
    """Sets paragraphs and collects their footnotes."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.right_to_left = meeting.language == "ar"
        self.footnotes: list[etree._Element] = []

    def document(self) -> etree._Element:
        head = self.meeting.masthead
        front = [self.paragraph(Para(line), bold=True) for line in (*head.meeting, *head.item)]
        body = [self.paragraph(para) for para in note(self.meeting)]
        annex = [self.paragraph(para, page_break=at == 0) for at, para in enumerate(draft(self.meeting))]
        return W.document(W.body(self.masthead(), *front, *body, self.paragraph(Para(head.below)), *annex, W.sectPr()))

    def masthead(self) -> etree._Element:
        head = self.meeting.masthead
        rows = [(head.organization[0], [head.symbol]), (head.organization[1], head.lines)]
        return W.tbl(
            W.tblPr(*([W.bidiVisual()] if self.right_to_left else [])),
            W.tblGrid(W.gridCol(), W.gridCol()),
            *(W.tr(self.cell([left]), self.cell(right)) for left, right in rows),
        )

    def cell(self, lines: list[str]) -> etree._Element:
        return W.tc(*(self.paragraph(Para(line)) for line in lines))

    def paragraph(self, para: Para, bold: bool = False, page_break: bool = False) -> etree._Element:
        style = {"title": "Title", "subtitle": "Subtitle", "heading": "Heading1"}.get(para.style)
        shown = self.meeting.numbering[para.level][0] if para.level else ""
        properties = [
            *([W.pStyle(val(style))] if style else []),
            *([W.pageBreakBefore()] if page_break else []),
            *([W.numPr(W.ilvl(val(_LEVELS[para.level])), W.numId(val(para.run + 1)))] if shown and para.level else []),
            *([W.bidi()] if self.right_to_left else []),
        ]
        return W.p(W.pPr(*properties), *self.runs(para.text, bold))

    def runs(self, text: str, bold: bool = False) -> list[etree._Element]:
        parts = [part for part in _MARKUP.split(text) if part]
        return [self.mark(part[1:-1]) if part[0] == "⟦" else self.run(part, bold) for part in parts]

    def run(self, part: str, bold: bool) -> etree._Element:
        italic = part[0] == part[-1] == "*" and len(part) > 1
        form = [*([W.b()] if bold else []), *([W.i()] if italic else []), *([W.rtl()] if self.right_to_left else [])]
        words = W.t(part[1:-1] if italic else part, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        return W.r(W.rPr(*form), words)

    def mark(self, text: str) -> etree._Element:
        number = len(self.footnotes) + 1
        own = W.r(W.rPr(W.vertAlign(val("superscript"))), W.footnoteRef())
        bidi = [W.bidi()] if self.right_to_left else []
        self.footnotes.append(
            W.footnote(W.p(W.pPr(W.pStyle(val("FootnoteText")), *bidi), own, *self.runs(f" {text}")), _id("id", number))
        )
        return W.r(W.rPr(W.vertAlign(val("superscript"))), W.footnoteReference(_id("id", number)))


def val(value: str | int) -> dict[str, str]:
    """The attribute w:val, which carries nearly every value of a WordprocessingML element."""
    return _id("val", value)


def _id(name: str, value: str | int) -> dict[str, str]:
    return {f"{{{W_NS}}}{name}": str(value)}


def _numbering(meeting: Meeting) -> etree._Element:
    """Three runs of numbers: the sections, the paragraphs of the note, those of the annex, which begin anew."""
    depths = [["section"], ["paragraph", "item", "subitem"]]
    lists = [
        W.abstractNum(*(_level(meeting, name, at) for at, name in enumerate(names)), _id("abstractNumId", number))
        for number, names in enumerate(depths)
    ]
    runs = [W.num(W.abstractNumId(val(min(run, 1))), *_restart(run), _id("numId", run + 1)) for run in range(3)]
    return W.numbering(*lists, *runs)


def _level(meeting: Meeting, name: str, at: int) -> etree._Element:
    form, text = meeting.numbering[name]  # type: ignore[index]
    shown = text.replace("%1", f"%{at + 1}")
    indent = W.pPr(W.ind({**_id("left", 567 * (at + 1)), **_id("hanging", 567)}))
    return W.lvl(W.start(val(1)), W.numFmt(val(form or "none")), W.lvlText(val(shown)), indent, _id("ilvl", at))


def _restart(run: int) -> list[etree._Element]:
    return [W.lvlOverride(W.startOverride(val(1)), _id("ilvl", 0))] if run == 2 else []


def _styles(meeting: Meeting) -> etree._Element:
    large, middle, bold = W.sz(val(28)), W.pPr(W.jc(val("center"))), W.b()
    forms = [
        ("Normal", "Normal", [], _id("default", 1)),
        ("Title", "Title", [middle, W.rPr(bold, large)], {}),
        ("Subtitle", "Subtitle", [W.pPr(W.jc(val("center"))), W.rPr(W.b())], {}),
        ("Heading1", "heading 1", [W.rPr(W.b())], {}),
        ("FootnoteText", "footnote text", [W.rPr(W.sz(val(18)))], {}),
    ]
    attribute = {"zh": "eastAsia", "ar": "bidi"}.get(meeting.language, "val")
    language = W.lang(_id(attribute, {"zh": "zh-CN", "en": "en-GB"}.get(meeting.language, meeting.language)))
    styles = [
        W.style(W.name(val(name)), *form, {**_id("type", "paragraph"), **_id("styleId", key), **more})
        for key, name, form, more in forms
    ]
    return W.styles(W.docDefaults(W.rPrDefault(W.rPr(language))), *styles)


def _content_types() -> etree._Element:
    t = ElementMaker(namespace=_TYPES_NS, nsmap={None: _TYPES_NS})
    kinds = {"document": "document.main", **{part: part for part in _PARTS}}
    return t.Types(
        t.Default(Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"),
        t.Default(Extension="xml", ContentType="application/xml"),
        *(t.Override(PartName=f"/word/{k}.xml", ContentType=f"{_WORD_TYPE}.{v}+xml") for k, v in kinds.items()),
    )


def _relations(targets: dict[str, str]) -> etree._Element:
    r = ElementMaker(namespace=_RELS_NS, nsmap={None: _RELS_NS})
    return r.Relationships(
        *(
            r.Relationship(Id=f"r{at}", Type=f"{_OFFICE}/{kind}", Target=to)
            for at, (kind, to) in enumerate(targets.items())
        )
    )
