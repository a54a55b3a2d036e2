"""The worked examples in the docstrings of the package are true."""

from __future__ import annotations

import numpy as np
import pytest

from jyplan.compare.arrays import code_points
from jyplan.compare.passages.chains import chain_runs_of
from jyplan.compare.passages.clusters import backbone, cluster_stretches
from jyplan.compare.passages.extents import Stretch, cut_chains, follow_ends
from jyplan.compare.passages.gaps import compare_gaps
from jyplan.compare.passages.seeds import index_grams, shared_runs, shared_runs_of
from tests.compare.passages.laid_out import chains_of, layout_of

LEFT = "每周三下午共读一本教学实录,每人写一页心得,期末装订成册,"
RIGHT = "期末装订成册,第一学期每周三下午共读并讨论两本教学实录,每人写一页心得,"


def test_seeds_merge_into_three_runs() -> None:
    runs = shared_runs(index_grams(code_points(LEFT)), index_grams(code_points(RIGHT)))

    assert list(zip(*(column.tolist() for column in runs), strict=True)) == [(8, 22, 14), (0, 11, 7), (22, 0, 7)]


def test_two_runs_make_a_chain_and_the_run_in_another_order_is_alone() -> None:
    assert chains_of(LEFT, RIGHT, least=7) == [[(0, 11, 7), (8, 22, 14)], [(22, 0, 7)]]


@pytest.mark.parametrize(
    ("left", "right", "extents"),
    [
        pytest.param(
            "每周三下午共读教案,并互评,",
            "每周三下午共读教案,再互评三次,",
            [("每周三下午共读教案,并互评", "每周三下午共读教案,再互评", 12)],
            id="an edited end is followed",
        ),
        pytest.param(
            "每周三下午共读教案,开学第一天就发到各组长邮箱里,期末装订成册,",
            "每周三下午共读教案,写成十二页长的读书笔记并展出,期末装订成册,",
            [("每周三下午共读教案,", "每周三下午共读教案,", 10), ("期末装订成册,", "期末装订成册,", 7)],
            id="a costly gap cuts a chain",
        ),
    ],
)
def test_stretches_of_a_chain(left: str, right: str, extents: list[tuple[str, str, int]]) -> None:
    layout = layout_of((left, right))
    runs = shared_runs_of(layout)
    chains = chain_runs_of(runs, runs.length, layout.starts)
    gaps = compare_gaps([(left, right)], chains, layout)
    parts = cut_chains(chains, gaps, chains.runs.length)
    stretches = follow_ends([(left, right)], parts, gaps, layout.starts, np.ones(len(parts.pairs), dtype=bool))

    assert len(chains.pairs) == 1
    assert [(left[s.left : s.left_end], right[s.right : s.right_end], s.matched) for _, s in stretches] == extents


def stretch(left: int, left_end: int, right: int, right_end: int) -> Stretch:
    rows = np.array([(left, right, left_end - left)])
    return Stretch(left, left_end, right, right_end, rows, rows, left_end - left)


@pytest.mark.parametrize(
    ("size", "clusters"),
    [
        pytest.param(300, [([0, 50], False), ([95], True)], id="most of the right text: one stretch moved"),
        pytest.param(1000, [([0, 50, 95], False)], id="an island in both texts: one shuffled passage"),
    ],
)
def test_stretches_make_clusters(size: int, clusters: list[tuple[list[int], bool]]) -> None:
    stretches = [stretch(0, 40, 100, 140), stretch(50, 90, 150, 190), stretch(95, 130, 0, 35)]

    assert backbone(stretches) == {0, 1}
    assert [
        ([member.left for member in cluster.stretches], cluster.moved)
        for cluster in cluster_stretches(stretches, (size, size))
    ] == clusters
