"""Sources: a file, a file in a zip archive, or standard input, ready to be read; and the error for an unreadable path."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from jyplan.errors import InputError
from jyplan.inputs.files import open_file, read_file, read_standard_input

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from jyplan.errors import JyplanError


@dataclass(frozen=True, slots=True)
class Source:
    """A file or standard input, to be read whole or for a single plan."""

    path: str
    """As the user named the file, or as found in a folder or archive that the user named."""
    plan: int | None
    """The number of the only plan that is wanted; None for all."""
    read: Callable[[], bytes]
    """Returns the content; raises InputError. Picklable, for worker processes."""
    file: str | None
    """The file on disk with the content: `path`, or the zip archive; None for standard input."""
    size: int = 0
    """Bytes, 0 if not known: for sharing out the work, not for judging."""
    redact: bool = False
    """Whether personal numbers are masked right after reading; the bytes of `read` are unchanged."""
    has_masked_name: bool = False
    """Whether `path` is a masked form of `file`."""

    @property
    def is_on_disk(self) -> bool:
        """Whether the source is a file on disk, no file in an archive and not standard input."""
        return self.file is not None and (self.has_masked_name or self.path == self.file)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The path of a file or folder that cannot be read, and the reason."""

    path: str
    error: JyplanError


def unreadable(error: InputError) -> Unreadable:
    """Return an error as the result for the file named in the error."""
    return Unreadable(error.where, error)


def file_source(path: str, plan: int | None, max_size: int, size: int) -> Source:
    """Return the source of a file on disk, read only when `read` is called; `size` is the size now, in bytes."""
    return Source(path, plan, partial(read_file, path, max_size), file=path, size=size)


def standard_input_source(path: str, plan: int | None, max_size: int) -> Source:
    """Return the source of standard input, read at once; `path` is the name shown to the user.

    Raises:
        InputError: standard input is closed, cannot be read, or is too large.
    """
    data = read_standard_input(path, max_size)
    return Source(path, plan, partial(bytes, data), file=None, size=len(data))


def open_stream(source: Source) -> BinaryIO:
    """Return the content of a source to be read piece by piece; a file on disk may have any size.

    Raises:
        InputError: the source cannot be opened.
    """
    if source.file is None or not source.is_on_disk:
        return BytesIO(source.read())
    try:
        return open_file(source.file)
    except InputError as error:
        error.where = source.path
        raise


def is_same(left: Source, right: Source) -> bool:
    """Return whether two sources are the same file on disk; False for two files of an archive."""
    if left.file is None or right.file is None:
        return False
    if left.path != right.path and not (left.is_on_disk and right.is_on_disk):
        return False
    try:
        return os.path.samefile(left.file, right.file)
    except OSError:
        return False


def location(source: Source) -> str | None:
    """Return the real path of a file on disk, links followed: equal for all names of a file.

    None for standard input and for files in an archive, which may hold two of one name.
    """
    return os.path.realpath(source.file) if source.file and source.is_on_disk else None
