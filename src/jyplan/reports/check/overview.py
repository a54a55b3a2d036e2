"""Findings counted: by submission and by rule, for the reports that show many submissions at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from string import Formatter
from typing import TYPE_CHECKING

from jyplan.model import Checked, Level
from jyplan.reports.protocol import RuleCard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import Finding, Node, Plan
    from jyplan.reports.protocol import CheckResult

_LEVELS = tuple(Level)


@dataclass(frozen=True)
class Reviewed:
    """A plan that was checked, with what was found in it."""

    path: str
    """Of its document, as the user named it."""
    name: str
    """The path, with `#n` where the document has several plans."""
    plan: Plan
    findings: tuple[Finding, ...]

    @cached_property
    def text(self) -> str:
        """The plan's text, put together once."""
        return self.plan.text

    @cached_property
    def levels(self) -> Counter[Level]:
        """How many findings there are of each level."""
        return Counter(finding.level for finding in self.findings)

    @cached_property
    def rules(self) -> Counter[str]:
        """How many findings there are of each rule, by its id."""
        return Counter(finding.rule for finding in self.findings)

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return {node.id: node for node in self.plan.walk()}

    def way_to(self, node: str) -> list[Node]:
        """Return the sections that lead to the one with this id, the topmost first, itself last."""
        parts = node.split(".")
        return [self._nodes[".".join(parts[:depth])] for depth in range(1, len(parts) + 1)]

    def heaviest(self, rule: str) -> Level:
        """Return the heaviest level that a rule with findings here has here."""
        return min((finding.level for finding in self.findings if finding.rule == rule), key=_LEVELS.index)


@dataclass(frozen=True, slots=True)
class Tally:
    """A rule with what it has found."""

    card: RuleCard
    """Its `level` is the heaviest one of its findings."""
    findings: int
    submissions: int
    """Plans in which it has found something."""


def reviewed(results: Iterable[CheckResult]) -> Iterator[Reviewed]:
    """Yield every plan that was checked, in the order of the documents."""
    for result in results:
        if isinstance(result, Checked):
            path, plans = result.outline.document.path, result.outline.plans
            by_plan = {
                number: tuple(findings) for number, findings in groupby(result.findings, key=lambda each: each.plan)
            }
            for plan in plans:
                name = f"{path}#{plan.number}" if len(plans) > 1 else path
                yield Reviewed(path, name, plan, by_plan.get(plan.number, ()))


def worst_first(submissions: Iterable[Reviewed]) -> list[Reviewed]:
    """Return the submissions by errors, then warnings, then notes; equal ones stay in their order."""
    return sorted(submissions, key=lambda each: [-each.levels[level] for level in Level])


def tallies(submissions: Sequence[Reviewed], cards: Iterable[RuleCard]) -> list[Tally]:
    """Return the rules that have found something, the heaviest and most frequent first."""
    known = {card.id: card for card in cards}
    findings = Counter[str]()
    plans = Counter[str]()
    heaviest: dict[str, Level] = {}
    for submission in submissions:
        findings.update(submission.rules)
        plans.update(submission.rules.keys())
        for finding in submission.findings:
            heaviest[finding.rule] = min(heaviest.get(finding.rule, Level.INFO), finding.level, key=_LEVELS.index)
    found = [
        Tally(_card(rule, level, known.get(rule)), findings[rule], plans[rule]) for rule, level in heaviest.items()
    ]
    return sorted(found, key=lambda each: (_LEVELS.index(each.card.level), -each.findings, each.card.id))


def _card(rule: str, level: Level, known: RuleCard | None) -> RuleCard:
    if known is None:
        return RuleCard(rule, level, "", "", "")
    return RuleCard(rule, level, without_fields(known.about), without_fields(known.hint), known.source)


def without_fields(template: str) -> str:
    """Return a rule's sentence with `…` for what differs from finding to finding.

    >>> without_fields("“{words}” was never filled in")
    '“…” was never filled in'
    """
    return "".join(literal + ("" if field is None else "…") for literal, field, _, _ in Formatter().parse(template))
