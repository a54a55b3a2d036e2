"""The missing number that a gap in a list reports."""

from __future__ import annotations

import pytest

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.text.ordinals import chinese


@pytest.mark.parametrize("zero", ["零", "〇"])
def test_a_gap_above_one_hundred_names_the_missing_number_as_the_list_writes_numbers(zero: str) -> None:
    items = [f"{chinese(n, zero)}、开展第{n}次教研活动，落实目标任务。" for n in range(1, 105) if n != 101]
    outline = api.parse_bytes("\n".join(["数学教研组工作计划", *items]).encode(), "p.txt")
    findings = check_outline(outline, api.load_rules()).findings
    gaps = [finding.message.params for finding in findings if finding.rule == "numbering-gap"]
    assert gaps == [{"marker": f"一百{zero}二、", "previous": "一百、", "missing": f"一百{zero}一、"}]
