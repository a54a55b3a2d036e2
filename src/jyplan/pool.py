"""Many items through one function in worker processes, where the end of one process costs one item.

`concurrent.futures` gives up all that waits when a process is killed and does not tell which item
killed it; here each process has one item at a time, so that the culprit is known and the rest goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Died:
    """What comes in place of a result when the process that worked on it ended."""

    exit_code: int | None
    """Negative: the number of the signal that killed it."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection[Any, Any]


def map_in_order(function: Callable[[Item], Result], items: Sequence[Item], workers: int) -> Iterator[Result | Died]:
    """Yield the function's results in the order of the items.

    Function, items and results must be picklable; an exception in the function ends its process.
    """
    pool = _Pool(function, workers=min(workers, len(items)))
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
    """The processes, each with the number of the item it works on."""

    def __init__(self, function: Callable[[Any], Any], workers: int) -> None:
        self._function = function
        self._context = _context()
        self._busy: dict[object, tuple[int, _Worker]] = {}
        self.idle = [self._start() for _ in range(workers)]

    def give(self, number: int, item: object) -> None:
        """Let an idle process work on an item."""
        worker = self.idle.pop()
        self._busy[worker.connection] = number, worker
        with suppress(BrokenPipeError):  # it died while idle; `collect` sees that
            worker.connection.send(item)

    def collect(self) -> Iterator[tuple[int, Any]]:
        """Wait until at least one process is done; yield the numbers and results of all that are."""
        for connection in wait([worker.connection for _, worker in self._busy.values()]):
            number, worker = self._busy.pop(connection)
            try:
                yield number, worker.connection.recv()
            except (EOFError, ConnectionResetError):
                worker.process.join()
                worker.connection.close()
                yield number, Died(worker.process.exitcode)
                worker = self._start()
            self.idle.append(worker)

    def close(self) -> None:
        """End all processes, those that still work included."""
        for worker in [*self.idle, *(worker for _, worker in self._busy.values())]:
            worker.connection.close()
            worker.process.terminate()
            worker.process.join()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._function), daemon=True)
        process.start()
        theirs.close()  # so that its end is seen when the process dies
        return _Worker(process, ours)


def _work(connection: Connection[Any, Any], function: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        connection.send(function(item))


def _context() -> Any:
    """Return the way to start processes: forking is fast and safe only where there are no other threads."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")
