from __future__ import annotations

import os
import signal
import time

import pytest

from jyplan.pool import Died, map_in_order


def work(item: int) -> int:
    """Return the square, but die on 13 and fail on 7."""
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
def test_end_of_a_process_costs_its_item_alone(workers: int) -> None:
    assert list(map_in_order(work, [1, 13, 2, 7, 3], workers)) == [1, Died(-signal.SIGKILL), 4, Died(5), 9]


def test_processes_end_when_nobody_wants_more() -> None:
    results = map_in_order(work, range(100), workers=2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
