"""One language's words of layout, loaded from structure.yaml and made into patterns once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Literal

import msgspec

from ..folding import fold
from ..languages import LANGUAGES
from ..lexicon import Entry, load
from ..numerals import alternation, date_pattern

Opener = Literal["preambular", "operative", "either"]

_BLANK = r"(?:\[[^\]]{0,8}\]|[-–_]+|x{1,3})"
NUMBER = (
    r"(?:[a-z]{3}\d+\.\d+"  # WHA76.17
    r"|(?:conf\. ?)?(?:\d+|[ivxlc]+)\.\d+(?: \(rev\.[^)]{0,15}\))?(?![\d/])"  # XIV.4, Conf. 12.3 (Rev. CoP19)
    r"|(?:[^\W\d_]{1,5}(?: [^\W\d_]{1,2})?[-–. ]{1,2})?(?:[ivxlc]+[-/])?"  # MC-, ES-, SS.VII/, XXVIII/
    rf"(?:\d+|[ivxlc]+|{_BLANK})(?:/(?:[a-z]{{1,5}}[.(-]{{0,2}})?(?:\d+\)?|{_BLANK})(?: ?[a-z](?!\w))?)"
    r"|\d+(?: [a-z])? \((?:[a-z]{1,3}-)?[ivxlcdm]+\)"  # 3357 (XXIX), 2200 A (XXI)
    r"|\d+ \((?:19|20)\d\d\)"  # 1559 (2004)
    rf"|{_BLANK}(?=\s?[:.：\]]|$))"
)


class Masthead(Entry, frozen=True, kw_only=True):
    """The words of the first page."""

    distribution: list[str]
    original: list[str]
    languages: dict[str, str]
    item: list[str]
    session: list[str]


class Kind(Entry, frozen=True, kw_only=True):
    """A sub-title and the kind of document it tells of; the line may go on after it (`opens`) or before it (`ends`)."""

    phrase: str
    kind: str
    opens: bool = False
    ends: bool = False


class Heading(Entry, frozen=True, kw_only=True):
    """How a decision is headed: the words before and after its number."""

    before: str
    kind: Literal["decision", "resolution", "other"]
    after: str = ""
    draft: bool = False


class Marker(Entry, frozen=True, kw_only=True):
    """The look of a paragraph number; `common` is the form that all languages share."""

    shape: str
    count: str
    common: str


class Words(Entry, frozen=True, kw_only=True):
    """data/languages/<code>/structure.yaml, as the header of the English one explains."""

    masthead: Masthead
    kinds: list[Kind]
    contents: list[str]
    annexes: list[str]
    parts: list[str]
    article: list[str]
    bodies: list[str]
    decides: list[str]
    treaties: list[str]
    preambles: list[str]
    headings: list[Heading]
    also: list[str]
    series: dict[str, str] = msgspec.field(default_factory=dict)
    joins: list[str]
    closing: list[str]
    votes: list[str]
    adverbs: list[str]
    preambular: list[str]
    operative: list[str]
    subjects: list[str]
    persons: list[str] = msgspec.field(default_factory=list)
    counts: dict[str, list[str]] = msgspec.field(default_factory=dict)
    markers: list[Marker]
    bullets: list[str]


class Grammar:
    """The patterns of one language; all of them work on folded text (see `folding`)."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.words = load(f"languages/{code}/structure.yaml", Words)
        self.spaced = LANGUAGES[code].spaced
        self.edge = r"(?!\w)" if self.spaced else ""

    @cached_property
    def opener(self) -> re.Pattern[str]:
        before, after = self._verbs(self.words.preambular), self._verbs(self.words.operative)
        both = before & after
        space = r"(?:\s+|(?<=[\[\],]))" if self.spaced else r"\s*"
        adverbs = rf"(?:{alternation(_folded(self.words.adverbs))}(?:{self.edge}|(?<=[\[\],])){space})*"
        choices = {"either": both, "preambular": before - both, "operative": after - both}
        groups = "|".join(f"(?P<{name}>{alternation(words)})" for name, words in choices.items() if words)
        return re.compile(rf"{_QUOTE}\[?{adverbs}(?:{groups}){self.edge}")

    def opens(self, head: str) -> Opener | None:
        """What a paragraph's first words make of it, as far as they tell."""
        match = self.opener.match(head)
        return match.lastgroup if match else None  # type: ignore[return-value]

    @cached_property
    def statement(self) -> re.Pattern[str]:
        """A sentence whose subject is the body itself: "The Security Council reiterates"."""
        subjects, verbs = alternation(_folded(self.words.subjects)), alternation(self._verbs(self.words.operative))
        adverbs = rf"(?:{alternation(_folded(self.words.adverbs))}\s+)*" if self.spaced else ""
        return re.compile(rf"{_QUOTE}(?P<subject>{subjects})\s*{adverbs}(?:{verbs}){self.edge}")

    @cached_property
    def formula(self) -> re.Pattern[str]:
        """The line with which a body begins to speak: "The Conference of the Parties,"."""
        articles = _folded(self.words.article)
        space = r"(?:\s+|(?<=['\[]))" if self.spaced else ""
        optional = "?" if "" in articles else ""
        article = rf"(?:{alternation(articles - {''})}{space}){optional}" if articles - {""} else ""
        bodies, decides = alternation(_folded(self.words.bodies)), alternation(_folded(self.words.decides))
        edge = r"(?<!\w)" if self.spaced else ""
        return re.compile(
            rf"[\[“\"«*]*(?P<name>{article}(?:[^;:；：。]{{0,120}}?){edge}{bodies}[^;:；：。]{{0,160}}?)"
            rf"(?:[,،，]|\s?{decides}[^.;,:]{{0,60}}[:：])\]?\*?$"
        )

    @cached_property
    def treaty(self) -> re.Pattern[str]:
        """What tells the formula of an annexed treaty: "The Parties to the present Agreement,"."""
        edges = (r"(?<!\w)", r"(?!\w)") if self.spaced else ("", "")
        return re.compile(f"{edges[0]}{alternation(_folded(self.words.treaties))}{edges[1]}")

    @cached_property
    def numbers(self) -> str:
        return rf"{NUMBER}(?:(?:{self.joins.pattern}){NUMBER})*"

    @cached_property
    def joins(self) -> re.Pattern[str]:
        """What stands between two numbers of one heading."""
        words = alternation(_folded(self.words.joins))
        return re.compile(rf"\s?[,،、]\s?(?:{words}\s)?|\s{words}\s?(?=\S)" + ("" if self.spaced else rf"|{words}"))

    @cached_property
    def headings(self) -> list[tuple[re.Pattern[str], Heading]]:
        sign = r"(?:\s*(?:no\.|nº|n°|№|第))?\s*"
        title = r"\]?\s*(?:$|(?:[.:：]|-(?=\s))\s*[-–—]?\s*(?P<title>.*)$|\s[-–—]\s+(?P<title2>.*)$)"
        found = []
        for heading in self.words.headings:
            before, after = re.escape(_fold(heading.before)), re.escape(_fold(heading.after))
            optional = "" if heading.after or not heading.before else "?"
            number = rf"(?P<number>{self.numbers}){optional}"
            found.append((re.compile(rf"[\[*]?{before}{sign}{number}\s*{after}{title}"), heading))
        return found

    @cached_property
    def drafts(self) -> list[tuple[re.Pattern[str], Heading]]:
        """The words for a draft, wherever in a line they stand: "Chad and Peru: draft resolution"."""
        return [
            (re.compile(re.escape(_fold(heading.before)) + self.edge), heading)
            for heading in self.words.headings
            if heading.draft and heading.before and not heading.after
        ]

    @cached_property
    def numbered(self) -> re.Pattern[str]:
        """A heading that is a number and a title: "6/9. Sound management ...", "3357 (XXIX). ..."."""
        sign = r"\s?(?:[.:：．]|[-–—](?=\s))|(?<=[a-z]{3}\d\d\.\d\d)(?=\s)|(?<=[a-z]{3}\d\d\.\d)(?=\s)"
        return re.compile(rf"\[?(?P<number>{self.numbers})\]?(?:{sign})\s?[-–—]?\s*(?P<title>\S.*)$")

    @cached_property
    def heading_start(self) -> re.Pattern[str]:
        """A cheap look before the patterns above: most lines do not begin so."""
        words = {_fold(h.before) for h in self.words.headings if h.before}
        afters = "|".join({re.escape(_fold(h.after)) for h in self.words.headings if h.after})
        late = rf"|.{{1,60}}(?:{afters})" if afters else ""
        number = r".{0,40}?[\d\]_xivl–-]+/[\[\w–-]|\d+ (?:[a-z] )?\(|[a-z]{3}\d"
        return re.compile(rf"[\[*]?(?:{alternation(words)}|{number}{late})")

    @cached_property
    def annex(self) -> re.Pattern[str]:
        number = r"(?:[ivxlc]+|\d+|[a-z]|[一二三四五六七八九十]+|[^\W\d_]{2,12})"
        words = alternation(_folded(self.words.annexes))
        return re.compile(rf"\[?{words}(?:\s*(?P<number>{number}))?\]?\s?[*.]*(?:\s?[:：.–-]\s*(?P<title>.*))?$")

    @cached_property
    def contents(self) -> re.Pattern[str]:
        return re.compile(rf"{alternation(_folded(self.words.contents))}\s*$")

    @cached_property
    def closing(self) -> re.Pattern[str]:
        ordinal = r"(?:[^\W_]*\d+[^\W\d_]{0,3}(?:-?[^\W\d_]{1,3})?|[^\W\d_]+(?:[- ][^\W\d_]+)?)"
        sources = []
        for line in sorted(_folded(self.words.closing), key=len, reverse=True):
            parts = [re.escape(part).replace(r"\ ", r"\s+") for part in line.split("#")]
            sources.append(ordinal.join(parts))
        return re.compile(rf"(?:{'|'.join(sources)})(?:[\s,،，.:：(].{{0,90}})?$")

    @cached_property
    def date(self) -> re.Pattern[str]:
        """A line that is nothing but a day."""
        return re.compile(rf"{date_pattern(self.code, 'day')}\.?$")

    @cached_property
    def preamble(self) -> re.Pattern[str]:
        """The heading of a preamble."""
        return re.compile(rf"{alternation(_folded(self.words.preambles))}$")

    @cached_property
    def votes(self) -> re.Pattern[str]:
        return re.compile(rf"{alternation(_folded(self.words.votes))}\s*[:：]")

    @cached_property
    def also(self) -> re.Pattern[str]:
        return re.compile(rf"[\[(]?{alternation(_folded(self.words.also))}{self.edge}")

    def _verbs(self, words: Iterable[str]) -> set[str]:
        persons = self.words.persons
        return _folded(w.replace("~", person) for w in words for person in (persons if "~" in w else ("",)))


_QUOTE = r"[\"“«„”'*]{0,2}"


def _fold(word: str) -> str:
    return fold(word).text


def _folded(words: Iterable[str]) -> set[str]:
    return {_fold(word) for word in words}


@cache
def grammar(code: str) -> Grammar:
    """The grammar of a language, loaded at first use."""
    return Grammar(code)
