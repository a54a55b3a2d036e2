"""Advice of readers that is passed on to schools."""

from __future__ import annotations

import pytest

from jyplan.language import Language
from jyplan.model import Message
from jyplan.reports.review.remarks import SCHOOLS_CAN_FOLLOW


@pytest.mark.parametrize("advice", sorted(SCHOOLS_CAN_FOLLOW))
def test_advice_is_still_given_by_a_reader(advice: str) -> None:
    # the catalogue holds messages of the code alone, so that a reworded advice is no longer translated
    assert Language("zh").say(Message(advice)) != advice
