"""The square brackets of one text: which hold options, which alternatives, and which are only an editor's."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..folding import fold
from .words import Grammar

Range = tuple[int, int]
_STROKE = re.compile("[/／]")
_CLOSERS = " \t.;:,،؛。；：，"
_CELL = " | "  # what parts the cells of a row
_GLUE = "/-.–\u2011"


class Found(NamedTuple):
    """Brackets at a place of a text: signs included from `start` to `end`, the words to choose from in `options`."""

    start: int
    end: int
    kind: Literal["option", "alternatives", "editorial"]
    options: tuple[Range, ...]
    level: int = 1
    opened: bool = True
    closed: bool = True

    @property
    def negotiated(self) -> bool:
        return self.kind != "editorial"


class Pair(NamedTuple):
    """One pair of signs, or a sign without its other half (that place is None)."""

    open: int | None
    close: int | None
    level: int


def find(text: str, words: Grammar) -> tuple[list[Found], list[int]]:
    """The brackets of a text in order, and the places of signs that have no other half in it."""
    if words.any.search(text) is None:
        return [], []
    pairs, stray = match(text, words)
    return group(text, pairs, words), stray


def match(text: str, words: Grammar) -> tuple[list[Range], list[int]]:
    """The places of opening and closing signs that belong together, in the order in which they open."""
    open_: list[tuple[str, int]] = []
    pairs: list[Range] = []
    stray: list[int] = []
    for sign in words.any.finditer(text):
        at, what = sign.start(), sign[0]
        if what in words.closing:
            open_.append((words.closing[what], at))
        elif any(closes == what for closes, _ in open_):
            while open_[-1][0] != what:
                stray.append(open_.pop()[1])
            pairs.append((open_.pop()[1], at))
        else:
            stray.append(at)
    stray += [at for _, at in open_]
    return sorted(pairs), sorted(stray)


def group(text: str, pairs: list[Range], words: Grammar) -> list[Found]:
    """Pairs of brackets as what they are; several side by side of which one is to be chosen are one."""
    found: list[Found] = []
    used: set[Range] = set()
    for pair in pairs:
        if pair in used:
            continue
        row = _row(text, pair, pairs, words)
        used.update(row)
        level = 1 + sum(other[0] < pair[0] and pair[1] < other[1] for other in pairs)
        if len(row) > 1:
            chosen = [each for each in row if not words.either_alone.fullmatch(fold(text[each[0] : each[1] + 1]).text)]
            options = [option for each in chosen for option in _options(text, each, pairs, words)]
            found.append(Found(row[0][0], row[-1][1] + 1, "alternatives", tuple(options), level))
        elif is_editorial(text, pair, words):
            found.append(Found(pair[0], pair[1] + 1, "editorial", (trimmed(text, pair[0] + 1, pair[1]),), level))
        else:
            options = _options(text, pair, pairs, words)
            found.append(
                Found(pair[0], pair[1] + 1, "alternatives" if len(options) > 1 else "option", tuple(options), level)
            )
    return found


def _row(text: str, pair: Range, pairs: list[Range], words: Grammar) -> list[Range]:
    """The brackets that stand side by side, each an alternative to the others, from `pair` on."""
    row = [pair]
    for other in pairs:
        last = row[-1]
        if other[0] <= last[1]:
            continue
        if not words.between.fullmatch(fold(text[last[1] + 1 : other[0]]).text):
            break
        if words.adding.match(fold(text[other[0] + 1 : other[1]]).text) or _stands_alone(text, other, pairs, words):
            break
        row.append(other)
    if _stands_alone(text, pair, pairs, words):
        return [pair]
    if all(is_number(text, each, words) for each in row) and not _is_counted(text, (pair[0], row[-1][1]), words):
        return [pair]
    return row


def _stands_alone(text: str, pair: Range, pairs: list[Range], words: Grammar) -> bool:
    """Whether a bracket is none of several side by side: it holds alternatives itself, or is an editor's."""
    if is_number(text, pair, words):
        return False
    return len(_options(text, pair, pairs, words)) > 1 or is_editorial(text, pair, words)


def is_editorial(text: str, pair: Range, words: Grammar) -> bool:
    """Whether nobody negotiates what stands between two signs."""
    start, end = pair
    inside = text[start + 1 : end].strip()
    folded = fold(inside).text
    if words.blank.fullmatch(folded) or words.editorial.fullmatch(folded) or words.reference.fullmatch(inside):
        return True
    if is_number(text, pair, words):
        return not _is_counted(text, pair, words)
    before, after = text[max(0, start - 1) : start], text[end + 1 : end + 2]
    if len(inside) == 1 and words.spaced and after.isalpha() and not before.isalnum():
        return True  # "[T]he": an editor's capital
    return before in _GLUE and before != "" and len(inside) < 4


def is_number(text: str, pair: Range, words: Grammar) -> bool:
    """Whether two signs hold nothing but a number."""
    return words.number.fullmatch(text[pair[0] + 1 : pair[1]].strip()) is not None


def _is_counted(text: str, pair: Range, words: Grammar) -> bool:
    """Whether what is around a number shows that it is negotiated: words ("by [2030]", "[30] per cent"), or a cell that
    holds nothing else."""
    before = fold(text[max(0, pair[0] - 40) : pair[0]]).text
    if before[-1:] in tuple("/-") or (before[-1:].isalpha() and words.spaced):
        return False
    after = fold(text[pair[1] + 1 : pair[1] + 30]).text
    if before.endswith(_CELL) and (not after or after.startswith(_CELL)) and pair[1] - pair[0] > 2:
        return True
    return bool(words.before_number.search(before.rstrip()) or words.after_number.match(after))


# ---------------------------------------------------------------------------------------------- inside one bracket


def _options(text: str, pair: Range, pairs: list[Range], words: Grammar) -> list[Range]:
    """What can be chosen inside one bracket: its parts, if strokes, words or numbers part it, else all of it."""
    start, end = pair[0] + 1, pair[1]
    inner = [other for other in pairs if start <= other[0] and other[1] < end]
    cuts = _named(text, start, end, words) or _parted(text, start, end, inner, words)
    parts = [trimmed(text, *cut) for cut in cuts] or [trimmed(text, start, end)]
    return [part for part in parts if part[0] < part[1]] or [trimmed(text, start, end)]


def _named(text: str, start: int, end: int, words: Grammar) -> list[Range]:
    """Options with names: "Option 1: ... Option 2: ..."; one name alone is only taken off."""
    folded = fold(text[start:end])
    names = [
        (start + folded.start(name.start()), start + folded.end(name.end()))
        for name in words.option.finditer(folded.text)
        if words.before_option.search(folded.text, 0, name.start())
    ]
    if not names or text[start : names[0][0]].strip():
        return []
    parts = []
    for (_, begin), stop in zip(names, [*(name[0] for name in names[1:]), end], strict=True):
        left_over = words.before_option.search(text, begin, stop) if stop < end else None
        parts.append((begin, left_over.start() if left_over else stop))
    return parts


def _parted(text: str, start: int, end: int, inner: list[Range], words: Grammar) -> list[Range]:
    """The parts between strokes, or between the word for "or" in capitals, outside the brackets inside."""

    def outside(at: int) -> bool:
        return not any(a <= at <= b for a, b in inner)

    cuts = [(at, at + 1) for at in range(start, end) if text[at] in "/|／" and outside(at) and _parts(text, at)]
    cuts += [m.span() for m in words.either.finditer(text, start, end) if outside(m.start())]
    if not cuts:
        cuts = [cut for cut in _tight(text, start, end, words) if outside(cut[0])]
    if not cuts:
        return []
    cuts = [cut for cut in sorted(cuts) if not any(a < cut[0] < b for a, b in cuts)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    return [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]


def _parts(text: str, at: int) -> bool:
    """Whether a stroke has blanks around it."""
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()


def _tight(text: str, start: int, end: int, words: Grammar) -> list[Range]:
    """The strokes without blanks that part short options ("[shall/should]"): not those of dates and "and/or"."""
    inside = text[start:end]
    parts = _STROKE.split(inside)
    if len(parts) < 2 or any(len(part) > words.signs.slash or not part.strip() for part in parts):
        return []
    if any(sign.isdigit() for sign in inside) or words.between.fullmatch(fold(inside).text):
        return []
    if words.spaced and len({len(part.split()) for part in parts}) > 1:
        return []  # the stroke stands between two words of a longer phrase ("Parties/States and others")
    return [(start + at, start + at + 1) for at, sign in enumerate(inside) if sign in "/／"]


def trimmed(text: str, start: int, end: int) -> Range:
    """A range without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def is_whole(text: str, found: Found) -> bool:
    """Whether nothing but a last sign stands outside the brackets."""
    return not text[: found.start].strip() and not text[found.end :].strip(_CLOSERS)
