"""Collect the places where an item of a plan may begin, with all readings of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import BlockKind
from jyplan.outline.paragraphs import is_bare_label
from jyplan.outline.readings.families import MarkerReading
from jyplan.outline.readings.headings import read_headings
from jyplan.outline.readings.inline import inline_readings
from jyplan.outline.readings.markers import initial_readings, lost_readings, names_itself, opens_with_marker
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.model import Block
    from jyplan.outline.plans.drafts import PlanDraft
    from jyplan.outline.readings.heading_shapes import HeadingCandidate

_NO_PLACES = frozenset({BlockKind.ROW, BlockKind.LABEL})


_PADDED = lazy_pattern("0[1-9]")
"""01 on a line of its own that was not joined with a heading below."""
_LONGEST_NUMBER = 3
"""Characters of a number with its sign."""
_WHOLE = 0.9
"""The share of a text that is all of it: the rest is a signature."""


def read_places(draft: PlanDraft) -> list[list[MarkerReading | HeadingCandidate]]:
    """Return the places of a draft where an item may begin, in reading order, as lists of readings.

    Labels of a form are no places: nothing about them is to be weighed.
    """
    headings = read_headings(draft.blocks, draft.folded, draft.title)
    places: list[list[MarkerReading | HeadingCandidate]] = []
    length = sum(map(len, draft.folded[draft.head :]))
    for index, (block, folded) in enumerate(zip(draft.blocks, draft.folded, strict=True)):
        if (
            block.kind in _NO_PLACES
            or index < draft.head
            or is_bare_label(block)
            or _is_empty_item(folded)
            or _PADDED.fullmatch(folded)
        ):
            continue
        initial: list[MarkerReading | HeadingCandidate] = list(
            _informed((*initial_readings(index, folded), *lost_readings(index, folded)), block)
        )
        if not (initial and block.kind is BlockKind.HEADING):
            initial += headings.get(index, ())
        if initial:
            places.append(initial)
        is_whole = len(folded) >= _WHOLE * length
        places += [[reading] for reading in inline_readings(index, folded, is_whole=is_whole)]
    return places


def _is_empty_item(folded: str) -> bool:
    """Whether a line is a number with a stop or bracket and nothing behind."""
    is_short = 0 < len(folded) <= _LONGEST_NUMBER and folded[-1] in "、.)"
    return is_short and opens_with_marker(folded, alone=True) and not names_itself(folded)


def _informed(readings: Iterable[MarkerReading], block: Block) -> Iterator[MarkerReading]:
    """Yield the readings with the heading level and automatic number declared in the file."""
    level = block.style.outline_level if block.style else None
    for reading in readings:
        if level is None and not block.label:
            yield reading
        else:
            yield MarkerReading(  # `dataclasses.replace` takes five times as long
                reading.block,
                reading.start,
                reading.end,
                reading.shape,
                reading.ordinal,
                reading.parents,
                0.0 if block.label else reading.against,
                reading.inline,
                reading.may_open,
                heading_level=level,
                names_section=reading.names_section,
                certain=bool(block.label),
            )
