"""Writes what recurs: precedents, chains, families and what is in effect, as JSON, CSV and a page."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

import msgspec
from lxml.etree import _Element as Element

from ..compare.asked import Taken
from ..compare.precedents import Chain, Precedent, Repeated, Stands
from ..compare.relation import Field
from ..interface import Column, Interface
from ..languages import LANGUAGES
from .columns import safe
from .html.inline import add, element
from .html.whole import closed, opened

Told = Sequence[Any]
_COLUMNS: dict[Field, Column] = {
    "addressees": "who",
    "action": "what",
    "partners": "partners",
    "conditions": "conditions",
    "due": "due",
}
_TITLES = {"before": "before", "chains": "chains", "families": "families", "in_effect": "in_effect"}


def field_name(field: Field, words: Interface) -> str:
    """What a field is called."""
    if field in _COLUMNS:
        return words.headings[_COLUMNS[field]]
    return words.publish.columns[field]


def place(stands: Stands, words: Interface) -> str:
    """Where a mandate stands: decision, paragraph, time."""
    paragraph = f"{words.recurrence.labels.paragraph} {stands.mandate.label}" if stands.mandate.label else ""
    return ", ".join(filter(None, (decision_name(stands.decision), paragraph, when(stands.decision))))


def decision_name(decision: Taken) -> str:
    """A decision by its number, else its document's symbol; with the series where the number alone says too little."""
    number, series = decision.number or decision.document, decision.key.partition(":")[0]
    return f"{series} {number}" if decision.number and number.replace("/", "").isdecimal() else number


def when(decision: Taken) -> str:
    """The time of a decision as far as one needs it: year and month."""
    return decision.date[:7]


def relation(precedent: Precedent, words: Interface) -> str:
    """What a mandate is to an earlier one: "changed (who; by when)"."""
    kind = words.recurrence.kinds[precedent.relation]
    fields = "; ".join(field_name(field, words) for field in precedent.fields)
    other = "" if precedent.matter else f", {words.recurrence.labels.elsewhere}"
    return (f"{kind} ({fields})" if fields and precedent.relation == "changed" else kind) + other


def warning(repeated: Repeated, words: Interface) -> str:
    """One line while a draft is uploaded: "paragraph 4 resembles MC-5/2, paragraph 3, 2023-10: changed (By when)"."""
    own = f"{words.recurrence.labels.paragraph} {repeated.mandate.label}".strip()
    first = repeated.before[0]
    labels = words.recurrence.labels
    return f"{own} {labels.resembles} {place(first, words)}{words.labels.colon}{relation(first, words)}"


def heading(shown: str, words: Interface) -> str:
    """The title of what is shown."""
    return str(getattr(words.recurrence.labels, _TITLES[shown]))


def write_json(told: Told, shown: str, out: TextIO) -> None:
    """The records as they are (docs/recurrence.md)."""
    out.write(msgspec.json.format(msgspec.json.encode({shown: list(told)}), indent=1).decode() + "\n")


def write_csv(told: Told, shown: str, out: TextIO, words: Interface) -> None:
    """A row a pair (precedents) or a mandate with the number of its chain or family; lines end with CR LF."""
    lines = csv.writer(out)
    rows = _pairs(told, words) if shown == "before" else _numbered(told, words)
    for row in rows:
        lines.writerow([safe(cell) for cell in row])


def _pairs(told: Iterable[Repeated], words: Interface) -> Iterator[list[str]]:
    labels, columns = words.recurrence.labels, words.publish.columns
    yield [
        columns["decision"], words.headings["paragraph"], words.headings["what"], labels.relation, labels.likeness,
        labels.earlier, words.headings["paragraph"], words.headings["what"], columns["date"],
    ]  # fmt: skip
    for repeated in told:
        for earlier in repeated.before:
            own = [decision_name(repeated.decision), repeated.mandate.label, repeated.mandate.text]
            other = [decision_name(earlier.decision), earlier.mandate.label, earlier.mandate.text]
            yield [*own, relation(earlier, words), f"{earlier.likeness:.2f}", *other, earlier.decision.date]


def _numbered(told: Told, words: Interface) -> Iterator[list[str]]:
    columns = words.publish.columns
    yield [
        "#", words.recurrence.labels.relation, columns["decision"], words.headings["paragraph"], words.headings["what"],
        words.headings["due"], columns["date"],
    ]  # fmt: skip
    for number, group in enumerate(told, 1):
        for member, kind in members(group):
            due = "; ".join(due.text for due in member.mandate.due)
            said = [decision_name(member.decision), member.mandate.label, member.mandate.text, due]
            yield [str(number), words.recurrence.kinds.get(kind, ""), *said, member.decision.date]


def members(group: Chain | Stands | tuple[Stands, ...]) -> Iterator[tuple[Stands, str]]:
    """The mandates of a chain, a family or one by itself, each with what it is to the one before it (or "")."""
    if isinstance(group, Chain):
        yield from zip(group.members, ("", *group.relations), strict=True)
    else:
        yield from ((member, "") for member in ((group,) if isinstance(group, Stands) else group))


def write_html(told: Told, shown: str, out: TextIO, words: Interface) -> None:
    """A page that is complete in itself."""
    title = heading(shown, words)
    root, body = opened(title, "page.css", words)
    main = add(body, "main")
    add(main, "h1", title)
    if not told:
        add(main, "p", words.recurrence.labels.nothing)
    for group in told:
        main.append(_repeated(group, words) if isinstance(group, Repeated) else _line(group, words))
    out.write(closed(root))


def _repeated(repeated: Repeated, words: Interface) -> Element:
    """A mandate with its precedents in a table."""
    section = element("section", class_="block")
    add(section, "h2", place(repeated, words))
    _text(section, repeated)
    rows = add(add(section, "div", class_="table"), "table")
    for earlier in repeated.before:
        row = add(rows, "tr")
        add(row, "td", relation(earlier, words))
        add(row, "td", place(earlier, words))
        _text(add(row, "td"), earlier)
    return section


def _line(group: Chain | Stands | tuple[Stands, ...], words: Interface) -> Element:
    """A chain, a family or a single mandate as a list in the order of time."""
    section = element("section", class_="block")
    listed = add(section, "ol", class_="plain")
    for member, kind in members(group):
        item = add(listed, "li")
        add(item, "strong", f"{'→ ' if kind else ''}{place(member, words)}")
        if kind:
            add(item, "small", f" {words.recurrence.kinds[kind]}")
        _text(item, member)
    return section


def _text(parent: Element, stands: Stands) -> None:
    language = LANGUAGES[stands.mandate.language]
    add(parent, "p", stands.mandate.text, lang=language.code, dir=language.direction)
