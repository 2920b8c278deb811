"""Akoma Ntoso: writing, validating and reading back, against analysing the same documents."""

from __future__ import annotations

from collections.abc import Iterator

from mandata import akn
from mandata.pipeline import analyse
from mandata.read import read_file

from .measure import SAMPLE, SHARED, Row, in_turn


def rows() -> Iterator[Row]:
    folder = SHARED / "corpus" / "en"
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else sorted(SAMPLE.glob("*.txt"))
    documents = [analyse(read_file(file)) for file in files]
    written = [akn.write(document) for document in documents]
    trees = [akn.tree(document) for document in documents]
    analysing, writing, validating, reading = in_turn(
        lambda: [analyse(read_file(file)) for file in files],
        lambda: [akn.tree(document) for document in documents],
        lambda: [akn.problems(tree) for tree in trees],
        lambda: [akn.read(data) for data in written],
        rounds=3,
    )
    for what, seconds, asked in (
        ("writing Akoma Ntoso", writing, "≤ 1"),
        ("validating it", validating, "≤ 1"),
        ("reading it back", reading, "≤ 0.5"),
    ):
        ratio = f"{seconds / analysing:.2f}"
        yield Row(f"{what} / analysing", f"{seconds:.2f} s", f"{analysing:.2f} s", ratio, asked)
