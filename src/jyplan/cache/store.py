"""Entries in a folder, by name. A cache never makes a run fail: after an error of the system nothing is cached.

An entry is a digest of name and content made with the user's key (HMAC-SHA-256, RFC 2104), followed by the content.
Entries are written whole or not at all, so that neither a crash nor a second run ever shows half an entry. A damaged
entry, or an entry made without the key, does not fit the digest and counts as missing.
"""

from __future__ import annotations

import hmac
import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jyplan.cache.private import make_private_folder, read_private
from jyplan.drafts import write_whole

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
_SHELF = re.compile(r"[0-9a-f]{2}")
_OURS = re.compile(r"[0-9a-f]{64}(?:-[0-9]+\.tmp)?|\.jyplan-[0-9a-f]{16}\.tmp")
"""Names of entries and of drafts of interrupted runs; no other file is ever removed."""
_DIGEST = 32
"""Bytes of a digest."""
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds results that jyplan can make again.\n"
"""Content of the file by which backups leave a folder out: bford.info/cachedir."""


class _StoredFile(NamedTuple):
    last_use: float
    """Seconds since 1970; up to `_DAY` too early."""
    size: int
    """Bytes."""
    path: Path


class Store:
    """Entries of a user in a private folder."""

    def __init__(self, folder: Path, key: bytes | None, most: int = MOST) -> None:
        """`key` is the user's secret; with None nothing is cached."""
        self._folder = folder
        self._key = key or b""
        self._most = most
        self._written = False
        self._usable = key is not None and _make_ready(folder)

    def read(self, name: str) -> bytes | None:
        """Return the content of an entry; None for a missing or damaged entry."""
        if not self._usable:
            return None
        data = read_private(self._place(name), _LARGEST + _DIGEST, used_before=time.time() - _DAY)
        if data is None:
            return None
        content = data[_DIGEST:]
        return content if hmac.compare_digest(data[:_DIGEST], self._digest(name, content)) else None

    def write(self, name: str, content: bytes) -> None:
        """Write an entry, replacing an earlier entry of the name; content above 20 MB is not cached."""
        if not self._usable or len(content) > _LARGEST:
            return
        path = self._place(name)
        if make_private_folder(path.parent):
            with suppress(OSError):
                write_whole(str(path), self._digest(name, content) + content, permissions=0o600)
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

    def _digest(self, name: str, content: bytes) -> bytes:
        return hmac.digest(self._key, name.encode("ascii") + b"\n" + content, "sha256")


def _make_ready(folder: Path) -> bool:
    """Make a missing folder, with a tag for backups; return whether the folder is private and writable."""
    if not make_private_folder(folder):
        return False
    tag = folder / "CACHEDIR.TAG"
    if not os.path.lexists(tag):
        try:
            write_whole(str(tag), _TAG, permissions=0o600)
        except OSError:
            return False
    return True


def _entries(folder: Path) -> Iterator[_StoredFile]:
    """Yield all files of the cache, including drafts of crashed runs; no other files."""
    with suppress(OSError), os.scandir(folder) as shelves:
        for shelf in shelves:
            if not shelf.is_dir(follow_symlinks=False) or not _SHELF.fullmatch(shelf.name):
                continue
            with suppress(OSError), os.scandir(shelf) as files:
                for file in files:
                    if _OURS.fullmatch(file.name):
                        status = file.stat(follow_symlinks=False)
                        yield _StoredFile(status.st_mtime, status.st_size, Path(file.path))
