"""Values of a rule file read by the shapes of the options they are for; what is wrong is collected, with its place."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

from jyplan.checks.options import BadValueError, ListOf, Option, Shape, options_of, unknown
from jyplan.model import Message
from jyplan.rulesets.layers import substituted
from jyplan.rulesets.syntax import missing_colon
from jyplan.rulesets.tree import Entries, Items, Mistake, Place, Scalar, Tree

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

UNREAD = object()
"""Stands for a value that could not be read; the reason is among the mistakes."""


class Values:
    """Reads values with one file's variables, and collects the mistakes."""

    def __init__(self, variables: dict[str, Scalar], mistakes: list[Mistake]) -> None:
        self._variables = variables
        self.mistakes = mistakes

    def read(self, shape: Shape, tree: Tree) -> Any:
        """Return a value, or `UNREAD`."""
        if isinstance(shape, ListOf):
            return self._list(shape, tree)
        if not isinstance(tree, Scalar):
            return self.complain(tree.place, Message("must be a single value"))
        before = len(self.mistakes)
        text = substituted(tree, self._variables, self.mistakes)
        if len(self.mistakes) > before:
            return UNREAD
        try:
            return shape.read(text)
        except BadValueError as error:
            return self.complain(tree.place, error.message)

    def text(self, tree: Tree | None, *, may_be_empty: bool = False) -> str:
        """Return a text, empty where there is none."""
        if tree is None or (may_be_empty and isinstance(tree, Scalar) and not tree.text):
            return ""
        value = self.read(Shape(), tree)
        return value if isinstance(value, str) else ""

    def template(self, tree: Tree | None, placeholders: Collection[str]) -> str:
        """Return a message whose `{names}` are all known."""
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
                known = [f"{{{each}}}" for each in placeholders]
                self.complain(tree.place, unknown(f"{{{name}}}", known))
        return text

    def options(self, kind: type[Any], said: Mapping[str, tuple[Scalar, Tree]], place: Place) -> Any:
        """Return a kind's options, or `UNREAD`."""
        known = options_of(kind)
        values: dict[str, Any] = {}
        for name, option in known.items():
            if name in said:
                values[name] = self.read(option.shape, said[name][1])
        self._refuse_unknown(said, known)
        missing = [name for name, option in known.items() if option.required and name not in said]
        for name in missing:
            self.complain(place, Message("“{key}” is missing", {"key": name}))
        if missing or UNREAD in values.values():
            return UNREAD
        return kind(**values)

    def entries(self, tree: Tree) -> dict[str, tuple[Scalar, Tree]]:
        """Return the keys and values of a mapping, none where it is no mapping."""
        if isinstance(tree, Entries):
            return tree.entries
        meant = missing_colon(tree.text) if isinstance(tree, Scalar) else None
        self.complain(tree.place, meant or Message("must be names with their values"))
        return {}

    def complain(self, place: Place, message: Message) -> object:
        """Remember a mistake and return `UNREAD`."""
        self.mistakes.append(Mistake(place, message))
        return UNREAD

    def _list(self, shape: ListOf, tree: Tree) -> Any:
        items = tree.items if isinstance(tree, Items) else (tree,)
        if not items:
            return self.complain(tree.place, Message("must not be empty"))
        values = tuple([self.read(shape.item, each) for each in items])
        if any(value is UNREAD for value in values):
            return UNREAD
        try:
            shape.accept(values)
        except BadValueError as error:
            return self.complain(tree.place, error.message)
        return values

    def _refuse_unknown(self, said: Mapping[str, tuple[Scalar, Tree]], known: Mapping[str, Option]) -> None:
        for name, (key, _) in said.items():
            if name not in known:
                message = unknown(name, known) if known else Message("unknown “{text}”", {"text": name})
                self.complain(key.place, message)
