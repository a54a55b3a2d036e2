"""Taking plans out of an archive with all that is left of them: row, text, fingerprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.archive import plans, segments, texts
from jyplan.archive.writing import changing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from jyplan.archive.plans import Selection
    from jyplan.archive.transaction import Transaction
    from jyplan.model import Archived


def remove_plans(folder: Path, selection: Selection) -> list[Archived]:
    """Take the plans that are meant out of the archive and return them.

    Files with their texts and fingerprints are written again without them; a selection that asks for
    nothing removes nothing.

    Raises:
        ArchiveError: there is no archive, it is damaged or foreign, or another run is writing.
        OSError: it cannot be written; it is as it was.
    """
    with changing(folder) as change:
        removed = plans.select(change.connection, selection) if selection else []
        ids = [each.id for each in removed]
        packs = _packs_of(change.connection, ids)
        for some in plans.batches(ids):
            change.connection.execute(f"DELETE FROM plans WHERE id IN ({plans.marks(some)})", some)
        change.connection.execute("DELETE FROM runs WHERE id NOT IN (SELECT run FROM plans)")
        texts.rewrite(change, packs)
        _rewrite_segments(change, ids)
    return removed


def _packs_of(connection: sqlite3.Connection, ids: Sequence[int]) -> list[texts.Pack]:
    """Return the packs that the texts of these plans stand in."""
    touched: set[int] = set()
    for some in plans.batches(ids):
        rows = connection.execute(f"SELECT DISTINCT pack FROM plans WHERE id IN ({plans.marks(some)})", some)
        touched |= {row[0] for row in rows}
    return [pack for pack in texts.list_packs(connection) if pack.id in touched]


def _rewrite_segments(change: Transaction, ids: Sequence[int]) -> None:
    """Write the segments that hold something of these plans again without it."""
    for segment in segments.list_segments(change.connection):
        inside = [number for number in ids if segment.first_plan <= number <= segment.last_plan]
        if inside:
            kept = segments.without(segment.mapped(change.folder), np.array(inside, dtype=np.uint32))
            segments.write_segment(change, kept, (segment.first_plan, segment.last_plan))
            segments.drop_segments(change, [segment])
