"""Markdown: headings, paragraphs, lists, tables and footnotes, by the tokens of markdown-it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..model import Line, Unread
from .composer import Composer
from .content import Content
from .deadline import check
from .inline_notes import cut_definitions
from .plain import Form, plain

FORMS: dict[str, Form] = {"em_open": "italic", "strong_open": "bold", "link_open": "link"}
UNWRAPPED = 160
"""A file with lines longer than this is not wrapped by hand: each of its lines is a paragraph."""
_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)


def read_markdown(text: str) -> Content:
    """The lines, notes and left-overs of a Markdown text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = _FRONT_MATTER.match(text)
    unread = [Unread(text=plain(front[0]), reason="front matter of the file")] if front else []
    lines, notes = cut_definitions(text[front.end() if front else 0 :].split("\n"))
    if max(map(len, lines), default=0) > UNWRAPPED:
        lines = [line if line.lstrip().startswith("|") else f"{line}\n" for line in lines]
    reader = _Reader(unread)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    read = tuple(reader.lines(parser.parse("\n".join(lines))))
    return Content(lines=read, notes=notes, unread=tuple(unread))


class _Reader:
    def __init__(self, unread: list[Unread]) -> None:
        self._unread = unread
        self._composer = Composer()
        self._counters: list[int | None] = []  # a list in progress each: its next number, None if it has bullets
        self._label = ""
        self._tables = -1
        self._cells: list[str] = []

    def lines(self, tokens: list[Token]) -> Iterator[Line]:
        heading = 0
        for token in tokens:
            check()
            kind = token.type
            if kind == "heading_open":
                heading = int(token.tag[1])
            elif kind in ("bullet_list_open", "ordered_list_open"):
                self._counters.append(int(token.attrGet("start") or 1) if kind.startswith("ordered") else None)
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self._counters.pop()
            elif kind == "list_item_open":
                self._label = self._next_label(token.markup)
            elif kind == "table_open":
                self._tables += 1
            elif kind == "tr_open":
                self._cells = []
            elif kind in ("th_close", "td_close"):
                self._cells.append(self._composer.take()[0])
            elif kind == "tr_close":
                yield from self._row()
            elif kind == "inline":
                self._inline(token.children or [])
            elif kind in ("fence", "code_block"):
                yield from (Line(text=plain(line)) for line in token.content.split("\n") if plain(line))
            elif kind == "html_block":
                yield from self._html(token.content)
            elif kind in ("paragraph_close", "heading_close"):
                yield from self._line(heading)
                heading = 0

    def _line(self, heading: int) -> Iterator[Line]:
        text, marks, stretches = self._composer.take()
        label, self._label = self._label, ""
        if text or marks:
            yield Line(
                text=text,
                label=label,
                level=len(self._counters),
                heading=heading,
                marks=marks,
                stretches=stretches,
            )

    def _next_label(self, markup: str) -> str:
        number = self._counters[-1]
        if number is None:
            return ""
        self._counters[-1] = number + 1
        return f"{number}{markup}"

    def _row(self) -> Iterator[Line]:
        text = " | ".join(cell for cell in self._cells if cell)
        if text:
            yield Line(text=text, kind="row", cells=tuple(self._cells), table=self._tables)

    def _html(self, content: str) -> Iterator[Line]:
        """A piece of HTML inside Markdown: its words are lines; comments show nothing."""
        from .html import read_html

        content_read = read_html(content)
        self._unread += content_read.unread
        yield from content_read.lines

    def _inline(self, tokens: list[Token]) -> None:
        """The words of a line; opened forms close in the order in which they were opened."""
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type in FORMS:
                end = _closing(tokens, place)
                with self._composer.apart(FORMS[token.type], str(token.attrGet("href") or "")):
                    self._inline(tokens[place + 1 : end])
                place = end
            elif token.type == "s_open":
                end = _closing(tokens, place)
                words = plain("".join(inner.content for inner in tokens[place + 1 : end]))
                self._unread.append(Unread(text=words, reason="struck out"))
                place = end
            else:
                self._word(token)
            place += 1

    def _word(self, token: Token) -> None:
        if token.type in ("softbreak", "hardbreak"):
            self._composer.say(" ")
        elif token.type == "image":
            self._unread.append(Unread(text=plain(token.content) or str(token.attrGet("src")), reason="picture"))
        elif token.type == "html_inline":
            if token.content.lower().startswith("<br"):
                self._composer.say(" ")
        else:
            self._text(token.content)

    def _text(self, text: str) -> None:
        last = 0
        for found in _MARK.finditer(text):
            self._composer.say(text[last : found.start()])
            self._composer.mark(found[1])
            last = found.end()
        self._composer.say(text[last:])


def _closing(tokens: list[Token], place: int) -> int:
    """The place of the token that closes the one at `place`."""
    depth = 0
    for at in range(place, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1
