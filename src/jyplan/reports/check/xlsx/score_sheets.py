"""Sheets with the points of plans in a workbook: a row a plan, then a sheet for each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.check.scores.rows import grade_words, reasons, scored_plans
from jyplan.reports.check.xlsx.book import SheetColumn
from jyplan.reports.media.labels import plan_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.language import Language
    from jyplan.reports.check.scores.rows import ScoredPlan
    from jyplan.reports.check.xlsx.book import Cell, FindingsWorkbook, Row
    from jyplan.reports.protocol import CheckResult

_PLAN = (
    SheetColumn(Message("File"), 24),
    SheetColumn(Message("Plan no."), 6),
    SheetColumn(Message("Title"), 24),
    SheetColumn(Message("School"), 18),
)
_SUM = (
    SheetColumn(Message("Points"), 8),
    SheetColumn(Message("Of"), 8),
    SheetColumn(Message("To be given"), 8),
    SheetColumn(Message("Grade"), 16),
)
_CRITERION = (
    *_PLAN,
    SheetColumn(Message("Of"), 8),
    SheetColumn(Message("Points"), 8),
    SheetColumn(Message("Given by a person"), 12),
    SheetColumn(Message("Why points are lost"), 80),
)
_LONGEST_NAME = 31
"""UTF-16 code units in the name of a sheet: "Excel specifications and limits", Microsoft."""
_REFUSED = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_MOST_SHEETS = 40
"""Criteria with a sheet of their own."""


def add_score_sheets(book: FindingsWorkbook, results: Sequence[CheckResult]) -> None:
    """Add the score sheet, and a sheet for each criterion; nothing without points."""
    plans = list(scored_plans(results))
    if not plans:
        return
    criteria = plans[0].score.criteria  # a run has one rubric
    columns = (
        *_PLAN,
        *_SUM,
        *(SheetColumn(f"{criterion.name}（{criterion.of:g}）", 12) for criterion in criteria),
    )
    book.add_table(Message("Score sheet"), columns, (_total_row(scored, book.language) for scored in plans), frozen=3)
    for index, criterion in enumerate(criteria[:_MOST_SHEETS]):
        name = _sheet_name(index + 1, criterion.name)
        book.add_table(name, _CRITERION, _criterion_rows(plans, index, book.language), frozen=3)


def _sheet_name(number: int, criterion: str) -> str:
    """Return a valid name of a sheet; the number of the criterion keeps two cut names distinct."""
    name = f"{number} {criterion.translate(_REFUSED)}"
    return name.encode("utf-16-le", "replace")[: 2 * _LONGEST_NAME].decode("utf-16-le", "ignore").strip()


def _names(scored: ScoredPlan, language: Language) -> Row:
    plan = scored.plan
    return scored.path, plan.number, plan_title(plan.number, plan.title, language), plan.school or ""


def _total_row(scored: ScoredPlan, language: Language) -> Row:
    score = scored.score
    grade = grade_words(score)
    points: list[Cell] = ["" if criterion.points is None else criterion.points for criterion in score.criteria]
    words = language.say(grade) if isinstance(grade, Message) else grade
    return *_names(scored, language), score.points, score.of, score.open, words, *points


def _criterion_rows(plans: Sequence[ScoredPlan], index: int, language: Language) -> Iterator[Row]:
    for scored in plans:
        criterion = scored.score.criteria[index]
        points: Cell = "" if criterion.points is None else criterion.points
        yield *_names(scored, language), criterion.of, points, "", "；".join(reasons(criterion, language))
