"""From paths to outlines, one file or many at once: what `import jyplan` gives and every command calls."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.errors import Bug, InputError, JyplanError
from jyplan.inputs import Source, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import Comparison, Outline

_ENOUGH = 400_000
"""Bytes from which on processes are worth their start; about 0.2 s of work: benchmarks/README.md, “workers”."""
_PER_FILE = 8_000
"""Bytes that take as long as what every file costs, however short."""
_OLD_SUFFIXES = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott")
"""Files that may need LibreOffice, whose start costs more than a file: they are converted together."""


def parse(path: str | os.PathLike[str], *, max_size: int = inputs.DEFAULT_MAX_SIZE) -> Outline:
    """Return the outline of every plan in a file; `page.txt#5` is its fifth plan alone.

    Raises:
        InputError: the file cannot be opened or is too large, or it has no plan of that number.
        UnreadableDocument: no reader understands its content.
    """
    return _outline(inputs.find_file(os.fspath(path), max_size=max_size))


def parse_bytes(data: bytes, path: str = inputs.STANDARD_INPUT) -> Outline:
    """Return the outline of every plan in a file's content; `path` is only its name in the result.

    Raises:
        UnreadableDocument: no reader understands it.
    """
    from jyplan import outline, readers

    if not data:
        raise InputError("the file is empty", where=path)
    document = readers.read(data, path)
    return outline.read_outline(document)


def diff(
    left: str | os.PathLike[str],
    right: str | os.PathLike[str],
    *,
    boilerplate: Iterable[str | os.PathLike[str]] = (),
    min_run: int | None = None,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
) -> Comparison:
    """Return what two plans share and where they differ; `page.txt#5` is the fifth plan of a file.

    `boilerplate` names files and folders whose text everybody may quote. `min_run` is the number of
    consecutive shared characters that make a passage, by default the engine's 13. Differences of
    width, punctuation and spaces are edits of the kind `format`, for the caller to show or not.

    Raises:
        InputError: a side or the boilerplate cannot be read, or a side does not say which plan it is.
        UsageError: both sides are the same plan.
    """
    names = [os.fspath(left), os.fspath(right)]
    declared = [os.fspath(name) for name in boilerplate]
    inputs.forbid_repeated_input([*names, *declared])
    sides = [inputs.find_file(name, max_size=max_size) for name in names]
    return compare(*sides, boilerplate=inputs.find_sources(declared, max_size=max_size), min_run=min_run)


def compare(
    left: Source, right: Source, *, boilerplate: Iterable[Source | Unreadable] = (), min_run: int | None = None
) -> Comparison:
    """Return the comparison of two sources that are found already; the rest is as in `diff`."""
    from jyplan import sides
    from jyplan.compare.boilerplate import declare
    from jyplan.compare.comparison import Options, compare_plans
    from jyplan.compare.passages import MIN_RUN

    found = [left, right, *boilerplate]
    first, second, *declared = (_parse_or_raise(job) for job in _convert_together(found))
    one, other = sides.only_plan(first, left.plan), sides.only_plan(second, right.plan)
    if inputs.is_same(left, right):
        sides.forbid_same(one, other, left.path)
    whole = [isinstance(each, Source) and each.plan is None for each in found[2:]]
    texts = [_text_of(outline, whole=each) for outline, each in zip(declared, whole, strict=True)]
    return compare_plans(one, other, Options(MIN_RUN if min_run is None else min_run, declare(texts)))


def _parse_or_raise(job: _Job | Unreadable) -> Outline:
    if isinstance(job, Unreadable):
        raise job.error
    return _outline(job.source, job.docx)


def _text_of(outline: Outline, *, whole: bool) -> str:
    """Return all that a file says, or only the plan of it that was named."""
    blocks = outline.document.blocks if whole else outline.plans[0].blocks
    return "\n".join(block.text for block in blocks)


def parse_many(sources: Iterable[Source | Unreadable], *, workers: int | None = None) -> Iterator[Outline | Unreadable]:
    """Yield an outline, or why there is none, for each source in its order.

    A file that cannot be read, that runs into a mistake of ours or whose process is killed ends
    alone. `workers` is the number of processes, 1 for none but this; by default as many as there
    are processors, if the work is worth it.
    """
    jobs = _convert_together(list(sources))
    ready = [job for job in jobs if isinstance(job, _Job)]
    results = _parse_each(ready, workers or _worth_workers([job.source for job in ready]))
    for job in jobs:
        yield next(results) if isinstance(job, _Job) else job


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to be parsed."""

    source: Source
    docx: bytes | None = None
    """Of a file in an old format: what LibreOffice made of it."""


def _convert_together(found: Sequence[Source | Unreadable]) -> list[_Job | Unreadable]:
    """Return the jobs, files in old formats converted by one start of LibreOffice for all of them.

    The suffix only says which files are worth a look before their turn comes.
    """
    jobs: list[_Job | Unreadable] = [_Job(each) if isinstance(each, Source) else each for each in found]
    old = [i for i, each in enumerate(found) if isinstance(each, Source) and each.path.lower().endswith(_OLD_SUFFIXES)]
    if len(old) < 2:
        return jobs
    from jyplan.readers import office

    waiting = [(str(i), data) for i in old if (data := _read_old(found[i])) and office.is_old_format(data)]
    for number, result in office.convert_batch(waiting).items():
        each = found[int(number)]
        if isinstance(result, JyplanError):
            result.where = each.path
            jobs[int(number)] = Unreadable(each.path, result)
        elif isinstance(each, Source):
            jobs[int(number)] = _Job(each, result)
    return jobs


def _parse_each(jobs: Sequence[_Job], workers: int) -> Iterator[Outline | Unreadable]:
    if workers == 1:
        yield from map(_parse_or_explain, jobs)
        return
    from jyplan.pool import Died, map_in_order

    for job, result in zip(jobs, map_in_order(_parse_or_explain, jobs, workers), strict=True):
        yield _unreadable_by_death(job.source, result.exit_code) if isinstance(result, Died) else result


def _parse_or_explain(job: _Job) -> Outline | Unreadable:
    source = job.source
    try:
        return _outline(source, job.docx)
    except JyplanError as error:
        return Unreadable(source.path, error)
    except MemoryError:
        return Unreadable(source.path, InputError("there is not enough memory to read it", where=source.path))
    except Exception as error:  # a mistake of ours with one file must not cost the others
        return Unreadable(source.path, _bug(source, error))


def _bug(source: Source, error: Exception) -> Bug:
    import traceback

    return Bug(
        "a mistake in jyplan itself ({kind}) keeps it from being read",
        where=source.path,
        kind=type(error).__name__,
        details="".join(traceback.format_exception(error)),
    )


def _unreadable_by_death(source: Source, exit_code: int | None) -> Unreadable:
    error = InputError(
        "the process that read it was ended by the system (exit code {exit_code})",
        where=source.path,
        hint="probably there was not enough memory; try it alone",
        exit_code=exit_code,
    )
    return Unreadable(source.path, error)


def _read_old(source: Source | Unreadable) -> bytes | None:
    """Return a file's content; None if it cannot be read, which its own turn will tell."""
    try:
        return source.read() if isinstance(source, Source) else None
    except InputError:
        return None


def _parse_converted(source: Source, docx: bytes) -> Outline:
    from jyplan import outline
    from jyplan.readers import office

    document = office.read_converted(docx, source.read(), source.path)
    return outline.read_outline(document)


def _outline(source: Source, docx: bytes | None = None) -> Outline:
    outline = parse_bytes(source.read(), source.path) if docx is None else _parse_converted(source, docx)
    if source.plan is None:
        return outline
    chosen = tuple(plan for plan in outline.plans if plan.number == source.plan)
    if not chosen:
        raise InputError(
            "there is no plan {number} in this file; the number of its plans is {count}",
            where=source.path,
            number=source.plan,
            count=len(outline.plans),
        )
    return replace(outline, document=replace(outline.document, blocks=chosen[0].blocks), plans=chosen)


def _worth_workers(sources: Sequence[Source]) -> int:
    enough = sum(source.size + _PER_FILE for source in sources) >= _ENOUGH
    return (os.cpu_count() or 1) if enough and len(sources) > 1 else 1
