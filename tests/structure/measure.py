"""Measures the room `structure` on the documents beside the checkout and prints the agreement tables.

Run it from the checkout: PYTHONPATH=src python tests/structure/measure.py [-v]
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from plain import source

from mandata.errors import MandataError
from mandata.model import Document
from mandata.structure import structure

SHARED = Path(os.environ.get("MANDATA_SHARED", Path(__file__).parents[3] / "shared"))
GROUPS = {
    "A_RES": "General Assembly",
    "E_RES": "Council",
    "A_HRC_RES": "Human Rights Council",
    "S_RES": "Security Council",
}


def read(path: Path) -> Document:
    """The document in a text file."""
    return structure(source(path.read_text(encoding="utf-8"), path.name))


def group(name: str) -> str:
    return next((GROUPS[key] for key in GROUPS if name.startswith(key)), name.split("_")[0])


def corpus(verbose: bool) -> dict[str, tuple[int, int]]:
    """Of the paragraphs that the labels call preambular or operative: how many are called so, by group."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for path in sorted((SHARED / "corpus/en").glob("*.txt")):
        labels = [json.loads(line) for line in path.with_suffix(".labels.jsonl").read_text().splitlines()]
        raw = path.read_text(encoding="utf-8").split("\n")
        try:
            kinds = by_line(structure(source("\n".join(raw), path.name), "en"))
        except MandataError as problem:
            print(f"  {path.name}: {problem}")
            continue
        for line, label in zip(raw, labels, strict=False):
            if label["paragraph_type"] not in ("preambular", "operative"):
                continue
            kind = kinds[key(line)].pop(0) if kinds.get(key(line)) else "(none)"
            seen[group(path.name)] += 1
            fits = kind == label["paragraph_type"] or (kind == "formula" and label["paragraph_type"] == "preambular")
            right[group(path.name)] += fits
            if verbose and not fits and group(path.name) in GROUPS.values():
                print(f"    {path.name}: {label['paragraph_type']} called {kind}: {line[:90]!r}")
    return {name: (right[name], seen[name]) for name in seen}


def by_line(document: Document) -> dict[str, list[str]]:
    """The kinds of a document's blocks by their text."""
    found: dict[str, list[str]] = defaultdict(list)
    for block in document.blocks:
        found[key(block.shown + block.text)].append(block.kind)
    return found


def key(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)[:200]


def unea(verbose: bool) -> tuple[int, int]:
    """Environment Assembly resolutions that are split into a preamble and an operative part."""
    paths = sorted((SHARED / "corpus/en").glob("UNEP_EA*RES*.txt"))
    good = 0
    for path in paths:
        counts = Counter(block.kind for block in read(path).blocks)
        split = counts["preambular"] > 1 and counts["operative"] > 1
        good += split
        if verbose and not split:
            print(f"    {path.name}: {dict(counts)}")
    return good, len(paths)


HEADED = re.compile(r"^[\t| ]*(?:Draft )?((?:Decision|Resolution|decision) (?:\d+|-)/C(?:P|MP|MA)\.\d+)[ |]*$")


def unfccc(verbose: bool) -> tuple[int, int]:
    """Decisions found with number and title, of those headed by a line of their own."""
    good = total = 0
    for path in sorted((SHARED / "documents/unfccc").glob("*.txt")):
        wanted = [m[1].split()[1] for m in map(HEADED.match, path.read_text().splitlines()) if m]
        found = read(path).decisions
        numbers = [d.number for d in found if d.title]
        total += len(wanted)
        good += sum((Counter(wanted) & Counter(numbers)).values())
        if verbose and wanted != [d.number for d in found]:
            print(
                f"    {path.name}: {sorted((Counter(wanted) - Counter(numbers)).elements())} missing,"
                f" {[(d.number, d.title[:50]) for d in found if d.number not in wanted]} more"
            )
    return good, total


def six(verbose: bool) -> bool:
    """Is the same resolution read the same way in six languages?"""
    shapes = {}
    for path in sorted((SHARED / "documents/six-languages").glob("*.txt")):
        document = read(path)
        shapes[document.language] = [(b.id, b.kind, b.label, b.level) for b in document.blocks]
    if verbose:
        for code, shape in shapes.items():
            for own, english in zip(shape, shapes["en"], strict=False):
                if own != english:
                    print(f"    {code}: {own} where en has {english}")
    return len(shapes) == 6 and len({str(shape) for shape in shapes.values()}) == 1


def speed() -> float:
    """Characters a second, over texts already made into sources."""
    paths = sorted((SHARED / "documents/unfccc").glob("*.txt"))
    sources = [source(path.read_text(encoding="utf-8")) for path in paths]
    size = sum(len(line.text) for s in sources for line in s.lines)
    structure(sources[0])
    begin = time.perf_counter()
    for one in sources:
        structure(one)
    return size / (time.perf_counter() - begin)


def main(verbose: bool) -> None:
    print("Paragraphs called preambular or operative as the labels do")
    for name, (right, seen) in sorted(corpus(verbose).items(), key=lambda item: -item[1][1]):
        print(f"  {name:24} {right:6} of {seen:6}  {right / seen:7.2%}")
    print("Environment Assembly resolutions in two parts: {} of {}".format(*unea(verbose)))
    print("Decisions of the climate conferences with number and title: {} of {}".format(*unfccc(verbose)))
    print(f"One resolution in six languages, same structure: {'yes' if six(verbose) else 'no'}")
    print(f"Speed: {speed() / 1e6:.1f} million characters a second")


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit(f"skipped: {SHARED} is not there")
    main("-v" in sys.argv)
