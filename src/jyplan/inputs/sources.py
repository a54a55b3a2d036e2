"""From the names a user gives to sources: files, a single plan of a file, folders, zips, standard input.

A name that cannot be read becomes an `Unreadable` in its place, so that one bad file never stops a run.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from jyplan.errors import InputError
from jyplan.inputs import files
from jyplan.inputs.addresses import STANDARD_INPUT, forbid_repeated_input, split_address
from jyplan.inputs.archives import file_or_archive, files_inside
from jyplan.inputs.exclusion import is_excluded
from jyplan.inputs.folders import walk_folder
from jyplan.inputs.sizes import DEFAULT_MAX_SIZE
from jyplan.inputs.source import Source, Unreadable, standard_input_source, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


def find_sources(
    names: Sequence[str],
    *,
    stdin_name: str | None = None,
    max_size: int = DEFAULT_MAX_SIZE,
    redact: bool = False,
    exclude: Sequence[str] = (),
    own_reports: list[str] | None = None,
) -> Iterator[Source | Unreadable]:
    """Yield the sources of all names in the order of the names; folders are walked in sorted order.

    With `redact` personal numbers are masked in all that is read from the sources, and in their names. Files that fit a
    pattern of `exclude` are left out, and with a list `own_reports` the reports of jyplan in folders, whose paths are added to the list.

    Raises:
        UsageError: standard input is named more than once, before anything is read.
    """
    forbid_repeated_input(names)
    sources: Iterator[Source | Unreadable] = (
        source for name in names for source in _sources_of(name, stdin_name, max_size, exclude, own_reports)
    )
    if redact:
        from jyplan.inputs.redaction import redact_sources

        sources = redact_sources(sources)
    yield from sources


def reader_of(sources: Iterable[Source | Unreadable]) -> Callable[[str], bytes]:
    """Return a function that reads a source again, by path; KeyError for an unknown path."""
    by_path = {source.path: source for source in sources if isinstance(source, Source)}
    return lambda path: by_path[path].read()


def find_file(
    name: str, *, stdin_name: str | None = None, max_size: int = DEFAULT_MAX_SIZE, redact: bool = False
) -> Source:
    """Return the source of a single file or of standard input; the name may end in the number of a plan.

    `redact` is as in `find_sources`.

    Raises:
        InputError: there is no such file, or the name is of a folder or an archive of several files.
    """
    if redact:
        from jyplan.inputs.redaction import redact_error, redact_sources

        try:
            [source] = redact_sources([find_file(name, stdin_name=stdin_name, max_size=max_size)])
        except InputError as error:
            raise redact_error(error) from None
        assert isinstance(source, Source)
        return source
    path, plan = split_address(name)
    if path == STANDARD_INPUT:
        return standard_input_source(stdin_name or STANDARD_INPUT, plan, max_size)
    sources = [*_sources_at(path, plan, max_size)]
    if len(sources) > 1:
        raise InputError(
            "is an archive of several files", where=name, hint="name one of them, as “{first}”", first=sources[0].path
        )
    if isinstance(sources[0], Unreadable):
        raise sources[0].error
    return sources[0]


def _sources_of(
    name: str, stdin_name: str | None, max_size: int, exclude: Sequence[str], own_reports: list[str] | None
) -> Iterator[Source | Unreadable]:
    sources = _sources_named(name, stdin_name, max_size, own_reports)
    if exclude:
        top = split_address(name)[0]
        sources = (source for source in sources if not is_excluded(source.path, top, exclude))
    yield from sources


def _sources_named(
    name: str, stdin_name: str | None, max_size: int, own_reports: list[str] | None
) -> Iterator[Source | Unreadable]:
    try:
        path, plan = split_address(name)
        if path == STANDARD_INPUT:
            yield standard_input_source(stdin_name or STANDARD_INPUT, plan, max_size)
        elif not os.path.isdir(path):
            yield from _sources_at(path, plan, max_size)
        elif plan is None:
            yield from walk_folder(path, max_size, own_reports)
        else:
            yield unreadable(InputError("is a folder, and only a file has numbered plans", where=path))
    except InputError as error:
        yield unreadable(error)


def _sources_at(path: str, plan: int | None, max_size: int) -> Iterator[Source | Unreadable]:
    """Yield a file, the files of a zip archive, or the files under a path inside an archive (`a.zip/三年级`).

    Raises:
        InputError: there is no such file, or the path is of a folder.
    """
    try:
        status = files.status(path)
    except InputError:
        inside = files_inside(path, plan, max_size)
        if not inside:
            raise
        yield from inside
        return
    if stat.S_ISDIR(status.st_mode):
        raise InputError("is a folder, not a file", where=path)
    yield from file_or_archive(path, plan, max_size, status)
