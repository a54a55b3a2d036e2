"""A pool of worker processes in which the end of a process costs a single item.

`concurrent.futures` drops all waiting items when a process is killed, without naming the item at fault. In this
pool each process has a single item at a time: the item at fault is known, and the work goes on with a new process.
A process is also ended for an item over the limit of time or memory.
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
"""Exit code of a process that ran out of memory; not used in sysexits.h."""


class Cause(Enum):
    """The cause for the end of a process before the item was done."""

    SYSTEM = "system"
    """The process crashed or was killed from outside."""
    TIME = "time"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of time and memory for an item; None is no limit."""

    seconds: float | None = None
    """Wall-clock time."""
    memory: int | None = None
    """Bytes of address space added by the items; on Linux only."""


@dataclass(frozen=True, slots=True)
class Ended:
    """In place of a result: the process ended before the item was done."""

    cause: Cause
    exit_code: int | None = None
    """Only for `Cause.SYSTEM`; negative: the number of the signal that killed the process."""


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
) -> Iterator[Result | Ended]:
    """Yield the results of a function in the order of the items.

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
    """Worker processes, idle or busy with an item."""

    def __init__(self, function: Callable[[Any], Any], workers: int, limits: Limits) -> None:
        self._function = function
        self._limits = limits
        self._context = _context()
        self._busy: dict[object, _Task] = {}
        self.idle = [self._start() for _ in range(workers)]

    def give(self, number: int, item: object) -> None:
        """Send an item to an idle process."""
        worker = self.idle.pop()
        seconds = self._limits.seconds
        deadline = float("inf") if seconds is None else time.monotonic() + seconds
        self._busy[worker.connection] = _Task(number, worker, deadline)
        with suppress(BrokenPipeError):  # the process ended while idle; `collect` notices
            worker.connection.send(item)

    def collect(self) -> Iterator[tuple[int, Any]]:
        """Wait until a process is done or over the limit of time; yield the numbers and results of all finished items."""
        first = min(task.deadline for task in self._busy.values())
        timeout = None if first == float("inf") else max(0.0, first - time.monotonic())
        for connection in wait([task.worker.connection for task in self._busy.values()], timeout):
            task = self._busy.pop(connection)
            try:
                result = task.worker.connection.recv()
            except (EOFError, ConnectionResetError):
                yield task.number, self._replace(task.worker)
            else:
                self.idle.append(task.worker)
                yield task.number, result
        now = time.monotonic()
        for task in [task for task in self._busy.values() if task.deadline <= now]:
            del self._busy[task.worker.connection]
            task.worker.process.kill()
            self._replace(task.worker)
            yield task.number, Ended(Cause.TIME)

    def _replace(self, worker: _Worker) -> Ended:
        """Start a new process for an ended process; return how the latter ended."""
        worker.process.join()
        worker.connection.close()
        self.idle.append(self._start())
        code = worker.process.exitcode
        return Ended(Cause.MEMORY) if code == _OUT_OF_MEMORY else Ended(Cause.SYSTEM, code)

    def close(self) -> None:
        """Kill all processes, idle and busy."""
        for worker in [*self.idle, *(task.worker for task in self._busy.values())]:
            worker.connection.close()
            worker.process.kill()
            worker.process.join()

    def _start(self) -> _Worker:
        connection, worker_end = self._context.Pipe()
        process = self._context.Process(
            target=_work, args=(worker_end, self._function, self._limits.memory), daemon=True
        )
        process.start()
        worker_end.close()  # only the process holds it open now: `connection` reports when the process ends
        return _Worker(process, connection)


def _work(connection: Connection[Any, Any], function: Callable[[Any], Any], memory: int | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent process
    gc.freeze()  # garbage collection would copy the pages shared with the parent
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
            os._exit(_OUT_OF_MEMORY)  # the next item needs a fresh heap


def _limit_memory(memory: int) -> None:
    """Make allocations beyond the limit fail with a `MemoryError`; the limit is not for LibreOffice, a separate process."""
    if sys.platform != "linux":  # macOS accepts the limit and ignores it
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])  # proc(5): the size of the program in pages
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def can_fork() -> bool:
    """Return whether workers can start fast, as copies of this process: on Linux, without further threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def _context() -> Any:
    return multiprocessing.get_context("fork" if can_fork() else "spawn")
