"""The files of an archive beside its catalogue: written once, never changed, named by the catalogue alone.

A file is complete on disk before the transaction that names it is committed. Whatever the catalogue does
not name is left over from a run that was cut off, and goes away with the next one that writes.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

CATALOGUE = "catalogue.sqlite"
_OURS = re.compile(r"[0-9]{6,}\.(?:hashes|postings|texts)")
_JOURNAL = f"{CATALOGUE}-journal"
_MEGABYTE = 1 << 20


class Written(NamedTuple):
    """What the catalogue keeps of a file, to know it again."""

    size: int
    """Bytes."""
    sha256: str


class Draft:
    """A file of the archive while it is written, from its beginning to its end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] = path.open("xb")
        self._sum = hashlib.sha256()
        self.size = 0
        """Bytes so far."""

    def write(self, data: bytes | memoryview) -> None:
        """Append bytes.

        Raises:
            OSError: they cannot be written.
        """
        self._file.write(data)
        self._sum.update(data)
        self.size += len(data)

    def finish(self) -> Written:
        """Return what was written, once it is safe on the disk.

        Raises:
            OSError: it cannot be written.
        """
        with self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
        return Written(self.size, self._sum.hexdigest())

    def abandon(self) -> None:
        """Remove the file, finished or not."""
        with suppress(OSError):  # what could not be written cannot be written on closing either
            self._file.close()
        discard([self._path])


def as_bytes(array: NDArray[np.uint64] | NDArray[np.uint32]) -> memoryview:
    """Return the bytes of an array of numbers, little-endian."""
    return np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(-1).view(np.uint8).data


def map_array(path: Path, kind: str, count: int) -> NDArray[np.uint64]:
    """Return a file of `count` numbers, at least one, as an array that is read from the disk as needed.

    Raises:
        ArchiveError: the file is missing or has another size.
    """
    check_size(path, count * np.dtype(kind).itemsize)
    try:
        return np.memmap(path, kind, "r", shape=(count,)).view(np.ndarray)
    except (OSError, ValueError) as error:  # ValueError: cut short since it was looked at
        raise damaged(path.parent) from error


def check_size(path: Path, size: int) -> None:
    """See that a file is there with all its bytes.

    Raises:
        ArchiveError: it is not.
    """
    try:
        found = path.stat().st_size
    except OSError as error:
        raise damaged(path.parent) from error
    if found != size:
        raise damaged(path.parent)


def read_pieces(path: Path, pieces: Iterable[tuple[int, int]]) -> list[bytes]:
    """Return stretches of a file, given by offset and length; short where the file ends before.

    Raises:
        ArchiveError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return [file.read(length) for offset, length in pieces if file.seek(offset) == offset]
    except OSError as error:
        raise damaged(path.parent) from error


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, empty if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def beginning(path: Path, size: int) -> bytes:
    """Return the first bytes of a file, none if it is not there.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError:
        return b""


def sync_folder(folder: Path) -> None:
    """Let the names of new files be safe on the disk, where the system knows of such a thing."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def left_over(folder: Path, named: Iterable[str]) -> list[Path]:
    """Return the files that look like ours and that the catalogue does not name."""
    known = set(named)
    return sorted(path for path in folder.iterdir() if _OURS.fullmatch(path.name) and path.name not in known)


def foreign(folder: Path) -> list[Path]:
    """Return what lies in the folder and was never part of an archive."""
    ours = {CATALOGUE, _JOURNAL}
    return sorted(path for path in folder.iterdir() if path.name not in ours and not _OURS.fullmatch(path.name))


def discard(paths: Iterable[Path]) -> None:
    """Remove files; what another program still has open (on Windows) stays left over for the next run."""
    for path in paths:
        with suppress(OSError):
            path.unlink()


def damaged(folder: Path) -> ArchiveError:
    """Return the error for an archive in which something is missing or wrong."""
    return ArchiveError(
        "the archive is damaged",
        where=str(folder),
        hint="see {command} for what is wrong; restore a copy, or make it anew from the files",
        command=f"jyplan archive verify --archive {folder}",
    )
