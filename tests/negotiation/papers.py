"""Conference room papers in DOCX, built from lines in a short notation; see `paper`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafts import zipped

BY = 'w:author="Co-Chairs" w:date="2031-05-03T11:05:00Z"'
_SPECIAL = re.compile(r"\{([+-]?)(fn|c|<|>|\+|-)?\|?(.*?)\}", re.DOTALL)
FORMATS = ("decimal", "lowerLetter", "lowerRoman")
TEXTS = {"en": ("%1.", "(%2)", "(%3)"), "zh": ("%1.", "(%2)", "(%3)"), "ar": ("%1-", "(%2)", "(%3)")}


class Paper:
    """One paper in the making: its notes and comments are counted."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.notes: list[str] = []
        self.comments: list[str] = []
        self.count = 0

    def run(self, text: str, tag: str = "t") -> str:
        look = "<w:rPr><w:rtl/></w:rPr>" if self.language == "ar" else ""
        return f'<w:r>{look}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>' if text else ""

    def changed(self, tag: str, inside: str) -> str:
        self.count += 1
        return f'<w:{tag} w:id="{self.count}" {BY}>{inside}</w:{tag}>'

    def note(self, text: str) -> str:
        self.notes.append(text)
        return f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'

    def inline(self, text: str) -> str:
        """A line's runs: {+new}, {-old}, {fn|note}, {+fn|new note}, {c|words|comment}, {<|moved from}, {>|moved to}."""
        pieces, at = [], 0
        for found in _SPECIAL.finditer(text):
            pieces += [self.run(text[at : found.start()]), self.special(*found.groups())]
            at = found.end()
        return "".join((*pieces, self.run(text[at:])))

    def special(self, sign: str, kind: str | None, words: str) -> str:
        if kind == "fn":
            note = self.note(words)
            return self.changed("ins", note) if sign else note
        if kind == "c":
            anchor, comment = words.split("|")
            self.comments.append(comment)
            id_ = len(self.comments)
            return (
                f'<w:commentRangeStart w:id="{id_}"/>{self.run(anchor)}<w:commentRangeEnd w:id="{id_}"/>'
                f'<w:r><w:commentReference w:id="{id_}"/></w:r>'
            )
        if kind in ("<", ">"):
            tag = "moveFrom" if kind == "<" else "moveTo"
            self.count += 1
            opened = f'<w:{tag}RangeStart w:id="{self.count}" w:name="move1" {BY}/>'
            closed = f'<w:{tag}RangeEnd w:id="{self.count}"/>'
            return opened + self.changed(tag, self.run(words, "t")) + closed
        return self.changed("ins", self.run(words)) if sign == "+" else self.changed("del", self.run(words, "delText"))

    def paragraph(self, line: str) -> str:
        """A line: "#text" has a number, "##text" one of the next level; "+#" and "-#" one whose end was changed too."""
        end, line = (line[0], line[1:]) if re.match(r"[+-]#|[+-]:", line) else ("", line)
        line = line.removeprefix(":")
        level = len(line) - len(line.lstrip("#"))
        look = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>' if level else ""
        look += "<w:bidi/>" if self.language == "ar" else ""
        if end:
            look += f"<w:rPr><w:{'ins' if end == '+' else 'del'} {BY}/></w:rPr>"
        return f"<w:p><w:pPr>{look}</w:pPr>{self.inline(line[level:])}</w:p>"

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        cells = "".join(
            f"<w:tr>{''.join(f'<w:tc>{self.paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
        )
        return f"<w:tbl>{cells}</w:tbl>"


def paper(language: str, lines: Sequence[str | Sequence[Sequence[str]]]) -> bytes:
    """A DOCX of these lines; a list of rows is a table."""
    made = Paper(language)
    body = "".join(made.paragraph(line) if isinstance(line, str) else made.table(line) for line in lines)
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{made.run(" " + text)}</w:p></w:footnote>'
        for n, text in enumerate(made.notes, 1)
    )
    comments = "".join(
        f'<w:comment w:id="{n}" {BY}><w:p>{made.run(text)}</w:p></w:comment>' for n, text in enumerate(made.comments, 1)
    )
    parts = {"numbering": numbering(language), "footnotes": notes, "comments": comments}
    return zipped(body, parts)


def numbering(language: str) -> str:
    formats = ("decimal", "arabicAbjad", "decimal") if language == "ar" else FORMATS
    texts = TEXTS.get(language, ("%1.", "%2)", "%3)"))
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (shape, text) in enumerate(zip(formats, texts, strict=True))
    )
    return (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


def accepted(line: str) -> str:
    """What a line says if its changes are accepted."""
    return _said(line, "-")


def rejected(line: str) -> str:
    """What it said before."""
    return _said(line, "+")


def _said(line: str, dropped: str) -> str:
    def words(found: re.Match[str]) -> str:
        sign, kind, said = found.groups()
        return "" if sign == dropped or kind == "fn" else said.split("|")[0] if kind == "c" else said

    return " ".join(_SPECIAL.sub(words, re.sub(r"^[+-]?[#:]*", "", line)).split())
