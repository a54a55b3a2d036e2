"""A temporary folder for an external program, removed when the work is done, however the work ends.

A guard, a small shell process, waits on a pipe that only the working process holds open. When that process is killed, the
guard ends the program's process group and removes the folder. A folder left by a killed guard is removed by the next
folder's maker: each folder holds a file that its maker has locked, and the system drops the lock with the process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "jyplan-"
"""Beginning of all folder names."""
_LOCK = "lock"
_YOUNG = 60
"""Seconds before a new folder may be removed: its process may not have locked it yet."""
_OLD = 24 * 3600
"""Seconds after which a folder without a lock file is left over."""
_GUARD = """
trap '' HUP INT TERM
read group
read end
[ -n "$group" ] && kill -s KILL -- "-$group"
rm -rf -- "$0" || { sleep 1; rm -rf -- "$0"; }
"""


class Workroom:
    """A new folder and its guard."""

    def __init__(self, folder: Path) -> None:
        """Start the guard of a folder; Windows has no guard."""
        self.folder = folder
        self._guard = None
        if sys.platform != "win32":
            self._guard = subprocess.Popen(
                ["/bin/sh", "-c", _GUARD, str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def watch_over(self, group: int) -> None:
        """Name the process group to be ended together with this process; `group` is the number of its first process."""
        if self._guard is not None and self._guard.stdin is not None:
            self._guard.stdin.write(f"{group}\n".encode("ascii"))
            self._guard.stdin.flush()

    def dismiss(self) -> None:
        """End the guard, after program and folder are gone."""
        if self._guard is not None:
            self._guard.kill()
            self._guard.communicate()


@contextmanager
def new_workroom() -> Iterator[Workroom]:
    """Give a new folder, private to this user, and remove the folder in the end.

    Raises:
        OSError: there is no room for a folder.
    """
    _remove_leftovers(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with _locked(folder):
            workroom = Workroom(folder)
            try:
                yield workroom
            finally:
                shutil.rmtree(folder, ignore_errors=True)
                workroom.dismiss()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder as long as this process lives."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove_leftovers(parent: Path) -> None:
    """Remove the folders of killed processes: only this user's, and no folder in use."""
    if sys.platform == "win32":
        return
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.is_dir(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                age = time.time() - status.st_mtime
                if status.st_uid == os.getuid() and age > _YOUNG and _is_left_over(Path(entry.path), age):
                    shutil.rmtree(entry.path, ignore_errors=True)


def _is_left_over(folder: Path, age: float) -> bool:
    """Return whether no process holds the lock of a folder that is `age` seconds old."""
    import fcntl

    try:
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return age > _OLD
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
