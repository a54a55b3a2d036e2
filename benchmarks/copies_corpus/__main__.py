"""Write a corpus: `python -m benchmarks.copies_corpus FOLDER --plans 10000 --seed 7 --vocabulary teaching`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmarks.copies_corpus.corpus import Corpus, write_corpus


def main() -> None:
    """Write `corpus.jsonl` and `truth.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--vocabulary", default="teaching", help="teaching, care, dictionary-1, dictionary-2, …")
    arguments = parser.parse_args()
    begun = time.perf_counter()
    truth = write_corpus(Corpus(arguments.plans, arguments.seed, arguments.vocabulary), arguments.folder)
    print(
        f"{truth.plans} plans, {len(truth.pairs)} planted pairs, {len(truth.families)} families, "
        f"{len(truth.sections)} shared sections; {time.perf_counter() - begun:.1f} s"
    )


if __name__ == "__main__":
    main()
