"""Pairs of plans joined by the stretch they share: the worked example of `one_source`."""

from __future__ import annotations

import numpy as np
import pytest

from jyplan.compare.passages.shares import copied_text
from jyplan.model import CopiedPair, CopiedText, Relation
from jyplan.reviewing.one_source import join_by_text, pairs_of_plans, with_partners


def stretch(start: int, end: int) -> CopiedText:
    mask = np.zeros(1500, dtype=bool)
    mask[start:end] = True
    return copied_text(mask)


def pair(a: int, b: int, a_text: tuple[int, int], b_text: tuple[int, int] = (0, 300)) -> CopiedPair:
    a_copied, b_copied = ((end - start) / 1500 for start, end in (a_text, b_text))
    return CopiedPair(a, b, Relation.PARTIAL, a_copied, b_copied, (), a_text=stretch(*a_text), b_text=stretch(*b_text))


def joined(*pairs: CopiedPair) -> list[list[tuple[int, int]]]:
    return [[(entry.a, entry.b) for entry in group] for group in join_by_text(pairs)]


def test_pairs_with_the_same_stretch_of_a_common_plan_are_joined_and_a_further_stretch_is_not() -> None:
    pairs = [
        pair(0, 1, (100, 400), (90, 390)),
        pair(0, 2, (110, 400)),
        pair(1, 2, (90, 400)),
        pair(0, 3, (900, 1300)),
    ]

    assert joined(*pairs) == [[(0, 3)], [(0, 1), (0, 2), (1, 2)]]


@pytest.mark.parametrize(("start", "groups"), [(250, 1), (251, 2)])
def test_stretches_are_the_same_text_from_half_of_the_shorter_on(start: int, groups: int) -> None:
    assert len(joined(pair(0, 1, (100, 400)), pair(0, 2, (start, start + 300)))) == groups


def test_no_pair_is_left_out() -> None:
    pairs = [
        pair(a, b, (start, start + 200))
        for start, (a, b) in zip((0, 50, 900, 400), ((0, 1), (0, 2), (1, 2), (2, 3)), strict=True)
    ]

    assert sorted({entry for group in joined(*pairs) for entry in group}) == [(0, 1), (0, 2), (1, 2), (2, 3)]


def test_a_cluster_takes_in_the_plans_with_a_pair_with_more_than_half_of_its_members() -> None:
    pairs = pairs_of_plans([pair(0, 4, (0, 200)), pair(1, 4, (0, 200)), pair(0, 5, (0, 200))])

    assert with_partners([0, 1, 2], pairs) == [0, 1, 2, 4]
