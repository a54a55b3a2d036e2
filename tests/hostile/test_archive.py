"""Archives that were damaged or forged: damage in clear words, and never a mistake of jyplan's or a run without end."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jyplan import api
from jyplan.archive import catalogue, rows
from jyplan.archive.adding import add_plans
from jyplan.archive.compacting import compact
from jyplan.archive.lookup import list_plans, open_archive
from jyplan.archive.matching import find_archived
from jyplan.archive.plans import Selection
from jyplan.archive.removing import remove_plans
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.compare.copies.options import CopyOptions
from jyplan.errors import ArchiveError, OutputError
from jyplan.language import Language
from jyplan.reports import ARCHIVE_REPORTS, ArchiveOptions
from tests.archive.build import NOW, Unsynced, add, damage, edit, plan, titles, write_text
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ALL = Selection()
NAME = "catalogue.sqlite"
PLANS = 6
NUMBERS = ("NULL", "-1", str(2**63 - 1), "1.5", "'text'")
TEXTS = ("NULL", "-1", "x'00ff'", "CAST(x'ff41' AS TEXT)")
"""Values that no column of numbers, or of texts and digests, may have; the last one is no UTF-8."""


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the disk."""
    connect = sqlite3.connect
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(sqlite3, "connect", partial(connect, factory=Unsynced))


def shown(folder: Path) -> list[object]:
    """Return all that a list can show, the texts, and what a query begins with."""
    plans = list_plans(folder, ALL)
    report = ARCHIVE_REPORTS.load("json").render(plans, ArchiveOptions(Language("en"), 80))
    archive = open_archive(folder)
    texts = archive.texts(plan.id for plan in plans)
    digests = take_fingerprints([*texts.values(), write_text(PLANS)]).digests
    fingerprints = [(segment.hashes.tobytes(), segment.postings.tobytes()) for segment in archive.segments]
    return [report, texts, archive.find(digests), fingerprints]


def query(folder: Path) -> object:
    texts = [write_text(2), write_text(3)[:150] + write_text(99)]
    return find_archived(open_archive(folder), texts, CopyOptions())


READING: dict[str, Callable[[Path], object]] = {"list": shown, "query": query, "verify": damage}
WRITING: dict[str, Callable[[Path], object]] = {
    "add": lambda folder: add(folder, [plan(77)]),
    "remove": lambda folder: remove_plans(folder, Selection(ids=(2,))),
    "compact": compact,
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of plans with and without text, in two segments."""
    folder = tmp_path_factory.mktemp("sound") / "archive"
    add(folder, [plan(seed, label="甲", school="一小", date="2024-09") for seed in range(1, PLANS)])
    add(folder, [plan(PLANS)], keep_texts=False)
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "archive")
    return tmp_path / "archive"


def outcome(use: Callable[[Path], object], folder: Path) -> object:
    """Return the result of a use or, for an error of the user's world, its sentence; anything else is an error here."""
    try:
        return use(folder)
    except ArchiveError as error:
        return f"ArchiveError: {error.template}"


def force(folder: Path, statement: str, *, sign: bool) -> None:
    """Change the catalogue past its own rules, as an editor of bytes could: NULL, and texts in columns of numbers."""
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        tables = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'digests'"
        ).fetchall()
        for name, sql in tables:
            lax = (
                sql.replace(" STRICT", "").replace(" NOT NULL", "").replace("TEXT", "BLOB").replace("INTEGER,", "BLOB,")
            )
            connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (lax, name))
    try:
        edit(folder, "PRAGMA synchronous = OFF", statement, sign=sign)
    finally:
        with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.executemany(
                "UPDATE sqlite_schema SET sql = ? WHERE name = ?", [(sql, name) for name, sql in tables]
            )


def cells() -> Iterator[tuple[str, str]]:
    yield from ((table, column) for table, columns in rows.TABLES.items() for column in columns)


@pytest.mark.parametrize(("table", "column"), list(cells()))
def test_value_out_of_range_is_damage_for_every_use(sound: Path, tmp_path: Path, table: str, column: str) -> None:
    """The digests of the rows fit: only the values themselves are wrong."""
    key = next(iter(rows.TABLES[table]))
    is_number = rows.TABLES[table][column].kind is int
    for value in NUMBERS if is_number else TEXTS[1:3] if column == key else TEXTS:
        if value == "NULL" and rows.TABLES[table][column].optional:
            continue
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        shutil.copytree(sound, folder)
        try:
            force(
                folder,
                f"UPDATE {table} SET {column} = {value} WHERE {key} = (SELECT min({key}) FROM {table})",
                sign=True,
            )
        except sqlite3.Error:
            assert column == "id"  # SQLite keeps anything but numbers out, whatever the schema says
            continue
        assert outcome(damage, folder), value
        for use in (shown, query, *WRITING.values()):
            before = (folder / NAME).read_bytes()
            result = outcome(use, folder)
            assert isinstance(result, str) or use in {shown, query} or (folder / NAME).read_bytes() != before


CHANGES = {
    "a title": "UPDATE plans SET title = '别的计划' WHERE id = 2",
    "a date": "UPDATE plans SET date = '2023' WHERE id = 2",
    "no date": "UPDATE plans SET date = NULL WHERE id = 2",
    "a school": "UPDATE plans SET school = '二小' WHERE id = 2",
    "a label": "UPDATE plans SET label = '乙' WHERE id = 2",
    "a path": "UPDATE plans SET path = 'x' WHERE id = 2",
    "a number": "UPDATE plans SET number = 2 WHERE id = 2",
    "the hash of the file": "UPDATE plans SET sha256 = 'ab' WHERE id = 2",
    "a digest": "UPDATE plans SET digest = zeroblob(16) WHERE id = 2",
    "a lost text": "UPDATE plans SET pack = NULL, start = NULL, bytes = NULL WHERE id = 2",
    "a count": "UPDATE plans SET fingerprints = 1 WHERE id = 2",
    "the run": "UPDATE plans SET run = 2 WHERE id = 2",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_changed_row_is_damage_and_never_written_again(folder: Path, statement: str) -> None:
    edit(folder, statement)
    assert damage(folder) == ["row 2 of plans is not what it was: its checksum is another"]
    with pytest.raises(ArchiveError, match="the archive is damaged"):
        remove_plans(folder, Selection(ids=(2,)))
    assert damage(folder) == ["row 2 of plans is not what it was: its checksum is another"]


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE runs SET added = '2001-01-01T00:00:00Z'", "row 1 of runs is not what it was: its checksum is another"),
        ("UPDATE packs SET sha256 = ''", "row 1 of packs is not what it was: its checksum is another"),
        ("UPDATE segments SET last_plan = 9 WHERE id = 2", "row 2 of segments is not what it was: its checksum is another"),
        ("UPDATE facts SET value = 'x'", "row fingerprints of facts is not what it was: its checksum is another"),
        ("DELETE FROM plans WHERE id = 6", "row 6 of plans is lost"),
        ("DELETE FROM segments WHERE id = 2", "row 2 of segments is lost"),
        ("DELETE FROM facts", "row fingerprints of facts is lost"),
        ("INSERT INTO runs VALUES (9, 'x')", "row 9 of runs was not written by jyplan"),
        ("DELETE FROM digests WHERE name = 'packs'", "row 1 of packs was not written by jyplan"),
        ("INSERT INTO digests VALUES ('tables', 1, x'00')", "there are checksums of rows that no archive has"),
        ("UPDATE digests SET sha256 = x'00' WHERE name = 'packs'", "row 1 of packs is not what it was: its checksum is another"),
        ("UPDATE plans SET chars = -1 WHERE id = 2", "row 2 of plans is damaged: no archive has such a value of chars"),
        ("UPDATE sqlite_sequence SET seq = 9223372036854775807", "the counter of the plans is damaged"),
        ("UPDATE sqlite_sequence SET seq = 'x'", "the counter of the plans is damaged"),
    ],
)  # fmt: skip
def test_each_kind_of_damage_has_its_sentence(folder: Path, statement: str, sentence: str) -> None:
    edit(folder, statement)
    assert sentence in damage(folder)
    for use in (shown, *WRITING.values()):
        outcome(use, folder)


def test_counter_at_its_end_is_no_full_disk(folder: Path) -> None:
    edit(folder, "UPDATE sqlite_sequence SET seq = 9223372036854775807")
    with pytest.raises(ArchiveError, match="the archive is damaged"):
        add(folder, [plan(77)])


def test_files_that_changed_are_not_copied_under_new_checksums(folder: Path) -> None:
    for kind in ("hashes", "postings", "texts"):
        uses = [lambda folder: remove_plans(folder, Selection(ids=(1, 6))), *([compact] if kind != "texts" else [])]
        for path in folder.glob(f"*.{kind}"):
            data = path.read_bytes()
            path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
            for use in uses:
                with pytest.raises(ArchiveError, match="the archive is damaged"):
                    use(folder)
            path.write_bytes(data)
    assert damage(folder) == []


@pytest.mark.gate
@pytest.mark.parametrize("page_size", [512, 4096])
def test_flipped_byte_is_found_or_changes_nothing_that_is_shown(folder: Path, page_size: int) -> None:
    edit(folder, f"PRAGMA page_size = {page_size}", "VACUUM")
    whole = (folder / NAME).read_bytes()
    assert int.from_bytes(whole[16:18], "big") == page_size
    before = shown(folder)
    step = 64 if page_size == 4096 else 23
    found = 0
    for offset in [*range(0, 100, 3), *range(100, len(whole), step)]:
        for flip in (0x01, 0x80) if offset < 100 else (0x20,):
            (folder / NAME).write_bytes(whole[:offset] + bytes([whole[offset] ^ flip]) + whole[offset + 1 :])
            result = outcome(damage, folder)
            found += bool(result)
            if not result:
                assert shown(folder) == before, offset
            elif found % 8 == 0:
                outcome(shown, folder)
                outcome(query, folder)
    assert found > 10


@pytest.mark.parametrize("use", ["add", "remove", "compact"])
def test_flipped_byte_never_makes_a_change_a_mistake_of_ours(folder: Path, use: str) -> None:
    edit(folder, "PRAGMA page_size = 512", "VACUUM")
    whole = (folder / NAME).read_bytes()
    copy = folder.with_name("copy")
    for offset in range(5, len(whole), 211):
        shutil.copytree(folder, copy)
        (copy / NAME).write_bytes(whole[:offset] + bytes([whole[offset] ^ 0xFF]) + whole[offset + 1 :])
        outcome(WRITING[use], copy)
        shutil.rmtree(copy)


def forge_pages(folder: Path, fan_out: int, levels: int) -> None:
    """Let the root of the table of plans lead to pages that lead to pages … that all lead to the same few plans."""
    with closing(sqlite3.connect(folder / NAME)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        [root] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'plans'").fetchone()
        count = connection.execute("PRAGMA page_count").fetchone()[0]
    data = bytearray((folder / NAME).read_bytes())
    leaf = data[(root - 1) * size : root * size]
    new_pages = [interior_page(count + level + 2, fan_out, size) for level in range(levels)]
    data[(root - 1) * size : root * size] = interior_page(count + 1, fan_out, size)
    data[28:32] = (count + levels + 1).to_bytes(4, "big")
    (folder / NAME).write_bytes(bytes(data) + b"".join(new_pages) + bytes(leaf))


def interior_page(child: int, fan_out: int, size: int) -> bytes:
    """Return an interior page of a table whose children are all the same page: sqlite.org/fileformat.html, 1.6."""
    cell = child.to_bytes(4, "big") + b"\x01"
    places = [size - len(cell) * (number + 1) for number in range(fan_out)]
    head = b"\x05\0\0" + fan_out.to_bytes(2, "big") + places[-1].to_bytes(2, "big") + b"\0" + child.to_bytes(4, "big")
    page = bytearray(head + b"".join(place.to_bytes(2, "big") for place in places))
    return bytes(page) + bytes(size - len(page) - fan_out * len(cell)) + cell * fan_out


@pytest.mark.parametrize("use", [*READING, *WRITING])
def test_pages_that_lead_to_the_same_plans_over_and_over_are_damage(folder: Path, use: str) -> None:
    forge_pages(folder, 500, 6)
    begun = time.process_time()
    result = outcome((READING | WRITING)[use], folder)
    assert "damaged" in str(result) or use == "query"  # which finds its plans by the index
    assert time.process_time() - begun < 20  # 500⁷ plans would take longer than anybody has


@pytest.mark.parametrize("use", [*READING, *WRITING])
@pytest.mark.parametrize(
    "statements",
    [
        ("PRAGMA journal_mode = WAL",),
        ("CREATE TEMP TABLE t (a)", "PRAGMA user_version = -1"),
        ("CREATE VIEW digests2 AS SELECT load_extension('x')",),
        ("CREATE TRIGGER t BEFORE DELETE ON plans BEGIN SELECT RAISE(ABORT, 'no'); END",),
        ("CREATE INDEX i ON plans (title)",),
        ("CREATE VIRTUAL TABLE v USING fts5(a)",),
        ("ALTER TABLE plans ADD COLUMN g TEXT AS (hex(zeroblob(500000000)))",),
    ],
    ids=["wal", "version", "view", "trigger", "index", "virtual table", "generated column"],
)  # fmt: skip
def test_hostile_schema_is_refused_and_left_alone(folder: Path, statements: tuple[str, ...], use: str) -> None:
    edit(folder, *statements)
    before = (folder / NAME).read_bytes()
    assert isinstance(outcome((READING | WRITING)[use], folder), str)
    assert (folder / NAME).read_bytes() == before


@pytest.mark.parametrize(
    "statements",
    [
        ("PRAGMA page_size = 65536", "VACUUM"),
        ("PRAGMA page_size = 512", "VACUUM"),
        ("PRAGMA auto_vacuum = 1", "VACUUM"),
    ],
    ids=["large pages", "small pages", "auto vacuum"],
)
def test_odd_layout_of_the_same_rows_is_no_damage(folder: Path, statements: tuple[str, ...]) -> None:
    before = shown(folder)
    edit(folder, *statements)
    assert (damage(folder), shown(folder)) == ([], before)
    for use in WRITING.values():
        use(folder)
    assert damage(folder) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no FIFOs")
@pytest.mark.parametrize("use", [*READING, *WRITING])
@pytest.mark.parametrize("name", [NAME, f"{NAME}-journal", "000001.texts", "000001.hashes", "000001.postings"])
@pytest.mark.parametrize(
    "make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")], ids=["fifo", "folder", "device"]
)
def test_what_is_no_file_is_not_waited_for(folder: Path, name: str, make: Callable[[Path], None], use: str) -> None:
    (folder / name).unlink(missing_ok=True)
    make(folder / name)
    assert outcome((READING | WRITING)[use], folder)


def test_text_that_unpacks_to_gigabytes_is_damage(folder: Path) -> None:
    import hashlib
    import zlib

    bomb = zlib.compress(bytes(300 << 20), 9)
    (folder / "000001.texts").write_bytes(bomb)
    edit(folder, f"UPDATE packs SET bytes = {len(bomb)}, sha256 = '{hashlib.sha256(bomb).hexdigest()}'",
         f"UPDATE plans SET start = 0, bytes = {len(bomb)} WHERE pack = 1", sign=True)  # fmt: skip
    assert outcome(shown, folder) == "ArchiveError: the archive is damaged"
    assert "the text of plan 2 has changed" in damage(folder)


def test_hashes_in_disorder_are_no_mistake_of_ours(folder: Path) -> None:
    import hashlib

    for path in folder.glob("*.hashes"):
        data = path.read_bytes()
        path.write_bytes(b"".join(data[start : start + 8] for start in range(len(data) - 8, -1, -8)))
        edit(folder, f"UPDATE segments SET hashes_sha256 = '{hashlib.sha256(path.read_bytes()).hexdigest()}' "
             f"WHERE id = {int(path.stem)}", sign=True)  # fmt: skip
    outcome(shown, folder)
    assert damage(folder) == ["the fingerprints in 000001.hashes are out of order"]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR])
@pytest.mark.parametrize(
    ("cause", "reason"),
    [(errno.ENOSPC, "there is no space left"), (errno.EDQUOT, "there is no space left"), (errno.EROFS, "the disk is read-only"),
     (errno.EACCES, "no permission"), (errno.EIO, "Input/output error")],
)  # fmt: skip
def test_reason_of_a_failed_change_is_the_systems(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, cause: int, reason: str
) -> None:
    """SQLite says "unable to open" where no inode is left to make a journal with."""

    def refuse(**_: object) -> None:
        raise OSError(cause, os.strerror(cause))

    def fail(_: object) -> None:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    monkeypatch.setattr(catalogue, "_migrate", fail)
    with pytest.raises(OutputError, match="the archive cannot be written and was not changed") as caught:
        api.compact_archive(folder)
    assert str(caught.value.params["reason"]) == reason
    monkeypatch.undo()
    assert damage(folder) == []


def test_many_writers_at_once_lose_nothing(folder: Path) -> None:
    script = """
import sys
from pathlib import Path
from tests.archive.build import add, plan
from jyplan.archive.removing import remove_plans
from jyplan.archive.plans import Selection
first = int(sys.argv[2])
for seed in range(first, first + 3):
    add(Path(sys.argv[1]), [plan(seed)])
add(Path(sys.argv[1]), [plan(first + 3)])
remove_plans(Path(sys.argv[1]), Selection(path=f"plans/{first + 3}.txt"))
"""
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    runs = [
        subprocess.Popen([sys.executable, "-c", script, folder, str(first)], env=environment)
        for first in (100, 200, 300)
    ]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert damage(folder) == []
    assert sorted(titles(folder)[PLANS:]) == [f"计划{first + step}" for first in (100, 200, 300) for step in range(3)]


@pytest.mark.parametrize(
    "now", [datetime(1, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)]
)
def test_clock_that_is_wrong_changes_no_order(folder: Path, now: datetime) -> None:
    add_plans(folder, [plan(77)], now)
    add_plans(folder, [plan(78)], NOW)
    assert titles(folder)[PLANS:] == ["计划77", "计划78"]
    assert damage(folder) == []
