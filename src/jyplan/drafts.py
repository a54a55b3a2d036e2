"""Files and folders written whole or not at all.

The draft of a file has no name while it is written, where the system knows such files (Linux, `O_TMPFILE`): a killed
run leaves nothing. Elsewhere a draft is beside its target under a random name, so that no run meets the draft of a
second run. The draft of a folder always has a name; it is locked while its run lives, so that the next run can tell the
draft of a killed run and removes it.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMELESS = getattr(os, "O_TMPFILE", 0)
_NOT_KNOWN = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT, errno.ENOSYS}
"""Errors on systems and file systems without nameless files; for a missing folder, opening the named draft fails again."""
_BINARY = getattr(os, "O_BINARY", 0)
_DRAFT = re.compile(r"\.jyplan-[0-9a-f]{16}\.tmp")


def draft_path(target: str) -> str:
    """Return a path for the draft of a file or folder: hidden, beside the target, 64 random bits in its name."""
    return os.path.join(os.path.dirname(target), f".jyplan-{os.urandom(8).hex()}.tmp")


def write_whole(target: str, data: bytes, *, permissions: int | None = None) -> None:
    """Write a file and give it the name `target`, in place of an earlier file of that name.

    `permissions` are the file's mode bits; None leaves them to the user's umask.

    Raises:
        OSError: the file cannot be written; an earlier file is unchanged and no draft is left.
    """
    descriptor = _open_nameless(os.path.dirname(target) or os.curdir, permissions)
    if descriptor is None or not _write_nameless(descriptor, target, data, permissions):
        _write_named(target, data, permissions)


@contextmanager
def draft_folder(target: str) -> Iterator[str]:
    """Give the path of an empty folder beside `target`, to be filled and renamed; at the end a draft not renamed is removed.

    Drafts of killed runs beside the target are removed, too.

    Raises:
        OSError: the folder cannot be made.
    """
    parent = os.path.dirname(target) or os.curdir
    for name in os.listdir(parent):
        if _DRAFT.fullmatch(name):
            _remove_abandoned(os.path.join(parent, name))
    draft = draft_path(target)
    os.mkdir(draft)
    lock = _lock(draft)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def replace_folder(draft: str, target: str) -> None:
    """Give the finished folder `draft` the name `target`, in place of an earlier folder of that name; the earlier folder is removed.

    Where the system can exchange two names in one step, a killed run leaves either folder whole under `target`.

    Raises:
        OSError: the draft cannot be renamed; the earlier folder is unchanged.
    """
    if not os.path.isdir(target):
        os.rename(draft, target)
        return
    if _exchange(draft, target):
        shutil.rmtree(draft, ignore_errors=True)
        return
    earlier = draft_path(target)
    os.rename(target, earlier)
    try:
        os.rename(draft, target)
    except BaseException:
        os.rename(earlier, target)
        raise
    shutil.rmtree(earlier, ignore_errors=True)


def _exchange(left: str, right: str) -> bool:
    """Exchange the names of two folders in a single step; False if system or file system refuse."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # an older C library
        return False
    # renameat2(2): AT_FDCWD is -100, RENAME_EXCHANGE is 2
    return bool(rename(-100, os.fsencode(left), -100, os.fsencode(right), 2) == 0)


def _remove_abandoned(draft: str) -> None:
    """Remove the draft of a folder unless a living run has locked it, or the system has no locks."""
    lock = _lock(draft)
    if lock is not None:
        shutil.rmtree(draft, ignore_errors=True)
        os.close(lock)


def _lock(folder: str) -> int | None:
    """Lock a folder until this process ends; None if it is locked already, is no folder, or cannot be locked."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _open_nameless(folder: str, permissions: int | None) -> int | None:
    """Return a descriptor of a nameless file in the folder, None on systems without nameless files.

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
    """Write and close a nameless file and name it `target`; False if the system refuses the name (no /proc).

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
        # open(2), O_TMPFILE; with src_dir_fd Python calls linkat and follows the link in /proc
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
