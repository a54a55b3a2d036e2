"""The points of plans in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Checked
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.rule_words import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.language import Language
    from jyplan.model import CriterionScore, Score
    from jyplan.reports.protocol import CheckResult


def score_rows(results: Iterable[CheckResult], language: Language) -> Iterator[dict[str, object]]:
    """Yield an object for each plan with points; `finding` counts the findings of all documents, as `findings` lists them."""
    before = 0
    for result in results:
        if isinstance(result, Checked):
            for score in result.scores:
                yield _score(score, result.outline.document.path, before, language)
            before += len(result.findings)


def _score(score: Score, path: str, before: int, language: Language) -> dict[str, object]:
    return {
        "path": shown_name(path),
        "plan": score.plan,
        "points": score.points,
        "of": score.of,
        "open": score.open,
        "bonus": score.bonus,
        "grade": score.grade,
        "grade_at_least": score.grade_at_least,
        "veto": [before + index for index in score.veto],
        "criteria": [_criterion(criterion, before, language) for criterion in score.criteria],
    }


def _criterion(criterion: CriterionScore, before: int, language: Language) -> dict[str, object]:
    return {
        "name": criterion.name,
        "points": criterion.points,
        "of": criterion.of,
        "note": worded(criterion.note, language) or None,
        "lost": [
            {
                "points": loss.points,
                "reason": worded(loss.reason, language),
                "finding": None if loss.finding is None else before + loss.finding,
                "node": loss.node,
            }
            for loss in criterion.lost
        ],
    }
