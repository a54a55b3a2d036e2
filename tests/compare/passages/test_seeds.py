from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.compare.arrays import code_points
from jyplan.compare.passages.seeds import SEED, index_grams, shared_runs
from tests.compare.passages.laid_out import chains_of, chains_of_pairs

words = st.lists(st.sampled_from(["教研", "计划", "听课不少于", "六十节", "a"]), max_size=40).map("".join)


def runs_of(left: str, right: str) -> list[tuple[int, int, int]]:
    runs = shared_runs(index_grams(code_points(left)), index_grams(code_points(right)))
    return sorted(zip(*(part.tolist() for part in runs), strict=True))


@given(words, words)
def test_runs_are_equal_on_both_sides_and_maximal(left: str, right: str) -> None:
    for left_start, right_start, length in runs_of(left, right):
        assert length >= SEED
        left_end, right_end = left_start + length, right_start + length
        assert left[left_start:left_end] == right[right_start:right_end]
        assert not (left_start and right_start and left[left_start - 1] == right[right_start - 1])
        at_end = left_end == len(left) and right_end == len(right)
        assert at_end or left[left_end : left_end + 1] != right[right_end : right_end + 1]


@given(words, words)
def test_swapped_texts_have_mirrored_runs(left: str, right: str) -> None:
    assert runs_of(left, right) == sorted(
        (left_start, right_start, length) for right_start, left_start, length in runs_of(right, left)
    )


@given(words, words)
def test_runs_of_a_chain_rise_without_overlap_on_both_sides(left: str, right: str) -> None:
    for chain in chains_of(left, right):
        for before, after in pairwise(chain):
            assert before[0] + before[2] <= after[0]
            assert before[1] + before[2] <= after[1]
        assert all(length > 0 for _, _, length in chain)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=4))
def test_pairs_chained_together_have_the_chains_of_each_alone(pairs: list[tuple[str, str]]) -> None:
    assert chains_of_pairs(*pairs) == [chains_of(*pair) for pair in pairs]


@pytest.mark.parametrize(
    ("left", "right", "spans"),
    [
        pytest.param("甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛", [(0, 8)], id="equal"),
        pytest.param("甲乙丙丁戊己X子丑寅卯辰巳", "甲乙丙丁戊己Y子丑寅卯辰巳", [(0, 13)], id="one replaced"),
        pytest.param("甲乙丙丁戊己子丑寅卯辰巳", "甲乙丙丁戊己，以及子丑寅卯辰巳", [(0, 12)], id="some inserted"),
        pytest.param("甲乙丙丁戊己子丑寅卯辰巳", "子丑寅卯辰巳甲乙丙丁戊己", [(0, 6), (6, 12)], id="changed places"),
        pytest.param("甲乙丙丁戊", "甲乙丙丁戊", [], id="shorter than a seed"),
        pytest.param("", "甲乙丙丁戊己", [], id="empty"),
    ],
)
def test_chain_spans_an_edited_stretch(left: str, right: str, spans: list[tuple[int, int]]) -> None:
    chains = chains_of(left, right)
    runs = runs_of(left, right)

    if len(runs) == 1 or len(spans) > 1:
        assert [(start, start + length) for start, _, length in runs] == spans
    assert [(chain[0][0], chain[-1][0] + chain[-1][2]) for chain in chains] in (spans, [])


def test_repetitive_text_stays_linear() -> None:
    assert runs_of("啊" * 5000, "啊" * 5000)[0] == (0, 0, 5000)
    assert len(runs_of("教研" * 5000, "研教" * 5000)) == 2
