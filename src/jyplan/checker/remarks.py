"""Remarks that suppress findings in place, as `noqa` does in code: a Word comment, or a comment `<!-- … -->` in a text.

| remark | suppresses |
|---|---|
| `jyplan: ignore placeholder 样例` at a paragraph | the findings of the rule `placeholder` in the paragraph |
| `jyplan：忽略 没填的空 样例` | the same: a rule is named by id or by title |
| on a line of its own | findings in the paragraph below |
| at the title | also findings about the plan as a whole |

The author of the plan writes the remarks, so every report lists the remarks heeded.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from jyplan.model import BlockKind, Place
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.model import Checked, Document, Plan

_RULE = "(?:[a-z0-9-]++|[\u4e00-\u9fff]{1,20}+)"
"""The id of a rule, or its title as reports show it: 没填的空."""
_REMARK = re.compile(rf"jyplan\s?:\s?(?:ignore|忽略)\s?(?P<rules>{_RULE}(?:\s?[,、]\s?{_RULE})*+)(?P<reason>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark of the author that suppresses some rules."""

    rules: tuple[str, ...]
    """Ids or folded titles, as written."""
    reason: str
    place: Place


def remarks_of(document: Document) -> tuple[Remark, ...]:
    """Return the remarks in the comments of a document, in order."""
    return tuple(_remarks(document))


def _remarks(document: Document) -> Iterator[Remark]:
    for note in document.notes:
        if note.kind is not BlockKind.COMMENT or "jyplan" not in note.text:
            continue
        folded = fold(note.text)
        for match in _REMARK.finditer(folded):
            rules = tuple(name for name in re.split(r"\s?[,、]\s?", match["rules"]) if name)
            yield Remark(rules, note.text[match.start("reason") : match.end("reason")].strip(" ：:，,"), note.place)


def remarks_by_finding(checked: Checked, ids: Mapping[str, str]) -> dict[int, Remark]:
    """Return, by index of a finding, the remark that suppresses the finding; `ids` are the ids of rules by folded title."""
    remarks = remarks_of(checked.outline.document)
    if not remarks:
        return {}
    by_paragraph = {
        (plan.number, index, ids.get(rule, rule)): remark
        for plan in checked.outline.plans
        for remark, index in _with_paragraphs(plan, remarks)
        for rule in remark.rules
    }
    starts = {plan.number: _starts(plan) for plan in checked.outline.plans}
    by_finding: dict[int, Remark] = {}
    for index, finding in enumerate(checked.findings):
        paragraph = bisect_right(starts[finding.plan], finding.start) - 1
        if (remark := by_paragraph.get((finding.plan, paragraph, finding.rule))) is not None:
            by_finding[index] = remark
    return by_finding


def _starts(plan: Plan) -> list[int]:
    """Return the offset of each paragraph in the plan text."""
    return list(accumulate((len(block.text) + 1 for block in plan.blocks), initial=0))[:-1]


def _with_paragraphs(plan: Plan, remarks: tuple[Remark, ...]) -> Iterator[tuple[Remark, int]]:
    """Yield each remark in a plan with the index of its paragraph; a remark between paragraphs has the next."""
    if not plan.blocks:
        return
    lines = [block.place.line or 0 for block in plan.blocks]
    by_paragraph: dict[int, int] = {}
    for index, block in enumerate(plan.blocks):
        if block.place.paragraph is not None:
            by_paragraph.setdefault(block.place.paragraph, index)
    for remark in remarks:
        line, paragraph = remark.place.line, remark.place.paragraph
        if line is not None:
            position = _paragraph_at(plan, lines, line)
        else:
            position = by_paragraph.get(paragraph) if paragraph is not None else None
        if position is not None:
            yield remark, position


def _paragraph_at(plan: Plan, lines: list[int], line: int) -> int | None:
    """Return the index of the paragraph at a line, else of the next paragraph; None below the plan, or far above it."""
    index = bisect_left(lines, line)
    if index and lines[index : index + 1] != [line] and any(o.line == line for o in plan.blocks[index - 1].origins):
        return index - 1  # a further line of the paragraph above
    if index == len(lines) or (index == 0 and line < lines[0] - 1):
        return None
    return index
