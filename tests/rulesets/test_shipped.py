"""The shipped rule sets: examples pass and fail as written; every rule has a source and wordings in both languages."""

from __future__ import annotations

import pytest

from jyplan import api
from jyplan.checker.examples import try_examples
from jyplan.rulesets import shipped_names

NAMES = [
    "annual-points", "base", "gbt9704", "policy", "score-school-plan", "score-teaching-group", "teaching-research", "work-plan",
]  # fmt: skip
NAMED_IN_THE_MANUAL = {
    "missing-section", "section-order", "empty-section", "task-without-measures", "goal-without-indicator",
    "schedule-without-owner", "numbering-gap", "numbering-repeat", "mixed-markers", "level-order", "placeholder",
    "emptied-quotes", "year-mismatch", "title-without-year", "repeated-paragraph", "heading-punctuation", "not-a-plan",
}  # fmt: skip


def test_rule_sets_are_shipped() -> None:
    assert shipped_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_examples_pass_and_fail_as_written(name: str) -> None:
    assert [outcome for outcome in try_examples(api.load_rules(name)) if outcome.complaint] == []


def test_default_set_has_all_rules_named_in_the_manual() -> None:
    assert set(api.load_rules("work-plan").rules) >= NAMED_IN_THE_MANUAL


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_a_source_an_english_message_and_examples_of_both_kinds(name: str) -> None:
    rules = api.load_rules(name).rules.values()
    assert [r.id for r in rules if not (r.source and r.message.english and r.hint)] == []
    with_examples = [r for r in rules if r.type != "similarity"]  # an example is a single plan, without source plans
    assert [r.id for r in with_examples if not (r.passing and r.failing)] == []
