"""What shows where noun phrases and lists of them begin and end in one language, and which of them name actors."""

from __future__ import annotations

import re
from functools import cached_property

from .patterns import Patterns


class PhraseWords(Patterns):
    """Expressions for noun phrases, each made at its first use and kept."""

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
    def after_actor(self) -> re.Pattern[str]:
        """What may come right after an actor where no pivot parts it from the action."""
        words = [*self.lists.np_stops, *self.lists.leads, *self.lists.joins, *self.lists.verbs.known]
        return re.compile(self.alternatives(words))

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
    def naming_tail(self) -> re.Pattern[str]:
        """A tail that lists names ("including X, Y and Z")."""
        return re.compile(self._words(self.lists.naming_tails))

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
