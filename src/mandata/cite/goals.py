"""Sustainable Development Goals and targets, goals and targets for biological diversity, labour standards."""

from __future__ import annotations

import re

from ..lexicon import instruments
from .numbers import plain
from .passage import Passage

GOALS = 17
BIODIVERSITY = ("GBF", "AICHI")
_NEAR = 60


def read(passage: Passage, at: int) -> int | None:
    """Report the goals or targets cited at `at`; where they end, None if there are none."""
    found = passage.grammar.goals.match(passage.text, at)
    if not found:
        return None
    kind, whole, (first, last) = found
    numbers = [_plain(number[0]) for number in passage.grammar.numbers.one_goal.finditer(passage.text, first, last)]
    whose = _whose(passage, kind, numbers, whole.start(), whole.end())
    if not whose:
        return None
    for number in numbers:
        passage.add(whole.start(), whole.end(), f"{_kind(whose, number)}:{whose}:{number}", f"goal.{whose.lower()}")
    return whole.end()


def _plain(number: str) -> str:
    return plain(number) if number.isalpha() else number.replace("-", ".")


def _kind(whose: str, number: str) -> str:
    """In the 2030 Agenda goals are whole numbers and targets have two parts; in the frameworks for biological
    diversity goals have letters and targets whole numbers."""
    if whose == "SDG":
        return "target" if "." in number else "goal"
    return "goal" if number.isalpha() else "target"


def _whose(passage: Passage, kind: str, numbers: list[str], start: int, end: int) -> str | None:
    """Which agenda the goals belong to; None where it is none of those that number their goals."""
    text = passage.text
    around = text[max(0, start - _NEAR) : end + _NEAR]
    near = text[start : end + _NEAR]
    for first, last, hit in passage.names:
        if hit.ref in BIODIVERSITY and (start <= last + _NEAR and first <= end + _NEAR):
            return hit.ref if all("." not in number for number in numbers) else "SDG"
    if any("." in number for number in numbers):
        return "SDG" if all(_possible(number) for number in numbers) else None
    said = bool(passage.grammar.sustainable.search(near) or passage.grammar.sustainable.search(around))
    if kind == "goal" and all(number.isdigit() and _possible(number) for number in numbers):
        earlier = said or any(c.value.startswith(("goal:SDG", "target:SDG")) for c in passage.found)
        if earlier or passage.slice(start, start + 1).isupper():
            return "SDG"
    lettered = all(number.isalpha() for number in numbers) and passage.slice(end - 1, end).isupper()
    own = passage.context.instrument == "CBD" and not said
    return "GBF" if own and (lettered or numbers[0].isdigit()) else None


def _possible(number: str) -> bool:
    return number.split(".")[0].isdigit() and 1 <= int(number.split(".")[0]) <= GOALS


def read_labour(passage: Passage, at: int) -> int | None:
    """Report conventions and recommendations of the International Labour Organization cited by number."""
    found = passage.grammar.labour.match(passage.text, at)
    if not found:
        return None
    kind, whole, (first, last) = found
    for number in re.findall(r"\d+", passage.text[first:last]):
        ref = f"ILO{int(number):03}"
        value = f"recommendation:ILO:{number}" if kind == "recommendation" else f"instrument:{ref}"
        if kind == "recommendation" or ref in instruments():
            passage.add(whole.start(), whole.end(), value, f"labour.{kind}", 0.85)
    return whole.end()
