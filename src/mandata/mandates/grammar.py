"""The word lists of one language for reading mandates, checked and made ready for matching.

data/languages/<code>/mandates.yaml explains every field; here they become formula sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property
from typing import NamedTuple

from ..folding import fold
from ..formulas import Formula, FormulaSet, Script, variants, words_expression
from ..languages import LANGUAGES
from ..lexicon import Entry, load
from ..model import ActClass, ConditionType

_VERB = "{verb}"
_NOTATION = re.compile(r"[\[\]()|~*{}<>+]")  # what makes a source more than plain words

# The closed list of acts by class.
ACTS: dict[ActClass, str] = {
    "directive": "request invite encourage urge call_upon call_for recommend instruct appeal remind demand",
    "deciding": "decide agree adopt approve endorse establish authorize extend elect appoint commit"
    " accept confirm declare",
    "evaluative": "welcome express_appreciation commend express_concern express_interest express_support condemn regret"
    " look_forward support thank",
    "observing": "note take_note recognize acknowledge consider bear_in_mind",
    "reinforcing": "reaffirm recall stress reiterate affirm",
}
ACT_CLASSES: dict[str, ActClass] = {act: kind for kind, acts in ACTS.items() for act in acts.split()}


class Act(Entry, frozen=True, kw_only=True):
    """How one act is said; see the header of any mandates.yaml."""

    act: str
    alt: list[str] = []
    alt_to_states: list[str] = []
    takes: str = ""
    deliverable: str = ""
    shows: list[str] = []
    forms: list[str] = []
    weak: list[str] = []
    infinitives: list[str] = []
    participles: list[str] = []
    pronouns: list[str] = []
    passives: list[str] = []
    pivots: list[str] = []

    @property
    def act_class(self) -> ActClass:
        return ACT_CLASSES[self.act]

    @property
    def addresses(self) -> bool:
        """Whether an addressee follows."""
        return self.takes in ("addressee", "both") or (not self.takes and self.act_class == "directive")


class ConditionForms(Entry, frozen=True, kw_only=True):
    """Formulas of one type of condition."""

    type: ConditionType
    forms: list[str]


class DeliverableWords(Entry, frozen=True, kw_only=True):
    """Nouns and verbs that show a deliverable; `leading` verbs decide where the action begins with them."""

    deliverable: str
    leading: list[str] = []
    nouns: list[str] = []
    verbs: list[str] = []


class Verbs(Entry, frozen=True, kw_only=True, rename={"not_": "not", "known": "list"}):
    """How a bare verb that opens an action is recognized."""

    before: list[str] = []
    endings: list[str] = []
    not_: list[str] = []
    known: list[str] = []
    finite: list[str] = []


class WordLists(Entry, frozen=True, kw_only=True):
    """A whole mandates.yaml."""

    classes: dict[str, list[str]] = {}
    acts: list[Act]
    modifiers: list[str] = []
    fore_modifiers: list[str] = []
    connectors: list[str] = []
    openers: list[str] = []
    kept_openers: list[str] = []
    pivots: list[str] = []
    relatives: list[str] = []
    not_pivot_after: list[str] = []
    verbs: Verbs = Verbs()
    heads: list[str] = []
    leads: list[str] = []
    lists: list[str] = []
    besides: list[str] = []
    conditions: list[ConditionForms] = []
    partners: list[str] = []
    partner_verbs: list[str] = []
    recipients: list[str] = []
    recipient_pronouns: list[str] = []
    recipients_if_known: list[str] = []
    transfers: list[str] = []
    transfer_to: list[str] = []
    np_stops: list[str] = []
    inner_dues: list[str] = []
    binds: list[str] = []
    head_final: bool = False
    after_heads: list[str] = []
    fronted: list[str] = []
    closed_names: bool = False
    verb_first: bool = False
    comma_stops: list[str] = []
    no_comma_stops: list[str] = []
    name_stops: list[str] = []
    joins: list[str] = []
    prepositions: list[str] = []
    dative: list[str] = []
    object_stops: list[str] = []
    actors: list[str] = []
    articles: list[str] = []
    before_articles: list[str] = []
    tails: list[str] = []
    coordinated: list[str] = []
    shared_heads: list[str] = []
    opens_shared: list[str] = []
    complements: list[str] = []
    describing: list[str] = []
    attached: list[str] = []
    abstract: list[str] = []
    adjectives: list[str] = []
    no_actors: list[str] = []
    no_recipients: list[str] = []
    things: list[str] = []
    partners_if_known: list[str] = []
    states: list[str] = []
    unjoined: list[str] = []
    markers: list[str] = []
    prefaces: list[str] = []
    subjunctives: list[str] = []
    deliverables: list[DeliverableWords] = []
    next_verbs: list[str] = []
    of_nouns: list[str] = []
    clause_verbs: list[str] = []
    asides: list[str] = []
    pro_verbs: list[str] = []
    continuing: list[str] = []
    continuing_not: list[str] = []


class ActForm(NamedTuple):
    """A tag of an act's formula: which act, and in which form it is said."""

    act: Act
    form: str  # "finite", "weak", "infinitive", "participle", "pronoun", "passive"


class FieldForm(NamedTuple):
    """A tag of a field's formula: the field, and the condition's type or the deliverable's name."""

    # "condition", "noun", "verb", "leading" (of a deliverable), or a list's name in the singular ("partner_verb")
    field: str
    value: str = ""


class Grammar:
    """The formulas of one language. Everything is made at first use and kept."""

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
    def heads(self) -> re.Pattern[str]:
        return re.compile(self.alternatives(self.lists.heads))

    @cached_property
    def leads(self) -> re.Pattern[str]:
        return re.compile(self.alternatives(self.lists.leads))

    @cached_property
    def free(self) -> re.Pattern[str]:
        """Where blanks part no words: what may stand right before an adverbial (a stop, an actor, an adverb)."""
        words = [*self.lists.heads, *self.lists.leads, *self.lists.connectors, *self.lists.fore_modifiers]
        return re.compile(f"(?:[，。；：、》）”,;: ]|{self.alternatives(words)})$")

    @cached_property
    def head_ending(self) -> re.Pattern[str]:
        return re.compile(f"(?:[》）)]|{self.alternatives(self.lists.heads)})$")

    @cached_property
    def attached(self) -> re.Pattern[str]:
        """Words after which a condition only describes the noun before it ("experts appointed pursuant to ...")."""
        return re.compile(f"{self._words(self.lists.attached)} *$")

    @cached_property
    def attached_word(self) -> re.Pattern[str]:
        return re.compile(f"{self._words(self.lists.attached)}(?!\\w)")

    @cached_property
    def no_actor(self) -> re.Pattern[str]:
        """Words that open no actor ("with respect to")."""
        return re.compile(self._words(self.lists.no_actors))

    @cached_property
    def thing(self) -> re.Pattern[str]:
        """What a directive verb may govern that is to be done and names nobody ("encourages efforts to ...")."""
        return re.compile(self._words(self.lists.things))

    @cached_property
    def no_recipient(self) -> re.Pattern[str]:
        """What after a preposition that also opens an action is no recipient ("to" with a bare verb)."""
        return re.compile(self._words(self.lists.no_recipients))

    @cached_property
    def describing(self) -> re.Pattern[str]:
        """Adjectives that several nouns after them may share ("relevant organizations and institutions")."""
        return re.compile(f"{self._words(self.lists.describing)} (?:.* )?\\w+$")

    @cached_property
    def abstract(self) -> re.Pattern[str]:
        """Nouns that name no actor: members of a list inside a noun phrase ("the conservation, management and ...")."""
        return re.compile(f"(?:{self.alternatives(self.lists.abstract)})")

    @cached_property
    def states(self) -> re.Pattern[str]:
        """Words that show States or Parties among those addressed."""
        return re.compile(self._words(self.lists.states))

    @cached_property
    def after_actor(self) -> re.Pattern[str]:
        """What may come right after an actor where no pivot parts it from the action."""
        words = [*self.lists.np_stops, *self.lists.leads, *self.lists.joins, *self.lists.verbs.known]
        return re.compile(self.alternatives(words))

    @cached_property
    def list_ending(self) -> re.Pattern[str]:
        return re.compile(f"{self._words(self.lists.lists)} *[:：]? *$")

    @cached_property
    def besides_ending(self) -> re.Pattern[str]:
        return re.compile(f"[,，]? *{self._words(self.lists.besides)} *[:：]? *$")

    @cached_property
    def events(self) -> re.Pattern[str]:
        """What may end a noun phrase: a comma, a stop word, a preposition after a name, an end of clause."""
        comma = r"(?P<comma>[,،](?!\d))" if self.spaced else "(?P<comma>(?!))"
        end = r"(?P<end>[;:؛；：。，]|\.(?!\w| \d))"
        opening = '(?P<open>[(（\\[“«《„"])'
        return re.compile(
            f"{comma}|{end}|{opening}|(?P<stop>{self._words(self.lists.np_stops)})"
            f"|(?P<name_stop>{self._words(self.lists.name_stops)})"
        )

    @cached_property
    def comma(self) -> re.Pattern[str]:
        return re.compile(r"[,،](?!\d)" if self.spaced else "[，]")

    @cached_property
    def stop(self) -> re.Pattern[str]:
        """What ends a noun phrase wherever it stands."""
        return re.compile(self._words(self.lists.np_stops))

    @cached_property
    def clause_end(self) -> re.Pattern[str]:
        words = self.alternatives(self.lists.asides) if not self.spaced and self.lists.asides else "(?!)"
        return re.compile(f"[,،，;；。؛]|{words}")

    @cached_property
    def after_head(self) -> re.Pattern[str]:
        """What may stand between the head of an object and the end of its clause (Chinese 工作, 草案)."""
        return re.compile(f"(?:{self.alternatives(self.lists.after_heads)})*")

    @cached_property
    def before_object(self) -> re.Pattern[str]:
        """What shows that a word before the verb belongs to an object put in front (Chinese 将)."""
        return re.compile(self.alternatives([*self.lists.fronted, *self.lists.binds]))

    @cached_property
    def binding(self) -> re.Pattern[str]:
        """What binds the word before it into the noun phrase after all (Chinese 的)."""
        return re.compile(self.alternatives(self.lists.binds))

    @cached_property
    def comma_stop(self) -> re.Pattern[str]:
        """What shows, after a comma, that the list before it is over."""
        none = f"(?!{self._words(self.lists.no_comma_stops)})" if self.lists.no_comma_stops else ""
        return re.compile(f"{none}(?:{self._words([*self.lists.np_stops, *self.lists.comma_stops])})")

    @cached_property
    def join(self) -> re.Pattern[str]:
        """A joining word and the blanks after it."""
        return re.compile(self._join_words)

    @cached_property
    def _join_words(self) -> str:
        """Joining words with the blank after them, and letters that join when they are written before a word, unless
        that word begins with the letter itself (Arabic وكالة)."""
        apart = [source for source in self.lists.joins if not source.endswith("+")]
        written_on = [source for source in self.lists.joins if source.endswith("+")]
        words = f"{self._words(apart)}{'(?: +|$)' if self.spaced else self._no_own}"
        if not written_on:
            return words
        own = self._words(self.lists.unjoined)
        return f"(?:{words}|(?!{own}){self._words(written_on)})"

    @cached_property
    def inner_join(self) -> re.Pattern[str]:
        return re.compile(f"{' ' if self.spaced else ''}{self._join_words}")

    @cached_property
    def trailing_join(self) -> re.Pattern[str]:
        """Joining words and connectors left over at the end of a phrase."""
        words = self._words([*self.lists.joins, *self.lists.connectors])
        return re.compile(f" {words} *$" if self.spaced else f"(?:{words}){self._no_own}$")

    @cached_property
    def _no_own(self) -> str:
        """Where blanks part no words: that a joining word is not the end of another word (参与)."""
        return "".join(f"(?<!{re.escape(word)})" for word in self.lists.unjoined) if not self.spaced else ""

    @cached_property
    def cuts(self) -> re.Pattern[str]:
        """Where a list is cut: commas (with a joining word after them) and joining words."""
        joins = self._join_words
        if self.spaced:
            return re.compile(f" *[,،](?!\\d) *(?:{joins})?| +{joins}")
        return re.compile(f"[、，]?(?:{joins})|[、]")

    @cached_property
    def prepositions(self) -> tuple[re.Pattern[str], ...]:
        """Families of prepositions (fr à au aux; de du des): one of them before a list may come again in it."""
        return tuple(re.compile(f"{self._words([family])} *") for family in self.lists.prepositions)

    @cached_property
    def actor(self) -> re.Pattern[str]:
        """A noun that names an actor."""
        return re.compile(self._words(self.lists.actors))

    @cached_property
    def actor_ending(self) -> re.Pattern[str]:
        """Such a noun, with an adjective at most, at the end of a stretch."""
        return re.compile(f"{self._words(self.lists.actors)}(?: [^\\W\\d_]{{5,}})?$")

    @cached_property
    def before_verb(self) -> re.Pattern[str]:
        """Pronouns and adverbs before a verb."""
        return re.compile(f"(?:{self._words(self.lists.verbs.before)} *)*")

    @cached_property
    def adjective(self) -> re.Pattern[str]:
        """Adjectives alone: they go on with the noun phrase before them ("donateurs publics et privés")."""
        return re.compile(f"(?:{self._words(self.lists.adjectives)} *)+")

    @cached_property
    def inner_due(self) -> re.Pattern[str]:
        """A due that is an adjective of the noun before it ("biennial") and ends no phrase."""
        return re.compile(self._words(self.lists.inner_dues))

    @cached_property
    def of_noun(self) -> re.Pattern[str]:
        """What ties a noun to the noun before it, so that it is no object of the verb ("the effects of the plan")."""
        return re.compile(f"{self._words(self.lists.of_nouns)} *$")

    @cached_property
    def article(self) -> re.Pattern[str]:
        """Articles: where one follows an actor, another noun phrase begins."""
        return re.compile(self._words(self.lists.articles))

    @cached_property
    def before_article(self) -> re.Pattern[str]:
        """Words after which an article begins no noun phrase of its own."""
        words = [*self.lists.before_articles, *self.lists.prepositions, *self.lists.joins]
        return re.compile(f"(?:{self._words(words)}|[,(]) *$")

    @cached_property
    def dative(self) -> re.Pattern[str]:
        """The preposition before an addressee of verbs that may also take an object ("pide a", "demande aux")."""
        return re.compile(f"{self._words(self.lists.dative)} *")

    @cached_property
    def object_stop(self) -> re.Pattern[str]:
        """What begins the object after a recipient, though it could belong to the recipient's name ("des données")."""
        return re.compile(self._words(self.lists.object_stops))

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

    @cached_property
    def tail(self) -> re.Pattern[str]:
        return re.compile(self._words(self.lists.tails))

    @cached_property
    def ends_in_tail(self) -> re.Pattern[str]:
        """The opening of a tail at the end of a stretch ("including,")."""
        return re.compile(f"{self._words(self.lists.tails)} *[,،]? *$")

    @cached_property
    def coordinated(self) -> re.Pattern[str]:
        """A piece that is only an adjective (with whatever may stand before it)."""
        words = self.alternatives(self.lists.coordinated)
        return re.compile(f"(?:(?:{words}) *)+")

    @cached_property
    def ends_coordinated(self) -> re.Pattern[str]:
        """Such an adjective at the end of a longer piece ("actors at the national" before "and regional levels")."""
        return re.compile(f"\\w+ \\w+ {self._words(self.lists.coordinated)}$" if self.spaced else "(?!)")

    @cached_property
    def shared_head(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self._words(self.lists.shared_heads)})$")

    @cached_property
    def opens_shared(self) -> re.Pattern[str]:
        return re.compile(self._words(self.lists.opens_shared))

    @cached_property
    def complement(self) -> re.Pattern[str]:
        return re.compile(self._words(self.lists.complements))

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
