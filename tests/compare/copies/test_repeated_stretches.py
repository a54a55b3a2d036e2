"""A short stretch that several plans share is reported once, where they share next to nothing else."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from jyplan.compare.copies.engine import find_copies
from jyplan.compare.copies.repeated_stretches import LITTLE, join_stretches
from jyplan.compare.copies.union import locate_template, unite
from jyplan.model import SharedStretch, Span
from tests.compare.copies.copied_plans import hanzi, relations, texts, unrelated

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENING = hanzi(150, 1)
OTHERS = texts(unrelated(14, 3, opening=False))


def with_opening(texts: Sequence[str]) -> list[str]:
    """Return the texts with the opening behind the title."""
    return [f"{text[:15]}{OPENING}{text[15:]}" for text in texts]


@pytest.mark.parametrize("count", [6, 9, 12])
def test_an_opening_of_several_plans_is_one_remark(count: int) -> None:
    plans = [*with_opening(OTHERS[:count]), *OTHERS[count:]]
    result = find_copies(plans)
    [stretch] = result.templates
    assert (result.pairs, result.clusters) == ((), ())
    assert stretch.members == tuple(range(count))
    assert all(
        OPENING in plans[plan][span.start : span.end] for plan, span in zip(range(count), stretch.places, strict=True)
    )


def test_an_opening_of_five_plans_stays_in_pairs() -> None:
    result = find_copies([*with_opening(OTHERS[:5]), *OTHERS[5:]])
    assert len(result.pairs) == 10
    assert result.templates == ()


def test_plans_that_share_more_than_the_opening_stay_a_pair() -> None:
    plans = with_opening(OTHERS[:8])
    plans[3] = f"{plans[3]}\n{plans[5][2000:2400]}"
    result = find_copies([*plans, *OTHERS[8:]])
    assert relations(result) == {(3, 5): "partial"}
    assert result.templates[0].members == tuple(range(8))


def test_short_plans_of_which_the_opening_is_much_stay_pairs() -> None:
    plans = [OPENING + hanzi(int(150 / LITTLE) - 200, seed) for seed in range(10, 17)]
    assert len(find_copies(plans).pairs) == 21


def test_the_order_of_plans_changes_nothing() -> None:
    plans = [*with_opening(OTHERS[:9]), *OTHERS[9:]]
    order = list(range(len(plans)))
    Random(5).shuffle(order)
    [stretch] = find_copies(plans).templates
    [shuffled] = find_copies([plans[number] for number in order]).templates
    assert sorted(order[member] for member in shuffled.members) == list(stretch.members)
    assert shuffled.text == stretch.text


def test_the_opening_counts_in_the_union_of_each() -> None:
    plans = [*with_opening(OTHERS[:9]), *OTHERS[9:]]
    result = find_copies(plans)
    unions = unite(
        result.pairs, len(plans), (), [locate_template(stretch, plans.__getitem__) for stretch in result.templates]
    )
    assert [union.copied > 0 for union in unions] == [True] * 9 + [False] * 5


def stretch(members: Sequence[int], *places: tuple[int, int]) -> SharedStretch:
    return SharedStretch(tuple(members), tuple(Span(*place) for place in places), "开" * 100)


def test_stretches_at_one_place_of_a_plan_are_joined() -> None:
    among_submissions, with_archived = (
        stretch([0, 1], (0, 100), (5, 105)),
        stretch([1, 4, 5], (10, 110), (0, 100), (7, 107)),
    )
    [joined] = join_stretches([among_submissions, with_archived])
    assert joined.members == (0, 1, 4, 5)
    assert joined.places == (Span(0, 100), Span(10, 110), Span(0, 100), Span(7, 107))


def test_stretches_at_different_places_stay_apart() -> None:
    stretches = [stretch([0, 1], (0, 100), (5, 105)), stretch([0, 2], (90, 190), (0, 100))]
    assert join_stretches(stretches) == stretches
