"""Findings counted by submission and by rule, for reports with many submissions in a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.model import Checked, Level
from jyplan.reports.media.rule_words import without_fields
from jyplan.reports.protocol import RuleCard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import Finding, Node, Plan
    from jyplan.reports.protocol import CheckResult

_LEVELS = tuple(Level)


@dataclass(frozen=True)
class CheckedSubmission:
    """A checked plan with all findings in the plan."""

    path: str
    """Path of the document, as the user named it."""
    name: str
    """The path, with `#n` where the document has several plans."""
    plan: Plan
    findings: tuple[Finding, ...]

    @cached_property
    def text(self) -> str:
        """The plan's text, joined once from the blocks."""
        return self.plan.text

    @cached_property
    def levels(self) -> Counter[Level]:
        """Number of findings of each level."""
        return Counter(finding.level for finding in self.findings)

    @cached_property
    def rules(self) -> Counter[str]:
        """Number of findings of each rule, by rule id."""
        return Counter(finding.rule for finding in self.findings)

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return {node.id: node for node in self.plan.walk()}

    def path_to(self, node_id: str) -> list[Node]:
        """Return the sections from the top level down to the section with this id, inclusive."""
        parts = node_id.split(".")
        return [self._nodes[".".join(parts[:depth])] for depth in range(1, len(parts) + 1)]

    def heaviest_level(self, rule: str) -> Level:
        """Return the heaviest level among a rule's findings in this plan.

        Raises:
            ValueError: The rule has no finding in this plan.
        """
        return min((finding.level for finding in self.findings if finding.rule == rule), key=_LEVELS.index)


@dataclass(frozen=True, slots=True)
class RuleTally:
    """A rule with the numbers of findings and of plans concerned."""

    card: RuleCard
    """Describes the rule; its `level` is the heaviest level among the findings."""
    findings: int
    submissions: int
    """Number of plans with at least one finding of this rule."""


def checked_submissions(results: Iterable[CheckResult]) -> Iterator[CheckedSubmission]:
    """Yield every checked plan with its findings, in the order of the documents; unread documents are skipped."""
    for result in results:
        if isinstance(result, Checked):
            path, plans = result.outline.document.path, result.outline.plans
            by_plan = {
                number: tuple(findings)
                for number, findings in groupby(result.findings, key=lambda finding: finding.plan)
            }
            for plan in plans:
                name = f"{path}#{plan.number}" if len(plans) > 1 else path
                yield CheckedSubmission(path, name, plan, by_plan.get(plan.number, ()))


def worst_first(submissions: Iterable[CheckedSubmission]) -> list[CheckedSubmission]:
    """Return the submissions sorted by number of errors, then warnings, then infos, most first; ties stay in order."""
    return sorted(submissions, key=lambda submission: [-submission.levels[level] for level in Level])


def rule_tallies(submissions: Sequence[CheckedSubmission], cards: Iterable[RuleCard]) -> list[RuleTally]:
    """Return a tally of each rule with findings, sorted by level, heaviest first, then by number of findings."""
    card_of = {card.id: card for card in cards}
    findings = Counter[str]()
    plans = Counter[str]()
    heaviest: dict[str, Level] = {}
    for submission in submissions:
        findings.update(submission.rules)
        plans.update(submission.rules.keys())
        for finding in submission.findings:
            heaviest[finding.rule] = min(heaviest.get(finding.rule, Level.INFO), finding.level, key=_LEVELS.index)
    unsorted = [
        RuleTally(_card(rule, level, card_of.get(rule)), findings[rule], plans[rule])
        for rule, level in heaviest.items()
    ]
    return sorted(unsorted, key=lambda tally: (_LEVELS.index(tally.card.level), -tally.findings, tally.card.id))


def _card(rule: str, level: Level, card: RuleCard | None) -> RuleCard:
    """Return a rule's card with the heaviest level found and placeholders shown as `…`; a bare card for an unknown rule.

    A sentence of placeholders alone (“{words}”{problem}) says nothing about the rule and is left out.
    """
    if card is None:
        return RuleCard(rule, level, "", "", "")
    about = without_fields(card.about)
    says_something = any(map(str.isalnum, about))
    return RuleCard(rule, level, about if says_something else "", without_fields(card.hint), card.source, card.title)
