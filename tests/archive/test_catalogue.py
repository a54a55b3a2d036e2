"""The catalogue: versions, foreign and damaged folders, writers and readers at the same time."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jyplan.archive import catalogue
from jyplan.archive.compacting import compact
from jyplan.archive.lookup import list_plans, open_archive
from jyplan.archive.plans import Selection
from jyplan.archive.removing import remove_plans
from jyplan.archive.verifying import inspect
from jyplan.errors import ArchiveError
from tests.archive.build import add, damage, plan, titles
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "catalogue.sqlite"
ALL = Selection()
USE = """
import os, sys
from pathlib import Path
from tests.archive.test_catalogue import USES
USES["{use}"](Path(sys.argv[1]))  # modules that are imported late are then there
if os.getuid() == 0:  # permissions do not bind root
    os.setuid(65534)
USES["{use}"](Path(sys.argv[1]))
"""
COUNT = """
import sys
from pathlib import Path
from tests.archive.build import titles
print(len(titles(Path(sys.argv[1]))))
"""
USES: dict[str, Callable[[Path], object]] = {
    "add": lambda folder: add(folder, [plan(9)]),
    "list": lambda folder: list_plans(folder, ALL),
    "ask": open_archive,
    "remove": lambda folder: remove_plans(folder, Selection(ids=(1,))),
    "verify": inspect,
    "compact": compact,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    add(tmp_path / "存档", [plan(1), plan(2)])
    return tmp_path / "存档"


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def change(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def assert_refused(folder: Path, use: str, reason: str) -> None:
    """Assert that the archive is refused for this reason and left unchanged."""
    before = content(folder)
    with pytest.raises(ArchiveError, match=reason):
        USES[use](folder)
    assert content(folder) == before


@pytest.mark.parametrize("use", [use for use in USES if use != "add"])
def test_missing_archive_is_named(tmp_path: Path, use: str) -> None:
    with pytest.raises(ArchiveError, match=r"nowhere: no archive was found here; check the name, or begin one with"):
        USES[use](tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("name", ["计划.docx", "archive.sqlite", "000001.hashes.bak"])
def test_folder_with_other_files_is_refused(tmp_path: Path, use: str, name: str) -> None:
    (tmp_path / name).write_bytes(b"anything")
    assert_refused(tmp_path, use, "the folder holds other files and no archive")


@pytest.mark.parametrize("use", USES)
def test_file_is_no_archive(tmp_path: Path, use: str) -> None:
    (tmp_path / "file").write_bytes(b"anything")
    with pytest.raises(ArchiveError, match="is a file, and an archive is a folder"):
        USES[use](tmp_path / "file")


@pytest.mark.parametrize("use", USES)
def test_catalogue_that_is_no_database_is_refused(folder: Path, use: str) -> None:
    (folder / NAME).write_bytes(b"SQLite format 3?" * 1000)
    assert_refused(folder, use, "is not a jyplan archive, or it is damaged; nothing was changed")


@pytest.mark.parametrize("use", USES)
def test_database_of_another_program_is_refused(tmp_path: Path, use: str) -> None:
    change(tmp_path, "CREATE TABLE plans (id INTEGER)")
    assert_refused(tmp_path, use, "is not a jyplan archive")


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON plans BEGIN DELETE FROM plans; END",
        "CREATE VIEW v AS SELECT * FROM plans",
        "CREATE TABLE more (id INTEGER)",
        "ALTER TABLE plans ADD COLUMN more TEXT DEFAULT 'x'",
        "DROP TABLE facts",
    ],
)
def test_catalogue_with_other_tables_than_ours_is_refused(folder: Path, use: str, statement: str) -> None:
    change(folder, statement)
    assert_refused(folder, use, "is not a jyplan archive, or it is damaged")


@pytest.mark.parametrize("use", USES)
def test_later_version_is_refused(folder: Path, use: str) -> None:
    change(folder, "PRAGMA user_version = 3")
    assert_refused(
        folder, use, "has format 3; this version of jyplan knows formats up to 2; use a newer version of jyplan"
    )


def make_first_format(folder: Path) -> None:
    """Make an archive one of format 1, which had no digests of rows."""
    change(folder, "DROP TABLE digests", "PRAGMA user_version = 1", "VACUUM")


@pytest.mark.parametrize("use", ["add", "remove", "compact"])
def test_first_format_is_migrated_by_the_next_writer(folder: Path, use: str) -> None:
    make_first_format(folder)
    with pytest.raises(ArchiveError, match="has the earlier format 1; bring it up to date with jyplan archive compact"):
        list_plans(folder, ALL)
    USES[use](folder)
    assert (
        titles(folder) == {"add": ["计划1", "计划2", "计划9"], "remove": ["计划2"], "compact": ["计划1", "计划2"]}[use]
    )
    assert damage(folder) == []
    change(folder, "UPDATE plans SET title = 'x' WHERE id = 2")
    assert damage(folder) == ["row 2 of plans is not what it was: its checksum is another"]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE plans SET chars = -1", "UPDATE plans SET start = -1", "CREATE TABLE digests (name)", "CREATE VIEW digests AS SELECT 1",
     "INSERT INTO packs VALUES (-7, 0, '')", "UPDATE sqlite_sequence SET seq = -1"],
)  # fmt: skip
def test_damaged_first_format_is_not_migrated(folder: Path, statement: str) -> None:
    make_first_format(folder)
    change(folder, statement)
    assert_refused(folder, "compact", "the archive is damaged|is not a jyplan archive, or it is damaged")


def test_migration_that_fails_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM plans")
        raise OSError(28, "No space left on device")

    make_first_format(folder)
    before = content(folder)
    with monkeypatch.context() as patch:
        patch.setattr(catalogue, "MIGRATIONS", {1: fail})
        with pytest.raises(OSError, match="No space left"):
            compact(folder)
    assert content(folder) == before


@pytest.mark.parametrize("use", ["add", "remove", "compact"])
@pytest.mark.parametrize("page", range(1, 9))
def test_damaged_catalogue_is_never_written(folder: Path, use: str, page: int) -> None:
    overwrite(folder, page)
    assert_refused(folder, use, "the archive is damaged|is not a jyplan archive, or it is damaged")


@pytest.mark.parametrize("page", range(1, 9))
def test_damaged_catalogue_is_damage_and_not_a_crash(folder: Path, page: int) -> None:
    overwrite(folder, page)
    for use in ("list", "ask"):
        with suppress(ArchiveError):
            USES[use](folder)
    try:
        sentences = damage(folder)
    except ArchiveError as error:
        sentences = [error.template]
    assert any("damage" in sentence for sentence in sentences)


def overwrite(folder: Path, page: int) -> None:
    """Destroy the head and the end, where its cells are, of a page of the catalogue."""
    data = bytearray((folder / NAME).read_bytes())
    for start in (4096 * page, 4096 * (page + 1) - 200):
        data[start : start + 200] = b"\xff" * 200
    assert len(data) >= 4096 * (page + 1)
    (folder / NAME).write_bytes(data)


@pytest.mark.parametrize("use", [use for use in USES if use != "list" and use != "verify"])
def test_archive_with_a_missing_file_is_damaged(folder: Path, use: str) -> None:
    next(folder.glob("*.hashes")).unlink()
    assert_refused(folder, use, "the archive is damaged; see jyplan archive verify --archive")


@pytest.mark.parametrize("use", ["add", "remove", "compact", "verify"])
def test_second_writer_waits_and_is_then_refused(folder: Path, use: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_PATIENCE", 0.2)
    with catalogue.writing(folder, create=False):
        begun = time.monotonic()
        with pytest.raises(ArchiveError, match="another run is changing or verifying this archive; try again when it"):
            USES[use](folder)
        assert time.monotonic() - begun >= 0.2
    USES[use](folder)


@pytest.mark.parametrize("use", ["list", "ask"])
def test_readers_continue_while_another_run_writes(folder: Path, use: str) -> None:
    with catalogue.writing(folder, create=False) as connection:
        connection.execute("DELETE FROM plans")
        USES[use](folder)
        assert titles(folder) == ["计划1", "计划2"]


def test_reader_in_another_process_sees_the_archive_as_it_was(folder: Path) -> None:
    with catalogue.writing(folder, create=False) as connection:
        connection.execute("DELETE FROM plans")
        done = run(COUNT, folder)
        connection.execute("ROLLBACK")
        connection.execute("BEGIN")
    assert (done.stdout, done.stderr) == (b"2\n", b"")


@pytest.mark.parametrize("use", ["list", "ask", "verify"])
def test_archive_on_a_read_only_medium_can_be_read(use: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "archive"
        add(folder, [plan(1)])
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        Path(name).chmod(0o755)
        done = run(USE.format(use=use), folder)
        folder.chmod(0o755)
    assert (done.returncode, done.stderr) == (0, b"")


def run(script: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run Python with the folder as its argument."""
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        env=os.environ | {"PYTHONPATH": paths}, capture_output=True, check=False,
    )  # fmt: skip


def test_names_of_files_come_from_numbers_alone(folder: Path) -> None:
    columns = {row[1] for table in ("packs", "segments") for row in _columns(folder, table)}
    assert columns == {
        "id", "bytes", "sha256", "entries", "first_plan", "last_plan", "hashes_sha256", "postings_sha256",
    }  # fmt: skip


def _columns(folder: Path, table: str) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(folder / NAME)) as connection:
        return connection.execute(f"PRAGMA table_info({table})").fetchall()
