"""The points of plans on the screen: the criteria of a plan, or a line for each of many plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.check.scores.rows import grade_words, number_words, reasons, scored_plans, total_words
from jyplan.reports.media.columns import fit, fit_end, width
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.reports.check.scores.rows import ScoredPlan
    from jyplan.reports.protocol import CheckOptions, CheckResult

_FEW = 3
"""Most plans with a table of criteria each."""
_REASONS = 3
"""Most reasons shown for a criterion; further reports list all reasons."""
_NAME = 28
"""Columns for the name of a criterion."""


def score_lines(results: Sequence[CheckResult], options: CheckOptions) -> list[str]:
    """Return the lines about points; none without points."""
    plans = list(scored_plans(results))
    if not plans:
        return []
    lines = [options.language.say(Message("Points"))]
    if len(plans) > _FEW:
        return [*lines, *(_row(scored, options) for scored in plans)]
    for scored in plans:
        lines += _criteria(scored, options)
    return lines


def _row(scored: ScoredPlan, options: CheckOptions) -> str:
    score = scored.score
    points = f"{number_words(score.points)}/{number_words(score.of)}"
    still_open = f"+{number_words(score.open)}?" if score.open else ""
    grade = grade_words(score)
    grade = options.language.say(grade) if isinstance(grade, Message) else grade
    room = max(options.width, 40) - 40
    ellipsis = "…" if options.unicode else "..."
    name = fit_end(one_line(scored.name), max(room, 12), ellipsis)
    return f"  {points:>12} {still_open:<6}{_padded(grade, 18)} {name}".rstrip()


def _criteria(scored: ScoredPlan, options: CheckOptions) -> Iterator[str]:
    ellipsis = "…" if options.unicode else "..."
    room = max(options.width, 40)
    yield f"  {fit_end(one_line(scored.name), room - 2, ellipsis)}"
    for criterion in scored.score.criteria:
        points = "?" if criterion.points is None else number_words(criterion.points)
        name = _padded(fit(one_line(criterion.name), _NAME, ellipsis), _NAME)
        yield f"    {name} {f'{points}/{number_words(criterion.of)}':>8}"
        shown = list(reasons(criterion, options.language))
        for reason in shown[:_REASONS]:
            words = reason if options.unicode else reason.replace("−", "-")
            yield f"      {fit(one_line(words), room - 6, ellipsis)}"
        if len(shown) > _REASONS:
            notice = Message("and {count} more", {"count": len(shown) - _REASONS})
            yield f"      {options.language.say(notice)}"
    yield f"    {total_words(scored.score, options.language)}"


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))
