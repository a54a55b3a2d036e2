"""Writing of results to standard output or to files; a file is written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import sys
from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from jyplan import api
from jyplan.cli.console import is_terminal
from jyplan.drafts import draft_folder, replace_folder, write_whole
from jyplan.errors import OutputError, UsageError, reason_of
from jyplan.inputs import RESULT_MARK, Source, Unreadable, is_result_folder
from jyplan.model import Message
from jyplan.reports import REPORT_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jyplan.cli.console import Console
    from jyplan.reports import ReportFormat, ReportTable

ReportModule = TypeVar("ReportModule")

STANDARD_OUTPUT = "-"
_PROGRAM_SUFFIXES = frozenset(
    {suffix for table in REPORT_TABLES.values() for suffix in table.by_suffix}
    | {*api.file_suffixes()} - {*api.file_suffixes("txt")}
    | {".et", ".ods", ".xls"}
)
"""Suffixes of file formats, plain text apart; a program for such a format refuses a file with any other content."""
_CHANGED = "（改过）"
"""Added to the name of a result file changed by the user."""
_NEW_FOLDER = Message("name a new folder with -o").template
_NO_FOLDER = Message("is the name of a file, and several documents need a folder").template


def format_for(asked: str | None, target: str | None, table: ReportTable[ReportModule]) -> ReportFormat:
    """Return the format of --format, else the format of the target's suffix, else the default.

    >>> from jyplan.reports import DUPES_REPORTS
    >>> format_for(None, "copies.csv", DUPES_REPORTS).name, format_for(None, "copies", DUPES_REPORTS).name
    ('csv', 'text')

    Raises:
        OutputError: the suffix belongs to a format outside `table`; a .docx with plain text, for instance, does not open.
    """
    if asked:
        return table[asked]
    suffix = PurePath(target or "").suffix.lower()
    if suffix in table.by_suffix:
        return table.by_suffix[suffix]
    if suffix in _PROGRAM_SUFFIXES:
        raise OutputError(
            "this command writes no {suffix}", where=target or "", hint="name a file that ends in {known}",
            suffix=suffix, known=", ".join(table.by_suffix),
        )  # fmt: skip
    return table.default


def forbid_unsupported(chosen: ReportFormat, table: ReportTable[ReportModule], option: str) -> None:
    """Refuse an option without effect on the chosen format.

    Raises:
        UsageError: the option is for different formats only.
    """
    if option not in chosen.options:
        raise UsageError(
            "--format {name} has no such option",
            where=option,
            hint="it is for {known}",
            name=chosen.name,
            known=", ".join(name for name in table if option in table[name].options),
        )


def check_target(path: str | None, sources: Iterable[Source | Unreadable], *, for_terminal: bool = True) -> None:
    """Refuse an unwritable target before any plan is read.

    Raises:
        OutputError: the target is a folder, is below a file or is an input; or the target is a
            terminal and the format is not for terminals.
    """
    if path is None or path == STANDARD_OUTPUT:
        if not for_terminal and is_terminal(sys.stdout):
            raise OutputError("this format is not for a terminal", hint="name a file with -o")
        return
    if os.path.isdir(path) or path.endswith(os.sep):
        raise OutputError("is a folder", where=path, hint="name a file in it")
    _check_above(path)
    for source in sources:
        if isinstance(source, Source) and source.file and _is_same_file(source.file, path):
            raise OutputError("is one of the inputs and would be lost", where=path, hint="name another file with -o")


def check_folder(path: str | None) -> None:
    """Refuse an unwritable target folder before any plan is read.

    Raises:
        OutputError: no folder is named, the path is an existing file or a .docx, the folder is not empty, or it would be below a file.
    """
    if path is None or path == STANDARD_OUTPUT:
        raise OutputError(
            "a file is written for each document, and they need a folder", hint="name a new folder with -o"
        )
    if not os.path.lexists(path):
        _check_above(path.rstrip(os.sep))
        if path.lower().endswith(".docx"):
            raise OutputError(_NO_FOLDER, where=path, hint="name a new folder with -o")
    elif not os.path.isdir(path):
        raise OutputError(_NO_FOLDER, where=path, hint="name a new folder with -o")
    elif os.listdir(path):
        raise OutputError("the folder is not empty", where=path, hint="name a new folder with -o")


def is_on_screen(target: str | None, chosen: ReportFormat, table: ReportTable[ReportModule]) -> bool:
    """Whether a report is on the user's terminal and lists unread files itself."""
    return target in (None, STANDARD_OUTPUT) and chosen is table.default and is_terminal(sys.stdout)


def append(path: str, text: str) -> None:
    """Append a text to a file named by a service.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        with open(path, "a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise OutputError("cannot be written ({reason})", where=path, reason=reason_of(error)) from error


def _check_above(path: str) -> None:
    """Refuse a target below a file; missing folders above the target are made when it is written.

    Raises:
        OutputError: a file is in the place of a folder.
    """
    above = os.path.dirname(os.path.realpath(path))
    while not os.path.lexists(above):
        above = os.path.dirname(above)
    if not os.path.isdir(above):
        raise OutputError("there is no such folder to write to", where=os.path.dirname(path))


def write_folder(path: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Write all files into a new or empty folder, or none; file names are relative, with `/`.

    Raises:
        OutputError: a file cannot be written; then none is.
    """
    target = os.path.realpath(path)
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with draft_folder(target) as draft:
            for name, data in files:
                _write_in_folder(draft, name, data)
            _move_into_place(draft, target)
    except OSError as error:
        raise OutputError("cannot be written ({reason})", where=path, reason=reason_of(error)) from error


def check_result_folder(path: str) -> None:
    """Refuse a file in place of a result folder, and a folder not written by an earlier run.

    Raises:
        OutputError: the path is a file, or a folder without the mark of a result folder that is not empty.
    """
    if os.path.lexists(path) and not os.path.isdir(path):
        raise OutputError("is the name of a file, and the results need a folder", where=path, hint=_NEW_FOLDER)
    if os.path.isdir(path) and not is_result_folder(path) and os.listdir(path):
        raise OutputError(
            "is a folder of other files, and the results would be mixed with them", where=path, hint=_NEW_FOLDER
        )


def write_result_folder(
    path: str,
    files: Iterable[tuple[str, bytes]],
    mark: Callable[[Mapping[str, str]], bytes],
    written_before: Mapping[str, str],
) -> None:
    """Replace the files of a result folder by new files, all or none.

    Missing folders above it are made. `mark` returns the content of the mark from the digest of each file, and
    `written_before` are the digests of the earlier run: files added or changed by the user since are kept.

    Raises:
        OutputError: a file cannot be written.
    """
    target = os.path.realpath(path)
    digests: dict[str, str] = {}
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with draft_folder(target) as draft:
            for name, data in files:
                _write_in_folder(draft, name, data)
                digests[name] = hashlib.sha256(data).hexdigest()
            for name in changed_in_folder(target, written_before):
                _keep(target, draft, name)
            _write_in_folder(draft, RESULT_MARK, mark(digests))
            replace_folder(draft, target)
    except OSError as error:
        raise OutputError("cannot be written ({reason})", where=path, reason=reason_of(error)) from error


def changed_in_folder(folder: str, digests: Mapping[str, str]) -> list[str]:
    """Return the files below a folder whose digest differs from the given digest, hidden files aside; relative, with `/`."""
    changed: list[str] = []
    for parent, folders, names in os.walk(folder):
        folders.sort()
        linked = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        for name in sorted([*names, *linked]):
            path = os.path.join(parent, name)
            relative = os.path.relpath(path, folder).replace(os.sep, "/")
            if not name.startswith((".", "~$")) and _digest(path) != digests.get(relative):
                changed.append(relative)
    return changed


def _digest(path: str) -> str:
    """Return the digest of a regular file; empty for links, pipes and the like, never written by a run."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return ""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _keep(earlier: str, draft: str, name: str) -> None:
    """Copy a file added or changed by the user into the new folder, beside a new file of the same name; a link stays a link."""
    source = os.path.join(earlier, *name.split("/"))
    if not stat.S_ISREG(mode := os.lstat(source).st_mode) and not stat.S_ISLNK(mode):
        return  # a pipe or socket has no content to be kept
    target = os.path.join(draft, *name.split("/"))
    stem, suffix = os.path.splitext(target)
    while os.path.lexists(target):
        stem += _CHANGED
        target = stem + suffix
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copy2(source, target, follow_symlinks=False)


def _write_in_folder(folder: str, name: str, data: bytes) -> None:
    file = os.path.join(folder, *name.split("/"))
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "xb") as stream:
        stream.write(data)


def _move_into_place(draft: str, target: str) -> None:
    """Rename the finished folder `draft` to `target`; into an existing empty `target`, move the content instead.

    Raises:
        OSError: the content cannot be moved; files already moved are moved back.
    """
    if not os.path.isdir(target):
        os.rename(draft, target)
        return
    moved: list[str] = []
    try:
        for name in os.listdir(draft):
            moved.append(name)
            os.rename(os.path.join(draft, name), os.path.join(target, name))
    except BaseException:
        for name in moved:
            with suppress(OSError):
                os.rename(os.path.join(target, name), os.path.join(draft, name))
        raise


def write(console: Console, path: str | None, content: str | bytes, counts: Iterable[Message] = ()) -> None:
    """Write a result to a file, text as UTF-8, or to standard output; then announce a written file with its `counts`.

    Missing folders above the file are made.

    Raises:
        OutputError: the target cannot be written; an earlier file of this name is unchanged.
    """
    if path is None or path == STANDARD_OUTPUT:
        console.show(content)
        return
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        if _is_device(path):  # before links are followed: /dev/fd/63 links to a pipe without a path
            _write_to_device(path, data)
            return
        target = os.path.realpath(path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _write_whole(target, data)
    except OSError as error:
        raise OutputError("cannot be written ({reason})", where=path, reason=reason_of(error)) from error
    announce(console, path, counts)


def announce(console: Console, path: str, counts: Iterable[Message]) -> None:
    """Report a written file or folder with its counts, as "29 plans, 42 pairs"; nothing without counts."""
    parts = [console.language.say(count) for count in counts]
    if parts:
        summary = console.language.say(Message(", ")).join(parts)
        console.note(Message("written to {file}: {counts}", {"file": path, "counts": summary}))


def unread_count(count: int) -> list[Message]:
    """Return the count of unread files for `announce`; nothing for 0."""
    return [Message("{count} files not read", {"count": count})] if count else []


def _write_whole(path: str, data: bytes) -> None:
    """Write a draft beside the target and replace the target with the draft."""
    mode = _mode(path)
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    write_whole(path, data, permissions=None if mode is None else stat.S_IMODE(mode))


def _write_to_device(path: str, data: bytes) -> None:
    with open(path, "wb") as device:
        device.write(data)


def _is_device(path: str) -> bool:
    mode = _mode(path)
    return mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _is_same_file(left: str, right: str) -> bool:
    try:
        return os.path.samefile(left, right)
    except OSError:
        return False
