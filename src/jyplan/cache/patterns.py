"""Compiled patterns, kept for the next run.

Python compiles every pattern anew in each process, in Python: a plan of a page needs 170 patterns and 80 ms, ten times as
long as its outline. The compiled form, a list of numbers, becomes a pattern again in 2 ms for all 170 patterns.

An entry is known by the source of its pattern, so that a changed pattern is another entry; the file is known by the version
of Python, which alone decides what a pattern is compiled to (`_sre` gives the numbers no other way in or out).
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import marshal
import sys
from array import array
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, AnyStr, cast

from jyplan.cache.keys import fingerprint

if TYPE_CHECKING:
    import re

    from jyplan.cache.store import Store

    Source = tuple[str | bytes, int]
    """Source and flags of a pattern."""
    Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
    """All flags, the numbers, the number of groups, the groups by name, and the names by group."""

_MOST = 2_000
"""Most patterns in the file, four times the number in the package; beyond, patterns of earlier versions are dropped."""


class KeptPatterns:
    """The patterns of earlier runs and of this process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = self._read()
        self._new: dict[Source, Compiled] = {}

    def _read(self) -> dict[Source, Compiled]:
        stored = self._store.read(_name())
        return {} if stored is None else marshal.loads(stored)  # signed with the user's key

    def compile(self, source: AnyStr, flags: int) -> re.Pattern[AnyStr]:
        """Return a pattern as `re.compile` does."""
        key = (source, int(flags))
        compiled = self._known.get(key)
        if compiled is None:
            compiled = self._new[key] = self._known[key] = _compile(*key)
        all_flags, numbers, groups, by_name, names = compiled
        pattern = _sre.compile(source, all_flags, array("I", numbers).tolist(), groups, by_name, names)
        return cast("re.Pattern[AnyStr]", pattern)

    def keep(self) -> None:
        """Write the newly compiled patterns to the file, together with patterns added meanwhile by parallel processes."""
        if self._new:
            known = {**self._read(), **self._new}
            self._store.write(_name(), marshal.dumps(known if len(known) <= _MOST else self._new))
            self._new.clear()


def _name() -> str:
    return fingerprint("patterns", sys.version, _sre.MAGIC)


def _compile(source: str | bytes, flags: int) -> Compiled:
    """Compile as `re.compile` does (Lib/re/_compiler.py), up to the last step."""
    parsed = _parser.parse(source, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, group in state.groupdict.items():
        names[group] = name
    numbers = array("I", _compiler._code(parsed, flags)).tobytes()
    return int(flags | state.flags), numbers, state.groups - 1, dict(state.groupdict), tuple(names)
