"""Attribute values as Python values; an invalid value gives None, never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.ooxml.names import VAL, w
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# ST_UniversalMeasure, ECMA-376 part 1, 22.9.2.15; points in each unit
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_MEASURE = lazy_pattern(r"(-?\d{1,9}(?:\.\d{1,9})?)(pt|in|cm|mm|pc|pi)?")
_OFF = frozenset({"0", "false", "off"})


def is_on(element: Element | None) -> bool:
    """Return whether a switch is on: present and not `0`, `false` or `off` (ST_OnOff, 22.9.2.7)."""
    return element is not None and element.get(VAL, "1") not in _OFF


def child_value(element: Element, name: str) -> str | None:
    """Return the `w:val` of the first child with a name, None without the child or the attribute."""
    child = element.find(w(name))
    return None if child is None else child.get(VAL)


def integer(text: str | None) -> int | None:
    """Return a whole number, None for anything else.

    >>> [integer(t) for t in ("12", "-1", "240.0", "many", None)]
    [12, -1, 240, None, None]
    """
    match = _MEASURE.fullmatch(text.strip()) if text else None
    return int(float(match[1])) if match and match[2] is None else None


def points(text: str | None, parts: int = 20) -> float | None:
    """Return a measure in points; a number without a unit counts twentieths of a point, or 1/`parts`.

    >>> points("560"), points("28", parts=2), points("1in"), points("auto")
    (28.0, 14.0, 72.0, None)
    """
    match = _MEASURE.fullmatch(text.strip()) if text else None
    if match is None:
        return None
    number = float(match[1])
    return number * _UNITS[match[2]] if match[2] else number / parts
