"""Every place of a plan that may begin an item, with all its readings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.model import BlockKind
from jyplan.outline.families import Reading
from jyplan.outline.headings import Heading, HeadingShape, read_headings
from jyplan.outline.inline import inline_readings
from jyplan.outline.markers import DATE_PAIR, initial_readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.model import Block
    from jyplan.outline.plans import Draft


def read_places(draft: Draft) -> list[list[Reading | Heading]]:
    """Return the places of a draft that may begin an item, in order, each with its readings."""
    headings = read_headings(draft.blocks, draft.folded)
    places: list[list[Reading | Heading]] = []
    for index, (block, folded) in enumerate(zip(draft.blocks, draft.folded, strict=True)):
        if block.kind is BlockKind.ROW or index == draft.title:
            continue
        initial: list[Reading | Heading] = list(_informed(initial_readings(index, folded), block))
        heading = headings.get(index)
        if heading and not _is_item(initial, block, heading):
            initial.append(heading)
        if initial:
            places.append(initial)
        places += [[reading] for reading in inline_readings(index, folded)]
    return places


def _is_item(readings: list[Reading | Heading], block: Block, heading: Heading) -> bool:
    """Whether a paragraph that could be an unnumbered heading is a numbered one: 一、九月份 beside 二、三月份."""
    if not readings:
        return False
    return block.kind is BlockKind.HEADING or (
        heading.shape is HeadingShape.MONTH
        and not any(isinstance(r, Reading) and r.against >= DATE_PAIR for r in readings)
    )


def _informed(readings: Iterable[Reading], block: Block) -> Iterator[Reading]:
    """Yield readings with what the file itself says about their paragraph."""
    level = block.style.outline_level if block.style else None
    for reading in readings:
        if level is None and not block.label:
            yield reading
        else:
            yield replace(
                reading, heading_level=level, certain=bool(block.label), against=0.0 if block.label else reading.against
            )
