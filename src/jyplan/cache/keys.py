"""What a result depends on, as one number in hexadecimal digits."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOME = Path(__file__).parents[1]
_DISTRIBUTIONS = (".dist-info", ".egg-info")


def fingerprint(*values: object) -> str:
    """Return the same 64 digits for equal values of the domain in any process, other ones for other values.

    Raises:
        TypeError: a value is made of something whose content cannot be told.
    """
    return hashlib.sha256(repr([_told(value) for value in values]).encode("utf-8", "surrogatepass")).hexdigest()


def _told(value: object) -> object:
    """Return a value as tuples and plain values, whose `repr` says all there is to say."""
    if isinstance(value, Enum):
        return type(value).__name__, value.value
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [_told(each) for each in value]
    if isinstance(value, frozenset):
        return "set", sorted(repr(_told(each)) for each in value)
    if isinstance(value, Mapping):
        return "mapping", [(_told(key), _told(each)) for key, each in value.items()]
    if is_dataclass(value):
        return type(value).__qualname__, [_told(getattr(value, field.name)) for field in fields(value)]
    raise TypeError(type(value).__name__)


@cache
def surroundings() -> str:
    """Return what every result depends on, apart from what it is a result of: Python, this code, all packages.

    An installed package lists its files with their digests (RECORD, in the specification of binary distributions); in
    a checkout the times of the files tell whether one was edited.
    """
    records = sorted(_HOME.parent.glob("jyplan-*.dist-info/RECORD"))
    code = [record.read_bytes() for record in records] if records else sorted(_files(_HOME))
    packages = sorted({name for folder in sys.path for name in _distributions(folder)})
    return hashlib.sha256(repr((sys.version, VERSION, code, packages)).encode()).hexdigest()


def _files(home: Path) -> Iterator[tuple[str, int, int]]:
    for path in home.rglob("*.*"):
        if path.suffix != ".pyc":
            found = path.lstat()  # editors leave links that lead nowhere
            yield str(path), found.st_size, found.st_mtime_ns


def _distributions(folder: str) -> list[str]:
    try:
        return [path.name for path in Path(folder).iterdir() if path.name.endswith(_DISTRIBUTIONS)]
    except OSError:
        return []
