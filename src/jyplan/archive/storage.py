"""The files of an archive beside the catalogue: written once, never changed, and listed in the catalogue.

A file is complete on disk before the transaction that lists it is committed. A file that the catalogue does not list is
left over from a run that was cut off; the next run that writes removes it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from contextlib import suppress
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import BufferedReader
    from pathlib import Path

    from numpy.typing import NDArray

CATALOGUE = "catalogue.sqlite"
_OURS = re.compile(r"[0-9]{6,}\.(?:hashes|postings|texts)")
JOURNAL = f"{CATALOGUE}-journal"


class FileContent(NamedTuple):
    """Size and checksum of a file, as recorded in the catalogue."""

    size: int
    """Bytes."""
    sha256: str


class NewFile:
    """A new file of the archive, written from beginning to end."""

    def __init__(self, path: Path) -> None:
        """Create the file.

        Raises:
            OSError: the file cannot be created.
        """
        self._path = path
        self._file: IO[bytes] = path.open("xb")
        self._sum = hashlib.sha256()
        self.size = 0
        """Bytes written so far."""

    def write(self, data: bytes | memoryview) -> None:
        """Append bytes.

        Raises:
            OSError: the bytes cannot be written.
        """
        self._file.write(data)
        self._sum.update(data)
        self.size += len(data)

    def finish(self) -> FileContent:
        """Close and sync the file; return the size and checksum.

        Raises:
            OSError: the file cannot be written.
        """
        with self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
        return FileContent(self.size, self._sum.hexdigest())

    def abandon(self) -> None:
        """Remove the file, finished or not."""
        with suppress(OSError):  # closing flushes, and fails again where writing failed
            self._file.close()
        discard([self._path])


def as_bytes(array: NDArray[np.uint64] | NDArray[np.uint32]) -> memoryview:
    """Return the bytes of an array of numbers, little-endian."""
    return np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(-1).view(np.uint8).data


def map_array(path: Path, kind: str, count: int) -> NDArray[np.uint64]:
    """Return a file of `count` numbers, at least one, as an array mapped into memory.

    Raises:
        ArchiveError: the file is missing or has another size.
    """
    check_size(path, count * np.dtype(kind).itemsize)
    try:
        with _open_regular(path) as file:
            return np.memmap(file, kind, "r", shape=(count,)).view(np.ndarray)
    except (OSError, ValueError) as error:  # ValueError: cut short after the check
        raise damaged(path.parent) from error


def check_size(path: Path, size: int) -> None:
    """Check the presence of a file and the size in bytes.

    Raises:
        ArchiveError: the file is missing or has another size.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise damaged(path.parent) from error
    if status.st_size != size or not stat.S_ISREG(status.st_mode):
        raise damaged(path.parent)


def check_content(path: Path, content: FileContent) -> None:
    """Check the size and checksum of a file.

    Raises:
        ArchiveError: the file is missing or has another size or checksum.
    """
    check_size(path, content.size)
    if checksum(path) != content.sha256:
        raise damaged(path.parent)


def read_pieces(path: Path, pieces: Iterable[tuple[int, int]]) -> list[bytes]:
    """Return pieces of a file, given by offset and length.

    Raises:
        ArchiveError: the file cannot be read, or a piece reaches beyond its end.
    """
    wanted = list(pieces)
    try:
        with _open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            if any(offset + length > size for offset, length in wanted):
                raise damaged(path.parent)
            return [file.read(length) for offset, length in wanted if file.seek(offset) == offset]
    except OSError as error:
        raise damaged(path.parent) from error


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits, empty if the file cannot be read."""
    try:
        with _open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _open_regular(path: Path) -> BufferedReader:
    """Open a regular file for reading; a FIFO in its place is not waited for.

    Raises:
        OSError: the file cannot be opened or is no regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_beginning(path: Path, size: int) -> bytes:
    """Return the first `size` bytes of a file, no bytes for a missing file.

    Raises:
        OSError: the file exists and cannot be read.
    """
    try:
        with _open_regular(path) as file:
            return file.read(size)
    except FileNotFoundError:
        return b""


def sync_folder(folder: Path) -> None:
    """Flush the names of new files to the disk, where the operating system can sync a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def left_over(folder: Path, named: Iterable[str]) -> list[Path]:
    """Return the files named like files of an archive and missing from `named`, the files of the catalogue."""
    in_catalogue = set(named)
    return sorted(path for path in folder.iterdir() if _OURS.fullmatch(path.name) and path.name not in in_catalogue)


def foreign(folder: Path) -> list[Path]:
    """Return the files of the folder not named like files of an archive."""
    ours = {CATALOGUE, JOURNAL}
    return sorted(path for path in folder.iterdir() if path.name not in ours and not _OURS.fullmatch(path.name))


def discard(paths: Iterable[Path]) -> None:
    """Remove files; on Windows a file open in a program is left over for the next run."""
    for path in paths:
        with suppress(OSError):
            path.unlink()


def damaged(folder: Path) -> ArchiveError:
    """Return the error for an archive with a missing or damaged file."""
    return ArchiveError(
        "the archive is damaged",
        where=str(folder),
        hint="see {command} for what is wrong; restore a copy, or build it again from the files",
        command=f"jyplan archive verify --archive {folder}",
    )
