"""Place the items of a plan: the sections of each form separately, all text outside forms together.

The labels of a form stand at the top, or below the item that the form belongs to; the text in a section's cells is
weighed as if nothing else were there, and then stands below the label.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import BlockKind
from jyplan.outline.levels import Placed, choose_levels
from jyplan.outline.places import read_places
from jyplan.outline.readings.heading_shapes import HeadingCandidate, HeadingShape
from jyplan.outline.readings.markers import initial_readings
from jyplan.outline.sections import named_role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.outline.plans.drafts import PlanDraft
    from jyplan.outline.readings.families import MarkerReading

_LABEL = BlockKind.LABEL
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""
_SURE = 2.0
"""A label begins with a number if the reading's `against` is below this cost."""


class _Stretch(NamedTuple):
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
    bases = _base_depths(draft, outer, {stretch.form for stretch in stretches if stretch})
    placed = list(outer)
    for stretch in dict.fromkeys(stretch for stretch in stretches if stretch):
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
    """Return the stretch of each paragraph, None outside forms; a label begins its stretch."""
    stretches: list[_Stretch | None] = []
    current: _Stretch | None = None
    for index, block in enumerate(draft.blocks):
        if block.kind is _LABEL:
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


def _base_depths(draft: PlanDraft, outer: Sequence[Placed], forms: set[int]) -> dict[int, int]:
    """Return the depth of the labels of each form, by the index of the form's first label.

    A form in an annex, or in a text with named sections, stands below the item above; else it is the plan itself, as are
    the labels below a cell that holds all sections. A numbered heading right above a form has it below, and so has an
    unnumbered one where each of several forms has its own (一年级组 above a table, 二年级组 above the next).
    """
    bases: dict[int, int] = {}
    captions = {form: _caption(draft, outer, form) for form in forms}
    bare = sum(caption is not None and isinstance(caption.item, HeadingCandidate) for caption in captions.values())
    items = iter(outer)
    following = next(items, None)
    last: dict[object, Placed] = {}
    base, has_sections = 0, False
    for form in sorted(forms):
        caption = captions[form]
        while following is not None and following.item.block < form:
            item = following.item
            title = draft.folded[item.block][0 if isinstance(item, HeadingCandidate) else item.end :]
            table = draft.blocks[item.block].place.table
            is_beside = table is not None and table == draft.blocks[form].place.table
            has_sections = (has_sections or named_role(title) is not None) and not is_beside
            last[item.shape] = following
            base = following.depth + 1 if has_sections or item.shape is HeadingShape.ANNEX else 0
            following = next(items, None)
        captioned = caption is not None and (bare > 1 or not isinstance(caption.item, HeadingCandidate))
        if (before := _follows(draft, form, last)) is not None:
            bases[form] = before.depth
        else:
            bases[form] = caption.depth + 1 if caption is not None and captioned else base
    return bases


def _follows(draft: PlanDraft, form: int, last: Mapping[object, Placed]) -> Placed | None:
    """Return the item before the first label of a form in the label's sequence, None where the label begins a sequence.

    一、背景分析 and 二、工作目标 as text, 三、主要措施 as a label. `last` holds the last item of each kind of marker.
    """
    label = _label(draft, form)
    before = last.get(label.shape)
    if before is None or isinstance(label, HeadingCandidate) or isinstance(before.item, HeadingCandidate):
        return None
    return before if label.ordinal == before.item.ordinal + 1 else None


def _caption(draft: PlanDraft, outer: Sequence[Placed], form: int) -> Placed | None:
    """Return the item on a line directly above the table of a form, None without an item."""
    table = draft.blocks[form].place.table
    above = form - 1
    while above >= 0 and table is not None and draft.blocks[above].place.table == table:
        above -= 1
    item = next((placed for placed in outer if placed.item.block == above), None)
    return item if item is not None and item.item.start == 0 else None
