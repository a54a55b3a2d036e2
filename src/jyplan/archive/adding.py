"""Adding plans to an archive: all of a run or nothing, in bounded memory."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from jyplan.archive import catalogue, plans, segments, texts
from jyplan.archive.change import changing
from jyplan.archive.compacting import merge_small
from jyplan.archive.scheme import check_scheme, set_scheme
from jyplan.compare.fingerprints import take_fingerprints
from jyplan.model import Filed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from jyplan.archive.change import Change
    from jyplan.archive.plans import Incoming

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
        filed = [intake.file(plan) for plan in chain((first,), waiting)]
        intake.finish()
        merge_small(change)
        known = plans.describe(change.connection, {number for _, number, _ in filed})
    return [Filed(plan.listing, known[number], is_new) for plan, number, is_new in filed]


class _Intake:
    """What a run adds: rows and texts at once, fingerprints in batches."""

    def __init__(self, change: Change, now: datetime, *, keep_texts: bool) -> None:
        self._change = change
        self._connection = change.connection
        self._now = now
        self._keep_texts = keep_texts
        self._packs = texts.PackWriter(change)
        self._run: int | None = None
        self._waiting: list[tuple[int, str]] = []
        self._chars = 0
        self._taken: list[segments.Entries] = []
        self._entries = 0

    def file(self, plan: Incoming) -> tuple[Incoming, int, bool]:
        """Add a plan if it is new; return it without its text, the id it has now and whether it was new."""
        known_by = plans.digest(plan.text)
        number = plans.find(self._connection, known_by)
        if number is not None:
            return replace(plan, text=""), number, False
        place = self._packs.write(texts.pack_text(plan.text)) if self._keep_texts else None
        number = plans.insert(self._connection, plan, known_by, self._number_of_run(), place)
        self._waiting.append((number, plan.text))
        self._chars += len(plan.text)
        if self._chars >= _CHARS:
            self._take()
        return replace(plan, text=""), number, True

    def finish(self) -> None:
        """Write what is still in memory."""
        self._take()
        self._write_segment()
        self._packs.finish()

    def _number_of_run(self) -> int:
        if self._run is None:
            added = self._now.strftime("%Y-%m-%dT%H:%M:%SZ")
            self._run = self._connection.execute("INSERT INTO runs VALUES (NULL, ?)", (added,)).lastrowid or 0
        return self._run

    def _take(self) -> None:
        """Take the fingerprints of the texts that wait."""
        ids = np.array([number for number, _ in self._waiting], dtype=np.uint32)
        found = take_fingerprints([text for _, text in self._waiting])
        entries = segments.sort_entries(found.hashes, ids[found.owners], found.places)
        numbers, counts = np.unique(entries.postings[:, 0], return_counts=True)
        self._connection.executemany(
            "UPDATE plans SET fingerprints = ? WHERE id = ?", zip(counts.tolist(), numbers.tolist(), strict=True)
        )
        self._taken.append(entries)
        self._entries += len(entries.hashes)
        self._waiting, self._chars = [], 0
        if self._entries >= _ENTRIES:
            self._write_segment()

    def _write_segment(self) -> None:
        ids = np.concatenate([each.postings[:, 0] for each in self._taken] or [np.zeros(0, np.uint32)])
        if len(ids):
            span = int(ids.min()), int(ids.max())
            segments.write_segment(self._change, segments.merged(self._taken), span)
        self._taken, self._entries = [], 0
