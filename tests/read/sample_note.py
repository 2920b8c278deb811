"""A note that tests read in the formats of several programs: everything in it is invented.

`files/note.doc` and `files/note.rtf` are `note_docx()` as LibreOffice saves it; written anew by
`python tests/read/sample_note.py`, where LibreOffice is installed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from built_files import docx, numbered, p

FILES = Path(__file__).parent / "files"
FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf"}

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> See XY-4/2, annex.</w:t></w:r></w:p></w:footnote>'
)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{p(text)}</w:tc>'


def changed(kind: str, inside: str) -> str:
    return f'<w:{kind} w:id="9" w:author="Chair" w:date="2031-05-03T11:05:00Z">{inside}</w:{kind}>'


def note_docx() -> bytes:
    """The note: a heading, two levels of a list, a footnote, a link, tracked changes, a table, three scripts."""
    link = '<w:hyperlink r:id="L">' + run("the site") + "</w:hyperlink>"
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    deleted = changed("del", '<w:r><w:delText xml:space="preserve">June</w:delText></w:r>')
    first = run("Requests", "<w:i/>") + run(" the secretariat to report") + mark + run(" by ")
    body = [
        p("Trade in lamps — “cœur”", properties='<w:pStyle w:val="T1"/>'),
        numbered("").replace("</w:p>", first + deleted + changed("ins", run("May")) + run(" 2031;") + "</w:p>"),
        numbered("Решение о торговле лампами;", 1),
        numbered("决定召开会议；", 1),
        numbered("يطلب إلى الأمانة أن تقدم تقريرا;", 0),
        p("Comments are on ", inside=link + run(".")),
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/>'
        f'<w:gridCol w:w="2000"/></w:tblGrid><w:tr>{cell("Item")}{cell("Cost")}</w:tr>'
        f"<w:tr>{cell('Travel')}{cell('1,200')}</w:tr></w:tbl>",
        p("End."),
    ]
    links = {"L": "https://example.org/lamps"}
    return docx("".join(body), links=links, styles=STYLES, numbering=NUMBERING, footnotes=FOOTNOTES)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "note.docx"
        file.write_bytes(note_docx())
        for filter_ in FILTERS.values():
            command = ["soffice", "--headless", "--convert-to", filter_, "--outdir", str(FILES), str(file)]
            subprocess.run(command, check=True, stdout=sys.stderr)


if __name__ == "__main__":
    main()
