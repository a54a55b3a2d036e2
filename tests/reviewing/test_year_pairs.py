"""Each plan beside the plan of the year before: by school, then by copied text and title; years that titles name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jyplan.model import LastYearBasis, PlanSource, Relation, SchoolYear, SourceKind
from jyplan.reviewing.title_years import find_usual_year, is_of_earlier_year
from jyplan.reviewing.year_pairs import EarlierPlan, pair_years
from tests.compare.plan_builder import plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCHOOL, CONTENT = LastYearBasis.SCHOOL, LastYearBasis.CONTENT
TEACHING, SAFETY = "东风小学2025年教学工作计划", "东风小学2025年安全工作计划"


def paired(
    plans: Sequence[tuple[str, str | None]],
    earlier: Sequence[tuple[str, str | None]],
    copied: Mapping[tuple[int, int], float] | None = None,
) -> list[tuple[int, int, LastYearBasis]]:
    """Return the pairs of plans, each a title and a school; `copied` are shares by number of plan and earlier plan."""
    count = len(plans)
    sources: dict[int, list[PlanSource]] = {}
    for (number, index), share in (copied or {}).items():
        source = PlanSource(count + index, SourceKind.OWN_EARLIER, 0, True, share, 100, Relation.PARTIAL)
        sources.setdefault(number, []).append(source)
    pairs = pair_years(
        [plan(title) for title, _ in plans],
        [school for _, school in plans],
        [EarlierPlan(count + index, plan(title), school) for index, (title, school) in enumerate(earlier)],
        sources,
    )
    return [(pair.number, pair.earlier.listing - count, pair.basis) for pair in pairs]


def test_of_several_plans_of_the_school_the_more_alike_title_makes_the_pair() -> None:
    earlier = [("东风小学2024年安全工作计划", "东风小学"), ("东风小学2024年教学工作计划", "东风小学")]

    assert paired([(TEACHING, "东风小学"), (SAFETY, "东风小学")], earlier) == [(0, 1, SCHOOL), (1, 0, SCHOOL)]


def test_copied_text_counts_more_than_the_title() -> None:
    earlier = [("东风小学2024年安全工作计划", "东风小学"), ("东风小学2024年教学工作计划", "东风小学")]

    assert paired([(TEACHING, "东风小学")], earlier, {(0, 0): 0.2}) == [(0, 0, SCHOOL)]


def test_a_plan_on_another_subject_takes_no_earlier_plan_that_is_paired() -> None:
    earlier = [("东风小学2024年教学工作计划", "东风小学")]

    assert paired([(TEACHING, "东风小学"), (SAFETY, "东风小学")], earlier) == [(0, 0, SCHOOL)]


@pytest.mark.parametrize(
    ("title", "copied"),
    [
        pytest.param(TEACHING, 0.0, id="two drafts with the same title"),
        pytest.param(f"{TEACHING}（改）", 0.4, id="much of the text"),
    ],
)
def test_two_plans_share_an_earlier_plan(title: str, copied: float) -> None:
    plans = [(TEACHING, "东风小学"), (title, "东风小学")]
    earlier = [("东风小学2024年教学工作计划", "东风小学")]

    assert paired(plans, earlier, {(0, 0): 0.9, (1, 0): copied}) == [(0, 0, SCHOOL), (1, 0, SCHOOL)]


@pytest.mark.parametrize(("copied", "expected"), [(0.3, [(0, 0, CONTENT)]), (0.29, [])])
@pytest.mark.parametrize(("school", "earlier_school"), [(None, "向阳小学"), ("东风小学", None), (None, None)])
def test_where_a_school_is_unknown_much_copied_text_makes_the_pair(
    school: str | None, earlier_school: str | None, copied: float, expected: list[tuple[int, int, LastYearBasis]]
) -> None:
    assert paired([(TEACHING, school)], [("2024年教学工作计划", earlier_school)], {(0, 0): copied}) == expected


def test_plans_of_different_schools_are_never_a_pair() -> None:
    assert paired([(TEACHING, "东风小学")], [("向阳小学2024年教学工作计划", "向阳小学")], {(0, 0): 1.0}) == []


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (["2025", "2025", "2025"], SchoolYear(2025, 2025)),
        (["2025", "2025", "2025", "2024"], SchoolYear(2025, 2025)),
        (["2025", "2025", "2025", "2024", "2024"], None),
        (["2025", "2025"], None),
        ([], None),
    ],
)
def test_the_year_of_a_batch_is_in_three_titles_and_two_thirds_of_all(
    years: list[str], expected: SchoolYear | None
) -> None:
    assert find_usual_year([plan(f"{year}年工作计划") for year in years] + [plan("工作计划")]) == expected


@pytest.mark.parametrize(
    ("title", "is_earlier"),
    [
        ("2024—2025学年工作计划", True),
        ("2025—2026学年工作计划", False),
        ("2021—2025年发展规划", False),
        ("2020—2024年发展规划", True),
        ("工作计划", False),
    ],
)
def test_a_plan_is_of_an_earlier_year_when_its_year_is_over(title: str, is_earlier: bool) -> None:
    assert is_of_earlier_year(plan(title), SchoolYear(2025, 2026)) is is_earlier
    assert not is_of_earlier_year(plan(title), None)
