"""Examples in rule files: texts, and paragraphs with their styles."""

from __future__ import annotations

import pytest

from jyplan.checker.examples import try_examples
from jyplan.errors import RuleFileError
from jyplan.rulesets import load_rule_set
from jyplan.rulesets.examples import Example, StyledParagraph

RULE = """\
schema: 1
id: ours
title: 本校规则
rules:
  body:
    type: layout
    part: body
    spacing: [26, 30]
    tests:
"""
LINE = "每周检查一次路队，把结果记在班级日志里。"


def load(tests: str) -> tuple[Example, ...]:
    rules = load_rule_set("r.yaml", lambda _: f"{RULE}{tests}".encode())
    return rules.rules["body"].passing


def test_example_is_a_text_or_paragraphs_with_styles() -> None:
    assert load("      pass: 一、目标\n") == (Example("一、目标"),)
    yaml = "      pass: [{margins: [1, 2, 3, 4], paragraphs: [计划, {text: 目标, font: 黑体, size: 10.5}]}]\n"
    paragraphs = (StyledParagraph("计划"), StyledParagraph("目标", font="黑体", size=10.5))
    assert load(yaml) == (Example("计划\n目标", paragraphs, (1, 2, 3, 4)),)


@pytest.mark.parametrize(
    ("tests", "mistake"),
    [
        ("      pass: [{}]\n", "r.yaml:10:14: “paragraphs” must be a list"),
        ("      pass: [{paragraphs: 计划}]\n", "r.yaml:10:27: “paragraphs” must be a list"),
        ("      pass: []\n", "r.yaml:10:13: must not be empty"),
        (
            "      pass: [{paragraphs: [{text: 计划, front: 黑体}]}]\n",
            "r.yaml:10:39: unknown “front”; did you mean “font”?",
        ),
        ("      pass: [{paragraphs: [{font: 黑体}]}]\n", "r.yaml:10:28: “text” is missing"),
        ("      pass: [{paragraphs: [{text: 计划, size: 大}]}]\n", "r.yaml:10:45: must be a number from 1 to 200"),
        ("      pass: [{margins: [1, 2], paragraphs: [计划]}]\n", "r.yaml:10:24: must be four margins"),
        (
            "      pass: [{margin: [1], paragraphs: [计划]}]\n",
            "r.yaml:10:15: unknown “margin”; did you mean “margins”?",
        ),
        ("      passes: [计划]\n", "r.yaml:10:7: unknown “passes”; did you mean “pass”?"),
    ],
)
def test_mistake_in_an_example_is_named_with_its_place(tests: str, mistake: str) -> None:
    with pytest.raises(RuleFileError) as caught:
        load(tests)
    assert [str(cause).startswith(mistake) for cause in caught.value.causes] == [True]


def test_layout_rule_checks_the_styles_of_an_example() -> None:
    paragraphs = [f"{{text: {LINE}, spacing: {points}}}" for points in (28, 40)]
    tests = (
        f"      pass: [{{paragraphs: [计划, {paragraphs[0]}]}}]\n"
        f"      fail: [{{paragraphs: [计划, {paragraphs[1]}]}}, {LINE}]\n"
    )
    rules = load_rule_set("r.yaml", lambda _: f"{RULE}{tests}".encode())
    outcomes = [(outcome.expected, outcome.number, str(outcome.complaint)) for outcome in try_examples(rules)]
    assert outcomes == [("pass", 1, "None"), ("fail", 1, "None"), ("fail", 2, "finds nothing")]
