"""Dates as stored in workbooks: days since the end of 1899 (ECMA-376 part 1, 18.17.4)."""

from __future__ import annotations

from datetime import datetime, timedelta

LAST_SERIAL = 2_958_465
"""31 December 9999."""
_LEAP_DAY = 60
"""The day 29 February 1900, which Excel counts and no calendar has."""


def moment_of(serial: float) -> datetime:
    """Return the date and time of a number of days from 0 to `LAST_SERIAL`, to the second.

    >>> moment_of(45901.375).isoformat(), moment_of(1).isoformat()
    ('2025-09-01T09:00:00', '1900-01-01T00:00:00')
    """
    first = datetime(1899, 12, 31) if serial < _LEAP_DAY else datetime(1899, 12, 30)
    days = int(serial)
    return first + timedelta(days=days, seconds=min(round((serial - days) * 86_400), 86_399))
