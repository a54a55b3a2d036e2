"""The examples in rule files put to the test: a rule must be silent in those that pass and speak in those that fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.subject import Subject
from jyplan.model import Message, Submission
from jyplan.text.expressions import TooSlowError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.rulesets import Rule, RuleSet


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one example."""

    rule: str
    expected: str
    """pass or fail."""
    number: int
    """From 1, among the rule's examples of this kind."""
    complaint: Message | None
    """What is wrong with it; None if the rule does what is expected."""


def try_examples(rules: RuleSet) -> Iterator[Outcome]:
    """Yield the outcome of each example, rule by rule; rules that are off are tried too.

    A rule's `when` does not count: an example may be a few lines in which no plan would be seen.
    """
    for rule in rules.rules.values():
        for number, text in enumerate(rule.passing, 1):
            found = _found(rule, text)
            complaint = Message("finds “{words}”", {"words": found[0]}) if found else None
            yield Outcome(rule.id, "pass", number, complaint)
        for number, text in enumerate(rule.failing, 1):
            complaint = None if _found(rule, text) else Message("finds nothing")
            yield Outcome(rule.id, "fail", number, complaint)


def _found(rule: Rule, text: str) -> list[str]:
    """Return the words that a rule finds in an example."""
    from jyplan import outline, readers
    from jyplan.checker import hits_of

    found: list[str] = []
    document = outline.read_outline(readers.read(text.encode(), rule.id))
    for plan in document.plans:
        subject = Subject(Submission(plan, document.document))
        try:
            found += [
                subject.text[hit.start : hit.end]
                for hit in hits_of(rule, subject)
                if rule.level is None or rule.level_of(hit.variant) is not None
            ]
        except TooSlowError as error:
            found.append(str(error))
    return found
