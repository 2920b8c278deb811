"""Feeds bytes to one reader until time is over: python -m fuzz.readers NAME [SECONDS] (make fuzz runs them all).

A reader may refuse bytes with a ReadError and with nothing else; a file that takes longer than ten seconds is a hang.
What is found is left in the folder `out/fuzz`, with the inputs that reached new code, from which the next run begins.
"""

from __future__ import annotations

import contextlib
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["mandata.read"]):
    from mandata.errors import ReadError
    from mandata.model import View
    from mandata.read import Limits, read_bytes
    from mandata.read.doc import read_doc
    from mandata.read.docx import read_docx
    from mandata.read.html import read_html
    from mandata.read.markdown import read_markdown
    from mandata.read.pdf import read_pdf
    from mandata.read.rtf import read_rtf
    from mandata.read.text import read_text

OUT = Path(__file__).parents[1] / "out" / "fuzz"
SEEDS = OUT / "seeds"
LIMITS = Limits(part_bytes=2**20, unpacked_bytes=2**22, text_bytes=2**20, pages=40)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
VIEWS: tuple[View, ...] = ("final", "original", "marked")
NAMES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
ELEMENTS = """
    p pPr pStyle numPr numId ilvl ind jc outlineLvl sectPr pageBreakBefore r rPr rStyle i vanish t delText tab br sym
    noBreakHyphen softHyphen fldChar instrText fldSimple hyperlink footnoteReference endnoteReference footnoteRef ins
    del moveFrom moveTo moveFromRangeStart moveFromRangeEnd moveToRangeStart commentRangeStart commentRangeEnd
    commentReference rPrChange pPrChange tbl tr trPr tc tcPr gridSpan gridBefore vMerge sdt sdtPr sdtContent
    txbxContent drawing pict object ruby rt rubyBase smartTag customXml altChunk type style name basedOn abstractNum
    num abstractNumId lvl lvlOverride startOverride start numFmt lvlText lvlRestart isLgl numStyleLink styleLink
    footnote footnotePr numStart numRestart comment headerReference footerReference
"""
TAGS = [*(f"w:{name}" for name in ELEMENTS.split()), "mc:AlternateContent", "mc:Choice", "mc:Fallback", "m:t"]
VALUES = (
    "0",
    "1",
    "2",
    "9",
    "-3",
    "99999999999",
    "x",
    "%1.%2.",
    "%3",
    "decimal",
    "lowerLetter",
    "lowerRoman",
    "bullet",
    "none",
    "chineseCounting",
    "heading 1",
    "eachSect",
    "begin",
    "separate",
    "end",
    "page",
    "F0B7",
    "center",
    "A",
)
ATTRIBUTES = [
    "",
    *(
        f' w:{name}="{value}"'
        for name in ("val", "id", "ilvl", "numId", "abstractNumId", "styleId", "fldCharType", "type", "char", "instr")
        for value in VALUES
    ),
    ' w:ilvl="1" w:numId="1"',
    ' w:type="paragraph" w:styleId="A"',
    ' w:id="1" w:author="A" w:date="2031-05-03"',
    ' w:id="1" w:customMarkFollows="1"',
    ' w:type="page"',
    ' r:id="header"',
    ' w:left="567"',
]
WORDS = (
    "a",
    " ",
    "word ",
    "1.",
    "\u00ad",
    "\u200f",
    "\U0001d400",
    " HYPERLINK http://x ",
    "决",
    "أ",
    "&lt;",
    "e\u0301",
)
PARTS = ("styles", "numbering", "footnotes", "comments", "settings", "header")


def _related(relations: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'


def xml_of_word(data: bytes) -> None:
    """Bytes as choices of elements, attributes and texts: the parts of a DOCX, parted by the byte 255."""
    document, *others = data.split(b"\xff")
    entries: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _related(f'<Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="d.xml"/>'),
        "d.xml": f"<w:document {NAMES}><w:body>{_written(document)}</w:body></w:document>",
    }
    links = ""
    for name, part in zip(PARTS, others, strict=False):
        links += f'<Relationship Id="{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        entries[f"{name}.xml"] = f"<w:{name} {NAMES}>{_written(part)}</w:{name}>"
    entries["_rels/d.xml.rels"] = _related(links)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, contents in entries.items():
            archive.writestr(name, contents)
    for view in VIEWS:
        read_docx(held.getvalue(), LIMITS, view)


def _written(data: bytes) -> str:
    """Well-formed XML: each byte opens an element, closes one, or says words."""
    out: list[str] = []
    opened: list[str] = []
    choices = iter(data)
    for choice in choices:
        if choice < len(TAGS) and len(opened) < 200:
            attributes = next(choices, 0)
            out.append(f"<{TAGS[choice]}{ATTRIBUTES[attributes % len(ATTRIBUTES)]}>")
            opened.append(TAGS[choice])
        elif choice > 220 and opened:
            out.append(f"</{opened.pop()}>")
        else:
            out.append(WORDS[choice % len(WORDS)])
    return "".join(out) + "".join(f"</{tag}>" for tag in reversed(opened))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


READERS: dict[str, Callable[[bytes], object]] = {
    "any": lambda data: read_bytes("fuzz", data, LIMITS),
    "docx": xml_of_word,
    "doc": lambda data: read_doc(data, LIMITS),
    "rtf": read_rtf,
    "pdf": lambda data: read_pdf(data, LIMITS),
    "html": lambda data: read_html(_text(data)),
    "markdown": lambda data: read_markdown(_text(data)),
    "text": lambda data: read_text(_text(data)),
}


def main() -> None:
    name, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "100"
    reader = READERS[name]

    def once(data: bytes) -> None:
        with contextlib.suppress(ReadError):
            reader(data)

    corpus = OUT / name
    corpus.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-max_len=65536"]
    options += [f"-artifact_prefix={OUT}/{name}-", str(corpus), str(SEEDS / name)]
    atheris.Setup([sys.argv[0], *options], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
