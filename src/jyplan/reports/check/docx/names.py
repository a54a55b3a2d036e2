"""File names of the copies: named and sorted like the submissions, and valid on every system."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from jyplan.reports.media.visible import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FORBIDDEN = re.compile(r'[<>:"|?*\n\t/\\]')
"""Characters forbidden in file names, separators of folders included, besides control characters."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST = 60
"""Longest name in characters: 180 bytes in Chinese; file systems allow 255."""


def names_of_copies(documents: Sequence[tuple[str, bool]], word_suffixes: Sequence[str]) -> Iterator[str]:
    """Yield a relative path with `/` for each document, given by its path and whether the copy stays a Word file.

    Such a copy keeps its suffix if it is among `word_suffixes`; any different suffix becomes .docx. Folders shared by all documents are left out; names different only in case are numbered.

    >>> documents = [("交/一小/计划.docx", True), ("交/二小/计划.txt", False), ("交/二小/计划.docx", True)]
    >>> [*names_of_copies(documents, [".docx"])]
    ['一小/计划.docx', '二小/计划.docx', '二小/计划-2.docx']
    """
    parts = [_parts(path) for path, _ in documents]
    shared = _shared_folders(parts)
    taken: set[str] = set()
    for path_parts, (_, stays) in zip(parts, documents, strict=True):
        folder = "/".join(map(safe_name, path_parts[shared:-1]))
        for number in count(1):
            name = _numbered(path_parts[-1], number, word_suffixes if stays else ())
            whole = f"{folder}/{name}" if folder else name
            key = unicodedata.normalize("NFC", whole).casefold()
            if key not in taken:
                taken.add(key)
                yield whole
                break


def _parts(path: str) -> tuple[str, ...]:
    """Return the folders and the name of a path, without empty parts, `.` and `..`."""
    return tuple(part for part in re.split(r"[/\\]", path) if part not in {"", ".", ".."}) or ("-",)


def _shared_folders(parts: Sequence[tuple[str, ...]]) -> int:
    """Return the number of leading folders shared by all paths."""
    shared = 0
    for level in zip(*(path_parts[:-1] for path_parts in parts), strict=False):
        if len(set(level)) > 1:
            break
        shared += 1
    return shared


def _numbered(name: str, number: int, kept_suffixes: Sequence[str]) -> str:
    path = PurePosixPath(name)
    suffix = path.suffix.lower() if path.suffix.lower() in kept_suffixes else ".docx"
    stem = path.stem if path.suffix else name
    return safe_name(stem) + (f"-{number}" if number > 1 else "") + suffix


def safe_name(part: str) -> str:
    """Return a name valid on every system, without characters that change the display of the name."""
    cleaned = _FORBIDDEN.sub("_", UNSAFE.sub("_", part))[:_LONGEST].strip(" .")
    return f"_{cleaned}" if not cleaned or _DEVICES.fullmatch(cleaned) else cleaned
