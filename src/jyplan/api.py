"""From paths to outlines and findings, one file or many at once: what `import jyplan` gives and every command calls."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from jyplan import inputs
from jyplan.errors import Bug, InputError, JyplanError
from jyplan.inputs import Source, Unreadable
from jyplan.model import Revisions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.model import Checked, Comparison, Outline
    from jyplan.pool import Died
    from jyplan.rulesets import RuleSet

Result = TypeVar("Result")

DEFAULT_RULES = "work-plan"
"""The rule set that is used where none is named."""
_ENOUGH = 400_000
"""Bytes from which on processes are worth their start; about 0.2 s of work: benchmarks/README.md, “workers”."""
_PER_FILE = 8_000
"""Bytes that take as long as what every file costs, however short."""
_LARGE = 2 << 20
"""Bytes from which on a file that is read alone gets a process of its own: only so much can hang for long."""
SECONDS_PER_FILE = 60.0
"""A plan takes less than one; LibreOffice, asked for a single file, gives up after 50."""
MEMORY_PER_FILE = 2 << 30
"""Bytes; the densest Word file that is read takes 0.8 GB, 200 pages take 0.1."""
_SMALL = 1024**2
"""Bytes of a file that people write by hand: a rule of a thousand characters, a thousand times."""
_OLD_SUFFIXES = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott")
"""Files that may need LibreOffice, whose start costs more than a file: they are converted together."""


def parse(
    path: str | os.PathLike[str],
    *,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
    revisions: Revisions = Revisions.ACCEPTED,
) -> Outline:
    """Return the outline of every plan in a file; `page.txt#5` is its fifth plan alone.

    Raises:
        InputError: the file cannot be opened or is too large, or it has no plan of that number.
        UnreadableDocument: no reader understands its content.
    """
    return _outline(_Job(inputs.find_file(os.fspath(path), max_size=max_size), revisions))


def parse_bytes(
    data: bytes,
    path: str = inputs.STANDARD_INPUT,
    *,
    revisions: Revisions = Revisions.ACCEPTED,
    with_origins: bool = False,
) -> Outline:
    """Return the outline of every plan in a file's content; `path` is only its name in the result.

    `with_origins` tells with each block where a Word file keeps its text, for who writes into a copy of it.

    Raises:
        UnreadableDocument: no reader understands it.
    """
    from jyplan import outline, readers

    if not data:
        raise InputError("the file is empty", where=path, hint="ask for the file again")
    document = readers.read(data, path, revisions, with_origins=with_origins)
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
    first, second, *declared = (_parse_or_raise(job) for job in _convert_together(found, Revisions.ACCEPTED))
    one, other = sides.only_plan(first, left.plan), sides.only_plan(second, right.plan)
    if inputs.is_same(left, right):
        sides.forbid_same(one, other, left.path)
    whole = [isinstance(each, Source) and each.plan is None for each in found[2:]]
    texts = [_text_of(outline, whole=each) for outline, each in zip(declared, whole, strict=True)]
    return compare_plans(one, other, Options(MIN_RUN if min_run is None else min_run, declare(texts)))


def _parse_or_raise(job: _Job | Unreadable) -> Outline:
    if isinstance(job, Unreadable):
        raise job.error
    return _outline(job)


def _text_of(outline: Outline, *, whole: bool) -> str:
    """Return all that a file says, or only the plan of it that was named."""
    blocks = outline.document.blocks if whole else outline.plans[0].blocks
    return "\n".join(block.text for block in blocks)


def parse_many(
    sources: Iterable[Source | Unreadable],
    *,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
) -> Iterator[Outline | Unreadable]:
    """Yield an outline, or why there is none, for each source in its order.

    A file that cannot be read or runs into a mistake of ours ends alone; so does, in a process of
    its own, one that takes more than `SECONDS_PER_FILE` or `MEMORY_PER_FILE` or is killed.
    `workers` is the number of processes, 0 for none but this, which has no such limits; by default
    as many as there are processors if the work is worth it, one if not, none for a small file alone.
    """
    yield from _read_many(_as_it_is, sources, workers, revisions)


def load_rules(name: str | os.PathLike[str] = DEFAULT_RULES) -> RuleSet:
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


def check(path: str | os.PathLike[str], rules: RuleSet | str | os.PathLike[str] = DEFAULT_RULES) -> Checked:
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
    rules: RuleSet | str | os.PathLike[str] = DEFAULT_RULES,
    *,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
    with_origins: bool = False,
) -> Iterator[Checked | Unreadable]:
    """Yield what the rules have against the plans of each source, in its order; otherwise as `parse_many`.

    `with_origins` is as in `parse_bytes`.
    """
    from jyplan.rulesets import RuleSet

    rule_set = rules if isinstance(rules, RuleSet) else load_rules(rules)
    yield from _read_many(partial(_checked, rule_set), sources, workers, revisions, with_origins=with_origins)


def _checked(rules: RuleSet, outline: Outline) -> Checked:
    from jyplan.checker import check_outline

    return check_outline(outline, rules)


def _as_it_is(outline: Outline) -> Outline:
    return outline


def _read_many(
    use: Callable[[Outline], Result],
    sources: Iterable[Source | Unreadable],
    workers: int | None,
    revisions: Revisions,
    *,
    with_origins: bool = False,
) -> Iterator[Result | Unreadable]:
    """Yield what `use` makes of each outline, in the process that parses it."""
    jobs = _convert_together(list(sources), revisions)
    ready = [replace(job, with_origins=with_origins) for job in jobs if isinstance(job, _Job)]
    results = _use_each(use, ready, _worth_workers([job.source for job in ready]) if workers is None else workers)
    for job in jobs:
        yield next(results) if isinstance(job, _Job) else job


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to be parsed."""

    source: Source
    revisions: Revisions
    docx: bytes | None = None
    """Of a file in an old format: what LibreOffice made of it."""
    with_origins: bool = False


def _convert_together(found: Sequence[Source | Unreadable], revisions: Revisions) -> list[_Job | Unreadable]:
    """Return the jobs, files in old formats converted by one start of LibreOffice for all of them.

    The suffix only says which files are worth a look before their turn comes.
    """
    jobs: list[_Job | Unreadable] = [_Job(each, revisions) if isinstance(each, Source) else each for each in found]
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
            jobs[int(number)] = _Job(each, revisions, result)
    return jobs


def _use_each(use: Callable[[Outline], Result], jobs: Sequence[_Job], workers: int) -> Iterator[Result | Unreadable]:
    if not workers:
        yield from (_use_here(use, job) for job in jobs)
        return
    from jyplan.pool import Died, Limits, map_in_order

    limits = Limits(SECONDS_PER_FILE, MEMORY_PER_FILE)
    work = partial(_use_or_explain, use)
    for job, result in zip(jobs, map_in_order(work, jobs, workers, limits), strict=True):
        yield _unreadable_by_death(job.source, result) if isinstance(result, Died) else result


def _use_here(use: Callable[[Outline], Result], job: _Job) -> Result | Unreadable:
    try:
        return _use_or_explain(use, job)
    except MemoryError:
        return Unreadable(job.source.path, InputError("there is not enough memory to read it", where=job.source.path))


def _use_or_explain(use: Callable[[Outline], Result], job: _Job) -> Result | Unreadable:
    """Return what is made of the outline or why there is none; a want of memory is left to whoever set its limit."""
    source = job.source
    try:
        return use(_outline(job))
    except JyplanError as error:
        return Unreadable(source.path, error)
    except MemoryError:
        raise
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


def _unreadable_by_death(source: Source, death: Died) -> Unreadable:
    from jyplan.pool import Cause

    match death.cause:
        case Cause.TIME:
            error = InputError(
                "takes longer than {seconds} seconds to read",
                where=source.path,
                hint="check where it comes from, or split it; a work plan takes less than one",
                seconds=f"{SECONDS_PER_FILE:g}",
            )
        case Cause.MEMORY:
            error = InputError(
                "takes more than {limit} of memory to read",
                where=source.path,
                hint="check where it comes from, or split it; a work plan takes 0.1 GB",
                limit=inputs.format_size(MEMORY_PER_FILE),
            )
        case Cause.SYSTEM:
            error = InputError(
                "the process that read it was ended by the system (exit code {exit_code})",
                where=source.path,
                hint="probably there was not enough memory; try it alone",
                exit_code=death.exit_code,
            )
    return Unreadable(source.path, error)


def _read_old(source: Source | Unreadable) -> bytes | None:
    """Return a file's content; None if it cannot be read, which its own turn will tell."""
    try:
        return source.read() if isinstance(source, Source) else None
    except InputError:
        return None


def _parse_converted(job: _Job, docx: bytes) -> Outline:
    from jyplan import outline
    from jyplan.readers import office

    document = office.read_converted(docx, job.source.read(), job.source.path, job.revisions)
    return outline.read_outline(document)


def _outline(job: _Job) -> Outline:
    source = job.source
    if job.docx is None:
        outline = parse_bytes(source.read(), source.path, revisions=job.revisions, with_origins=job.with_origins)
    else:
        outline = _parse_converted(job, job.docx)
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
    """Return the number of processes that read these files; 0 is none but this one.

    One is enough for a few files, so that a bad one cannot end the run; where processes cannot fork,
    starting it would cost more than reading them.
    """
    from jyplan.pool import can_fork

    if len(sources) < 2:
        return int(any(source.size >= _LARGE for source in sources))
    if sum(source.size + _PER_FILE for source in sources) >= _ENOUGH:
        return os.cpu_count() or 1
    return int(can_fork())
