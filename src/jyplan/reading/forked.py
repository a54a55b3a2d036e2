"""A worker process as a copy of this process: started in two milliseconds, on Linux.

`multiprocessing` can do the same; its import alone takes longer than a small plan is read.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from jyplan.reading.worker import Assignment, end_with_parent, leave_parent_behind, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LENGTH = 8
"""Bytes before each message, with the number of bytes in it."""
_AT_ONCE = 1 << 20
"""Most bytes read from a pipe in a step."""


def can_fork() -> bool:
    """Return whether a copy of this process can run by itself: on Linux, without further threads."""
    return sys.platform == "linux" and threading.active_count() == 1


class ForkedWorker:
    """A copy of this process with a pipe for assignments, a pipe for answers, and a lifeline."""

    def __init__(self, function: Callable[[Any], Any], memory: int | None) -> None:
        """Start the process; `function` and `memory` are as in `worker.work`."""
        assignments, self._assignments = os.pipe()
        self.handle, answers = os.pipe()
        lifeline, self._lifeline = os.pipe()
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with suppress(OSError, ValueError):  # what is not written yet would be written twice
                stream.flush()
        self._process = os.fork()
        if not self._process:
            _run(assignments, answers, lifeline, function, memory)
        for descriptor in (assignments, answers, lifeline):
            os.close(descriptor)

    def give(self, assignment: Assignment) -> None:
        """Send an item.

        Raises:
            BrokenPipeError: the process has ended.
        """
        _send(self._assignments, pickle.dumps(assignment, pickle.HIGHEST_PROTOCOL))

    def answer(self) -> bytes:
        """Return the pickled result of the item.

        Raises:
            EOFError: the process has ended.
        """
        return _receive(self.handle)

    def kill(self) -> None:
        """End the process at once."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)

    def end(self) -> int:
        """Wait until the process has ended; return the exit code, negative for the number of a signal."""
        try:
            code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
        except ChildProcessError:  # the program that uses jyplan has taken note of the end already
            code = -signal.SIGKILL
        for descriptor in (self._assignments, self.handle, self._lifeline):
            os.close(descriptor)
        return code


def wait_for_answers(handles: Iterable[int], seconds: float | None) -> list[int]:
    """Return the handles of workers with an answer or an end within `seconds`; None waits without limit."""
    poll = select.poll()
    for handle in handles:
        poll.register(handle, select.POLLIN)
    return [handle for handle, _ in poll.poll(None if seconds is None else seconds * 1000)]


def _run(assignments: int, answers: int, lifeline: int, function: Callable[[Any], Any], memory: int | None) -> None:
    """Work as the new process and exit; never returns into the copy of the parent's call stack."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent process
        leave_parent_behind({assignments, answers, lifeline})
        end_with_parent(lifeline)
        work(lambda: pickle.loads(_receive(assignments)), lambda data: _send(answers, data), function, memory)
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        with suppress(OSError, ValueError, AttributeError):
            sys.stderr.flush()
        os._exit(code)


def _send(descriptor: int, data: bytes) -> None:
    for part in (len(data).to_bytes(_LENGTH, "big"), data):
        waiting = memoryview(part)
        while waiting:
            waiting = waiting[os.write(descriptor, waiting) :]


def _receive(descriptor: int) -> bytes:
    return _read(descriptor, int.from_bytes(_read(descriptor, _LENGTH), "big"))


def _read(descriptor: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = os.read(descriptor, min(size - len(data), _AT_ONCE))
        if not part:
            raise EOFError
        data += part
    return bytes(data)
