"""Outlines of a single file or of many files at once."""

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
    redact: bool = False,
) -> Outline:
    """Return the outline of every plan in a file; for `page.txt#5` of the fifth plan alone.

    With `redact` personal numbers (telephone, identity card, mail, WeChat, QQ) are masked in all texts.

    Raises:
        InputError: the file cannot be opened or is too large, or has no plan of that number.
        UnreadableDocument: no reader understands the content.
    """
    return outline_of(Job(inputs.find_file(os.fspath(path), max_size=max_size, redact=redact), revisions))


def parse_bytes(
    data: bytes,
    path: str = inputs.STANDARD_INPUT,
    *,
    revisions: Revisions = Revisions.ACCEPTED,
    with_anchors: bool = False,
    redact: bool = False,
) -> Outline:
    """Return the outline of every plan in the content of a file; `path` is only the name in the result.

    With `with_anchors` each block of a Word file has the place of its text in the file, for reports written into a copy.
    `redact` is as in `parse`.

    Raises:
        InputError: the content is empty.
        UnreadableDocument: no reader understands the content.
    """
    if redact:
        from jyplan.text.redaction import redact as redact_text

        path = redact_text(path)
    return read_content(data, path, revisions, with_anchors=with_anchors, redact=redact)


def parse_many(
    sources: Iterable[Source | Unreadable],
    *,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
) -> Iterator[Outline | Unreadable]:
    """Yield for each source, in the order of the sources, the outline or the error of reading it.

    A file that cannot be read or meets a bug of jyplan fails alone; in worker processes also a file that takes more
    than `SECONDS_PER_FILE` or `MEMORY_PER_FILE` or whose process is killed. `workers` is the number of processes, 0 for
    this process only, without limits; by default as many as there are processors where the work pays for their start,
    1 where it does not, 0 for a single small file.
    """
    yield from read_many(_as_it_is, sources, workers, revisions)


def _as_it_is(outline: Outline) -> Outline:
    return outline
