"""Files and corpora read for a comparison: all plans, and the unreadable files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.model import Revisions
from jyplan.reading.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.inputs import Source, Unreadable
    from jyplan.model import LeftOut
    from jyplan.reading.limits import Limits
    from jyplan.reading.submissions import Submissions, Submitted


def read_submissions(
    sources: Iterable[Source | Unreadable],
    *,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[list[Submitted | LeftOut] | Unreadable]:
    """Yield the plans of each source or the error of reading it; files as in `parse_many`, a corpus plan by plan."""
    from jyplan.reading import submissions

    yield from submissions.read_submissions(
        sources, workers=workers, revisions=revisions, max_size=max_size, limits=limits
    )


def collect(results: Iterable[list[Submitted | LeftOut] | Unreadable], *, spool: bool = False) -> Submissions:
    """Return all plans of `read_submissions` together, with the texts in memory or, with `spool`, on disk.

    Raises:
        OutputError: there is no room on the disk.
    """
    from jyplan.reading import submissions
    from jyplan.reading.spool import room_on_disk

    with room_on_disk():
        return submissions.collect(results, spool=spool)
