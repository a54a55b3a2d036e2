"""Points by the rubric of a rule set: criteria, floors, measures, zero, veto, grades; and the shipped rubrics."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.checker.scoring import add_scores
from jyplan.checker.suppression import Sieve
from jyplan.language import Language
from jyplan.model import Match, Score
from jyplan.reports.check.scores.rows import total_words
from jyplan.rulesets import RuleSet, load_rule_set
from tests.places import ROOT

_RULES = """\
schema: 1
id: ours
title: 评分
rules:
  old-words: {type: forbid, texts: [旧词]}
  has-guiding: {type: required_section, sections: [guiding]}
  only-notices: {type: forbid, texts: [旧词], when: {genre: [notice]}}
score:
"""
PLAN = """\
2025年秋季工作计划
一、指导思想
旧词旧词，旧词。
二、工作目标
1、期末优良率达到85%。
2、努力营造团结友爱的氛围。
3、12月底前编成《课例集》。
三、主要工作
1、9月由教导处检查教案。
2、10月开展集体备课活动。
"""


def rules_with(score: str) -> RuleSet:
    """Return the rule set with the lines of a rubric."""
    text = _RULES + "".join(f"  {line}\n" for line in score.strip().split("\n"))
    return load_rule_set("ours.yaml", lambda _: text.encode())


def score_of(score: str, text: str = PLAN, matches: tuple[Match, ...] = ()) -> Score:
    rules = rules_with(score)
    checked = check_outline(api.parse_bytes(text.encode(), "p.txt"), rules)
    [scored] = add_scores(checked, rules, {1: matches}).scores
    return scored


def points_of(criterion: str, text: str = PLAN) -> float | None:
    return score_of(f"total: 10\ncriteria: [{{name: 一, points: 10, {criterion}}}]", text).criteria[0].points


def test_any_finding_takes_all_points_without_each() -> None:
    assert points_of("rules: [old-words]") == 0
    assert points_of("rules: [has-guiding]") == 10


def test_each_finding_takes_points_down_to_the_floor() -> None:
    assert points_of("rules: [old-words], each: -2") == 4
    assert points_of("rules: [old-words], each: -2, floor: 5") == 5
    assert points_of("rules: [old-words], each: -0.5") == 8.5


def test_lost_points_add_up_and_name_their_findings() -> None:
    score = score_of("total: 10\ncriteria: [{name: 一, points: 10, rules: [old-words], each: -4}]")
    assert [(loss.points, loss.finding, loss.node) for loss in score.criteria[0].lost] == [
        (4, 0, "1"), (4, 1, "1"), (2, 2, "1"),
    ]  # fmt: skip


def test_a_measure_gives_points_by_the_share_of_items_with_facts() -> None:
    assert points_of("measure: {share: goal, with: {any: [indicator, date]}}") == 6.6
    assert points_of("measure: {share: task, with: {all: [owner, date]}}") == 5
    assert points_of("measure: {share: task, with: {any: [owner, date]}}") == 10
    assert points_of("measure: {share: task, with: {all: [owner, date]}, full: 0.5}") == 10


def test_a_measure_may_have_bands() -> None:
    bands = "bands: {0.9: 10, 0.6: 7, 0.3: 4}"
    assert points_of(f"measure: {{share: goal, with: {{any: [indicator, date]}}, {bands}}}") == 7


def test_items_without_the_facts_lose_the_points_and_are_named() -> None:
    score = score_of(
        "total: 20\ncriteria: [{name: 一, points: 20, measure: {share: task, with: {all: [owner, date]}}}]"
    )
    [loss] = score.criteria[0].lost
    assert (loss.points, loss.node) == (10, "3.2")
    assert str(loss.reason.params["item"]).startswith("2、10月开展")
    assert str(loss.reason.params["fact"]) == "an owner"


def test_a_plan_without_the_sections_has_no_points_with_the_reason() -> None:
    score = score_of("total: 5\ncriteria: [{name: 一, points: 5, measure: {share: safeguard, with: {any: [date]}}}]")
    [loss] = score.criteria[0].lost
    assert (loss.points, str(loss.reason.params["section"])) == (5, "safeguards")


def test_tasks_count_as_measures_in_a_plan_without_measures() -> None:
    measure = "measure: {share: measure, with: {all: [owner, date]}}"
    assert points_of(measure) == 5
    both = PLAN + "四、工作措施\n1、9月由教导处检查教案。\n2、10月由教研组长组织集体备课。\n"
    score = score_of(f"total: 10\ncriteria: [{{name: 一, points: 10, {measure}}}]", both)
    assert score.points == 10


def test_points_that_a_person_gives_are_open() -> None:
    score = score_of(
        "total: 30\ncriteria:\n- {name: 一, points: 20, rules: [has-guiding]}\n- {name: 二, points: 10, manual: true}"
    )
    assert (score.points, score.of, score.open, score.criteria[1].points) == (20, 20, 10, None)


def test_rules_that_were_not_applied_give_no_points() -> None:
    rules = rules_with("total: 10\ncriteria: [{name: 一, points: 10, rules: [old-words]}]")
    outline = api.parse_bytes(PLAN.encode(), "p.txt")
    without = rules.select(lambda rule: rule != "old-words")
    [score] = add_scores(check_outline(outline, without), without).scores
    assert score.criteria[0].points is None
    assert points_of("rules: [only-notices]") is None


def test_suppressed_findings_take_no_points() -> None:
    rules = rules_with("total: 10\ncriteria: [{name: 一, points: 10, rules: [old-words]}]")
    checked = check_outline(api.parse_bytes(PLAN.encode(), "p.txt"), rules)
    from jyplan.checker.settings import Exemption, Settings

    settings = Settings(file="/x/jyplan.toml", exemptions=(Exemption(("*",), ("old-words",)),))
    [score] = add_scores(Sieve(settings).sift(checked), rules).scores
    assert score.points == 10


def test_a_copied_plan_gets_nothing_or_nothing_for_a_criterion() -> None:
    match = Match("a.txt", 2, 0.82, ())
    two = "total: 20\ncriteria:\n- {name: 一, points: 10, rules: [has-guiding]%s}\n- {name: 二, points: 10, manual: true}\n"
    whole = score_of(two % "" + "zero: {copied: 0.7}", matches=(match,))
    assert (whole.points, whole.open, whole.criteria[1].points) == (0, 0, 0)
    assert whole.criteria[0].lost[0].reason.params == {"share": "82%", "path": "a.txt#2"}
    one = score_of(two % ", zero: {copied: 0.7}", matches=(match,))
    assert (one.points, one.open) == (0, 10)
    assert score_of(two % "" + "zero: {copied: 0.9}", matches=(match,)).points == 10


def test_a_veto_gives_the_lowest_grade_whatever_the_points() -> None:
    one = "total: 10\ncriteria: [{name: 一, points: 10, rules: [has-guiding]}]\nveto: [old-words]\n"
    score = score_of(one + "grades: {好: 8, 差: 0}")
    assert (score.points, score.grade, score.veto) == (10, "差", (0, 1, 2))
    assert score_of(one + "grades: {好: 8}").grade is None


@pytest.mark.parametrize(
    ("open_points", "grade", "at_least"), [(0, "合格", "合格"), (1, "合格", "合格"), (2, None, "合格")], ids=str
)
def test_a_grade_stands_when_no_open_point_can_change_it(open_points: int, grade: str | None, at_least: str) -> None:
    score = score_of(
        f"total: {7 + open_points}\ncriteria:\n- {{name: 一, points: 7, rules: [has-guiding]}}\n"
        f"- {{name: 二, points: {open_points}, manual: true}}\ngrades: {{优秀: 9, 合格: 6}}"
    )
    assert (score.grade, score.grade_at_least) == (grade, at_least)


@pytest.mark.parametrize(
    ("grades", "words"),
    [
        ("优秀: 9, 合格: 6, 不合格: 0", "7 of 7 points, 3 to be given by a person: at least 合格"),
        ("优秀: 9, 合格: 0", "7 of 7 points, 3 to be given by a person: grade still open"),
        ("优秀: 9", "7 of 7 points, 3 to be given by a person: grade still open"),
        ("优秀: 11, 合格: 0", "7 of 7 points, 3 to be given by a person: 合格"),
        ("优秀: 11", "7 of 7 points, 3 to be given by a person"),
    ],
)
def test_the_lowest_grade_is_not_called_the_least(grades: str, words: str) -> None:
    score = score_of(
        "total: 10\ncriteria:\n- {name: 一, points: 7, rules: [has-guiding]}\n"
        f"- {{name: 二, points: 3, manual: true}}\ngrades: {{{grades}}}"
    )
    assert total_words(score, Language("en")) == words


def test_only_plans_that_the_rubric_is_for_get_points() -> None:
    rules = rules_with("total: 5\nwhen: {title: [安全]}\ncriteria: [{name: 一, points: 5, rules: [old-words]}]")
    assert add_scores(check_outline(api.parse_bytes(PLAN.encode(), "p.txt"), rules), rules).scores == ()


def test_ten_plans_come_out_in_the_order_of_a_reader() -> None:
    rules = api.load_rules("score-teaching-group")
    files = sorted(Path(ROOT, "tests/cases/scores").glob("*.txt"))
    points = [api.check(file, rules, settings=api.Settings()).scores[0].points for file in files]
    pairs = list(combinations(points, 2))
    tau = sum((left > right) - (left < right) for left, right in pairs) / len(pairs)
    assert len(points) == 10
    assert tau >= 0.9
