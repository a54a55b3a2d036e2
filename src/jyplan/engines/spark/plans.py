"""What the driver knows of the plans that Spark's workers read: all but their texts."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, overload

import numpy as np

from jyplan.corpora.records import Names, place_of
from jyplan.inputs import Unreadable
from jyplan.model import LeftOut, Listing
from jyplan.reading.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.compare.arrays import Ints
    from jyplan.engines.spark.reading import Reading


@dataclass(frozen=True)
class Plans:
    """The plans in reading order, and what could not be read."""

    docs: Ints
    """Their numbers in Spark's tables, ascending."""
    listings: Sequence[Listing]
    sizes: Ints
    """Characters of each."""
    originals: Ints
    """For each the index of the first that says the same."""
    empty_texts: tuple[int, ...]
    """Those that have nothing in them to be compared."""
    left_out: Sequence[LeftOut]
    unread: Sequence[Unreadable]

    def indices(self, docs: Ints) -> Ints:
        """Return the indices of plans by their numbers in Spark's tables."""
        return np.searchsorted(self.docs, docs)


class Texts(Sequence[str]):
    """The texts of some of the plans, on disk; the others are empty."""

    def __init__(self, count: int) -> None:
        """Begin without any; `count` is the number of plans."""
        self._count = count
        self._spool = Spool()
        self._at: dict[int, int] = {}

    def put(self, index: int, text: str) -> None:
        """Add the text of a plan."""
        self._at[index] = len(self._spool)
        self._spool.append(text)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        return self._spool[self._at[at]] if at in self._at else ""


def collect_plans(reading: Reading) -> Plans:
    """Return what came of reading; ids that name two plans are told where no worker saw both."""
    about = _in_order(reading)
    plans = [(doc, each, chars, digest) for doc, each, chars, digest in about if isinstance(each, Listing)]
    first_of: dict[bytes, int] = {}
    originals = [first_of.setdefault(digest, at) if digest else at for at, (*_, digest) in enumerate(plans)]
    return Plans(
        np.array([doc for doc, *_ in plans], dtype=np.int64),
        [listing for _, listing, *_ in plans],
        np.array([chars for *_, chars, _ in plans], dtype=np.int64),
        np.array(originals, dtype=np.int64),
        tuple(index for index, (*_, digest) in enumerate(plans) if not digest),
        [each for _, each, *_ in about if isinstance(each, LeftOut)],
        [each for _, each, *_ in about if isinstance(each, Unreadable)],
    )


def _in_order(reading: Reading) -> list[tuple[int, Listing | LeftOut | Unreadable, int, bytes]]:
    """Return the rows in reading order; a problem with a record stands before its plan."""
    table = reading.rows.select("doc", "about", "chars", "digest").toArrow()
    rows = sorted(zip(*(column.to_pylist() for column in table.columns), strict=True), key=_place)
    names: dict[str, Names] = {}
    found: list[tuple[int, Listing | LeftOut | Unreadable, int, bytes]] = []
    at = 0
    for doc, about, chars, digest in rows:
        each = pickle.loads(about)
        if reading.is_table:
            each = _numbered(each, at + 1)
            at += isinstance(each, Listing)
        if isinstance(each, Listing) and each.path in reading.unchecked:
            found.extend((doc, told, 0, b"") for told in _repeated(names.setdefault(each.path, Names()), each))
        found.append((doc, each, chars or 0, digest or b""))
    return found


def _place(row: tuple[int, bytes, int | None, bytes | None]) -> tuple[int, bool]:
    return row[0], row[2] is not None


def _numbered(each: Listing | LeftOut | Unreadable, number: int) -> Listing | LeftOut | Unreadable:
    """Return a record of a table with its place in the order of ids, which no worker knows."""
    if isinstance(each, Listing):
        return replace(each, number=number)
    if isinstance(each, Unreadable):
        each.error.where = place_of(each.path, number)
    return each


def _repeated(names: Names, listing: Listing) -> Iterator[Unreadable]:
    if repeated := names.repeated(listing):
        yield Unreadable(listing.path, repeated)
