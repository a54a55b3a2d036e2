"""Facts and places as plain data: their fields in every JSON report, in a fixed order."""

from __future__ import annotations

from math import isfinite

from jyplan.model import Fact, Indicator, Owner, Period, Place

_EXACT = 2**53
"""JSON readers keep whole numbers below this limit exactly: RFC 8259, 6."""


def place_data(place: Place) -> dict[str, object]:
    """Return the known numbers of a place.

    >>> place_data(Place(line=12))
    {'line': 12}
    """
    names = ("line", "column", "paragraph", "page", "table", "row")
    return {name: number for name in names if (number := getattr(place, name)) is not None}


def fact_data(fact: Fact) -> dict[str, object]:
    """Return a fact with the fields of its kind.

    >>> fact_data(Period("九月", 4, 6, first="2025-09", last="2025-09"))
    {'kind': 'date', 'text': '九月', 'start': 4, 'end': 6, 'from': '2025-09', 'to': '2025-09'}
    """
    return {"kind": fact.kind, "text": fact.text, "start": fact.start, "end": fact.end} | _details(fact)


def _details(fact: Fact) -> dict[str, object]:
    match fact:
        case Indicator():
            return {
                "value": _number(fact.value),
                "upper": None if fact.upper is None else _number(fact.upper),
                "unit": fact.unit,
                "comparator": fact.comparator.value,
                "per": list(fact.per),
            }
        case Period():
            return {"from": fact.first, "to": fact.last}
        case Owner():
            return {"names": list(fact.names)}
        case _:
            return {}


def _number(value: float) -> float | None:
    """Return a whole value as an int, and None for infinity and NaN, which JSON cannot write."""
    if not isfinite(value):
        return None
    return int(value) if abs(value) < _EXACT and value == int(value) else value
