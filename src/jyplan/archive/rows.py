"""The rows of the catalogue: what a column may hold, and a digest of every row.

A digest stands in a table of its own under the table and key of its row, so that a changed row, a lost row and a row that jyplan
did not write differ:

| row | digest | |
|---|---|---|
| plans 1 | fits | sound |
| plans 2 | does not fit | changed |
| | plans 3 | lost |
| plans 4 | | not written by jyplan |
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from jyplan.model import Message

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    Key = int | str

MOST_PLANS = 2**31 - 1
"""Largest id: postings have ids of 32 bits, and a query adds the number of new texts."""
_MOST_CHARS = 2**28
_MOST_BYTES = 2**48
_BATCH = 500
"""Keys in one query: SQLite allows at least 999 parameters (sqlite.org/limits.html, 9)."""


class DamagedRowError(Exception):
    """A row with an impossible value, or a digest that does not fit."""


class Column(NamedTuple):
    """The values of a column: integers from `least` to `most`, texts, or blobs of no or `most` bytes."""

    kind: type
    least: int = 0
    most: int = 0
    optional: bool = False

    def allows(self, value: object) -> bool:
        """Whether the column may hold the value."""
        if value is None:
            return self.optional
        if type(value) is not self.kind:
            return False
        if isinstance(value, int):
            return self.least <= value <= self.most
        if isinstance(value, str):
            return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)  # bytes that are no UTF-8
        return isinstance(value, bytes) and len(value) in {0, self.most}


_ID = Column(int, 1, MOST_PLANS)
_COUNT = Column(int, 0, _MOST_BYTES)
_TEXT = Column(str)
_OPTIONAL_TEXT = Column(str, optional=True)

TABLES: dict[str, dict[str, Column]] = {
    "runs": {"id": _ID, "added": _TEXT},
    "packs": {"id": _ID, "bytes": _COUNT, "sha256": _TEXT},
    "segments": {
        "id": _ID, "entries": _COUNT, "first_plan": _ID, "last_plan": _ID, "hashes_sha256": _TEXT, "postings_sha256": _TEXT,
    },
    "plans": {
        "id": _ID, "digest": Column(bytes, most=16), "sha256": _OPTIONAL_TEXT, "path": _TEXT, "name": _TEXT,
        "number": Column(int, 0, MOST_PLANS), "title": _TEXT, "chars": Column(int, 0, _MOST_CHARS),
        "school": _OPTIONAL_TEXT, "date": _OPTIONAL_TEXT, "label": _OPTIONAL_TEXT, "run": _ID, "fingerprints": _COUNT,
        "pack": Column(int, 1, MOST_PLANS, optional=True), "start": Column(int, 0, _MOST_BYTES, optional=True),
        "bytes": Column(int, 0, 5 * _MOST_CHARS, optional=True),
    },
    "facts": {"name": _TEXT, "value": _TEXT},
}  # fmt: skip
"""The columns of every table in the order of the schema; the first column is the key."""


def check(table: str, columns: Iterable[str], row: Sequence[object]) -> None:
    """Check the values of some columns of a row.

    Raises:
        DamagedRowError: a column cannot hold its value.
    """
    if column := _impossible(table, columns, row):
        raise DamagedRowError(f"{table}.{column}")


def read(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    condition: str = "",
    values: Sequence[object] = (),
) -> Iterator[tuple[Any, ...]]:
    """Yield some columns of the rows of a table; `condition` is the rest of the query, `values` its parameters.

    Raises:
        DamagedRowError: a column cannot hold its value.
    """
    for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} {condition}", values):
        check(table, columns, row)
        yield row


def batches(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Yield the keys in batches, each small enough for a query."""
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]


def marks(values: Sequence[object]) -> str:
    """Return the placeholders of an SQL list, a question mark for each value."""
    return ",".join("?" * len(values))


def record(connection: sqlite3.Connection, table: str, keys: Sequence[Key]) -> None:
    """Record the digests of rows that were inserted or changed.

    Raises:
        DamagedRowError: a column cannot hold its value.
    """
    for batch in batches(keys):
        digests = []
        for row in connection.execute(f"SELECT * FROM {table} WHERE {_key(table)} IN ({marks(batch)})", batch):
            check(table, TABLES[table], row)
            digests.append((table, row[0], digest_of(table, row)))
        connection.executemany("INSERT OR REPLACE INTO digests VALUES (?, ?, ?)", digests)


def record_all(connection: sqlite3.Connection) -> None:
    """Record the digests of all rows of an archive that has none yet.

    Raises:
        DamagedRowError: a column cannot hold its value.
    """
    for table in TABLES:
        record(connection, table, [row[0] for row in read(connection, table, [_key(table)])])


def check_digests(connection: sqlite3.Connection, table: str, keys: Sequence[Key]) -> None:
    """Check rows against their digests, before a change or deletion.

    Raises:
        DamagedRowError: a row is not what it was.
    """
    for batch in batches(keys):
        query = f"{_WITH_DIGESTS.format(table=table, key=_key(table))} WHERE {table}.{_key(table)} IN ({marks(batch)})"
        for digest, *row in connection.execute(query, (table, *batch)):
            check(table, TABLES[table], row)
            if digest != digest_of(table, row):
                raise DamagedRowError(f"{table} {row[0]}")


def delete(connection: sqlite3.Connection, table: str, keys: Sequence[Key]) -> None:
    """Delete rows and their digests.

    Raises:
        DamagedRowError: a row is not what it was.
    """
    check_digests(connection, table, keys)
    for batch in batches(keys):
        connection.execute(f"DELETE FROM {table} WHERE {_key(table)} IN ({marks(batch)})", batch)
        connection.execute(f"DELETE FROM digests WHERE name = ? AND row IN ({marks(batch)})", (table, *batch))


def check_counters(connection: sqlite3.Connection) -> None:
    """Check the ids in use, and the counters from which SQLite takes new ids: at their end nothing can be added.

    Raises:
        DamagedRowError: an id or a counter is out of range.
    """
    for table, columns in TABLES.items():
        if columns[_key(table)] is _ID:
            for (key,) in connection.execute(f"SELECT min(id) FROM {table} UNION ALL SELECT max(id) FROM {table}"):
                if key is not None:
                    check(table, ["id"], [key])
    for name, last in connection.execute("SELECT name, seq FROM sqlite_sequence"):
        if name not in TABLES or not Column(int, 0, MOST_PLANS - 1).allows(last):
            raise DamagedRowError(f"sqlite_sequence.{name}")


def damage(connection: sqlite3.Connection) -> Iterator[Message]:
    """Yield all changed, lost, foreign and impossible rows."""
    for table, columns in TABLES.items():
        for digest, *row in connection.execute(_WITH_DIGESTS.format(table=table, key=_key(table)), (table,)):
            where = {"table": table, "row": _shown(row[0])}
            if column := _impossible(table, columns, row):
                yield Message(
                    "row {row} of {table} is damaged: no archive has such a value of {column}",
                    {**where, "column": column},
                )
            elif digest is None:
                yield Message("row {row} of {table} was not written by jyplan", where)
            elif digest != digest_of(table, row):
                yield Message("row {row} of {table} is not what it was: its checksum is another", where)
        lost = f"SELECT row FROM digests WHERE name = ? AND row NOT IN (SELECT {_key(table)} FROM {table})"
        for (key,) in connection.execute(lost, (table,)):
            yield Message("row {row} of {table} is lost", {"table": table, "row": _shown(key)})
    if connection.execute(f"SELECT 1 FROM digests WHERE name NOT IN ({marks([*TABLES])})", [*TABLES]).fetchone():
        yield Message("there are checksums of rows that no archive has")
    try:
        check_counters(connection)
    except DamagedRowError:
        yield Message("the counter of the plans is damaged")


def digest_of(table: str, row: Sequence[object]) -> bytes:
    """Return the SHA-256 of a row: of Python's notation of table and values in ASCII, the same in all versions."""
    return hashlib.sha256(ascii((table, *row)).encode("ascii")).digest()


_WITH_DIGESTS = """SELECT digests.sha256, {table}.* FROM {table}
    LEFT JOIN digests ON digests.name = ? AND digests.row = {table}.{key}"""


def _key(table: str) -> str:
    return next(iter(TABLES[table]))


def _impossible(table: str, columns: Iterable[str], row: Sequence[object]) -> str | None:
    """Return the first column with an impossible value, None without."""
    for column, value in zip(columns, row, strict=True):
        if not TABLES[table][column].allows(value):
            return column
    return None


def _shown(key: object) -> str:
    """Return a key for a sentence, at most 40 characters of it."""
    return ascii(key)[:40].strip("'")
