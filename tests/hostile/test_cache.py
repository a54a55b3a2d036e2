"""A folder of kept results that somebody else wrote: nothing in it is believed, nothing of it ends a run."""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jyplan import api
from jyplan.cache.codec import DamagedError, decode, encode
from jyplan.cache.folders import key_file
from jyplan.cache.store import Store
from jyplan.cache.user_key import read_or_make_key
from jyplan.inputs import find_sources
from jyplan.model import Checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jyplan.inputs import Unreadable

PLAN = "2025年秋季数学教研组工作计划\n一、工作目标\n做好xx学校的集体备课,第1周完成95%。\n二、工作措施\n"
NAME = "ab" + "0" * 62
WRONG = (None, True, -1, 2**63, 1.5, "text", [0], [1], [0, 1, "a"], [0, [0]])
"""A value of every type that the codec reads: None, truth value, numbers, text, tuple, mapping, longer tuples."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes, FIFOs or owners")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("JYPLAN_CACHE_KEY", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    return tmp_path


def check(home: Path, cache: str | None = "cache") -> list[Checked | Unreadable]:
    sources = find_sources([str(home / "plan.txt")])
    return list(api.check_many(sources, cache=None if cache is None else home / cache, workers=0))


def entries(home: Path, cache: str = "cache") -> list[Path]:
    return sorted((home / cache / "checks").glob("??/*"))


def key_of(home: Path) -> Path:
    return home / "state" / "jyplan" / "cache.key"


def nothing_found(checked: Checked | Unreadable) -> bytes:
    assert isinstance(checked, Checked)
    return encode((None, Checked(checked.outline, ())))


def test_planted_entry_without_findings_is_not_believed(home: Path) -> None:
    [truth] = check(home)
    assert isinstance(truth, Checked)
    assert truth.findings
    [entry] = entries(home)
    Store(home / "cache" / "checks", b"guessed".ljust(32)).write(entry.name, nothing_found(truth))
    assert check(home) == [truth]


def test_entry_of_a_user_is_not_that_of_another_user(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [truth] = check(home)
    [entry] = entries(home)
    Store(home / "cache" / "checks", read_or_make_key(key_of(home))).write(entry.name, nothing_found(truth))
    assert isinstance(truth, Checked)
    assert check(home) == [Checked(truth.outline, ())]
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "another"))
    assert check(home) == [truth]


def test_entry_with_the_digest_of_earlier_versions_is_not_believed(home: Path) -> None:
    from hashlib import sha256

    [truth] = check(home)
    [entry] = entries(home)
    content = nothing_found(truth)
    entry.write_bytes(sha256(entry.name.encode() + b"\n" + content).digest() + content)
    assert check(home) == [truth]


def test_value_of_a_wrong_type_is_damage(home: Path) -> None:
    """Every value of an entry is replaced by values of other types; those of parameters, which may be anything, pass."""
    [truth] = check(home)
    content = json.loads(encode((None, truth)))
    refused = passed = 0
    for parent, index in list(places(content))[::3]:
        right = parent[index]
        for wrong in WRONG:
            if type(wrong) is not type(right):
                parent[index] = wrong
                try:
                    copy = decode(json.dumps(content).encode())
                except DamagedError:
                    refused += 1
                else:
                    passed += 1
                    encode(copy)
        parent[index] = right
    assert refused > 2 * passed > 0  # where None stands, a text or number often may


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("part", ["text", "findings", "blocks"])
def test_wrong_type_in_an_entry_of_this_user_reads_the_file_anew(home: Path, part: str, wrong: object) -> None:
    [truth] = check(home)
    [entry] = entries(home)
    assert isinstance(truth, Checked)
    content = json.loads(encode((None, truth)))
    checked = content[2]
    if part == "findings":
        checked[2] = wrong
    elif part == "blocks":
        checked[1][1][4] = wrong
    else:
        checked[1][1][4][1][1] = wrong
    store = Store(home / "cache" / "checks", read_or_make_key(key_of(home)))
    store.write(entry.name, json.dumps(content).encode())
    assert len(check(home)) == 1
    if not (part == "text" and wrong == "text") and wrong != [0]:
        assert check(home) == [truth]


def places(content: list[Any]) -> Iterator[tuple[list[Any], int]]:
    """Yield every place of a value, as a list and an index; not the numbers that name the types."""
    for index, part in enumerate(content):
        if index:
            yield content, index
        if isinstance(part, list):
            yield from places(part)


@pytest.mark.parametrize(
    "content",
    [b"[" * 1_000_000, b"[0," * 300_000 + b"1" + b"]" * 300_000, b"9" * 100_000, b"[0," + b"9" * 100_000 + b"]",
     b"NaN", b"[2,-1]", b"[2,99]", b"[1,[1],2]", b"[3,[2,0],1]", b'[3,null,null,null]', b"\xff\xfe", b"\0" * 1000],
)  # fmt: skip
def test_deep_long_and_circular_content_reads_the_file_anew(home: Path, content: bytes) -> None:
    truth = check(home)
    [entry] = entries(home)
    Store(home / "cache" / "checks", read_or_make_key(key_of(home))).write(entry.name, content)
    assert check(home) == truth


def link_entry(path: Path) -> None:
    path.rename(path.with_name("moved"))
    path.symlink_to("moved")


def make_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


def make_huge(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(1 << 40)  # holds no blocks


def link_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    "plant",
    [link_entry, make_fifo, make_huge, link_device, lambda path: path.chmod(0o604), lambda path: path.chmod(0o620)],
    ids=["link", "fifo", "huge", "device", "read by others", "written by others"],
)
def test_what_is_no_private_file_is_no_entry(home: Path, plant: Callable[[Path], object]) -> None:
    truth = check(home)
    [entry] = entries(home)
    data = entry.read_bytes()
    store = Store(home / "cache" / "checks", read_or_make_key(key_of(home)))
    assert store.read(entry.name) == data[32:]
    plant(entry)
    assert store.read(entry.name) is None
    assert check(home) == truth


def test_file_of_another_user_is_no_entry(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    truth = check(home)
    store = Store(home / "cache" / "checks", read_or_make_key(key_of(home)))
    [entry] = entries(home)
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    assert store.read(entry.name) is None
    assert check(home) == truth


@pytest.mark.parametrize("part", ["checks", "checks/shelf"])
def test_nothing_is_written_or_removed_through_a_link(home: Path, part: str) -> None:
    truth = check(home)
    [entry] = entries(home)
    victim = home / "victim"
    (victim / "ab").mkdir(parents=True)
    (victim / "ab" / "letter").write_text("mine", "utf-8")
    link = entry.parent if part == "checks/shelf" else entry.parent.parent
    link.rename(home / "away")
    link.symlink_to(victim)
    assert check(home) == truth
    assert sorted(path.name for path in victim.rglob("*")) == ["ab", "letter"]


def test_trimming_removes_entries_and_nothing_else(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", b"k" * 32, most=10)
    store.write(NAME, b"content")
    shelf = tmp_path / "cache" / "ab"
    (shelf / "letter").write_text("mine", "utf-8")
    (shelf / (NAME[:-1] + "1")).symlink_to(shelf / "letter")
    (tmp_path / "cache" / "xy").mkdir()
    (tmp_path / "cache" / "xy" / NAME).write_text("mine", "utf-8")
    store.trim()
    assert [path.name for path in shelf.iterdir()] == ["letter"]
    assert (tmp_path / "cache" / "xy" / NAME).exists()


def test_clock_that_went_back_changes_no_answer(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    truth = check(home)
    [entry] = entries(home)
    os.utime(entry, (time.time() + 10 * 365 * 86_400,) * 2)
    assert check(home) == truth
    monkeypatch.setattr(time, "time", lambda: -5.0)
    assert check(home) == truth
    assert entries(home) == [entry]


def test_key_is_made_once_and_nobody_else_may_read_it(home: Path) -> None:
    check(home)
    key = key_of(home).read_bytes()
    assert len(key) == 32
    assert stat.S_IMODE(key_of(home).stat().st_mode) == 0o600
    check(home)
    assert key_of(home).read_bytes() == key


def link_key(path: Path) -> None:
    target = path.with_name("elsewhere")
    target.write_bytes(b"k" * 32)
    target.chmod(0o600)
    path.symlink_to(target)


def write_key(data: bytes, mode: int) -> Callable[[Path], None]:
    def plant(path: Path) -> None:
        path.write_bytes(data)
        path.chmod(mode)

    return plant


@pytest.mark.parametrize(
    "plant",
    [link_key, make_huge, lambda path: os.mkfifo(path, 0o600), lambda path: path.mkdir(), write_key(b"", 0o600),
     write_key(b"k" * 31, 0o600), write_key(b"k" * 33, 0o600), write_key(b"k" * 32, 0o644)],
    ids=["link", "huge", "fifo", "folder", "empty", "short", "long", "read by others"],
)  # fmt: skip
def test_key_that_is_not_this_users_alone_keeps_nothing(home: Path, plant: Callable[[Path], object]) -> None:
    key_of(home).parent.mkdir(parents=True, mode=0o700)
    if plant is make_huge:
        write_key(b"k" * 32, 0o600)(key_of(home))
    plant(key_of(home))
    assert check(home) == check(home, None)
    assert entries(home) == []


def test_place_where_no_key_can_be_made_keeps_nothing(home: Path) -> None:
    (home / "state").write_text("a file", "utf-8")
    assert check(home) == check(home, None)
    assert entries(home) == []


def test_full_disk_makes_no_key(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jyplan.cache.user_key.write_whole", refuse)
    assert check(home) == check(home, None)
    assert list(key_of(home).parent.iterdir()) == []


def test_variable_names_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert key_file({"JYPLAN_CACHE_KEY": str(tmp_path / "key"), "XDG_STATE_HOME": "/elsewhere"}) == tmp_path / "key"
    assert key_file({"XDG_STATE_HOME": "/state"}) == Path("/state/jyplan/cache.key")
    monkeypatch.setattr(Path, "home", lambda: Path("/home/wang"))
    monkeypatch.setattr("sys.platform", "linux")
    assert key_file({"XDG_STATE_HOME": "relative"}) == Path("/home/wang/.local/state/jyplan/cache.key")
    monkeypatch.setattr("sys.platform", "darwin")
    assert key_file({}) == Path("/home/wang/Library/Application Support/jyplan/cache.key")
    monkeypatch.setattr("sys.platform", "win32")
    assert key_file({"LOCALAPPDATA": "/local"}) == Path("/local/jyplan/cache.key")
