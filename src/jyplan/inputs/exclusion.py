"""Files left out by the user: `--exclude 模板`, `--exclude "*.pdf"`, `--exclude "旧/*"`."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_excluded(path: str, top: str, patterns: Sequence[str]) -> bool:
    """Return whether a file at or under `top` is left out: the file, or a folder between, fits a pattern.

    Patterns are those of a shell; `*` crosses folders. Each is held against the path from `top` and against the name alone.

    >>> [is_excluded(path, "交", ["模板", "*.pdf", "旧/*"]) for path in ("交/模板/a.docx", "交/b.pdf", "交/旧/c.txt", "交/d.txt")]
    [True, True, True, False]
    """
    relative = os.path.relpath(path, top).replace(os.sep, "/")
    parts = os.path.basename(path) if relative == "." else relative
    names = parts.split("/")
    candidates = {*names, *("/".join(names[: index + 1]) for index in range(len(names)))}
    return any(fnmatchcase(candidate, pattern.rstrip("/")) for candidate in candidates for pattern in patterns)
