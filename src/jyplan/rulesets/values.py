"""Typed values read from the trees of rule files by the shapes of options; mistakes are collected with file, line and column.

| option's shape | tree | value |
|---|---|---|
| `ListOf(Shape())` | `[听课, 评课]`, or `听课` alone | `("听课",)` |
| `Number(0, 100)` | `${lessons}` with the variable `lessons: "15"` | `15.0` |
| `Choice(("any", "all"))` | `al` | `UNREAD`, and the mistake: unknown “al”; did you mean “all”? |
"""

from __future__ import annotations

import string
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyplan.checks.options import BadValueError, ListFile, ListOf, Option, Shape, options_of, shortened, unknown
from jyplan.errors import InputError
from jyplan.model import Message
from jyplan.rulesets.layers import substituted
from jyplan.rulesets.syntax import missing_colon
from jyplan.rulesets.tree import Entries, Entry, FilePosition, Items, Mistake, Scalar, Tree
from jyplan.text.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jyplan.rulesets.sources import Read

UNREAD = object()
"""Stands for an unreadable value; the reason is in the list of mistakes."""


class Values:
    """Reads values with variables replaced, and collects mistakes."""

    def __init__(self, variables: dict[str, Scalar], mistakes: list[Mistake], read: Read) -> None:
        """`read` returns the bytes of a file named in a rule."""
        self._variables = variables
        self._read_file = read
        self.mistakes = mistakes

    def read(self, shape: Shape, tree: Tree) -> Any:
        """Return the value of a tree in a shape; `UNREAD` after a mistake."""
        if isinstance(shape, ListOf):
            return self._list(shape, tree)
        if not isinstance(tree, Scalar):
            return self.complain(tree.place, Message("must be a single value"))
        before = len(self.mistakes)
        text = substituted(tree, self._variables, self.mistakes)
        if len(self.mistakes) > before:
            return UNREAD
        try:
            return self._content(shape, shape.read(text), tree) if isinstance(shape, ListFile) else shape.read(text)
        except BadValueError as error:
            return self.complain(tree.place, error.message)

    def text(self, tree: Tree | None, *, may_be_empty: bool = False) -> str:
        """Return the text of a scalar; an empty text without a tree or after a mistake."""
        if tree is None or (may_be_empty and isinstance(tree, Scalar) and not tree.text):
            return ""
        value = self.read(Shape(), tree)
        return value if isinstance(value, str) else ""

    def template(self, tree: Tree | None, placeholders: Collection[str]) -> str:
        """Return a message template; an unknown `{name}` in the template is a mistake."""
        text = self.text(tree, may_be_empty=True)
        if tree is None or ("{" not in text and "}" not in text):
            return text
        try:
            parts = list(string.Formatter().parse(text))
        except ValueError as error:
            self.complain(tree.place, Message("braces do not fit ({reason})", {"reason": str(error)}))
            return ""
        for _, name, form, conversion in parts:
            if name is not None and (name not in placeholders or form or conversion):
                known = [f"{{{placeholder}}}" for placeholder in placeholders]
                place = tree.place_of(f"{{{name}") if isinstance(tree, Scalar) else tree.place
                self.complain(place, unknown(f"{{{name}}}", known))
        return text

    def options(self, kind: type[Any], entries: Mapping[str, Entry], place: FilePosition) -> Any:
        """Return an instance of `kind` with the options in `entries`; `UNREAD` after a mistake.

        `place` is the position for complaints about missing options.
        """
        known = options_of(kind)
        values: dict[str, Any] = {}
        for name, option in known.items():
            if name in entries:
                values[name] = self.read(option.shape, entries[name].value)
        self._refuse_unknown(entries, known)
        missing = [name for name, option in known.items() if option.required and name not in entries]
        for name in missing:
            self.complain(place, Message("“{key}” is missing", {"key": name}))
        if missing or UNREAD in values.values():
            return UNREAD
        return kind(**values)

    def entries(self, tree: Tree) -> dict[str, Entry]:
        """Return the entries of a mapping by key; none, and a mistake, for a list or scalar."""
        if isinstance(tree, Entries):
            return tree.entries
        meant = missing_colon(tree.text) if isinstance(tree, Scalar) else None
        self.complain(tree.place, meant or Message("must be names with their values"))
        return {}

    def _content(self, shape: ListFile, name: str, tree: Scalar) -> Any:
        """Return the value of a file named in a rule; a relative path starts at the folder of the rule file."""
        path = str(Path(tree.place.file).parent / name)
        try:
            decoded = decode(self._read_file(path))
        except InputError as error:
            reason = Message(error.template, error.params)
            return self.complain(tree.place, Message("{where}: {sentence}", {"where": name, "sentence": reason}))
        if decoded is None:
            return self.complain(
                tree.place, Message("{where}: {sentence}", {"where": name, "sentence": Message("is no text")})
            )
        return shape.content(decoded.text)

    def complain(self, place: FilePosition, message: Message) -> object:
        """Append a mistake and return `UNREAD`."""
        self.mistakes.append(Mistake(place, message))
        return UNREAD

    def _list(self, shape: ListOf, tree: Tree) -> Any:
        items = tree.items if isinstance(tree, Items) else (tree,)
        if isinstance(tree, Items):
            joined = [item for item in tree.items if isinstance(item, Scalar) and item.is_bare and "，" in item.text]
            for item in joined:
                message = Message(
                    "“{text}” has a full-width comma; write “, ” between the parts, or quotation marks around all of it"
                )
                self.complain(item.place, Message(message.template, {"text": shortened(item.text)}))
            if joined:
                return UNREAD
        if not items:
            return self.complain(tree.place, Message("must not be empty"))
        values = tuple([self.read(shape.item, item) for item in items])
        if any(value is UNREAD for value in values):
            return UNREAD
        try:
            shape.accept(values)
        except BadValueError as error:
            return self.complain(tree.place, error.message)
        return values

    def _refuse_unknown(self, entries: Mapping[str, Entry], known: Mapping[str, Option]) -> None:
        for name, (key, _) in entries.items():
            if name not in known:
                message = unknown(name, known) if known else Message("unknown “{text}”", {"text": name})
                self.complain(key.place, message)
