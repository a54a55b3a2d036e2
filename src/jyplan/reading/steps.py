"""Work in steps, each with separate limits, in a single worker process with state kept between steps."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from jyplan.errors import JyplanError
from jyplan.reading import transport
from jyplan.reading.many import bug_in, preload

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.reading.limits import Limits
    from jyplan.reading.pool import Ended

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class WorkStep:
    """A part of the work."""

    item: Any
    path: str
    """The file named in messages."""
    size: int
    """Bytes, from which the limit of time follows."""
    explain: Callable[[Ended, Limits], JyplanError]
    """Returns the error for a step that was over the limits."""


def run_steps(function: Callable[[Any], Result], steps: Sequence[WorkStep], limits: Limits) -> Result:
    """Call a function with the item of each step, in the same process, and return the last result.

    Raises:
        JyplanError: the function raised the error, or a step was over the limits.
    """
    if not limits.need_process:
        return [function(step.item) for step in steps][-1]
    from jyplan.reading.pool import Ended, map_in_order

    preload(step.path for step in steps)
    result: Any = None
    results = map_in_order(partial(_answer, function), steps, 1, limits, size_of=lambda step: step.size)
    with closing(cast("Any", results)):
        for step, result in zip(steps, results, strict=True):
            if isinstance(result, Ended):
                raise step.explain(result, limits)
            if isinstance(result, JyplanError):
                raise result
    return cast("Result", result)


def _answer(function: Callable[[Any], Result], step: WorkStep) -> Result | JyplanError:
    """Return the result of a step, or the error in its place; only a `MemoryError` is raised."""
    transport.register()
    try:
        return function(step.item)
    except JyplanError as error:
        return error
    except MemoryError:
        raise
    except Exception as error:  # as for a file among many: a bug of jyplan
        return bug_in(step.path, error)
