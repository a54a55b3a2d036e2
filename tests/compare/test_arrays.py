"""The functions on arrays give what the slow and obvious way gives."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jyplan.compare import arrays
from jyplan.compare.arrays import (
    build_sieve,
    code_points,
    count_before,
    covered_length,
    group_starts,
    hash_slots,
    heaviest_path,
    heaviest_rising,
    interval_mask,
    most_in_band,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pytest

small = st.integers(0, 8)
intervals = st.lists(st.tuples(small, small).map(lambda ends: (min(ends), max(ends))), max_size=8)
weighted = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 6), st.integers(-1, 4)), max_size=8)
"""Weight, start, and what the end is more than the start."""


def sequences(size: int, may_precede: Callable[[int, int], bool]) -> Iterator[tuple[int, ...]]:
    for length in range(size + 1):
        for chosen in combinations(range(size), length):
            if all(may_precede(before, after) for before, after in pairwise(chosen)):
                yield chosen


def heaviest(weights: Sequence[int], may_precede: Callable[[int, int], bool]) -> int:
    return max(sum(weights[item] for item in chosen) for chosen in sequences(len(weights), may_precede))


@given(weighted)
def test_heaviest_rising_sequence_weighs_as_much_as_the_best_of_all(items: list[tuple[int, int, int]]) -> None:
    weights = [weight for weight, _, _ in items]
    starts, ends = [start for _, start, _ in items], [start + more for _, start, more in items]
    chosen = heaviest_rising(weights, starts, ends)

    assert all(ends[before] <= starts[after] for before, after in pairwise(chosen))
    assert chosen == sorted(set(chosen))
    assert sum(weights[item] for item in chosen) == heaviest(weights, lambda a, b: ends[a] <= starts[b])


@given(weighted, st.permutations(range(8)))
def test_of_equally_heavy_rising_sequences_the_smaller_rank_wins_from_the_end(
    items: list[tuple[int, int, int]], order: list[int]
) -> None:
    weights, ranks = [weight for weight, _, _ in items], order[: len(items)]
    starts, ends = [start for _, start, _ in items], [start + more for _, start, more in items]

    def rising(before: int, after: int) -> bool:
        return ends[before] <= starts[after]

    most = heaviest(weights, rising)
    best = [chosen for chosen in sequences(len(items), rising) if sum(weights[item] for item in chosen) == most]
    first = min(best, key=lambda chosen: [ranks[item] for item in reversed(chosen)])
    assert tuple(heaviest_rising(weights, starts, ends, ranks)) == first


@given(st.lists(st.tuples(st.integers(0, 3), small), max_size=8))
def test_points_rise_strictly_and_the_earlier_of_equals_wins(items: list[tuple[int, int]]) -> None:
    weights, values = [weight for weight, _ in items], [value for _, value in items]

    def smaller(item: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.array(values[:item], dtype=np.int64) < values[item]

    chosen = heaviest_rising(weights, values, [value + 1 for value in values])
    assert chosen == heaviest_path(weights, smaller)


@given(st.lists(st.integers(1, 5), max_size=7), st.sets(st.tuples(small, small)))
def test_heaviest_path_weighs_as_much_as_the_best_of_all(weights: list[int], allowed: set[tuple[int, int]]) -> None:
    chosen = heaviest_path(weights, lambda item: np.array([(at, item) in allowed for at in range(item)], dtype=bool))

    assert all(pair in allowed for pair in pairwise(chosen))
    assert sum(weights[item] for item in chosen) == heaviest(weights, lambda a, b: (a, b) in allowed)


@given(intervals)
def test_cover_and_covered_length_count_the_offsets_inside(spans: list[tuple[int, int]]) -> None:
    inside = {offset for start, end in spans for offset in range(start, end)}
    starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T

    assert np.flatnonzero(interval_mask(starts, ends, 9)).tolist() == sorted(inside)
    assert covered_length(spans) == len(inside)


@given(st.lists(st.booleans()))
def test_count_before_counts_true_entries(mask: list[bool]) -> None:
    assert count_before(np.array(mask, dtype=bool)).tolist() == [sum(mask[:at]) for at in range(len(mask) + 1)]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2))))
def test_group_starts_are_where_neighbours_differ(rows: list[tuple[int, int]]) -> None:
    first, second = np.array(rows, dtype=np.int64).reshape(-1, 2).T

    expected = [next(indices) for _, indices in groupby(range(len(rows)), key=lambda index: rows[index])]
    assert group_starts(first, second).tolist() == expected


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 99), st.integers(0, 99))))
def test_most_in_band_is_the_fullest_of_all_bands(rows: list[tuple[int, int, int]]) -> None:
    pairs, left, right = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    cells: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for pair, at_left, at_right in rows:
        for offset in (7, -7):
            cells[pair, offset, (2 * (at_left - at_right) + offset) // 28].add((at_left + at_right) // 10)
    expected = [max((len(some) for (of, _, _), some in cells.items() if of == pair), default=0) for pair in range(4)]

    assert most_in_band(pairs, left, right, 4, band=14, cell=5).tolist() == expected


def test_most_in_band_of_many_rows_is_the_same_from_the_least_number_on(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(7)
    pairs, left, right = random.integers(0, 4, 400), random.integers(0, 300, 400), random.integers(0, 300, 400)
    every = most_in_band(pairs, left, right, 4, band=14)
    monkeypatch.setattr(arrays, "_FEW_ROWS", 0)
    least = int(np.sort(every)[2])
    rich = most_in_band(pairs, left, right, 4, band=14, least=least)

    assert rich[every >= least].tolist() == every[every >= least].tolist()
    assert (rich[every < least] < least).all()


@given(st.sets(st.integers(0, 2**64 - 1)))
def test_sieve_lets_every_word_of_its_own_through(numbers: set[int]) -> None:
    words = np.array(sorted(numbers), dtype=np.uint64)

    assert build_sieve(words, 10)[hash_slots(words, 10)].all()


@given(st.text(alphabet=st.characters()))
def test_code_points_lead_back_to_the_text(text: str) -> None:
    assert [chr(code) for code in code_points(text)] == list(text)
    assert text_of(code_points(text)) == text
