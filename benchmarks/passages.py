"""Passage quality as PAN text alignment measures it, on a corpus written from seeds.

    python -m benchmarks.passages [--seed 7] [--pairs 30]

Prints a table for `benchmarks/compare.md`: precision, recall, granularity and plagdet (Potthast et al. 2010,
macro-averaged) of jyplan, of difflib's matching blocks joined over gaps, and seconds a pair.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log2
from random import Random
from typing import TYPE_CHECKING

from benchmarks.plan_grammar import edit_text, write_paragraph, write_plan

from jyplan.compare.passages.find import find_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Place = tuple[int, int, int, int]
"""Start and end in the source, start and end in the copy."""


@dataclass(frozen=True)
class Case:
    """Two plans and what the second took from the first."""

    source: str
    taker: str
    planted: tuple[Place, ...]


@dataclass(frozen=True)
class Score:
    """PAN's four figures."""

    precision: float
    recall: float
    granularity: float

    @property
    def plagdet(self) -> float:
        """F-measure, lowered where one passage is found in several pieces."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total / log2(1 + self.granularity) if total else 0.0


def plant(random: Random, change: Callable[[Random, str], str], *, size: tuple[int, int] = (300, 1500)) -> Case:
    """Return two unrelated plans where one stretch of the first stands, changed, in the second."""
    source, host = write_plan(random, 4400), write_plan(random, 4400)
    length = random.randint(*size)
    start = source.index("。", random.randrange(len(source) - length - 200)) + 1
    end = source.index("。", start + length - 100) + 1
    new = change(random, source[start:end])
    at = host.index("。", random.randrange(len(host) // 2)) + 1
    return Case(source, host[:at] + new + host[at:], ((start, end, at, at + len(new)),))


def shuffle_sentences(random: Random, text: str) -> str:
    """Return the text with shuffled sentences."""
    sentences = text.replace("。", "。\0").split("\0")
    random.shuffle(sentences)
    return "".join(sentences)


def merge_two(random: Random) -> Case:
    """Return a plan made of the sections of two sources in turn; the sources stand in one text."""
    one, other = write_plan(random, 2200), write_plan(random, 2200)
    planted, pieces, at = [], [], 0
    offset = len(one) + 1
    first, second = one.split("\n"), other.split("\n")
    for index in range(4, min(len(first), len(second)), 6):
        for source, shift in ((one, 0), (other, offset)):
            lines = source.split("\n")
            piece = "\n".join(lines[index : index + 3])
            start = shift + len("\n".join(lines[:index])) + 1
            planted.append((start, start + len(piece), at, at + len(piece)))
            pieces.append(piece)
            own = write_paragraph(random, 150)
            pieces.append(own)
            at += len(piece) + len(own)
    return Case(one + "\n" + other, "".join(pieces), tuple(planted))


KINDS: dict[str, Callable[[Random], Case]] = {
    "exact": lambda random: plant(random, lambda _, text: text),
    "5 % edited": lambda random: plant(random, lambda r, text: edit_text(r, text, 0.05)),
    "15 % edited": lambda random: plant(random, lambda r, text: edit_text(r, text, 0.15)),
    "30 % edited": lambda random: plant(random, lambda r, text: edit_text(r, text, 0.30)),
    "sentences shuffled": lambda random: plant(random, shuffle_sentences),
    "two sources merged": merge_two,
    "nothing shared": lambda random: Case(write_plan(random, 4400), write_plan(random, 4400), ()),
}


def find_with_jyplan(source: str, taker: str) -> list[Place]:
    """Return the passages found by jyplan."""
    return [(p.left.start, p.left.end, p.right.start, p.right.end) for p in find_passages(source, taker)]


def find_with_difflib(source: str, taker: str) -> list[Place]:
    """Return difflib's matching blocks of 13 characters and more, joined over gaps of 60."""
    found: list[Place] = []
    for block in SequenceMatcher(None, source, taker, autojunk=False).get_matching_blocks():
        place = (block.a, block.a + block.size, block.b, block.b + block.size)
        if block.size < 13:
            continue
        if found and place[0] - found[-1][1] <= 60 and place[2] - found[-1][3] <= 60:
            found[-1] = (found[-1][0], place[1], found[-1][2], place[3])
        else:
            found.append(place)
    return found


def _overlap(one: Place, other: Place) -> int:
    """Return the characters two passages share on both sides together; 0 unless on either."""
    left = min(one[1], other[1]) - max(one[0], other[0])
    right = min(one[3], other[3]) - max(one[2], other[2])
    return left + right if left > 0 and right > 0 else 0


def _covered(place: Place, others: Iterable[Place]) -> float:
    """Return the share of a passage, both sides together, covered by `others`."""
    marked: set[tuple[int, int]] = set()
    for other in others:
        if _overlap(place, other):
            marked.update((0, at) for at in range(max(place[0], other[0]), min(place[1], other[1])))
            marked.update((1, at) for at in range(max(place[2], other[2]), min(place[3], other[3])))
    return len(marked) / (place[1] - place[0] + place[3] - place[2])


def score(results: Sequence[tuple[Sequence[Place], Sequence[Place]]]) -> Score:
    """Return the figures over all pairs of (planted, found)."""
    recalls = [_covered(place, found) for planted, found in results for place in planted]
    precisions = [_covered(place, planted) for planted, found in results for place in found]
    pieces = [sum(_overlap(place, other) > 0 for other in found) for planted, found in results for place in planted]
    seen = [count for count in pieces if count]
    return Score(
        sum(precisions) / len(precisions) if precisions else 1.0,
        sum(recalls) / len(recalls) if recalls else 1.0,
        sum(seen) / len(seen) if seen else 1.0,
    )


def main() -> None:
    """Print a table a finder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pairs", type=int, default=30)
    arguments = parser.parse_args()
    for name, find in (("jyplan", find_with_jyplan), ("difflib", find_with_difflib)):
        print(f"\n| {name} | precision | recall | granularity | plagdet | ms a pair |\n|---|---|---|---|---|---|")
        everything: list[tuple[Sequence[Place], Sequence[Place]]] = []
        for kind, make in KINDS.items():
            random = Random(f"{arguments.seed} {kind}")
            cases = [make(random) for _ in range(arguments.pairs)]
            begun = time.perf_counter()
            results = [(case.planted, find(case.source, case.taker)) for case in cases]
            spent = (time.perf_counter() - begun) / len(cases) * 1000
            everything += results
            _print_row(kind, score(results), spent)
        _print_row("all", score(everything), None)


def _print_row(kind: str, figures: Score, spent: float | None) -> None:
    took = "" if spent is None else f"{spent:.1f}"
    print(
        f"| {kind} | {figures.precision:.3f} | {figures.recall:.3f} | {figures.granularity:.3f} "
        f"| {figures.plagdet:.3f} | {took} |"
    )


if __name__ == "__main__":
    main()
