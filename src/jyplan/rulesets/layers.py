"""Rule files one above the other: each read, and laid over those it extends."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jyplan.checks.options import closest_word, shortened, unknown
from jyplan.errors import InputError
from jyplan.model import Message
from jyplan.rulesets.sources import identity_of, open_rule_file, shipped_names
from jyplan.rulesets.syntax import missing_colon
from jyplan.rulesets.tree import Entries, Items, Mistake, Place, Scalar, Tree, read_tree

if TYPE_CHECKING:
    from jyplan.rulesets.sources import Read

TOP_KEYS = ("schema", "id", "title", "extends", "vars", "rules")
LEVEL_WORDS = ("error", "warning", "info", "off", "on")
_ID = re.compile(r"\w[\w.-]{0,79}")
_VARIABLE = re.compile(r"\$\{([^{}]*)\}")


@dataclass
class Layered:
    """What files say together: rules and variables, the later file's word above the earlier one's."""

    rules: dict[str, dict[str, tuple[Scalar, Tree]]] = field(default_factory=dict)
    """Each rule's keys; a key is replaced as a whole."""
    variables: dict[str, Scalar] = field(default_factory=dict)
    id: str = ""
    title: str = ""
    place: Place = field(default_factory=lambda: Place("", 1, 1))
    incomplete: bool = False
    """Something that is extended could not be read."""


def read_layers(name: str, read: Read, mistakes: list[Mistake]) -> Layered:
    """Return a rule set, named or in a file, laid over all that it extends.

    Raises:
        UsageError: There is neither a rule set nor a file of this name.
        InputError: The file cannot be read.
    """
    return _Reader(read, mistakes).read(name, Layered(), ())


class _Reader:
    def __init__(self, read: Read, mistakes: list[Mistake]) -> None:
        self._read = read
        self._mistakes = mistakes

    def read(self, name: str, below: Layered, open_: tuple[str, ...]) -> Layered:
        """Lay a file over what is below it, its parents first."""
        file, data = open_rule_file(name, self._read)
        tree = read_tree(data, file, self._mistakes)
        if not isinstance(tree, Entries):
            if not self._mistakes:
                meant = missing_colon(tree.text) if isinstance(tree, Scalar) else None
                message = Message("is no rule set: it must begin with keys such as “schema: 1”")
                self._complain(Place(file, 1, 1), meant or message)
            return below
        self._check_top(tree)
        for parent in self._parents(tree):
            below = self._read_parent(parent, file, below, (*open_, identity_of(file)))
        self._take_variables(tree, below)
        below.id, below.title, below.place = self._text(tree, "id"), self._text(tree, "title"), tree.place
        if below.id and not _ID.fullmatch(below.id):
            self._complain(tree.entries["id"][1].place, Message("an id is made of letters, digits, “-” and “.”"))
        self._take_rules(tree, below)
        return below

    def _check_top(self, tree: Entries) -> None:
        for key, _ in tree.entries.values():
            if key.text not in TOP_KEYS:
                self._complain(key.place, unknown(key.text, TOP_KEYS))
        for needed in ("schema", "id", "title"):
            if needed not in tree.entries:
                self._complain(tree.place, Message("“{key}” is missing", {"key": needed}))
        schema = tree.entries.get("schema")
        if schema and not (isinstance(schema[1], Scalar) and schema[1].text == "1"):
            self._complain(schema[1].place, Message("this jyplan reads rule files of schema 1 only"))

    def _parents(self, tree: Entries) -> list[Scalar]:
        if "extends" not in tree.entries:
            return []
        value = tree.entries["extends"][1]
        listed = value.items if isinstance(value, Items) else (value,)
        for each in listed:
            if not isinstance(each, Scalar):
                self._complain(each.place, Message("must be the name of a rule set or a file"))
        return [each for each in listed if isinstance(each, Scalar)]

    def _read_parent(self, parent: Scalar, file: str, below: Layered, open_: tuple[str, ...]) -> Layered:
        name = parent.text
        if name not in shipped_names() and (name.endswith((".yaml", ".yml")) or os.sep in name):
            name = os.path.join(os.path.dirname(file), name)
        elif name not in shipped_names():
            self._complain(parent.place, unknown(name, shipped_names()))
            below.incomplete = True
            return below
        identity = identity_of(f"{name}.yaml" if name in shipped_names() else name)
        if identity in open_:
            self._complain(parent.place, Message("“{name}” extends itself, here or by way of others", {"name": name}))
            below.incomplete = True
            return below
        try:
            return self.read(name, below, open_)
        except InputError as error:
            reason = Message(error.template, error.params)
            self._complain(parent.place, Message("{where}: {sentence}", {"where": parent.text, "sentence": reason}))
            below.incomplete = True
            return below

    def _take_variables(self, tree: Entries, below: Layered) -> None:
        if "vars" not in tree.entries:
            return
        value = tree.entries["vars"][1]
        if not isinstance(value, Entries):
            self._complain(value.place, Message("must be names with their values"))
            return
        for key, each in value.entries.values():
            if isinstance(each, Scalar) and _VARIABLE.search(each.text):
                self._complain(each.place, Message("a variable cannot stand in another; write the value out"))
            elif isinstance(each, Scalar):
                below.variables[key.text] = each
            else:
                self._complain(each.place, Message("must be a single value"))

    def _take_rules(self, tree: Entries, below: Layered) -> None:
        if "rules" not in tree.entries:
            return
        value = tree.entries["rules"][1]
        if isinstance(value, Scalar) and not value.text:
            return
        if not isinstance(value, Entries):
            meant = missing_colon(value.text) if isinstance(value, Scalar) else None
            self._complain(value.place, meant or Message("must be rules by their ids"))
            return
        for key, rule in value.entries.values():
            if not _ID.fullmatch(key.text):
                self._complain(key.place, Message("an id is made of letters, digits, “-” and “.”"))
            elif isinstance(rule, Scalar):
                # `placeholder: off` is short for `placeholder: {level: off}`
                self._lay_over(key, {"level": (key, rule)}, below)
            elif isinstance(rule, Entries):
                self._lay_over(key, rule.entries, below)
            else:
                self._complain(rule.place, Message("must be the rule's options or its level"))

    def _lay_over(self, key: Scalar, said: dict[str, tuple[Scalar, Tree]], below: Layered) -> None:
        known = below.rules.get(key.text)
        if known is None and "type" not in said and below.incomplete:
            return  # it may be a rule of the file that could not be read
        if known is None and "type" not in said:
            guess = closest_word(key.text, below.rules)
            params = {"id": key.text, "guess": guess or ""}
            self._complain(
                key.place,
                Message("“{id}” is a new rule and has no type; did you mean “{guess}”?", params)
                if guess
                else Message("“{id}” is a new rule and has no type", params),
            )
            return
        if known is not None and "type" in said and _plain(said["type"][1]) != _plain(known["type"][1]):
            params = {"id": key.text, "type": _plain(known["type"][1])}
            self._complain(
                said["type"][1].place, Message("“{id}” is of type “{type}” in the file that is extended", params)
            )
            return
        below.rules[key.text] = {**(known or {}), **_switched_on(said, known), "": (key, key)}

    def _text(self, tree: Entries, key: str) -> str:
        value = tree.entries[key][1] if key in tree.entries else None
        if value is not None and not (isinstance(value, Scalar) and value.text):
            self._complain(value.place, Message("must not be empty"))
        return value.text if isinstance(value, Scalar) else ""

    def _complain(self, place: Place, message: Message) -> None:
        self._mistakes.append(Mistake(place, message))


def substituted(scalar: Scalar, variables: dict[str, Scalar], mistakes: list[Mistake]) -> str:
    """Return a value with `${name}` replaced by that variable."""
    if "${" not in scalar.text:
        return scalar.text

    def replacement(match: re.Match[str]) -> str:
        name = match[1].strip()
        if name in variables:
            return variables[name].text
        mistakes.append(
            Mistake(scalar.place, unknown(f"${{{shortened(name)}}}", [f"${{{each}}}" for each in variables]))
        )
        return ""

    return _VARIABLE.sub(replacement, scalar.text)


def _switched_on(
    said: dict[str, tuple[Scalar, Tree]], known: dict[str, tuple[Scalar, Tree]] | None
) -> dict[str, tuple[Scalar, Tree]]:
    """Return what a file says of a rule, with `level: on` as the level that the rule had before it was switched off."""
    said = dict(said)
    level = _plain(said["level"][1]) if "level" in said else None
    before = known.get(" level") or known.get("level") if known else None
    if level == "on" and before is not None:
        said["level"] = before
    if level == "off" and before is not None and _plain(before[1]) != "off":
        said[" level"] = before
    return said


def _plain(tree: Tree) -> str:
    return tree.text if isinstance(tree, Scalar) else ""
