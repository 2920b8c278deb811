"""Folds a text for matching: one case, one apostrophe, one blank, no vowel points; and leads back to the original.

Word lists are written plainly; texts carry capitals, typographic apostrophes, no-break blanks, soft hyphens, Arabic
vowel points and hamza variants. Every matcher looks at the folded text and reports places in the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

import msgspec

_SAME_LENGTH = {
    **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u3000\t\n", " "),
    **dict.fromkeys("\u2019\u02bc\u2018", "'"),
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي",
    "ё": "е",
    "İ": "i",
}
# Vowel points, tatweel, soft hyphen, direction marks, zero-width characters: in the text, but nothing one reads.
_UNREAD = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
)


class Folded(msgspec.Struct, frozen=True):
    """A folded text. `gaps` holds, for each dropped stretch, its place in `text` and how much is dropped up to there
    (both empty in most texts: then places are the same in both)."""

    text: str
    places: list[int]
    dropped: list[int]

    def start(self, at: int) -> int:
        """The place in the original of the character at `at` of the folded text."""
        return at + self.dropped[bisect_right(self.places, at) - 1] if self.places and at >= self.places[0] else at

    def end(self, at: int) -> int:
        """The end in the original of a stretch that ends before `at` of the folded text."""
        return self.start(at - 1) + 1 if at else 0

    def place(self, at: int) -> int:
        """The place in the folded text of the character at `at` of the original."""
        gone = 0
        for place, dropped in zip(self.places, self.dropped, strict=True):
            if place + dropped > at:
                break
            gone = dropped
        return at - gone


@lru_cache(maxsize=64)  # every room folds the paragraph at hand anew
def fold(text: str) -> Folded:
    """`text` folded. Upper case becomes lower case one for one (a letter whose lower case is longer stays)."""
    same = text.lower()
    if same.isascii():
        return Folded(same.replace("\t", " ").replace("\n", " "), [], [])
    if len(same) != len(text):
        same = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    for letter, other in _SAME_LENGTH.items():  # ten times as fast as str.translate
        same = same.replace(letter, other)
    places: list[int] = []
    dropped: list[int] = []
    total = 0
    for gap in _UNREAD.finditer(same):
        places.append(gap.start() - total)
        total += gap.end() - gap.start()
        dropped.append(total)
    return Folded(_UNREAD.sub("", same) if places else same, places, dropped)
