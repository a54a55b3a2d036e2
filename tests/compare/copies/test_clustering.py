"""Clusters: plans with mostly the same text, their closest partners, and the earliest plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jyplan.compare.copies.clustering import cluster_plans
from jyplan.model import CopiedPair, CopyCluster, Relation

NEAR, SAME, PART = Relation.NEAR_IDENTICAL, Relation.IDENTICAL, Relation.PARTIAL


def pair(a: int, b: int, share: float = 0.9, b_share: float | None = None, relation: Relation = NEAR) -> CopiedPair:
    return CopiedPair(a, b, relation, share, share if b_share is None else b_share, ())


def clusters(*pairs: CopiedPair, dates: list[str | None] | None = None) -> tuple[CopyCluster, ...]:
    return cluster_plans(pairs, dates or [None] * 10)


def test_pairs_with_a_common_plan_are_one_cluster() -> None:
    assert [cluster.members for cluster in clusters(pair(4, 5), pair(0, 2), pair(2, 4), pair(7, 8))] == [
        (0, 2, 4, 5),
        (7, 8),
    ]


def test_largest_cluster_comes_first_and_no_plan_is_in_two() -> None:
    joined = clusters(pair(0, 1), pair(2, 3), pair(3, 4))
    assert [cluster.members for cluster in joined] == [(2, 3, 4), (0, 1)]


def test_plan_with_a_copied_part_joins_no_cluster() -> None:
    assert clusters(pair(0, 1, 1.0, 0.4), pair(1, 2, 0.3, 0.3)) == ()


@pytest.mark.parametrize(
    ("copied", "edited", "members"),
    [
        pytest.param(0.55, 0.1, [(0, 1)], id="words exchanged in sentences otherwise the same"),
        pytest.param(0.55, 0.0, [], id="half copied, the rest another text"),
        pytest.param(0.45, 0.4, [], id="less than half copied to the letter"),
    ],
)
def test_edited_sentences_join_plans_half_of_which_is_copied(
    copied: float, edited: float, members: list[tuple[int, ...]]
) -> None:
    edited_pair = replace(pair(0, 1, copied, relation=PART), a_edited=edited, b_edited=edited)
    assert [cluster.members for cluster in clusters(edited_pair)] == members


def test_relation_is_the_weakest_of_the_pairs() -> None:
    assert clusters(pair(0, 1, relation=SAME), pair(1, 2, relation=NEAR))[0].relation == NEAR
    assert clusters(pair(0, 1, relation=SAME), pair(1, 2, relation=PART))[0].relation == PART


def test_closest_plan_contains_most_and_the_first_wins_a_tie() -> None:
    joined = clusters(pair(0, 1, 0.7, 0.8), pair(0, 2, 0.9, 0.6), pair(1, 2, 0.8, 0.7))
    assert joined[0].closest == ((2, 0.9), (0, 0.8), (1, 0.7))


@pytest.mark.parametrize(
    ("dates", "earliest"),
    [
        pytest.param(["2024-09", "2023-09", "2024"], 1, id="one year before"),
        pytest.param(["2024-09-02", "2024-09-01", None], 1, id="a day before, one unknown"),
        pytest.param(["2024", None, None], None, id="a single date says nothing"),
        pytest.param(["2024", "2024", "2025"], None, id="two of one year"),
        pytest.param(["2024", "2024-09", "2025"], None, id="a year and a month of it"),
        pytest.param(["2024-02", "2024", "2025"], None, id="a month and its year"),
        pytest.param([None, None, None], None, id="no dates"),
    ],
)
def test_earliest_is_given_only_where_dates_decide(dates: list[str | None], earliest: int | None) -> None:
    assert clusters(pair(0, 1), pair(1, 2), dates=dates)[0].earliest == earliest
