"""How unrelated are unrelated plans: `python -m benchmarks.copies_corpus.unrelated [--seed 7] [--plans 300]`.

Prints, for each vocabulary, how many runs of 13 characters two plans share that have nothing to do with each other,
official texts taken out, titles and dates left in; spaces, punctuation and width do not count.
"""

from __future__ import annotations

import argparse
from itertools import combinations

from benchmarks.copies_corpus.corpus import OWN, Corpus, Role
from benchmarks.copies_corpus.planted import normal

RUN = 13
"""Consecutive characters that make a passage (`compare.passages.MIN_RUN`)."""
VOCABULARIES = ("teaching", "care", "dictionary-1", "dictionary-2")


def own_runs(corpus: Corpus, plan: int) -> set[str]:
    """Return the runs of a plan without its official text."""
    formulas = corpus.grammar.formulas
    text = normal(corpus.write(Role(OWN, plan, 0)).text)
    official = sorted((*formulas.slogans, *formulas.sentences, formulas.opening), key=len, reverse=True)
    for formula in official:
        text = text.replace(normal(formula), "\0")
    runs = (text[start : start + RUN] for start in range(len(text) - RUN + 1))
    return {run for run in runs if "\0" not in run}


def main() -> None:
    """Print a row a vocabulary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--plans", type=int, default=300)
    arguments = parser.parse_args()
    print("| vocabulary | plans | runs shared by two, mean | most | pairs with any |\n|---|---:|---:|---:|---:|")
    for vocabulary in VOCABULARIES:
        corpus = Corpus(arguments.plans, arguments.seed, vocabulary)
        runs = [own_runs(corpus, plan) for plan in range(arguments.plans)]
        shared = [len(left & right) for left, right in combinations(runs, 2)]
        related = sum(map(bool, shared)) / len(shared)
        print(f"| {vocabulary} | {len(runs)} | {sum(shared) / len(shared):.3f} | {max(shared)} | {related:.2%} |")


if __name__ == "__main__":
    main()
