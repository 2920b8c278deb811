"""What the program says, in the six languages: data/languages/<code>/interface.yaml."""

from __future__ import annotations

from functools import cache
from typing import Literal

from .errors import MandataError
from .languages import LANGUAGES, Code
from .lexicon import Entry, load

Column = Literal["paragraph", "who", "what", "partners", "conditions", "due", "citations"]


class Labels(Entry, frozen=True, kw_only=True):
    """Single words and messages around the tables."""

    mandates: str
    others: str
    none: str
    continuing: str
    recipients: str
    unread: str
    documents: str
    failed: str
    untitled: str
    text: str
    bracketed: str
    either: str
    effects: str
    no_effects: str
    before: str
    after: str
    new: str
    gone: str
    colon: str


class PublishLabels(Entry, frozen=True, kw_only=True):
    """Single words and messages of pages and tables that are circulated."""

    affirmative: str
    negative: str
    register: str
    all: str
    contents: str
    footnotes: str
    references: str
    legend: str
    legend_text: str
    note: str
    back: str
    skip: str
    meaning: str
    cited_in: str
    facts: str
    reason: str
    place: str
    sheet: str
    file_note: str


class Publish(Entry, frozen=True, kw_only=True):
    """The words of pages and tables that are circulated."""

    columns: dict[str, str]
    deliverables: dict[str, str]
    labels: PublishLabels


class Comparison(Entry, frozen=True, kw_only=True):
    """The words of a comparison of versions."""

    kinds: dict[str, str]
    blocks: dict[str, str]
    weights: dict[str, str]
    resolutions: dict[str, str]
    sentences: dict[str, str]
    labels: dict[str, str]


class ConcordLabels(Entry, frozen=True, kw_only=True):
    """The words of the comparison of language versions."""

    title: str
    findings: str
    none: str
    dismissed: str
    aligned: str
    paragraph: str
    version: str
    difference: str
    expected: str
    found: str
    weight: str
    sure: str
    address: str
    nothing: str
    only: str
    shown: str
    kinds: dict[str, str]
    sentences: dict[str, str]
    seriousness: dict[str, str]


class RecurrenceLabels(Entry, frozen=True, kw_only=True):
    """Words around what was asked before."""

    resembles: str
    elsewhere: str
    nothing: str
    before: str
    chains: str
    families: str
    in_effect: str
    likeness: str
    earlier: str
    relation: str
    paragraph: str
    undated: str
    saved: str


class Recurrence(Entry, frozen=True, kw_only=True):
    """The words of what recurs: relations of mandates, and single words."""

    kinds: dict[str, str]
    labels: RecurrenceLabels


class Terms(Entry, frozen=True, kw_only=True):
    """The words of the concordance of terms."""

    title: str
    rendering: str
    count: str
    share: str
    examples: str
    language: str
    not_found: str
    by_name: str
    by_verb: str
    by_words: str


class Interface(Entry, frozen=True, kw_only=True):
    """All words of one language; the header of en/interface.yaml explains the fields."""

    language: Code
    headings: dict[Column, str]
    labels: Labels
    kinds: dict[str, str]
    classes: dict[str, str]
    acts: dict[str, str]
    conditions: dict[str, str]
    citations: dict[str, str]
    publish: Publish
    comparison: Comparison
    concord: ConcordLabels
    recurrence: Recurrence
    terms: Terms


@cache
def interface(code: str) -> Interface:
    """The words of a language. Raises MandataError where `code` is none of the six."""
    return load(f"languages/{known(code, '--ui')}/interface.yaml", Interface)


def known(code: str, option: str) -> str:
    """`code`, if it is one of the six languages. Raises MandataError, naming the option, if not."""
    if code not in LANGUAGES:
        raise MandataError(f"{option} {code!r} is no language of the United Nations", f"one of {', '.join(LANGUAGES)}")
    return code
