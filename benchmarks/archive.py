"""What an archive costs: adding, room on disk, looking up 1,000 new plans, verifying, removing. Prints the rows of archive.md.

`python -m benchmarks.archive [PLANS] [FOLDER]` writes PLANS plans of the grammar, 5,000 if not given, in five runs, each as
large as all before it together, into an archive in FOLDER, else in a temporary one. 100,000 take 6 GB there at most;
`--look-up ARCHIVE PLANS` looks up again in one that is there.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.plan_grammar import edit_text, write_plan

from jyplan.archive.adding import add_plans
from jyplan.archive.compacting import compact
from jyplan.archive.lookup import open_archive
from jyplan.archive.matching import find_archived
from jyplan.archive.plans import Incoming, Selection
from jyplan.archive.removing import remove_plans
from jyplan.archive.verifying import inspect
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.compare.copies.options import CopyOptions
from jyplan.model import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

PLANS = 5_000
SIZE = 3_400
"""Characters asked of the grammar, which then writes 4,400."""
NEW = 1_000
COPIES = 40
"""Edited copies among the new plans."""
MOST, FEW = 12, 2
"""Archived plans looked up for a fingerprint, at most; of a more frequent fingerprint only the first `FEW`."""


class Timed:
    """Time of a step."""

    seconds: float
    processor: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s, {self.processor:.2f} s on the processor"


@contextmanager
def timed() -> Iterator[Timed]:
    """Measure the block: on the clock, which other work on the machine lengthens, and on the processor."""
    took = Timed()
    clock, processor = time.perf_counter(), time.process_time()
    yield took
    took.seconds, took.processor = time.perf_counter() - clock, time.process_time() - processor


def plans(first: int, end: int) -> list[Incoming]:
    """Return plans by their seeds."""
    texts = [write_plan(Random(seed), SIZE) for seed in range(first, end)]
    return [
        Incoming(Listing(f"plans/{seed}.txt", f"{seed}.txt", 1, text.partition("\n")[0], len(text)), text, None)
        for seed, text in enumerate(texts, first)
    ]


def look_up(folder: Path, count: int) -> None:
    """Look up new plans, some of them edited copies of archived plans; print costs and findings."""
    copied = [edit_text(Random(seed), write_plan(Random(seed * count // COPIES), SIZE), 0.05) for seed in range(COPIES)]
    texts = [*copied, *(plan.text for plan in plans(2 * count, 2 * count + NEW - COPIES))]
    asked = np.unique(take_fingerprints(texts).hashes)
    for name in ("first, in a new process", "again"):
        with timed() as opening:
            archive = open_archive(folder)
        with timed() as looking:
            hits = archive.look_up(asked, MOST, FEW)
        print(
            f"| look up {len(asked):,} fingerprints of {NEW:,} new plans, {name} | {opening} to open, {looking}, "
            f"found {len(hits.asked):,} |"
        )
    with timed() as querying:
        found = find_archived(archive, texts, CopyOptions())
    right = {(pair.a, found.plans[pair.b - NEW].id) for pair in found.pairs}
    planted = {(seed, seed * count // COPIES + 1) for seed in range(COPIES)}
    print(
        f"| query with {NEW:,} new plans, {COPIES} of them 5 % edited copies, one process | {querying}; "
        f"copies found {len(right & planted)}, other pairs {len(right - planted)} |"
    )


def main(count: int, folder: Path) -> None:
    """Fill an archive, then use it."""
    now = datetime.now(UTC)
    done, fingerprints = 0, 0
    for end in (count // 16, count // 8, count // 4, count // 2, count):
        coming = plans(done, end)
        with timed() as took:
            filed = add_plans(folder, coming, now)
        fingerprints += sum(each.plan.fingerprints for each in filed)
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(
            f"| add {end - done:,} to {done:,} | {took} | "
            f"{size / end / 1000:.1f} KB a plan | {fingerprints / end:,.0f} fingerprints a plan | "
            f"{len(list(folder.iterdir()))} files |",
            flush=True,
        )
        done = end
        characters = sum(len(plan.text) for plan in coming) / len(coming)
    print(f"{characters:,.0f} characters a plan", flush=True)
    subprocess.run([sys.executable, "-m", "benchmarks.archive", "--look-up", str(folder), str(count)], check=True)
    for name, use in (
        ("verify", lambda: inspect(folder)),
        ("remove one plan", lambda: remove_plans(folder, Selection(ids=(7,)))),
        ("add 1 plan", lambda: add_plans(folder, plans(-1, 0), now)),
        ("compact", lambda: compact(folder)),
    ):
        with timed() as took:
            use()
        print(f"| {name} | {took} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--look-up"]:
        look_up(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(int((sys.argv[1:] or [str(PLANS)])[0]), Path((sys.argv[2:] or [temporary])[0]) / "archive")
