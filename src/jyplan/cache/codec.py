"""Facts of `model` as JSON and back, without loss; decoding can only make facts of `model`.

Text, numbers, truth values and None stand for themselves. Everything else is a list that begins with a number: 0 is a
tuple, 1 a mapping (key, value, key, value …), 2 a repeated block or place (by its number in order of first appearance),
higher numbers are the types in `TYPES` with all fields in order.

>>> decode(encode(("计划", {"a": 1}))), encode(("计划", {"a": 1})).decode()
(('计划', {'a': 1}), '[0,"计划",[1,"a",1]]')
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin, get_type_hints

from jyplan import model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TUPLE, _MAPPING, _AGAIN = range(3)
TYPES: tuple[type[Any], ...] = (
    model.Checked, model.Outline, model.Document, model.PageLayout, model.Block, model.BlockKind, model.Place, model.Cell,
    model.Style, model.Problem, model.Message, model.Plan, model.Genre, model.SchoolYear, model.Node, model.Role,
    model.Span, model.Indicator, model.Comparator, model.Period, model.Owner, model.Deliverable, model.Finding,
    model.Level, model.Wording, model.Origin, model.Anchor, model.Outside, model.OutsideKind, model.ProblemKind,
    model.Score, model.CriterionScore, model.LostPoints,
)  # fmt: skip
_NUMBERS = {kind: number for number, kind in enumerate(TYPES, start=_AGAIN + 1)}
_MAKERS: dict[int, Callable[..., Any]] = {
    number: {member.value: member for member in kind}.__getitem__ if issubclass(kind, Enum) else kind
    for kind, number in _NUMBERS.items()
}
_FIELDS = {kind: attrgetter(*(field.name for field in fields(kind))) for kind in TYPES if is_dataclass(kind)}
_KINDS = dict(enumerate(TYPES, start=_AGAIN + 1))
_SHARED = frozenset({_NUMBERS[model.Block], _NUMBERS[model.Place]})
_PLAIN = frozenset({str, int, float, bool, type(None)})


class NotStorableError(Exception):
    """A value of a type outside `TYPES`."""


class DamagedError(Exception):
    """Bytes not written by `encode`."""


def encode(value: object) -> bytes:
    """Return a value as JSON.

    Raises:
        NotStorableError: a value inside is of a type outside `TYPES`.
    """
    text = json.dumps(_Writer().written(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> object:
    """Return the value of JSON written by `encode`.

    Raises:
        DamagedError: `encode` cannot have written the data.
    """
    try:
        content = json.loads(data.decode("utf-8", "surrogatepass"))
        return _Reader().read(content) if isinstance(content, list) else content
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise DamagedError from error


class _Everything:
    """A set of all classes."""

    def __contains__(self, kind: object) -> bool:
        return True


class _TupleShape(NamedTuple):
    """The tuples allowed as the value of a field."""

    classes: _Everything | frozenset[type]
    """Classes of the elements."""
    elements: _TupleShape | None
    """Shape of the elements, where those are tuples."""
    length: int | None
    """Number of elements, None for any number."""

    def fits(self, value: Any) -> bool:
        if value.__class__ is not tuple:
            return True  # another class that the field may have
        if self.length is not None and len(value) != self.length:
            return False
        return all(
            element.__class__ in self.classes and (self.elements is None or self.elements.fits(element))
            for element in value
        )


_FieldShape = tuple[_Everything | frozenset[type], _TupleShape | None]
"""Classes allowed for the value of a field, and the shape of a tuple among the values."""


@cache
def _field_shapes(number: int) -> tuple[_FieldShape, ...]:
    """Return the shapes of the fields of a type, in order; none for an enumeration, whose members check themselves."""
    kind = _KINDS[number]
    if issubclass(kind, Enum):
        return ()
    # `model` imports these for type checking only
    hints = get_type_hints(kind, localns={"Mapping": dict, "Iterator": object})
    return tuple(_shape_of(hints[field.name]) for field in fields(kind))


def _shape_of(hint: Any) -> _FieldShape:
    if hint is object or hint is Any:
        return _Everything(), None
    origin, parts = get_origin(hint), get_args(hint)
    if origin is tuple:
        elements = [part for part in parts if part is not ...]
        return frozenset({tuple}), _TupleShape(*_shape_of(elements[0]), None if ... in parts else len(elements))
    if origin is dict:
        return frozenset({dict}), None
    if parts:
        shapes = [_shape_of(part) for part in parts]
        classes = {kind for part, _ in shapes if isinstance(part, frozenset) for kind in part}
        return frozenset(classes), next((shape for _, shape in shapes if shape), None)
    if hint is float:
        return frozenset({float, int}), None
    return frozenset(kind for kind in (*TYPES, hint) if issubclass(kind, hint)), None


class _Writer:
    """Writes a value; a block of a document and of a plan is written once, and the place of a block, too."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def written(self, value: Any) -> object:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return [_TUPLE, *self._all_written(value)]
        if kind is dict:
            return [_MAPPING, *self._all_written([part for item in value.items() for part in item])]
        number = _NUMBERS.get(kind)
        if number is None:
            raise NotStorableError(kind.__name__)
        if isinstance(value, Enum):
            return [number, value.value]
        known = self._known.get(id(value))
        if known is not None:
            return [_AGAIN, known]
        written = [number, *self._all_written(_FIELDS[kind](value))]
        if number in _SHARED:
            self._known[id(value)] = len(self._known)
        return written

    def _all_written(self, values: Iterable[Any]) -> list[object]:
        return [value if value.__class__ in _PLAIN else self.written(value) for value in values]


class _Reader:
    """Reads a value."""

    def __init__(self) -> None:
        self._known: list[object] = []

    def read(self, parts: list[Any]) -> Any:
        number, *contents = [self.read(part) if part.__class__ is list else part for part in parts]
        if number == _TUPLE:
            return tuple(contents)
        if number == _AGAIN:
            return self._known[contents[0]]
        if number == _MAPPING:
            return dict(zip(contents[::2], contents[1::2], strict=True))
        value = _MAKERS[number](*contents)
        for part, (classes, shape) in zip(contents, _field_shapes(number), strict=False):
            if part.__class__ not in classes or (shape is not None and part and not shape.fits(part)):
                raise TypeError(type(value).__name__)
        if number in _SHARED:
            self._known.append(value)
        return value
