"""Place the items of a plan: the sections of a form each by itself, all other text together.

The labels of a form stand at the top, or below the item that the form belongs to; what stands in a section's cells is
weighed as if nothing else were there, and then stands below the label.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.model import BlockKind
from jyplan.outline.levels import Placed, choose_levels
from jyplan.outline.places import read_places
from jyplan.outline.readings.headings import HeadingCandidate, HeadingShape
from jyplan.outline.readings.markers import initial_readings
from jyplan.outline.sections import named_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.outline.plans import PlanDraft
    from jyplan.outline.readings.families import MarkerReading

_SURE = 2.0
"""A label begins with a number where this speaks less against it."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The paragraphs from a form's label to the next label, or to the end of the table."""

    label: int
    """Index of the label."""
    depth: int
    """Depth in the form, from 0."""
    form: int
    """Index of the form's first label."""


def place_items(draft: PlanDraft) -> list[Placed]:
    """Return the items of a plan in reading order, each with its depth."""
    places = read_places(draft)
    stretches = _stretches(draft)
    if not any(stretches):
        return choose_levels(places)
    inside = {stretch.label: places_in for stretch, places_in in _parted(places, stretches) if stretch}
    outer = choose_levels([place for place in places if stretches[place[0].block] is None])
    bases: dict[int, int] = {}
    placed = list(outer)
    for stretch in dict.fromkeys(stretch for stretch in stretches if stretch):
        if stretch.form not in bases:
            bases[stretch.form] = _base_depth(draft, [p for p in outer if p.item.block < stretch.form])
        depth = bases[stretch.form] + stretch.depth
        placed.append(Placed(_label(draft, stretch.label), depth))
        below = choose_levels(inside.get(stretch.label, ()))
        placed += [Placed(item.item, item.depth + depth + 1) for item in below]
    return sorted(placed, key=lambda item: (item.item.block, item.item.start))


def _parted(
    places: Sequence[list[MarkerReading | HeadingCandidate]], stretches: Sequence[_Stretch | None]
) -> list[tuple[_Stretch | None, list[list[MarkerReading | HeadingCandidate]]]]:
    return [(key, list(run)) for key, run in groupby(places, key=lambda place: stretches[place[0].block])]


def _stretches(draft: PlanDraft) -> list[_Stretch | None]:
    """Return the stretch of each paragraph, None outside forms; a label belongs to its stretch."""
    stretches: list[_Stretch | None] = []
    current: _Stretch | None = None
    for index, block in enumerate(draft.blocks):
        if block.kind is BlockKind.LABEL:
            depth = (block.style.outline_level if block.style else None) or 0
            current = _Stretch(index, depth, current.form if current else index)
        elif block.place.table is None:
            current = None
        stretches.append(current)
    return stretches


def _label(draft: PlanDraft, index: int) -> MarkerReading | HeadingCandidate:
    for reading in initial_readings(index, draft.folded[index]):
        if reading.against < _SURE:
            return reading
    return HeadingCandidate(index, HeadingShape.FORM)


def _base_depth(draft: PlanDraft, above: Sequence[Placed]) -> int:
    """Return the depth of a form's labels: below the last item of a text with sections of its own, and of an annex."""
    if not above:
        return 0
    titles = (
        draft.folded[p.item.block][p.item.end if not isinstance(p.item, HeadingCandidate) else 0 :] for p in above
    )
    if above[-1].item.shape is HeadingShape.ANNEX or any(named_role(title) is not None for title in titles):
        return above[-1].depth + 1
    return 0
