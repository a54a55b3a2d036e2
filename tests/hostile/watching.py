"""Processes seen from outside, on Linux: who descends from whom, how much memory each has."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class Seen(NamedTuple):
    """A process."""

    number: int
    parent: int
    state: str
    memory: int
    """Bytes."""


def all_processes() -> dict[int, Seen]:
    """Return all processes by number, as proc(5) shows them."""
    processes = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        with suppress(OSError, IndexError, ValueError):  # it may have ended meanwhile
            fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            number = int(folder.name)
            processes[number] = Seen(number, int(fields[1]), fields[0], int(fields[21]) * _PAGE)
    return processes


def family(ancestor: int) -> set[int]:
    """Return the numbers of a process and all that descend from it."""
    processes = all_processes()
    members = {ancestor}
    while more := {seen.number for seen in processes.values() if seen.parent in members} - members:
        members |= more
    return members


def alive(number: int) -> bool:
    """Return whether a process still runs; one that only waits to be taken note of does not."""
    seen = all_processes().get(number)
    return seen is not None and seen.state not in {"Z", "X"}


class MemoryWatch(threading.Thread):
    """Looks ten times a second for the largest process among a process and its descendants."""

    def __init__(self, ancestor: int) -> None:
        """`ancestor` is the number of the process at the top."""
        super().__init__(daemon=True)
        self._ancestor = ancestor
        self._ended = threading.Event()
        self.largest = 0
        """Bytes."""

    def run(self) -> None:
        """Look until the end."""
        while not self._ended.wait(0.1):
            members = family(self._ancestor)
            sizes = [seen.memory for seen in all_processes().values() if seen.number in members]
            self.largest = max([self.largest, *sizes])

    def end(self) -> int:
        """Stop looking and return the largest size in bytes."""
        self._ended.set()
        self.join()
        return self.largest
