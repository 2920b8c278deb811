"""What the versions say in one row of their alignment, and the places of findings in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ...folding import fold
from ...lexicon import organizations
from .facts import Fact, FactKind, Paragraph
from .finding import Fault, Finding, Place, finding


class Saying(NamedTuple):
    """The paragraphs of the versions that have a row, by their numbers; the first of `order` is asked first."""

    languages: Sequence[str]
    paragraphs: dict[int, list[Paragraph]]
    order: Sequence[int]

    def facts(self, kind: FactKind) -> dict[int, list[Fact]]:
        """The facts of a kind, by version."""
        return {v: [f for p in self.paragraphs[v] for f in p.facts[kind]] for v in self.order}

    def digits(self, v: int) -> frozenset[str]:
        """All runs of digits in a version."""
        return frozenset().union(*(p.figures.digits for p in self.paragraphs[v]))

    def texts(self, v: int) -> str:
        """The words of a version."""
        return " ".join(p.block.text for p in self.paragraphs[v])

    def place(self, v: int, fact: Fact | None) -> Place:
        """The place of a fact, or of the whole paragraph."""
        by_id = {p.block.id: p.block for p in self.paragraphs[v]}
        block = by_id[fact.block] if fact else self.paragraphs[v][0].block
        start, end = (fact.start, fact.end) if fact else (0, 0)
        return Place(
            language=self.languages[v],
            block=block.id,
            label=block.label,
            start=start,
            end=end,
            text=block.text[start:end],
        )

    def finding(
        self, kind: str, fault: Fault, v: int, witness: int, missing: Fact | None, extra: Fact | None,
        agree: int, sure: float = 1.0, expected: str = "", found: str = "",
    ) -> Finding:  # fmt: skip
        """A finding in version `v` against version `witness`."""
        return finding(
            kind,
            fault,
            self.place(v, extra),
            self.place(witness, missing),
            expected or (missing.text if missing else ""),
            found or (extra.text if extra else ""),
            agree,
            len(self.order),
            sure,
        )

    def names(self, v: int, ref: str) -> bool:
        """Whether a version names an organization, be it inside another name or in a form that was not read."""
        if any(ref in p.names for p in self.paragraphs[v]):
            return True
        text = fold(self.texts(v)).text
        return any(form in text for form in _forms(ref, self.languages[v]))


@cache
def _forms(ref: str, language: str) -> tuple[str, ...]:
    entry = organizations().get(ref)
    if entry is None:
        return ()
    forms = [*entry.names.get(language, []), *entry.aliases.get(language, []), *entry.short.get(language, [])]
    return tuple(fold(form).text for form in forms if len(form) > 1)
