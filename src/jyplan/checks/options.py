"""Shapes of rule options: a shape reads the text of a value from a rule file as a typed value, or refuses the text.

Shapes know neither YAML nor positions; `rulesets` gives them plain text and adds the position to a refusal.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, field
from typing import TYPE_CHECKING, Any

from jyplan.errors import closest_name, did_you_mean, suggestion
from jyplan.model import Message, Role, chinese_words, english_name
from jyplan.text.expressions import BadExpressionError, Expression

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WHOLE = re.compile("-?[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_CHINESE_LIKENESS = 0.5
"""Least likeness of a suggested Chinese word: one character of two may be wrong, 警高 for 警告."""
_LONGEST_WORD = 80
"""Characters of a word compared with known words: the greatest length of a rule id."""


class BadValueError(ValueError):
    """A refused value of an option; `message` gives the reason."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Shape:
    """Any text but an empty text. Base of all shapes."""

    def read(self, text: str) -> Any:
        """Return the typed value of a text from a rule file.

        Raises:
            BadValueError: The shape has no value with this text.
        """
        if not text.strip():
            raise BadValueError(Message("must not be empty"))
        return text

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the values allowed in a rule file."""
        return {"type": ["string", "number"], "minLength": 1}


@dataclass(frozen=True, slots=True)
class Whole(Shape):
    """A whole number from `least` to 999,999,999."""

    least: int = 0

    def read(self, text: str) -> int:
        """Return the number."""
        if not _WHOLE.fullmatch(text) or int(text) < self.least:
            raise BadValueError(
                Message(
                    "must be a whole number of at least {least}, not “{text}”",
                    {"least": self.least, "text": shortened(text)},
                )
            )
        return int(text)

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the shape."""
        return {"type": "integer", "minimum": self.least}


@dataclass(frozen=True, slots=True)
class Number(Shape):
    """A number from `least` to `most`."""

    least: float = 0
    most: float = 1e9

    def read(self, text: str) -> float:
        """Return the number."""
        if not _DECIMAL.fullmatch(text) or not self.least <= float(text) <= self.most:
            params = {"least": f"{self.least:g}", "most": f"{self.most:g}", "text": shortened(text)}
            raise BadValueError(Message("must be a number from {least} to {most}, not “{text}”", params))
        return float(text)

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the shape."""
        return {"type": "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Flag(Shape):
    """True or false, written `true`, `yes`, `是`, `false`, `no` or `否`."""

    def read(self, text: str) -> bool:
        """Return the truth value."""
        word = english_name(text, ("true", "false")) or text.lower()
        if word not in {"true", "false", "yes", "no"}:
            raise BadValueError(Message("must be true or false, not “{text}”", {"text": shortened(text)}))
        return word in {"true", "yes"}

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the shape."""
        return {"enum": [True, False, *chinese_words(("true", "false"))]}


@dataclass(frozen=True, slots=True)
class Choice(Shape):
    """A word out of `names`."""

    names: tuple[str, ...] = ()

    def read(self, text: str) -> str:
        """Return the word."""
        name = english_name(text, self.names)
        if name is None:
            raise BadValueError(unknown(text, self.names))
        return name

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the shape."""
        return {"enum": [*self.names, *chinese_words(self.names)]}


@dataclass(frozen=True, slots=True)
class RoleName(Choice):
    """The name of a role."""

    names: tuple[str, ...] = tuple(role.value for role in Role)

    def read(self, text: str) -> Any:
        """Return the role."""
        return Role(Choice(self.names).read(text))


@dataclass(frozen=True, slots=True)
class Pattern(Shape):
    """A regular expression."""

    def read(self, text: str) -> Expression:
        """Return the compiled expression."""
        try:
            return Expression(Shape().read(text))
        except BadExpressionError as error:
            raise BadValueError(
                Message(
                    "the expression “{text}” cannot be used: it {reason}",
                    {"text": shortened(text), "reason": error.message},
                )
            ) from error

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the shape."""
        return {"type": "string", "minLength": 1}  # no `format: regex`: expressions of ECMA 262 have no \p{Han}


@dataclass(frozen=True, slots=True)
class ListOf(Shape):
    """A list of values; a single value may be written without brackets."""

    item: Shape = field(default_factory=Shape)

    def accept(self, values: tuple[Any, ...]) -> None:
        """Accept or refuse the values of the whole list.

        Raises:
            BadValueError: The values do not fit together.
        """

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the shape."""
        item = self.item.schema()
        return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


@dataclass(frozen=True, slots=True)
class ListFile(Shape):
    """The path of a text file beside the rule file; the value is the content of the file."""

    def content(self, text: str) -> Any:
        """Return the value of a file's text: the lines without comments.

        Raises:
            BadValueError: The file has no words.
        """
        lines = (line.partition("#")[0].strip() for line in text.splitlines())
        words = tuple(dict.fromkeys(filter(None, lines)))
        if not words:
            raise BadValueError(Message("the file has no words"))
        return words


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a rule kind."""

    shape: Shape
    about: str
    """Explanation of the option in the manual: a sentence with a full stop."""
    required: bool


def option(shape: Shape, about: str, default: Any = MISSING) -> Any:
    """Return a dataclass field for an option of a rule kind; rule files must set an option without a default."""
    described = {"option": Option(shape, about, required=default is MISSING)}
    return field(default=default, metadata=described)


def options_of(kind: type[Any]) -> dict[str, Option]:
    """Return the options of a rule kind by name."""
    return {name: attribute.metadata["option"] for name, attribute in kind.__dataclass_fields__.items()}


def unknown(text: str, known: Collection[str]) -> Message:
    """Return the message about an unknown word: with the closest known word, else with all known words.

    The suggestion for a Chinese word may be the Chinese name of a known word.
    """
    sentence = Message("unknown “{text}”", {"text": shortened(text)})
    if (
        not text.isascii()
        and (guess := closest_name(text, chinese_words(known), likeness=_CHINESE_LIKENESS)) is not None
    ):
        return Message("{sentence}; {hint}", {"sentence": sentence, "hint": did_you_mean(guess)})
    return Message("{sentence}; {hint}", {"sentence": sentence, "hint": suggested_word(text, sorted(known))})


def closest_word(text: str, known: Iterable[str]) -> str | None:
    """Return the known word of rule files to suggest in place of `text`, capitals and `-` for `_` ignored.

    >>> closest_word("Has-Fact", ["has_fact", "has_children"])
    'has_fact'
    """
    return closest_name(text, known, spelling=_spelling)


def suggested_word(text: str, known: Iterable[str]) -> Message:
    """Return the advice after an unknown word of rule files: `closest_word`, else all known words."""
    return suggestion(text, known, spelling=_spelling)


def _spelling(word: str) -> str:
    return word[:_LONGEST_WORD].strip().lower().replace("-", "_")


_LONGEST_QUOTE = 60
"""Most characters of a refused value in a message."""


def shortened(text: str) -> str:
    """Return the beginning of a text, with … behind 60 characters."""
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
