"""The examples of a rule: plain texts, or paragraphs with font, size, alignment and line spacing."""

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
class StyledParagraph:
    """A paragraph with its style; an empty or zero field is a property that the Word file leaves open."""

    text: str = option(Shape(), "The text of the paragraph.")
    font: str = option(Shape(), "Its font.", "")
    size: float = option(Number(1, 200), "Its size in points.", 0.0)
    alignment: str = option(Choice(("left", "center", "right", "both")), "Its alignment.", "")
    spacing: float = option(Number(1, 200), "Its fixed line spacing in points.", 0.0)


@dataclass(frozen=True, slots=True)
class Example:
    """A small plan for testing a rule."""

    text: str
    """The plan as lines, a paragraph a line."""
    paragraphs: tuple[StyledParagraph, ...] = ()
    """The lines of `text` with their styles; empty for a plain text."""
    margins: tuple[float, ...] = ()
    """Page margins in points: top, bottom, left, right; empty for margins that the file leaves open."""


@dataclass(frozen=True, slots=True)
class _Margins(ListOf):
    item: Shape = field(default_factory=lambda: Number(0, 1000))

    def accept(self, values: tuple[Any, ...]) -> None:
        """Refuse any number of lengths but four."""
        if len(values) != 4:
            raise BadValueError(Message("must be four margins: top, bottom, left, right"))


@dataclass(frozen=True, slots=True)
class _Page:
    margins: tuple[float, ...] = option(_Margins(), "Page margins in points: top, bottom, left, right.", ())


def read_examples(values: Values, tree: Tree | None) -> dict[str, tuple[Example, ...]]:
    """Return the examples under `pass` and `fail`; an example with a mistake is left out."""
    examples: dict[str, tuple[Example, ...]] = dict.fromkeys(KINDS, ())
    for name, (key, value) in (values.entries(tree) if tree is not None else {}).items():
        if name in examples:
            listed = value.items if isinstance(value, Items) else (value,)
            if not listed:
                values.complain(value.place, Message("must not be empty"))
            read = [_read_example(values, item) for item in listed]
            examples[name] = tuple(example for example in read if example is not None)
        else:
            values.complain(key.place, unknown(name, examples))
    return examples


def _read_example(values: Values, tree: Tree) -> Example | None:
    if isinstance(tree, Scalar):
        text = values.read(Shape(), tree)
        return None if text is UNREAD else Example(text)
    entries = dict(values.entries(tree))
    paragraphs = entries.pop("paragraphs", None)
    listed = paragraphs.value if paragraphs is not None else None
    page = values.options(_Page, entries, tree.place)
    if not isinstance(listed, Items) or not listed.items:
        values.complain((listed or tree).place, Message("“paragraphs” must be a list of paragraphs with their looks"))
        return None
    styled = [_styled_paragraph(values, item) for item in listed.items]
    if page is UNREAD or UNREAD in styled:
        return None
    return Example("\n".join(paragraph.text for paragraph in styled), tuple(styled), page.margins)


def _styled_paragraph(values: Values, tree: Tree) -> Any:
    """Return a paragraph written as a text or as a mapping; `UNREAD` for a paragraph with a mistake."""
    if isinstance(tree, Scalar):
        text = values.read(Shape(), tree)
        return text if text is UNREAD else StyledParagraph(text)
    return values.options(StyledParagraph, values.entries(tree), tree.place)


def example_schema() -> dict[str, object]:
    """Return the JSON Schema of an example."""
    text = Shape().schema()
    paragraph = {
        "anyOf": [
            text,
            {
                "type": "object",
                "properties": _properties(StyledParagraph),
                "required": ["text"],
                "additionalProperties": False,
            },
        ]
    }
    paragraphs = {"type": "array", "items": paragraph, "minItems": 1}
    styled = {
        "type": "object",
        "properties": {"paragraphs": paragraphs, **_properties(_Page)},
        "required": ["paragraphs"],
        "additionalProperties": False,
    }
    return {"anyOf": [text, styled]}


def _properties(kind: type[Any]) -> dict[str, object]:
    """Return the JSON Schemas of the options of a class, by name."""
    return {name: option.shape.schema() | {"description": option.about} for name, option in options_of(kind).items()}
