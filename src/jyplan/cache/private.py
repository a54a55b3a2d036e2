"""Private files and folders: owned by the user and closed to everybody else; nothing else is used."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# follow no link, do not wait for the writer of a FIFO
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_private(path: Path, largest: int, *, used_before: float | None = None) -> bytes | None:
    """Return the content of a private regular file of at most `largest` bytes; None for a file without these properties.

    A file last used before `used_before`, in seconds since 1970, is marked as used now.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > largest or not _is_own(status, _OTHERS):
            return None
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(largest + 1)
        if used_before is not None and status.st_mtime < used_before:
            os.utime(descriptor if os.utime in os.supports_fd else path)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return data if len(data) <= largest else None


def make_private_folder(folder: Path) -> bool:
    """Make a missing folder; return whether the folder is the user's own and closed to writing by everybody else.

    False for a link to a folder: the owner of the link decides where files go.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISDIR(status.st_mode) and _is_own(status, _OTHERS_WRITE)


def _is_own(status: os.stat_result, forbidden: int) -> bool:
    """Return whether a file is the user's own and without the forbidden mode bits; True on Windows, without both."""
    return sys.platform == "win32" or (status.st_uid == os.getuid() and not status.st_mode & forbidden)
