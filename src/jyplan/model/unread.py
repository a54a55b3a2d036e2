"""Places of unread things in a plan (pictures, embedded sheets): nothing is called empty or missing at such a place."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from jyplan.model.document import Document, Place, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model.document import Block
    from jyplan.model.plan import Plan


def unread_offsets(plan: Plan, document: Document) -> tuple[int, ...]:
    """Return an offset into the plan text for each thing in the plan that was shown and not read, in order.

    The offset is that of the last character before the thing. A thing without a place may stand anywhere: it is placed
    at the title.
    """
    unread = [problem.place for problem in document.problems if problem.kind is ProblemKind.UNREAD]
    if not unread or not plan.blocks:
        return ()
    starts = list(accumulate((len(block.text) + 1 for block in plan.blocks), initial=0))
    offsets = []
    for place in unread:
        before = _count_before(plan.blocks, place)
        if place == Place():
            offsets.append(0)
        elif before and (before < len(plan.blocks) or not _stands_behind_more(plan, document, place)):
            offsets.append(max(starts[before] - 2, starts[before - 1]))
    return tuple(sorted(offsets))


def _stands_behind_more(plan: Plan, document: Document, place: Place) -> bool:
    """Return whether a text of the document stands between the plan and a place behind the plan."""
    index = _count_before(document.blocks, plan.blocks[-1].place)
    following = (block for block in islice(document.blocks, index, None) if block.text.strip())
    return _count_before(tuple(islice(following, 1)), place) > 0


def _count_before(blocks: Sequence[Block], place: Place) -> int:
    """Return how many blocks begin before a place or with it, by the first kind of number that both have."""
    for name in ("paragraph", "line", "page"):
        number = getattr(place, name)
        if number is not None and blocks and getattr(blocks[0].place, name) is not None:
            return bisect_right(blocks, number, key=lambda block: getattr(block.place, name) or 0)
    return 0
