"""Writes a version as a DOCX for its translator: the text as read, with a comment at the words of every finding."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element as Element

from ...compare.concord.finding import Finding
from ...compare.concord.languages import Concordance
from ...compare.concord.sentences import sentence
from ...interface import Interface
from ...languages import LANGUAGES
from ...model import Block, Document
from ..comparison.parts import CONTENT_TYPES, RELATIONS, ROOT_RELATIONS, SETTINGS, STYLES, W, no_control

AUTHOR = "Mandata"
_STYLE = {"title": "Title", "heading": "Heading1", "note": "FootnoteText"}
_MADE = (1980, 1, 1, 0, 0, 0)  # a file that knew when it was made would differ each time
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def commented(document: Document, found: Concordance, words: Interface) -> bytes:
    """The text of a document with the findings about it as comments, said in the language of `words`.

    What was accepted gets no comment. A finding without words of its own (something is missing) is about its paragraph.
    """
    mine = [one for one in found.findings if one.language == document.language]
    writer = _Writer(document, mine, words)
    part = f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}"/></Types>'
    link = f'<Relationship Id="rId9" Type="{_RELATION}" Target="comments.xml"/></Relationships>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES.replace("</Types>", part),
        "_rels/.rels": ROOT_RELATIONS,
        "word/_rels/document.xml.rels": RELATIONS.replace("</Relationships>", link),
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "word/document.xml": _bytes(writer.body()),
        "word/comments.xml": _bytes(writer.comments),
        "word/footnotes.xml": _bytes(writer.footnotes),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, _MADE), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _w(parent: Element | None, name: str, **attributes: str) -> Element:
    tag = f"{{{W}}}{name}"
    given = {f"{{{W}}}{key}": no_control(value) for key, value in attributes.items()}
    return etree.Element(tag, given, nsmap={"w": W}) if parent is None else etree.SubElement(parent, tag, given)


class _Writer:
    """Builds the parts of the file."""

    def __init__(self, document: Document, findings: Sequence[Finding], words: Interface) -> None:
        self.document, self.words = document, words
        self.right_to_left = LANGUAGES[document.language].direction == "rtl"
        self.of_block: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
        self.comments = _w(None, "comments")
        blocks = [block.id for block in document.blocks]
        for number, one in enumerate(findings):
            self._comment(number, one)
            self.of_block[one.at.block if one.at.block in blocks else blocks[0]].append((number, one))
        self.footnotes = _w(None, "footnotes")
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note = _w(self.footnotes, "footnote", type=kind, id=str(number))
            _w(_w(_w(note, "p"), "r"), kind)

    def _comment(self, number: int, one: Finding) -> None:
        comment = _w(self.comments, "comment", id=str(number), author=AUTHOR, initials="M")
        weight = f"{self.words.concord.seriousness[one.seriousness]}, {one.confidence:.2f}, {one.id}"
        paragraph = _w(comment, "p")
        if LANGUAGES[self.words.language].direction == "rtl":
            _w(_w(paragraph, "pPr"), "bidi")
        self._run(paragraph, f"{sentence(one, self.words)} ({weight})")

    def body(self) -> Element:
        """The paragraphs in order, footnotes at the end."""
        root = _w(None, "document")
        body = _w(root, "body")
        for block in self.document.blocks:
            self._paragraph(body, block)
        _w(_w(body, "sectPr"), "pgSz", w="11906", h="16838")
        return root

    def _paragraph(self, body: Element, block: Block) -> None:
        paragraph = _w(body, "p")
        look = _w(paragraph, "pPr")
        if style := _STYLE.get(block.kind):
            _w(look, "pStyle", val=style)
        if self.right_to_left:
            _w(look, "bidi")
        if block.level > 1 and block.kind in ("operative", "list"):
            _w(look, "ind", start=str(567 * (block.level - 1)))
        if block.shown:
            self._run(paragraph, f"{block.shown} ")
        findings = self.of_block.get(block.id, [])
        begins, ends = defaultdict(list), defaultdict(list)
        for number, one in findings:
            start, end = (one.at.start, one.at.end) if one.at.start < one.at.end else (0, len(block.text))
            begins[start].append(number)
            ends[end].append(number)
        marks = defaultdict(list)
        for mark in block.marks:
            marks[mark.at].append(mark.note)
        places = sorted({0, len(block.text), *begins, *ends, *marks})
        for at, place in enumerate(places):
            for number in begins[place]:
                _w(paragraph, "commentRangeStart", id=str(number))
            for number in ends[place]:
                _w(paragraph, "commentRangeEnd", id=str(number))
                _w(_w(paragraph, "r"), "commentReference", id=str(number))
            for label in marks[place]:
                self._run(paragraph, label, raised=True)
            if at + 1 < len(places):
                self._run(paragraph, block.text[place : places[at + 1]])

    def _run(self, paragraph: Element, text: str, *, raised: bool = False) -> None:
        if not text:
            return
        run = _w(paragraph, "r")
        look = _w(run, "rPr")
        if raised:
            _w(look, "vertAlign", val="superscript")
        if self.right_to_left:
            _w(look, "rtl")
        words = _w(run, "t")
        words.text = no_control(text)
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
