"""A function on many items in worker processes: no item can end the run."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from jyplan.reading.limits import UNLIMITED
from jyplan.reading.many import run_in_processes


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jyplan.reading.pool.can_fork", lambda: sys.platform == "linux")


def double(number: int) -> int:
    return 2 * number


def kill_process_at_two(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail_at_two(number: int) -> int:
    if number == 2:
        raise ZeroDivisionError
    return number


def process_number(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_order(workers: int) -> None:
    assert list(run_in_processes(double, range(20), workers=workers)) == list(range(0, 40, 2))


def test_killed_worker_costs_only_its_item() -> None:
    assert list(run_in_processes(kill_process_at_two, range(5), workers=2)) == [0, 1, None, 3, 4]


def test_exception_in_a_worker_reaches_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        list(run_in_processes(fail_at_two, range(5), workers=2))


@pytest.mark.parametrize(("items", "workers"), [([1], 4), ([1, 2], 1)])
def test_single_item_or_single_worker_starts_no_process_without_limits(items: list[int], workers: int) -> None:
    assert set(run_in_processes(process_number, items, workers=workers, limits=UNLIMITED)) == {os.getpid()}


def test_single_item_under_limits_has_a_process_of_its_own() -> None:
    assert os.getpid() not in set(run_in_processes(process_number, [1], workers=1))


def test_no_items_give_no_results() -> None:
    assert list(run_in_processes(double, [], workers=4)) == []
