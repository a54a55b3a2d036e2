"""A file laid over extended files: keys written again are replaced, all others stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Level, Wording
from jyplan.rulesets import load_rule_set

if TYPE_CHECKING:
    from jyplan.rulesets.model import RuleSet

_PARENT = """\
schema: 1
id: parent
title: parent
vars: {least: 3}
rules:
  few:
    type: count
    level: error
    of: items
    min: ${least}
    message: 太少
    hint: 多写
"""


def extended(*files: str) -> RuleSet:
    """Return the rule set in the last of several files, each extending the file before."""
    named = {"0.yaml": _PARENT}
    for number, body in enumerate(files, 1):
        named[f"{number}.yaml"] = f"schema: 1\nid: f{number}\ntitle: t\nextends: {number - 1}.yaml\n{body}"
    return load_rule_set(f"{len(files)}.yaml", lambda path: named[path].encode())


def test_level_is_replaced_and_other_keys_are_kept() -> None:
    rule = extended("rules:\n  few: {level: info}\n").rules["few"]
    assert (rule.level, rule.message, rule.options.min) == (Level.INFO, Wording("太少"), 3)


def test_level_is_written_in_place_of_a_mapping() -> None:
    assert extended("rules:\n  few: info\n").rules["few"].level is Level.INFO


def test_message_is_replaced_and_other_keys_are_kept() -> None:
    rule = extended("rules:\n  few: {message: 再写几条}\n").rules["few"]
    assert (rule.level, rule.message, rule.hint) == (Level.ERROR, Wording("再写几条"), Wording("多写"))


def test_rule_switched_off_and_on_again_has_its_former_level() -> None:
    off = "rules:\n  few: off\n  second: {type: count, of: items, min: 1}\n"
    assert extended(off).rules["few"].level is None
    assert extended(off, "rules:\n  few: on\n").rules["few"].level is Level.ERROR
    assert extended(off, "rules:\n  few: info\n").rules["few"].level is Level.INFO


def test_rule_with_the_default_level_is_switched_on_as_a_warning() -> None:
    off = "rules:\n  more: {type: count, of: items, min: 1}\n  none: {type: count, of: items, min: 1, level: off}\n"
    rules = extended(off, "rules: {more: off}\n", "rules: {more: on, none: on}\n").rules
    assert (rules["more"].level, rules["none"].level) == (Level.WARNING, Level.WARNING)


def test_rule_switched_off_twice_has_the_level_before_the_last_off() -> None:
    rules = extended(
        "rules:\n  few: off\n  more: {type: count, of: items, min: 1}\n",
        "rules: {few: info}\n",
        "rules: {few: off}\n",
        "rules: {few: on}\n",
    )
    assert rules.rules["few"].level is Level.INFO


def test_variable_of_a_parent_is_replaced() -> None:
    assert extended("vars: {least: 7}\n").rules["few"].options.min == 7


def test_id_and_title_are_those_of_the_last_file() -> None:
    rules = extended("rules: {few: info}\n")
    assert (rules.id, rules.title) == ("f1", "t")
