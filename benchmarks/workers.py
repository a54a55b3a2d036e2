"""The least work for which worker processes pay: a single process against one a processor.

    python benchmarks/workers.py [FILE]

Copies of FILE, by default a sample, are parsed both ways. Below 1 the workers are faster. The time of
all processors together says what starting and sending costs, and depends less on what else runs.
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
COPIES = (2, 4, 8, 16, 32, 64)
SAMPLE = Path(__file__).parents[1] / "samples" / "page-six-plans.txt"


def main() -> None:
    """Print a line a number of copies: cost with workers, as a ratio to a single process."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    size = file.stat().st_size
    processors = os.cpu_count() or 1
    print(f"{processors} workers, files of {size} bytes")
    print(f"{'files':>6}{'bytes':>10}{'ms alone':>10}{'× time':>10}{'× processors':>14}")
    for copies in COPIES:
        with tempfile.TemporaryDirectory() as folder:
            for number in range(copies):
                shutil.copy(file, Path(folder) / f"{number:03}{file.suffix}")
            alone, alone_busy = seconds(folder, 0)
            together, together_busy = seconds(folder, processors)
        ratios = f"{together / alone:10.2f}{together_busy / alone_busy:14.2f}"
        print(f"{copies:6}{copies * size:10}{alone * 1000:10.0f}{ratios}")


def seconds(folder: str, workers: int) -> tuple[float, float]:
    """Return how long all files of a folder take, and on all processors together: the best of some runs."""
    runs = []
    for _ in range(ROUNDS):
        start, busy = time.perf_counter(), processor_seconds()
        list(parse_many(find_sources([folder]), workers=workers))
        runs.append((time.perf_counter() - start, processor_seconds() - busy))
    return min(run[0] for run in runs), min(run[1] for run in runs)


def processor_seconds() -> float:
    """Return the processor time of the process and its ended children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
