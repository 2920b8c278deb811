"""A text with brackets as it reads with one choice of its options, and the way back to the places of the original."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from ..model import Bracket

_ENDING = 3  # letters of the longest ending that drafts write in brackets
_APOSTROPHES, _TATWEEL = "'’", "\u0640"
_NO_BLANK_BEFORE = ",.;:،؛。；：，、)）"


class Reading(msgspec.Struct, frozen=True):
    """A text as it reads, and for each of its characters its place in the original text."""

    text: str
    places: list[int]

    def start(self, at: int) -> int:
        """The place in the original of the character at `at`."""
        if not self.places:
            return 0
        return self.places[at] if at < len(self.places) else self.places[-1] + 1

    def end(self, at: int) -> int:
        """The end in the original of a stretch that ends before `at`."""
        return self.places[at - 1] + 1 if at else self.start(0)


Choice = Mapping[int, int | None]
"""For a bracket, by its place in the list: the option taken, None for no words at all; without an entry, the first."""


def read(
    text: str,
    brackets: Sequence[Bracket],
    choice: Choice,
    names: int = 0,
    spaced: bool = True,
    clinging: Collection[str] = (),
) -> Reading:
    """`text` with the options chosen and without signs; its first `names` characters, the name of an option, left out.
    A word that is one of `clinging` is written together with the one after it, whatever stood between them.

    Editorial brackets stay as they are.
    """
    kept = [at >= names for at in range(len(text))]
    for number, bracket in enumerate(brackets):
        if bracket.kind == "editorial":
            continue
        chosen = choice.get(number, 0)
        option = bracket.options[chosen] if chosen is not None else None
        for at in range(bracket.start, bracket.end):
            if option is None or not option.start <= at < option.end:
                kept[at] = False
    return _joined(text, kept, spaced, clinging)


def _joined(text: str, kept: list[bool], spaced: bool, clinging: Collection[str]) -> Reading:
    """The characters kept, with one blank between words where signs have stood, and no comma twice."""
    signs: list[str] = []
    places: list[int] = []
    gap = False
    for at, keep in enumerate(kept):
        if not keep:
            gap = True
            continue
        sign = text[at]
        if gap and signs:
            if sign in _NO_BLANK_BEFORE and signs[-1] == " ":
                signs.pop()
                places.pop()
            if sign in ",،，" and signs and signs[-1] == sign:
                continue
            apart = spaced and sign.isalnum() and signs[-1].isalnum() and _parted(text, places[-1], at)
            if apart and not _clings(signs, clinging):
                signs.append(" ")
                places.append(places[-1])
        if sign == " " and (not signs or signs[-1] == " " or (gap and _clings(signs, clinging))):
            continue
        signs.append(sign)
        places.append(at)
        gap = False
    return Reading("".join(signs), places)


def _clings(signs: list[str], clinging: Collection[str]) -> bool:
    """Whether what has been read ends in a word that goes together with the next ("l'", Arabic "ب")."""
    if signs[-1] in _APOSTROPHES:
        return True
    word = ""
    for sign in reversed(signs[-4:]):
        if not (sign.isalpha() or sign == _TATWEEL):
            break
        word = sign + word
    return word.replace(_TATWEEL, "") in clinging if word else False


def _parted(text: str, before: int, after: int) -> bool:
    """Whether a blank belongs between two letters that a bracket has parted: not before an ending ("Part[y][ies]")."""
    end = after
    while end < len(text) and text[end].isalpha():
        end += 1
    return not (end - after <= _ENDING and text[before + 1] in "[［【" and text[end : end + 1] in "]］】")
