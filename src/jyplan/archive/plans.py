"""The plans of an archive: rows of the catalogue to and from `Archived` and `Incoming`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.archive import rows
from jyplan.model import Archived, Listing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_COLUMNS = (
    "id", "path", "name", "number", "title", "chars", "school", "date", "label", "sha256", "fingerprints", "pack",
)  # fmt: skip
_FROM = f"SELECT runs.added, plans.{', plans.'.join(_COLUMNS)} FROM plans JOIN runs ON runs.id = plans.run"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A plan to be added."""

    listing: Listing
    text: str
    sha256: str | None
    """Of the plan's file, None for a record of a corpus."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions on archived plans; a selected plan meets every condition. None and () set no condition."""

    ids: tuple[int, ...] = ()
    label: str | None = None
    school: str | None = None
    date: str | None = None
    """A year, month or day, dates inside it included: 2024 selects 2024-09."""
    path: str | None = None
    """A file as it was named when it was added, or a folder above the file."""

    def __bool__(self) -> bool:
        return bool(self.ids) or any(value is not None for value in (self.label, self.school, self.date, self.path))


def select(connection: sqlite3.Connection, selection: Selection) -> list[Archived]:
    """Return the selected plans by id, all plans for a selection without conditions.

    Raises:
        DamagedRowError: a column cannot hold its value, or a page of the catalogue leads to the same plans again.
    """
    conditions, values = _conditions(selection)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    selected = connection.execute(f"{_FROM}{where} ORDER BY plans.id", values)
    ids = set(selection.ids)
    last_id = 0
    plans: list[Archived] = []
    for plan in map(archived, selected):
        if plan.id <= last_id:
            raise rows.DamagedRowError(f"plans {plan.id}")
        last_id = plan.id
        if not ids or plan.id in ids:
            plans.append(plan)
    return plans


def describe(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Archived]:
    """Return the plans with the given ids by id; removed plans are missing."""
    plans_by_id: dict[int, Archived] = {}
    for batch in rows.batches(sorted(set(ids))):
        described = connection.execute(f"{_FROM} WHERE plans.id IN ({rows.marks(batch)}) ORDER BY plans.id", batch)
        plans_by_id |= {plan.id: plan for plan in map(archived, described)}
    return plans_by_id


def archived(row: Sequence[object]) -> Archived:
    """Return the plan of a row with the date of its run and the columns `_COLUMNS`.

    Raises:
        DamagedRowError: a column cannot hold its value.
    """
    added, *columns = row
    rows.check("runs", ["added"], [added])
    rows.check("plans", _COLUMNS, columns)
    number, path, name, plan, title, chars, school, date, label, sha256, fingerprints, pack = columns
    listing = Listing(path, name, plan, title, chars, school, date, label, archived=True)  # type: ignore[arg-type]
    return Archived(number, listing, sha256, added, fingerprints, pack is not None)  # type: ignore[arg-type]


def insert(
    connection: sqlite3.Connection, plan: Incoming, digest: bytes, run: int, place: tuple[int, int, int] | None
) -> int:
    """Enter a plan in the catalogue and return the new id; `place` is the pack, offset and length of the text.

    The number of its fingerprints stays 0 until they are sorted; the digest of the row is recorded then.
    """
    listing = plan.listing
    texts = [listing.path, listing.name, listing.title, listing.school, listing.date, listing.label]
    path, name, title, school, date, label = (None if value is None else _storable(value) for value in texts)
    values = (
        digest, plan.sha256, path, name, listing.number, title, listing.chars, school, date, label, run,
        *(place or (None, None, None)),
    )  # fmt: skip
    cursor = connection.execute("INSERT INTO plans VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,0,?,?,?)", values)
    return cursor.lastrowid or 0


def find(connection: sqlite3.Connection, digest: bytes) -> int | None:
    """Return the id of the plan with this digest, None without such a plan."""
    return next((plan_id for (plan_id,) in rows.read(connection, "plans", ["id"], "WHERE digest = ?", [digest])), None)


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
    """Return text fit for SQLite: a lone surrogate, as in an undecodable file name, becomes an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
