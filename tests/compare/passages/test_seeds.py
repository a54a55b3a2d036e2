from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.compare.arrays import code_points
from jyplan.compare.passages.chains import Chain, chain_runs
from jyplan.compare.passages.seeds import SEED, Runs, index_grams, shared_runs

words = st.lists(st.sampled_from(["教研", "计划", "听课不少于", "六十节", "a"]), max_size=40).map("".join)


def runs_of(left: str, right: str) -> list[tuple[int, int, int]]:
    runs = shared_runs(index_grams(code_points(left)), index_grams(code_points(right)))
    return sorted(zip(*(part.tolist() for part in runs), strict=True))


def chains_of(left: str, right: str) -> list[Chain]:
    runs: Runs = shared_runs(index_grams(code_points(left)), index_grams(code_points(right)))
    return chain_runs(runs, runs.length)


@given(words, words)
def test_runs_are_equal_and_cannot_be_made_longer(left: str, right: str) -> None:
    for at, other, length in runs_of(left, right):
        assert length >= SEED
        assert left[at : at + length] == right[other : other + length]
        assert not (at and other and left[at - 1] == right[other - 1])
        assert left[at + length : at + length + 1] != right[other + length : other + length + 1] or (
            at + length == len(left) and other + length == len(right)
        )


@given(words, words)
def test_runs_of_the_mirror_image_are_the_same(left: str, right: str) -> None:
    assert runs_of(left, right) == sorted((at, other, length) for other, at, length in runs_of(right, left))


@given(words, words)
def test_chains_go_on_on_both_sides(left: str, right: str) -> None:
    for chain in chains_of(left, right):
        for before, after in zip(chain.runs, chain.runs[1:], strict=False):
            assert before.left_end <= after.left
            assert before.right_end <= after.right
        assert chain.matched == sum(run.length for run in chain.runs)


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
def test_chain_is_an_edited_stretch(left: str, right: str, spans: list[tuple[int, int]]) -> None:
    chains = chains_of(left, right)
    runs = runs_of(left, right)

    if len(runs) == 1 or len(spans) > 1:
        assert [(at, at + length) for at, _, length in runs] == spans
    assert [(chain.left, chain.left_end) for chain in chains] in (spans, [])


def test_repetitive_text_stays_linear() -> None:
    assert runs_of("啊" * 5000, "啊" * 5000)[0] == (0, 0, 5000)
    assert len(runs_of("教研" * 5000, "研教" * 5000)) == 2
