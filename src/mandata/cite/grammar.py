"""How one language refers to texts: its citations.yaml, compiled into an automaton of anchors and a few patterns."""

from __future__ import annotations

import re
from functools import cache, cached_property

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from .. import inflection, names
from ..folding import fold
from ..lexicon import instruments, load
from .numbers import Numbers
from .templates import Heads, Kinds, Templates, heads, kinds, literal, stem
from .words import CitationWords


class Grammar:
    """The compiled citations.yaml of a language. Everything matches folded text."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = load(f"languages/{language}/citations.yaml", CitationWords)
        self.spaced = not re.search(r"[一-鿿]", self.words.units["article"][0])
        self.numbers = Numbers(self.words, language)
        self.sign_table = {ord(sign): other for sign, other in self.words.same.items()}

    # ------------------------------------------------------------------------------------------ anchors

    @cached_property
    def anchors(self) -> tuple[AhoCorasick, list[tuple[str, ...]]]:
        """The strokes of symbols and numbers and the beginnings of all words that open a reference, and for each
        what it may open: "symbol", "unit", "act", "goal", "labour"."""
        words = self.words
        groups = {
            "unit": [*_all(words.units), *words.own_annex],
            "act": _all(words.acts),
            "labour": _all(words.labour),
            "goal": [*words.goals, *words.targets],
        }
        stems = {kind: {begin for t in templates if (begin := stem(t))} for kind, templates in groups.items()}
        opens: dict[str, tuple[str, ...]] = {"/": ("symbol",)}
        for begin in sorted(set().union(*stems.values())):
            opens[begin] = tuple(kind for kind in groups if any(begin.startswith(other) for other in stems[kind]))
        return AhoCorasick(list(opens), matchkind=MatchKind.LeftmostLongest), list(opens.values())

    @cached_property
    def bare_anchors(self) -> AhoCorasick:
        """The words that stand for a treaty once a text has named one ("the Convention")."""
        return AhoCorasick(sorted(self.bare), matchkind=MatchKind.LeftmostLongest)

    # ------------------------------------------------------------------------------------------ patterns

    @cached_property
    def units(self) -> Heads:
        """Parts of a text that have numbers: article 5, paragraph 3 (a)."""
        return heads(self.words.units, self._edge)

    @cached_property
    def lone_units(self) -> Kinds:
        """Parts that a text has only once: the annex."""
        lone = {kind: [t for t in group if "{" not in t] for kind, group in self.words.units.items()}
        return kinds(lone, "", self._edge, self.spaced)

    @cached_property
    def acts(self) -> Heads:
        """Decisions, resolutions and recommendations."""
        return heads(self.words.acts, self._edge)

    @cached_property
    def goals(self) -> Kinds:
        """Goals and targets with their numbers."""
        templates = {"target": self.words.targets, "goal": self.words.goals}
        return kinds(templates, self.numbers.goals, self._edge, self.spaced)

    @cached_property
    def labour(self) -> Kinds:
        """Conventions and recommendations of the International Labour Organization."""
        numbers = rf"\d{{1,3}}(?:{self.words.joins}\d{{1,3}})*"
        return kinds(self.words.labour, numbers, self._edge, self.spaced)

    @property
    def _edge(self) -> str:
        """What stands before a word: no letter, then perhaps what is attached to it."""
        return (r"(?<![^\W\d_])" if self.spaced else "") + self._attached

    @property
    def _attached(self) -> str:
        return f"(?:{self.words.attached})" if self.words.attached else ""

    def phrases(self, templates: list[str]) -> str:
        """A pattern source for any of `templates`."""
        ends = r"(?!\w)" if self.spaced else ""
        if not templates:
            return "(?!)"
        return f"(?:{'|'.join(literal(t) for t in sorted(templates, key=len, reverse=True))}){ends}"

    @cached_property
    def inner(self) -> re.Pattern[str]:
        return re.compile(self.words.inner)

    @cached_property
    def owner(self) -> re.Pattern[str]:
        return re.compile(self.words.owner or "(?!)")

    @cached_property
    def left(self) -> re.Pattern[str]:
        return re.compile(self.words.left or "(?!)")

    @cached_property
    def joins(self) -> re.Pattern[str]:
        return re.compile(self.words.joins)

    @cached_property
    def unknown(self) -> re.Pattern[str]:
        return re.compile(self.words.unknown or "(?!)")

    @cached_property
    def unknown_before(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.words.unknown_before or '(?!)'})$")

    @cached_property
    def lone_before(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.words.lone_before})$")

    @cached_property
    def here(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.words.owner or '(?!)'}|,? )?(?:{self.phrases(self.words.here)})")

    @cached_property
    def here_before(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.phrases(self.words.here_before)})(?:{self.words.left})$")

    @cached_property
    def there(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.words.owner or '(?!)'}|,? )?(?:{self.phrases(self.words.there)})")

    @cached_property
    def there_before(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.phrases(self.words.there_before)})(?:{self.words.left})$")

    @cached_property
    def own(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.phrases(self.words.own)}) ?$")

    @cached_property
    def own_annex(self) -> re.Pattern[str]:
        return re.compile(f"{self._attached}(?:{self.phrases(self.words.own_annex)})")

    @cached_property
    def documents(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.phrases(self.words.documents)}) ?$")

    @cached_property
    def body_before(self) -> re.Pattern[str]:
        return re.compile(self.words.body_before)

    @cached_property
    def body_after(self) -> re.Pattern[str]:
        return re.compile(self.words.body_after)

    @cached_property
    def bodies_before(self) -> re.Pattern[str]:
        words = self.words.bodies_before
        return re.compile(rf"(?<!\w){self._attached}(?:{words})$" if words else "(?!)")

    @cached_property
    def bodies_after(self) -> re.Pattern[str]:
        return re.compile(self.words.bodies_after or "(?!)")

    @cached_property
    def sustainable(self) -> re.Pattern[str]:
        return re.compile(self.phrases(self.words.sustainable) if self.spaced else "|".join(self.words.sustainable))

    # ------------------------------------------------------------------------------------------ treaties

    @cached_property
    def bare(self) -> dict[str, set[str]]:
        """A treaty's own word alone, in every form, folded: the instruments that it may stand for."""
        forms = msgspec.structs.replace(names.rules(self.language).forms, same={})
        found: dict[str, set[str]] = {}
        for treaty in instruments().values():
            for word in treaty.bare.get(self.language, []) if treaty.treaty else ():
                for form in inflection.written(word, forms):
                    found.setdefault(form, set()).add(treaty.id)
        return found

    @cached_property
    def sole(self) -> list[str]:
        """Such words that stand for one treaty only ("the Charter")."""
        return [word for word, treaties in self.bare.items() if len(treaties) == 1]

    @cached_property
    def bare_places(self) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
        """What must stand before and after such a word."""
        pairs = [pattern.split("{word}") for pattern in self.words.bare]
        edge = r"(?!\w)" if self.spaced else ""
        return [(re.compile(f"(?:{before})$"), re.compile(edge + after)) for before, after in pairs]

    @cached_property
    def places(self) -> dict[str, str]:
        """The word that tells a treaty from others of its kind ("Basel"), folded: its id."""
        words = [word for treaty in instruments().values() for word in treaty.bare.get(self.language, [])]
        own = {fold(word).text.removeprefix("ال") for word in words}
        return {
            place: treaty.id
            for treaty in instruments().values()
            for name in treaty.short.get(self.language, [])
            if treaty.treaty and (place := self._place(fold(name).text, own))
        }

    def _place(self, name: str, own: set[str]) -> str:
        """What is left of a short name without the word that it shares with others; empty if nothing clear is."""
        for word in own:
            rest = re.sub(rf"^{word} (?:de |d'|du )?|(?: |^(?=..){'' if self.spaced else '|'}){word}$", "", name)
            rest = rest if self.spaced or rest != name else name.removesuffix(word)
            if rest != name and len(rest) > 1 and " " not in rest:
                return re.sub("(?:ая|ий|ое)$", "", rest)
        return ""

    @cached_property
    def together_words(self) -> list[str]:
        """What a text must hold for that."""
        return [fold(template).text.replace("{n}", "").strip() for template in self.words.together]

    @cached_property
    def place(self) -> re.Pattern[str]:
        ending = r"\w{0,3}" if self.spaced else ""
        return re.compile(rf"(?P<place>{'|'.join(sorted(self.places, key=len, reverse=True))}){ending}")

    @cached_property
    def together(self) -> re.Pattern[str]:
        """Several treaties in one: "Basel, Rotterdam and Stockholm conventions"."""
        one = f"(?:{'|'.join(sorted(self.places, key=len, reverse=True))})" + (r"\w{0,3}" if self.spaced else "")
        many = f"{one}(?:{self.words.joins}(?:de |d'|du |the )?{one})+"
        sources = [f"{self._attached}{literal(t).replace('{n}', many)}" for t in self.words.together]
        return re.compile(f"(?:{'|'.join(sources)})" + (r"(?!\w)" if self.spaced else ""))


def _all(templates: Templates) -> list[str]:
    return [template for group in templates.values() for template in group]


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language, loaded and compiled at the first use."""
    return Grammar(language)
