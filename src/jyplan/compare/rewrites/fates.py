"""The fate of each sentence of a rewritten plan: rewritten, kept, dropped or new.

| left | right | fate |
|---|---|---|
| 每周三下午由备课组长带读课例 | 备课组长于周三午后领读教学案例 | rewritten |
| 期末交一份改进清单 | 期末交一份改进清单 | kept: a passage covers it |
| 评选书香班级 | | dropped |
| | 邀请家长旁听 | new |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import interval_mask
from jyplan.compare.rewrites.items import sentence_spans
from jyplan.model import FollowedItem, ItemFate, Rewriting, RewrittenPair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Mask
    from jyplan.model import Span

_COVERED = 0.5
"""Least share of a kept sentence covered by passages, from 0 to 1."""


def follow_items(
    pair: RewrittenPair, texts: tuple[str, str], passages: tuple[Sequence[Span], Sequence[Span]]
) -> Rewriting:
    """Return the fate of every sentence of two plans; `passages` are the shared stretches of either text.

    Sentences are in the order of the left text; a new sentence follows the partner of the last aligned sentence before it.
    """
    left_covered, right_covered = (_mask(spans, len(text)) for spans, text in zip(passages, texts, strict=True))
    aligned_left = {item.left.start: item for item in pair.items}
    left_start_of: dict[int, int] = {item.right.start: item.left.start for item in pair.items}
    rows: list[tuple[tuple[int, int, int], FollowedItem]] = []
    for span in sentence_spans(texts[0]):
        if item := aligned_left.get(span.start):
            rows.append(((span.start, 0, 0), FollowedItem(ItemFate.REWRITTEN, item.left, item.right, item)))
        else:
            fate = ItemFate.KEPT if _is_covered(span, left_covered) else ItemFate.DROPPED
            rows.append(((span.start, 0, 0), FollowedItem(fate, span, None)))
    left_start = 0
    for span in sentence_spans(texts[1]):
        if span.start in left_start_of:
            left_start = left_start_of[span.start]
        elif not _is_covered(span, right_covered):
            rows.append(((left_start, 1, span.start), FollowedItem(ItemFate.NEW, None, span)))
    return Rewriting(pair, tuple(row for _, row in sorted(rows, key=lambda entry: entry[0])))


def _mask(spans: Sequence[Span], size: int) -> Mask:
    starts, ends = ([getattr(span, side) for span in spans] for side in ("start", "end"))
    return interval_mask(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64), size)


def _is_covered(span: Span, covered: Mask) -> bool:
    return bool(covered[span.start : span.end].mean() >= _COVERED)
