"""The key `score` of rule files: read as written, mistakes with their places."""

from __future__ import annotations

import pytest

from jyplan.model import Role
from jyplan.rulesets.rubric import Criterion, FactShare, ZeroWhen
from tests.rulesets.test_mistakes import load, mistakes

_HEAD = """\
schema: 1
id: ours
title: ours
extends: [base]
rules:
  meetings: {type: require, texts: [例会]}
  old: {type: forbid, level: off, texts: [旧]}
"""
_AS_IN_THE_MANUAL = """\
score:
  total: 100
  criteria:
    - {name: 指导思想明确, points: 10, rules: [meetings]}
    - {name: 目标可检查, points: 20, measure: {share: goal, with: {any: [indicator, date, deliverable]}}}
    - {name: 措施有人有时限, points: 30, measure: {share: measure, with: {all: [owner, date]}}}
    - {name: 每月教研不少于四次, points: 10, rules: [meetings], each: -2, floor: 0}
    - {name: 文字规范, points: 10, rules: [placeholder, numbering-gap], each: -1}
    - {name: 有特色、可行, points: 20, manual: true}      # left blank for the reviewer
  zero: {copied: 0.7}
  veto: [placeholder]
  bonus: {max: 5}
  grades: {优秀: 90, 良好: 75, 合格: 60}
"""


def test_a_rubric_is_read_as_written() -> None:
    rubric = load(_HEAD + _AS_IN_THE_MANUAL).rubric
    assert rubric is not None
    assert rubric.criteria[2].measure == FactShare((Role.MEASURE,), ("owner", "date"), needs_all=True)
    assert rubric.criteria[3] == Criterion("每月教研不少于四次", 10, ("meetings",), each=2)
    assert rubric.criteria[5] == Criterion("有特色、可行", 20)
    assert (rubric.zero, rubric.veto, rubric.bonus) == (ZeroWhen(0.7), ("placeholder",), 5)
    assert rubric.grades == (("优秀", 90), ("良好", 75), ("合格", 60))


def test_the_last_score_counts_and_off_drops_it() -> None:
    parent = _HEAD.replace("id: ours", "id: theirs") + _AS_IN_THE_MANUAL
    own = "schema: 1\nid: ours\ntitle: ours\nextends: [theirs.yaml]\n"
    kept = load(own, theirs=parent).rubric
    assert kept is not None
    assert kept.total == 100
    assert load(own + "score: off\n", theirs=parent).rubric is None


def test_points_with_tenths_add_up_to_the_total() -> None:
    criteria = "".join(
        f"    - {{name: {name}, points: {points}, manual: true}}\n" for name, points in (("一", 0.1), ("二", 0.2))
    )
    rubric = load(f"{_HEAD}score:\n  total: 0.3\n  criteria:\n{criteria}").rubric
    assert rubric is not None
    assert rubric.total == 0.3


_ONE = "score:\n  total: 10\n  criteria:\n    - {name: 一, points: 10, rules: [meetings]}\n"

MISTAKES = {
    "sum": (_ONE.replace("total: 10", "total: 20"), "9:10: the points of the criteria come to 10, and “total” is 20"),
    "unknown rule": (_ONE.replace("[meetings]", "[meeting]"), "11:37: unknown “meeting”; did you mean “meetings”?"),
    "rule off": (_ONE.replace("[meetings]", "[old]"), "11:37: the rule “old” is off"),
    "no way": (
        _ONE.replace(", rules: [meetings]", ""),
        "11:7: a criterion needs one of rules, measure and manual: true",
    ),
    "two ways": (_ONE.replace("]}", "], manual: true}"), "11:7: a criterion needs one of rules"),
    "unknown key": (_ONE.replace("points", "point"), "11:17: unknown “point”; did you mean “points”?"),
    "each above 0": (_ONE.replace("]}", "], each: 2}"), "11:54: must be a number from -10000 to 0"),
    "no criteria": ("score:\n  total: 10\n", "9:3: “criteria” must be a list of criteria"),
    "with both": (
        _ONE.replace("rules: [meetings]", "measure: {share: goal, with: {any: [date], all: [owner]}}"),
        "11:58: “with” needs one of any and all",
    ),
    "no with": (_ONE.replace("rules: [meetings]", "measure: {share: goal}"), "11:38: “with” is missing"),
    "fact": (
        _ONE.replace("rules: [meetings]", "measure: {share: goal, with: {any: [dat]}}"),
        "11:65: unknown “dat”; did you mean “date”?",
    ),
    "same name": (
        _ONE.replace("total: 10", "total: 20") + "    - {name: 一, points: 10, manual: true}\n",
        "11:7: two criteria are named “一”",
    ),
    "veto": (_ONE + "  veto: [placeholders]\n", "12:10: unknown “placeholders”; did you mean “placeholder”?"),
    "key of score": (_ONE + "  grade: {好: 8}\n", "12:3: unknown “grade”; did you mean “grades”?"),
    "test": (_ONE + "  tests: [{text: 计划, criteria: {二: 3}}]\n", "unknown “二”"),
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_name_line_and_column(text: str, expected: str) -> None:
    assert any(expected in mistake for mistake in mistakes(_HEAD + text)), mistakes(_HEAD + text)
