"""Entries in a folder, by name. A cache is never a reason to fail: what goes wrong here means that nothing is kept.

An entry is the SHA-256 of its name and content, then its content. It is written beside its place and takes it whole,
so that a crash or another run never shows half of one; one that was damaged later is not what its digest says and
counts as missing.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 200 << 20
"""Bytes of all entries together: about 10,000 plans of 4 KB."""
_LARGEST = 20 << 20
"""Bytes of one entry: a tenth of all."""
_AFTER_TRIMMING = 0.8
"""Share of `MOST` that is left, so that not every run has to look through the folder for long."""
_DAY = 86_400
"""Seconds: how exactly is known when an entry was last of use."""
_DRAFT_SUFFIX = ".tmp"
_DIGEST = hashlib.sha256().digest_size
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds results that jyplan can make again.\n"
"""What tells backups to leave a folder out: bford.info/cachedir."""


class Store:
    """Entries of one user in one folder; others may neither read nor write them."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self._folder = folder
        self._most = most
        self._written = False
        self._usable = _make_ready(folder)

    def read(self, name: str) -> bytes | None:
        """Return the content of an entry, None if there is none or it is damaged."""
        if not self._usable:
            return None
        path = self._place(name)
        try:
            found = path.stat()
            if found.st_size > _LARGEST + _DIGEST or not stat.S_ISREG(found.st_mode):
                return None
            data = path.read_bytes()
            if time.time() - found.st_mtime > _DAY:
                os.utime(path)
        except OSError:
            return None
        content = data[_DIGEST:]
        return content if data[:_DIGEST] == _digest(name, content) else None

    def write(self, name: str, content: bytes) -> None:
        """Keep an entry, in the place of any other of that name; one that is too large is not kept."""
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
        """Remove the entries that were of no use for longest, where something was written and all are too large."""
        if not self._written:
            return
        entries = sorted(_entries(self._folder))
        size = sum(entry[1] for entry in entries)
        if size <= self._most:
            return
        for _, bytes_, path in entries:
            if size <= self._most * _AFTER_TRIMMING:
                break
            with suppress(OSError):  # another run may have removed it
                path.unlink()
            size -= bytes_

    def _place(self, name: str) -> Path:
        return self._folder / name[:2] / name


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode("ascii") + b"\n" + content).digest()


def _make_ready(folder: Path) -> bool:
    """Make the folder where it is missing; return whether it is the user's and nobody else may write to it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32":
            found = folder.stat()
            if found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                return False
        tag = folder / "CACHEDIR.TAG"
        if not tag.exists():
            _write_new(tag, _TAG)
    except FileExistsError:  # another run was faster with the tag; or the folder is a file
        return folder.is_dir()
    except OSError:
        return False
    return True


def _write_new(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Yield time of last use, bytes and path of everything that is kept, drafts of crashed runs among it."""
    with suppress(OSError), os.scandir(folder) as shelves:
        for shelf in shelves:
            if not shelf.is_dir(follow_symlinks=False) or len(shelf.name) != 2:
                continue
            with suppress(OSError), os.scandir(shelf) as files:
                for file in files:
                    found = file.stat(follow_symlinks=False)
                    yield found.st_mtime, found.st_size, Path(file.path)
