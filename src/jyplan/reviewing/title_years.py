"""School years that titles name: the year of the batch, and plans of an earlier year.

| titles of a batch | year of the batch | of an earlier year |
|---|---|---|
| 2025学年…计划 three times, 2024学年…计划 | 2025 | 2024学年…计划 |
| 2025学年…计划 three times, 2021—2025年发展规划 | 2025 | none: the five years are not over |
| 2025学年…计划, 2024学年…计划 | none: too few agree | none |
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.model import SchoolYear
from jyplan.outline.facts.school_year import find_school_year

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.model import Plan

_FEWEST_YEARS = 3
"""Plans that must name the same year in their titles for it to be the year of the batch …"""
_MOST_OF_ALL = 2 / 3
"""… and their share of all plans with a year in the title."""


def find_usual_year(plans: Iterable[Plan]) -> SchoolYear | None:
    """Return the year, without its term, that most titles name; None where titles disagree or fewer than three agree."""
    counts = Counter((year.first, year.last) for plan in plans if (year := _year_in_title(plan)))
    [(years, count)] = counts.most_common(1) or [((0, 0), 0)]
    return SchoolYear(*years) if count >= max(_FEWEST_YEARS, _MOST_OF_ALL * counts.total()) else None


def is_of_earlier_year(plan: Plan, usual: SchoolYear | None) -> bool:
    """Whether the title of a plan names a year that begins and ends before the usual year of the batch.

    A plan for several years is of an earlier year when all of them are over: 2021—2025年发展规划 still holds in 2025—2026.
    """
    year = _year_in_title(plan)
    if year is None or usual is None:
        return False
    if year.last - year.first > 1:
        return year.last < usual.first
    return year.first < usual.first and year.last < usual.last


def _year_in_title(plan: Plan) -> SchoolYear | None:
    return find_school_year(plan.title, "")
