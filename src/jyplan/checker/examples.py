"""The examples in rule files put to the test: a rule must be silent in those that pass and speak in those that fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.subject import Subject
from jyplan.model import Block, Document, Message, PageLayout, Place, Style, Submission
from jyplan.text.expressions import TooSlowError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.rulesets import Rule, RuleSet
    from jyplan.rulesets.examples import Example, Looks


_A4 = (595.3, 841.9)
"""Points: 210 × 297 mm, ISO 216."""


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
        for number, example in enumerate(rule.passing, 1):
            found = _found(rule, example)
            complaint = Message("finds “{words}”", {"words": found[0]}) if found else None
            yield Outcome(rule.id, "pass", number, complaint)
        for number, example in enumerate(rule.failing, 1):
            complaint = None if _found(rule, example) else Message("finds nothing")
            yield Outcome(rule.id, "fail", number, complaint)


def _found(rule: Rule, example: Example) -> list[str]:
    """Return the words that a rule finds in an example."""
    from jyplan import outline, readers
    from jyplan.checker.run import violations_of

    found: list[str] = []
    styled = bool(example.looks)
    document = outline.read_outline(
        _word_document(example, rule.id) if styled else readers.read(example.text.encode(), rule.id)
    )
    for plan in document.plans:
        subject = Subject(Submission(plan, document.document))
        try:
            found += [
                subject.text[violation.start : violation.end]
                for violation in violations_of(rule, subject)
                if rule.level is None or rule.level_of(violation.variant) is not None
            ]
        except TooSlowError as error:
            found.append(str(error))
    return found


def _word_document(example: Example, path: str) -> Document:
    """Return what the reader of Word files would give for paragraphs with these looks, on paper of A4."""
    blocks = tuple(
        Block(looks.text, place=Place(paragraph=number), style=_style(looks))
        for number, looks in enumerate(example.looks, 1)
    )
    layout = PageLayout(*_A4, *example.margins) if example.margins else None
    return Document(path, "docx", "", blocks, layout=layout)


def _style(looks: Looks) -> Style:
    return Style(
        font=looks.font or None,
        size=looks.size or None,
        alignment=looks.alignment or None,
        line_spacing=looks.spacing or None,
        line_rule="exact" if looks.spacing else None,
    )
