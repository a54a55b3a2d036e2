"""Fast pickling of facts between processes: by the values of the fields, in a third of the time.

The pickling that `dataclasses` gives to classes with slots looks up the names of the fields for every object.
"""

from __future__ import annotations

import copyreg
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jyplan import model

if TYPE_CHECKING:
    from collections.abc import Callable

    Reduce = Callable[[Any], tuple[type[Any], tuple[Any, ...]]]


@cache
def register() -> None:
    """Make this process pickle every class of `model` by values; a process without registration can unpickle them."""
    for kind in vars(model).values():
        if isinstance(kind, type) and is_dataclass(kind):
            copyreg.pickle(kind, _reduce(*(field.name for field in fields(kind))))


def _reduce(first: str, *further: str) -> Reduce:
    values = attrgetter(first, *further)  # of a single name: the value, not a tuple
    if further:
        return lambda fact: (type(fact), values(fact))
    return lambda fact: (type(fact), (values(fact),))
