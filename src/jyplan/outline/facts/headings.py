"""Facts that a node owes to the headings above it, and cells that hold none.

Under 九月份 the （14-16日） of an item are days of September.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Period
from jyplan.outline.facts.dates import month_of
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.model import Node

_UNDECIDED = lazy_pattern(
    r"[\s（(]*(?:时间)?(?:待定|未定|另定|待通知|另行通知|另行安排|视情况而定|略|无|[/—\-]{1,3})[\s）)。]*"
)


def month_above(headings: Iterable[Node]) -> str | None:
    """Return the month that the nearest of the headings names, as ISO text; None where none names a single month.

    `headings` are the nodes above, the nearest first.
    """
    for node in headings:
        for fact in node.facts:
            if isinstance(fact, Period) and node.title is not None and fact.text in node.title:
                first, last = month_of(fact), month_of(Period(fact.text, 0, 0, fact.last))
                return first if first == last else None
    return None


def is_undecided(text: str) -> bool:
    """Return whether a cell says that nothing is decided.

    >>> is_undecided("待定"), is_undecided("全年")
    (True, False)
    """
    return _UNDECIDED.fullmatch(text) is not None
