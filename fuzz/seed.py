"""Writes small files from which the fuzzing of each reader begins: python -m fuzz.seed."""

from __future__ import annotations

import sys
from pathlib import Path

from .readers import READERS, SEEDS, TAGS

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "read"))

MARKDOWN = (
    "# Title\n\nText[^1] with *words*, [a link](https://example.org).\n\n3. Item\n    - sub\n\n| a | b |\n|---|---|\n"
)
NOTES = "\t1. A[footnoteRef:1] b [1:  A [note].]\n| a | b[footnoteRef:2] |\n[2:  Two.]\nA([1]) Note (b).) c\n"
PAGE = (
    "<!doctype html><h1>T</h1><nav>n</nav><p>A<sup><a href='#n' id='r'>1</a></sup><ol start=4 type=a><li>x<li value=9>y"
    "</ol><table><tr><td colspan=2>1<td rowspan=3>2</table><li id=n>N <a href='#r'>^</a><dl><dt>a<dd>b</dl><pre>c</pre>"
)


def seeds() -> dict[str, bytes]:
    """A file for each reader."""
    from built_files import pdf
    from sample_note import FILES, note_docx

    return {
        "any": note_docx(),
        "docx": bytes(range(len(TAGS))) + b"\xff" + bytes(range(len(TAGS))),
        "doc": (FILES / "note.doc").read_bytes(),
        "rtf": (FILES / "note.rtf").read_bytes(),
        "pdf": pdf(
            [[(72, 740, 12, "A resolution of some words,"), (72, 700, 12, "1. Decides to meet."), (90, 704, 6, "1")]]
        ),
        "html": PAGE.encode(),
        "markdown": (MARKDOWN + "| 1 | 2 |\n\n[^1]: Note.\n").encode(),
        "text": NOTES.encode(),
    }


def main() -> None:
    files = seeds()
    for name in READERS:
        (SEEDS / name).mkdir(parents=True, exist_ok=True)
        (SEEDS / name / "seed").write_bytes(files[name])


if __name__ == "__main__":
    main()
