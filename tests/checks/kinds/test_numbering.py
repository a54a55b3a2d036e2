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


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["㈠抓常规", "㈡抓教研", "㈣抓课堂"], [("numbering-gap", "㈣", "㈢")]),
        (["⑴抓常规", "⑵抓教研", "⑷抓课堂"], [("numbering-gap", "⑷", "⑶")]),
        (["（一）抓常规", "㈡抓教研", "（三）抓课堂"], []),
        (["1、抓常规", "2．抓教研", "4、抓课堂"], [("mixed-markers", "2．", ""), ("numbering-gap", "4、", "3、")]),
        (["1、抓常规", "3、抓教研", "5、抓课堂"], [("numbering-gap", "3、", "2、"), ("numbering-gap", "5、", "4、")]),
        (
            ["1、抓常规", "2、抓教研", "2、抓课堂", "4、抓考试", "7、抓作业"],
            [("numbering-repeat", "2、", ""), ("numbering-gap", "7、", "5、6、")],
        ),
        (
            ["1、抓常规", "2、抓教研", "2、抓课堂", "5、抓考试"],
            [("numbering-repeat", "2、", ""), ("numbering-gap", "5、", "3、4、")],
        ),
        (["1、抓常规", "2、抓教研", "2、抓课堂", "4、抓考试"], [("numbering-repeat", "2、", "")]),
    ],
)
def test_numbers_of_a_list(items: list[str], expected: list[tuple[str, str, str]]) -> None:
    lines = "".join(f"{item}，每周一次。\n" for item in items)
    outline = api.parse_bytes(f"三年级工作计划\n一、主要工作\n{lines}".encode(), "plan.txt")
    text = outline.plans[0].text
    found = check_outline(outline, api.load_rules("base")).findings
    assert [
        (finding.rule, text[finding.start : finding.end], str(finding.message.params.get("missing", "")))
        for finding in found
        if finding.rule in {"numbering-gap", "numbering-repeat", "mixed-markers"}
    ] == expected
