from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from jyplan.cache.store import Store

if TYPE_CHECKING:
    from pathlib import Path

NAME = "ab" + "0" * 62
OTHER = "cd" + "0" * 62
KEY = b"k" * 32

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "CACHEDIR.TAG"]


def test_entry_is_read_back_unchanged(folder: Path) -> None:
    Store(folder, KEY).write(NAME, b"content")
    assert Store(folder, KEY).read(NAME) == b"content"
    assert Store(folder, KEY).read(OTHER) is None


def test_entry_is_replaced(folder: Path) -> None:
    store = Store(folder, KEY)
    store.write(NAME, b"old")
    store.write(NAME, b"new")
    assert store.read(NAME) == b"new"
    assert len(files(folder)) == 1


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-1] + b"!", lambda data: data[:20], lambda _: b"", lambda data: data + b"\0"],
    ids=["changed", "cut short", "empty", "longer"],
)
def test_damaged_entry_counts_as_missing_and_can_be_written_again(folder: Path, damage: object) -> None:
    store = Store(folder, KEY)
    store.write(NAME, b"content")
    [file] = files(folder)
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert store.read(NAME) is None
    store.write(NAME, b"content")
    assert store.read(NAME) == b"content"


def test_entry_under_another_name_counts_as_missing(folder: Path) -> None:
    store = Store(folder, KEY)
    store.write(NAME, b"content")
    store.write(OTHER, b"other")
    first, second = files(folder)
    second.write_bytes(first.read_bytes())
    assert store.read(OTHER) is None


def test_folder_in_the_place_of_an_entry_counts_as_missing(folder: Path) -> None:
    store = Store(folder, KEY)
    (folder / NAME[:2] / NAME).mkdir(parents=True)
    store.write(NAME, b"content")
    assert store.read(NAME) is None


@posix
def test_no_other_user_may_read_entries(folder: Path) -> None:
    Store(folder, KEY).write(NAME, b"content")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}
    assert modes == {0o700, 0o600}


@posix
def test_folder_open_to_writing_by_others_is_not_used(folder: Path) -> None:
    Store(folder, KEY).write(NAME, b"content")
    folder.chmod(0o770)
    store = Store(folder, KEY)
    store.write(OTHER, b"content")
    assert (store.read(NAME), len(files(folder))) == (None, 1)


@posix
def test_folder_of_another_user_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(folder, KEY).write(NAME, b"content")
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    assert Store(folder, KEY).read(NAME) is None


def test_without_a_folder_nothing_is_cached(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "cache"):
        store = Store(folder, KEY)
        store.write(NAME, b"content")
        assert store.read(NAME) is None


@pytest.mark.parametrize("call", ["write", "link", "replace", "open"])
def test_full_disk_caches_nothing_and_leaves_no_draft(folder: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    store = Store(folder, KEY)
    store.write(OTHER, b"other")
    before = files(folder)
    if call == "write":
        monkeypatch.setattr(os, "fdopen", refuse)
    elif call == "link":  # then a draft with a name is tried
        monkeypatch.setattr(os, "link", refuse)
        monkeypatch.setattr(os, "replace", refuse)
    else:
        monkeypatch.setattr(os, call, refuse)
    store.write(OTHER if call == "replace" else NAME, b"content")
    monkeypatch.undo()
    assert files(folder) == before
    assert store.read(OTHER) == b"other"


def test_draft_of_a_crashed_run_is_ignored(folder: Path) -> None:
    store = Store(folder, KEY)
    store.write(NAME, b"old")
    [file] = files(folder)
    draft = file.with_name(f"{NAME}-{os.getpid()}.tmp")
    draft.write_bytes(b"half")
    store.write(NAME, b"new")
    store.write(NAME, b"newer")
    assert store.read(NAME) == b"newer"
    assert files(folder) == [file, draft]  # it may be of a run that is still going; it is trimmed when it is old


def test_least_recently_used_entries_are_removed_over_the_limit(folder: Path) -> None:
    store = Store(folder, KEY, most=1000)
    names = [f"{number:02}" * 32 for number in range(12)]
    for age, name in enumerate(reversed(names)):
        store.write(name, b"x" * 68)  # 100 bytes with the digest
        os.utime(folder / name[:2] / name, (1000 - age, 1000 - age))
    store.trim()
    assert [store.read(name) is not None for name in names] == [False] * 4 + [True] * 8


def test_reading_an_entry_renews_its_time_of_last_use(folder: Path) -> None:
    store = Store(folder, KEY)
    store.write(NAME, b"content")
    [file] = files(folder)
    os.utime(file, (1000, 1000))
    store.read(NAME)
    assert file.stat().st_mtime > 1000


def test_entry_over_the_size_limit_is_not_cached(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jyplan.cache.store._LARGEST", 10)
    store = Store(folder, KEY)
    store.write(NAME, b"x" * 11)
    store.write(OTHER, b"x" * 10)
    assert (store.read(NAME), store.read(OTHER)) == (None, b"x" * 10)
