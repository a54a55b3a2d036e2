"""Shares of a text that stand in another one: copied, edited, and covered by passages.

Copied are the characters of the pieces, equal on both sides. Edited are the characters between two pieces of one stretch, up
to `OWN` on either side: words swapped in a sentence that is otherwise the same. What is longer was inserted or replaced
and is nobody's. Spaces and format are not counted.

    left     每周三下午共读一本教学实录,每人写一页心得,
    right    每周三下午共读并讨论两本教学实录,每人写一页心得,
    pieces   每周三下午共读 + 本教学实录每人写一页心得          left: 18 of 19 copied, 一 is edited; right: 18 of 22, 并讨论两 are
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import interval_mask, intervals_of
from jyplan.model import CopiedText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.passages.extents import Stretch
    from jyplan.compare.passages.find import Prepared
    from jyplan.model import Span

OWN = 20
"""Characters between two pieces, on either side, from which on they are a sentence of the writer's own."""


class Shares(NamedTuple):
    """The shares of a text found in a source text, from 0 to 1; 0 for a text without content."""

    copied: float
    edited: float
    passages: float
    text: CopiedText
    """Where the copied characters stand."""


class MatchedMasks(NamedTuple):
    """The equal characters of a side's view, and the edited characters between equal characters."""

    equal: Mask
    edited: Mask


def match_masks(stretches: Sequence[Stretch], sizes: tuple[int, int]) -> tuple[MatchedMasks, MatchedMasks]:
    """Return what stretches match on the left and on the right; `sizes` are the lengths of both views."""
    if not stretches:
        nothing = [np.zeros(size, dtype=bool) for size in sizes]
        return MatchedMasks(nothing[0], nothing[0]), MatchedMasks(nothing[1], nothing[1])
    pieces = np.concatenate([stretch.pieces for stretch in stretches])
    starts, ends = pieces[:, :2], pieces[:, :2] + pieces[:, 2:]
    lasts = np.cumsum([len(stretch.pieces) for stretch in stretches])[:-1] - 1
    gaps = starts[1:] - ends[:-1]
    is_inside = np.maximum(gaps[:, 0], gaps[:, 1]) < OWN
    is_inside[lasts] = False
    left, right = (_masks(starts[:, side], ends[:, side], is_inside, size) for side, size in enumerate(sizes))
    return left, right


def _masks(starts: Ints, ends: Ints, is_inside: Mask, size: int) -> MatchedMasks:
    equal = interval_mask(starts, ends, size)
    return MatchedMasks(equal, interval_mask(ends[:-1][is_inside], starts[1:][is_inside], size) & ~equal)


def take_shares(text: Prepared, masks: MatchedMasks, passages: Sequence[Span]) -> Shares:
    """Return the shares of a text, declared boilerplate neither copied nor edited."""
    content = text.view.content
    counted = content & ~text.quoted
    copied = (masks.equal & counted)[content]
    total = max(len(copied), 1)
    return Shares(
        share_of(copied),
        int(np.count_nonzero(masks.edited & counted)) / total,
        int(np.count_nonzero(text.view.mask(passages) & content)) / total,
        copied_text(copied),
    )


def copied_text(copied: Mask) -> CopiedText:
    """Return the copied characters of a text, given a mask of its content."""
    edges = np.stack(intervals_of(copied), axis=1)
    return CopiedText(len(copied), edges.astype("<u4").tobytes())


def copied_runs(text: CopiedText) -> tuple[Ints, Ints]:
    """Return the starts and the ends of the copied runs, counted in the content of a text."""
    edges = np.frombuffer(text.edges, dtype="<u4").astype(np.int64)
    return edges[::2], edges[1::2]


def copied_mask(text: CopiedText) -> Mask:
    """Return the mask of the content of a text that is copied."""
    return interval_mask(*copied_runs(text), text.size)


def share_of(mask: Mask) -> float:
    """Return the share of True in a mask, from 0 to 1; 0 for an empty mask."""
    return int(np.count_nonzero(mask)) / len(mask) if len(mask) else 0.0
