"""Keys of the cache: hashes of everything a result depends on, in hexadecimal digits."""

from __future__ import annotations

import datetime
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
    """Return 64 hexadecimal digits: equal for equal values in any process, different for different values.

    Raises:
        TypeError: a value has a part that is no plain value, collection, enum or dataclass.
    """
    return hashlib.sha256(repr([_plain(value) for value in values]).encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> object:
    """Return a value as lists, tuples and plain values, with a `repr` of the whole content."""
    if isinstance(value, Enum):
        return type(value).__name__, value.value
    if value is None or isinstance(value, (str, int, float, bytes)):
        return value
    if isinstance(value, datetime.date):
        return "date", value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if isinstance(value, frozenset):
        return "set", sorted(repr(_plain(part)) for part in value)
    if isinstance(value, Mapping):
        return "mapping", [(_plain(key), _plain(content)) for key, content in value.items()]
    if is_dataclass(value):
        return type(value).__qualname__, [_plain(getattr(value, field.name)) for field in fields(value)]
    raise TypeError(type(value).__name__)


@cache
def surroundings() -> str:
    """Return a hash of the dependencies of all results: Python, the code of jyplan, all installed packages.

    The code of an installed jyplan is known by RECORD, the list of files with digests (specification of binary
    distributions); the code of a checkout by names, sizes and times of its files.
    """
    records = sorted(_HOME.parent.glob("jyplan-*.dist-info/RECORD"))
    code = [record.read_bytes() for record in records] if records else sorted(_files(_HOME))
    packages = sorted({name for folder in sys.path for name in _distributions(folder)})
    return hashlib.sha256(repr((sys.version, VERSION, code, packages)).encode()).hexdigest()


def _files(home: Path) -> Iterator[tuple[str, int, int]]:
    for path in home.rglob("*.*"):
        if path.suffix != ".pyc":
            status = path.lstat()  # not stat: editors leave broken links
            yield str(path), status.st_size, status.st_mtime_ns


def _distributions(folder: str) -> list[str]:
    try:
        return [path.name for path in Path(folder).iterdir() if path.name.endswith(_DISTRIBUTIONS)]
    except OSError:
        return []
