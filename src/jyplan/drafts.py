"""Files written whole or not at all.

A draft has no name while it is written, where the system knows such files (Linux, `O_TMPFILE`): a run that is killed leaves
nothing. Elsewhere a draft stands beside its target under a random name, so that no run meets the draft of another run.
"""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress

_NAMELESS = getattr(os, "O_TMPFILE", 0)
_NOT_KNOWN = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT, errno.ENOSYS}
"""Errors of opening a nameless file where system or file system have none; a missing folder is found again with a name."""
_BINARY = getattr(os, "O_BINARY", 0)


def draft_path(target: str) -> str:
    """Return a path for the draft of a file or folder: hidden, beside the target, 64 random bits in its name."""
    return os.path.join(os.path.dirname(target), f".jyplan-{secrets.token_hex(8)}.tmp")


def write_whole(target: str, data: bytes, *, permissions: int | None = None) -> None:
    """Write a file and give it the name `target`, in place of an earlier file of that name.

    `permissions` are the file's mode bits; None leaves them to the user's umask.

    Raises:
        OSError: the file cannot be written; an earlier file is as it was and no draft is left.
    """
    descriptor = _open_nameless(os.path.dirname(target) or os.curdir, permissions)
    if descriptor is None or not _write_nameless(descriptor, target, data, permissions):
        _write_named(target, data, permissions)


def _open_nameless(folder: str, permissions: int | None) -> int | None:
    """Return a descriptor of a nameless file in the folder, None where there are no such files.

    Raises:
        OSError: the folder cannot be written.
    """
    if not _NAMELESS:
        return None
    try:
        return os.open(folder, _NAMELESS | os.O_WRONLY, 0o666 if permissions is None else 0o600)
    except OSError as error:
        if error.errno in _NOT_KNOWN:
            return None
        raise


def _write_nameless(descriptor: int, target: str, data: bytes, permissions: int | None) -> bool:
    """Write and close a nameless file and name it `target`; False where it cannot be given a name (no /proc).

    Raises:
        OSError: the file cannot be written.
    """
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if permissions is not None:
            os.chmod(descriptor, permissions)
        if _link(descriptor, target):
            return True
        draft = draft_path(target)
        if not _link(descriptor, draft):
            return False
    _take_place(draft, target)
    return True


def _link(descriptor: int, path: str) -> bool:
    """Give a nameless file a name; False where the name is taken or the system refuses."""
    try:
        # open(2), O_TMPFILE; src_dir_fd makes Python call linkat, which follows the link in /proc
        os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor, follow_symlinks=True)
    except OSError:
        return False
    return True


def _write_named(target: str, data: bytes, permissions: int | None) -> None:
    draft = draft_path(target)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666 if permissions is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        if permissions is not None:
            os.chmod(draft, permissions)
    except BaseException:
        _remove(draft)
        raise
    _take_place(draft, target)


def _take_place(draft: str, target: str) -> None:
    try:
        os.replace(draft, target)
    except BaseException:
        _remove(draft)
        raise


def _remove(draft: str) -> None:
    with suppress(OSError):
        os.unlink(draft)
