"""The decorator of the facts: frozen dataclasses with slots, whose classes are made in little more than half the time.

`dataclasses` writes and compiles the source of six functions for each class, and a run needs thirty classes. Three of the six
are the same for every class and stand here.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Return the decorator that `dataclasses.dataclass` returns, with comparison, hash and text of `frozen`."""
        make = dataclasses.dataclass(frozen=frozen, slots=slots, eq=False, repr=False)

        def decorate(kind: type) -> type:
            kind.__eq__, kind.__hash__, kind.__repr__ = _equals, _hash, _repr
            return make(kind)

        return decorate


__all__ = ["dataclass"]


@cache
def _compared(kind: type[Any]) -> Callable[[Any], object]:
    return attrgetter(*(field.name for field in dataclasses.fields(kind) if field.compare))


@cache
def _shown(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.repr)


def _equals(left: Any, right: Any) -> object:
    kind = left.__class__
    if right.__class__ is not kind:
        return NotImplemented
    values = _compared(kind)
    return values(left) == values(right)


def _hash(fact: Any) -> int:
    return hash(_compared(fact.__class__)(fact))


def _repr(fact: Any) -> str:
    kind = fact.__class__
    return f"{kind.__qualname__}({', '.join(f'{name}={getattr(fact, name)!r}' for name in _shown(kind))})"
