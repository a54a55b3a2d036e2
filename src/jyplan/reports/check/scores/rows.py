"""Plans with their points, and the words for points, for all reports of points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import Checked, Message
from jyplan.reports.media.rule_words import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.language import Language
    from jyplan.model import CriterionScore, Plan, Score
    from jyplan.reports.protocol import CheckResult


@dataclass(frozen=True, slots=True)
class ScoredPlan:
    """A plan with its points."""

    path: str
    """Path of the document, as the user named it."""
    name: str
    """The path, with `#n` where the document has several plans."""
    plan: Plan
    score: Score


def scored_plans(results: Iterable[CheckResult]) -> Iterator[ScoredPlan]:
    """Yield every plan with points, in the order of the documents."""
    for result in results:
        if isinstance(result, Checked) and result.scores:
            path, plans = result.outline.document.path, {plan.number: plan for plan in result.outline.plans}
            for score in result.scores:
                yield ScoredPlan(path, f"{path}#{score.plan}" if len(plans) > 1 else path, plans[score.plan], score)


def number_words(points: float) -> str:
    """Return points without zeros at the end.

    >>> number_words(13.3), number_words(20.0)
    ('13.3', '20')
    """
    return f"{points:.2f}".rstrip("0").rstrip(".")


def grade_words(score: Score) -> Message | str:
    """Return the grade, after a veto with the reason; for open points the least grade or “still open”; empty without grades."""
    if score.veto:
        veto = Message("vetoed")
        return Message("{grade} ({reason})", {"grade": score.grade, "reason": veto}) if score.grade else veto
    if score.grade is not None:
        return score.grade
    if score.is_grade_open:
        return Message("grade still open")
    return "" if score.grade_at_least is None else Message("at least {grade}", {"grade": score.grade_at_least})


def total_words(score: Score, language: Language) -> str:
    """Return the sum as "78 of 80, 20 to be given, at least 良好"."""
    params = {"points": number_words(score.points), "of": number_words(score.of), "open": number_words(score.open)}
    sentence = Message("{points} of {of} points", params)
    if score.open:
        sentence = Message("{points} of {of} points, {open} to be given by a person", params)
    if score.bonus:
        bonus = {"sentence": sentence, "bonus": number_words(score.bonus)}
        sentence = Message("{sentence}, up to {bonus} more as a bonus", bonus)
    if (grade := grade_words(score)) != "":
        sentence = Message("{sentence}: {grade}", {"sentence": sentence, "grade": grade})
    return language.say(sentence)


def reasons(criterion: CriterionScore, language: Language) -> Iterator[str]:
    """Yield the note on open points, then each loss with points and reason: "−2 缺少“目标”部分"."""
    if criterion.note is not None:
        yield worded(criterion.note, language)
    for loss in criterion.lost:
        yield f"−{number_words(loss.points)} {worded(loss.reason, language)}"
