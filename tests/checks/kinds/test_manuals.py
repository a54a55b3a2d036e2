"""The docstring of a rule kind is the manual of the kind: examples are tested, every option is explained."""

from __future__ import annotations

import re

import pytest

from jyplan.checker.examples import try_examples
from jyplan.checks import CHECKS, load_check
from jyplan.checks.options import options_of
from jyplan.rulesets import RuleSet, load_rule_set

_HEAD = "schema: 1\nid: manual\ntitle: manual\n"


def example_of(kind: str) -> RuleSet:
    [yaml] = re.findall(r"```yaml\n(.*?)```", load_check(kind).__doc__ or "", flags=re.DOTALL)
    return load_rule_set("manual.yaml", lambda _: f"{_HEAD}{yaml}".encode())


@pytest.mark.parametrize("kind", CHECKS)
def test_examples_of_the_manual_pass_and_fail_as_written(kind: str) -> None:
    rules = example_of(kind)
    assert {rule.type for rule in rules.rules.values()} == {kind}
    assert [outcome for outcome in try_examples(rules) if outcome.complaint] == []


@pytest.mark.parametrize(
    "kind", sorted(set(CHECKS) - {"similarity"})
)  # an example is a single plan, without source plans
def test_manual_has_a_passing_and_a_failing_example(kind: str) -> None:
    assert {outcome.expected for outcome in try_examples(example_of(kind))} == {"pass", "fail"}


@pytest.mark.parametrize("kind", CHECKS)
def test_every_option_is_explained_in_a_sentence(kind: str) -> None:
    check = load_check(kind)
    assert [name for name, option in options_of(check.Options).items() if not option.about.endswith(".")] == []


@pytest.mark.parametrize("kind", CHECKS)
def test_messages_use_declared_placeholders_only(kind: str) -> None:
    check = load_check(kind)
    for wording in (check.MESSAGE, check.HINT):
        used = set(re.findall(r"\{([a-z_]+)\}", wording.chinese + wording.english))
        assert used <= set(check.PLACEHOLDERS)
