"""Few large files instead of many small ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.archive import catalogue, segments, texts
from jyplan.archive.writing import changing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jyplan.archive.segments import Segment
    from jyplan.archive.transaction import Transaction

_GROWTH = 2
"""A file is merged with all later ones once they are together half as large: so no byte is written again more often than
the logarithm of the archive's size, and there are no more files than that."""


def compact(folder: Path) -> None:
    """Bring an archive to as few files as possible, in the newest format.

    Raises:
        ArchiveError: there is no archive, it is damaged or foreign, or another run is writing.
        OSError: it cannot be written; it is as it was.
    """
    with changing(folder) as change:
        _merge(change, segments.list_segments(change.connection))
        packs = texts.list_packs(change.connection)
        if sum(pack.size < texts.FULL for pack in packs) > 1:
            texts.rewrite(change, packs)
    catalogue.shrink(folder)


def merge_small(change: Transaction) -> None:
    """Merge small files that lately came with each other."""
    present = segments.list_segments(change.connection)
    _merge(change, present[_first_small([each.entries for each in present]) :])
    packs = [pack for pack in texts.list_packs(change.connection) if pack.size < texts.FULL]
    packs = packs[_first_small([pack.size for pack in packs]) :]
    if len(packs) > 1:
        texts.rewrite(change, packs)


def _first_small(sizes: Sequence[int]) -> int:
    """Return from which file on they are to be merged: none before it is small against all that follow it."""
    later = sum(sizes)
    for index, size in enumerate(sizes):
        later -= size
        if size <= _GROWTH * later:
            return index
    return len(sizes)


def _merge(change: Transaction, some: Sequence[Segment]) -> None:
    """Merge neighbouring segments into one."""
    if len(some) > 1:
        span = some[0].first_plan, some[-1].last_plan
        segments.write_segment(change, segments.merged([each.mapped(change.folder) for each in some]), span)
        segments.drop_segments(change, some)
