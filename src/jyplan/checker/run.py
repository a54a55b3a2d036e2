"""Findings of a rule set in a plan: rules are chosen by `when`, checks yield violations, findings add level, message and place."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from jyplan.checker.repeated_findings import join_repeated
from jyplan.checks import load_check
from jyplan.checks.subject import Subject
from jyplan.model import Checked, Finding, Message, OutsideKind, Problem, Submission, Wording
from jyplan.rulesets.schools import school_patterns
from jyplan.text.expressions import TooSlowError
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jyplan.checks.protocol import Violation
    from jyplan.model import Level, Match, Outline, Outside, Place
    from jyplan.rulesets.conditions import When
    from jyplan.rulesets.model import Rule, RuleSet

_OF_THE_BODY = frozenset({OutsideKind.BEFORE, OutsideKind.AFTER, OutsideKind.SITE, OutsideKind.CONTENTS})
_NAME = lazy_pattern("[“‘《][^“”‘’《》]{1,60}[”’》]")
_HEAD = 200
"""Characters at the beginning of a plan in which the kind of school is read: letterhead, title, first line."""


def check_outline(outline: Outline, rules: RuleSet, matches: Mapping[int, tuple[Match, ...]] | None = None) -> Checked:
    """Return the findings in all plans of a document, sorted by plan, place and rule.

    `matches` are the passages shared with plans elsewhere, by the number of the plan.
    """
    findings: list[Finding] = []
    problems: list[Problem] = []
    around = outside_by_plan(outline)
    for plan in outline.plans:
        plan_matches = (matches or {}).get(plan.number, ())
        subject = Subject(Submission(plan, outline.document, plan_matches, around.get(plan.number, ())))
        plan_findings, plan_problems = check_subject(subject, rules.rules.values())
        findings += plan_findings
        problems += plan_problems
    return Checked(outline, tuple(findings), tuple(problems))


def outside_by_plan(outline: Outline) -> dict[int, tuple[Outside, ...]]:
    """Return the texts outside plans, by number of the plan.

    Headers, footers and notes belong to every plan; texts of the body to the plan above, before all plans to the first.
    """
    if not outline.plans or not outline.outside:
        return {}
    everywhere = tuple(outside for outside in outline.outside if outside.kind not in _OF_THE_BODY)
    own: dict[int, list[Outside]] = {}
    starts = [_position(plan.blocks[0].place) if plan.blocks else 0 for plan in outline.plans]
    for outside in outline.outside:
        if outside.kind in _OF_THE_BODY:
            index = bisect_right(starts, _position(outside.place)) - 1
            own.setdefault(outline.plans[max(index, 0)].number, []).append(outside)
    return {
        plan.number: (*everywhere, *own[plan.number]) if plan.number in own else everywhere for plan in outline.plans
    }


def _position(place: Place) -> int:
    """Return the number of a place by which a format orders its text: paragraph, line or page."""
    return place.paragraph or place.line or place.page or 0


def check_subject(subject: Subject, rules: Iterable[Rule]) -> tuple[list[Finding], list[Problem]]:
    """Return the findings in a plan, sorted by place and rule, and a problem for every rule given up as too slow."""
    findings: list[Finding] = []
    problems: list[Problem] = []
    for rule in rules:
        if rule.level is None or not applies(rule.when, subject):
            continue
        try:
            findings += _findings(subject, rule)
        except TooSlowError as error:
            params = {"rule": rule.id, "expression": str(error)}
            message = Message("the rule “{rule}” takes too long here; its expression is {expression}", params)
            problems.append(Problem(message))
    findings.sort(key=lambda finding: (finding.start, finding.rule, finding.end))
    return join_repeated(findings, subject.plan.nodes), problems


def violations_of(rule: Rule, subject: Subject) -> Iterator[Violation]:
    """Yield the violations of a rule in a plan; the rule's level and `when` do not count."""
    yield from load_check(rule.type).check(subject, rule.options)


def applies(when: When, subject: Subject) -> bool:
    """Whether a rule applies to a plan."""
    plan = subject.plan
    if plan.genre not in when.genres or (when.formats and subject.document.format not in when.formats):
        return False
    title = fold(plan.title or "")
    if when.titles and not any(fold(word) in _without_names(title) for word in when.titles):
        return False
    if any(fold(word) in title for word in when.not_titles):
        return False
    return not when.schools or any(school_patterns()[name].search(subject.folded, 0, _HEAD) for name in when.schools)


def _without_names(title: str) -> str:
    """Return a folded title without quoted names of programmes; the whole title if nothing is left.

    >>> _without_names("“领军计划”推荐方案"), _without_names("《2025年工作计划》")
    ('推荐方案', '《2025年工作计划》')
    """
    unquoted = _NAME.sub("", _NAME.sub("", title))  # “清河大学‘领军计划’”: a name inside a name
    return unquoted if any("\u4e00" <= sign <= "\u9fff" for sign in unquoted) else title


def _findings(subject: Subject, rule: Rule) -> Iterator[Finding]:
    for violation in violations_of(rule, subject):
        if (level := rule.level_of(violation.variant)) is not None:
            yield _finding(subject, rule, violation, level)


def _finding(subject: Subject, rule: Rule, violation: Violation, level: Level) -> Finding:
    node = subject.node_at(violation.start)
    return Finding(
        rule=rule.id,
        level=level,
        message=_filled(rule.messages.get(violation.variant, rule.message), violation),
        hint=_filled(rule.hint, violation) if rule.hint else None,
        path=subject.document.path,
        plan=subject.plan.number,
        node=node.id if node else None,
        place=violation.place or subject.place_at(violation.start),
        start=violation.start,
        end=violation.end,
        also=violation.also,
    )


def _filled(wording: Wording, violation: Violation) -> Wording:
    return Wording(wording.chinese, wording.english, violation.params)
