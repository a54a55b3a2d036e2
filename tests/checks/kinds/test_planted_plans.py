"""Sound plans break no rule; a defect planted in one breaks its own rule and no other."""

from __future__ import annotations

import pytest

from jyplan.rulesets import RuleSet  # noqa: TC001
from tests.checks.kinds import planted_four, planted_group, planted_moral, planted_nursery, planted_schoolwide
from tests.checks.kinds.trying import broken_rules

PLANS = [planted_group, planted_moral, planted_nursery]


@pytest.mark.parametrize("plan", [planted.PLAN for planted in PLANS], ids=[planted.__name__ for planted in PLANS])
def test_sound_plan_breaks_no_rule(plan: str, rules: RuleSet) -> None:
    assert broken_rules(plan, rules) == []


@pytest.mark.parametrize(
    ("plan", "before", "after", "rule"), [(planted.PLAN, *defect) for planted in PLANS for defect in planted.PLANTED]
)
def test_defect_is_found_by_its_rule_alone(
    plan: str, before: str, after: str, rule: str | None, rules: RuleSet
) -> None:
    assert plan.count(before) == 1
    assert broken_rules(plan.replace(before, after), rules) == ([] if rule is None else [rule])


@pytest.mark.parametrize(("before", "after"), planted_moral.SOUND)
def test_words_that_are_right_break_no_rule(before: str, after: str, rules: RuleSet) -> None:
    assert planted_moral.PLAN.count(before) == 1
    assert broken_rules(planted_moral.PLAN.replace(before, after), rules) == []


@pytest.mark.parametrize(
    "plan",
    [*planted_four.PLANS, *planted_schoolwide.PLANS],
    ids=["office", "class", "kindergarten", "group", "safety", "preparation", "pioneers", "training"],
)
def test_sound_plans_of_eight_kinds_break_no_rule(plan: str, rules: RuleSet) -> None:
    assert broken_rules(plan, rules) == []


@pytest.mark.parametrize(("plan", "before", "after", "rule"), [*planted_four.PLANTED, *planted_schoolwide.PLANTED])
def test_defect_in_a_plan_of_eight_kinds_is_found_by_its_rule_alone(
    plan: str, before: str, after: str, rule: str, rules: RuleSet
) -> None:
    assert plan.count(before) == 1
    assert broken_rules(plan.replace(before, after), rules) == [rule]
