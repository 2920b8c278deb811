"""Recurrence over 200,000 mandates: time and memory; near-duplicates beside datasketch: time and recall."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from mandata.compare.asked import Asked, Taken, asked, decisions
from mandata.compare.index import Index
from mandata.compare.index_file import open_index, save
from mandata.compare.precedents import of_mandates
from mandata.compare.recurrence import recurrences
from mandata.compare.resemblance import Shelf
from mandata.compare.tokens import words
from mandata.pipeline import read_document

from .measure import SAMPLE, SHARED, Row

COUNT = 200_000
PEERS = 20_000  # texts that datasketch is given, and all pairs of a tenth of them the exact answer
THRESHOLD = 0.5


def mandates() -> tuple[list[Taken], list[Asked]]:
    """The decisions and mandates of the shared corpus, or of the sample meeting where that is not there."""
    folder = SHARED / "corpus" / "en"
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else sorted(SAMPLE.glob("*.en.txt"))
    documents = [read_document(file.name, file.read_bytes(), "en") for file in files]
    return [d for doc in documents for d in decisions(doc)], [m for doc in documents for m in asked(doc)]


def perturbed(text: str, chance: random.Random, vocabulary: list[str]) -> str:
    """A text in which up to a fifth of the words are put in, left out or changed."""
    found = text.split()
    for _ in range(int(len(found) * chance.choice([0, 0.02, 0.05, 0.1, 0.2]))):
        at = chance.randrange(len(found))
        found[at : at + chance.choice([0, 1, 1])] = chance.choice([[], [chance.choice(vocabulary)]])
        found = found or [chance.choice(vocabulary)]
    return " ".join(found)


def multiplied(count: int) -> tuple[list[Taken], list[Asked]]:
    """As many mandates, made of the real ones over made-up sessions."""
    taken, real = mandates()
    chance = random.Random(8)
    vocabulary = [word for mandate in real for word in mandate.core.split()]
    all_taken, all_mandates = list(taken), list(real)
    session = 0
    while len(all_mandates) < count:
        session += 1
        for decision in taken:
            date = f"{1900 + session}-10" if decision.date else ""
            document = f"{decision.document}/{session}"
            all_taken.append(
                msgspec.structs.replace(decision, key=f"{decision.key}/{session}", document=document, date=date)
            )
        for mandate in real:
            document, _, block = mandate.id.partition("#")
            all_mandates.append(
                msgspec.structs.replace(
                    mandate,
                    id=f"{document}/{session}#{block}",
                    decision=f"{mandate.decision}/{session}",
                    core=perturbed(mandate.core, chance, vocabulary),
                )
            )
    return all_taken, all_mandates[:count]


def measure(count: int) -> None:
    """In a process of its own: what the whole takes; printed as seconds, megabytes and counts."""
    taken, given = multiplied(count)
    document = max((m.id.partition("#")[0] for m in given), key=lambda d: d.startswith("A_RES_75_239"))
    new = [t for t in taken if t.document == document]
    late = [msgspec.structs.replace(t, key=f"{t.key}+", date="2900") for t in new]
    chosen = [m for m in given if m.id.startswith(f"{document}#")]
    asks = [msgspec.structs.replace(m, decision=f"{m.decision}+") for m in chosen]
    before = _megabytes()
    begin = time.process_time()
    index = Index()
    index.add(taken, given)
    del taken, given, new, chosen
    findings = recurrences(index)
    whole = time.process_time() - begin
    peak = _megabytes()
    path = Path(tempfile.mkdtemp()) / "bench.index"
    save(index, path)
    begin = time.process_time()
    told = of_mandates(open_index(path), late, asks)
    one = time.process_time() - begin
    print(f"{whole:.1f} {peak:.0f} {before:.0f} {len(findings.links)} {one:.2f} {len(asks)} {len(told)}")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rows() -> Iterator[Row]:
    done = subprocess.run(
        [sys.executable, "-c", f"from bench.recurrence import measure; measure({COUNT})"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    whole, peak, before, links, one, asks, told = done.stdout.split()
    yield Row(f"recurrence over {COUNT:,} mandates ({links} links)", f"{whole} s", "", "", "< 90 s")
    yield Row("its memory (with what was given to it)", f"{peak} MB ({before} MB)", "", "", "< 1 GB")
    yield Row(f"a new document of {asks} mandates against them ({told} told)", f"{one} s", "", "", "< 1 s")
    yield from peers()


def peers() -> Iterator[Row]:
    """Near-duplicates of the same texts by the same threshold, and of either how many of the true ones it finds."""
    from datasketch import MinHash, MinHashLSH

    texts = list({" ".join(words(m.core, "en")): m.core for m in multiplied(PEERS)[1]}.values())
    begin = time.process_time()
    shelf = Shelf("en", THRESHOLD)
    shelf.add(texts)
    found = shelf.pairs()
    ours = time.process_time() - begin
    mine = set(zip(found.first.tolist(), found.second.tolist(), strict=True))

    begin = time.process_time()
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=128)
    theirs: set[tuple[int, int]] = set()
    for at, text in enumerate(texts):
        minhash = MinHash(num_perm=128)
        spoken = words(text, "en")
        minhash.update_batch([f"{a} {b}".encode() for a, b in zip(spoken, [*spoken[1:], ""], strict=False)])
        theirs.update((other, at) for other in lsh.query(minhash))
        lsh.insert(at, minhash)
    peer = time.process_time() - begin
    truth = exact(texts)
    few = len(texts) // 10
    part = {pair for pair in mine if pair[1] < few}, {pair for pair in theirs if pair[1] < few}
    yield Row(f"near-duplicates among {len(texts):,} texts / datasketch", f"{ours:.2f} s", f"{peer:.2f} s",
              f"{peer / ours:.1f}", "≥ 4")  # fmt: skip
    recall = [f"{len(pairs & truth) / len(truth):.3f}" for pairs in part]
    wrong = [len(pairs - truth) for pairs in part]
    yield Row(f"recall of {len(truth)} pairs found by comparing all", recall[0], recall[1], "", "")
    yield Row("candidates that are none", str(wrong[0]), str(wrong[1]), "", "")


def exact(texts: list[str]) -> set[tuple[int, int]]:
    """All pairs among the first tenth of the texts that reach the threshold, by comparing every two."""
    sets = []
    for text in texts[: len(texts) // 10]:
        spoken = words(text, "en")
        sets.append(set(zip(spoken, [*spoken[1:], ""], strict=False)))
    found = set()
    for at, mine in enumerate(sets):
        for other in range(at):
            both = len(mine & sets[other])
            if both and both >= THRESHOLD * (len(mine) + len(sets[other]) - both) - 1e-9:
                found.add((other, at))
    return found
