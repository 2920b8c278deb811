"""Pages in Arabic: lines put together from single characters by their places, and brought into the order of reading.

The text layer of such a page says which letters stand where; in which order they are read must be worked out again.
The library does so line by line and errs where numbers, brackets, ligatures and raised marks meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .glyphs import CELL_GAP, NOTHING, RAISED, SMALL, Boxes, Piece

ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_ARABIC = re.compile(f"[{ARABIC}]")
_LETTER = re.compile(r"[^\W\d_]")
# Stretches that are read from left to right, in the order of places from the left: words of other scripts with all
# that stands between them, and numbers, whose parts only some signs join (Unicode standard annex 9, W4).
_OTHER = re.compile(rf"[^\W\d_{ARABIC}](?:[^{ARABIC}]*[^\W_{ARABIC}])?|\d+(?:[.,:/٫٬]\d+)*", re.UNICODE)
STROKES = frozenset("<>")
"""Strokes that lengthen the joint of two letters, which some programs write as characters that they are not."""

LAM, ALEFS = "ل", "اأإآ"
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
BLANK = 0.3
"""A gap of this share of the size parts words where the file has no blank between them."""


class Sign(NamedTuple):
    """What one glyph stands for, from its left to its right, on its height."""

    left: float
    right: float
    baseline: float
    size: float
    text: str


def is_right_to_left(text: str) -> bool:
    """Whether a page is in Arabic."""
    arabic = len(_ARABIC.findall(text))
    return arabic > 20 and 2 * arabic > len(_LETTER.findall(text))


def lines(text: str, boxes: Boxes) -> tuple[list[Piece], int]:
    """The lines of a page, from its characters, and how many strokes were left out of them."""
    rows = _lines(_told_once([*_signs(text, boxes)]))
    strokes = sum(_leave_strokes(row) for row in rows)
    found = [_line(row) for row in rows]
    if _brackets(found) < 0:
        for piece in found:
            piece.text = _turned(piece.text)
            piece.cells = [_turned(cell) for cell in piece.cells]
    return found, strokes


def _leave_strokes(row: list[Sign]) -> int:
    """Leave out the strokes between joined letters; how many there were."""
    count = 0
    for n in range(1, len(row) - 1):
        beside = row[n - 1].text, row[n + 1].text
        if row[n].text in STROKES and all(text in (NOTHING, *STROKES) or _ARABIC.match(text) for text in beside):
            row[n] = row[n]._replace(text=NOTHING)
            count += 1
    return count


def _signs(text: str, boxes: Boxes) -> Iterator[Sign]:
    """The glyphs of a page. Characters of one ligature have one place; the library gives them from its end."""
    last: tuple[float, float] | None = None
    held: list[str] = []
    box = (0.0, 0.0, 0.0, 0.0)
    size = 1.0
    for place, character in enumerate(text):
        if character in "\r\n\x02" or boxes.is_generated(place):
            continue
        if character == " " and boxes.size(place) <= 1:  # the library's own as well
            continue
        origin = boxes.origin(place)
        if origin != last:
            if held and last is not None:
                yield Sign(box[0], box[2], last[1], size, _ligature(held))
            held, last = [], origin
            box, size = boxes.box(place), boxes.size(place)
        elif held:
            more = boxes.box(place)
            box = (min(box[0], more[0]), box[1], max(box[2], more[2]), box[3])
        held.append(character)
    if held and last is not None:
        yield Sign(box[0], box[2], last[1], size, _ligature(held))


def _ligature(characters: list[str]) -> str:
    if len(characters) == 1:
        return unicodedata.normalize("NFKC", characters[0]) if characters[0] >= "\ufb1d" else characters[0]
    if not _ARABIC.search("".join(characters)):
        return "".join(characters)
    if len(characters) == 2 and LAM in characters:
        characters = sorted(characters, key=lambda character: character in ALEFS)  # a lam always leads its alef
        return "".join(characters)
    return "".join(reversed(characters))


def _lines(signs: list[Sign]) -> list[list[Sign]]:
    """The glyphs of each line, from top to bottom, each line from its right end; small ones join a line of large."""
    lines: list[list[Sign]] = []
    vowels: list[Sign] = []
    for sign in sorted(signs, key=lambda sign: -sign.size):
        if unicodedata.combining(sign.text[0]):
            vowels.append(sign)
            continue
        line = next((line for line in lines if _stands_on(sign, line[0])), None)
        if line:
            line.append(sign)
        else:
            lines.append([sign])
    for vowel in vowels if lines else ():
        _put_on(vowel, min(lines, key=lambda line: abs(line[0].baseline - vowel.baseline)))
    lines.sort(key=lambda line: -line[0].baseline)
    shown = [line for line in lines if any(sign.text.strip() for sign in line)]
    return [_without_hanging_blank(sorted(line, key=lambda sign: -sign.left)) for line in shown]


def _without_hanging_blank(line: list[Sign]) -> list[Sign]:
    """The blank at the end of a stretched line may stand on its last letter."""
    last = line[-1]
    return [*line[:-1], last._replace(text=last.text.strip())] if last.text.strip() else line


def _told_once(signs: list[Sign]) -> list[Sign]:
    """Some programs tell a letter and its vowel sign, and both once more at the glyph of the vowel sign."""
    for both in [sign for sign in signs if len(sign.text) > 1 and any(map(unicodedata.combining, sign.text))]:
        apart = [sign for sign in signs if set(sign.text) <= set(both.text) and _is_below(sign, both)]
        letters = [sign for sign in apart if not all(map(unicodedata.combining, sign.text))]
        if letters:
            told = letters[0]._replace(text=both.text)
            signs = [sign for sign in signs if sign is not both and not any(sign is other for other in apart)]
            signs.append(told)
    return signs


def _is_below(sign: Sign, above: Sign) -> bool:
    beside = abs(sign.left + sign.right - above.left - above.right) / 2
    return beside < 0.5 * sign.size and 0 < above.baseline - sign.baseline < sign.size


def _stands_on(sign: Sign, first: Sign) -> bool:
    above = sign.baseline - first.baseline
    if sign.size > SMALL * first.size:
        return abs(above) < 0.25 * first.size
    return -0.25 * first.size < above < 0.6 * first.size


def _put_on(vowel: Sign, line: list[Sign]) -> None:
    """A vowel sign belongs to the letter that it stands over or under."""
    middle = (vowel.left + vowel.right) / 2
    letters = [n for n, sign in enumerate(line) if _ARABIC.match(sign.text)]
    if letters:
        nearest = min(letters, key=lambda n: abs((line[n].left + line[n].right) / 2 - middle))
        line[nearest] = line[nearest]._replace(text=line[nearest].text + vowel.text)


def _line(signs: list[Sign]) -> Piece:
    shown = [sign for sign in signs if sign.text.strip()]
    letters = [sign for sign in shown if _ARABIC.match(sign.text)]
    size = Counter(round(sign.size, 1) for sign in letters or shown).most_common(1)[0][0]
    baseline = Counter(round(sign.baseline, 1) for sign in signs if sign.size > SMALL * size).most_common(1)[0][0]
    raised = {
        sign
        for sign in signs
        if sign.size < SMALL * size and sign.baseline - baseline > RAISED * size and sign.text in "0123456789*†‡"
    }
    parts = _cells([sign for sign in signs if sign not in raised], size)
    texts = [_logical(part) for part in parts]
    cells = [text.strip() for text, _ in texts if text.strip()]
    piece = Piece(
        text=" ".join(cells),
        left=min(sign.left for sign in shown),
        right=max(sign.right for sign in shown),
        baseline=baseline,
        height=size,
        cells=cells if len(cells) > 1 and not raised else [],
    )
    if raised and len(texts) == 1:
        piece.text, piece.marks = _marked(texts[0], raised)
    return piece


def _cells(signs: list[Sign], size: float) -> list[list[Sign]]:
    """The parts of a line that wide gaps divide; blanks are put where a gap parts words."""
    parts: list[list[Sign]] = [[]]
    last: Sign | None = None
    for sign in signs:
        if not sign.text.strip():
            parts[-1].append(sign)
            continue
        gap = last.left - sign.right if last else 0.0
        if gap > CELL_GAP * size:
            parts.append([])
        elif gap > BLANK * size and parts[-1] and parts[-1][-1].text.strip():
            parts[-1].append(Sign(sign.right, last.left if last else sign.right, sign.baseline, size, " "))
        parts[-1].append(sign)
        last = sign
    return parts


def _logical(signs: list[Sign]) -> tuple[str, list[Sign]]:
    """The text in the order of reading, and the glyph that each character of it comes from."""
    from_left = list(reversed(signs))
    visual = "".join(sign.text for sign in from_left)
    if not _ARABIC.search(visual):
        ends = len(visual) - len(visual.lstrip(" .:,;،؛*"))  # these end what is read from the right
        signs = [sign for sign in from_left for _ in sign.text]
        return visual[ends:] + visual[:ends], signs[ends:] + signs[:ends]
    starts: dict[int, int] = {}
    at = 0
    for n, sign in enumerate(from_left):
        starts[at] = n
        at += len(sign.text)
    starts[at] = len(from_left)
    forward: list[tuple[int, int]] = [
        (starts[found.start()], starts[found.end()])
        for found in _OTHER.finditer(visual)
        if found.start() in starts and found.end() in starts
    ]
    ordered: list[Sign] = []
    last = len(from_left)
    for start, end in reversed(forward):
        ordered += reversed(from_left[end:last])
        ordered += from_left[start:end]
        last = start
    ordered += reversed(from_left[:last])
    return "".join(sign.text for sign in ordered), [sign for sign in ordered for _ in sign.text]


def _marked(line: tuple[str, list[Sign]], raised: set[Sign]) -> tuple[str, list[tuple[int, str]]]:
    """The text of a line and the marks of notes in it, each after the glyph to whose left it stands."""
    text, signs = line
    begin = len(text) - len(text.lstrip())
    marks: list[tuple[int, str]] = []
    groups: list[list[Sign]] = []
    for sign in sorted(raised, key=lambda sign: sign.left):
        if groups and sign.left - groups[-1][-1].right < 0.3 * sign.size:
            groups[-1].append(sign)
        else:
            groups.append([sign])
    for group in groups:
        before = [n for n, sign in enumerate(signs) if sign.left >= group[-1].left and sign.text.strip()]
        place = max(before, default=begin - 1) + 1
        marks.append((max(place - begin, 0), "".join(sign.text for sign in group)))
    return text.strip(), sorted(marks)


def _brackets(found: list[Piece]) -> int:
    """How many brackets open before they close, less those that close before they open."""
    balance = 0
    for piece in found:
        signs = re.findall(r"[()\[\]]", _OTHER.sub("", piece.text))
        balance += sum((a in "([") - (a in ")]") for a, b in pairwise(signs) if a != b)
    return balance


def _turned(text: str) -> str:
    """The text with its brackets turned about, but for those in stretches that are read from left to right."""
    kept, last = "", 0
    for found in _OTHER.finditer(text):
        kept += text[last : found.start()].translate(MIRRORED) + found[0]
        last = found.end()
    return kept + text[last:].translate(MIRRORED)
