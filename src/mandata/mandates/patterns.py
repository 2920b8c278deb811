"""How word lists become expressions: formulas, long lists of plain words, bare verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..folding import fold
from ..formulas import Formula, Script, words_expression
from ..languages import LANGUAGES
from .word_lists import WordLists

_VERB = "{verb}"
_NOTATION = re.compile(r"[\[\]()|~*{}<>+]")  # what makes a source more than plain words


class Patterns:
    """Makes expressions of the word lists of one language."""

    def __init__(self, language: str, lists: WordLists) -> None:
        self.language, self.lists = language, lists
        known = LANGUAGES[language]
        self.spaced = known.spaced
        clinging = "وف" if known.direction == "rtl" else ""
        plain = Script(known.spaced)
        own = "|".join(Formula(word, lists.classes, plain).pattern.pattern for word in lists.unjoined)
        self.script = Script(known.spaced, clinging, self._verb(), f"(?:{own})" if own else "")

    def _verb(self) -> str:
        """An expression for a bare verb with the words that may stand before it."""
        verbs = self.lists.verbs
        plain = Script(self.spaced)
        edge = r"\b" if self.spaced else ""
        before, not_so, known = (self._alternatives(each, plain) for each in (verbs.before, verbs.not_, verbs.known))
        endings = "|".join(re.escape(fold(ending).text) for ending in verbs.endings)
        by_ending = f"|\\w*(?:{endings}){edge}" if endings else ""
        return f"(?:(?:{before}) *)*(?!{not_so})(?:{known}{by_ending})"

    def formula(self, source: str) -> Formula:
        return Formula(source, self.lists.classes, self.script)

    def alternatives(self, sources: Iterable[str]) -> str:
        """One expression for a short list that is matched at a known place (modifiers, connectors, stops)."""
        return self._alternatives(sources, self.script)

    def _alternatives(self, sources: Iterable[str], script: Script) -> str:
        """Formulas first, the longest of them first; then the plain words in one. What a verb must follow shares one
        expression of a verb, which is long."""
        listed = list(sources)
        plain = [source for source in listed if not _NOTATION.search(source)]
        marked = [source for source in listed if _NOTATION.search(source)]
        rest = [source for source in marked if not source.endswith(_VERB) or source == _VERB]
        parts = sorted((Formula(s, self.lists.classes, script).expression for s in rest), key=len, reverse=True)
        for blank, between in ((" ", " +"), ("", "")):
            ending = blank + _VERB
            stems = [source[: -len(ending)] for source in marked if source.endswith(ending) and source != _VERB]
            stems = [stem for stem in stems if stem and stem[-1] != " "]
            if stems:
                parts.insert(0, f"(?:{self._alternatives(stems, script)}){between}(?={script.verb or '(?!)'})")
        return "|".join([*parts, words_expression(plain, script)] if plain else parts) or r"(?!)"

    def _words(self, sources: Iterable[str]) -> str:
        begin = r"(?<!\w)" if self.spaced else ""
        return f"{begin}(?:{self.alternatives(sources)})"

    def _place(self, sources: Iterable[str]) -> str:
        """The words of a list that is matched at a known place, perhaps after a letter written together with them."""
        return f"(?:{self.alternatives(sources)})"
