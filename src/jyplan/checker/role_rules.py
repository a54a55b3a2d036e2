"""Rules that only a review runs: the parts of a plan missing for certain, and empty sections.

| step | function |
|---|---|
| each rule of the kind `required_section` is copied, a copy for each role | `with_role_rules` |
| the findings of these rules are taken out of the result, and never reported | `separate` |
| missing, required and empty parts of a plan are read from the findings | `part_findings` |

A rule set without a rule of the kind borrows the rules of a fallback.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.checker.run import applies
from jyplan.checks import load_check
from jyplan.checks.subject import Subject
from jyplan.model import Level, PartFindings, Role, Submission, Wording
from jyplan.rulesets.conditions import When
from jyplan.rulesets.model import Rule
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import Checked, Finding, Outline, Plan
    from jyplan.rulesets import RuleSet

_OWN = "review:"
"""Begins the ids of these rules; no rule of a rule file may have a colon in its id."""
_MISSING = f"{_OWN}missing:"
_EMPTY = f"{_OWN}empty"
_TYPE = "required_section"


def with_role_rules(rules: RuleSet, fallback: RuleSet) -> RuleSet:
    """Return a rule set, without its rubric, with a rule for each role that the set, or else `fallback`, requires."""
    requiring = _requiring(rules) or _requiring(fallback)
    added = [_rule_for(rule, role, section) for rule in requiring for role, section in _sections(rule)]
    empty = Rule(_EMPTY, "not_empty", Level.INFO, Wording(""), None, load_check("not_empty").Options(), when=When())
    return replace(rules, rubric=None, rules={**rules.rules, **{rule.id: rule for rule in (*added, empty)}})


def separate(checked: Checked) -> tuple[Checked, Sequence[Finding]]:
    """Return a result with the findings to report, and the findings of the added rules."""
    own = [finding for finding in checked.findings if finding.rule.startswith(_OWN)]
    reported = tuple(finding for finding in checked.findings if not finding.rule.startswith(_OWN))
    return replace(checked, findings=reported), own


def part_findings(plan: Plan, outline: Outline, own: Iterable[Finding], rules: RuleSet) -> PartFindings:
    """Return the parts of a plan by the findings of the added rules; `rules` are from `with_role_rules`."""
    of_plan = [finding for finding in own if finding.plan == plan.number]
    missing = frozenset(_role_of(finding.rule) for finding in of_plan if finding.rule.startswith(_MISSING))
    empty = frozenset(finding.node for finding in of_plan if finding.rule == _EMPTY and finding.node)
    subject = Subject(Submission(plan, outline.document))
    if subject.may_hold_more():
        return PartFindings(missing, frozenset(), empty)
    title = fold(plan.title or "")
    required = frozenset(
        _role_of(rule.id)
        for rule in rules.rules.values()
        if rule.id.startswith(_MISSING) and applies(rule.when, subject) and not _spares(rule, title)
    )
    return PartFindings(missing, required, empty)


def _requiring(rules: RuleSet) -> list[Rule]:
    return [rule for rule in rules.rules.values() if rule.type == _TYPE and rule.level is not None]


def _sections(rule: Rule) -> Iterable[tuple[Role, tuple[str, ...]]]:
    """Yield each required role of a rule, with the section (alternative roles and titles) naming the role."""
    roles = {role.value: role for role in Role}
    for section in rule.options.sections:
        for name in section:
            if name in roles:
                yield roles[name], section


def _rule_for(rule: Rule, role: Role, section: tuple[str, ...]) -> Rule:
    options = replace(rule.options, sections=(section,))
    return Rule(f"{_MISSING}{role.value}:{rule.id}", _TYPE, Level.INFO, Wording(""), None, options, when=rule.when)


def _role_of(rule: str) -> Role:
    return Role(rule.removeprefix(_MISSING).partition(":")[0])


def _spares(rule: Rule, title: str) -> bool:
    """Whether a rule requires the role of whole schools only, and the title names a group, a class or a person."""
    role = _role_of(rule.id)
    return role in rule.options.of_whole and any(fold(word) in title for word in rule.options.parts)
