"""The plans in Spark's driver: particulars, sizes and digests; the texts stay with the workers."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np

from jyplan.compare.copies.same_texts import SameTexts, find_same_texts
from jyplan.corpora.records import Names, place_of
from jyplan.inputs import Unreadable
from jyplan.model import LeftOut, Listing
from jyplan.reading.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.compare.arrays import Ints
    from jyplan.engines.spark.reading import PlanRows
    from jyplan.model import TopSection


@dataclass(frozen=True)
class Plans:
    """The plans in reading order, and the unreadable sources."""

    docs: Ints
    """Number of each plan in Spark's tables, ascending."""
    listings: Sequence[Listing]
    sizes: Ints
    """Characters of each plan."""
    same: SameTexts
    """Which plans say the same."""
    empty_texts: tuple[int, ...]
    """Plans with nothing to compare."""
    left_out: Sequence[LeftOut]
    unread: Sequence[Unreadable]
    sections: Sequence[tuple[TopSection, ...]]

    def indices(self, docs: Ints) -> Ints:
        """Return the indices of the plans with the given numbers of Spark's tables."""
        return np.searchsorted(self.docs, docs)


class SpooledTexts(Sequence[str]):
    """The texts of some plans, on disk; the texts of the remaining plans are empty."""

    def __init__(self, count: int) -> None:
        """Begin without texts; `count` is the number of plans."""
        self._count = count
        self._spool = Spool()
        self._spool_index: dict[int, int] = {}

    def put(self, index: int, text: str) -> None:
        """Add the text of a plan."""
        self._spool_index[index] = len(self._spool)
        self._spool.append(text)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        return self._spool[self._spool_index[index]] if index in self._spool_index else ""


def collect_plans(plan_rows: PlanRows) -> Plans:
    """Return the plans and problems of all rows; an id repeated in a corpus read in pieces becomes a problem."""
    records = _in_order(plan_rows)
    plans = [record for record in records if isinstance(record.about, Listing)]
    digests = [plan.digest for plan in plans]
    return Plans(
        np.array([plan.doc for plan in plans], dtype=np.int64),
        [plan.about for plan in plans if isinstance(plan.about, Listing)],
        np.array([plan.chars for plan in plans], dtype=np.int64),
        find_same_texts(digests, lambda index: plans[index].raw_digest),
        tuple(index for index, digest in enumerate(digests) if not digest),
        [about for _, about, *_ in records if isinstance(about, LeftOut)],
        [about for _, about, *_ in records if isinstance(about, Unreadable)],
        [plan.sections for plan in plans],
    )


class _TextlessRow(NamedTuple):
    """A plan without text, or a problem."""

    doc: int
    about: Listing | LeftOut | Unreadable
    chars: int = 0
    digest: bytes = b""
    raw_digest: bytes = b""
    """SHA-256 of the text."""
    sections: tuple[TopSection, ...] = ()


def _in_order(plan_rows: PlanRows) -> list[_TextlessRow]:
    """Return the plans and problems in reading order; a problem with a record comes before the plan."""
    table = plan_rows.rows.selectExpr("doc", "about", "chars", "digest", "unhex(sha2(text, 256)) AS raw").toArrow()
    rows = sorted(zip(*(column.to_pylist() for column in table.columns), strict=True), key=_reading_order)
    names: dict[str, Names] = {}
    records: list[_TextlessRow] = []
    plan_count = 0
    for doc, pickled, chars, digest, raw in rows:
        about, sections = pickle.loads(pickled)
        if plan_rows.is_table:
            about = _numbered(about, plan_count + 1)
            plan_count += isinstance(about, Listing)
        if isinstance(about, Listing) and about.path in plan_rows.unchecked:
            names_of_corpus = names.setdefault(about.path, Names())
            records.extend(_TextlessRow(doc, problem) for problem in _repeated(names_of_corpus, about))
        records.append(_TextlessRow(doc, about, chars or 0, digest or b"", raw or b"", sections))
    return records


def _reading_order(row: tuple[int, bytes, int | None, bytes | None, bytes | None]) -> tuple[int, bool]:
    return row[0], row[2] is not None


def _numbered(about: Listing | LeftOut | Unreadable, number: int) -> Listing | LeftOut | Unreadable:
    """Return a record of a table with a number in the order of ids, unknown to the workers."""
    if isinstance(about, Listing):
        return replace(about, number=number)
    if isinstance(about, Unreadable):
        about.error.where = place_of(about.path, number)
    return about


def _repeated(names: Names, listing: Listing) -> Iterator[Unreadable]:
    if repeated := names.repeated(listing):
        yield Unreadable(listing.path, repeated)
