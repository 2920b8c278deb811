"""Lines of pages joined to paragraphs: by indentation, gaps, sizes, line lengths and hyphens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ...model import Line
from ..plain import plain, settle
from .glyphs import Piece
from .notes import body_height
from .page import Page

INDENT = 6.0
"""A line that begins so many points further in than the one before begins a paragraph."""

LEVEL = 28.0
"""Points of indentation a level: one centimetre."""

_LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zа-я]{1,2}|[ivxlc]{1,6}|[أ-ي])\)|\d{1,3}\s?[.．、]|\d{1,3}(?: [-–—]|[-–—](?=\s))"
    r"|[IVXLC]{1,6}\.|[A-Z]\.|[一二三四五六七八九十]+、|[㈠-㈩]|[•▪—–])\s*\S"
)
_ENDED = re.compile(r"[.;:!?。；：！？؛؟]['”»\")\]]*$")
_FIRST = re.compile(r"[\u3000-\u9fff]|[^\s\u3000-\u9fff]+")
"""What cannot be parted: a word, a Chinese character."""

_CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_PAUSED = re.compile(r"[,，、،]$")
"""The opening of a resolution, and what its preamble says, end in a comma."""

_HANGS = re.compile(r"(?:^|[\s'’])[a-zà-ÿа-я]{1,4}$|[,-]$")
"""A line that ends in a short small word (of, the, et, de, по) goes on: so do titles set in several lines."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def paragraphs(pages: list[Page]) -> Iterator[Line]:
    """The paragraphs of all pages, over their ends; a line of several columns is a row."""
    lines = [line for page in pages for line in page.lines]
    height = body_height(pages)
    layout = Layout(lines, height)
    group: list[Piece] = []
    table = -1
    before_row = False
    for line in lines:
        if line.cells:
            yield from _paragraph(group, layout)
            group = []
            table += not before_row
            yield _row(line, table)
        elif group and not layout.begins(line, group):
            group.append(line)
        else:
            yield from _paragraph(group, layout)
            group = [line]
        before_row = bool(line.cells)
    yield from _paragraph(group, layout)


class Layout:
    """How the text of a document is set: its margins, the distance of its lines, and its words."""

    def __init__(self, lines: list[Piece], height: float) -> None:
        body = [line for line in lines if abs(line.height - height) < 0.1 * height and not line.cells]
        self.right_to_left = _is_right_to_left(lines)
        lefts, rights = sorted(line.left for line in body), sorted(line.right for line in body)
        # Lines begin where most of them do, and end where the longest do.
        self.left = _share(lefts, 0.05) if self.right_to_left else _commonest(lefts)
        self.right = _commonest(rights) if self.right_to_left else _share(rights, 0.95)
        steps = [a.baseline - b.baseline for a, b in pairwise(body) if a.page == b.page]
        self.step = _line_distance([step for step in steps if 0.9 * height < step < 3 * height]) or 1.2 * height
        self.words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))

    def begins(self, line: Piece, group: list[Piece]) -> bool:
        """Whether `line` begins a paragraph rather than going on with `group`."""
        before = group[-1]
        if before.hyphen:
            return False
        if abs(line.height - before.height) > 0.08 * before.height:
            return True
        same_page = line.page == before.page
        if same_page and before.baseline - line.baseline > 1.35 * self.step:
            return True
        if _LABEL.match(line.text) and (
            self._has_room(before, line) or self._indented(line, before) or self._is_next(line, group)
        ):
            return True
        if self._indented(line, before) and (len(group) > 1 or _ENDED.search(before.text)):
            return True
        if not same_page and not _ENDED.search(before.text):
            return bool(_PAUSED.search(before.text)) and self._has_room(before, line)
        if not self._has_room(before, line):
            return False
        if self._is_very_short(before) and _PAUSED.search(before.text):
            return True
        return bool(_ENDED.search(before.text)) or (line.text[:1].isupper() and not _HANGS.search(before.text))

    def _is_next(self, line: Piece, group: list[Piece]) -> bool:
        """Whether a numbered line stands below another numbered one that has come to its end."""
        edge = (line.right, group[0].right) if self.right_to_left else (line.left, group[0].left)
        below = abs(edge[0] - edge[1]) < 0.5 * INDENT
        return below and bool(_ENDED.search(group[-1].text) and _LABEL.match(group[0].text))

    def _indented(self, line: Piece, before: Piece) -> bool:
        if self.right_to_left:
            return line.right < before.right - INDENT
        return line.left > before.left + INDENT

    def _has_room(self, before: Piece, line: Piece) -> bool:
        """Whether the first word of `line` would have found room at the end of the line before it."""
        room = before.left - self.left if self.right_to_left else self.right - before.right
        word = _FIRST.match(line.text)
        share = len(word[0]) / len(line.text) if word and line.text else 0.0
        return room > max(4 * before.height, share * (line.right - line.left) + 0.5 * before.height)

    def _is_very_short(self, line: Piece) -> bool:
        """Whether a line ends long before the margin."""
        width = self.right - self.left
        return line.left > self.left + 0.3 * width if self.right_to_left else line.right < self.right - 0.3 * width

    def level(self, line: Piece) -> int:
        """How far a paragraph is set in, in levels."""
        if not self.right_to_left and line.left > (self.left + self.right) / 2:
            return 0  # the right column of a masthead
        distance = self.right - line.right if self.right_to_left else line.left - self.left
        return min(max(round(distance / LEVEL), 0), 9)

    def joint(self, before: str, after: str, hyphen: bool) -> tuple[str, str]:
        """The end of a line and what joins it to the next: a hyphen of the line's end goes, one of the word stays."""
        if hyphen:
            stem = before
        elif before.endswith("-"):
            stem = before[:-1].rstrip() if before.endswith(" -") else before[:-1]
        else:
            chinese = _CHINESE.match(before[-1:]) or _CHINESE.match(after[:1])
            return before, "" if chinese or before.endswith(("/", "–")) else " "
        first, second = _last_word(stem), _first_word(after)
        if not first or not second:
            return stem, "-"
        if not second[0].islower() or self.words[f"{first}-{second}".lower()]:
            return stem, "-"
        whole = self.words[(first + second).lower()]
        parts = self.words[first.lower()] and self.words[second.lower()] > 1
        return stem, "" if whole or not parts else "-"


def _last_word(text: str) -> str:
    return re.search(r"[^\W\d_]*$", text)[0]  # type: ignore[index]  # the empty word always matches


def _first_word(text: str) -> str:
    return re.match(r"[^\W\d_]*", text)[0]  # type: ignore[index]


def _commonest(values: list[float]) -> float:
    rounded = Counter(round(value) for value in values)
    return float(rounded.most_common(1)[0][0]) if rounded else 0.0


def _share(ordered: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def _line_distance(steps: list[float]) -> float:
    """The smallest of the usual distances: in a text of short paragraphs those between them are as frequent."""
    rounded = Counter(round(step) for step in steps)
    usual = [step for step, times in rounded.items() if times >= max(2, 0.12 * len(steps))]
    return float(min(usual, default=0))


def _is_right_to_left(lines: list[Piece]) -> bool:
    text = "".join(line.text for line in lines[:60])
    return 2 * len(re.findall(r"[\u0590-\u08ff\ufb1d-\ufefc]", text)) > len(re.findall(r"[^\W\d_]", text))


def _paragraph(group: list[Piece], layout: Layout) -> Iterator[Line]:
    if not group:
        return
    raw = ""
    marks: list[tuple[int, str]] = []
    hyphen = False
    for line in group:
        words = line.text
        if raw:
            raw, joint = layout.joint(raw.rstrip(), words.lstrip(), hyphen)
            raw += joint
        marks += [(len(raw) + at, label) for at, label in line.marks]
        raw += words
        hyphen = line.hyphen
    text, placed, _ = settle(raw, marks)
    if text or placed:
        first = group[0]
        yield Line(text=text, level=layout.level(first), marks=placed, centred=_is_centred(group, layout))


def _is_centred(group: list[Piece], layout: Layout) -> bool:
    middle = (layout.left + layout.right) / 2
    return all(abs((line.left + line.right) / 2 - middle) < 4 and line.left > layout.left + 20 for line in group)


def _row(line: Piece, table: int) -> Line:
    cells = tuple(plain(cell) for cell in line.cells)
    text, marks, _ = settle(" | ".join(line.cells))
    return Line(text=text, kind="row", cells=cells, table=table, marks=marks)
