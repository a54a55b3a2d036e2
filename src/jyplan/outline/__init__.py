"""From a document's blocks to its plans and their outline, in visible stages.

| stage | module | gives |
|---|---|---|
| lines | `lines` | page furniture marked, broken lines joined to paragraphs |
| plans | `plans` | a draft for each plan of the document |
| readings | `markers`, `headings` | every place that may begin an item, with its readings |
| levels | `levels` | the readings that are taken, each with its depth |
| nodes | `titles`, `items`, `kinds`, `roles`, `facts`, put together in `tree` | the plan |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.outline.headings import read_headings
from jyplan.outline.levels import choose_levels
from jyplan.outline.lines import join_paragraphs, mark_furniture
from jyplan.outline.markers import read_markers
from jyplan.outline.plans import split_plans
from jyplan.outline.tree import build_plan
from jyplan.model import BlockKind

if TYPE_CHECKING:
    from dataclasses import replace

    from jyplan.model import Document, Plan
    from jyplan.outline.headings import Heading
    from jyplan.outline.markers import Reading
    from jyplan.outline.plans import Draft

__all__ = ["read_plans"]


def read_plans(document: Document) -> tuple[Plan, ...]:
    """Return the plans of a document, in reading order; none if it holds no text."""
    paragraphs = join_paragraphs(mark_furniture(document.blocks))
    return tuple(build_plan(draft, choose_levels(_places(draft)), number) for number, draft in enumerate(split_plans(paragraphs), 1))


def _places(draft: Draft) -> list[list[Reading | Heading]]:
    """Return the places of a draft that may begin an item, in order, each with its readings."""
    headings = read_headings(draft.blocks, draft.folded)
    places: list[list[Reading | Heading]] = []
    for index, (block, folded) in enumerate(zip(draft.blocks, draft.folded, strict=True)):
        if block.kind is BlockKind.ROW or index == draft.title:
            continue
        found: list[list[Reading | Heading]] = [list(readings) for readings in read_markers(index, block.text, folded=folded)]
        if heading := headings.get(index):
            if found and found[0][0].start == 0:
                found[0].append(heading)
            else:
                found.insert(0, [heading])
        places += found
    return places
