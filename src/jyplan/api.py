"""From paths to outlines and findings, one file or many at once: what `import jyplan` gives and every command calls."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from jyplan import inputs
from jyplan.errors import Bug, InputError, JyplanError
from jyplan.inputs import Source, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.model import Checked, Outline
    from jyplan.rulesets import RuleSet

Result = TypeVar("Result")

_ENOUGH = 400_000
"""Bytes from which on processes are worth their start; about 0.2 s of work: benchmarks/README.md, “workers”."""
_PER_FILE = 8_000
"""Bytes that take as long as what every file costs, however short."""
_SMALL = 1024**2
"""Bytes of a file that people write by hand: a rule of a thousand characters, a thousand times."""
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


def parse_many(sources: Iterable[Source | Unreadable], *, workers: int | None = None) -> Iterator[Outline | Unreadable]:
    """Yield an outline, or why there is none, for each source in its order.

    A file that cannot be read, that runs into a mistake of ours or whose process is killed ends
    alone. `workers` is the number of processes, 1 for none but this; by default as many as there
    are processors, if the work is worth it.
    """
    yield from _read_many(_as_it_is, sources, workers)


def load_rules(name: str | os.PathLike[str] = "work-plan") -> RuleSet:
    """Return a rule set that comes with jyplan, by its name, or the one in a file.

    Raises:
        UsageError: There is neither.
        InputError: The file cannot be read.
        RuleFileError: There are mistakes in it, all of which are told.
    """
    from jyplan.rulesets import load_rule_set

    return load_rule_set(os.fspath(name), read_small)


def read_small(path: str) -> bytes:
    """Return the content of a file that people write by hand: a rule file, a baseline, settings.

    Raises:
        InputError: it cannot be read, or is larger than such files are.
    """
    return inputs.find_file(path, max_size=_SMALL).read()


def check(path: str | os.PathLike[str], rules: RuleSet | str | os.PathLike[str] = "work-plan") -> Checked:
    """Return what the rules have against every plan in a file; `page.txt#5` is its fifth plan alone.

    Raises:
        InputError: the file, or that of the rules, cannot be opened.
        UnreadableDocument: no reader understands its content.
        RuleFileError: there are mistakes in the rule file.
    """
    from jyplan.rulesets import RuleSet

    return _checked(rules if isinstance(rules, RuleSet) else load_rules(rules), parse(path))


def check_many(
    sources: Iterable[Source | Unreadable],
    rules: RuleSet | str | os.PathLike[str] = "work-plan",
    *,
    workers: int | None = None,
) -> Iterator[Checked | Unreadable]:
    """Yield what the rules have against the plans of each source, in its order; otherwise as `parse_many`."""
    from jyplan.rulesets import RuleSet

    rule_set = rules if isinstance(rules, RuleSet) else load_rules(rules)
    yield from _read_many(partial(_checked, rule_set), sources, workers)


def _checked(rules: RuleSet, outline: Outline) -> Checked:
    from jyplan.checker import check_outline

    return check_outline(outline, rules)


def _as_it_is(outline: Outline) -> Outline:
    return outline


def _read_many(
    use: Callable[[Outline], Result], sources: Iterable[Source | Unreadable], workers: int | None
) -> Iterator[Result | Unreadable]:
    """Yield what `use` makes of each outline, in the process that parses it."""
    jobs = _convert_together(list(sources))
    ready = [job for job in jobs if isinstance(job, _Job)]
    results = _use_each(use, ready, workers or _worth_workers([job.source for job in ready]))
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


def _use_each(use: Callable[[Outline], Result], jobs: Sequence[_Job], workers: int) -> Iterator[Result | Unreadable]:
    work = partial(_use_or_explain, use)
    if workers == 1:
        yield from map(work, jobs)
        return
    from jyplan.pool import Died, map_in_order

    for job, result in zip(jobs, map_in_order(work, jobs, workers), strict=True):
        yield _unreadable_by_death(job.source, result.exit_code) if isinstance(result, Died) else result


def _use_or_explain(use: Callable[[Outline], Result], job: _Job) -> Result | Unreadable:
    source = job.source
    try:
        return use(_outline(source, job.docx))
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
