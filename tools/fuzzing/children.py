"""A forked child process that runs inputs under limits of processor time and memory, replaced whenever it ends."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from types import FrameType

SECONDS = 10
"""Of processor time for an execution: independent of what else the machine does."""
MEMORY = 500 << 20
"""Bytes of address space beyond what the child has when it begins."""
_WALL_SECONDS = 90
"""By the clock, for code that never returns to Python, and for waiting."""
_EXECUTIONS = 2_000
"""Executions of a child before it is replaced, so that what caches hold counts against nobody."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of an execution."""

    kind: str
    """`ok`, `crash`, `hang` or `memory`."""
    details: str
    """For `ok` a signature of the behaviour, else a traceback or the number of a signal."""
    seconds: float
    """By the clock."""


class Child:
    """Runs `function(data)` in a forked process."""

    def __init__(self, function: Callable[[bytes], str]) -> None:
        """Start no process yet."""
        self._function = function
        self._process: Any = None
        self._connection: Connection[Any, Any] | None = None
        self._left = 0

    def run(self, data: bytes) -> Outcome:
        """Return the outcome of one input."""
        if not self._left or self._connection is None:
            self.close()
            self._start()
        assert self._connection is not None
        self._left -= 1
        begin = time.monotonic()
        outcome: tuple[str, str] | None = None
        with suppress(EOFError, ConnectionResetError, BrokenPipeError):
            self._connection.send_bytes(data)
            if self._connection.poll(_WALL_SECONDS):
                outcome = self._connection.recv()
            else:
                outcome = ("hang", f"no answer after {_WALL_SECONDS} seconds")
        seconds = time.monotonic() - begin
        if outcome is None:
            self._process.join(5)
            outcome = ("crash", f"the process ended with exit code {self._process.exitcode}")
        if outcome[0] != "ok":
            self.close()
        return Outcome(*outcome, seconds)

    def close(self) -> None:
        """End the process."""
        if self._connection is not None:
            self._connection.close()
            self._process.kill()
            self._process.join()
        self._connection = None

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        self._connection, child_end = context.Pipe()
        self._process = context.Process(target=_serve, args=(child_end, self._connection, self._function), daemon=True)
        self._process.start()
        child_end.close()
        self._left = _EXECUTIONS


class _OverTimeError(BaseException):
    """The processor time is used up."""


def _serve(
    connection: Connection[Any, Any], parent_end: Connection[Any, Any], function: Callable[[bytes], str]
) -> None:
    parent_end.close()
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 2)  # native libraries complain of damaged files
    signal.signal(signal.SIGPROF, _raise_over_time)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])  # proc(5)
    limit = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    while True:
        try:
            data = connection.recv_bytes()
        except EOFError:
            os._exit(0)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            answer = ("ok", function(data))
        except _OverTimeError:
            answer = ("hang", traceback.format_exc())
        except MemoryError:
            answer = ("memory", traceback.format_exc())
        except BaseException:
            answer = ("crash", traceback.format_exc())
        signal.setitimer(signal.ITIMER_PROF, 0)
        connection.send(answer)


def _raise_over_time(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise _OverTimeError
