"""Rule sets: loading, choosing, showing, testing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jyplan.api.settings import beside_settings, read_small
from jyplan.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.checker.examples import Outcome
    from jyplan.checker.settings import Settings
    from jyplan.rulesets import Rule, RuleSet

DEFAULT_RULES = "work-plan"
"""The rule set where neither the user nor the settings name a rule set."""


def load_rules(name: str | os.PathLike[str] = DEFAULT_RULES) -> RuleSet:
    """Return a rule set: a shipped one by name, or the content of a rule file by path.

    Raises:
        UsageError: there is neither a shipped rule set nor a file of this name.
        InputError: the file cannot be read.
        RuleFileError: there are mistakes in the file; the error lists them all.
    """
    from jyplan.rulesets import load_rule_set

    return load_rule_set(os.fspath(name), read_small)


def choose_rules(
    named: str | os.PathLike[str] | None, settings: Settings, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> RuleSet:
    """Return the selected rules of the named rule set, or of the rule set in the settings, or of the default.

    `select` and `ignore` are ids or titles of rules; `select` replaces the `select` of the settings, `ignore` adds to the `ignore`.

    Raises:
        UsageError: there is no such rule set, or a rule is not in the rule set.
        InputError: the rule file cannot be read.
        RuleFileError: there are mistakes in the rule file.
    """
    name = os.fspath(named) if named else settings.rules or DEFAULT_RULES
    if not named and settings.rules and settings.rules not in shipped_rule_sets():
        name = beside_settings(settings, settings.rules)
    rules = load_rules(name)
    selected = list(select) or list(settings.select)
    ignored = [*ignore, *settings.ignore]
    exempt = [rule for exemption in settings.exemptions for rule in exemption.ignore]
    selected, ignored = ([_id_of(rule, rules) for rule in listed] for listed in (selected, ignored))
    for rule in (*selected, *ignored, *exempt):
        if rule not in rules.rules:
            raise _unknown_rule(rule, rules, name)
    return rules.select(lambda rule: (not selected or rule in selected) and rule not in ignored)


def rule_set_of(rules: RuleSet | str | os.PathLike[str] | None, settings: Settings) -> RuleSet:
    """Return a rule set, given as a `RuleSet`, a name or a path; for None as in `choose_rules`."""
    from jyplan.rulesets import RuleSet

    return rules if isinstance(rules, RuleSet) else choose_rules(rules, settings)


def shipped_rule_sets() -> list[str]:
    """Return the names of the shipped rule sets, sorted."""
    from jyplan.rulesets import shipped_names

    return shipped_names()


def rule_named(rules: RuleSet, rule_id: str, named: str) -> Rule:
    """Return a rule by id or title; `named` is the name of the rule set as the user wrote it.

    Raises:
        UsageError: the set has no such rule.
    """
    known = _id_of(rule_id, rules)
    if known not in rules.rules:
        raise _unknown_rule(rule_id, rules, named)
    return rules.rules[known]


def manual_of_rule(rule: Rule, language: str = "en") -> str:
    """Return the description of a rule and the manual of the rule type, as Markdown; in Chinese with the language `zh`."""
    from jyplan.rulesets.reference import manual_of, rule_text
    from jyplan.rulesets.reference_zh import manual_in_chinese

    manual = manual_in_chinese if language == "zh" else manual_of
    return f"{rule_text(rule, in_chinese=language == 'zh')}\n{manual(rule.type)}"


def manual_of_rules(language: str = "en") -> str:
    """Return the reference of all rule types and shipped rule sets, as Markdown; in Chinese with the language `zh`."""
    from jyplan.rulesets.reference import reference
    from jyplan.rulesets.reference_zh import reference_in_chinese

    return (reference_in_chinese if language == "zh" else reference)([load_rules(name) for name in shipped_rule_sets()])


def rule_file_schema() -> dict[str, object]:
    """Return the JSON Schema of rule files."""
    from jyplan.rulesets.schema import rule_file_schema as schema

    return schema()


SCHEMA_FILE = "jyplan-rules.schema.json"
"""The name of the JSON Schema beside a new rule file, which editors find by the first lines of the file."""


def new_rule_file(rule_set: str) -> str:
    """Return a small rule file to begin with, for a new rule set of this id.

    Raises:
        UsageError: no rule set can have this id.
    """
    from jyplan.rulesets.layers import is_id
    from jyplan.rulesets.reference import NEW

    if not is_id(rule_set):
        raise UsageError("an id is made of letters, digits, “-” and “.”", where=rule_set)
    return NEW.replace("ID", rule_set).replace("SCHEMA", f"./{SCHEMA_FILE}")


def try_examples(rules: RuleSet) -> Iterator[Outcome]:
    """Yield the outcome of every example in a rule set: whether the rule behaves as the example expects."""
    from jyplan.checker.examples import try_examples as outcomes

    yield from outcomes(rules)


def _id_of(rule: str, rules: RuleSet) -> str:
    """Return the id of the rule with this id or title; the word itself for no rule."""
    if rule in rules.rules:
        return rule
    return next((known.id for known in rules.rules.values() if known.title == rule), rule)


def _unknown_rule(rule: str, rules: RuleSet, named: str) -> UsageError:
    return UsageError(
        "there is no rule “{rule}” in {rules}", hint="see {command}", rule=rule, rules=rules.id or named,
        command=f"jyplan rules list {named}",
    )  # fmt: skip
