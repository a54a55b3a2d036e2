"""Zip archives as folders: the files inside as sources, and paths that lead inside (`a.zip/三年级`)."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.errors import InputError
from jyplan.inputs.files import read_beginning, read_file
from jyplan.inputs.source import Source, Unreadable, file_source, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ARCHIVE_ALLOWANCE = 10
"""A zip archive may be this many times larger than the limit of a file: it holds many files."""


def file_or_archive(
    path: str, plan: int | None, max_size: int, status: os.stat_result
) -> Iterator[Source | Unreadable]:
    """Yield a file, or the files in a zip archive; chosen by content, as readers are."""
    entries = _read_archive(path, max_size) if stat.S_ISREG(status.st_mode) else None
    if entries is None:
        yield file_source(path, plan, max_size, status.st_size)
    elif plan is None or len(entries) == 1:
        yield from _with_plan(entries, plan)
    else:
        yield unreadable(InputError("is an archive, and only a file has numbered plans", where=path))


def files_inside(path: str, plan: int | None, max_size: int) -> list[Source | Unreadable]:
    """Return the files at or under a path into a zip archive; empty for all paths outside archives."""
    archive = _archive_above(path)
    entries = _read_archive(archive, max_size) if archive else None
    below = f"{path.rstrip('/')}/"
    return _with_plan([entry for entry in entries or () if entry.path == path or entry.path.startswith(below)], plan)


def _with_plan(entries: Iterable[Source | Unreadable], plan: int | None) -> list[Source | Unreadable]:
    return [replace(entry, plan=plan) if isinstance(entry, Source) else entry for entry in entries]


def _read_archive(path: str, max_size: int) -> list[Source | Unreadable] | None:
    """Return the files in a zip archive; None for a file that is no archive or cannot be opened.

    Raises:
        InputError: the archive is too large.
    """
    beginning = read_beginning(path, 64) or b""  # of a file that cannot be opened, reading it whole gives the reason
    if not beginning.startswith(b"PK"):
        return None
    from jyplan.inputs import zips

    if not zips.may_be_archive(beginning):
        return None
    data = read_file(path, max_size * ARCHIVE_ALLOWANCE)
    if not zips.is_archive(data):
        return None
    files: list[Source | Unreadable] = []
    for entry in zips.walk(data, path, zips.ZipLimits(entry_bytes=max_size)):
        if isinstance(entry, InputError):
            files.append(unreadable(entry))
        else:
            files.append(Source(entry.where, None, entry.read, file=path, size=entry.size))
    return files or [unreadable(InputError("the archive holds no files", where=path))]


def _archive_above(path: str) -> str | None:
    """Return the file in the middle of a path, as `a.zip` of `a.zip/三年级`; None for a path of folders only."""
    parent = os.path.dirname(path)
    while parent and parent != os.path.dirname(parent):
        if os.path.isfile(parent):
            return parent
        parent = os.path.dirname(parent)
    return None
