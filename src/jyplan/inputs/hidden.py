"""Entries skipped in folders and archives: hidden files, the litter of Windows, macOS and Office, folders of results."""

from __future__ import annotations

import os
from pathlib import Path

RESULT_MARK = ".jyplan-review"
"""The file that marks a folder of results; lists the files written."""
_PREFIXES = (".", "~$")  # ~$…: the lock file of an open Office document
_LITTER = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
_STEPS = frozenset({".", ".."})  # parts of a path, not hidden files


def is_hidden_name(name: str) -> bool:
    """Return whether files and folders of a name are skipped; the name is without parent folders.

    >>> [is_hidden_name(name) for name in (".git", "~$计划.docx", "__MACOSX", "计划.docx", "..")]
    [True, True, True, False, False]
    """
    return name in _LITTER or (name.startswith(_PREFIXES) and name not in _STEPS)


def is_result_folder(path: str) -> bool:
    """Return whether a folder holds results of `jyplan review`, never read as submissions."""
    return os.path.isfile(os.path.join(path, RESULT_MARK))


def is_inside_results(path: str) -> bool:
    """Return whether a folder, or any folder above, holds results, such as the folder of feedback inside."""
    whole = Path(os.path.realpath(path))
    return any(is_result_folder(str(folder)) for folder in (whole, *whole.parents))
