"""Numbers and words of a DOCX are those that LibreOffice shows, where it is installed."""

from __future__ import annotations

from pathlib import Path

from built_files import docx, numbered, p
from office import Convert

from mandata.model import Line
from mandata.read import read_file
from mandata.read.plain import plain

FORMATS = ("decimal", "lowerLetter", "lowerRoman", "upperRoman", "upperLetter", "russianLower", "chineseCounting")


def lists() -> str:
    """Lists of three levels in all formats; each has a second list that goes on with it, and one that starts anew."""
    abstract, nums = "", ""
    for number, format_ in enumerate(FORMATS):
        others = ("lowerLetter", "decimal") if format_ == "decimal" else ("decimal", "lowerLetter")
        levels = "".join(
            f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for ilvl, (shape, text, start) in enumerate(
                [(format_, "%1.", 1 + 8 * (number % 2)), (others[0], "(%2)", 1), (others[1], "%1.%2.%3", 1)]
            )
        )
        abstract += f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
        for list_, override in ((1, ""), (2, ""), (3, anew)):
            id_ = 3 * number + list_
            nums += f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{number}"/>{override}</w:num>'
    return abstract + nums


def paragraphs() -> str:
    steps = [(0, 1), (1, 1), (1, 1), (2, 1), (2, 1), (1, 2), (0, 2), (2, 2), (1, 1), (0, 3), (1, 3), (0, 3), (0, 1)]
    return "".join(
        numbered(f"Item {number}-{place}", ilvl, 3 * number + list_)
        for number in range(len(FORMATS))
        for place, (ilvl, list_) in enumerate(steps)
    )


def squeezed(text: str) -> str:
    """Words alone: LibreOffice parts a number from them by blanks or a tab, and knows one form of the Arabic alef."""
    return "".join(plain(text).split()).replace("أ", "ا")


def with_marks(line: Line) -> str:
    """The number and words of a line, with the marks of its notes where they stood."""
    text = line.text
    for mark in reversed(line.marks):
        text = text[: mark.at] + mark.note + text[mark.at :]
    return squeezed(line.label + text)


def test_every_number_of_built_lists_is_the_same(convert: Convert, tmp_path: Path) -> None:
    file = tmp_path / "lists.docx"
    file.write_bytes(docx(paragraphs() + p("End"), numbering=lists()))
    [shown] = convert([file], "txt")
    theirs = [squeezed(line) for line in shown.read_text("utf-8-sig").splitlines() if line.strip()]
    assert [with_marks(line) for line in read_file(file).lines] == theirs


NUMBERED_IN_CELLS = ("A_80_6_PLANOUTLINE.docx", "A_80_6_Sect.31.docx")
"""Of the real documents those with most automatic numbers; most paragraphs there are numbered by hand."""


def numbered_paragraphs(file: Path) -> list[str]:
    """The numbered paragraphs of a document, and all of its cells, where numbers and words are not told apart."""
    lines = [line for line in read_file(file).lines if line.kind in ("text", "row")]
    cells = [squeezed(words) for line in lines for cell in line.cells for words in cell.split("\n") if words]
    return [with_marks(line) for line in lines if line.label] + cells


def test_every_numbered_paragraph_of_real_documents_is_the_same(convert: Convert, shared: Path) -> None:
    parallel = sorted((shared / "documents" / "parallel").rglob("*.docx"))
    files = [file for file in parallel if ".crp." not in file.name]  # there LibreOffice shows deleted text as well
    files += [shared / "documents" / "docx" / name for name in NUMBERED_IN_CELLS]
    checked, same = 0, 0
    for file, shown in zip(files, convert(files, "txt"), strict=True):
        theirs = {squeezed(line) for line in shown.read_text("utf-8-sig").splitlines()}
        ours = numbered_paragraphs(file)
        checked += len(ours)
        same += sum(words in theirs for words in ours)
    assert checked > 1000
    assert same >= 0.995 * checked
