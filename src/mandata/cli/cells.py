"""The words of a provision as the cells of a table show them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from ..interface import Column, Interface
from ..languages import LANGUAGES
from ..model import Alternative, Due, Phrase, Provision
from ..publish.columns import reference
from ..publish.entries import Entry

COLUMNS: tuple[Column, ...] = ("paragraph", "who", "what", "partners", "conditions", "due", "citations")
STYLES: dict[Column, str] = {"paragraph": "dim", "who": "bold cyan", "due": "yellow", "citations": "dim"}
Row = dict[Column, Text]
FIELDS: dict[str, Column] = {
    "act": "what",
    "action": "what",
    "addressees": "who",
    "partners": "partners",
    "conditions": "conditions",
    "due": "due",
}
"""The columns in which the fields of a provision stand."""


class Cells:
    """Makes the cells of one document's provisions, with labels in the language of `words`.

    In a right-to-left text a label stands on a line of its own, without its colon: not every terminal would set what
    follows it, in another colour, to its left.
    """

    def __init__(self, words: Interface, language: str) -> None:
        self.words = words
        self.right_to_left = LANGUAGES[language].direction == "rtl"

    def row(self, entry: Entry, *, narrow: bool) -> Row:
        """Every column's text for one provision; for a narrow terminal partners, conditions and references stand under
        what is to be done."""
        provision = entry.provision
        row: Row = {
            "paragraph": Text(entry.paragraph),
            "who": Text(_lines(provision.addressees)),
            "what": self._what(provision),
            "partners": Text(_lines(provision.partners)),
            "conditions": Text(_lines(provision.conditions)),
            "due": Text("\n").join(_due(due) for due in provision.due),
            "citations": Text("\n".join(reference(citation, self.words) for citation in entry.citations)),
        }
        return self._stacked(row) if narrow else row

    def _what(self, provision: Provision) -> Text:
        """Act and action, then for whom the result is."""
        act = self.words.acts.get(provision.act, provision.act)
        if provision.continuing:
            act += f" ({self.words.labels.continuing})"
        if provision.bracketed or provision.option:
            act += f" ({provision.option or self.words.labels.bracketed})"
        text = self._labelled(act, provision.action.text if provision.action else "", style="bold green")
        if provision.recipients:
            recipients = self._labelled(self.words.labels.recipients, _lines(provision.recipients, "; "))
            text.append("\n").append_text(recipients)
        for other in provision.alternatives:
            text.append("\n").append_text(self._alternative(other))
        return text

    def _alternative(self, other: Alternative) -> Text:
        """What is different with another option: "or takes note of", "or condition: within existing resources"."""
        told = Text("; ").join(self.field(other.provision, name) for name in other.fields)
        return Text(f"{self.words.labels.either} ", style="dim").append_text(told)

    def field(self, provision: Provision, name: str) -> Text:
        """A field of a provision with its heading; a dash where it holds nothing."""
        if name == "act":
            return Text(self.words.acts.get(provision.act, provision.act), style="bold green")
        return self._labelled(self.heading(name), self.said(provision, name) or "–")

    def heading(self, name: str) -> str:
        """What a field is called: as its column, if it has one."""
        if name == "recipients":
            return self.words.labels.recipients
        return self.words.headings[FIELDS[name]]

    def said(self, provision: Provision, name: str) -> str:
        """The words of a field."""
        if name == "act":
            return self.words.acts.get(provision.act, provision.act)
        if name == "action":
            return provision.action.text if provision.action else ""
        if name == "due":
            return "; ".join(_due(due).plain.replace("\n", " ") for due in provision.due)
        return _lines(getattr(provision, name), "; ")

    def _stacked(self, row: Row) -> Row:
        below = [
            self._labelled(self.words.headings[column], row.pop(column).plain.replace("\n", "; "))
            for column in ("partners", "conditions", "citations")
            if row[column].plain
        ]
        return {**row, "what": Text("\n").join([row["what"], *below])}

    def _labelled(self, label: str, content: str, style: str = "dim") -> Text:
        sign = "\n" if self.right_to_left else self.words.labels.colon
        return Text().append(label + sign, style=style).append(content)


def _lines(phrases: Iterable[Phrase], between: str = "\n") -> str:
    return between.join(phrase.text for phrase in phrases)


def _due(due: Due) -> Text:
    """The words, and what they come to: the meeting meant, its date or the date said."""
    meant = " ".join(filter(None, (due.meeting, due.date))) or due.value.removeprefix("date:")
    return Text(due.text).append("" if meant in ("other", "continuing") else f"\n= {meant}", style="dim")
