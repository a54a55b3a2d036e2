"""Durations written by the user: 90s, 10min, 2h."""

from __future__ import annotations

from jyplan.errors import UsageError
from jyplan.text.patterns import lazy_pattern

_DURATION = lazy_pattern(r"(?P<count>[0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(?P<unit>s|min|h|)")
_SECONDS = {"": 1, "s": 1, "min": 60, "h": 3600}


def parse_duration(text: str) -> float:
    """Return the seconds of a duration written as 90, 90s, 10min or 2h.

    >>> parse_duration("10min"), parse_duration("90")
    (600.0, 90.0)

    Raises:
        UsageError: the text is no duration, or the duration is zero.
    """
    match = _DURATION.fullmatch(text.strip())
    seconds = float(match["count"]) * _SECONDS[match["unit"]] if match else 0.0
    if not seconds:
        raise UsageError("“{text}” is not a duration", hint="write it as 90s, 10min or 2h", text=text)
    return seconds
