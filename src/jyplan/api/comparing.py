"""Two plans compared, and the boilerplate files declared by a bureau: text for everybody to quote."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.api.rewrites import follow_rewriting
from jyplan.api.sides import forbid_same, only_plan
from jyplan.errors import InputError
from jyplan.inputs import Unreadable
from jyplan.model import Revisions
from jyplan.reading.jobs import Job, convert_together, pick_plan, whole_outline
from jyplan.reading.limits import DEFAULT_LIMITS
from jyplan.reading.many import error_after, read_many
from jyplan.reading.steps import WorkStep, run_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.inputs import Source
    from jyplan.model import Comparison, Outline, Plan
    from jyplan.reading.limits import Limits
    from jyplan.reading.pool import Ended


def diff(
    left: str | os.PathLike[str],
    right: str | os.PathLike[str],
    *,
    boilerplate: Iterable[str | os.PathLike[str]] = (),
    min_run: int | None = None,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
    redact: bool = False,
    rewritten: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> Comparison:
    """Return the comparison of two plans; `page.txt#5` is the fifth plan of a file.

    `boilerplate` names files and folders with text for everybody to quote. `min_run` is the number of
    consecutive shared characters that make a passage, by default the engine's 13. Differences of
    width, punctuation and spaces are edits of the kind `format`, for the caller to show or not. With `redact`
    personal numbers are masked in all texts. With `rewritten`, a plan that is suspected to be the other one in other words
    has its items aligned (`Comparison.rewriting`). The limits, as in `parse`, are for reading a side and for comparing both,
    each by itself.

    Raises:
        InputError: a side or the boilerplate cannot be read, or a side holds several plans and names none.
        UsageError: both sides are the same plan.
    """
    names = [os.fspath(left), os.fspath(right)]
    declared = [os.fspath(name) for name in boilerplate]
    inputs.forbid_repeated_input([*names, *declared])
    sides = [inputs.find_file(name, max_size=max_size, redact=redact) for name in names]
    sources = inputs.find_sources(declared, max_size=max_size, redact=redact)
    return compare(*sides, boilerplate=sources, min_run=min_run, rewritten=rewritten, limits=limits)


def compare(
    left: Source,
    right: Source,
    *,
    boilerplate: Iterable[Source | Unreadable] = (),
    min_run: int | None = None,
    rewritten: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> Comparison:
    """Return the comparison of two sources; options and errors are as in `diff`."""
    from jyplan.compare.diff import comparison  # noqa: F401  for the worker, which is a copy of this process
    from jyplan.compare.passages.find import MIN_RUN

    declared = declared_texts(list(boilerplate), limits)
    comparing = _Comparing(left, right, declared, MIN_RUN if min_run is None else min_run, rewritten)
    steps = []
    for job in convert_together([left, right], Revisions.ACCEPTED, limits):
        if isinstance(job, Unreadable):
            raise job.error
        explain = partial(error_after, source=job.source)
        steps.append(WorkStep(job, job.source.path, job.source.size, explain))
    steps.append(WorkStep(None, left.path, left.size + right.size, partial(_not_compared, left.path, right.path)))
    result = run_steps(comparing.run, steps, limits)
    assert result is not None
    return result


@dataclass
class _Comparing:
    """A comparison in three steps: reading the left plan, reading the right plan, comparing the two."""

    left: Source
    right: Source
    declared: Sequence[str]
    """Texts of boilerplate files."""
    min_run: int
    rewritten: bool
    """Whether to look for the same plan in other words."""
    plans: list[Plan] = field(default_factory=list)
    """The plans read so far, in the process that does the steps."""
    whole: Outline | None = None
    """The file read last."""

    def run(self, job: Job | None) -> Comparison | None:
        """Read a plan and keep it; with None compare the two plans."""
        from jyplan.compare.diff.comparison import ComparisonOptions, compare_plans
        from jyplan.compare.passages.boilerplate import declare

        if job is not None:
            self.plans.append(only_plan(pick_plan(self._whole_outline(job), job.source), job.source.plan))
            return None
        left_plan, right_plan = self.plans
        if inputs.is_same(self.left, self.right):
            forbid_same(left_plan, right_plan, self.left.path)
        options = ComparisonOptions(self.min_run, declare(self.declared))
        comparison = compare_plans(left_plan, right_plan, options)
        return follow_rewriting(comparison, options) if self.rewritten else comparison

    def _whole_outline(self, job: Job) -> Outline:
        """Return the outline of a whole file; two plans of one page are read once."""
        if self.whole is None or self.left.path != self.right.path or not inputs.is_same(self.left, self.right):
            self.whole = whole_outline(job)
        return self.whole


def declared_texts(boilerplate: Sequence[Source | Unreadable], limits: Limits = DEFAULT_LIMITS) -> list[str]:
    """Return the text of each boilerplate file: the whole file, or for `page.txt#5` the fifth plan.

    Raises:
        InputError: a file cannot be read.
    """
    texts = []
    for result in read_many(_text_of, boilerplate, None, Revisions.ACCEPTED, limits=limits):
        if isinstance(result, Unreadable):
            raise result.error
        texts.append(result)
    return texts


def _text_of(outline: Outline) -> str:
    return "\n".join(block.text for block in outline.document.blocks)


def _not_compared(left: str, right: str, end: Ended, limits: Limits) -> InputError:
    """Return the error for two plans whose comparison was over the limits."""
    return InputError(
        "takes too long or too much memory to be compared with {other}",
        where=left,
        hint="check where they come from, or compare parts of them",
        other=right,
    )
