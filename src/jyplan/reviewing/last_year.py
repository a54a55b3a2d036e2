"""A plan beside the earlier plan of the same school: copied share, the change of each section and of each indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.compare.diff.comparison import ComparisonOptions, compare_plans
from jyplan.compare.passages.views import view_text
from jyplan.model import AgainstLastYear, Change, EditKind, Indicator, Role, RoleChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.compare.passages.boilerplate import Boilerplate
    from jyplan.model import Comparison, Node
    from jyplan.reviewing.year_pairs import YearPair

_ROLES = frozenset(role.value for role in Role)
_TITLE = 40
"""Characters of a section without title that stand for it."""


def compare_with_last_year(pair: YearPair, boilerplate: Boilerplate | None, same_from: float) -> AgainstLastYear:
    """Return the changes from the earlier plan; `same_from` is the least copied share (0 to 1) of a plan hardly changed."""
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
    """Whether the newly written characters are at most `1 - same_from` of the text, boilerplate aside.

    `copied` alone would miss a plan that is mostly boilerplate, which counts as copied from no school.
    """
    text = comparison.right.text
    view = view_text(text)
    own = len(view.plain) - (int(boilerplate.quoted_in(view).sum()) if boilerplate else 0)
    spans = [edit.right for edit in comparison.edits if edit.kind is not EditKind.FORMAT]
    written_anew = sum(len("".join(text[span.start : span.end].split())) for span in spans)
    return own > 0 and written_anew <= (1 - same_from) * own


def _role_changes(comparison: Comparison) -> Iterator[RoleChange]:
    """Yield the sections role by role: kept, changed, new and dropped."""
    left_titles = {node.id: _title(node) for node in comparison.left.walk()}
    right_titles = {node.id: _title(node) for node in comparison.right.walk()}
    for summary in comparison.roles:
        if summary.role not in _ROLES:
            continue
        role = Role(summary.role)
        on_right = ((Change.KEPT, summary.kept), (Change.CHANGED, summary.changed), (Change.NEW, summary.new))
        for change, nodes in on_right:
            yield from (RoleChange(role, change, node, right_titles.get(node, "")) for node in nodes)
        yield from (RoleChange(role, Change.DROPPED, None, left_titles.get(node, "")) for node in summary.dropped)


def _title(node: Node) -> str:
    """Return marker and title of a section, or the beginning of its text."""
    words = node.title or (node.text[0] if node.text else "")
    return f"{node.marker or ''}{' '.join(words.split())[:_TITLE]}"
