"""Where a plan shows something that was not read, so that nothing is called empty or missing there."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from jyplan.model.document import Document, Place, ProblemKind

if TYPE_CHECKING:
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
    bodies = _followed_by(plan, document)
    offsets = []
    for place in unread:
        if place == Place():
            offsets.append(0)
            continue
        before = sum(_stands_before(block.place, place) for block in plan.blocks)
        if not before or (before == len(plan.blocks) and any(_stands_before(other, place) for other in bodies)):
            continue
        offsets.append(max(starts[before] - 2, starts[before - 1]))
    return tuple(sorted(offsets))


def _followed_by(plan: Plan, document: Document) -> list[Place]:
    """Return the places of the document's texts behind the plan."""
    last = plan.blocks[-1].place
    behind = [index for index, block in enumerate(document.blocks) if block.place == last]
    return [block.place for block in document.blocks[behind[-1] + 1 :] if block.text.strip()] if behind else []


def _stands_before(place: Place, other: Place) -> bool:
    """Return whether a place begins before another or with it, by the first kind of number that both have."""
    for own, further in ((place.paragraph, other.paragraph), (place.line, other.line), (place.page, other.page)):
        if own is not None and further is not None:
            return own <= further
    return False
