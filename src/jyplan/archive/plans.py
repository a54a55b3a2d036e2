"""The plans of an archive: rows of its catalogue to and from what the rest of the project knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import Archived, Listing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

_COLUMNS = """plans.id, plans.path, plans.name, plans.number, plans.title, plans.chars, plans.school, plans.date,
    plans.label, plans.sha256, runs.added, plans.fingerprints, plans.pack IS NOT NULL"""
_FROM = f"SELECT {_COLUMNS} FROM plans JOIN runs ON runs.id = plans.run"
_MANY = 500
"""Ids in one query: SQLite takes at least 999 (sqlite.org/limits.html, 9)."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A plan that is to be added."""

    listing: Listing
    text: str
    sha256: str | None
    """Of the file it comes in, None for a record of a corpus."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which plans are meant: all that fit everything that is given; None and () ask for nothing."""

    ids: tuple[int, ...] = ()
    label: str | None = None
    school: str | None = None
    date: str | None = None
    """A year, month or day, and all that lies in it: 2024 has 2024-09 in it."""
    path: str | None = None
    """A file as it was named when it came, or a folder above it."""

    def __bool__(self) -> bool:
        return bool(self.ids) or any(each is not None for each in (self.label, self.school, self.date, self.path))


def select(connection: sqlite3.Connection, selection: Selection) -> list[Archived]:
    """Return the plans that are meant, all if nothing is asked for, by id."""
    conditions, values = _conditions(selection)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = connection.execute(f"{_FROM}{where} ORDER BY plans.id", values)
    found = map(archived, rows)
    return [each for each in found if not selection.ids or each.id in set(selection.ids)]


def describe(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Archived]:
    """Return the plans of these ids that are still there."""
    found: dict[int, Archived] = {}
    for some in batches(sorted(set(ids))):
        rows = connection.execute(f"{_FROM} WHERE plans.id IN ({marks(some)})", some)
        found |= {each.id: each for each in map(archived, rows)}
    return found


def archived(row: Sequence[object]) -> Archived:
    """Return a row of the catalogue as what it says."""
    number, path, name, plan, title, chars, school, date, label, sha256, added, fingerprints, has_text = row
    listing = Listing(path, name, plan, title, chars, school, date, label, archived=True)  # type: ignore[arg-type]
    return Archived(number, listing, sha256, added, fingerprints, bool(has_text))  # type: ignore[arg-type]


def insert(
    connection: sqlite3.Connection, plan: Incoming, digest: bytes, run: int, place: tuple[int, int, int] | None
) -> int:
    """Name a plan in the catalogue and return its id; its fingerprints are counted later."""
    listing = plan.listing
    texts = [listing.path, listing.name, listing.title, listing.school, listing.date, listing.label]
    path, name, title, school, date, label = (None if each is None else _storable(each) for each in texts)
    values = (
        digest, plan.sha256, path, name, listing.number, title, listing.chars, school, date, label, run,
        *(place or (None, None, None)),
    )  # fmt: skip
    cursor = connection.execute("INSERT INTO plans VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,0,?,?,?)", values)
    return cursor.lastrowid or 0


def find(connection: sqlite3.Connection, digest: bytes) -> int | None:
    """Return the id of the plan with this digest, None if there is none."""
    row = connection.execute("SELECT id FROM plans WHERE digest = ?", (digest,)).fetchone()
    return row[0] if row else None


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the ids, as many at a time as one query takes."""
    for start in range(0, len(ids), _MANY):
        yield ids[start : start + _MANY]


def marks(values: Sequence[int]) -> str:
    """Return as many question marks for a query as there are values."""
    return ",".join("?" * len(values))


def _conditions(selection: Selection) -> tuple[list[str], list[str]]:
    conditions: list[str] = []
    values: list[str] = []
    for column, value in (("label", selection.label), ("school", selection.school)):
        if value is not None:
            conditions.append(f"plans.{column} = ?")
            values.append(_storable(value))
    for column, value, mark in (("date", selection.date, "-"), ("path", selection.path, "/")):
        if value is not None:
            inside = _storable(value).rstrip(mark) + mark
            conditions.append(f"(plans.{column} = ? OR substr(plans.{column}, 1, ?) = ?)")
            values += [inside.removesuffix(mark), str(len(inside)), inside]
    return conditions, values


def _storable(text: str) -> str:
    """Return text that SQLite can hold: a lone surrogate, as of a name in no encoding, becomes an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
