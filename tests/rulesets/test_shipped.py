"""The rule sets that ship: their examples hold, and each rule says why it is there, in both languages."""

from __future__ import annotations

import pytest

from jyplan import api
from jyplan.checker.examples import try_examples
from jyplan.rulesets import shipped_names

NAMED_IN_THE_MANUAL = {
    "missing-section", "section-order", "empty-section", "task-without-measures", "goal-without-indicator",
    "schedule-without-owner", "numbering-gap", "numbering-repeat", "mixed-markers", "level-order", "placeholder",
    "emptied-quotes", "year-mismatch", "title-without-year", "repeated-paragraph", "heading-punctuation", "not-a-plan",
}  # fmt: skip


def test_five_rule_sets_ship() -> None:
    assert shipped_names() == ["annual-points", "base", "gbt9704", "teaching-research", "work-plan"]


@pytest.mark.parametrize("name", ["annual-points", "base", "gbt9704", "teaching-research", "work-plan"])
def test_examples_do_what_they_say(name: str) -> None:
    assert [outcome for outcome in try_examples(api.load_rules(name)) if outcome.complaint] == []


def test_default_set_has_the_rules_that_users_know() -> None:
    assert set(api.load_rules("work-plan").rules) >= NAMED_IN_THE_MANUAL


@pytest.mark.parametrize("name", ["annual-points", "base", "gbt9704", "teaching-research", "work-plan"])
def test_every_rule_has_examples_of_both_kinds_a_source_and_english(name: str) -> None:
    rules = api.load_rules(name).rules.values()
    assert [r.id for r in rules if not (r.source and r.message.english and r.hint)] == []
    with_examples = [r for r in rules if r.type != "similarity"]  # a single text shares nothing with others
    assert [r.id for r in with_examples if not (r.passing and r.failing)] == []
