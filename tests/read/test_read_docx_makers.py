"""DOCX by other programs than Word: LibreOffice, Google Docs, and the strict form of the standard."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from built_files import STRICT, W, docx, p, zipped
from office import Convert
from sample_note import note_docx

from mandata.model import Line, Source
from mandata.read import read_bytes, read_file


def told(source: Source) -> list[tuple[object, ...]]:
    """What the lines of a source say; styles are named anew by each program."""
    return [_told(line) for line in source.lines]


def _told(line: Line) -> tuple[object, ...]:
    marks = tuple((mark.at, mark.note) for mark in line.marks)
    return (line.kind, line.label, line.text, line.heading, line.cells, marks, line.stretches, len(line.changes))


def test_what_libreoffice_saves_reads_the_same(convert: Convert, tmp_path: Path) -> None:
    file = tmp_path / "note.docx"
    file.write_bytes(note_docx())
    [made] = convert([file], "docx")
    ours, theirs = read_file(file), read_file(made)
    assert told(theirs) == told(ours)
    assert theirs.notes == ours.notes


LEVELS = "".join(
    f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:lvlText w:val="%{ilvl + 1}."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'
    '<w:rPr><w:u w:val="none"/></w:rPr></w:lvl>'
    for ilvl, format_ in enumerate(("decimal", "lowerLetter", "lowerRoman") * 3)
)
LOOK = '<w:rPr><w:rtl w:val="0"/></w:rPr>'


def google(text: str, level: int | None = None, inside: str = "") -> str:
    """A paragraph as Google Docs writes it: every switch named and off, runs in content controls with a tag."""
    list_ = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    tagged = '<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    run = f'<w:r w:rsidDel="00000000" w:rsidRPr="00000000">{LOOK}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return (
        f'<w:p w:rsidR="00000000" w:rsidP="00000000"><w:pPr>{list_}<w:pageBreakBefore w:val="0"/>'
        f'<w:ind w:left="720" w:hanging="360"/>{LOOK}</w:pPr>{tagged.format(run)}{inside}'
        f'<w:r w:rsidDel="00000000">{LOOK}</w:r></w:p>'
    )


def test_what_google_docs_saves_is_read() -> None:
    numbering = f'<w:abstractNum w:abstractNumId="1">{LEVELS}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    mark = f'<w:r>{raised}<w:footnoteReference w:customMarkFollows="0" w:id="0"/></w:r>'
    note = f'<w:footnote w:id="0"><w:p><w:r>{raised}<w:footnoteRef/></w:r>'
    note += '<w:r><w:t xml:space="preserve"> See annex.</w:t></w:r></w:p></w:footnote>'
    body = google("Requests the secretariat", 0, mark) + google("To report;", 1) + google("Decides to meet.", 0)
    body = f"<w:sdt><w:sdtPr><w:id w:val='7'/></w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>" + google("End.")
    source = read_bytes("x", docx(body, numbering=numbering, footnotes=note))
    assert [(line.label, line.text, line.page_break) for line in source.lines] == [
        ("1.", "Requests the secretariat", False),
        ("a.", "To report;", False),
        ("2.", "Decides to meet.", False),
        ("", "End.", False),
    ]
    assert [(found.label, found.text) for found in source.notes] == [("1", "See annex.")]
    assert [(mark.at, mark.note) for mark in source.lines[0].marks] == [(24, "1")]


def test_the_strict_form_reads_like_the_transitional_one() -> None:
    base = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    entries: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(note_docx())) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode().replace(W, STRICT)
            entries[name] = part.replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", base)
    ours, theirs = read_bytes("x", note_docx()), read_bytes("x", zipped(entries))
    assert told(theirs) == told(ours)
    assert theirs.notes == ours.notes


def test_a_box_in_a_cell_and_a_table_in_a_table_keep_their_words_in_order() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('in the box')}</w:txbxContent></w:pict></w:r>"
    inner = f"<w:tbl><w:tr><w:tc>{p('inner')}</w:tc><w:tc>{p('second')}</w:tc></w:tr></w:tbl>"
    rows = f"<w:tr><w:tc>{p('outer', inside=box)}{inner}{p()}</w:tc><w:tc>{p('beside')}</w:tc></w:tr>"
    merged = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("both")}</w:tc></w:tr>'
    aligned = '<w:jc w:val="center"/><w:ind w:left="567"/>'
    body = f"<w:tbl>{rows}{merged}</w:tbl>" + p("after", properties=aligned) + f"<w:tbl>{merged}</w:tbl>"
    source = read_bytes("x", docx(body))
    assert [(line.text, line.table, line.centred, line.level) for line in source.lines] == [
        ("outer in the box | beside", 0, False, 0),
        ("inner | second", 1, False, 0),
        ("both", 0, False, 0),
        ("after", None, True, 1),
        ("both", 2, False, 0),
    ]
