"""Texts that wait on disk until they are looked at: more of them than the memory is to hold."""

from __future__ import annotations

from collections.abc import Sequence
from tempfile import TemporaryFile
from threading import Lock
from typing import overload


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
