"""Comparing two plans: time, edited characters against the Levenshtein distance, moves seen as moves.

    python -m benchmarks.diff [--seed 7] [--chars 12600]

Prints the tables of `benchmarks/compare.md`. Times are processor time, the best of five in one process, imports apart;
difflib's is a single run. The last table compares 200,000 characters a side and says the peak memory.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from benchmarks.plan_grammar import ORDINALS, write_plan
from rapidfuzz.distance import Levenshtein
from tests.compare.applied_edits import apply_edits

from jyplan.compare.diff.comparison import compare_plans
from jyplan.model import Block, Comparison, Document, EditKind, Place, Plan
from jyplan.outline import read_plans

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Pair:
    """Two versions of a plan; `moved` is where the moved section stands on the right."""

    name: str
    left: str
    right: str
    moved: tuple[int, int] | None = None


def read_plan(text: str) -> Plan:
    """Parse the text of a plan."""
    blocks = tuple(Block(line, place=Place(line=number)) for number, line in enumerate(text.split("\n"), 1))
    return read_plans(Document("plan.txt", "txt", "", blocks))[0]


def replace_at_random(random: Random, text: str, share: float) -> str:
    """Return the text with a share of its characters replaced by characters of the same text, line ends unchanged."""
    letters = text.replace("\n", "")
    return "".join(random.choice(letters) if c != "\n" and random.random() < share else c for c in text)


def move_section(text: str, size: int) -> tuple[str, int, int]:
    """Return the text with a second-level section of about `size` characters moved two thirds down, and its place."""
    lines = text.split("\n")
    starts = [index for index, line in enumerate(lines) if line[1:2] == "、"]
    first, last = starts[1], starts[2]
    section, rest = lines[first:last], lines[:first] + lines[last:]
    at = starts[len(starts) * 2 // 3] - (last - first)
    before = "\n".join(rest[:at]) + "\n"
    body = "\n".join(section)
    return before + body + "\n" + "\n".join(rest[at:]), len(before), len(before) + len(body)


def renumber(text: str) -> str:
    """Return the text with its second-level sections numbered in order."""
    numbers = iter(ORDINALS)
    return "\n".join(next(numbers) + line[1:] if line[1:2] == "、" else line for line in text.split("\n"))


def pairs(random: Random, chars: int) -> list[Pair]:
    """Return a plan with each of the four changes of the goals."""
    plan = write_plan(random, chars)
    middle = plan.index("，", chars // 2)
    moved, start, end = move_section(plan, 1361)
    renumbered = renumber(moved)  # as long as before: every number is one character
    pieces = (renumbered[:start], renumbered[start:end], renumbered[end:])
    before, body, after = (replace_at_random(random, piece, 0.05) for piece in pieces)
    return [
        Pair("one word", plan, plan[: middle + 1] + "扎实" + plan[middle + 3 :]),
        Pair("section moved", plan, renumbered, (start, end)),
        Pair("section moved, numbers left", plan, moved, (start, end)),
        Pair("5 % edited", plan, replace_at_random(random, plan, 0.05)),
        Pair("both", plan, before + body + after, (len(before), len(before) + len(body))),
        Pair("unrelated", plan, write_plan(random, chars)),
    ]


def moved_share(comparison: Comparison, start: int, end: int) -> float:
    """Return the share of a stretch of the right text that passages tell as moved."""
    seen = {
        at for p in comparison.passages if p.moved for at in range(max(p.right.start, start), min(p.right.end, end))
    }
    return len(seen) / (end - start)


def edited(comparison: Comparison) -> tuple[int, int]:
    """Return the edited characters with moves as deletion and insertion, and with moves as moves."""
    plain = sum(edit.chars for edit in comparison.edits)
    inside = sum(edit.chars for move in comparison.moves for edit in move.edits)
    return plain, sum(edit.chars for edit in comparison.edits if edit.kind is not EditKind.MOVE) + inside


def best_of(count: int, work: Callable[[], object]) -> float:
    """Return the shortest of several runs in milliseconds."""
    times = []
    for _ in range(count):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times) * 1000


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--chars", type=int, default=12_600)
    arguments = parser.parse_args()
    print("| pair | ms | difflib ms | edits / Levenshtein | with moves as moves | moved seen | sections |")
    print("|---|---|---|---|---|---|---|")
    for pair in pairs(Random(arguments.seed), arguments.chars):
        _print_pair(pair)
    left, right = (write_plan(Random(arguments.seed + n), 200_000) for n in (1, 2))
    for name, other in (
        ("200,000 unrelated", right),
        ("200,000 with 5 % edited", replace_at_random(Random(arguments.seed), left, 0.05)),
    ):
        one, two = read_plan(left), read_plan(other)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        spent = best_of(1, partial(compare_plans, one, two))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"\n{name}: {spent / 1000:.2f} s, peak of the process {after} MB, {before} MB before")


def _print_pair(pair: Pair) -> None:
    left, right = read_plan(pair.left), read_plan(pair.right)
    comparison = compare_plans(left, right)
    assert apply_edits(left.text, comparison.edits) == right.text
    spent = best_of(5, lambda: compare_plans(left, right))
    theirs = best_of(1, lambda: SequenceMatcher(None, left.text, right.text, autojunk=False).get_opcodes())
    distance = Levenshtein.distance(left.text, right.text)
    plain, moving = edited(comparison)
    seen = f"{moved_share(comparison, *pair.moved):.3f}" if pair.moved else ""
    statuses = [str(match.status) for match in comparison.sections]
    counts = ", ".join(f"{statuses.count(status)} {status}" for status in sorted(set(statuses)))
    print(
        f"| {pair.name} | {spent:.0f} | {theirs:.0f} | {plain / distance:.3f} | {moving / distance:.3f} | {seen} | {counts} |"
    )


if __name__ == "__main__":
    main()
