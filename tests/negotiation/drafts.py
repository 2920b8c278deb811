"""A small draft decision in DOCX, with tracked changes, built here."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BY = 'w:author="Chair" w:date="2027-05-03T11:05:00Z"'


def same(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def put(text: str) -> str:
    return f"<w:ins {BY}>{same(text)}</w:ins>"


def cut(text: str) -> str:
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def paragraph(*runs: str, end: str = "") -> str:
    look = f"<w:pPr><w:rPr><w:{end} {BY}/></w:rPr></w:pPr>" if end else ""
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def decision(*paragraphs: str) -> bytes:
    """A DOCX with a draft decision of these paragraphs."""
    head = [same("Draft decision DC-4/[--]: Ice roads"), same("The Conference of the Parties,")]
    return zipped("".join(map(paragraph, head)) + "".join(paragraphs), {})


def zipped(body: str, parts: dict[str, str]) -> bytes:
    """A DOCX with this body, and further parts ("footnotes" ...) by their contents."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        archive.writestr("_rels/.rels", related({"officeDocument": "word/document.xml"}))
        archive.writestr("word/_rels/document.xml.rels", related({kind: f"{kind}.xml" for kind in parts}))
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for kind, contents in parts.items():
            archive.writestr(f"word/{kind}.xml", f'<w:{kind} xmlns:w="{W}">{contents}</w:{kind}>')
    return held.getvalue()


def related(targets: dict[str, str]) -> str:
    said = (f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{target}"/>' for kind, target in targets.items())
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(said)}</Relationships>'
