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

Schema = dict[str, object]


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


_TEXT: Schema = {"type": "string"}
_POINTS: Schema = {"type": "number", "minimum": 0}
_FINDING: Schema = {"type": "integer", "minimum": 0}
_LOST: Schema = {
    "points": _POINTS,
    "reason": _TEXT | {"description": "For people, in their language."},
    "finding": {"type": ["integer", "null"], "description": "Index into `findings`."},
    "node": {"type": ["string", "null"], "description": "Id of the section."},
}
_CRITERION: Schema = {
    "name": _TEXT,
    "points": {"type": ["number", "null"], "description": "Null where a person gives the points."},
    "of": _POINTS | {"description": "The greatest number of points."},
    "note": {"type": ["string", "null"], "description": "Why a person must give points that rules usually give."},
    "lost": {
        "type": "array",
        "items": {"type": "object", "properties": _LOST, "required": list(_LOST)},
        "description": "Each lost point with its reason; with the points they add up to `of`.",
    },
}
_SCORE: Schema = {
    "path": _TEXT,
    "plan": {"type": "integer", "minimum": 1},
    "points": _POINTS | {"description": "Points that the rules give."},
    "of": _POINTS | {"description": "The greatest number of points that the rules can give to this plan."},
    "open": _POINTS | {"description": "Points that a person gives."},
    "bonus": _POINTS | {"description": "Most points that a person may add."},
    "grade": {"type": ["string", "null"], "description": "Null where open points decide, or without grades."},
    "grade_at_least": {"type": ["string", "null"], "description": "The grade without any open point."},
    "veto": {"type": "array", "items": _FINDING, "description": "Findings that give the lowest grade."},
    "criteria": {
        "type": "array",
        "items": {"type": "object", "properties": _CRITERION, "required": list(_CRITERION)},
    },
}
SCORES_SCHEMA: Schema = {
    "type": "array",
    "description": "The points of each plan, where the rule set has a rubric.",
    "items": {"type": "object", "properties": _SCORE, "required": list(_SCORE)},
}
