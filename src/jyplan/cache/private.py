"""Files and folders that belong to this user alone; everything else in their place is not looked into."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# no link is followed, and opening a FIFO does not wait for a writer
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_private(path: Path, largest: int, *, used_before: float | None = None) -> bytes | None:
    """Return the bytes of a regular file of this user that nobody else may read or write; else None.

    None too for more than `largest` bytes. A file that was last of use before `used_before`, in seconds since 1970, is
    marked as used now.
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
    """Make a folder where it is missing; return whether it is this user's and nobody else may write to it.

    A link to a folder counts as foreign: whoever made the link chose where the files go.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISDIR(status.st_mode) and _is_own(status, _OTHERS_WRITE)


def _is_own(status: os.stat_result, forbidden: int) -> bool:
    """Whether a file is this user's and has none of the forbidden mode bits; True on Windows, which has neither."""
    return sys.platform == "win32" or (status.st_uid == os.getuid() and not status.st_mode & forbidden)
