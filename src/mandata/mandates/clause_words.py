"""What shows where acts, their actions and their clauses begin and end in one language."""

from __future__ import annotations

import re
from functools import cached_property

from ..folding import fold
from .patterns import Patterns
from .word_lists import Act


class ClauseWords(Patterns):
    """Expressions for clauses, each made at its first use and kept."""

    @cached_property
    def ends_in_modifier(self) -> re.Pattern[str]:
        return re.compile(f"{self._words([*self.lists.modifiers, *self.lists.fore_modifiers])} *[,،]? *$")

    @cached_property
    def begins_with_modifier(self) -> re.Pattern[str]:
        return re.compile(f" *(?:[,،]? *)?{self._words(self.lists.modifiers)} *[,،]?")

    @cached_property
    def ends_in_connector(self) -> re.Pattern[str]:
        clinging = f"|(?<!\\w)[{self.script.clinging}]$" if self.script.clinging else ""
        return re.compile(f"{self._words(self.lists.connectors)} *,? *${clinging}")

    @cached_property
    def begins_with_connector(self) -> re.Pattern[str]:
        return re.compile(self._words(self.lists.connectors))

    @cached_property
    def opener(self) -> re.Pattern[str]:
        return re.compile(f"{self._place(self.lists.openers)} *")

    @cached_property
    def kept_opener(self) -> re.Pattern[str]:
        return re.compile(self._place(self.lists.kept_openers))

    def pivot(self, act: Act) -> re.Pattern[str]:
        """What parts addressee and action after an act's verb: the act's own pivots, or those of the language."""
        sources = tuple(act.pivots or self.lists.pivots)
        if sources not in self._pivots:
            begin = r"(?<!\w)" if self.spaced else ""
            longest_first = sorted(sources, key=len, reverse=True)
            words = "|".join(self.formula(source).pattern.pattern for source in longest_first)
            self._pivots[sources] = re.compile(f"{begin}(?:{words or '(?!)'}) *")
        return self._pivots[sources]

    @cached_property
    def _pivots(self) -> dict[tuple[str, ...], re.Pattern[str]]:
        return {}

    @cached_property
    def bound(self) -> re.Pattern[str]:
        """Words after which a pivot only goes on with the noun phrase ("chargé de", "en mesure de")."""
        return re.compile(f"{self._words(self.lists.not_pivot_after)} *,? *$")

    @cached_property
    def relative(self) -> re.Pattern[str]:
        """What looks like a pivot and opens a relative clause ("que aún no hayan ...")."""
        return re.compile(self._words(self.lists.relatives))

    @cached_property
    def marker(self) -> re.Pattern[str]:
        """A preposition before an addressee that an inserted phrase has parted from its verb."""
        return re.compile(f"{self._words(self.lists.markers)} *")

    @cached_property
    def bare_verb(self) -> re.Pattern[str]:
        """A bare verb, where verbs are known by their forms."""
        return re.compile(self.script.verb or "(?!)")

    @cached_property
    def subjunctive(self) -> re.Pattern[str]:
        """What opens a clause in which the one addressed is the subject ("чтобы")."""
        return re.compile(f"{self._place(self.lists.subjunctives)} *")

    @cached_property
    def finite(self) -> re.Pattern[str]:
        """The verb of such a clause, with the words that may stand before it."""
        verbs = self.lists.verbs
        if not verbs.finite:
            return re.compile(f"(?<!\\w){self.script.verb}")
        endings = "|".join(re.escape(fold(ending).text) for ending in verbs.finite)
        before = self._words(verbs.before)
        return re.compile(f"(?<!\\w)(?:{before} +)*(?!{self._words(verbs.not_)}(?!\\w))\\w+(?:{endings})(?!\\w)")

    @cached_property
    def preface(self) -> re.Pattern[str]:
        """The beginning of a clause of purpose or motive that comes before the body's verb."""
        return re.compile(self._words(self.lists.prefaces))

    @cached_property
    def states(self) -> re.Pattern[str]:
        """Words that show States or Parties among those addressed."""
        return re.compile(self._words(self.lists.states))

    @cached_property
    def list_ending(self) -> re.Pattern[str]:
        return re.compile(f"{self._words(self.lists.lists)} *[:：]? *$")

    @cached_property
    def besides_ending(self) -> re.Pattern[str]:
        return re.compile(f"[,，]? *{self._words(self.lists.besides)} *[:：]? *$")

    @cached_property
    def before_verb(self) -> re.Pattern[str]:
        """Pronouns and adverbs before a verb."""
        return re.compile(f"(?:{self._words(self.lists.verbs.before)} *)*")

    @cached_property
    def next_verb(self) -> re.Pattern[str]:
        """Where another verb of the same action begins ("et de publier", "con miras a recomendar")."""
        return re.compile(self._words(self.lists.next_verbs))

    @cached_property
    def aside(self) -> re.Pattern[str]:
        """What opens a relative clause or another remark that says nothing of the result."""
        return re.compile(self.alternatives(self.lists.asides))

    @cached_property
    def pro_verb(self) -> re.Pattern[str]:
        """A verb that stands for one said before ("to do so")."""
        return re.compile(self._words(self.lists.pro_verbs))

    @cached_property
    def clause_verb(self) -> re.Pattern[str]:
        """The finite verb of a clause that says what is decided ("que le groupe se réunira")."""
        return re.compile(self._words(self.lists.clause_verbs))
