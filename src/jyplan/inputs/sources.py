"""What the user names, as sources of bytes: files, one plan of a file, folders, zips, standard input.

Nothing else opens what the user names. What cannot be read becomes an `Unreadable` in its place, so
that one bad file never stops a run.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from jyplan.errors import InputError, JyplanError, TooLarge, UsageError, closest_name
from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

STANDARD_INPUT = "-"
DEFAULT_MAX_SIZE = 50 * 1024**2
"""Bytes. The longest plans with all their appendices stay below 1 MB; scans come near 50 MB."""

ARCHIVE_ALLOWANCE = 10
"""A zip archive may be so many times larger than a file: it is many files."""

_ADDRESS = re.compile(r"(?P<path>.+)#(?P<plan>[0-9]{1,9})", re.DOTALL)
_SIZE = re.compile(r"(?P<count>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>[KMGT]?)i?B?", re.IGNORECASE)
_UNITS = "KMGT"  # powers of 1024, as file managers count
_LITTER = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})  # what Windows and macOS leave in folders
_MISSING = Message("there is no such file or folder")
_FORBIDDEN = Message("you have no permission to read it")
_REASONS = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EISDIR: Message("is a folder, not a file"),
    errno.ELOOP: Message("is a link that leads back to itself"),
    errno.ENAMETOOLONG: Message("the name is too long"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Something the user named that can be read, whole or for one plan."""

    path: str
    """As the user named it or as found in a folder he named."""
    plan: int | None
    """The number of the only plan that is wanted; None for all."""
    read: Callable[[], bytes]
    """Returns the content; raises InputError. It can be sent to another process."""
    file: str | None
    """The file on disk that holds it; None for standard input."""
    size: int = 0
    """Bytes, 0 if not known: for sharing out the work, not for judging."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something the user named that cannot be read, and why."""

    path: str
    error: JyplanError


def find_sources(
    names: Sequence[str], *, stdin_name: str | None = None, max_size: int = DEFAULT_MAX_SIZE
) -> Iterator[Source | Unreadable]:
    """Yield what the names stand for, in their order; folders are walked in sorted order.

    Raises:
        UsageError: standard input is named more than once, before anything is read.
    """
    forbid_repeated_input(names)
    for name in names:
        yield from _sources_of(name, stdin_name, max_size)


def find_file(name: str, *, stdin_name: str | None = None, max_size: int = DEFAULT_MAX_SIZE) -> Source:
    """Return the source of a single file, or of standard input; it may name one plan of it.

    Raises:
        InputError: there is no such file, or it is a folder.
    """
    path, plan = split_address(name)
    if path == STANDARD_INPUT:
        return _standard_input(stdin_name or STANDARD_INPUT, plan, max_size)
    found = [*_named(path, plan, max_size)]
    if len(found) > 1:
        raise InputError(
            "is an archive of several files", where=name, hint="name one of them, as “{first}”", first=found[0].path
        )
    if isinstance(found[0], Unreadable):
        raise found[0].error
    return found[0]


def open_stream(source: Source) -> BinaryIO:
    """Return the content of a source to be read piece by piece; a file on disk may have any size.

    Raises:
        InputError: it cannot be opened.
    """
    if source.file != source.path:
        from io import BytesIO

        return BytesIO(source.read())
    try:
        return _open_regular(source.file)
    except OSError as error:
        raise _input_error(error, source.path) from error


def is_same(left: Source, right: Source) -> bool:
    """Return whether two sources have one content on disk; two files of one archive have not."""
    if left.file is None or right.file is None:
        return False
    if left.path != right.path and (left.path != left.file or right.path != right.file):
        return False
    try:
        return os.path.samefile(left.file, right.file)
    except OSError:
        return False


def location(source: Source) -> str | None:
    """Return where a file is on disk, links followed: one content under whatever names.

    None for standard input and for files in an archive, which may hold two of one name.
    """
    return os.path.realpath(source.file) if source.file == source.path else None


def forbid_repeated_input(names: Iterable[str]) -> None:
    """Standard input ends when it has been read.

    Raises:
        UsageError: it is named more than once.
    """
    if sum(_split_plan(name)[0] == STANDARD_INPUT for name in names) > 1:
        raise UsageError("standard input can be read only once", where=STANDARD_INPUT)


def split_address(name: str) -> tuple[str, int | None]:
    """Return the file and the number of the plan in it that is meant.

    `page.txt#5` is the fifth plan of `page.txt`, unless a file of that whole name exists.

    Raises:
        InputError: the plan is number 0.
    """
    if os.path.lexists(name):
        return name, None
    path, plan = _split_plan(name)
    if plan == 0:
        raise InputError("plans are counted from 1", where=name)
    return path, plan


def names_a_plan(path: str) -> bool:
    """Return whether a path looks like the address of one plan of a file.

    >>> names_a_plan("page.txt#5"), names_a_plan("page.txt")
    (True, False)
    """
    return _ADDRESS.fullmatch(path) is not None


def parse_size(text: str) -> int:
    """Return a number of bytes written as 50MB, 1.5GB, 800k or 1000.

    >>> parse_size("50MB"), parse_size("1000")
    (52428800, 1000)

    Raises:
        UsageError: it is no size, or it is zero.
    """
    match = _SIZE.fullmatch(text.strip())
    power = _UNITS.index(match["unit"].upper()) + 1 if match and match["unit"] else 0
    size = int(float(match["count"]) * 1024**power) if match else 0
    if not size:
        raise UsageError("“{text}” is not a size", hint="write it as 50MB or 1GB", text=text)
    return size


def format_size(size: int) -> str:
    """Return a size as a user reads it.

    >>> format_size(52428800), format_size(1536), format_size(12)
    ('50 MB', '1.5 KB', '12 B')
    """
    power = min(max(size.bit_length() - 1, 0) // 10, len(_UNITS))
    return f"{size / 1024**power:.1f}".removesuffix(".0") + f" {_UNITS[power - 1]}B" if power else f"{size} B"


def _split_plan(name: str) -> tuple[str, int | None]:
    match = _ADDRESS.fullmatch(name)
    return (match["path"], int(match["plan"])) if match else (name, None)


def _sources_of(name: str, stdin_name: str | None, max_size: int) -> Iterator[Source | Unreadable]:
    try:
        path, plan = split_address(name)
        if path == STANDARD_INPUT:
            yield _standard_input(stdin_name or STANDARD_INPUT, plan, max_size)
        elif not os.path.isdir(path):
            yield from _named(path, plan, max_size)
        elif plan is None:
            yield from _walk(path, max_size)
        else:
            yield _unreadable(InputError("is a folder, and only a file has numbered plans", where=path))
    except InputError as error:
        yield _unreadable(error)


def _unreadable(error: InputError) -> Unreadable:
    return Unreadable(error.where, error)


def _file(path: str, plan: int | None, max_size: int, size: int) -> Source:
    return Source(path, plan, partial(_read_file, path, max_size), file=path, size=size)


def _named(path: str, plan: int | None, max_size: int) -> Iterator[Source | Unreadable]:
    """Yield a file, the files of a zip archive, or those under a path in one (`a.zip/三年级`)."""
    try:
        found = _stat(path)
    except InputError:
        archive = _archive_above(path)
        if archive is None:
            raise
        inside = [each for each in _read_archive(archive, max_size) or () if _is_at_or_under(each.path, path)]
        if not inside:
            raise
        yield from (replace(each, plan=plan) if isinstance(each, Source) else each for each in inside)
        return
    if stat.S_ISDIR(found.st_mode):
        raise InputError("is a folder, not a file", where=path)
    yield from _contents(path, plan, max_size, found)


def _contents(path: str, plan: int | None, max_size: int, found: os.stat_result) -> Iterator[Source | Unreadable]:
    """Yield a file, or if it is a zip archive the files in it; chosen by content, as readers are."""
    entries = _read_archive(path, max_size) if stat.S_ISREG(found.st_mode) else None
    if entries is None:
        yield _file(path, plan, max_size, found.st_size)
    elif plan is None or len(entries) == 1:
        yield from (replace(each, plan=plan) if isinstance(each, Source) else each for each in entries)
    else:
        yield _unreadable(InputError("is an archive, and only a file has numbered plans", where=path))


def _read_archive(path: str, max_size: int) -> list[Source | Unreadable] | None:
    """Return what is in a zip archive, None if the file is none.

    Raises:
        InputError: it is too large.
    """
    try:
        with open(path, "rb") as file:
            beginning = file.read(64)
    except OSError:
        return None  # reading it whole will say why
    if not beginning.startswith(b"PK"):
        return None
    from jyplan.inputs import zips

    if not zips.may_be_archive(beginning):
        return None
    data = _read_file(path, max_size * ARCHIVE_ALLOWANCE)
    if not zips.is_archive(data):
        return None
    found: list[Source | Unreadable] = []
    for entry in zips.walk(data, path, zips.ZipLimits(entry_bytes=max_size)):
        if isinstance(entry, InputError):
            found.append(_unreadable(entry))
        else:
            found.append(Source(entry.where, None, entry.read, file=path, size=entry.size))
    return found or [_unreadable(InputError("the archive holds no files", where=path))]


def _archive_above(path: str) -> str | None:
    """Return the file that a path leads into, as if it were a folder; None if there is none."""
    parent = os.path.dirname(path)
    while parent and parent != os.path.dirname(parent):
        if os.path.isfile(parent):
            return parent
        parent = os.path.dirname(parent)
    return None


def _is_at_or_under(path: str, place: str) -> bool:
    return path == place or path.startswith(f"{place.rstrip('/')}/")


def _standard_input(path: str, plan: int | None, max_size: int) -> Source:
    if sys.stdin is None:
        raise InputError("standard input is closed", where=path)
    try:
        data = sys.stdin.buffer.read(max_size + 1)
    except OSError as error:
        raise _input_error(error, path) from error
    _check_size(path, len(data), max_size)
    return Source(path, plan, partial(bytes, data), file=None, size=len(data))


def _walk(top: str, max_size: int) -> Iterator[Source | Unreadable]:
    """Yield the files below a folder, depth first; a folder reached twice through links is read once."""
    seen: set[tuple[int, int]] = set()
    waiting = [top]
    empty = True
    while waiting:
        path = waiting.pop()
        try:
            found = os.stat(path)
            if not stat.S_ISDIR(found.st_mode):
                empty = False
                yield from _contents(path, None, max_size, found)
            elif (found.st_dev, found.st_ino) not in seen:
                seen.add((found.st_dev, found.st_ino))
                waiting.extend(reversed(_visible_entries(path)))
        except InputError as error:
            yield _unreadable(error)
        except OSError as error:
            empty = False
            yield _unreadable(_input_error(error, path))
    if empty:
        yield _unreadable(InputError("the folder holds no files", where=top, hint="hidden files do not count"))


def _visible_entries(folder: str) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.path for entry in sorted(entries, key=lambda entry: entry.name) if not _is_hidden(entry)]


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith((".", "~$")) or entry.name in _LITTER:  # ~$…: the lock file of an open Office document
        return True
    if sys.platform != "win32":
        return False
    return bool(entry.stat(follow_symlinks=False).st_file_attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _read_file(path: str, max_size: int) -> bytes:
    try:
        with _open_regular(path) as file:
            _check_size(path, os.fstat(file.fileno()).st_size, max_size)
            data = file.read(max_size + 1)
    except OSError as error:
        raise _input_error(error, path) from error
    _check_size(path, len(data), max_size)
    return data


def _open_regular(path: str) -> BinaryIO:
    # a FIFO would wait for a writer that never comes; the look at what it is comes after the opening
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = open(descriptor, "rb")  # noqa: SIM115 the caller closes it
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise InputError(
            "is not a regular file but a pipe, socket or device",
            where=path,
            hint="to read from a pipe, name “-”",
        )
    return file


def _check_size(path: str, size: int, max_size: int) -> None:
    if size > max_size:
        raise TooLarge(
            "is larger than the limit of {limit}",
            where=path,
            hint="if it is meant to be that large, raise the limit with --max-size",
            limit=format_size(max_size),
        )


def _stat(path: str) -> os.stat_result:
    try:
        return os.stat(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        raise _input_error(error, path) from error


def _input_error(error: OSError | ValueError, path: str) -> InputError:
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOENT, errno.ENOTDIR):
        if guess := _similar_name(path):
            return InputError(_MISSING.template, where=path, hint="did you mean “{guess}”?", guess=guess)
        return InputError(_MISSING.template, where=path or "“”", hint="check the name and the folder")
    if code in _REASONS:
        return InputError(_REASONS[code].template, where=path or "“”")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError("cannot be read ({reason})", where=path, reason=reason)


def _similar_name(path: str) -> str | None:
    """Return the name next to a missing file that the user most probably meant."""
    folder, name = os.path.split(path)
    try:
        names = os.listdir(folder or os.curdir)
    except (OSError, ValueError):
        return None
    visible = [file for file in names if file != name and not file.startswith(".")]
    guess = closest_name(name, visible, likeness=0.75)
    return None if guess is None else os.path.join(folder, guess)
