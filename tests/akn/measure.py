"""Writes every document beside the checkout as Akoma Ntoso, proves it, reads it back and prints what came of it.

Run it from the checkout: PYTHONPATH=src python tests/akn/measure.py [--sample N]

The independent readers are asked where they are installed: `pip install '.[readers]'`.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from mandata import akn
from mandata.model import Document
from mandata.pipeline import analyse
from mandata.read import read_file

T = TypeVar("T")
SHARED = Path(os.environ.get("MANDATA_SHARED", Path(__file__).parents[3] / "shared"))
FOLDERS = (
    "corpus/en",
    "documents/unfccc",
    "documents/six-languages",
    "documents/parallel/D2",
    "documents/docx",
    "seed",
)
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def files() -> Iterator[tuple[str, Path]]:
    """The documents by the folder that they are in."""
    for folder in FOLDERS:
        for path in sorted((SHARED / folder).glob("*")):
            if path.suffix in (".txt", ".docx"):
                yield folder, path


def lost(document: Document, data: bytes) -> str:
    """The signs of a document that do not stand in the text of its Akoma Ntoso (blanks aside); "" if there are none."""
    root = etree.fromstring(data)
    for meta in root.findall(f".//{AKN}meta"):
        meta.getparent().remove(meta)
    written = Counter(re.sub(r"\s+", "", "".join(root.itertext())))
    for note in root.iter(f"{AKN}authorialNote", f"{AKN}noteRef"):
        written.update(re.sub(r"\s+", "", note.get("marker") or ""))
    wanted = Counter(re.sub(r"\s+", "", "".join(block.shown + block.text for block in document.blocks)))
    bars = sum(block.text.count(" | ") for block in document.blocks if block.kind == "table")
    wanted["|"] -= bars  # between cells
    return "".join((wanted - written).elements())


def readers() -> dict[str, Callable[[bytes], object]]:
    """What independent readers make of a file; each raises an error where it cannot read it."""
    found: dict[str, Callable[[bytes], object]] = {}
    if importlib.util.find_spec("cobalt"):
        found["cobalt"] = cobalt
    if importlib.util.find_spec("bluebell"):
        found["bluebell"] = bluebell
    return found


def cobalt(data: bytes) -> None:
    """Parses it, understands its addresses, finds it valid by its own copy of the schema, and finds a paragraph."""
    from cobalt import FrbrUri, StructuredDocument
    from cobalt.schemas import assert_validates

    root = etree.fromstring(data)
    kind = root[0].tag.removeprefix(AKN)
    document: Any = StructuredDocument.for_document_type(kind)(data)
    assert_validates(document, strict=True)
    assert document.language and document.main_content is not None
    for address in root.iter(f"{AKN}FRBRuri"):
        FrbrUri.parse(address.get("value"))


def bluebell(data: bytes) -> None:
    """Turns it into the marked-up plain text of its editors."""
    from bluebell.parser import AkomaNtosoParser

    assert AkomaNtosoParser(None).unparse(etree.fromstring(data)).strip()


def main() -> None:
    step = int(sys.argv[sys.argv.index("--sample") + 1]) if "--sample" in sys.argv else 1
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: Counter[str] = Counter()
    independent = readers()
    for number, (folder, path) in enumerate(files()):
        if number % step:
            continue
        document = timed(seconds, "analysing", lambda path=path: analyse(read_file(path)))
        tree = timed(seconds, "writing", lambda document=document: akn.tree(document))
        faults = timed(seconds, "validating", lambda tree=tree: akn.problems(tree))
        data = timed(seconds, "writing", lambda tree=tree: etree.tostring(tree, encoding="UTF-8"))
        back = timed(seconds, "reading back", lambda data=data: akn.read(data))
        missing = lost(document, data)
        for name, good in (("files", True), ("valid", not faults), ("same", back == document), ("whole", not missing)):
            counts[folder][name] += good
        for name, reader in independent.items():
            try:
                reader(data)
                counts[folder][name] += 1
            except Exception as problem:
                print(f"{path.name}: {name}: {problem!r}"[:200])
        if faults or back != document or missing:
            print(path, faults[:1], "differs" if back != document else "", repr(missing[:40]))
    names = ["files", "valid", "same", "whole", *independent]
    print(f"{'':28}" + "".join(f"{name:>10}" for name in names))
    for folder, count in counts.items():
        print(f"{folder:28}" + "".join(f"{count[name]:10}" for name in names))
    for work, taken in seconds.items():
        print(f"{work:14} {taken:6.2f} s  {taken / seconds['analysing']:.2f} of analysing")


def timed(seconds: Counter[str], name: str, work: Callable[[], T]) -> T:
    begin = time.process_time()
    done = work()
    seconds[name] += time.process_time() - begin  # type: ignore[assignment]
    return done


if __name__ == "__main__":
    main()
