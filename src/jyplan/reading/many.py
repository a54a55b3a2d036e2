"""Outlines of many files, in worker processes where the work pays for their start; no file can end the run."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from jyplan import inputs
from jyplan.errors import Bug, InputError, JyplanError
from jyplan.inputs import Unreadable
from jyplan.reading import transport
from jyplan.reading.jobs import Job, convert_together, outline_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.inputs import Source
    from jyplan.model import Outline, Revisions
    from jyplan.reading.pool import Ended

Item = TypeVar("Item")
Result = TypeVar("Result")

_ENOUGH = 400_000
"""Bytes of files from which on worker processes save time: about 0.2 s of work; benchmarks/README.md, “workers”."""
_PER_FILE = 8_000
"""The fixed cost of a file, as the number of bytes that take the same time."""
_LARGE = 2 << 20
"""Bytes of a single file from which on a worker process reads the file: smaller files cannot hang for long."""
SECONDS_PER_FILE = 60.0
"""A plan takes less than 1; LibreOffice gives up on a single file after 50."""
MEMORY_PER_FILE = 2 << 30
"""Bytes; the densest readable Word file takes 0.8 GB, a file of 200 pages 0.1 GB."""


def read_many(
    use: Callable[[Outline], Result],
    sources: Iterable[Source | Unreadable],
    workers: int | None,
    revisions: Revisions,
    *,
    with_anchors: bool = False,
) -> Iterator[Result | Unreadable]:
    """Yield the result of `use` on the outline of each source; `use` runs in the process that parsed the file.

    `workers` is the number of processes, 0 for this process, None to choose; anchors are as in `readers.read`.
    """
    jobs = convert_together(list(sources), revisions)
    ready = [replace(job, with_anchors=with_anchors) for job in jobs if isinstance(job, Job)]
    results = _use_each(use, ready, _worth_workers([job.source for job in ready]) if workers is None else workers)
    for job in jobs:
        yield next(results) if isinstance(job, Job) else job


def run_in_processes(
    function: Callable[[Item], Result], items: Sequence[Item], *, workers: int
) -> Iterator[Result | None]:
    """Yield the result of a function on each item, in order; None for an item that took too much time or memory.

    A single item is done in this process. A call that raised an exception in a worker is repeated here, so that the
    caller sees the exception.
    """
    if len(items) < 2 or workers < 2:
        yield from map(function, items)
        return
    from jyplan.reading.pool import Cause, Ended, Limits, map_in_order

    results = map_in_order(function, items, workers, Limits(SECONDS_PER_FILE, MEMORY_PER_FILE))
    for number, result in enumerate(results):
        if not isinstance(result, Ended):
            yield result
        elif result.cause is Cause.SYSTEM and (result.exit_code or 0) > 0:  # below 0: killed by a signal
            yield function(items[number])
        else:
            yield None


def _use_each(use: Callable[[Outline], Result], jobs: Sequence[Job], workers: int) -> Iterator[Result | Unreadable]:
    if not workers:
        yield from (_use_in_this_process(use, job) for job in jobs)
        return
    from jyplan.reading.pool import Ended, Limits, map_in_order

    limits = Limits(SECONDS_PER_FILE, MEMORY_PER_FILE)
    work = partial(_use_in_worker, use)
    for job, result in zip(jobs, map_in_order(work, jobs, workers, limits), strict=True):
        yield _unreadable_after(result, job.source) if isinstance(result, Ended) else result


def _use_in_this_process(use: Callable[[Outline], Result], job: Job) -> Result | Unreadable:
    try:
        return _use_or_explain(use, job)
    except MemoryError:
        return Unreadable(job.source.path, InputError("there is not enough memory to read it", where=job.source.path))


def _use_in_worker(use: Callable[[Outline], Result], job: Job) -> Result | Unreadable:
    transport.register()
    return _use_or_explain(use, job)


def _use_or_explain(use: Callable[[Outline], Result], job: Job) -> Result | Unreadable:
    """Return the result of `use`, or the error of reading the file; only a `MemoryError` is raised.

    What a `MemoryError` means depends on the process: the caller knows whether there was a limit.
    """
    source = job.source
    try:
        return use(outline_of(job))
    except JyplanError as error:
        return Unreadable(source.path, error)
    except MemoryError:
        raise
    except Exception as error:  # a bug of jyplan that a file triggers must not end the run
        return Unreadable(source.path, _bug(source, error))


def _bug(source: Source, error: Exception) -> Bug:
    import traceback

    return Bug(
        "a mistake in jyplan itself ({kind}) keeps it from being read",
        where=source.path,
        kind=type(error).__name__,
        details="".join(traceback.format_exception(error)),
    )


def _unreadable_after(end: Ended, source: Source) -> Unreadable:
    from jyplan.reading.pool import Cause

    match end.cause:
        case Cause.TIME:
            error = InputError(
                "takes longer than {seconds} seconds to read",
                where=source.path,
                hint="check where it comes from, or split it; reading a work plan takes less than one",
                seconds=f"{SECONDS_PER_FILE:g}",
            )
        case Cause.MEMORY:
            error = InputError(
                "takes more than {limit} of memory to read",
                where=source.path,
                hint="check where it comes from, or split it; reading a work plan takes 0.1 GB",
                limit=inputs.format_size(MEMORY_PER_FILE),
            )
        case Cause.SYSTEM:
            error = InputError(
                "the process that read it was ended by the system (exit code {exit_code})",
                where=source.path,
                hint="probably there was not enough memory; try it alone",
                exit_code=end.exit_code,
            )
    return Unreadable(source.path, error)


def _worth_workers(sources: Sequence[Source]) -> int:
    """Return the number of worker processes for some files; 0 for this process alone.

    A few files get a single worker, so that a bad file cannot end the run; not where processes cannot fork: starting
    a worker would take longer than reading the files.
    """
    if len(sources) < 2:
        return int(any(source.size >= _LARGE for source in sources))
    from jyplan.reading.pool import can_fork

    if sum(source.size + _PER_FILE for source in sources) >= _ENOUGH:
        return os.cpu_count() or 1
    return int(can_fork())
