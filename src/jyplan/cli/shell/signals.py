"""SIGTERM and SIGHUP end a command as Ctrl-C does: processes, folders and locks are given back first."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_NAMES = ("SIGTERM", "SIGHUP")
_BASE = 128
"""Exit code of a command ended by a signal, less the number of the signal, as shells count."""


class EndedBySignalError(BaseException):
    """The user or the system wants the command to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = _BASE + number


@contextmanager
def signals_raised() -> Iterator[None]:
    """Let signals raise an `EndedBySignalError`, a second signal nothing; a signal ignored from the start, as by nohup, stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [number for name in _NAMES if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in numbers}
    changed = [number for number in numbers if before[number] is not signal.SIG_IGN]

    def end(number: int, _: FrameType | None) -> None:
        for changed_number in changed:
            signal.signal(changed_number, signal.SIG_IGN)
        raise EndedBySignalError(number)

    for number in changed:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in changed:
            signal.signal(number, before[number] or signal.SIG_DFL)
