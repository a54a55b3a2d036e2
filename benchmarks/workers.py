"""From how much work on worker processes pay: one process against as many as there are processors.

    python benchmarks/workers.py [FILE]

Copies of FILE, by default a sample, are parsed both ways; below 1 the workers are faster.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from jyplan.api import parse_many
from jyplan.inputs import find_sources

ROUNDS = 3
COPIES = (2, 4, 8, 16, 32, 64, 128)
SAMPLE = Path(__file__).parents[1] / "samples" / "page-six-plans.txt"


def main() -> None:
    """Print a line a number of copies: the time of workers as a ratio to that of one process."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    size = file.stat().st_size
    processors = os.cpu_count() or 1
    print(f"{processors} workers, files of {size} bytes")
    for copies in COPIES:
        with tempfile.TemporaryDirectory() as folder:
            for number in range(copies):
                shutil.copy(file, Path(folder) / f"{number:03}{file.suffix}")
            alone, together = seconds(folder, 1), seconds(folder, processors)
        print(
            f"{copies:6} files {copies * size:10} bytes {alone * 1000:8.0f} ms alone, workers take {together / alone:5.2f}"
        )


def seconds(folder: str, workers: int) -> float:
    """Return how long all files of a folder take, the fastest of some runs."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        list(parse_many(find_sources([folder]), workers=workers))
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
