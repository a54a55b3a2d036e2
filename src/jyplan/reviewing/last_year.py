"""A plan beside the same school's earlier plan: the pairing, the change of each section and figure; the years that titles name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from jyplan.compare.diff.comparison import ComparisonOptions, compare_plans
from jyplan.compare.passages.views import view_text
from jyplan.model import AgainstLastYear, Change, EditKind, Indicator, LastYearBasis, Role, RoleChange, SchoolYear
from jyplan.outline.facts.school_year import find_school_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.compare.passages.boilerplate import Boilerplate
    from jyplan.model import Comparison, Node, Plan, PlanSource

_BY_CONTENT = 0.3
"""Least share of a plan copied from an earlier plan of an unknown school for that to be last year's."""
_MOST_EARLIER = 20
"""Earlier plans of a school among which each of its plans finds its own."""
_ROLES = frozenset(role.value for role in Role)
_TITLE = 40
"""Characters of a section without title that stand for it."""
_FEWEST_YEARS = 3
"""Plans that must name the same year in their titles for it to be the year of the batch …"""
_MOST_OF_ALL = 2 / 3
"""… and their share of all plans with a year in the title."""


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """A plan of last year."""

    listing: int
    """Index into the listings of all copies."""
    plan: Plan
    school: str | None


@dataclass(frozen=True, slots=True)
class YearPair:
    """A plan and the earlier plan it is compared with."""

    number: int
    """Of the plan in the batch."""
    plan: Plan
    earlier: EarlierPlan
    basis: LastYearBasis


def pair_years(
    plans: Sequence[Plan],
    schools: Sequence[str | None],
    earlier: Sequence[EarlierPlan],
    sources: Mapping[int, Sequence[PlanSource]],
) -> list[YearPair]:
    """Return each plan with its school's earlier plan, of several the one with most of the text, else the most alike title.

    What a school writes on safety has no earlier plan in what it wrote on teaching.
    Where a school is not known on one side, it is the earlier plan with most of the text.
    """
    by_school: dict[str, list[EarlierPlan]] = {}
    for entry in earlier:
        if entry.school:
            by_school.setdefault(entry.school, []).append(entry)
    pairs: list[YearPair] = []
    candidates: list[tuple[float, int, YearPair]] = []
    for number, (plan, school) in enumerate(zip(plans, schools, strict=True)):
        copied = {source.other: source.copied for source in sources.get(number, ())}
        if school in by_school:
            own = (
                (
                    copied.get(entry.listing, 0.0),
                    _alike(plan, entry.plan),
                    YearPair(number, plan, entry, LastYearBasis.SCHOOL),
                )
                for entry in by_school[school]
            )
            candidates += nlargest(_MOST_EARLIER, own, key=lambda entry: entry[:2])
            continue
        unknown = [entry for entry in earlier if entry.school is None or school is None]
        best_copied, found = max(
            ((copied.get(entry.listing, 0.0), entry) for entry in unknown),
            key=lambda item: item[0],
            default=(0.0, None),
        )
        if found is not None and best_copied >= _BY_CONTENT:
            pairs.append(YearPair(number, plan, found, LastYearBasis.CONTENT))
    return sorted([*pairs, *_best_pairs(candidates)], key=lambda pair: pair.number)


def _best_pairs(candidates: list[tuple[float, int, YearPair]]) -> Iterator[YearPair]:
    """Yield a pair for each plan, by copied share, then likeness of the titles.

    An earlier plan that is taken is also that of another plan of the same title, a draft, and of one that has much of its text.
    """
    taken: dict[int, str | None] = {}
    paired: set[int] = set()
    for copied, _, pair in sorted(candidates, key=lambda entry: (-entry[0], -entry[1])):
        if pair.number in paired:
            continue
        title = taken.setdefault(pair.earlier.listing, pair.plan.title)
        if title == pair.plan.title or copied >= _BY_CONTENT:
            paired.add(pair.number)
            yield pair


def find_usual_year(plans: Iterable[Plan]) -> SchoolYear | None:
    """Return the year, without its term, that the titles of most plans name; None where they do not agree, or are few."""
    named = Counter((year.first, year.last) for plan in plans if (year := _year_in_title(plan)))
    [(years, count)] = named.most_common(1) or [((0, 0), 0)]
    return SchoolYear(*years) if count >= max(_FEWEST_YEARS, _MOST_OF_ALL * named.total()) else None


def is_of_earlier_year(plan: Plan, usual: SchoolYear | None) -> bool:
    """Whether the title of a plan names a year that begins and ends before the usual one of its batch.

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


def compare_years(pair: YearPair, boilerplate: Boilerplate | None, same_from: float) -> AgainstLastYear:
    """Return what has become of the earlier plan; `same_from` is the copied share from which on it is the same."""
    comparison = compare_plans(pair.earlier.plan, pair.plan, ComparisonOptions(boilerplate=boilerplate))
    copied = comparison.similarity.right_copied
    return AgainstLastYear(
        pair.earlier.listing,
        pair.basis,
        copied,
        copied >= same_from or _is_hardly_changed(comparison, boilerplate, same_from),
        tuple(_role_changes(comparison)),
        tuple(
            change
            for change in comparison.facts
            if isinstance(change.left, Indicator) or isinstance(change.right, Indicator)
        ),
    )


def _is_hardly_changed(comparison: Comparison, boilerplate: Boilerplate | None, same_from: float) -> bool:
    """Whether hardly more than the year was written anew, the office's own text aside, which counts as copied from no school."""
    text = comparison.right.text
    view = view_text(text)
    own = len(view.plain) - (int(boilerplate.quoted_in(view).sum()) if boilerplate else 0)
    spans = [edit.right for edit in comparison.edits if edit.kind is not EditKind.FORMAT]
    anew = sum(len("".join(text[span.start : span.end].split())) for span in spans)
    return own > 0 and anew <= (1 - same_from) * own


def _role_changes(comparison: Comparison) -> list[RoleChange]:
    left_titles = {node.id: _title(node) for node in comparison.left.walk()}
    right_titles = {node.id: _title(node) for node in comparison.right.walk()}
    changes: list[RoleChange] = []
    for summary in comparison.roles:
        if summary.role not in _ROLES:
            continue
        role = Role(summary.role)
        for change, ids in (
            (Change.KEPT, summary.kept),
            (Change.CHANGED, summary.changed),
            (Change.NEW, summary.new),
        ):
            changes += [RoleChange(role, change, node, right_titles.get(node, "")) for node in ids]
        changes += [RoleChange(role, Change.DROPPED, None, left_titles.get(node, "")) for node in summary.dropped]
    return changes


def _title(node: Node) -> str:
    words = node.title or (node.text[0] if node.text else "")
    return f"{node.marker or ''}{' '.join(words.split())[:_TITLE]}"


def _alike(left: Plan, right: Plan) -> int:
    """Return how many characters two titles share."""
    return len({*(left.title or "")} & {*(right.title or "")})
