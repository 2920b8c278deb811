"""What the register says to people, in the six languages: data/languages/<code>/register.yaml."""

from __future__ import annotations

from functools import cache

from ..interface import known
from ..languages import Code
from ..lexicon import Entry, load


class Mails(Entry, frozen=True, kw_only=True):
    """The words of reminder mails."""

    subject: str
    greeting: str
    overdue: str
    due: str
    milestones: str
    close: str


class Feeds(Entry, frozen=True, kw_only=True):
    """The words of calendars."""

    of: str
    due: str
    milestone: str
    rule: str


class Words(Entry, frozen=True, kw_only=True):
    """All words of one language; the header of en/register.yaml explains the fields."""

    language: Code
    states: dict[str, str]
    moves: dict[str, str]
    roles: dict[str, str]
    actors: dict[str, str]
    parts: dict[str, str]
    records: dict[str, str]
    stages: dict[str, str]
    relations: dict[str, str]
    relation_states: dict[str, str]
    activities: dict[str, str]
    activity_states: dict[str, str]
    reviews: dict[str, str]
    events: dict[str, str]
    fields: dict[str, str]
    dues: dict[str, str]
    rules: dict[str, str]
    lists: dict[str, str]
    labels: dict[str, str]
    mails: Mails
    feeds: Feeds
    doubts: dict[str, str]
    adding: dict[str, str]


@cache
def words(code: str) -> Words:
    """The words of a language. Raises MandataError where `code` is none of the six."""
    return load(f"languages/{known(code, '--ui')}/register.yaml", Words)
