"""The grammar of one language: its word lists as formula sets and expressions, made at their first use and kept."""

from __future__ import annotations

from functools import cache, cached_property
from typing import NamedTuple

from ..formulas import FormulaSet, variants
from ..lexicon import load
from .clause_words import ClauseWords
from .phrase_words import PhraseWords
from .word_lists import Act, WordLists


class ActForm(NamedTuple):
    """A tag of an act's formula: which act, and in which form it is said."""

    act: Act
    form: str  # "finite", "weak", "infinitive", "participle", "pronoun", "passive"


class FieldForm(NamedTuple):
    """A tag of a field's formula: the field, and the condition's type or the deliverable's name."""

    # "condition", "noun", "verb", "leading" (of a deliverable), or a list's name in the singular ("partner_verb")
    field: str
    value: str = ""


class Grammar(ClauseWords, PhraseWords):
    """The formulas and expressions of one language."""

    @cached_property
    def acts(self) -> FormulaSet[ActForm]:
        tagged = []
        for act in self.lists.acts:
            for form, sources in (
                ("finite", act.forms),
                ("weak", act.weak),
                ("infinitive", act.infinitives),
                ("participle", act.participles),
                ("pronoun", act.pronouns),
                ("passive", act.passives),
            ):
                tagged += [(self.formula(source), ActForm(act, form)) for source in sources]
        return FormulaSet(tagged, self.script)

    @cached_property
    def fields(self) -> FormulaSet[FieldForm]:
        lists = self.lists
        tagged: list[tuple[str, FieldForm]] = []
        for group in lists.conditions:
            tagged += [(source, FieldForm("condition", group.type)) for source in group.forms]
        for name, sources in (
            ("partner", lists.partners),
            ("partner_verb", lists.partner_verbs),
            ("partner_if_known", lists.partners_if_known),
            ("recipient", lists.recipients),
            ("recipient_pronoun", lists.recipient_pronouns),
            ("recipient_if_known", lists.recipients_if_known),
            ("transfer", lists.transfers),
            ("transfer_to", lists.transfer_to),
            ("continuing", lists.continuing),
            ("continuing_not", lists.continuing_not),
        ):
            tagged += [(source, FieldForm(name)) for source in sources]
        for words in lists.deliverables:
            tagged += [(source, FieldForm("noun", words.deliverable)) for source in words.nouns]
            tagged += [(source, FieldForm("verb", words.deliverable)) for source in words.verbs]
            tagged += [(source, FieldForm("leading", words.deliverable)) for source in words.leading]
        return FormulaSet([(self.formula(s), tag) for source, tag in tagged for s in variants(source)], self.script)


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language code. Raises DataError where its word list is not well formed."""
    return Grammar(language, load(f"languages/{language}/mandates.yaml", WordLists))
