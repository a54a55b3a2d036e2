"""Sizes of files as users write and read sizes, and the default limit."""

from __future__ import annotations

import re

from jyplan.errors import UsageError
from jyplan.text.patterns import lazy_pattern

DEFAULT_MAX_SIZE = 50 * 1024**2
"""Bytes. The longest plans with all their appendices stay below 1 MB; scans come near 50 MB."""

_SIZE = lazy_pattern(r"(?P<count>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>[KMGT]?)i?B?", re.IGNORECASE)
_UNITS = "KMGT"  # powers of 1024, as file managers count


def parse_size(text: str) -> int:
    """Return a number of bytes written as 50MB, 1.5GB, 800k or 1000.

    >>> parse_size("50MB"), parse_size("1000")
    (52428800, 1000)

    Raises:
        UsageError: the text is no size, or the size is zero.
    """
    match = _SIZE.fullmatch(text.strip())
    power = _UNITS.index(match["unit"].upper()) + 1 if match and match["unit"] else 0
    size = int(float(match["count"]) * 1024**power) if match else 0
    if not size:
        raise UsageError("“{text}” is not a size", hint="write it as 50MB or 1GB", text=text)
    return size


def format_size(size: int) -> str:
    """Return a number of bytes in the largest fitting unit, for messages.

    >>> format_size(52428800), format_size(1536), format_size(12)
    ('50 MB', '1.5 KB', '12 B')
    """
    power = min(max(size.bit_length() - 1, 0) // 10, len(_UNITS))
    return f"{size / 1024**power:.1f}".removesuffix(".0") + f" {_UNITS[power - 1]}B" if power else f"{size} B"
