"""Adding plans to an archive: all of a run or nothing, in bounded memory."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from jyplan.archive import catalogue, plans, segments, texts
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
"""Characters of text that are fingerprinted together: some 450 plans."""
_ENTRIES = 4_000_000
"""Fingerprints that are sorted together in memory: 64 MB, some 2,500 plans."""


def add_plans(folder: Path, incoming: Iterable[Incoming], now: datetime, *, keep_texts: bool = True) -> list[Filed]:
    """Add plans to the archive, which is made if it is not there, and say of each whether it was new.

    A plan of the same characters as one that is there, width, punctuation and spaces aside, is not added
    again. What `incoming` raises undoes all; without any plan no archive is made.

    Raises:
        ArchiveError: the archive is damaged, foreign or of a later version, or another run is writing.
        OSError: the archive cannot be written; it is as it was.
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
        filed = [each for some in _batches(chain((first,), waiting)) for each in intake.file(some)]
        intake.finish()
        merge_small(change)
        known = plans.describe(change.connection, {number for _, number, _ in filed})
    return [Filed(listing, known[number], is_new) for listing, number, is_new in filed]


class _Intake:
    """What a run adds: rows and texts at once, fingerprints in batches."""

    def __init__(self, change: Transaction, now: datetime, *, keep_texts: bool) -> None:
        self._change = change
        self._now = now
        self._packs = texts.PackWriter(change) if keep_texts else None
        self._run: int | None = None
        self._taken: list[segments.Entries] = []
        self._entries = 0

    def file(self, some: Sequence[Incoming]) -> Iterator[tuple[Listing, int, bool]]:
        """Add those plans that are new; yield each with the id that it has now and whether it was new."""
        taken = take_fingerprints([plan.text for plan in some])
        ids = np.zeros(len(some), dtype=np.uint32)
        for index, (plan, digest) in enumerate(zip(some, taken.digests, strict=True)):
            number = plans.find(self._change.connection, digest)
            if number is None:
                number = self._insert(plan, digest)
                ids[index] = number
            yield plan.listing, number, bool(ids[index])
        new = ids[taken.owners] > 0
        self._hold(segments.sort_entries(taken.hashes[new], ids[taken.owners[new]], taken.places[new]))

    def finish(self) -> None:
        """Write what is still in memory."""
        self._write_segment()
        if self._packs:
            self._packs.finish()

    def _insert(self, plan: Incoming, digest: bytes) -> int:
        connection = self._change.connection
        if self._run is None:
            added = self._now.strftime("%Y-%m-%dT%H:%M:%SZ")
            self._run = connection.execute("INSERT INTO runs VALUES (NULL, ?)", (added,)).lastrowid or 0
        place = self._packs.write(texts.pack_text(plan.text)) if self._packs else None
        return plans.insert(connection, plan, digest, self._run, place)

    def _hold(self, entries: segments.Entries) -> None:
        numbers, counts = np.unique(entries.postings[:, 0], return_counts=True)
        self._change.connection.executemany(
            "UPDATE plans SET fingerprints = ? WHERE id = ?", zip(counts.tolist(), numbers.tolist(), strict=True)
        )
        self._taken.append(entries)
        self._entries += len(entries.hashes)
        if self._entries >= _ENTRIES:
            self._write_segment()

    def _write_segment(self) -> None:
        if self._entries:
            ids = np.concatenate([each.postings[:, 0] for each in self._taken])
            span = int(ids.min()), int(ids.max())
            segments.write_segment(self._change, segments.merged(self._taken), span)
        self._taken, self._entries = [], 0


def _batches(incoming: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """Yield the plans, as many at a time as are fingerprinted together."""
    waiting: list[Incoming] = []
    chars = 0
    for plan in incoming:
        waiting.append(plan)
        chars += len(plan.text)
        if chars >= _CHARS:
            yield waiting
            waiting, chars = [], 0
    if waiting:
        yield waiting
