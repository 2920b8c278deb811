"""Writes a name as a text may write it: its cases, its spellings, without its article; rules come from names.yaml."""

from __future__ import annotations

import re
from itertools import product

from .folding import fold
from .lexicon import Entry

_WORDS = re.compile(r"\w+|\W+")


class Forms(Entry, frozen=True, kw_only=True):
    """How names change in the texts of one language (see the header of data/languages/<code>/names.yaml)."""

    articles: list[str] = []
    same: dict[str, str] = {}
    spellings: list[list[str]] = []
    contracted: dict[str, str] = {}
    attached: str = ""
    attached_most: int = 0
    brackets: list[str] = []
    adjectives: dict[str, str] = {}
    nouns: dict[str, str] = {}
    unchanging: list[str] = []
    adverbs: list[str] = []
    joins: list[str] = []
    nobody: list[str] = []


def level(text: str, rules: Forms) -> str:
    """A folded text with the letters that `same` takes for one; every letter stays at its place."""
    for letter, other in rules.same.items() if not text.isascii() else ():
        text = text.replace(letter, other)
    return text


def written(name: str, rules: Forms) -> set[str]:
    """All folded and levelled forms of `name`: in every case, spelling and contraction."""
    bare = without_article(name, rules)
    forms = {level(fold(form).text, rules) for form in _cases(bare, rules)}
    for spelling in rules.spellings:
        for one, other in product(spelling, repeat=2):
            forms |= {re.sub(rf"\b{one}\b", other, form) for form in forms if one in form} if one != other else set()
    for whole, short in rules.contracted.items():
        forms |= {short + form[len(whole) :] for form in forms if form.startswith(whole)}
    return forms


def without_article(name: str, rules: Forms) -> str:
    """`name` without an article at its head."""
    for article in rules.articles:
        if name.lower().startswith(article):
            return name[len(article) :]
    return name


def _cases(name: str, rules: Forms) -> set[str]:
    """`name` in every case: its head inflects (adjectives up to the first noun, and what is joined to it alike)."""
    if not rules.nouns:
        return {name}
    tokens = _WORDS.findall(name)
    changing = _head(tokens, rules)
    forms = {name}
    for column in range(6):
        choices = [changing[i][column] if i in changing else [token] for i, token in enumerate(tokens)]
        forms |= {"".join(choice) for choice in product(*choices)}
    return forms


def _head(tokens: list[str], rules: Forms) -> dict[int, list[list[str]]]:
    """The six cases, each with its alternatives, of every word of the head, by its place among the tokens."""
    found: dict[int, list[list[str]]] = {}
    noun = clause = False
    for i, token in enumerate(tokens):
        if not token[0].isalnum():
            if noun and not _goes_on(tokens, i, rules):
                break
            clause = clause or (
                noun and token.strip() in rules.joins
            )  # ", не имеющие ...": a participle, and no second noun
        elif token in rules.joins or token in rules.adverbs:
            noun = False
        elif cases := _adjective(token, rules):
            found[i] = cases
        elif clause:
            break
        elif tokens[i + 1 : i + 2] != ["-"] or not _adjective(tokens[i + 2], rules):
            noun = True
            if cases := _decline(token, rules.nouns, rules):
                found[i] = cases
    return found


def _goes_on(tokens: list[str], i: int, rules: Forms) -> bool:
    """Whether the head goes on after its noun: "государства-члены", "коренные народы и местные общины"."""
    words = [token for token in tokens[i + 1 :] if token[0].isalnum() and token not in rules.adverbs]
    if tokens[i].strip() in rules.joins:
        return bool(words) and bool(_adjective(words[0], rules))
    return tokens[i] == "-" or (len(words) > 1 and words[0] in rules.joins and bool(_adjective(words[1], rules)))


def _adjective(word: str, rules: Forms) -> list[list[str]]:
    return _decline(word, rules.adjectives, rules)


def _decline(word: str, paradigms: dict[str, str], rules: Forms) -> list[list[str]]:
    """The cases of `word` by the paradigm of its longest ending; none for an abbreviation or an unchanging word."""
    if len(word) < 3 or word.isupper() or word.lower() in rules.unchanging:
        return []
    for length in range(min(len(word), 12), -1, -1):
        ending = word[len(word) - length :].lower()
        if ending in paradigms or (not length and "-" in paradigms):
            stem = word[: len(word) - length]
            columns = paradigms[ending or "-"].split()
            return [[stem + ("" if e == "-" else e) for e in column.split("/")] for column in columns]
    return []
