"""`mandata terms`: how a term, verb or name was rendered in the other languages, with examples."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..compare.passages import side_by_side
from ..compare.terms import Concordance, Example, Rendering, Span, concordance
from ..errors import MandataError
from ..interface import Interface, interface, known
from ..languages import LANGUAGES
from ..publish.columns import safe
from ..publish.terms import how, page
from .bidi import RightToLeft
from .failures import Failures
from .read import documents, opened

FORMS = ("table", "json", "csv", "html")
WIDTH = 120  # columns, where the output is no terminal and COLUMNS does not say
_AROUND = 60  # characters of an example before and after the term


def terms(
    term: str, paths: list[str], *, form: str, output: Path | None, ui: str, language: str | None, to: list[str]
) -> int:
    """Tell how `term` was rendered in the versions of the documents behind `paths`."""
    failures = Failures()
    with failures.caught():
        if form not in FORMS:
            raise MandataError(f"--format {form!r} is not known", ", ".join(FORMS))
        words = interface(ui)
        for code in (language, *to):
            if code is not None:
                known(code, "--language" if code == language else "--to")
        rows = side_by_side(documents(paths, None, output, failures))
        if not rows:
            raise MandataError("no document in two languages", "language versions of the same document")
        found = concordance(term, rows, language)
        if found is None:
            raise MandataError(f"{term!r} does not stand in paragraphs that are there in two languages")
        if to:
            found = msgspec.structs.replace(found, renderings=tuple(r for r in found.renderings if r.language in to))
        with opened(output, form) as out:
            _write(found, form, out, words)
    return failures.status


def _write(found: Concordance, form: str, out: TextIO, words: Interface) -> None:
    if form == "json":
        out.write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    elif form == "csv":
        lines = csv.writer(out)
        for row in _rows(found, words):
            lines.writerow([safe(cell) for cell in row])
    elif form == "html":
        out.write(page(found, words))
    else:
        _table(found, out, words)


def _rows(found: Concordance, words: Interface) -> Iterator[list[str]]:
    said, columns = words.terms, words.publish.columns
    yield [said.language, said.rendering, said.count, said.share, columns["file"], words.headings["paragraph"],
           found.language, said.examples]  # fmt: skip
    for one in found.renderings:
        for example in one.examples:
            yield [one.language, one.text, str(one.count), str(one.of), example.document, example.label,
                   example.source, example.target]  # fmt: skip


def _table(found: Concordance, out: TextIO, words: Interface) -> None:
    watched = out.isatty() or "COLUMNS" in os.environ
    console = Console(file=out, width=None if watched else WIDTH, highlight=False, emoji=False)
    console.print(Text(how(found, words), style="bold"))
    if not found.renderings:
        console.print(Text(words.terms.not_found, style="dim"))
    language = ""
    for one in found.renderings:
        if one.language != language:
            language = one.language
            console.print()
            console.print(Text(LANGUAGES[language].name, style="bold cyan"))
        console.print(Padding(_counted(one), (0, 0, 0, 2)))
        for example in one.examples[:1]:
            _example(console, example, found.language, language)


def _counted(one: Rendering) -> Text:
    return Text(one.text, style="bold green").append(f"  {one.count}/{one.of}", style="dim")


def _example(console: Console, example: Example, source: str, target: str) -> None:
    console.print(Padding(Text(f"{example.document}, {example.label}", style="dim"), (0, 0, 0, 4)))
    for text, span, language in (
        (example.source, example.source_span, source),
        (example.target, example.target_span, target),
    ):
        shown = _around(text, span)
        right_to_left = LANGUAGES[language].direction == "rtl"
        console.print(RightToLeft(shown) if right_to_left else Padding(shown, (0, 0, 0, 4)))


def _around(text: str, span: Span) -> Text:
    """A text around a place, which is set apart."""
    start, end = max(0, span[0] - _AROUND), min(len(text), span[1] + _AROUND)
    shown = Text("… " if start else "").append(text[start : span[0]]).append(text[slice(*span)], style="bold yellow")
    return shown.append(text[span[1] : end] + (" …" if end < len(text) else ""))
