"""From a document's blocks to its plans and their outline, in visible stages.

| stage | modules | gives |
|---|---|---|
| paragraphs | `furniture`, `paragraphs` | page furniture marked, broken lines joined |
| plans | `plans` | a draft for each plan of the document |
| readings | `markers`, `inline`, `headings`, `emphasis`, put together in `places` | every place that may begin an item, with its readings |
| levels | `levels` | the readings that are taken, each with its depth |
| nodes | `titles`, `items`, `kinds`, `roles`, `facts`, put together in `tree` | the plan |
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.model import Outline
from jyplan.outline.furniture import mark_furniture
from jyplan.outline.levels import choose_levels
from jyplan.outline.paragraphs import join_paragraphs
from jyplan.outline.places import read_places
from jyplan.outline.plans import split_plans
from jyplan.outline.tree import build_plan

if TYPE_CHECKING:
    from jyplan.model import Document, Plan

__all__ = ["read_outline", "read_plans"]


def read_outline(document: Document) -> Outline:
    """Return a document with its plans; its blocks are whole paragraphs now, page furniture marked."""
    paragraphs = join_paragraphs(mark_furniture(document.blocks))
    plans = tuple(
        build_plan(draft, choose_levels(read_places(draft)), number)
        for number, draft in enumerate(split_plans(paragraphs), 1)
    )
    return Outline(replace(document, blocks=paragraphs), plans)


def read_plans(document: Document) -> tuple[Plan, ...]:
    """Return the plans of a document, in reading order; none if it holds no text."""
    return read_outline(document).plans
