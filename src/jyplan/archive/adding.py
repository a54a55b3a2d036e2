"""Adding plans to an archive: all plans of a run or none, in bounded memory."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.archive import catalogue, plans, rows, segments, texts
from jyplan.archive.compacting import merge_small
from jyplan.archive.scheme import check_scheme, set_scheme
from jyplan.archive.writing import changing
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.model import Filed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from jyplan.archive.plans import Incoming
    from jyplan.archive.transaction import Transaction
    from jyplan.model import Listing

_CHARS = 2_000_000
"""Characters fingerprinted in one batch: some 450 plans."""
_ENTRIES = 4_000_000
"""Fingerprints of a segment that are held in memory before they are written: 64 MB, some 2,500 plans."""


def add_plans(folder: Path, incoming: Iterable[Incoming], now: datetime, *, keep_texts: bool = True) -> list[Filed]:
    """Add plans to the archive, created if missing, and return for each plan the archive entry and whether the plan is new.

    A plan with the same characters as an archived plan, width, punctuation and spaces aside, is not added again. An
    exception of `incoming` undoes the whole run; without any plan no archive is created.

    Raises:
        ArchiveError: the archive is damaged, foreign or of a later version, or another run is writing.
        OSError: the archive cannot be written; nothing was changed.
    """
    catalogue.is_archive(folder)
    waiting = iter(incoming)
    first = next(waiting, None)
    if first is None:
        return []
    with changing(folder, create=True) as change:
        set_scheme(change.connection)
        check_scheme(folder, change.connection)
        intake = _Intake(change, now, keep_texts=keep_texts)
        filed = [plan for batch in _batches(chain((first,), waiting)) for plan in intake.file(batch)]
        intake.finish()
        merge_small(change)
        described = plans.describe(change.connection, {plan.id for plan in filed})
    return [Filed(plan.listing, described[plan.id], plan.is_new) for plan in filed]


class _Identified(NamedTuple):
    """An incoming plan with the id of the equal archived plan."""

    listing: Listing
    id: int
    is_new: bool


class _Intake:
    """The additions of a run: rows and texts are written at once, fingerprints a segment at a time."""

    def __init__(self, change: Transaction, now: datetime, *, keep_texts: bool) -> None:
        self._change = change
        self._now = now
        self._packs = texts.PackWriter(change) if keep_texts else None
        self._run_id: int | None = None
        self._unwritten: list[segments.SortedFingerprints] = []
        self._entries = 0

    def file(self, batch: Sequence[Incoming]) -> Iterator[_Identified]:
        """Add the new plans of a batch; yield every plan of the batch with an id."""
        taken = take_fingerprints([plan.text for plan in batch])
        new_ids = np.zeros(len(batch), dtype=np.uint32)
        for index, (plan, digest) in enumerate(zip(batch, taken.digests, strict=True)):
            plan_id = plans.find(self._change.connection, digest)
            if plan_id is None:
                plan_id = self._insert(plan, digest)
                new_ids[index] = plan_id
            yield _Identified(plan.listing, plan_id, bool(new_ids[index]))
        is_new = new_ids[taken.owners] > 0
        owners = new_ids[taken.owners[is_new]]
        self._add(segments.sort_fingerprints(taken.hashes[is_new], owners, taken.places[is_new]))
        rows.record(self._change.connection, "plans", new_ids[new_ids > 0].tolist())

    def finish(self) -> None:
        """Write the fingerprints still in memory, and the last pack of texts."""
        self._write_segment()
        if self._packs:
            self._packs.finish()

    def _insert(self, plan: Incoming, digest: bytes) -> int:
        connection = self._change.connection
        if self._run_id is None:
            added = self._now.strftime("%Y-%m-%dT%H:%M:%SZ")
            self._run_id = connection.execute("INSERT INTO runs VALUES (NULL, ?)", (added,)).lastrowid or 0
            rows.record(connection, "runs", [self._run_id])
        place = self._packs.write(texts.pack_text(plan.text)) if self._packs else None
        return plans.insert(connection, plan, digest, self._run_id, place)

    def _add(self, fingerprints: segments.SortedFingerprints) -> None:
        ids, counts = np.unique(fingerprints.postings[:, 0], return_counts=True)
        self._change.connection.executemany(
            "UPDATE plans SET fingerprints = ? WHERE id = ?", zip(counts.tolist(), ids.tolist(), strict=True)
        )
        self._unwritten.append(fingerprints)
        self._entries += len(fingerprints.hashes)
        if self._entries >= _ENTRIES:
            self._write_segment()

    def _write_segment(self) -> None:
        if self._entries:
            ids = np.concatenate([fingerprints.postings[:, 0] for fingerprints in self._unwritten])
            plan_range = segments.PlanRange(int(ids.min()), int(ids.max()))
            segments.write_segment(self._change, segments.merged(self._unwritten), plan_range)
        self._unwritten, self._entries = [], 0


def _batches(incoming: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """Yield the plans in batches of at least `_CHARS` characters; the last batch may be smaller."""
    batch: list[Incoming] = []
    chars = 0
    for plan in incoming:
        batch.append(plan)
        chars += len(plan.text)
        if chars >= _CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch
