"""Limits of time and memory for reading, outlining, checking and comparing documents."""

from __future__ import annotations

import time
from typing import NamedTuple

_BYTES_PER_SHARE = 5 << 20
"""A file has `Limits.seconds` again for each of these bytes: five times the time of honest plans, 0.6 s a megabyte."""


class Limits(NamedTuple):
    """Limits for a single document or a comparison of two documents, given up beyond; None for no limit.

    >>> round(Limits().seconds_for(100_000) or 0, 2), Limits(seconds=None).seconds_for(100_000)
    (15.29, None)
    """

    seconds: float | None = 15.0
    """Seconds of processor time; by the clock `PATIENCE` times as many. A plan takes less than one."""
    memory: int | None = 1 << 30
    """Bytes; on Linux only. The densest Word file that can be read takes 0.8 GB, a file of 200 pages 0.1 GB."""
    deadline: float | None = None
    """When the whole run is to end, by `time.monotonic`; documents not read by then are listed as unread."""

    @property
    def need_process(self) -> bool:
        """Whether only a separate process can enforce the limits."""
        return self.seconds is not None or self.memory is not None

    def seconds_for(self, size: int) -> float | None:
        """Return the seconds of processor time for a file of `size` bytes; None for no limit."""
        return None if self.seconds is None else self.seconds * (1 + size / _BYTES_PER_SHARE)

    def is_over(self) -> bool:
        """Return whether the deadline of the run is past."""
        return self.deadline is not None and time.monotonic() >= self.deadline


DEFAULT_LIMITS = Limits()
"""The default of every command and every function of `jyplan`."""
UNLIMITED = Limits(seconds=None, memory=None)
"""For trusted files: no process is started to enforce limits, only to save time."""
PATIENCE = 3
"""The clock may show this many times the processor time of a limit, on a machine with more work than processors."""
