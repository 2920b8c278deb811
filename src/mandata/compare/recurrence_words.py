"""What a language says where it asks again, no longer, or in place of something: recurrence.yaml as formulas."""

from __future__ import annotations

from functools import cache
from typing import Literal

from ..folding import fold
from ..formulas import Formula, FormulaSet, Script
from ..languages import LANGUAGES
from ..lexicon import Entry, load

Sign = Literal["supersedes", "negations", "continues", "itself"]


class Words(Entry, frozen=True, kw_only=True):
    """data/languages/<code>/recurrence.yaml, as the header of the English one explains."""

    supersedes: list[str]
    negations: list[str]
    continues: list[str]
    itself: list[str]
    clinging: str = ""


@cache
def _formulas(language: str) -> FormulaSet[Sign]:
    words = load(f"languages/{language}/recurrence.yaml", Words)
    script = Script(spaced=LANGUAGES[language].spaced, clinging=words.clinging)
    lists: tuple[tuple[Sign, list[str]], ...] = (
        ("supersedes", words.supersedes),
        ("negations", words.negations),
        ("continues", words.continues),
        ("itself", words.itself),
    )
    return FormulaSet([(Formula(source, {}, script), sign) for sign, sources in lists for source in sources], script)


def signs(text: str, language: str) -> list[tuple[int, int, Sign]]:
    """Where a text says so (code points, half-open), in order; of overlapping ones of a kind the longest."""
    folded = fold(text)
    found: list[tuple[int, int, Sign]] = []
    for hit in sorted(_formulas(language).scan(folded.text), key=lambda hit: (hit.start, -hit.end)):
        sign: Sign = hit.tag  # type: ignore[assignment]  # a Hit does not say the type of its tag
        start, end = folded.start(hit.start), folded.end(hit.end)
        if not any(kind == sign and start < to for _, to, kind in found):
            found.append((start, end, sign))
    return found
