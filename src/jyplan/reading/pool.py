"""Many items through one function in worker processes, where the end of one process costs one item.

`concurrent.futures` gives up all that waits when a process is killed and does not tell which item
killed it; here each process has one item at a time, so that the culprit is known and the rest goes on.
An item that takes too long, or more memory than it may, ends its process too.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")

_OUT_OF_MEMORY = 79
"""Exit code of a process that ends itself for want of memory; none of those in sysexits.h."""


class Cause(Enum):
    """Why a process ended before its item was done."""

    SYSTEM = "system"
    """It crashed or was killed from outside."""
    TIME = "time"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may cost; None is no limit."""

    seconds: float | None = None
    """By the clock on the wall."""
    memory: int | None = None
    """Bytes of address space beyond what the process has before its first item; on Linux only."""


@dataclass(frozen=True, slots=True)
class Died:
    """What comes in place of a result when the process that worked on it ended."""

    cause: Cause
    exit_code: int | None = None
    """Where the system ended it; negative: the number of the signal that killed it."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection[Any, Any]


@dataclass(frozen=True, slots=True)
class _Task:
    number: int
    worker: _Worker
    deadline: float
    """By `time.monotonic`; infinite without a limit."""


def map_in_order(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int, limits: Limits | None = None
) -> Iterator[Result | Died]:
    """Yield the function's results in the order of the items.

    Function, items and results must be picklable; an exception in the function ends its process.
    """
    pool = _Pool(function, min(workers, len(items)), limits or Limits())
    done: dict[int, Any] = {}
    given = 0
    try:
        for number in range(len(items)):
            while number not in done:
                while pool.idle and given < len(items):
                    pool.give(given, items[given])
                    given += 1
                done.update(pool.collect())
            yield done.pop(number)
    finally:
        pool.close()


class _Pool:
    """The processes, each with the item it works on."""

    def __init__(self, function: Callable[[Any], Any], workers: int, limits: Limits) -> None:
        self._function = function
        self._limits = limits
        self._context = _context()
        self._busy: dict[object, _Task] = {}
        self.idle = [self._start() for _ in range(workers)]

    def give(self, number: int, item: object) -> None:
        """Let an idle process work on an item."""
        worker = self.idle.pop()
        seconds = self._limits.seconds
        deadline = float("inf") if seconds is None else time.monotonic() + seconds
        self._busy[worker.connection] = _Task(number, worker, deadline)
        with suppress(BrokenPipeError):  # it died while idle; `collect` sees that
            worker.connection.send(item)

    def collect(self) -> Iterator[tuple[int, Any]]:
        """Wait until at least one process is done or over its time; yield the numbers and results of all that are."""
        first = min(task.deadline for task in self._busy.values())
        timeout = None if first == float("inf") else max(0.0, first - time.monotonic())
        for connection in wait([task.worker.connection for task in self._busy.values()], timeout):
            task = self._busy.pop(connection)
            try:
                result = task.worker.connection.recv()
            except (EOFError, ConnectionResetError):
                yield task.number, self._bury(task.worker)
            else:
                self.idle.append(task.worker)
                yield task.number, result
        now = time.monotonic()
        for task in [task for task in self._busy.values() if task.deadline <= now]:
            del self._busy[task.worker.connection]
            task.worker.process.kill()
            self._bury(task.worker)
            yield task.number, Died(Cause.TIME)

    def _bury(self, worker: _Worker) -> Died:
        """Put a new process in the place of one that ended; return how it ended."""
        worker.process.join()
        worker.connection.close()
        self.idle.append(self._start())
        code = worker.process.exitcode
        return Died(Cause.MEMORY) if code == _OUT_OF_MEMORY else Died(Cause.SYSTEM, code)

    def close(self) -> None:
        """End all processes, those that still work included."""
        for worker in [*self.idle, *(task.worker for task in self._busy.values())]:
            worker.connection.close()
            worker.process.kill()
            worker.process.join()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._function, self._limits.memory), daemon=True)
        process.start()
        theirs.close()  # so that its end is seen when the process dies
        return _Worker(process, ours)


def _work(connection: Connection[Any, Any], function: Callable[[Any], Any], memory: int | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    gc.freeze()  # what was there before the fork stays: looking at it would copy its pages
    if memory is not None:
        _limit_memory(memory)
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        try:
            connection.send(function(item))
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)  # what is left of the heap is nothing to begin another item with


def _limit_memory(memory: int) -> None:
    """Let what goes beyond the limit fail as a `MemoryError`; LibreOffice, a process of its own, is not held to it."""
    if sys.platform != "linux":  # macOS takes the limit and does not keep it
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])  # proc(5): the size of the program in pages
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def can_fork() -> bool:
    """Return whether processes can start fast, as copies of this one: not safe beside other threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def _context() -> Any:
    return multiprocessing.get_context("fork" if can_fork() else "spawn")
