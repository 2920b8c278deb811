"""The words of a provision as the cells of a table show them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from ..interface import Column, Interface
from ..languages import LANGUAGES
from ..model import Due, Phrase, Provision
from ..publish.columns import reference
from ..publish.entries import Entry

COLUMNS: tuple[Column, ...] = ("paragraph", "who", "what", "partners", "conditions", "due", "citations")
STYLES: dict[Column, str] = {"paragraph": "dim", "who": "bold cyan", "due": "yellow", "citations": "dim"}
Row = dict[Column, Text]


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
        text = self._labelled(act, provision.action.text if provision.action else "", style="bold green")
        if provision.recipients:
            recipients = self._labelled(self.words.labels.recipients, _lines(provision.recipients, "; "))
            text.append("\n").append_text(recipients)
        return text

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
