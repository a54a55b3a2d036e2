"""A worker process from inside: item after item, under limits, until the parent process ends."""

from __future__ import annotations

import gc
import math
import os
import pickle
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

OUT_OF_MEMORY = 79
"""Exit code of a process that ran out of memory; not used in sysexits.h."""
AFTER_ITEM: list[Callable[[], None]] = []
"""Functions called after each item, before the result is sent, such as writing a cache for the next run."""
_LARGEST_RESULT = 4
"""A result may take a quarter of the memory limit: the parent holds a result twice, packed and unpacked."""


class Assignment(NamedTuple):
    """An item for a worker."""

    item: Any
    seconds: float | None
    """Processor time for the item; None for no limit."""


def work(
    receive: Callable[[], Assignment],
    send: Callable[[bytes], None],
    function: Callable[[Any], Any],
    memory: int | None,
) -> None:
    """Send the pickled result of the function for each item received, until the parent closes the connection.

    `memory` is the limit in bytes for all that the items take; None for no limit. An exception of the function is raised.
    """
    gc.freeze()  # garbage collection would copy the pages shared with the parent
    _forbid_core_dumps()
    if memory is not None:
        _limit_memory(memory)
    while True:
        try:
            assignment = receive()
        except (EOFError, ConnectionResetError):
            return
        _limit_processor_time(assignment.seconds)
        try:
            data = pickle.dumps(function(assignment.item), pickle.HIGHEST_PROTOCOL)
            for finish in AFTER_ITEM:
                finish()
        except MemoryError:
            os._exit(OUT_OF_MEMORY)  # the next item needs a fresh heap
        if memory is not None and len(data) > memory // _LARGEST_RESULT:
            os._exit(OUT_OF_MEMORY)
        try:
            send(data)
        except BrokenPipeError:
            return


def leave_parent_behind(needed: set[int]) -> None:
    """Undo the copies of a fork: signal handlers, standard input and output, open files except standard error and `needed`."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in {0, 1} - needed:  # where a stream was closed, a pipe may have its number
        os.dup2(nowhere, standard)
    open_files = sorted({2} | needed)
    for below, above in zip(open_files, [*open_files[1:], os.sysconf("SC_OPEN_MAX")], strict=True):
        os.closerange(below + 1, above)


def end_with_parent(lifeline: int) -> None:
    """End this process together with its parent; `lifeline` is a pipe held open for writing by the parent only.

    When the parent ends, however it ends, the system closes the pipe and sends SIGIO, which ends this process even in the
    middle of a regular expression, where no Python code would run.
    """
    import fcntl

    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC | os.O_NONBLOCK)
    try:
        os.read(lifeline, 1)
    except BlockingIOError:
        return
    os._exit(1)  # the parent was gone before SIGIO was asked for


def _forbid_core_dumps() -> None:
    """Let no copy of the memory, with the text of submissions, be left on disk."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def _limit_processor_time(seconds: float | None) -> None:
    """Let the system end this process with SIGXCPU after some more seconds of work."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = resource.RLIM_INFINITY if seconds is None else math.ceil(time.process_time() + seconds)
    if most != resource.RLIM_INFINITY:
        wanted = most if wanted == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted, most))


def _limit_memory(memory: int) -> None:
    """Make allocations beyond the limit fail with a `MemoryError`; the limit is not for LibreOffice, a separate process."""
    if sys.platform != "linux":  # macOS accepts the limit and ignores it
        return
    import resource

    sizes = Path("/proc/self/statm").read_text("ascii")  # proc(5): the first is the size of the program in pages
    pages = int(sizes.split()[0])
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
