"""A worker process as a new Python, started in half a second: for processes with threads, and for macOS and Windows."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import TYPE_CHECKING, Any

from jyplan.reading.worker import Assignment, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class SpawnedWorker:
    """A new Python process, ended by the end of its connection or of the parent process."""

    def __init__(self, function: Callable[[Any], Any], memory: int | None) -> None:
        """Start the process; `function` (picklable) and `memory` are as in `worker.work`."""
        context = multiprocessing.get_context("spawn")
        self.handle, end = context.Pipe()
        self._process = context.Process(target=_run, args=(end, function, memory), daemon=True)
        with _without_main_module():
            self._process.start()
        end.close()  # only the process holds it open now: `handle` reports when the process ends

    def give(self, assignment: Assignment) -> None:
        """Send an item.

        Raises:
            BrokenPipeError: the process has ended.
        """
        self.handle.send(assignment)

    def answer(self) -> bytes:
        """Return the pickled result of the item.

        Raises:
            EOFError: the process has ended.
        """
        try:
            return self.handle.recv_bytes()
        except ConnectionResetError:
            raise EOFError from None

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def end(self) -> int:
        """Wait until the process has ended; return the exit code, negative for the number of a signal."""
        self._process.join()
        self.handle.close()
        return self._process.exitcode or 0


def wait_for_answers(handles: Iterable[Connection], seconds: float | None) -> list[Any]:
    """Return the handles of workers with an answer or an end within `seconds`; None waits without limit."""
    return wait(list(handles), seconds)


def _run(connection: Connection, function: Callable[[Any], Any], memory: int | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent process
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work(connection.recv, connection.send_bytes, function, memory)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _without_main_module() -> Iterator[None]:
    """Keep the new process from running the user's script again."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script
