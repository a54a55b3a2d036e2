"""Small archives for tests: plans with random texts, which share only what a test makes them share."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING, Any

from jyplan.archive import rows
from jyplan.archive.adding import add_plans
from jyplan.archive.lookup import list_plans
from jyplan.archive.plans import Incoming, Selection
from jyplan.archive.verifying import inspect
from jyplan.model import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jyplan.model import Filed

NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
_FIRST, _LAST = 0x4E00, 0x9FA5  # the Hanzi that are most in use


class Unsynced(sqlite3.Connection):
    """A connection that does not wait for the disk: a process that is killed loses nothing by that, only a machine does."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        return super().execute("PRAGMA synchronous = OFF" if sql == "PRAGMA synchronous = EXTRA" else sql, *values)


def write_text(seed: int, size: int = 300) -> str:
    """Return random Hanzi: two seeds share no fingerprint."""
    random = Random(seed)
    return "".join(chr(random.randint(_FIRST, _LAST)) for _ in range(size))


def plan(
    seed: int, *, text: str | None = None, path: str | None = None, number: int = 1, label: str | None = None,
    school: str | None = None, date: str | None = None, title: str | None = None,
) -> Incoming:  # fmt: skip
    path = f"plans/{seed}.txt" if path is None else path
    text = write_text(seed) if text is None else text
    title = f"计划{seed}" if title is None else title
    listing = Listing(path, path.rpartition("/")[2], number, title, len(text), school, date, label, archived=True)
    return Incoming(listing, text, f"{seed:064x}")


def add(folder: Path, plans: Iterable[Incoming], *, keep_texts: bool = True) -> list[Filed]:
    return add_plans(folder, plans, NOW, keep_texts=keep_texts)


def edit(folder: Path, *statements: str, sign: bool = False) -> None:
    """Change the catalogue past jyplan; with `sign` give every row the digest that fits, as a forger would."""
    with closing(sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        for statement in statements:
            connection.execute(statement)
        if sign:
            connection.execute("DELETE FROM digests")
            for table in rows.TABLES:
                for row in connection.execute(f"SELECT * FROM {table}").fetchall():
                    digest = rows.digest_of(table, row)
                    connection.execute("INSERT INTO digests VALUES (?, ?, ?)", (table, row[0], digest))


def titles(folder: Path) -> list[str]:
    return [archived.listing.title for archived in list_plans(folder, Selection())]


def damage(folder: Path) -> list[str]:
    return [str(message) for message in inspect(folder).damage]


def remarks(folder: Path) -> list[str]:
    return [str(message) for message in inspect(folder).remarks]


def everything(folder: Path) -> bytes:
    """Return all bytes of an archive."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
