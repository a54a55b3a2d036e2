"""The facts of the domain as JSON and back, every value as it was; what is read can only become such facts.

A text, number, truth value or None stands for itself. Everything else is a list that begins with a number: 0 is a tuple,
1 a mapping (key, value, key, value …), 2 an earlier block again, the rest are the types in `TYPES` with their fields in order.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from jyplan import model
from jyplan.model import Block

_TUPLE, _MAPPING, _AGAIN = range(3)
TYPES: tuple[type[Any], ...] = (
    model.Checked, model.Outline, model.Document, model.PageLayout, model.Block, model.BlockKind, model.Place, model.Cell,
    model.Style, model.Problem, model.Message, model.Plan, model.PlanKind, model.SchoolYear, model.Node, model.Role,
    model.Span, model.Indicator, model.Comparator, model.Period, model.Owner, model.Deliverable, model.Finding,
    model.Level, model.Wording,
)  # fmt: skip
_NUMBERS = {kind: number for number, kind in enumerate(TYPES, start=_AGAIN + 1)}
_KINDS: list[type[Any] | None] = [None] * (_AGAIN + 1) + list(TYPES)
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in TYPES if is_dataclass(kind)}
_PLAIN = frozenset({str, int, float, bool, type(None)})


class NotStorableError(Exception):
    """A value of a type that is none of the facts."""


class DamagedError(Exception):
    """Not what `encode` gives."""


def encode(value: object) -> bytes:
    """Return a value of the domain as JSON.

    Raises:
        NotStorableError: there is something else in it.
    """
    text = json.dumps(_Writer().written(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> object:
    """Return the value that `encode` was given.

    Raises:
        DamagedError: it cannot have been given any.
    """
    try:
        content = json.loads(data.decode("utf-8", "surrogatepass"))
        return _Reader().read(content) if isinstance(content, list) else content
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise DamagedError from error


class _Writer:
    """Writes one value; a block that stands in the document and in a plan is written once."""

    def __init__(self) -> None:
        self._blocks: dict[int, int] = {}

    def written(self, value: Any) -> object:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return [_TUPLE, *map(self.written, value)]
        if kind is dict:
            return [_MAPPING, *(self.written(part) for item in value.items() for part in item)]
        if kind not in _NUMBERS:
            raise NotStorableError(kind.__name__)
        number = _NUMBERS[kind]
        if issubclass(kind, Enum):
            return [number, value.value]
        if kind is Block:
            known = self._blocks.get(id(value))
            if known is not None:
                return [_AGAIN, known]
            self._blocks[id(value)] = len(self._blocks)
        return [number, *(self.written(getattr(value, name)) for name in _FIELDS[kind])]


class _Reader:
    """Reads one value."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []

    def read(self, parts: list[Any]) -> Any:
        number, *rest = parts
        values = [self.read(part) if part.__class__ is list else part for part in rest]
        kind = _KINDS[number]
        if kind is not None:
            value = kind(*values)
            if kind is Block:
                self._blocks.append(value)
            return value
        if number == _TUPLE:
            return tuple(values)
        if number == _AGAIN:
            return self._blocks[values[0]]
        return dict(zip(values[::2], values[1::2], strict=True))
