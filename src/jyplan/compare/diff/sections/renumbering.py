"""Renumbering: edits of section numbers and of the 篇 number in a plan's title, kept apart from edits of content.

left                right               edit      kind
一、听课            二、听课            一 → 二   numbering, the sections being a matched pair
教研计划 篇1        教研计划 篇5        1 → 5     format, the place of the plan in a collection
二、听课20次        二、听课30次        20 → 30   text, as before
1、听课             2.1 听课            1、→ 2.1  format, where the whole plan changed its scheme of numbers

A changed scheme is one remark (`scheme_changes`), and no edit of every number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Edit, EditKind, Plan, SchemeChange, Span
from jyplan.text.fold import fold
from jyplan.text.numerals import NUMERAL, parse_ordinal
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.diff.sections.matching import MatchedSections
    from jyplan.compare.diff.sections.tree import SectionTree
    from jyplan.model import Node

_ORDINAL = rf"[0-9０-９{NUMERAL}]+"
_PLAN_NUMBER = re.compile(
    rf"[(（【\[]?(?:(?<!\s)\s++)?(?:第\s*{_ORDINAL}\s*篇|(?:篇|范文|模板|之)\s*{_ORDINAL})\s*[)）】\]]?[:：]?"
)
"""The number of a plan among the plans of a collection, as written in titles: 篇1, 第一篇：, 【篇一】, 范文三."""

_NUMERAL = lazy_pattern(f"[0-9]+|[{NUMERAL}]+")
_LEAST_SECTIONS = 2
"""Sections whose numbers changed their form, for a changed scheme."""
_MOST_OF_A_FORM = 0.5
"""Least share of the sections numbered in one form that changed to another form."""


class NumberPair(NamedTuple):
    """The span of a number in the left plan text and of the corresponding number in the right plan text."""

    left: Span
    right: Span
    in_scheme: bool = False
    """Whether only the form of the number changed, with that of its whole level."""

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
        for pair in last_marker_before:
            if pair.holds(edit):
                return EditKind.FORMAT if pair.in_scheme else EditKind.NUMBERING
        return EditKind.TEXT


def scheme_changes(matched: MatchedSections) -> tuple[SchemeChange, ...]:
    """Return the forms of numbers replaced by a new form throughout, in the order of the left plan."""
    examples: dict[tuple[str, str], tuple[str, str]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    sections: Counter[str] = Counter()
    for left_index, right_index in sorted(matched.pairs.items()):
        left, right = matched.left.sections[left_index].node, matched.right.sections[right_index].node
        if left.marker and right.marker:
            forms = _form(left.marker), _form(right.marker)
            sections[forms[0]] += 1
            if forms[0] != forms[1]:
                examples.setdefault(forms, (left.marker.strip(), right.marker.strip()))
                counts[forms] += 1
    changed = [forms for forms in examples if counts[forms] >= _MOST_OF_A_FORM * sections[forms[0]]]
    if sum(counts[forms] for forms in changed) < _LEAST_SECTIONS:
        return ()
    return tuple(SchemeChange(*examples[forms], counts[forms]) for forms in changed)


def is_renumbered(left: Node, right: Node) -> bool:
    """Return whether the numbers of two sections differ in more than the form: 3、 and 4、, but not 3、 and 2.3."""
    left_marker, right_marker = (fold(node.marker or "").strip() for node in (left, right))
    if left_marker == right_marker:
        return False
    return _last_ordinal(left_marker) != _last_ordinal(right_marker) or _form(left_marker) == _form(right_marker)


def _last_ordinal(marker: str) -> int | str | None:
    """Return the last number of a marker: 2 for 1.2; the marker itself without a number."""
    numerals = _NUMERAL.findall(marker)
    if numerals:
        return parse_ordinal(numerals[-1])
    ordinals = [value for character in marker if (value := parse_ordinal(character)) is not None]
    return ordinals[-1] if ordinals else marker


def _form(marker: str) -> str:
    """Return a marker with every number as the first of its kind, without the pause at its end.

    >>> [_form(marker) for marker in ("三、", "12、", "2.1.3 ", "（四）", "⑤", "第十章")]
    ['一', '1', '1.1.1', '(一)', '①', '第一章']
    """
    text = _NUMERAL.sub(lambda match: "1" if match[0].isascii() else "一", fold(marker).strip().rstrip("、.,:"))
    return "".join(
        "①" if not c.isdecimal() and c.isnumeric() and parse_ordinal(c) and c not in NUMERAL else c for c in text
    )


def find_numbers(matched: MatchedSections) -> NumberPairs:
    """Return the markers of matched sections and the plan numbers of both titles."""
    schemes = {(_form(change.left), _form(change.right)) for change in scheme_changes(matched)}
    markers = []
    for left_index, right_index in matched.pairs.items():
        left, right = matched.left.sections[left_index].node, matched.right.sections[right_index].node
        in_scheme = (_form(left.marker or ""), _form(right.marker or "")) in schemes and not is_renumbered(left, right)
        markers.append(NumberPair(_marker(matched.left, left_index), _marker(matched.right, right_index), in_scheme))
    plan_numbers = [
        NumberPair(left_number, right_number)
        for left_number in _plan_numbers(matched.left.plan)
        for right_number in _plan_numbers(matched.right.plan)
    ]
    return NumberPairs(sorted(markers, key=lambda pair: pair.left.start), plan_numbers)


def _contains(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _marker(tree: SectionTree, index: int) -> Span:
    """Return the span of a section's marker and the spaces after it."""
    node = tree.sections[index].node
    end = min(node.span.start + len(node.marker or ""), node.span.end)
    while end < node.span.end and tree.plan.text[end].isspace():
        end += 1
    return Span(node.span.start, end)


def _plan_numbers(plan: Plan) -> list[Span]:
    """Return the spans of plan numbers in the title of a plan; none without a title in the plan text."""
    if not plan.title:
        return []
    start = plan.text.find(plan.title)
    matches = _PLAN_NUMBER.finditer(plan.title)
    return [] if start < 0 else [Span(start + match.start(), start + match.end()) for match in matches]
