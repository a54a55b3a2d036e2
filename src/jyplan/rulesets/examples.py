"""The examples of a rule: a text, or paragraphs with the looks that they would have in Word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jyplan.checks.options import BadValueError, Choice, ListOf, Number, Shape, option, options_of, unknown
from jyplan.model import Message
from jyplan.rulesets.tree import Items, Scalar
from jyplan.rulesets.values import UNREAD

if TYPE_CHECKING:
    from jyplan.rulesets.tree import Tree
    from jyplan.rulesets.values import Values

KINDS = ("pass", "fail")


@dataclass(frozen=True, slots=True)
class Looks:
    """A paragraph with its looks; what is not said is as open as in a Word file that does not say it."""

    text: str = option(Shape(), "What the paragraph says.")
    font: str = option(Shape(), "Its font.", "")
    size: float = option(Number(1, 200), "Its size in points.", 0.0)
    alignment: str = option(Choice(("left", "center", "right", "both")), "Its alignment.", "")
    spacing: float = option(Number(1, 200), "Its fixed line spacing in points.", 0.0)


@dataclass(frozen=True, slots=True)
class Example:
    """A small plan on which a rule is tried."""

    text: str
    """Its paragraphs, a line each."""
    looks: tuple[Looks, ...] = ()
    """The same paragraphs with their looks; none for a plain text."""
    margins: tuple[float, ...] = ()
    """Page margins in points: top, bottom, left, right; none where they are not said."""


@dataclass(frozen=True, slots=True)
class _Margins(ListOf):
    item: Shape = field(default_factory=lambda: Number(0, 1000))

    def accept(self, values: tuple[Any, ...]) -> None:
        """Refuse all but four lengths."""
        if len(values) != 4:
            raise BadValueError(Message("must be four margins: top, bottom, left, right"))


@dataclass(frozen=True, slots=True)
class _Page:
    margins: tuple[float, ...] = option(_Margins(), "Page margins in points: top, bottom, left, right.", ())


def read_examples(values: Values, tree: Tree | None) -> dict[str, tuple[Example, ...]]:
    """Return the examples that pass and that fail; of those with a mistake none."""
    examples: dict[str, tuple[Example, ...]] = dict.fromkeys(KINDS, ())
    for name, (key, value) in (values.entries(tree) if tree is not None else {}).items():
        if name in examples:
            listed = value.items if isinstance(value, Items) else (value,)
            if not listed:
                values.complain(value.place, Message("must not be empty"))
            examples[name] = tuple(read for each in listed if (read := _read(values, each)) is not None)
        else:
            values.complain(key.place, unknown(name, examples))
    return examples


def _read(values: Values, tree: Tree) -> Example | None:
    if isinstance(tree, Scalar):
        text = values.read(Shape(), tree)
        return None if text is UNREAD else Example(text)
    said = dict(values.entries(tree))
    _, listed = said.pop("paragraphs", (None, None))
    page = values.options(_Page, said, tree.place)
    if not isinstance(listed, Items) or not listed.items:
        values.complain((listed or tree).place, Message("“paragraphs” must be a list of paragraphs with their looks"))
        return None
    looks = [_looks(values, each) for each in listed.items]
    if page is UNREAD or UNREAD in looks:
        return None
    return Example("\n".join(each.text for each in looks), tuple(looks), page.margins)


def _looks(values: Values, tree: Tree) -> Any:
    """Return a paragraph, which may be its text alone, or `UNREAD`."""
    if isinstance(tree, Scalar):
        text = values.read(Shape(), tree)
        return text if text is UNREAD else Looks(text)
    return values.options(Looks, values.entries(tree), tree.place)


def example_schema() -> dict[str, object]:
    """Return the JSON Schema of one example."""
    text = Shape().schema()
    looks = {name: each.shape.schema() | {"description": each.about} for name, each in options_of(Looks).items()}
    paragraph = {
        "anyOf": [text, {"type": "object", "properties": looks, "required": ["text"], "additionalProperties": False}]
    }
    page = {name: each.shape.schema() | {"description": each.about} for name, each in options_of(_Page).items()}
    paragraphs = {"type": "array", "items": paragraph, "minItems": 1}
    styled = {
        "type": "object",
        "properties": {"paragraphs": paragraphs, **page},
        "required": ["paragraphs"],
        "additionalProperties": False,
    }
    return {"anyOf": [text, styled]}
