"""The bare word for a treaty ("the Convention", 《公约》): the one of who speaks, else the last one named."""

from __future__ import annotations

import re
from functools import cache

from .. import inflection, lexicon
from ..model import Context, Mention
from ..names import rules
from .antecedents import free, mention


def bare_treaties(text: str, named: list[Mention], earlier: tuple[Mention, ...], context: Context) -> list[Mention]:
    """Mentions of treaties by their bare word, where it is clear which is meant."""
    forms = _forms(context.language)
    found = []
    for match in _pattern(context.language).finditer(text):
        start, end = match.span("name")
        if free(start, end, named) and not _inside_a_name(text, start, end):
            before = [*earlier, *(one for one in named if one.end <= start)]
            ref, rule = _meant(forms[match["word"]], before, context)
            found += [mention(text, start, end, "instrument", ref, rule, 0.8)] if ref else []
    return found


def _inside_a_name(text: str, start: int, end: int) -> bool:
    """Whether a capital goes before ("Lusaka Convention") or follows, so that it is another treaty's name."""
    before, after = text[:start].rpartition(" ")[0].rpartition(" ")[2], text[end : end + 2]
    single = not before or text[:start].rstrip() == before  # the first word of a text has its capital anyway
    return (before[:1].isupper() and not single) or after[1:].isupper()


def _meant(owners: frozenset[str], before: list[Mention], context: Context) -> tuple[str | None, str]:
    for ref in _line(context.instrument):
        if ref in owners:
            return ref, "issuer"
    named = (one.ref for one in reversed(before) if one.kind == "instrument")
    return next((ref for ref in named if ref in owners), None), "antecedent"


def _line(ref: str | None) -> list[str]:
    """A treaty and the treaties under which it was made, nearest first."""
    found: list[str] = []
    while ref and ref not in found:
        found.append(ref)
        treaty = lexicon.instruments().get(ref)
        ref = treaty.parent if treaty else None
    return found


@cache
def _forms(language: str) -> dict[str, frozenset[str]]:
    """Every form of every bare word as a text writes it, with the treaties that it may mean."""
    found: dict[str, set[str]] = {}
    for treaty in lexicon.instruments().values():
        for word in treaty.bare.get(language, []):
            for form in {word, *inflection.written(word, rules(language).forms)}:
                shown = form[:1].upper() + form[1:] if word[0].isupper() else form
                found.setdefault(shown, set()).add(treaty.id)
    return {form: frozenset(owners) for form, owners in found.items()}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    forms = rules(language).forms
    words = "|".join(sorted(map(re.escape, _forms(language)), key=len, reverse=True)) or "(?!)"
    if forms.brackets:
        left, right = ("".join(side) for side in zip(*forms.brackets, strict=True))
        return re.compile(f"(?P<name>[{left}](?P<word>{words})[{right}])")
    attached = f"[{forms.attached}]{{0,{forms.attached_most}}}" if forms.attached else ""
    subjects = "|".join(rules(language).mentions.lists.get("subjects", [])) or "(?!)"
    return re.compile(rf"(?<!\w){attached}(?P<name>(?P<word>{words}))(?![\w-])(?! (?:{subjects})\b)")
