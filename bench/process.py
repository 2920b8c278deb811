"""Whole processes: how time grows with documents, memory of a long run, and how soon the program answers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from .measure import SAMPLE, SHARED, Row

PROGRAM = [sys.executable, "-c", "from mandata.cli.main import run; run()"]


def rows() -> Iterator[Row]:
    resolution = next(iter(sorted((SHARED / "corpus" / "en").glob("UNEP_EA.6*.txt"))), SAMPLE / "note.en.txt")
    yield Row("mandata --help", f"{_answer('--help'):.2f} s", "", "", "< 0.3 s")
    yield Row("one resolution read and printed", f"{_answer('read', str(resolution)):.2f} s", "", "", "< 0.8 s")
    files = sorted((SHARED / "corpus" / "en").glob("*.txt"))
    if len(files) >= 300:
        yield _growth(files)
        yield _memory(SHARED / "corpus")


def _answer(*arguments: str) -> float:
    """Median wall seconds of five runs after one that is not counted."""
    taken = []
    for _ in range(6):
        begin = time.perf_counter()
        subprocess.run([*PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        taken.append(time.perf_counter() - begin)
    return median(taken[1:])


def _growth(files: list[Path]) -> Row:
    """Processor seconds a million characters for 10 and for 300 documents of the same size on average.

    The ten are read thirty times over, so that both runs have the same text and start up once.
    """
    sizes = sorted(files, key=lambda file: file.stat().st_size)
    ten = sizes[len(sizes) // 2 - 5 : len(sizes) // 2 + 5]
    code = (
        "import sys, time\nfrom mandata import pipeline, read\n"
        "files = sys.argv[2:]\n"
        "run = lambda: [pipeline.analyse(read.read_file(f)) for f in files]\n"
        "[pipeline.analyse(read.read_file(f)) for f in files[:10]]\n"
        "begin = time.process_time()\n"
        "for _ in range(int(sys.argv[1])): run()\n"
        "print((time.process_time() - begin) / int(sys.argv[1]) / sum(len(open(f).read()) for f in files) * 1e6)"
    )

    def rate(times: int, chosen: list[Path]) -> float:
        done = subprocess.run(
            [sys.executable, "-c", code, str(times), *map(str, chosen)], check=True, capture_output=True, text=True
        )
        return float(done.stdout)

    few, many = rate(20, ten), rate(1, files[:300])
    return Row(
        "300 documents / 10, seconds a million characters",
        f"{many:.3f} s",
        f"{few:.3f} s",
        f"{many / few:.2f}",
        "≤ 1.10",
    )


def _memory(folder: Path) -> Row:
    """Peak memory of a streaming run over the corpus, told by a small process that starts it and waits."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [*PROGRAM, "read", str(folder), "--format", "jsonl", "-o", os.devnull]
    done = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    return Row("memory of a streaming run over the corpus", f"{int(done.stdout) / 1024:.0f} MB", "", "", "< 250 MB")
