"""Patterns compiled by earlier runs: commands use the user's cache, `import jyplan` does not."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from jyplan.reading import worker
from jyplan.text import patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.cache.patterns import KeptPatterns

_TRIED = ((3, 11), (3, 12), (3, 13))
"""Versions of Python whose `re` was tried; any further version may differ in `_sre`, and compiles every pattern."""


@contextmanager
def patterns_kept(*, writing: bool = True) -> Iterator[None]:
    """Take compiled patterns from the user's cache; with `writing` this process and its workers add new patterns."""
    if sys.implementation.name != "cpython" or sys.version_info[:2] not in _TRIED:
        yield
        return

    @cache
    def kept() -> KeptPatterns:
        return _open(writing=writing)

    def compile_or_recall(source: Any, flags: int) -> re.Pattern[Any]:
        return kept().compile(source, flags)

    patterns.compile_with(compile_or_recall)
    if writing:
        worker.AFTER_ITEM.append(lambda: kept().keep())
    try:
        yield
    finally:
        worker.AFTER_ITEM.clear()
        patterns.compile_with(re.compile)
        if writing and kept.cache_info().currsize:
            kept().keep()


def _open(*, writing: bool) -> KeptPatterns:
    from pathlib import Path

    from jyplan.cache.folders import key_file, user_folder
    from jyplan.cache.patterns import KeptPatterns
    from jyplan.cache.store import Store
    from jyplan.cache.user_key import read_or_make_key

    home, key = user_folder(os.environ), key_file(os.environ)
    folder = (home or Path()) / "patterns"
    usable = home is not None and key is not None and (writing or (folder.is_dir() and key.is_file()))
    return KeptPatterns(Store(folder, read_or_make_key(key) if usable and key else None))
