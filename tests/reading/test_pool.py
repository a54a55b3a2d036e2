from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from jyplan.reading.limits import Limits
from jyplan.reading.pool import Cause, Ended, map_in_order


def work(item: int) -> int:
    """Return the square; the process is killed at 13 and exits with 5 at 7."""
    if item == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 7:
        os._exit(5)
    time.sleep(0.001 * (item % 3))
    return item * item


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(map_in_order(work, range(6), workers=3)) == [0, 1, 4, 9, 16, 25]


def test_no_items_give_no_results() -> None:
    assert list(map_in_order(work, [], workers=2)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_or_failed_process_costs_only_its_item(workers: int) -> None:
    assert list(map_in_order(work, [1, 13, 2, 7, 3], workers)) == [
        1,
        Ended(Cause.SYSTEM, -signal.SIGKILL),
        4,
        Ended(Cause.SYSTEM, 5),
        9,
    ]


def hang_or_return(item: int) -> int:
    while item == 13:
        time.sleep(1)
    return item


@pytest.mark.parametrize("workers", [1, 2])
def test_item_over_the_time_limit_costs_only_itself(workers: int) -> None:
    # by the clock 3 s (`PATIENCE`): enough for the other items on a busy machine
    results = map_in_order(hang_or_return, [1, 13, 2], workers, Limits(seconds=1))
    assert list(results) == [1, Ended(Cause.TIME), 2]


def eat(megabytes: int) -> int:
    held = [bytearray(1 << 20) for _ in range(megabytes)]
    return len(held)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces the limit")
def test_item_over_the_memory_limit_costs_only_itself() -> None:
    results = map_in_order(eat, [10, 4000, 20], 1, Limits(memory=200 << 20))
    assert list(results) == [10, Ended(Cause.MEMORY), 20]


def hang_or_return_process(item: int) -> int:
    while item == 13:
        time.sleep(1)
    time.sleep(0.001)
    return os.getpid()


def has_ended(process: int) -> bool:
    """Return whether a child process has ended and was waited for."""
    try:
        os.waitpid(process, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_process_over_the_time_limit_is_killed() -> None:
    process, end = map_in_order(hang_or_return_process, [1, 13], 1, Limits(seconds=1))
    assert end == Ended(Cause.TIME)
    assert isinstance(process, int)
    assert has_ended(process)


def test_processes_end_when_the_iterator_is_closed() -> None:
    results = map_in_order(hang_or_return_process, range(20, 120), workers=2)
    processes = {next(results) for _ in range(20)}
    results.close()  # type: ignore[attr-defined]
    assert all(isinstance(process, int) and has_ended(process) for process in processes)
