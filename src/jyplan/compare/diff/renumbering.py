"""Edits that only renumber: the number of a section that is still itself, the 篇 number of a plan."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.model import Edit, EditKind, Plan, Span
from jyplan.text.numerals import NUMERAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.diff.section_matching import Pairs
    from jyplan.compare.diff.section_tree import Forest

_ORDINAL = rf"[0-9０-９{NUMERAL}]+"
_ADDRESS = re.compile(rf"[(（【\[]?\s*(?:第\s*{_ORDINAL}\s*篇|(?:篇|范文|模板|之)\s*{_ORDINAL})\s*[)）】\]]?[:：]?")
"""What a collection of plans writes into a title so that readers can name the plan: 篇1, 第一篇：, 【篇一】, 范文三."""

_Sides = tuple[Span, Span]


@dataclass(frozen=True)
class Numbers:
    """Where two plans write numbers that stand for each other."""

    markers: list[_Sides]
    """Of sections that are one section, in left order."""
    addresses: list[_Sides]
    """Of the plans among those of their files."""

    def set_apart(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """Return the edits, those of a section's number as numbering and that of the plan's 篇 number as format."""
        return tuple(replace(edit, kind=self._kind(edit)) if edit.kind is EditKind.TEXT else edit for edit in edits)

    def _kind(self, edit: Edit) -> EditKind:
        if any(_lies_in(edit, sides) for sides in self.addresses):
            return EditKind.FORMAT
        at = bisect_right(self.markers, edit.left.start, key=lambda sides: sides[0].start)
        nearest = self.markers[max(at - 1, 0) : at]
        return EditKind.NUMBERING if any(_lies_in(edit, sides) for sides in nearest) else EditKind.TEXT


def find_numbers(left: Forest, right: Forest, pairs: Pairs) -> Numbers:
    """Return the numbers of the sections that are one section, and of both plans."""
    markers = [(_marker(left, one), _marker(right, other)) for one, other in pairs.items()]
    addresses = [(one, other) for one in _addresses(left.plan) for other in _addresses(right.plan)]
    return Numbers(sorted(markers, key=lambda sides: sides[0].start), addresses)


def _lies_in(edit: Edit, sides: _Sides) -> bool:
    """Return whether both sides of an edit lie in both sides of a marker."""
    return all(
        outer.start <= inner.start and inner.end <= outer.end
        for inner, outer in zip((edit.left, edit.right), sides, strict=True)
    )


def _marker(forest: Forest, index: int) -> Span:
    node = forest.sections[index].node
    return Span(node.span.start, min(node.span.start + len(node.marker or ""), node.span.end))


def _addresses(plan: Plan) -> list[Span]:
    """Return where the title of a plan names its number among the plans of its file."""
    if not plan.title:
        return []
    start = plan.text.find(plan.title)
    return [] if start < 0 else [Span(start + m.start(), start + m.end()) for m in _ADDRESS.finditer(plan.title)]
