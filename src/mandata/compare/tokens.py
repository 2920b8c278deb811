"""The words of a text as numbers: parted by blanks, or by a dictionary where the language writes none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ..folding import fold
from ..languages import LANGUAGES

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]
_WORD = re.compile(r"[^\W_]+")
_FIRST, _CODES = 0x10000, 0xF0000  # a code is a code point beyond the surrogates, so that codes can be read as a string


class _Coder(dict[str, int]):
    """The code of each word met: the same in every run, on every machine."""

    def __missing__(self, word: str) -> int:
        code = self[word] = _FIRST + crc32(word.encode()) % _CODES
        return code


def words(text: str, language: str) -> list[str]:
    """The words of a text, folded, without signs. Chinese is parted by a dictionary."""
    folded = fold(text).text
    if LANGUAGES[language].spaced:
        return _WORD.findall(folded)
    import rjieba  # its dictionary takes a moment to load, and five languages do without

    return [word for word in rjieba.cut(folded) if word[0].isalnum()]


def encoded(texts: Iterable[str], language: str) -> tuple[Codes, Places]:
    """The words of all texts one after the other as codes, and where each text begins (one more than texts)."""
    coder = _Coder()
    parts: list[Any] = []
    lengths = [0]
    for text in texts:
        found = [coder[word] for word in words(text, language)]
        parts.append(np.array(found, dtype=np.uint32))
        lengths.append(len(found))
    flat = np.concatenate(parts) if parts else np.empty(0, dtype=np.uint32)
    return flat, np.cumsum(lengths, dtype=np.int64)


def as_string(codes: Codes) -> str:
    """Codes as a string of one character a word, which is what a fast comparison takes."""
    return codes.astype("<u4").tobytes().decode("utf-32-le")
