"""Prints where the languages of the sample meeting are read differently, which they should not be: `make parity`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mandata.languages import LANGUAGES
from mandata.model import Document, Provision
from mandata.pipeline import analyse
from mandata.read import read_file

SAMPLE = Path(__file__).parents[1] / "src" / "mandata" / "data" / "sample"
Facts = tuple[str, ...]


def facts(provision: Provision) -> Facts:
    """What must be the same in every language: how many act with and for whom, conditions by type, dues by value."""
    return (
        provision.act_class,
        f"{len(provision.addressees)} addressees",
        f"{len(provision.partners)} partners",
        f"{len(provision.recipients)} recipients",
        *sorted(condition.type for condition in provision.conditions),
        *(due.value for due in provision.due),
    )


def provisions(document: Document) -> dict[tuple[int | None, str, int], Provision]:
    """Every provision by its decision, its paragraph and its place in that paragraph."""
    blocks = {block.id: block for block in document.blocks}
    found: dict[tuple[int | None, str, int], Provision] = {}
    for provision in document.provisions:
        block = blocks[provision.block]
        place = sum(1 for decision, label, _ in found if (decision, label) == (block.decision, block.label))
        found[block.decision, block.label, place] = provision
    return found


def differences(name: str, language: str) -> Iterator[str]:
    """Where a document of the sample differs from its English version."""
    english = provisions(analyse(read_file(SAMPLE / name.format("en"))))
    other = provisions(analyse(read_file(SAMPLE / name.format(language))))
    for key in sorted(english.keys() | other.keys(), key=str):
        one, two = (facts(side[key]) if key in side else () for side in (english, other))
        if one != two:
            words = (other.get(key) or english[key]).text
            yield f"{name.format(language)}, paragraph {key[1]}: {words}"
            yield from (f"    {code} {', '.join(side)}" for code, side in (("en", one), (language, two)))


if __name__ == "__main__":
    for name in ("note.{}.docx", "decisions.{}.html"):
        for language in LANGUAGES:
            for line in differences(name, language):
                print(line)
