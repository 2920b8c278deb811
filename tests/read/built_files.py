"""Small files for the tests, built here: DOCX from raw XML, PDF from a few drawing commands, zips."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:wps="{WPS}"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def zipped(entries: dict[str, str | bytes]) -> bytes:
    """A zip of `entries`."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in entries.items():
            archive.writestr(name, contents)
    return held.getvalue()


def docx(body: str, *, links: dict[str, str] | None = None, document: str = "", **parts: str) -> bytes:
    """A DOCX with `body` inside <w:body> (or the whole part `document`), and further parts ("styles" …) by contents."""
    relations = [
        f'<Relationship Id="rId{n}" Type="{R}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for n, kind in enumerate(parts)
    ] + [
        f'<Relationship Id="{id_}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for id_, target in (links or {}).items()
    ]
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(*parts),
        "_rels/.rels": related([f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>']),
        "word/_rels/document.xml.rels": related(relations),
        "word/document.xml": document or f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for kind, contents in parts.items():
        root = roots.get(kind.rstrip("0123456789"), kind)
        entries[f"word/{kind}.xml"] = f"<w:{root} {NAMESPACES}>{contents}</w:{root}>"
    return zipped(entries)


def content_types(*kinds: str) -> str:
    """What the parts of a DOCX are; word processors refuse one that does not say."""
    parts = {"document": "document.main"} | {kind: kind.rstrip("0123456789") for kind in kinds}
    said = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD_TYPE}.{type_}+xml"/>'
        for part, type_ in parts.items()
    )
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{relations}{said}</Types>'


def related(relations: list[str]) -> str:
    """A part of relations."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def p(text: str = "", *, properties: str = "", inside: str = "") -> str:
    """A paragraph with one run of `text`, and anything else `inside`."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{run}{inside}</w:p>"


def numbered(text: str, level: int = 0, list_: int = 1) -> str:
    """A paragraph of an automatic list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>')


def pdf(pages: list[list[tuple[float, float, float, str]]]) -> bytes:
    """A PDF; a page is a list of texts, each with left, baseline and size in points."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"]
    kids = []
    for page in pages:
        drawn = "".join(
            f"BT /F {size} Tf {left} {base} Td ({_escaped(text)}) Tj ET\n" for left, base, size, text in page
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, contents in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{contents}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return (out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}" + end).encode("latin-1")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
