"""Plain lines as a source, for tests: tabs give the level, a row stands between bars."""

from mandata.model import Line, Source


def source(text: str, name: str = "text.txt") -> Source:
    """A source of the lines of `text`."""
    lines = []
    table = 0
    inside = False
    for raw in text.split("\n"):
        line = raw.strip("\r\n ")
        folded = " ".join(line.split())
        if not folded:
            continue
        if folded.startswith("|"):
            table += not inside
            inside = True
            cells = tuple(" ".join(cell.split()) for cell in folded.strip("|").split("|"))
            lines.append(Line(text=" | ".join(cells), kind="row", cells=cells, table=table))
            continue
        inside = False
        lines.append(Line(text=folded, level=len(line) - len(line.lstrip("\t"))))
    return Source(file=name, sha256="0" * 64, format="text", lines=tuple(lines))
