"""From a document's blocks to outlined plans, in visible stages.

| stage | modules | result |
|---|---|---|
| paragraphs | `pasted_marks`, `furniture`, `forms`, `paragraphs` | signs of Markdown dropped, page furniture marked, forms laid open, broken lines joined |
| plans | those of `plans`, combined in `plans.drafts` | a draft for each plan of the document, with its title |
| outside | `outside` | what the document shows in none of them |
| readings | `markers`, `inline`, `headings`, `emphasis`, combined in `places` | every place where an item may begin, with its readings |
| levels | `levels`, `placing` | the readings that belong to the best outline, each with its depth |
| sketches | `titles`, `tables`, combined in `sketches` | marker, title and text of each node |
| nodes | `items`, `genres`, `roles`, `facts`, combined in `tree` | the plan |

A worked example, five lines of a text file through the stages:

| line | paragraphs | plans | readings | levels | sketches | nodes |
|---|---|---|---|---|---|---|
| 青禾路小学教研计划 | paragraph 0 | the title | | | | plan |
| 一、工作目标。以课堂为中心， | paragraph 1 | | CN 1 | depth 0 | title 工作目标 | 1 goal |
| 提高教学质量。 | paragraph 1, joined | | | | text of 1 | |
| 二、二年级组主要工作 | paragraph 2 | | CN 2 | depth 0 | title 二年级组主要工作 | 2 task |
| - 1 - | footer | listed as outside | | | | |
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.model import Outline
from jyplan.outline.forms import lay_open_forms
from jyplan.outline.furniture import mark_furniture
from jyplan.outline.outside import list_outside
from jyplan.outline.paragraphs import join_paragraphs
from jyplan.outline.pasted_marks import drop_pasted_marks
from jyplan.outline.placing import place_items
from jyplan.outline.plans.drafts import split_plans
from jyplan.outline.tree import build_plan

if TYPE_CHECKING:
    from jyplan.model import Document, Plan

__all__ = ["read_outline", "read_plans"]


def read_outline(document: Document) -> Outline:
    """Return the plans of a document, with blocks joined to paragraphs and page furniture marked, and the text outside."""
    laid_open = lay_open_forms(mark_furniture(drop_pasted_marks(document.blocks)))
    paragraphs = join_paragraphs(laid_open.blocks)
    read = replace(document, blocks=paragraphs, problems=(*document.problems, *laid_open.problems))
    drafts = split_plans(paragraphs)
    plans = tuple(build_plan(draft, place_items(draft), number) for number, draft in enumerate(drafts, 1))
    return Outline(read, plans, list_outside(read, drafts))


def read_plans(document: Document) -> tuple[Plan, ...]:
    r"""Return the plans of a document in reading order; no plans for a document without text.

    >>> from jyplan.readers import read
    >>> text = "青禾路小学教研计划\n一、工作目标。以课堂为中心，\n提高教学质量。\n二、二年级组主要工作\n- 1 -"
    >>> [(node.id, node.title, str(node.role)) for plan in read_plans(read(text.encode(), "")) for node in plan.walk()]
    [('1', '工作目标', 'goal'), ('2', '二年级组主要工作', 'task')]
    """
    return read_outline(document).plans
