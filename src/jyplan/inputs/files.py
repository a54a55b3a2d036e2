"""Opening and reading files and standard input under a limit of size: the only module of the room with `open`."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from jyplan.errors import InputError, TooLarge
from jyplan.inputs.sizes import format_size
from jyplan.inputs.system_errors import input_error

if TYPE_CHECKING:
    from typing import BinaryIO


def open_file(path: str) -> BinaryIO:
    """Return a regular file, open for reading.

    Raises:
        InputError: the file cannot be opened, or is a pipe, socket or device.
    """
    try:
        return _open_regular(path)
    except OSError as error:
        raise input_error(error, path) from error


def read_file(path: str, max_size: int) -> bytes:
    """Return the content of a regular file of at most `max_size` bytes.

    Raises:
        InputError: the file cannot be read, or is larger.
    """
    try:
        with _open_regular(path) as file:
            _check_size(path, os.fstat(file.fileno()).st_size, max_size)
            data = file.read(max_size + 1)
    except OSError as error:
        raise input_error(error, path) from error
    _check_size(path, len(data), max_size)  # the file may have grown
    return data


def read_beginning(path: str, size: int) -> bytes | None:
    """Return the first bytes of a file, None for a file that cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(size)
    except OSError:
        return None


def read_ends(path: str, head: int, tail: int) -> tuple[bytes, bytes] | None:
    """Return the first and the last bytes of a regular file, None for a file that cannot be read."""
    try:
        with _open_regular(path) as file:
            beginning = file.read(head)
            file.seek(max(0, os.fstat(file.fileno()).st_size - tail))
            return beginning, file.read(tail)
    except (OSError, InputError):
        return None


def read_standard_input(path: str, max_size: int) -> bytes:
    """Return all of standard input, at most `max_size` bytes; `path` is the name in messages.

    Raises:
        InputError: standard input is closed, cannot be read, or is larger.
    """
    if sys.stdin is None:
        raise InputError("standard input is closed", where=path)
    try:
        data = sys.stdin.buffer.read(max_size + 1)
    except OSError as error:
        raise input_error(error, path) from error
    _check_size(path, len(data), max_size)
    return data


def status(path: str) -> os.stat_result:
    """Return kind, size and identity of a file or folder, links followed.

    Raises:
        InputError: the path leads to no file or folder.
    """
    try:
        return os.stat(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        raise input_error(error, path) from error


def _open_regular(path: str) -> BinaryIO:
    # O_NONBLOCK: a FIFO would wait for a writer that never comes; the kind is checked on the open file,
    # since a check by name could be of another file
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = open(descriptor, "rb")  # noqa: SIM115 the caller closes it
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise InputError(
            "is not a regular file but a pipe, socket or device",
            where=path,
            hint="to read from a pipe, name “-”",
        )
    return file


def _check_size(path: str, size: int, max_size: int) -> None:
    if size > max_size:
        raise TooLarge(
            "is larger than the limit of {limit}",
            where=path,
            hint="if it is meant to be that large, raise the limit with --max-size",
            limit=format_size(max_size),
        )
