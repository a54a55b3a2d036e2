"""A pool of worker processes; the end of a process costs a single item.

`concurrent.futures` drops all waiting items when a process is killed, without naming the item at fault. In this
pool each process has a single item at a time: the item at fault is known, and the work goes on with a new process.
A process is also ended for an item over the limit of time or memory.
"""

from __future__ import annotations

import pickle
import signal
import time
from contextlib import suppress
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jyplan.reading.forked import ForkedWorker, can_fork, wait_for_answers
from jyplan.reading.limits import PATIENCE, UNLIMITED, Limits
from jyplan.reading.worker import OUT_OF_MEMORY, Assignment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.reading.spawned import SpawnedWorker

Item = TypeVar("Item")
Result = TypeVar("Result")


class Cause(Enum):
    """The cause for the end of a process before the item was done."""

    SYSTEM = "system"
    """The process crashed or was killed from outside."""
    TIME = "time"
    MEMORY = "memory"
    DEADLINE = "deadline"
    """The run was past its deadline, and the item not done or not even begun."""


class Ended(NamedTuple):
    """In place of a result: the process ended before the item was done."""

    cause: Cause
    exit_code: int | None = None
    """Only for `Cause.SYSTEM`; negative: the number of the signal that killed the process."""


class _Task(NamedTuple):
    number: int
    worker: ForkedWorker | SpawnedWorker
    time_limit: float
    """By `time.monotonic`; infinite without a limit."""


def map_in_order(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    workers: int,
    limits: Limits = UNLIMITED,
    *,
    size_of: Callable[[Item], int] = lambda _: 0,
) -> Iterator[Result | Ended]:
    """Yield the results of a function in the order of the items.

    Function, items and results must be picklable; an exception in the function ends its process. `size_of` gives the
    bytes of an item, from which its limit of time follows.
    """
    pool = _Pool(function, min(workers, len(items)), limits)
    done: dict[int, Any] = {}
    given = 0
    try:
        for number in range(len(items)):
            while number not in done:
                while pool.idle and given < len(items) and not limits.is_over():
                    item = items[given]
                    pool.give(given, item, limits.seconds_for(size_of(item)))
                    given += 1
                if not pool.is_busy:
                    done[number] = Ended(Cause.DEADLINE)
                    break
                done.update(pool.collect())
            yield done.pop(number)
    finally:
        pool.close()


class _Pool:
    """Worker processes, idle or busy with an item."""

    def __init__(self, function: Callable[[Any], Any], workers: int, limits: Limits) -> None:
        self._limits = limits
        self._wait: Callable[[Iterable[Any], float | None], list[Any]]
        self._start_process: Callable[[], ForkedWorker | SpawnedWorker]
        if can_fork():
            self._start_process, self._wait = partial(ForkedWorker, function, limits.memory), wait_for_answers
        else:
            from jyplan.reading import spawned

            self._start_process = partial(spawned.SpawnedWorker, function, limits.memory)
            self._wait = spawned.wait_for_answers
        self._busy: dict[Any, _Task] = {}
        self._workers: set[ForkedWorker | SpawnedWorker] = set()
        self.idle = [self._start() for _ in range(workers)]

    @property
    def is_busy(self) -> bool:
        """Whether a process has an item."""
        return bool(self._busy)

    def give(self, number: int, item: object, seconds: float | None) -> None:
        """Send an item to an idle process; `seconds` is the limit of its processor time."""
        worker = self.idle.pop()
        time_limit = float("inf") if seconds is None else time.monotonic() + PATIENCE * seconds
        self._busy[worker.handle] = _Task(number, worker, time_limit)
        with suppress(BrokenPipeError):  # the process ended while idle; `collect` notices
            worker.give(Assignment(item, seconds))

    def collect(self) -> Iterator[tuple[int, Any]]:
        """Wait until a process is done or over a limit of time; yield the numbers and results of all finished items."""
        deadline = float("inf") if self._limits.deadline is None else self._limits.deadline
        first = min(deadline, *(task.time_limit for task in self._busy.values()))
        timeout = None if first == float("inf") else max(0.0, first - time.monotonic())
        for handle in self._wait(list(self._busy), timeout):
            task = self._busy.pop(handle)
            try:
                data = task.worker.answer()
            except EOFError:
                yield task.number, self._replace(task.worker)
            else:
                self.idle.append(task.worker)
                yield task.number, pickle.loads(data)
        now = time.monotonic()
        for task in [task for task in self._busy.values() if min(deadline, task.time_limit) <= now]:
            del self._busy[task.worker.handle]
            task.worker.kill()
            self._replace(task.worker)
            yield task.number, Ended(Cause.TIME if task.time_limit <= now else Cause.DEADLINE)

    def _replace(self, worker: ForkedWorker | SpawnedWorker) -> Ended:
        """Start a new process for an ended process; return how the latter ended."""
        code = worker.end()
        self._workers.remove(worker)
        self.idle.append(self._start())
        if code == OUT_OF_MEMORY:
            return Ended(Cause.MEMORY)
        return Ended(Cause.TIME) if _PROCESSOR_TIME and code == -_PROCESSOR_TIME else Ended(Cause.SYSTEM, code)

    def close(self) -> None:
        """Kill all processes, idle and busy."""
        for worker in self._workers:
            worker.kill()
            worker.end()

    def _start(self) -> ForkedWorker | SpawnedWorker:
        worker = self._start_process()
        self._workers.add(worker)
        return worker


_PROCESSOR_TIME = getattr(signal, "SIGXCPU", 0)
"""The signal for a process over its limit of processor time; 0 on Windows, without the signal."""
