"""Two plans compared, and what a bureau declares that everybody may quote."""

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
    from jyplan.api import sides
    from jyplan.compare.diff.comparison import ComparisonOptions, compare_plans
    from jyplan.compare.passages.boilerplate import declare
    from jyplan.compare.passages.find import MIN_RUN

    first, second = (_parse_or_raise(job) for job in convert_together([left, right], Revisions.ACCEPTED))
    one, other = sides.only_plan(first, left.plan), sides.only_plan(second, right.plan)
    if inputs.is_same(left, right):
        sides.forbid_same(one, other, left.path)
    return compare_plans(
        one,
        other,
        ComparisonOptions(MIN_RUN if min_run is None else min_run, declare(declared_texts(list(boilerplate)))),
    )


def declared_texts(found: Sequence[Source | Unreadable]) -> list[str]:
    """Return what everybody may quote: all that a file says, or only the plan of it that was named."""
    outlines = [_parse_or_raise(job) for job in convert_together(found, Revisions.ACCEPTED)]
    whole = [isinstance(each, Source) and each.plan is None for each in found]
    return [_text_of(outline, whole=each) for outline, each in zip(outlines, whole, strict=True)]


def _parse_or_raise(job: Job | Unreadable) -> Outline:
    if isinstance(job, Unreadable):
        raise job.error
    return outline_of(job)


def _text_of(outline: Outline, *, whole: bool) -> str:
    """Return all that a file says, or only the plan of it that was named."""
    blocks = outline.document.blocks if whole else outline.plans[0].blocks
    return "\n".join(block.text for block in blocks)
