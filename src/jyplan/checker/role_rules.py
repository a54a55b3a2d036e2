"""Rules of a review's own: which parts of a plan are missing for certain, and which are empty.

They judge as the rule set's own rules of the type `required_section` do, a role at a time; a rule set without such a rule
borrows those of another one. Their findings are taken out again and never reported.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.checker.run import applies
from jyplan.checks import load_check
from jyplan.checks.subject import Subject
from jyplan.model import Level, Role, Submission, Wording
from jyplan.rulesets.conditions import When
from jyplan.rulesets.model import Rule
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import Checked, Finding, Outline, Plan
    from jyplan.rulesets import RuleSet

_MISSING = "review:missing:"
_EMPTY = "review:empty"
_TYPE = "required_section"


@dataclass(frozen=True, slots=True)
class PartsOfPlan:
    """What the rules of a review say about the parts of a plan."""

    missing: frozenset[Role] = frozenset()
    asked: frozenset[Role] = frozenset()
    """Roles that such a plan must have, as far as everything in it was read."""
    empty: frozenset[str] = frozenset()
    """Ids of empty sections."""


def with_role_rules(rules: RuleSet, fallback: RuleSet) -> RuleSet:
    """Return a rule set with a rule for each required role: required by the set, else by `fallback`.

    It gives no points.
    """
    requiring = _requiring(rules) or _requiring(fallback)
    added = [_rule_for(rule, role, section) for rule in requiring for role, section in _sections(rule)]
    empty = Rule(_EMPTY, "not_empty", Level.INFO, Wording(""), None, load_check("not_empty").Options(), when=When())
    return replace(rules, rubric=None, rules={**rules.rules, **{rule.id: rule for rule in (*added, empty)}})


def separate(checked: Checked) -> tuple[Checked, Sequence[Finding]]:
    """Return a result without the findings of a review's own rules, and these."""
    own = [finding for finding in checked.findings if finding.rule.startswith("review:")]
    kept = tuple(finding for finding in checked.findings if not finding.rule.startswith("review:"))
    return replace(checked, findings=kept), own


def parts_of(plan: Plan, outline: Outline, own: Iterable[Finding], rules: RuleSet) -> PartsOfPlan:
    """Return what the findings of `with_role_rules` say about a plan."""
    of_plan = [finding for finding in own if finding.plan == plan.number]
    missing = frozenset(_role_of(finding.rule) for finding in of_plan if finding.rule.startswith(_MISSING))
    empty = frozenset(finding.node for finding in of_plan if finding.rule == _EMPTY and finding.node)
    subject = Subject(Submission(plan, outline.document))
    if subject.may_hold_more():
        return PartsOfPlan(missing, frozenset(), empty)
    title = fold(plan.title or "")
    asked = frozenset(
        _role_of(rule.id)
        for rule in rules.rules.values()
        if rule.id.startswith(_MISSING) and applies(rule.when, subject) and not _spares(rule, title)
    )
    return PartsOfPlan(missing, asked, empty)


def _requiring(rules: RuleSet) -> list[Rule]:
    return [rule for rule in rules.rules.values() if rule.type == _TYPE and rule.level is not None]


def _sections(rule: Rule) -> Iterable[tuple[Role, tuple[str, ...]]]:
    """Yield each role that a rule requires, with the section that it stands in."""
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
    """Whether a rule asks its role only of whole schools, and the title names a group, a class or a person."""
    role = _role_of(rule.id)
    return role in rule.options.of_whole and any(fold(word) in title for word in rule.options.parts)
