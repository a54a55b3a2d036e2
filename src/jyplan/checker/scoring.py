"""Points of a plan by the rubric of a rule set, from findings and from the share of items with facts.

| criterion | plan | points |
|---|---|---|
| 10 points, `rules: [numbering]`, `each: -2` | three findings | 4 |
| 20 points, `measure: {share: goal, with: {any: [indicator]}}` | two of three goals name a figure | 13.3 |
| 20 points, `manual: true` | any | open: a person gives them |

Points are open, too, where rules cannot decide: a rule is off, does not apply to the plan or was given up, or something is
missing that may stand in a picture. A share of points is rounded down to tenths.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor
from typing import TYPE_CHECKING

from jyplan.checker.run import applies
from jyplan.checks import CHECKS
from jyplan.checks.items import judged_items, lacking_kinds
from jyplan.checks.subject import Subject, topmost
from jyplan.checks.words import fact_words, facts_together, quoted, section_words
from jyplan.model import CriterionScore, LostPoints, Role, Score, Submission, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.checks.items import CheckableItem
    from jyplan.model import Checked, Finding, Match
    from jyplan.rulesets import RuleSet
    from jyplan.rulesets.rubric import Criterion, FactShare, Rubric, ZeroWhen

_WORK = frozenset({Role.TASK, Role.MEASURE})
"""Roles that stand for each other: under 主要工作 many plans have tasks without measures, or measures without tasks."""
_HUNDREDTHS = 100
"""Points are divided among reasons in hundredths."""
_EPSILON = 1e-9
"""Keeps 0.3 × 10 from being rounded down to 2.9."""

_OFF = Wording("规则“{rule}”没有检查", "the rule “{rule}” was not applied")
_NOT_APPLICABLE = Wording("所用的规则不适用于这类计划", "the rules are not for this kind of plan")
_UNREAD = Wording("文件里有没能读出的内容，请对照原件评分", "a part of the file was not read; compare the original")
_NO_ITEMS = Wording("没有可以计分的{section}", "there are no {section} to be judged")
_LACKS = Wording("“{item}”没有写明{fact}", "“{item}” does not name {fact}")
_COPIED = Wording("{share}的文字与“{path}”相同", "{share} of its text stands in “{path}”")


def add_scores(checked: Checked, rules: RuleSet, matches: Mapping[int, tuple[Match, ...]] | None = None) -> Checked:
    """Return a checked document with the points of its plans; plans that the rubric's `when` excludes get none.

    `matches` are as in `check_outline`. Findings suppressed before, and so not in `checked`, take no points.
    """
    if rules.rubric is None:
        return checked
    findings = _findings_by_plan(checked)
    given_up = {str(problem.message.params.get("rule", "")) for problem in checked.problems}
    scores = []
    for plan in checked.outline.plans:
        subject = Subject(Submission(plan, checked.outline.document, (matches or {}).get(plan.number, ())))
        if applies(rules.rubric.when, subject):
            scores.append(_Scorer(subject, rules, rules.rubric, findings.get(plan.number, {}), given_up).score())
    return replace(checked, scores=tuple(scores))


def _findings_by_plan(checked: Checked) -> dict[int, dict[str, list[tuple[int, Finding]]]]:
    """Return the findings with their indices in `checked.findings`, by number of the plan, then by rule."""
    findings: dict[int, dict[str, list[tuple[int, Finding]]]] = {}
    for index, finding in enumerate(checked.findings):
        findings.setdefault(finding.plan, {}).setdefault(finding.rule, []).append((index, finding))
    return findings


@dataclass(frozen=True, slots=True)
class _Loss:
    """A reason for losing points of a criterion, before the lost points are divided among the reasons."""

    reason: Wording
    finding: int | None = None
    node: str | None = None


class _Scorer:
    """Gives the points of a plan; `findings` by rule, `given_up` the rules that were too slow."""

    def __init__(
        self,
        subject: Subject,
        rules: RuleSet,
        rubric: Rubric,
        findings: Mapping[str, Sequence[tuple[int, Finding]]],
        given_up: set[str],
    ) -> None:
        self._subject = subject
        self._rules = rules
        self._rubric = rubric
        self._findings = findings
        self._given_up = given_up

    def score(self) -> Score:
        rubric = self._rubric
        zero = self._zero_reason(rubric.zero)
        criteria = tuple(self._criterion(criterion, zero) for criterion in rubric.criteria)
        points = round(sum(criterion.points or 0.0 for criterion in criteria), 2)
        decided = sum(criterion.of for criterion in criteria if criterion.points is not None)
        still_open = sum(criterion.of for criterion in criteria if criterion.points is None)
        veto = tuple(index for rule in rubric.veto for index, _ in self._findings.get(rule, ()))
        bonus = 0.0 if zero is not None else rubric.bonus
        lowest = self._grade(0.0)
        worst, best = self._grade(points), self._grade(points + still_open + bonus)
        if veto or zero is not None:
            worst = best = lowest
        return Score(
            self._subject.plan.number,
            points,
            round(decided, 2),
            round(still_open, 2),
            bonus,
            worst if worst == best else None,
            worst,
            criteria,
            veto,
            is_grade_open=worst != best and worst == lowest,
        )

    def _grade(self, points: float) -> str | None:
        """Return the best grade for so many points; None for fewer than any grade needs."""
        return next((name for name, least in self._rubric.grades if points + _EPSILON >= least), None)

    def _criterion(self, criterion: Criterion, zero_of_plan: _Loss | None) -> CriterionScore:
        """Return the points of a criterion: none by a `zero`, by measure, by rules, or open."""
        zero = zero_of_plan or self._zero_reason(criterion.zero)
        if zero is not None:
            return CriterionScore(criterion.name, 0.0, criterion.points, _divided(criterion.points, [zero]))
        if criterion.measure is not None:
            return self._by_measure(criterion, criterion.measure)
        if criterion.rules:
            return self._by_rules(criterion)
        return CriterionScore(criterion.name, None, criterion.points)

    def _by_rules(self, criterion: Criterion) -> CriterionScore:
        losses = [
            _Loss(finding.message, index, finding.node)
            for rule in criterion.rules
            for index, finding in self._findings.get(rule, ())
        ]
        note = self._reason_for_open(criterion.rules, has_losses=bool(losses))
        if note is not None:
            return CriterionScore(criterion.name, None, criterion.points, note=note)
        largest = criterion.points - criterion.floor
        if not criterion.each:
            lost = _divided(largest, losses)
        else:
            # findings beyond the floor take nothing
            count = min(len(losses), ceil(largest / criterion.each))
            lost = _divided(min(largest, criterion.each * count), losses[:count], criterion.each)
        return _with_lost(criterion, lost)

    def _reason_for_open(self, ids: Sequence[str], *, has_losses: bool) -> Wording | None:
        """Return the reason for leaving the points to a person; None where the rules decide."""
        rules = [self._rules.rules[rule_id] for rule_id in ids]
        for rule in rules:
            if rule.level is None or rule.id in self._given_up:
                return replace(_OFF, params={"rule": rule.id})
        if not any(applies(rule.when, self._subject) for rule in rules):
            return _NOT_APPLICABLE
        if not has_losses and any(CHECKS[rule.type].finds_absence for rule in rules) and self._subject.may_hold_more():
            return _UNREAD
        return None

    def _by_measure(self, criterion: Criterion, measure: FactShare) -> CriterionScore:
        items = self._items(measure.roles)
        lacking = [
            (item, kinds)
            for item in items
            if (kinds := lacking_kinds(self._subject, item, measure.facts, all_kinds=measure.needs_all))
        ]
        share = 1 - len(lacking) / len(items) if items else 0.0
        points = _points_of(share, criterion.points, measure)
        if points < criterion.points and self._subject.may_hold_more():
            return CriterionScore(criterion.name, None, criterion.points, note=_UNREAD)
        losses = [self._lack(item, kinds, measure) for item, kinds in lacking]
        if not items:
            names = tuple(role.value for role in measure.roles)
            losses = [_Loss(replace(_NO_ITEMS, params={"section": section_words(names)}))]
        return _with_lost(criterion, _divided(criterion.points - points, losses))

    def _items(self, roles: tuple[Role, ...]) -> list[CheckableItem]:
        """Return the items of the sections of some roles; tasks and measures stand for each other where a plan lacks either."""
        items = _items_of(self._subject, roles)
        if items or not set(roles) & _WORK:
            return items
        return _items_of(self._subject, (Role.TASK, Role.MEASURE))

    def _lack(self, item: CheckableItem, kinds: tuple[str, ...], measure: FactShare) -> _Loss:
        text = quoted(self._subject.text[item.span.start : item.span.end])
        fact = facts_together(kinds) if measure.needs_all else fact_words(kinds)
        return _Loss(replace(_LACKS, params={"item": text, "fact": fact}), node=item.node)

    def _zero_reason(self, zero: ZeroWhen | None) -> _Loss | None:
        """Return the reason for no points at all: a finding, or a copied plan; None without a reason."""
        if zero is None:
            return None
        for rule in zero.rules:
            for index, finding in self._findings.get(rule, ()):
                return _Loss(finding.message, index, finding.node)
        match = max(self._subject.matches, key=lambda match: match.copied, default=None)
        if zero.copied is None or match is None or match.copied < zero.copied:
            return None
        params = {"share": f"{int(match.copied * 100)}%", "path": f"{match.path}#{match.number}"}
        return _Loss(replace(_COPIED, params=params))


def _items_of(subject: Subject, roles: tuple[Role, ...]) -> list[CheckableItem]:
    return [item for section in topmost(subject, roles) for item in judged_items(subject, section)]


def _points_of(share: float, points: float, measure: FactShare) -> float:
    """Return the points for a share of items, of `points` at most: by band, else in proportion, rounded down to tenths."""
    if measure.bands:
        return next((of_band for least, of_band in measure.bands if share + _EPSILON >= least), 0.0)
    return floor(min(share / measure.full, 1.0) * points * 10 + _EPSILON) / 10


def _with_lost(criterion: Criterion, lost: tuple[LostPoints, ...]) -> CriterionScore:
    points = round(criterion.points - sum(loss.points for loss in lost), 2)
    return CriterionScore(criterion.name, points, criterion.points, lost)


def _divided(points: float, losses: Sequence[_Loss], per_loss: float = 0.0) -> tuple[LostPoints, ...]:
    """Return the losses with `points` divided among them: `per_loss` for each as far as the points go, without it evenly.

    >>> [loss.points for loss in _divided(1, [_Loss(_UNREAD)] * 3)], [loss.points for loss in _divided(5, [_Loss(_UNREAD)] * 3, 2)]
    ([0.34, 0.33, 0.33], [2.0, 2.0, 1.0])
    """
    hundredths = round(points * _HUNDREDTHS)
    if not losses or hundredths <= 0:
        return ()
    if per_loss:
        full = round(per_loss * _HUNDREDTHS)
        amounts = [min(full, max(hundredths - full * index, 0)) for index in range(len(losses))]
    else:
        even, remainder = divmod(hundredths, len(losses))
        amounts = [even + (index < remainder) for index in range(len(losses))]
    return tuple(
        LostPoints(amount / _HUNDREDTHS, loss.reason, loss.finding, loss.node)
        for amount, loss in zip(amounts, losses, strict=True)
        if amount
    )
