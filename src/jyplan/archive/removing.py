"""Removing plans from an archive completely: row, text and fingerprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.archive import plans, rows, segments, texts
from jyplan.archive.writing import changing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from jyplan.archive.plans import Selection
    from jyplan.archive.transaction import Transaction
    from jyplan.model import Archived


def remove_plans(folder: Path, selection: Selection) -> list[Archived]:
    """Remove the selected plans from the archive and return the removed plans.

    Files with texts and fingerprints of removed plans are rewritten; a selection without conditions removes nothing.

    Raises:
        ArchiveError: there is no archive, it is damaged or foreign, or another run is writing.
        OSError: the archive cannot be written; nothing was changed.
    """
    with changing(folder) as change:
        removed = plans.select(change.connection, selection) if selection else []
        ids = [plan.id for plan in removed]
        packs = _packs_of(change.connection, ids)
        rows.delete(change.connection, "plans", ids)
        empty_runs = rows.read(change.connection, "runs", ["id"], "WHERE id NOT IN (SELECT run FROM plans)")
        rows.delete(change.connection, "runs", [run_id for (run_id,) in list(empty_runs)])
        texts.rewrite(change, packs)
        _rewrite_segments(change, ids)
    return removed


def _packs_of(connection: sqlite3.Connection, ids: Sequence[int]) -> list[texts.Pack]:
    """Return the packs with texts of the given plans."""
    pack_ids: set[int] = set()
    for batch in rows.batches(ids):
        with_texts = f"WHERE pack IS NOT NULL AND id IN ({rows.marks(batch)})"
        pack_ids |= {pack_id for (pack_id,) in rows.read(connection, "plans", ["pack"], with_texts, batch)}
    return [pack for pack in texts.list_packs(connection) if pack.id in pack_ids]


def _rewrite_segments(change: Transaction, ids: Sequence[int]) -> None:
    """Rewrite the segments with fingerprints of the given plans, without the fingerprints of the plans."""
    for segment in segments.list_segments(change.connection):
        inside = [number for number in ids if segment.first_plan <= number <= segment.last_plan]
        if inside:
            segment.check_files(change.folder)
            remaining = segments.without(segment.mapped(change.folder), np.array(inside, dtype=np.uint32))
            plan_range = segments.PlanRange(segment.first_plan, segment.last_plan)
            segments.write_segment(change, remaining, plan_range)
            segments.drop_segments(change, [segment])
