"""Addresses on the command line: a path, `-` for standard input, `page.txt#5` for the fifth plan of a file."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from jyplan.errors import InputError, UsageError
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

STANDARD_INPUT = "-"

_ADDRESS = lazy_pattern(r"(?P<path>.+)#(?P<plan>[0-9]{1,9})", re.DOTALL)


def split_address(name: str) -> tuple[str, int | None]:
    """Return the path and the plan number of an address; without a number None.

    `page.txt#5` is the fifth plan of `page.txt`, unless a file called `page.txt#5` exists.

    Raises:
        InputError: the plan is number 0.
    """
    if os.path.lexists(name):
        return name, None
    path, plan = _split_plan(name)
    if plan == 0:
        raise InputError("plans are counted from 1", where=name)
    return path, plan


def names_a_plan(path: str) -> bool:
    """Return whether a path looks like the address of a single plan.

    >>> names_a_plan("page.txt#5"), names_a_plan("page.txt")
    (True, False)
    """
    return _ADDRESS.fullmatch(path) is not None


def forbid_repeated_input(names: Iterable[str]) -> None:
    """Refuse a list of names with standard input twice: after the first reading nothing is left.

    Raises:
        UsageError: standard input is named more than once.
    """
    if sum(_split_plan(name)[0] == STANDARD_INPUT for name in names) > 1:
        raise UsageError("standard input can be read only once", where=STANDARD_INPUT)


def _split_plan(name: str) -> tuple[str, int | None]:
    match = _ADDRESS.fullmatch(name)
    return (match["path"], int(match["plan"])) if match else (name, None)
