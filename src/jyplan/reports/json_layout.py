"""JSON for people and programs: indented, but small objects on one line, at the speed of the C encoder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jyplan.reports.visible import escaped_in_quotes

if TYPE_CHECKING:
    from collections.abc import Mapping

_ONE_LINE = 160
"""Characters up to which an object without objects in it stays on a line: a fact with a short sentence."""

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def laid_out(data: Mapping[str, object]) -> bytes:
    r"""Return `data` as an UTF-8 JSON text with a line end, in the order of its keys.

    No terminal control, directional mark or lone surrogate is raw in it.

    >>> print(laid_out({"text": ["一", "二"], "span": {"start": 0, "end": 3}}).decode(), end="")
    {
      "text": [
        "一",
        "二"
      ],
      "span": {"start": 0, "end": 3}
    }
    """
    pieces: list[str] = []
    _write(data, "\n", pieces)
    pieces.append("\n")
    return escaped_in_quotes("".join(pieces)).encode("utf-8")


def _write(value: object, line: str, pieces: list[str]) -> None:
    """Append the JSON of `value`; `line` is a line end and the indent of the line `value` begins on."""
    inner = line + "  "
    if isinstance(value, dict) and value:
        if _is_flat(value) and len(encoded := _encode(value)) <= _ONE_LINE:
            pieces.append(encoded)
            return
        for index, (key, member) in enumerate(value.items()):
            pieces.append(f"{',' if index else '{'}{inner}{_encode(key)}: ")
            _write(member, inner, pieces)
        pieces.append(line + "}")
    elif isinstance(value, list) and value:
        for index, member in enumerate(value):
            pieces.append(f"{',' if index else '['}{inner}")
            _write(member, inner, pieces)
        pieces.append(line + "]")
    else:
        pieces.append(_encode(value))


def _is_flat(value: Mapping[str, object]) -> bool:
    return not any(
        isinstance(member, dict) or (isinstance(member, list) and any(isinstance(each, dict | list) for each in member))
        for member in value.values()
    )
