"""Outlines: of one file, or of many at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.model import Revisions
from jyplan.reading.jobs import Job, outline_of, read_content
from jyplan.reading.many import read_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Outline


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
    return outline_of(Job(inputs.find_file(os.fspath(path), max_size=max_size), revisions))


def parse_bytes(
    data: bytes,
    path: str = inputs.STANDARD_INPUT,
    *,
    revisions: Revisions = Revisions.ACCEPTED,
    with_anchors: bool = False,
) -> Outline:
    """Return the outline of every plan in a file's content; `path` is only its name in the result.

    `with_anchors` tells with each block where a Word file keeps its text, for who writes into a copy of it.

    Raises:
        InputError: there is nothing in it.
        UnreadableDocument: no reader understands it.
    """
    return read_content(data, path, revisions, with_anchors=with_anchors)


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
    yield from read_many(_as_it_is, sources, workers, revisions)


def _as_it_is(outline: Outline) -> Outline:
    return outline
