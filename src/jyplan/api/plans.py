"""Outlines of a single file or of many files at once."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.inputs import Source
from jyplan.model import Revisions
from jyplan.reading.limits import DEFAULT_LIMITS
from jyplan.reading.many import read_many, read_one

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.inputs import Unreadable
    from jyplan.model import Outline
    from jyplan.reading.limits import Limits


def parse(
    path: str | os.PathLike[str],
    *,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
    revisions: Revisions = Revisions.ACCEPTED,
    redact: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Outline:
    """Return the outline of every plan in a file; for `page.txt#5` of the fifth plan alone.

    With `redact` personal numbers (telephone, identity card, mail, WeChat, QQ) are masked in all texts. A process apart
    reads the file under limits of time and memory; with `UNLIMITED`, for files that are trusted, this process reads it.

    Raises:
        InputError: the file cannot be opened or is too large, has no plan of that number or is over the limits.
        UnreadableDocument: no reader understands the content.
    """
    source = inputs.find_file(os.fspath(path), max_size=max_size, redact=redact)
    return read_one(_unchanged, source, revisions, limits)


def parse_bytes(
    data: bytes,
    path: str = inputs.STANDARD_INPUT,
    *,
    revisions: Revisions = Revisions.ACCEPTED,
    with_anchors: bool = False,
    redact: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Outline:
    """Return the outline of every plan in the content of a file; `path` is only the name in the result.

    With `with_anchors` each block of a Word file has the place of its text in the file, for reports written into a copy.
    `redact` and `limits` are as in `parse`.

    Raises:
        InputError: the content is empty, or over the limits.
        UnreadableDocument: no reader understands the content.
    """
    if redact:
        from jyplan.text.redaction import redact as redact_text

        path = redact_text(path)
    source = Source(path, None, partial(bytes, data), file=None, size=len(data), redact=redact)
    return read_one(_unchanged, source, revisions, limits, with_anchors=with_anchors)


def parse_many(
    sources: Iterable[Source | Unreadable],
    *,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Outline | Unreadable]:
    """Yield for each source, in the order of the sources, the outline or the error of reading it.

    A file that cannot be read, is over the limits, meets a bug of jyplan or has its process killed fails alone.
    `workers` is the number of processes, 0 for this process only, where no limits hold but the deadline; by default as
    many as there are processors where the work pays for their start, else 1, or 0 with `UNLIMITED`.
    """
    yield from read_many(_unchanged, sources, workers, revisions, limits=limits)


def _unchanged(outline: Outline) -> Outline:
    return outline
