"""Renumbering: edits of section numbers and of the 篇 number in a plan's title, kept apart from edits of content.

left                right               edit      kind
一、听课            二、听课            一 → 二   numbering, the sections being a matched pair
教研计划 篇1        教研计划 篇5        1 → 5     format, the place of the plan in a collection
二、听课20次        二、听课30次        20 → 30   text, as before
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Edit, EditKind, Plan, Span
from jyplan.text.numerals import NUMERAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.diff.section_matching import MatchedSections
    from jyplan.compare.diff.section_tree import SectionTree

_ORDINAL = rf"[0-9０-９{NUMERAL}]+"
_PLAN_NUMBER = re.compile(
    rf"[(（【\[]?(?:(?<!\s)\s++)?(?:第\s*{_ORDINAL}\s*篇|(?:篇|范文|模板|之)\s*{_ORDINAL})\s*[)）】\]]?[:：]?"
)
"""The number of a plan among the plans of a collection, as written in titles: 篇1, 第一篇：, 【篇一】, 范文三."""


class NumberPair(NamedTuple):
    """The span of a number in the left plan text and of the corresponding number in the right plan text."""

    left: Span
    right: Span

    def holds(self, edit: Edit) -> bool:
        """Return whether both sides of an edit are inside the spans."""
        return _contains(self.left, edit.left) and _contains(self.right, edit.right)


@dataclass(frozen=True)
class NumberPairs:
    """The corresponding numbers of two plans."""

    markers: list[NumberPair]
    """Markers of matched sections, in left order."""
    plan_numbers: list[NumberPair]
    """Numbers of the plans among the plans of their files."""

    def reclassify(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """Return the edits, text edits of a section number as numbering and of a plan number as format."""
        return tuple(replace(edit, kind=self._kind(edit)) if edit.kind is EditKind.TEXT else edit for edit in edits)

    def _kind(self, edit: Edit) -> EditKind:
        if any(pair.holds(edit) for pair in self.plan_numbers):
            return EditKind.FORMAT
        next_marker = bisect_right(self.markers, edit.left.start, key=lambda pair: pair.left.start)
        last_marker_before = self.markers[max(next_marker - 1, 0) : next_marker]
        return EditKind.NUMBERING if any(pair.holds(edit) for pair in last_marker_before) else EditKind.TEXT


def find_numbers(matched: MatchedSections) -> NumberPairs:
    """Return the markers of matched sections and the plan numbers of both titles."""
    markers = [
        NumberPair(_marker(matched.left, left_index), _marker(matched.right, right_index))
        for left_index, right_index in matched.pairs.items()
    ]
    plan_numbers = [
        NumberPair(left_number, right_number)
        for left_number in _plan_numbers(matched.left.plan)
        for right_number in _plan_numbers(matched.right.plan)
    ]
    return NumberPairs(sorted(markers, key=lambda pair: pair.left.start), plan_numbers)


def _contains(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _marker(tree: SectionTree, index: int) -> Span:
    node = tree.sections[index].node
    return Span(node.span.start, min(node.span.start + len(node.marker or ""), node.span.end))


def _plan_numbers(plan: Plan) -> list[Span]:
    """Return the spans of plan numbers in the title of a plan; none without a title in the plan text."""
    if not plan.title:
        return []
    start = plan.text.find(plan.title)
    matches = _PLAN_NUMBER.finditer(plan.title)
    return [] if start < 0 else [Span(start + match.start(), start + match.end()) for match in matches]
