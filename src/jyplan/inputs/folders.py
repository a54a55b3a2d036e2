"""Folders walked in sorted order, hidden files skipped."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from jyplan.errors import InputError
from jyplan.inputs.archives import file_or_archive
from jyplan.inputs.hidden import is_hidden_name, is_inside_results, is_result_folder
from jyplan.inputs.own_reports import is_own_report
from jyplan.inputs.source import unreadable
from jyplan.inputs.system_errors import input_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.inputs.source import Source, Unreadable


def walk_folder(top: str, max_size: int, own_reports: list[str] | None = None) -> Iterator[Source | Unreadable]:
    """Yield the files below a folder, depth first; a folder reached twice through links is read once.

    With a list `own_reports`, reports of jyplan are added to the list and not yielded.
    """
    if is_inside_results(top):
        yield unreadable(
            InputError(
                "is a folder of results of jyplan, which are never read",
                where=top,
                hint="name the folder with the submissions",
            )
        )
        return
    seen: set[tuple[int, int]] = set()
    waiting = [top]
    empty = True
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)
            if not stat.S_ISDIR(status.st_mode):
                empty = False
                if own_reports is not None and is_own_report(path):
                    own_reports.append(path)
                    continue
                yield from file_or_archive(path, None, max_size, status)
            elif (status.st_dev, status.st_ino) not in seen and not is_result_folder(path):
                seen.add((status.st_dev, status.st_ino))
                waiting.extend(reversed(_visible_entries(path)))
        except InputError as error:
            yield unreadable(error)
        except OSError as error:
            empty = False
            yield unreadable(input_error(error, path))
    if empty:
        yield unreadable(InputError("the folder holds no files", where=top, hint="hidden files do not count"))


def _visible_entries(folder: str) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.path for entry in sorted(entries, key=lambda entry: entry.name) if not _is_hidden(entry)]


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if is_hidden_name(entry.name):
        return True
    if sys.platform != "win32":
        return False
    return bool(entry.stat(follow_symlinks=False).st_file_attributes & stat.FILE_ATTRIBUTE_HIDDEN)
