"""Tests of the examples in rule files: passing examples without a violation, failing examples with any, points as expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.subject import Subject
from jyplan.model import Block, Document, Message, PageLayout, Place, Style, Submission
from jyplan.text.expressions import TooSlowError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.rulesets import Rule, RuleSet
    from jyplan.rulesets.examples import Example, StyledParagraph
    from jyplan.rulesets.rubric import RubricTest


_A4 = (595.3, 841.9)
"""Points: 210 × 297 mm, ISO 216."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of testing an example of a rule."""

    rule: str
    expected: str
    """`pass` or `fail`, or `tests` of the rubric: the key that lists the example."""
    number: int
    """Counted from 1 among the examples under the same key."""
    complaint: Message | None
    """Why the example is not as expected; None for an example as expected."""


def try_examples(rules: RuleSet) -> Iterator[Outcome]:
    """Yield the outcome of every example, rule by rule, rules switched off included.

    The tests of the rubric come first. A rule's `when` does not count in the examples of the rule: an example may be a few
    lines, too few to be recognised as a plan.
    """
    for number, test in enumerate(rules.rubric.tests if rules.rubric is not None else (), 1):
        yield Outcome("score", "tests", number, _points_complaint(rules, test))
    for rule in rules.rules.values():
        for number, example in enumerate(rule.passing, 1):
            violations = _violations(rule, example)
            complaint = Message("finds “{words}”", {"words": violations[0]}) if violations else None
            yield Outcome(rule.id, "pass", number, complaint)
        for number, example in enumerate(rule.failing, 1):
            complaint = None if _violations(rule, example) else Message("finds nothing")
            yield Outcome(rule.id, "fail", number, complaint)


def _points_complaint(rules: RuleSet, test: RubricTest) -> Message | None:
    """Return the first difference from the points expected by a test; None without a difference."""
    from jyplan import outline, readers
    from jyplan.checker.run import check_outline
    from jyplan.checker.scoring import add_scores

    read = outline.read_outline(readers.read(test.text.encode(), "score"))
    scores = add_scores(check_outline(read, rules), rules).scores
    if not scores:
        return Message("the plan gets no points: “when” leaves it out")
    score = scores[0]
    given = {criterion.name: criterion.points for criterion in score.criteria}
    compared: list[tuple[str, object, object]] = [(name, points, given[name]) for name, points in test.criteria]
    if test.points is not None:
        compared.append(("points", test.points, score.points))
    if test.grade is not None:
        compared.append(("grade", test.grade, score.grade_at_least))
    for name, expected, actual in compared:
        if expected != actual:
            params = {"name": name, "expected": expected, "found": "-" if actual is None else actual}
            return Message("“{name}” is {found}, not {expected}", params)
    return None


def _violations(rule: Rule, example: Example) -> list[str]:
    """Return the words of every violation of a rule in an example; for a rule given up as too slow its expression."""
    from jyplan import outline, readers
    from jyplan.checker.run import violations_of

    violations: list[str] = []
    styled = bool(example.paragraphs)
    document = outline.read_outline(
        _word_document(example, rule.id) if styled else readers.read(example.text.encode(), rule.id)
    )
    for plan in document.plans:
        subject = Subject(Submission(plan, document.document))
        try:
            violations += [
                subject.text[violation.start : violation.end]
                for violation in violations_of(rule, subject)
                if rule.level is None or rule.level_of(violation.variant) is not None
            ]
        except TooSlowError as error:
            violations.append(str(error))
    return violations


def _word_document(example: Example, path: str) -> Document:
    """Return a Word document with the styled paragraphs of an example, on A4 paper, as read from a file."""
    blocks = tuple(
        Block(paragraph.text, place=Place(paragraph=number), style=_style(paragraph))
        for number, paragraph in enumerate(example.paragraphs, 1)
    )
    layout = PageLayout(*_A4, *example.margins) if example.margins else None
    return Document(path, "docx", "", blocks, layout=layout)


def _style(paragraph: StyledParagraph) -> Style:
    return Style(
        font=paragraph.font or None,
        size=paragraph.size or None,
        alignment=paragraph.alignment or None,
        line_spacing=paragraph.spacing or None,
        line_rule="exact" if paragraph.spacing else None,
    )
