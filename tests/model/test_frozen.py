"""Facts compare, hash and show themselves as `dataclasses` would have them do, by functions that all share."""

from dataclasses import FrozenInstanceError, field, replace

import pytest

from jyplan.model import Deliverable, Period, Span
from jyplan.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A fact with a field that does not count."""

    text: str
    hidden: tuple[int, ...] = field(default=(), compare=False, repr=False)


def test_facts_are_equal_by_their_fields_and_their_class() -> None:
    others: list[object] = [Span(1, 3), Period("九月", 0, 2), Deliverable("九月", 0, 2), (1, 2)]
    assert Span(1, 2) == Span(1, 2)
    assert Span(1, 2) not in others
    assert others[1] != others[2]


def test_fields_that_do_not_count_are_neither_compared_nor_shown() -> None:
    assert Sample("一", (1,)) == Sample("一", (2,))
    assert hash(Sample("一", (1,))) == hash(Sample("一", (2,)))
    assert repr(Sample("一", (1,))) == "Sample(text='一')"


def test_equal_facts_have_one_place_in_a_set() -> None:
    assert len({Span(1, 2), Span(1, 2), replace(Span(1, 3), end=2)}) == 1


def test_a_fact_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(Span(1, 2), "start", 3)  # noqa: B010 (a type checker would refuse an assignment)
