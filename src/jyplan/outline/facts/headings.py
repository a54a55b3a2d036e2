"""Facts of a node from its own heading and from the headings above; cells without facts.

Under 九月份 the （14-16日） of an item are days of September; items under 德育处 belong to 德育处.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Owner, Period
from jyplan.outline.facts.dates.dates import month_of
from jyplan.outline.facts.fact_text import FactText
from jyplan.outline.facts.folding import fold
from jyplan.outline.facts.owners.names import is_department, split_names
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.model import Node

_LONGEST_HEADING = 24
"""Characters of a heading that is nothing but departments."""
_DEPARTMENT_END = lazy_pattern("[处室科股办心部门站组委会队所院團团局處辦門長长任]$")
"""The last character of a department, so that few headings are read."""
_UNDECIDED = lazy_pattern(
    r"[\s（(]*(?:时间)?(?:待定|未定|另定|待通知|另行通知|另行安排|视情况而定|略|无|[/—\-]{1,3})[\s）)。]*"
)


def month_above(headings: Iterable[Node]) -> str | None:
    """Return the month named by the nearest of the headings, as ISO text; None where no heading names a single month.

    `headings` are the nodes above, the nearest first.
    """
    for node in headings:
        for fact in node.facts:
            if isinstance(fact, Period) and node.title is not None and fact.text in node.title:
                first, last = month_of(fact), month_of(Period(fact.text, 0, 0, fact.last))
                return first if first == last else None
    return None


def heading_owner(title: str, start: int) -> Owner | None:
    """Return the departments of a heading that names nothing else, the owners of all items below; else None.

    `start` is the offset of the title in the plan text.

    >>> heading_owner("教务处、教科室", 3).names, heading_owner("教务处工作计划", 3)
    (('教务处', '教科室'), None)
    """
    if len(title) > _LONGEST_HEADING or _DEPARTMENT_END.search(title) is None:
        return None
    stretch = FactText(title, start, None)
    names, end = split_names(stretch, 0, len(title))
    folded = [fold(name) for name in names]
    if not names or end != len(title) or not all(map(is_department, folded)):
        return None
    if any(name.endswith(tuple(load_vocabulary().texts("owners.places"))) for name in folded):
        return None
    return Owner(*stretch.quote(0, end), names)


def is_undecided(text: str) -> bool:
    """Return whether a cell leaves the matter open or empty: 待定, 略.

    >>> is_undecided("待定"), is_undecided("全年")
    (True, False)
    """
    return _UNDECIDED.fullmatch(text) is not None
