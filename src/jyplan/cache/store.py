"""Entries in a folder, by name. A cache never makes a run fail: after an error of the system nothing is cached.

An entry is a file with the SHA-256 of name and content, followed by the content. The entry is first written under a
temporary name and then renamed, so that neither a crash nor a second run ever shows half an entry; an entry damaged
later fails its digest and counts as missing.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 200 << 20
"""Bytes of all entries together: about 10,000 plans of 4 KB."""
_LARGEST = 20 << 20
"""Bytes of a single entry: a tenth of `MOST`."""
_AFTER_TRIMMING = 0.8
"""Share of `MOST` left after trimming, so that not every run has to trim again."""
_DAY = 86_400
"""Seconds: the precision of the time of last use."""
_DRAFT_SUFFIX = ".tmp"
_DIGEST = hashlib.sha256().digest_size
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds results that jyplan can make again.\n"
"""Content of the file by which backups leave a folder out: bford.info/cachedir."""


class _StoredFile(NamedTuple):
    last_use: float
    """Seconds since 1970; up to `_DAY` too early."""
    size: int
    """Bytes."""
    path: Path


class Store:
    """Entries of a user in a folder that no other user may read or write."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self._folder = folder
        self._most = most
        self._written = False
        self._usable = _make_ready(folder)

    def read(self, name: str) -> bytes | None:
        """Return the content of an entry; None for a missing or damaged entry."""
        if not self._usable:
            return None
        path = self._place(name)
        try:
            status = path.stat()
            if status.st_size > _LARGEST + _DIGEST or not stat.S_ISREG(status.st_mode):
                return None
            data = path.read_bytes()
            if time.time() - status.st_mtime > _DAY:
                os.utime(path)
        except OSError:
            return None
        content = data[_DIGEST:]
        return content if data[:_DIGEST] == _digest(name, content) else None

    def write(self, name: str, content: bytes) -> None:
        """Write an entry, replacing an earlier entry of the name; content above 20 MB is not cached."""
        if not self._usable or len(content) > _LARGEST:
            return
        path = self._place(name)
        draft = path.with_name(f"{name}-{os.getpid()}{_DRAFT_SUFFIX}")
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            try:
                _write_new(draft, _digest(name, content) + content)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
            self._written = True

    def trim(self) -> None:
        """Remove the least recently used entries if this run wrote any and all together exceed the limit."""
        if not self._written:
            return
        entries = sorted(_entries(self._folder))
        size = sum(entry.size for entry in entries)
        if size <= self._most:
            return
        for entry in entries:
            if size <= self._most * _AFTER_TRIMMING:
                break
            with suppress(OSError):  # a parallel run may have removed the file
                entry.path.unlink()
            size -= entry.size

    def _place(self, name: str) -> Path:
        return self._folder / name[:2] / name


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode("ascii") + b"\n" + content).digest()


def _make_ready(folder: Path) -> bool:
    """Make a missing folder; return whether the folder is the user's own and closed to writing by all others."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32":
            status = folder.stat()
            if status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                return False
        tag = folder / "CACHEDIR.TAG"
        if not tag.exists():
            _write_new(tag, _TAG)
    except FileExistsError:  # a parallel run wrote the tag; or the folder is a file
        return folder.is_dir()
    except OSError:
        return False
    return True


def _write_new(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)


def _entries(folder: Path) -> Iterator[_StoredFile]:
    """Yield all files of the cache, including drafts of crashed runs."""
    with suppress(OSError), os.scandir(folder) as shelves:
        for shelf in shelves:
            if not shelf.is_dir(follow_symlinks=False) or len(shelf.name) != 2:
                continue
            with suppress(OSError), os.scandir(shelf) as files:
                for file in files:
                    status = file.stat(follow_symlinks=False)
                    yield _StoredFile(status.st_mtime, status.st_size, Path(file.path))
