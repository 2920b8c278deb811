"""Writes a DOCX: its elements, its fixed parts, and the package of all (ECMA-376, transitional)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

from .html.inline import clean

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/package/2006/relationships"
_D = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_T = "application/vnd.openxmlformats-officedocument.wordprocessingml"
AUTHOR = "Mandata"
STYLE_OF = {"title": "Title", "heading": "Heading1", "note": "FootnoteText"}  # a kind of block: its style below
_FREE = 9  # the first number for relations of further parts
_MADE = (1980, 1, 1, 0, 0, 0)  # a file that knew when it was made would differ each time
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CONTENT_TYPES = (
    _HEAD
    + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_T}.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("footnotes", "footnotes"),
        )
    )
    + "</Types>"
)
_ROOT_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_R}">'
    f'<Relationship Id="rId1" Type="{_D}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_R}">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_D}/{part}" Target="{part}.xml"/>'
        for number, part in enumerate(("styles", "settings", "footnotes"), 1)
    )
    + "</Relationships>"
)
_SETTINGS = f'{_HEAD}<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="567"/></w:settings>'
_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="SimSun"/>'
    '<w:sz w:val="22"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:sz w:val="18"/><w:szCs w:val="20"/></w:rPr></w:style></w:styles>'
)


def w(parent: Element | None, name: str, **attributes: str) -> Element:
    """An element of the language, with its attributes, as a new last child (or, without `parent`, a root)."""
    tag = f"{{{W}}}{name}"
    given = {f"{{{W}}}{key}": clean(value) for key, value in attributes.items()}
    return etree.Element(tag, given, nsmap={"w": W}) if parent is None else etree.SubElement(parent, tag, given)


def said(run: Element, text: str, tag: str = "t") -> None:
    """Words in a run, blanks at their ends kept; `tag` is delText for words taken out."""
    words = w(run, tag)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = clean(text)


def no_footnotes() -> Element:
    """The part of footnotes before the first one: with the two lines that every file must have."""
    root = w(None, "footnotes")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        w(w(w(w(root, "footnote", type=kind, id=str(number)), "p"), "r"), kind)
    return root


def packed(document: Element, footnotes: Element, more: Mapping[str, Element] | None = None) -> bytes:
    """The file: its body and footnotes, and `more` parts of the kinds of the language ("comments")."""
    more = more or {}
    types = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_T}.{part}+xml"/>' for part in more)
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_D}/{part}" Target="{part}.xml"/>'
        for number, part in enumerate(more, _FREE)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _CONTENT_TYPES.replace("</Types>", f"{types}</Types>"),
        "_rels/.rels": _ROOT_RELATIONS,
        "word/_rels/document.xml.rels": _RELATIONS.replace("</Relationships>", f"{links}</Relationships>"),
        "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS,
        "word/document.xml": _xml(document),
        "word/footnotes.xml": _xml(footnotes),
        **{f"word/{part}.xml": _xml(root) for part, root in more.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, _MADE), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _xml(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
