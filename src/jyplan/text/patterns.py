"""Regular expressions compiled at first use: a small plan needs less than half of the package's expressions.

An import that compiles every pattern would take longer than the outline of a small plan.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr, Generic, cast

if TYPE_CHECKING:
    from collections.abc import Callable

HANZI = r"[^\W\d_A-Za-z〇①-⒛Ⅰ-ⅿ㈠-㉃㊀-㊰]"
"""A Hanzi, or any letter but Latin. The range of all Hanzi takes ten times as long to compile: a millisecond."""


_compiler: list[Callable[[Any, int], re.Pattern[Any]]] = [re.compile]


def compile_with(compiler: Callable[[Any, int], re.Pattern[Any]]) -> None:
    """Replace `re.compile` by `compiler` for all patterns first used from now on."""
    _compiler[0] = compiler


def lazy_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern compiled at the first call of a method; later calls are as fast as for a compiled pattern.

    >>> week = lazy_pattern("第([0-9]+)周")
    >>> week.search("第3周开会")[1]
    '3'
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(source, flags))


class LazyPattern(Generic[AnyStr]):
    """A pattern not yet compiled, with the methods of `re.Pattern`; made by `lazy_pattern`."""

    def __init__(self, source: AnyStr, flags: int) -> None:
        """Keep the source as `pattern`; an invalid source raises an error at first use."""
        self.pattern: AnyStr = source
        self._given_flags = flags

    def compiled(self) -> re.Pattern[AnyStr]:
        """Return the compiled pattern."""
        return _compiler[0](self.pattern, self._given_flags)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the compiled pattern, stored here: the next access compiles nothing."""
        if name.startswith("_"):  # pickle and copy ask before there is a source
            raise AttributeError(name)
        value = getattr(self.compiled(), name)
        setattr(self, name, value)
        return value
