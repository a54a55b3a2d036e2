"""Outlines of many files, in worker processes for enough work; no file can end the run."""

from __future__ import annotations

import os
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from jyplan import inputs
from jyplan.errors import Bug, InputError, JyplanError
from jyplan.inputs import Unreadable
from jyplan.reading import transport
from jyplan.reading.jobs import Job, convert_together, outline_of
from jyplan.reading.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.inputs import Source
    from jyplan.model import Outline, Revisions
    from jyplan.reading.limits import Limits
    from jyplan.reading.pool import Ended

Item = TypeVar("Item")
Result = TypeVar("Result")

_ENOUGH = 400_000
"""Bytes of files from which on worker processes save time: about 0.2 s of work; benchmarks/README.md, “workers”."""
_PER_FILE = 8_000
"""The fixed cost of a file, as the number of bytes that take the same time."""


def read_many(
    use: Callable[[Outline], Result],
    sources: Iterable[Source | Unreadable],
    workers: int | None,
    revisions: Revisions,
    *,
    with_anchors: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Result | Unreadable]:
    """Yield the result of `use` on the outline of each source; `use` runs in the process of the parser.

    `workers` is the number of processes, 0 for this process, where no limits but the deadline hold, None to choose;
    anchors are as in `readers.read`.
    """
    jobs = convert_together(list(sources), revisions, limits)
    ready = [job._replace(with_anchors=with_anchors) for job in jobs if isinstance(job, Job)]
    count = _worth_workers([job.source for job in ready], limits) if workers is None else workers
    results = _use_each(use, ready, count, limits)
    for job in jobs:
        yield next(results) if isinstance(job, Job) else job


def read_one(
    use: Callable[[Outline], Result],
    source: Source,
    revisions: Revisions,
    limits: Limits = DEFAULT_LIMITS,
    *,
    with_anchors: bool = False,
) -> Result:
    """Return the result of `use` on the outline of a source; `use` runs in the process of the parser.

    Raises:
        InputError: the file cannot be read, or is over the limits.
        UnreadableDocument: no reader understands the content.
        Bug: a mistake of jyplan keeps the file from being read.
    """
    if not limits.need_process:
        return use(outline_of(Job(source, revisions, with_anchors=with_anchors)))
    [result] = read_many(use, [source], 1, revisions, with_anchors=with_anchors, limits=limits)
    if isinstance(result, Unreadable):
        raise result.error
    return result


def run_in_processes(
    function: Callable[[Item], Result], items: Sequence[Item], *, workers: int, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Result | None]:
    """Yield the result of a function on each item, in order; None for an item beyond the limits of time or memory.

    A call that raised an exception in a worker is repeated here, so that the caller sees the exception.
    """
    if not limits.need_process and (len(items) < 2 or workers < 2):
        yield from (None if limits.is_over() else function(item) for item in items)
        return
    from jyplan.reading.pool import Cause, Ended, map_in_order

    transport.register()  # the workers are copies of this process
    for number, result in enumerate(map_in_order(function, items, workers, limits)):
        if not isinstance(result, Ended):
            yield result
        elif result.cause is Cause.SYSTEM and (result.exit_code or 0) > 0:  # below 0: killed by a signal
            yield function(items[number])
        else:
            yield None


def run_apart(function: Callable[[], Result], limits: Limits = DEFAULT_LIMITS) -> Result | None:
    """Return the result of a function, None beyond the limits of time or memory.

    Where processes cannot fork, nor with limits that need no process, the function runs in this process.
    """
    from jyplan.reading.forked import can_fork
    from jyplan.reading.pool import Ended, map_in_order

    if not limits.need_process or not can_fork():
        return function()
    [result] = map_in_order(lambda _: function(), [None], 1, limits)
    return None if isinstance(result, Ended) else result


def _use_each(
    use: Callable[[Outline], Result], jobs: Sequence[Job], workers: int, limits: Limits
) -> Iterator[Result | Unreadable]:
    if not workers or not jobs:
        yield from (
            not_read_in_time(job.source.path) if limits.is_over() else _use_in_this_process(use, job) for job in jobs
        )
        return
    from jyplan.reading.pool import Ended, map_in_order

    preload(job.source.path for job in jobs)
    work = partial(_use_in_worker, use)
    results = map_in_order(work, jobs, workers, limits, size_of=lambda job: job.source.size)
    for job, result in zip(jobs, results, strict=True):
        if isinstance(result, Ended):
            yield Unreadable(job.source.path, error_after(result, limits, job.source))
        else:
            yield result


def preload(paths: Iterable[str]) -> None:
    """Import the readers for the suffixes of `paths` before workers are forked: no worker imports a reader again."""
    from jyplan import outline, readers  # noqa: F401

    suffixes = {PurePath(path).suffix.lower() for path in paths}
    for file_format in readers.FORMATS:
        if suffixes.intersection(file_format.suffixes):
            readers.load(file_format)


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
        return Unreadable(source.path, bug_in(source.path, error))


def bug_in(path: str, error: Exception) -> Bug:
    """Return the error for a file after an exception in jyplan itself."""
    import traceback

    return Bug(
        "a mistake in jyplan itself ({kind}) keeps it from being read",
        where=path,
        kind=type(error).__name__,
        details="".join(traceback.format_exception(error)),
    )


def error_after(end: Ended, limits: Limits, source: Source) -> JyplanError:
    """Return the error for a file after the end of the reading process."""
    from jyplan.reading.pool import Cause

    match end.cause:
        case Cause.TIME:
            return InputError(
                "takes longer than {seconds} seconds to read",
                where=source.path,
                hint="check where it comes from, or split it; reading a work plan takes less than one",
                seconds=f"{limits.seconds_for(source.size) or 0:.3g}",
            )
        case Cause.MEMORY:
            return InputError(
                "takes more than {limit} of memory to read",
                where=source.path,
                hint="check where it comes from, or split it; reading a work plan takes 0.1 GB",
                limit=inputs.format_size(limits.memory or 0),
            )
        case Cause.DEADLINE:
            return not_read_in_time(source.path).error
        case Cause.SYSTEM:
            return InputError(
                "the process that read it was ended by the system (exit code {exit_code})",
                where=source.path,
                hint="probably there was not enough memory; try it alone",
                exit_code=end.exit_code,
            )


def not_read_in_time(path: str) -> Unreadable:
    """Return the error for a file or corpus not read before the deadline of the run."""
    error = InputError(
        "was not read: the time for the whole run was over",
        where=path,
        hint="allow more with --max-time, or name it alone",
    )
    return Unreadable(path, error)


def _worth_workers(sources: Sequence[Source], limits: Limits) -> int:
    """Return the number of worker processes for some files; 0 for this process alone, without limits."""
    if sum(source.size + _PER_FILE for source in sources) >= _ENOUGH and len(sources) > 1:
        return min(os.cpu_count() or 1, len(sources))
    return int(limits.need_process)
