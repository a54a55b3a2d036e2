"""Speed of finding facts: microseconds a character and megabytes of UTF-8 a second, on a single core.

    python benchmarks/facts.py [FILE…] [--repeat N]

The files are UTF-8; without any the sample page of six plans is read. Every line is a text
of its own, as the outline passes the text of a node. The baseline is the cheapest pass that any finder of facts must
make: a regular expression that stops at every numeral.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from jyplan.model import SchoolYear
from jyplan.outline.facts import find_facts

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = Path(__file__).parents[1] / "samples" / "page-six-plans.txt"
YEAR = SchoolYear(2024, 2025, 1)
NUMERALS = re.compile("[0-9一二三四五六七八九十百千万]+")


def best_of(repeat: int, work: Callable[[], int]) -> tuple[float, int]:
    """Return the least processor time in seconds, and the count returned by the work."""
    times, count = [], 0
    for _ in range(repeat):
        begin = process_time()
        count = work()
        times.append(process_time() - begin)
    return min(times), count


def main() -> None:
    """Measure the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=[SAMPLE])
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    text = "\n".join(path.read_text("utf-8") for path in options.files)
    lines, size = text.split("\n"), len(text.encode())
    find_facts("9月", 0, YEAR)  # the word lists are read at the first call
    baseline, _ = best_of(options.repeat, lambda: sum(len(NUMERALS.findall(line)) for line in lines))
    seconds, count = best_of(options.repeat, lambda: sum(len(find_facts(line, 0, YEAR)) for line in lines))
    print(f"{len(text):,} characters, {count:,} facts ({1000 * count / len(text):.1f} in 1,000 characters)")
    print(
        f"{1e6 * seconds / len(text):.2f} µs a character, {size / seconds / 1e6:.1f} MB/s, {seconds / baseline:.0f} × baseline"
    )


if __name__ == "__main__":
    main()
