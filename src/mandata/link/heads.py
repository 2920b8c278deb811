"""The head nouns of names ("Panel", "委员会"): their forms, and whether a name is built on one."""

from __future__ import annotations

import re
from functools import cache

from .. import inflection
from ..folding import fold
from ..names import rules


@cache
def standing(language: str) -> dict[str, str]:
    """Every form of every head noun as it stands alone in a text, with its nominative."""
    mentions = rules(language).mentions
    found: dict[str, str] = {}
    for head in mentions.heads:
        for form in {*inflection.written(head, rules(language).forms), head}:
            shown = form[:1].upper() + form[1:] if mentions.capitals else form
            found |= {article + shown: head for article in mentions.definite}
    return found


@cache
def pattern(source: str, language: str) -> re.Pattern[str]:
    """A pattern of names.yaml with its lists put in: {heads} as they stand alone, {plain} without capital or article,
    and the lists of the file by their names."""
    mentions = rules(language).mentions
    lists = dict(mentions.lists)
    lists["heads"] = list(standing(language))
    forms = rules(language).forms
    lists["plain"] = [form for head in mentions.heads for form in {head, *inflection.written(head, forms)}]
    for name, words in lists.items():
        source = source.replace(f"{{{name}}}", "|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    return re.compile(source)


@cache
def built_on(name: str, head: str, language: str) -> bool:
    """Whether `head` is the head of `name`: its end where heads stand last, one of its first words where they stand
    first."""
    mentions = rules(language).mentions
    folded, wanted = fold(name).text, fold(head).text
    if mentions.order == "last":
        return folded.endswith(wanted)
    words = re.findall(r"\w+", folded)
    if mentions.order == "first":
        words = words[:4]
    forms = {
        article + form for article in mentions.definite for form in inflection.written(head, rules(language).forms)
    }
    if " " in wanted:
        return any(form in folded for form in {wanted, *forms})
    return bool({wanted, *forms}.intersection(words))
