from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from jyplan.model import CopyCluster, Relation
from jyplan.reports.dupes.html.tree import SPACING, lay_out
from tests.reports.dupes.copied import many


def cluster_of(*closest: tuple[int, float], earliest: int | None = None) -> CopyCluster:
    return CopyCluster(tuple(range(len(closest))), Relation.PARTIAL, earliest, closest)


def test_the_root_is_the_member_with_most_links() -> None:
    tree = lay_out(cluster_of((1, 0.9), (0, 0.9), (1, 0.8), (1, 0.7)), range(4))
    assert tree.places[1] == (0.0, 0.0)
    assert [(link.parent, link.child) for link in tree.edges] == [(1, 0), (1, 2), (1, 3)]


def test_the_earliest_member_is_the_root() -> None:
    tree = lay_out(cluster_of((1, 0.9), (0, 0.9), (1, 0.8), earliest=2), range(3))
    assert tree.places[2] == (0.0, 0.0)
    assert [(link.parent, link.child) for link in tree.edges] == [(2, 1), (1, 0)]


def test_a_cycle_of_closest_links_is_cut_at_the_weakest() -> None:
    tree = lay_out(cluster_of((1, 0.9), (2, 0.8), (0, 0.7)), range(3))
    assert {frozenset((link.parent, link.child)) for link in tree.edges} == {frozenset((0, 1)), frozenset((1, 2))}


def test_members_without_a_link_between_them_are_all_drawn() -> None:
    tree = lay_out(cluster_of((1, 0.9), (0, 0.9), (3, 0.8), (2, 0.8)), range(4))
    assert len(tree.places) == 4
    assert len(tree.edges) == 2


@pytest.mark.parametrize("seed", range(4))
def test_no_circle_lies_on_another(seed: int) -> None:
    for cluster in many(120, 100, seed).copies.clusters:
        places = lay_out(cluster, cluster.members).places.values()
        assert min(dist(left, right) for left, right in combinations(places, 2)) > 0.9 * SPACING


def test_a_long_chain_is_drawn() -> None:
    closest = [(max(n - 1, 0) or 1, 0.9) for n in range(40)]
    assert len(lay_out(cluster_of(*closest), range(40)).edges) == 39
