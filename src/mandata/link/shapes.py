"""Names that no register holds, known by their shape: capitals round a head noun, an acronym in brackets, quotes."""

from __future__ import annotations

from functools import cache

from ..folding import fold
from ..inflection import without_article, written
from ..languages import LANGUAGES
from ..model import Mention
from ..names import rules
from .antecedents import free, mention
from .heads import pattern, standing


def unknown_names(text: str, known: list[Mention], language: str) -> list[Mention]:
    """Mentions of kind "unknown"; a name that is known already, or whose head belongs to a known one, is none."""
    found: list[Mention] = []
    forms = rules(language).forms
    for shape in rules(language).mentions.shapes:
        if shape.needs and not any(sign in text for sign in shape.needs):
            continue
        for match in pattern(shape.pattern, language).finditer(text):
            start, end = match.span("name")
            start = end - len(without_article(text[start:end], forms))
            start = _behind_known(text, start, end, known)
            inside = [one for one in known if start < one.end and one.start < end]
            if (
                text[start:end] in standing(language)
                or fold(text[start:end]).text in _nobody(language)
                or any(one.start <= start or one.end >= end for one in inside)
                or not free(start, end, found)
            ):
                continue
            if shape.rule == "quoted" or not LANGUAGES[language].spaced or " " in text[start:end]:
                found.append(mention(text, start, end, "unknown", None, shape.rule, shape.confidence))
    return found


@cache
def _nobody(language: str) -> frozenset[str]:
    """What looks like a name and names nobody ("Russian Federation" is a State)."""
    forms = rules(language).forms
    return frozenset(form for word in forms.nobody for form in written(word, forms))


def _behind_known(text: str, start: int, end: int, known: list[Mention]) -> int:
    """The start of a name without the office or group that stands before it: "Chair of the Global Soil Board"."""
    for one in known:
        if one.start <= start < one.end < end and one.kind in ("office", "group"):
            rest = text[one.end : end]
            capital = next((at for at, letter in enumerate(rest) if letter.isupper()), 0)
            return one.end + capital
    return start
