"""How many rewritten plans are found, by kind, and how many unrelated pairs are accused.

    python benchmarks/rewrites.py FOLDER

FOLDER holds plans, one a .txt file, and `pairs.jsonl` with every true pair: {"a", "b", "kind"}. Every other pair is
unrelated. Prints what the program reports as it is; then, for each kind, what would be found at the strength at which
no unrelated pair is accused; and the same for two texts alone, without the other submissions to count in.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

from jyplan.compare.rewrites.alignment import compare_items
from jyplan.compare.rewrites.candidates import find_candidates, index_texts
from jyplan.compare.rewrites.engine import find_rewrites
from jyplan.compare.rewrites.items import itemize
from jyplan.compare.rewrites.rarity import Rarity
from jyplan.compare.rewrites.verdict import align_items, measure_strength
from jyplan.text.words import load_words

Pair = tuple[int, int]


def read_set(folder: Path) -> tuple[list[str], list[str], dict[Pair, str]]:
    """Return the names of the files, their texts, and the kind of each true pair."""
    names = sorted(path.name for path in folder.glob("*.txt"))
    texts = [(folder / name).read_text("utf-8") for name in names]
    kinds = {}
    for line in (folder / "pairs.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        left, right = sorted((names.index(entry["a"]), names.index(entry["b"])))
        kinds[left, right] = entry["kind"]
    return names, texts, kinds


def strengths(texts: list[str], *, alone: bool) -> dict[Pair, tuple[float, int]]:
    """Return strength and number of aligned items of all pairs; with `alone` each pair is a corpus."""
    cut = load_words()
    items = [itemize(text, cut) for text in texts]
    rarity = Rarity(index_texts(texts), texts)
    found = {}
    for left, right in combinations(range(len(texts)), 2):
        if alone:
            rarity = Rarity(index_texts([texts[left], texts[right]]), [texts[left], texts[right]])
        table = compare_items(items[left], items[right], rarity)
        found[left, right] = measure_strength(table), len(align_items(table))
    return found


def print_table(label: str, found: dict[Pair, bool], kinds: dict[Pair, str]) -> None:
    """Print found of all by kind, and accused of all unrelated pairs."""
    totals = Counter(kinds.values())
    right = Counter(kinds[pair] for pair, is_found in found.items() if is_found and pair in kinds)
    wrong = sum(is_found for pair, is_found in found.items() if pair not in kinds)
    rows = [f"{kind} {right[kind]}/{total}" for kind, total in sorted(totals.items())]
    print(f"{label}: {', '.join(rows)}; unrelated accused {wrong}/{len(found) - len(kinds)}")


def print_archived(texts: list[str], kinds: dict[Pair, str], odd: int) -> None:
    """Print the score with every second text archived and the rest submitted."""
    new, earlier = list(range(1 - odd, len(texts), 2)), list(range(odd, len(texts), 2))
    numbers = [*new, *earlier]
    suspected = find_rewrites([texts[n] for n in new], load_words, lambda *_: (), (), [texts[n] for n in earlier])
    found = {tuple(sorted((numbers[pair.a], numbers[pair.b]))) for pair in suspected}
    across = [(a, b) for a, b in combinations(range(len(texts)), 2) if (a + b) % 2]
    true = {pair: kind for pair, kind in kinds.items() if sum(pair) % 2}
    print_table(f"against an archive of {len(earlier)}", {pair: pair in found for pair in across}, true)


def main(folder: Path) -> None:
    """Print all tables."""
    names, texts, kinds = read_set(folder)
    every = list(combinations(range(len(texts)), 2))
    begin = time.process_time()
    reported = {(pair.a, pair.b) for pair in find_rewrites(texts, load_words, lambda *_: ())}
    print(f"{len(texts)} plans, {time.process_time() - begin:.1f} s of processor time")
    print_table("as the program reports", {pair: pair in reported for pair in every}, kinds)
    for odd in (0, 1):
        print_archived(texts, kinds, odd)
    candidates = {(candidate.left, candidate.right) for candidate in find_candidates(index_texts(texts))}
    print_table("candidates", {pair: pair in candidates for pair in every}, kinds)
    for alone in (False, True):
        measured = strengths(texts, alone=alone)
        highest, closest = max((measured[pair][0], pair) for pair in every if pair not in kinds)
        where = "each pair alone" if alone else "among all plans"
        print(f"{where}: most alike unrelated pair {' '.join(names[side] for side in closest)} at {highest:.3f}")
        for margin in (1.0, 1.2, 1.4):
            limit = highest * margin
            print_table(f"  above {limit:.3f}", {pair: measured[pair][0] > limit for pair in every}, kinds)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
