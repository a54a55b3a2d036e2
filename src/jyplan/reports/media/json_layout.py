"""JSON, indented except for small objects on a line; as fast as the C encoder of `json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from jyplan.reports.media.visible import escaped_in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ONE_LINE = 160
"""Longest one-line object in characters: a fact with a short sentence. Objects with objects inside are indented."""

_MANY = 10_000
"""Pieces, of some ten characters each, after which they are encoded: no long output is in memory twice."""

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_quoted = json.encoder.encode_basestring  # as _encode treats a string, without the cost of a call


@dataclass(frozen=True, slots=True)
class OneLine:
    """A value written on one line of any length: a row of a table, the numbers of many plans."""

    value: object


@dataclass(frozen=True, slots=True)
class RowByRow:
    """The rows of a long list, made while the list is written: no two rows are in memory together."""

    rows: Iterator[object]


_SPREAD = frozenset({dict, OneLine})
"""A list with such members is indented, and so is the object around the list."""


def laid_out(data: Mapping[str, object]) -> bytes:
    r"""Return `data` as JSON in UTF-8 with a final line end, keys in their order.

    Terminal controls, directional marks and lone surrogates are escaped. The members of a
    `RowByRow` are made while they are written.

    >>> print(laid_out({"text": ["一", "二"], "span": {"start": 0, "end": 3}}).decode(), end="")
    {
      "text": [
        "一",
        "二"
      ],
      "span": {"start": 0, "end": 3}
    }
    """
    written = BytesIO()
    pieces: list[str] = []
    _write(data, "\n", pieces, written)
    pieces.append("\n")
    _flush(pieces, written)
    return written.getvalue()


def _flush(pieces: list[str], written: BytesIO) -> None:
    written.write(escaped_in_quotes("".join(pieces)).encode("utf-8"))
    pieces.clear()


def _write(value: object, line: str, pieces: list[str], written: BytesIO) -> None:
    """Append the JSON of `value`; `line` is a line end and the indent of the line on which `value` begins."""
    if len(pieces) > _MANY:
        _flush(pieces, written)
    inner = line + "  "
    if isinstance(value, dict) and value:
        if short := _one_line(value):
            pieces.append(short)
            return
        start = "{"
        for key, member in value.items():
            pieces.append(f"{start}{inner}{_quoted(key)}: ")
            _write(member, inner, pieces, written)
            start = ","
        pieces.append(line + "}")
    elif type(value) is RowByRow or (isinstance(value, list) and value):
        start = "["
        for member in value.rows if isinstance(value, RowByRow) else value:
            pieces.append(start + inner)
            _write(member, inner, pieces, written)
            start = ","
        pieces.append(line + "]" if start == "," else "[]")
    else:
        pieces.append(_encoded(value))


def _one_line(value: Mapping[str, object]) -> str | None:
    """Return an object on a line; None for an object with objects inside, or longer than `_ONE_LINE`."""
    for member in value.values():
        if isinstance(member, dict | RowByRow) or (
            isinstance(member, list) and not _SPREAD.isdisjoint(map(type, member))
        ):
            return None
    text = "{" + ", ".join([f"{_quoted(key)}: {_encoded(member)}" for key, member in value.items()]) + "}"
    return text if len(text) <= _ONE_LINE else None


def _encoded(value: object) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if value is None:
        return "null"
    if type(value) is int:
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_encoded, value))}]"
    return _encode(value.value if isinstance(value, OneLine) else value)
