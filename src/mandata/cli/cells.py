"""The words of a provision as the cells of a table show them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.markup import escape
from rich.text import Text

from ..model import Citation, Due, Phrase, Provision
from .interface import Column, Interface
from .register import Entry

# Shown from left to right in every language: a terminal that orders right-to-left text does so inside a cell.
COLUMNS: tuple[Column, ...] = ("paragraph", "who", "what", "partners", "conditions", "due", "citations")
STYLES: dict[Column, str] = {"paragraph": "dim", "who": "bold cyan", "due": "yellow", "citations": "dim"}


def cells(entry: Entry, words: Interface) -> dict[Column, Text]:
    """Every column's text for one provision."""
    provision = entry.provision
    return {
        "paragraph": Text(entry.paragraph),
        "who": _lines(provision.addressees),
        "what": _what(provision, words),
        "partners": _lines(provision.partners),
        "conditions": _lines(provision.conditions),
        "due": Text("\n").join(_due(due) for due in provision.due),
        "citations": Text("\n".join(_reference(citation, words) for citation in entry.citations)),
    }


def stacked(found: dict[Column, Text], words: Interface) -> dict[Column, Text]:
    """The same for a narrow terminal: partners, conditions and references go under what is to be done."""
    below: list[Text] = []
    for column in ("partners", "conditions", "citations"):
        if found[column].plain:
            heading = Text(words.headings[column] + words.labels.colon, style="dim")
            below.append(heading.append(found[column].plain.replace("\n", "; ")))
    what = Text("\n").join([found["what"], *below])
    return {"paragraph": found["paragraph"], "who": found["who"], "what": what, "due": found["due"]}


def _lines(phrases: Iterable[Phrase]) -> Text:
    return Text("\n".join(phrase.text for phrase in phrases))


def _what(provision: Provision, words: Interface) -> Text:
    """Act and action, then for whom the result is."""
    text = Text(words.acts.get(provision.act, provision.act), style="")
    text.stylize("bold green")
    if provision.continuing:
        text.append(f" ({words.labels.continuing})", style="green")
    if provision.action:
        text.append(words.labels.colon + provision.action.text)
    if provision.recipients:
        text.append(f"\n→ {words.labels.recipients}{words.labels.colon}", style="dim")
        text.append("; ".join(actor.text for actor in provision.recipients))
    return text


def _due(due: Due) -> Text:
    """The words, and what they come to: the meeting meant, its date or the date said."""
    meant = " ".join(filter(None, (due.meeting, due.date))) or due.value.removeprefix("date:")
    return Text(due.text).append(f"\n= {meant}" if meant not in ("other", "continuing") else "", style="dim")


def _reference(citation: Citation, words: Interface) -> str:
    """A reference in its normalized form, its kind in the reader's language; a document symbol says what it is."""
    kind, _, value = citation.value.partition(":")
    if kind == "symbol":
        return value
    return f"{words.citations.get(kind, kind)} {value.removeprefix('THIS').replace(':', ' ')}".strip()


def title_of(text: str) -> str:
    """A text of a document, not to be taken for markup."""
    return escape(" ".join(text.split()))
