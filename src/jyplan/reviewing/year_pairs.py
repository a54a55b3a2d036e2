"""Each plan of the batch paired with an earlier plan of the same school, or of an unknown school with much of the text.

| plan of the batch | earlier plans | paired with |
|---|---|---|
| 东风小学 教学计划 | 东风小学 教学计划, 东风小学 安全计划 | the plan with most of the text, else the more alike title |
| 东风小学 安全计划 | 东风小学 教学计划, taken by the plan above | none: teaching says nothing of safety |
| 东风小学 教学计划（改） | 东风小学 教学计划, taken by a plan with another title | the same, if a draft has much of its text |
| no school known | 向阳小学 教学计划, 40 % copied | this plan, by content |
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import LastYearBasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.model import Plan, PlanSource

_MUCH_COPIED = 0.3
"""Least share of a plan copied from an earlier plan of an unknown school, or from a plan paired already, to make a pair."""
_MOST_EARLIER = 20
"""Earlier plans of the school, the best first, from which a plan may get its own."""


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """A plan of last year."""

    listing: int
    """Index into the listings of all copies."""
    plan: Plan
    school: str | None


@dataclass(frozen=True, slots=True)
class YearPair:
    """A plan and the earlier plan for the comparison."""

    number: int
    """Index of the plan in the batch."""
    plan: Plan
    earlier: EarlierPlan
    basis: LastYearBasis


class _Candidate(NamedTuple):
    """A possible pair of two plans of one school."""

    copied: float
    """Share of the plan copied from the earlier plan, from 0 to 1."""
    title_likeness: int
    """Different characters that both titles contain."""
    pair: YearPair


def pair_years(
    plans: Sequence[Plan],
    schools: Sequence[str | None],
    earlier: Sequence[EarlierPlan],
    sources: Mapping[int, Sequence[PlanSource]],
) -> list[YearPair]:
    """Return at most a single pair for each plan, by number; `sources` has the copied shares of each plan by number.

    Where a school is unknown on either side, the earlier plan with most of the text makes the pair.
    """
    by_school: dict[str, list[EarlierPlan]] = {}
    for entry in earlier:
        if entry.school:
            by_school.setdefault(entry.school, []).append(entry)
    pairs: list[YearPair] = []
    candidates: list[_Candidate] = []
    for number, (plan, school) in enumerate(zip(plans, schools, strict=True)):
        copied = {source.listing: source.copied for source in sources.get(number, ())}
        if school in by_school:
            candidates += _in_school(number, plan, by_school[school], copied)
            continue
        unknown = [entry for entry in earlier if entry.school is None or school is None]
        best = max(unknown, key=lambda entry: copied.get(entry.listing, 0.0), default=None)
        if best is not None and copied.get(best.listing, 0.0) >= _MUCH_COPIED:
            pairs.append(YearPair(number, plan, best, LastYearBasis.CONTENT))
    return sorted([*pairs, *_best_pairs(candidates)], key=lambda pair: pair.number)


def _in_school(
    number: int, plan: Plan, earlier: Sequence[EarlierPlan], copied: Mapping[int, float]
) -> list[_Candidate]:
    """Return the best candidates among the earlier plans of a plan's school; `copied` has the shares by listing."""
    candidates = (
        _Candidate(
            copied.get(entry.listing, 0.0),
            _shared_characters(plan.title, entry.plan.title),
            YearPair(number, plan, entry, LastYearBasis.SCHOOL),
        )
        for entry in earlier
    )
    return nlargest(_MOST_EARLIER, candidates, key=lambda candidate: candidate[:2])


def _best_pairs(candidates: Sequence[_Candidate]) -> Iterator[YearPair]:
    """Yield a pair for each plan, greedily, by copied share, then by likeness of the titles.

    Two plans share an earlier plan only if their titles are equal, as those of two drafts, or if much text is copied.
    """
    title_of_first: dict[int, str | None] = {}
    paired: set[int] = set()
    for copied, _, pair in sorted(candidates, key=lambda candidate: (-candidate.copied, -candidate.title_likeness)):
        if pair.number in paired:
            continue
        title = title_of_first.setdefault(pair.earlier.listing, pair.plan.title)
        if title == pair.plan.title or copied >= _MUCH_COPIED:
            paired.add(pair.number)
            yield pair


def _shared_characters(left: str | None, right: str | None) -> int:
    """Return how many different characters two titles have in common."""
    return len({*(left or "")} & {*(right or "")})
