"""Merging the files of an archive into fewer and larger files.

Adding plans appends a file; it is merged with the files before it as in a log-structured merge tree. The sizes of an
archive's files, oldest first, after each of five additions of size 1, and the files that were merged:

| before | merged | after |
|---|---|---|
| 1 | | 1 |
| 1, 1 | both | 2 |
| 2, 1 | both | 3 |
| 3, 1 | | 3, 1 |
| 3, 1, 1 | all | 5 |

>>> [_first_to_merge(sizes) for sizes in ([1], [1, 1], [2, 1], [3, 1], [3, 1, 1])]
[1, 0, 0, 2, 0]
"""

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
"""A file is merged with all later files where it is at most so many times as large as they are together: then a byte is
rewritten at most as often as the logarithm of the archive's size, and there are no more files than that."""


def compact(folder: Path) -> None:
    """Merge an archive into as few files as possible, in the newest format.

    Raises:
        ArchiveError: there is no archive, it is damaged or foreign, or another run is writing.
        OSError: the archive cannot be written; it is as it was.
    """
    with changing(folder) as change:
        _merge(change, segments.list_segments(change.connection))
        packs = texts.list_packs(change.connection)
        if sum(pack.size < texts.FULL for pack in packs) > 1:
            texts.rewrite(change, packs)
    catalogue.shrink(folder)


def merge_small(change: Transaction) -> None:
    """Merge all files from the first file small enough against all later files."""
    present = segments.list_segments(change.connection)
    _merge(change, present[_first_to_merge([segment.entries for segment in present]) :])
    packs = [pack for pack in texts.list_packs(change.connection) if pack.size < texts.FULL]
    packs = packs[_first_to_merge([pack.size for pack in packs]) :]
    if len(packs) > 1:
        texts.rewrite(change, packs)


def _first_to_merge(sizes: Sequence[int]) -> int:
    """Return the index of the first file small enough against all later files, else the number of files."""
    later = sum(sizes)
    for index, size in enumerate(sizes):
        later -= size
        if size <= _GROWTH * later:
            return index
    return len(sizes)


def _merge(change: Transaction, neighbours: Sequence[Segment]) -> None:
    """Merge neighbouring segments into a single segment; fewer than two stay unchanged."""
    if len(neighbours) > 1:
        plans = segments.PlanRange(neighbours[0].first_plan, neighbours[-1].last_plan)
        for segment in neighbours:
            segment.check_files(change.folder)
        mapped = [segment.mapped(change.folder) for segment in neighbours]
        segments.write_segment(change, segments.merged(mapped), plans)
        segments.drop_segments(change, neighbours)
