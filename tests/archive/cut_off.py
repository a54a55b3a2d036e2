"""Runs that are cut off, for test_cut_off.py: a program, since only a process of one thread may fork.

It prepares an archive, then does the same change again and again in copies of this process, each of which ends in
another way and at another moment, and prints as JSON what was left each time.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyplan.archive import adding, segments, storage, texts
from jyplan.archive.compacting import compact
from jyplan.archive.plans import Selection
from jyplan.archive.removing import remove_plans
from jyplan.archive.verifying import inspect
from jyplan.errors import ArchiveError
from tests.archive.build import Unsynced, add, plan, titles

if TYPE_CHECKING:
    from collections.abc import Callable

COULD_NOT_WRITE = 9
CHANGES: dict[str, Callable[[Path], object]] = {
    "create": lambda folder: add(folder, [plan(seed) for seed in range(20, 24)]),
    "add": lambda folder: add(folder, [plan(seed) for seed in range(20, 24)]),
    "remove": lambda folder: remove_plans(folder, Selection(ids=(2, 3, 9))),
    "compact": compact,
}


@dataclass
class Steps:
    """Counts what a run does to the disk, and kills it before one of these steps."""

    fatal: int = -1
    taken: int = 0

    def take(self) -> None:
        if self.taken == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        self.taken += 1


STEPS = Steps()
CONNECT = sqlite3.connect


class Counted(Unsynced):
    """A connection whose statements are steps."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        STEPS.take()
        return super().execute(sql, *values)


def count(owner: object, name: str) -> None:
    """Make a function a step."""
    original = getattr(owner, name)

    def counted(*arguments: Any, **named: Any) -> Any:
        STEPS.take()
        return original(*arguments, **named)

    setattr(owner, name, counted)


def prepare(change: str, folder: Path) -> None:
    """Make many steps of small batches, and an archive with a few segments and packs."""
    for module, name, value in (
        (adding, "_CHARS", 500), (adding, "_ENTRIES", 300), (segments, "_SLICE", 200), (texts, "FULL", 2500),
    ):  # fmt: skip
        setattr(module, name, value)
    if change != "create":
        add(folder, [plan(seed) for seed in range(8)])
        add(folder, [plan(seed) for seed in range(8, 10)])


def state(folder: Path) -> list[str] | None:
    """Return the titles in an archive, None if there is none; a damaged one is an error of the test."""
    try:
        present = titles(folder)
    except ArchiveError as error:
        if error.template == "no archive was found here":
            return None
        raise
    return present


def in_a_copy(change: str, folder: Path, begin: Callable[[], object]) -> tuple[int, float]:
    """Do a change in a copy of this process; return how that ended and the seconds it took.

    Nobody waits for the disk, which took most of the time: a process that is killed loses nothing by that.
    """
    begun = time.monotonic()
    child = os.fork()
    if not child:
        begin()
        try:
            CHANGES[change](folder)
        except OSError:
            os._exit(COULD_NOT_WRITE)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), time.monotonic() - begun


def connect_with(factory: type[sqlite3.Connection]) -> None:
    """Make all later connections of this class."""
    setattr(sqlite3, "connect", partial(CONNECT, factory=factory))  # noqa: B010


def kill_at_each_step() -> list[Callable[[], object]]:
    def begin(step: int) -> Callable[[], object]:
        return lambda: vars(STEPS).update(fatal=step, taken=0)

    connect_with(Counted)
    for owner, name in (
        (storage.NewFile, "__init__"), (storage.NewFile, "write"), (storage.NewFile, "finish"), (os, "fsync"),
        (storage, "sync_folder"), (Path, "unlink"), (Path, "mkdir"),
    ):  # fmt: skip
        count(owner, name)
    return [begin(step) for step in range(400)]


def kill_after_some_time(seconds: float) -> list[Callable[[], object]]:
    def begin(wait: float) -> Callable[[], object]:
        # the default action of SIGALRM ends a process as SIGKILL does: at once, with nothing tidied up
        return lambda: signal.setitimer(signal.ITIMER_REAL, wait)

    return [begin(seconds * (part + 1) / 16) for part in range(20)]


def let_no_file_grow(largest: int) -> list[Callable[[], object]]:
    def begin(limit: int) -> Callable[[], object]:
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return [begin(limit) for limit in range(0, 3 * largest, max(largest // 4, 1))]


def main(way: str, change: str, scratch: Path) -> None:
    """Print, for each way the run was cut off, its exit code, what it left, and what the next run left."""
    setattr(os, "fsync", lambda _: None)  # noqa: B010
    connect_with(Unsynced)
    before = scratch / "before"
    prepare(change, before)
    after = scratch / "after"
    copy(before, after)
    _, seconds = in_a_copy(change, after, lambda: None)
    largest = max(path.stat().st_size for path in after.iterdir())
    ways: dict[str, Callable[[], list[Callable[[], object]]]] = {
        "step": kill_at_each_step,
        "time": lambda: kill_after_some_time(seconds),
        "size": lambda: let_no_file_grow(largest),
    }
    runs = []
    for begin in ways[way]():
        folder = scratch / "folder"
        copy(before, folder)
        code, _ = in_a_copy(change, folder, begin)
        left = state(folder)
        add(folder, [plan(77)])  # a damaged archive is never written to: what was damaged before still is
        inspection = inspect(folder)
        assert inspection.damage == inspection.remarks == ()
        assert titles(folder) == [*(left or ()), "计划77"]
        runs.append({"code": code, "left": left})
        shutil.rmtree(folder)
        if way == "step" and code == 0:
            break
    print(json.dumps({"before": state(before), "after": state(after), "runs": runs}))


def copy(folder: Path, to: Path) -> None:
    if folder.exists():
        shutil.copytree(folder, to)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
