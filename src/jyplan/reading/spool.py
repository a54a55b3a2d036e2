"""Texts that wait on disk until they are looked at: more of them than the memory is to hold."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile, gettempdir
from threading import Lock
from typing import TYPE_CHECKING, overload

from jyplan.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, None)
"""No room, none left of a quota, a file that must not grow; numpy gives no number when less is written than asked for."""


@contextmanager
def room_on_disk() -> Iterator[None]:
    """Say clearly where room is missing while something is put on disk for a time.

    Raises:
        OutputError: the disk is full.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise OutputError(
            "there is no room for what waits on disk",
            where=gettempdir(),
            hint="make room there, name another folder in TMPDIR, or allow more with --memory",
        ) from error


class Spool(Sequence[str]):
    """Texts in a temporary file that has no name and is gone with the process; several threads may read."""

    def __init__(self) -> None:
        """Begin with none."""
        self._file = TemporaryFile()  # noqa: SIM115 - it is open as long as the texts are wanted
        self._lock = Lock()
        self._ends = [0]

    def __del__(self) -> None:
        self._file.close()

    def append(self, text: str) -> None:
        """Add a text at the end."""
        with self._lock:
            self._file.seek(self._ends[-1])
            self._ends.append(self._ends[-1] + self._file.write(text.encode("utf-8", "surrogatepass")))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        start, end = self._ends[at], self._ends[at + 1]
        with self._lock:
            self._file.seek(start)
            return self._file.read(end - start).decode("utf-8", "surrogatepass")
