"""What bringing documents into the register costs beside analysing them: python -m bench.register_adding.

On SQLite in a new folder; on PostgreSQL where MANDATA_DATABASE names an empty database. The documents are a slice of
the corpus beside the checkout, else the sample meeting.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mandata.pipeline import read_document

from .measure import SAMPLE, SHARED

if TYPE_CHECKING:
    from mandata.register.save import Incoming

EVERY = 3  # of the documents of the corpus
ASKED = 2.5


class Cost(NamedTuple):
    """Seconds that pass, and seconds of the processor."""

    wall: float
    processor: float


def main() -> None:
    os.environ["MANDATA_HOME"] = tempfile.mkdtemp(prefix="mandata-bench-")
    from mandata.cli.desk import author, open_register

    open_register()
    from django.db import connection

    from mandata.register.places import Places

    files = _files()
    read_document(files[0].name, files[0].read_bytes())  # what is loaded once is not counted
    acting = author()
    places = Places(acting)
    incoming, analysing = _analysed(files)
    adding = _added(incoming, acting, places)
    letters = sum(len(block.text) for each in incoming for block in each.read.blocks)
    print(f"{connection.vendor}: {len(incoming)} documents, {letters:,} letters")
    for name, kept, asked in zip(("wall", "processor"), adding, analysing, strict=True):
        ratio = (asked + kept) / asked
        print(f"  {name}: analysing {asked:.2f} s, keeping {kept:.2f} s, together {ratio:.2f} x (at most {ASKED})")
    sys.exit(adding.processor + analysing.processor > ASKED * analysing.processor)


def _files() -> list[Path]:
    corpus = sorted((SHARED / "corpus" / "en").glob("*.txt"))[::EVERY]
    return corpus or sorted(SAMPLE.glob("*.txt"))


def _analysed(files: list[Path]) -> tuple[list[Incoming], Cost]:
    from mandata.errors import MandataError
    from mandata.register.save import Incoming

    found = []
    wall, processor = time.perf_counter(), time.process_time()
    for file in files:
        data = file.read_bytes()
        try:
            found.append(Incoming(read=read_document(file.name, data), data=data))
        except MandataError as error:
            print(f"{file.name}: {error}", file=sys.stderr)
    return found, Cost(time.perf_counter() - wall, time.process_time() - processor)


def _added(incoming: list[Incoming], acting: object, places: object) -> Cost:
    from mandata.register.save import bring
    from mandata.register.works import groups

    wall, processor = time.perf_counter(), time.process_time()
    for group in groups([each.read for each in incoming]):
        bring(acting, places, [incoming[at] for at in group])  # type: ignore[arg-type]
    return Cost(time.perf_counter() - wall, time.process_time() - processor)


if __name__ == "__main__":
    main()
