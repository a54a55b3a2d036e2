"""Names skipped in folders and archives: hidden files and the litter of Windows, macOS and Office."""

from __future__ import annotations

_PREFIXES = (".", "~$")  # ~$…: the lock file of an open Office document
_LITTER = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
_STEPS = frozenset({".", ".."})  # parts of a path, not hidden files


def is_hidden_name(name: str) -> bool:
    """Return whether files and folders of a name are skipped; the name is without parent folders.

    >>> [is_hidden_name(name) for name in (".git", "~$计划.docx", "__MACOSX", "计划.docx", "..")]
    [True, True, True, False, False]
    """
    return name in _LITTER or (name.startswith(_PREFIXES) and name not in _STEPS)
