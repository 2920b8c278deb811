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

from mandata.model import Block, Document
from mandata.read import read_file
from mandata.structure import structure

SHARED = Path(os.environ.get("MANDATA_SHARED", Path(__file__).parents[3] / "shared"))
GROUPS = {
    "A_RES": "General Assembly",
    "E_RES": "Council",
    "A_HRC_RES": "Human Rights Council",
    "S_RES": "Security Council",
}


def read(path: Path) -> Document:
    """The document in a file."""
    return structure(read_file(path))


def group(name: str) -> str:
    return next((GROUPS[key] for key in GROUPS if name.startswith(key)), name.split("_")[0])


SCANS = {"A_RES_42_37.txt", "E_RES_2000_22.txt"}  # lines as printed, broken, two columns mixed


def corpus(verbose: bool) -> dict[str, Counter[str]]:
    """Of the paragraphs that the labels call preambular or operative: how many there are and how many are called so,
    by group, in all and outside annexes and scans."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted((SHARED / "corpus/en").glob("*.txt")):
        labels = [json.loads(line) for line in path.with_suffix(".labels.jsonl").read_text().splitlines()]
        raw = path.read_text(encoding="utf-8").split("\n")
        blocks = by_line(structure(source("\n".join(raw), path.name), "en"))
        for line, label in zip(raw, labels, strict=False):
            if label["paragraph_type"] not in ("preambular", "operative"):
                continue
            block = blocks[key(line)].pop(0) if blocks.get(key(line)) else None
            kind = "preambular" if block and block.kind == "formula" else block.kind if block else "(none)"
            outside = path.name not in SCANS and not (block and "annex" in block.id)
            for scope in ("all", "outside")[: 1 + outside]:
                counts[group(path.name)][scope] += 1
                counts[group(path.name)][f"{scope} right"] += kind == label["paragraph_type"]
            if verbose and kind != label["paragraph_type"] and outside and group(path.name) in GROUPS.values():
                print(f"    {path.name}: {label['paragraph_type']} called {kind}: {line[:90]!r}")
    return counts


def by_line(document: Document) -> dict[str, list[Block]]:
    """A document's blocks by their text."""
    found: dict[str, list[Block]] = defaultdict(list)
    for block in document.blocks:
        found[key(block.shown + block.text)].append(block)
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
        blocks = [b for b in document.blocks if b.kind != "note"]  # only the Arabic file has marks of its notes
        shapes[document.language] = [(b.id, b.kind, b.label, b.level) for b in blocks]
    if verbose:
        for code, shape in shapes.items():
            for own, english in zip(shape, shapes["en"], strict=False):
                if own != english:
                    print(f"    {code}: {own} where en has {english}")
    return len(shapes) == 6 and len({str(shape) for shape in shapes.values()}) == 1


FIELDS = {
    "kind": "kind",
    "symbol": "symbol",
    "title": "title",
    "date": "date",
    "place": "place_and_dates",
    "agenda_item": "agenda_item",
    "original_language": "original_language",
}


def parallel(verbose: bool) -> tuple[int, int]:
    """Facts of the parallel documents (first page, headings, labels as they are and as shown, texts) that are found."""
    folder = SHARED / "documents/parallel/D2"
    right = total = 0
    for truth in json.loads((folder / "truth.json").read_text(encoding="utf-8"))["documents"]:
        document = read(folder / truth["file"])
        wanted, found = _wanted(truth), _found(document)
        right += sum((wanted & found).values())
        total += sum(wanted.values())
        if verbose:
            for fact in (wanted - found).keys() | (found - wanted).keys():
                print(f"    {truth['file']}: {'missing' if fact in wanted else 'added'} {fact}")
    return right, total


def _wanted(truth: dict) -> Counter[tuple[str, ...]]:
    facts = [(name, str(truth[key])) for name, key in FIELDS.items()]
    facts += [("symbols", *truth["symbols"])]
    for section in truth.get("sections", []):
        facts.append(("heading", section["number"], section["shown"], section["title"]))
        facts += [("paragraph", p["label"], p["shown"], p["text"]) for p in section["paragraphs"]]
    decision = truth["decision"]
    facts += [(name, str(decision[name])) for name in ("number", "issuer", "draft")] + [("dtitle", decision["title"])]
    facts += [("preambular", "", "", p["text"]) for p in decision["preambular_paragraphs"]]
    facts += [("operative", p["label"], p["shown"], p["text"]) for p in decision["operative_structure"]]
    facts += [("note", note["mark"], note["text"]) for note in truth["footnotes"]]
    return Counter(facts)


def _found(document: Document) -> Counter[tuple[str, ...]]:
    facts: list[tuple[str, ...]] = [(name, str(getattr(document, name))) for name in FIELDS]
    facts += [("symbols", *document.symbols)]
    for block in document.blocks:
        kind = {"list": "paragraph"}.get(block.kind, block.kind)
        if kind in ("paragraph", "preambular", "operative") or (kind == "heading" and block.shown):
            facts.append((kind, block.label, block.shown, block.text))
    for one in document.decisions:
        facts += [("number", one.number), ("issuer", one.issuer), ("draft", str(one.draft)), ("dtitle", one.title)]
    facts += [("note", note.label, note.text) for note in document.notes]
    return Counter(facts)


def speed() -> float:
    """Characters a second of processor time, over files already read."""
    paths = sorted((SHARED / "documents/unfccc").glob("*.txt"))
    sources = [read_file(path) for path in paths]
    size = sum(len(line.text) for s in sources for line in s.lines)
    structure(sources[0])
    begin = time.process_time()
    for one in sources:
        structure(one)
    return size / (time.process_time() - begin)


def main(verbose: bool) -> None:
    print("Paragraphs called preambular or operative as the labels do")
    print(f"  {'':24} {'all':^24}   {'outside annexes and scans':^24}")
    counts = corpus(verbose)
    for name in GROUPS.values():
        cells = [(counts[name][f"{scope} right"], counts[name][scope]) for scope in ("all", "outside")]
        print(f"  {name:24}", "   ".join(f"{a:6} of {b:6} {a / b:8.2%}" for a, b in cells))
    print("Environment Assembly resolutions in two parts: {} of {}".format(*unea(verbose)))
    print("Decisions of the climate conferences with number and title: {} of {}".format(*unfccc(verbose)))
    print(f"One resolution in six languages, same structure: {'yes' if six(verbose) else 'no'}")
    print("Facts of the parallel documents: {} of {}".format(*parallel(verbose)))
    print(f"Speed: {speed() / 1e6:.1f} million characters a second")


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit(f"skipped: {SHARED} is not there")
    main("-v" in sys.argv)
