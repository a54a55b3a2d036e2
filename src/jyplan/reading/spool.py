"""Texts on disk instead of in memory, until comparison."""

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
"""Disk full, quota reached, file at the largest size; None: numpy gives no number for a write cut short."""


@contextmanager
def room_on_disk() -> Iterator[None]:
    """Turn a full disk, while temporary files are written, into an error with advice for the user.

    Raises:
        OutputError: the disk is full.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise OutputError(
            "there is no room on the disk for temporary files",
            where=gettempdir(),
            hint="make room there, name another folder in TMPDIR, or allow more with --memory",
        ) from error


class Spool(Sequence[str]):
    """A sequence of texts in an anonymous temporary file, gone with the process; several threads may read."""

    def __init__(self) -> None:
        """Begin without texts."""
        self._file = TemporaryFile()  # noqa: SIM115 - open as long as the spool is in use
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
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        start, end = self._ends[index], self._ends[index + 1]
        with self._lock:
            self._file.seek(start)
            return self._file.read(end - start).decode("utf-8", "surrogatepass")
