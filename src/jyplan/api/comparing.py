"""Two plans compared, and the boilerplate files that a bureau declares: text for everybody to quote."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.inputs import Source, Unreadable
from jyplan.model import Revisions
from jyplan.reading.jobs import Job, convert_together, outline_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import Comparison, Outline


def diff(
    left: str | os.PathLike[str],
    right: str | os.PathLike[str],
    *,
    boilerplate: Iterable[str | os.PathLike[str]] = (),
    min_run: int | None = None,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
    redact: bool = False,
) -> Comparison:
    """Return the comparison of two plans; `page.txt#5` is the fifth plan of a file.

    `boilerplate` names files and folders with text for everybody to quote. `min_run` is the number of
    consecutive shared characters that make a passage, by default the engine's 13. Differences of
    width, punctuation and spaces are edits of the kind `format`, for the caller to show or not. With `redact`
    personal numbers are masked in all texts.

    Raises:
        InputError: a side or the boilerplate cannot be read, or a side holds several plans and names none.
        UsageError: both sides are the same plan.
    """
    names = [os.fspath(left), os.fspath(right)]
    declared = [os.fspath(name) for name in boilerplate]
    inputs.forbid_repeated_input([*names, *declared])
    sides = [inputs.find_file(name, max_size=max_size, redact=redact) for name in names]
    sources = inputs.find_sources(declared, max_size=max_size, redact=redact)
    return compare(*sides, boilerplate=sources, min_run=min_run)


def compare(
    left: Source, right: Source, *, boilerplate: Iterable[Source | Unreadable] = (), min_run: int | None = None
) -> Comparison:
    """Return the comparison of two sources; options and errors are as in `diff`."""
    from jyplan.api import sides
    from jyplan.compare.diff.comparison import ComparisonOptions, compare_plans
    from jyplan.compare.passages.boilerplate import declare
    from jyplan.compare.passages.find import MIN_RUN

    left_outline, right_outline = (_parse_or_raise(job) for job in convert_together([left, right], Revisions.ACCEPTED))
    left_plan = sides.only_plan(left_outline, left.plan)
    right_plan = sides.only_plan(right_outline, right.plan)
    if inputs.is_same(left, right):
        sides.forbid_same(left_plan, right_plan, left.path)
    declared = declare(declared_texts(list(boilerplate)))
    return compare_plans(left_plan, right_plan, ComparisonOptions(MIN_RUN if min_run is None else min_run, declared))


def declared_texts(boilerplate: Sequence[Source | Unreadable]) -> list[str]:
    """Return the text of each boilerplate file: the whole file, or for `page.txt#5` the fifth plan.

    Raises:
        InputError: a file cannot be read.
    """
    outlines = [_parse_or_raise(job) for job in convert_together(boilerplate, Revisions.ACCEPTED)]
    return [
        _text_of(outline, whole=isinstance(source, Source) and source.plan is None)
        for outline, source in zip(outlines, boilerplate, strict=True)
    ]


def _parse_or_raise(job: Job | Unreadable) -> Outline:
    if isinstance(job, Unreadable):
        raise job.error
    return outline_of(job)


def _text_of(outline: Outline, *, whole: bool) -> str:
    blocks = outline.document.blocks if whole else outline.plans[0].blocks
    return "\n".join(block.text for block in blocks)
