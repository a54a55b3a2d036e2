"""Rule files merged key by key: each file is laid over the files of `extends`.

| base.yaml | ours.yaml, `extends: [base.yaml]` | merged |
|---|---|---|
| `quota: {type: quota, min: 15, unit: 节}` | `quota: {min: 20}` | `{type: quota, min: 20, unit: 节}` |
| `words: {type: forbid, level: error, …}` | `words: off` | `{type: forbid, level: off, …}`; `on` in a third file gives `error` |
| `year: {type: year}` | | `{type: year}` |
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jyplan.checks.options import closest_word, shortened, unknown
from jyplan.errors import InputError, did_you_mean
from jyplan.model import Level, Message, english_name
from jyplan.rulesets.sources import identity_of, open_rule_file, shipped_names
from jyplan.rulesets.syntax import missing_colon
from jyplan.rulesets.tree import Entries, Entry, FilePosition, Items, Mistake, Scalar, Tree, read_tree

if TYPE_CHECKING:
    from jyplan.rulesets.sources import Read

TOP_KEYS = ("schema", "id", "title", "extends", "vars", "rules", "score")
LEVEL_VALUES: tuple[str, ...] = (*Level, "off", "on")
"""The values of `level` in a rule file."""
_ID = re.compile(r"\w[\w.-]{0,79}")
_VARIABLE = re.compile(r"\$\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class MergedRule:
    """The keys of a rule from all rule files."""

    name: Scalar
    """The id of the rule, at its position in the last file with the rule."""
    entries: dict[str, Entry]
    """By key; the value from the last file with the key."""
    level_before_off: Entry | None = None
    """The last level other than `off`, to which `level: on` returns; None without such a level."""


@dataclass
class Layered:
    """Rule files merged so far: a later file replaces keys of rules, and variables, of earlier files."""

    rules: dict[str, MergedRule] = field(default_factory=dict)
    """By id, in the order of definition."""
    variables: dict[str, Scalar] = field(default_factory=dict)
    id: str = ""
    """Of the last file, as are `title` and `place`."""
    title: str = ""
    place: FilePosition = field(default_factory=lambda: FilePosition("", 1, 1))
    """The beginning of the file."""
    score: Tree | None = None
    """The last `score` of the files, whole; None without one, or after `score: off`."""
    incomplete: bool = False
    """An extended file could not be read."""


def read_layers(name: str, read: Read, mistakes: list[Mistake]) -> Layered:
    """Return the rule file with this name or path, merged over all extended files.

    Raises:
        UsageError: There is neither a rule set nor a file of this name.
        InputError: The file cannot be read.
    """
    return _LayerReader(read, mistakes).read(name, Layered(), ())


class _LayerReader:
    def __init__(self, read: Read, mistakes: list[Mistake]) -> None:
        self._read = read
        self._mistakes = mistakes

    def read(self, name: str, merged: Layered, being_read: tuple[str, ...]) -> Layered:
        """Return `merged` with first the extended files, then the file itself laid over.

        `being_read` holds the identities of the files being read: extending these again would never end.
        """
        file, data = open_rule_file(name, self._read)
        tree = read_tree(data, file, self._mistakes)
        if not isinstance(tree, Entries):
            if not self._mistakes:
                meant = missing_colon(tree.text) if isinstance(tree, Scalar) else None
                message = Message("is not a rule set: a rule set begins with keys such as “schema: 1”")
                self._complain(FilePosition(file, 1, 1), meant or message)
            return merged
        self._check_top(tree)
        for parent in self._parents(tree):
            merged = self._read_parent(parent, file, merged, (*being_read, identity_of(file)))
        self._take_variables(tree, merged)
        merged.id, merged.title, merged.place = self._text(tree, "id"), self._text(tree, "title"), tree.place
        if merged.id and not _ID.fullmatch(merged.id):
            self._complain(tree.entries["id"].value.place, Message("an id is made of letters, digits, “-” and “.”"))
        self._take_rules(tree, merged)
        if "score" in tree.entries:
            score = tree.entries["score"].value
            merged.score = None if _level_word(score) == "off" else score
        return merged

    def _check_top(self, tree: Entries) -> None:
        for key, _ in tree.entries.values():
            if key.text not in TOP_KEYS:
                self._complain(key.place, unknown(key.text, TOP_KEYS))
        for needed in ("schema", "id", "title"):
            if needed not in tree.entries:
                self._complain(tree.place, Message("“{key}” is missing", {"key": needed}))
        schema = tree.entries["schema"].value if "schema" in tree.entries else None
        if schema is not None and not (isinstance(schema, Scalar) and schema.text == "1"):
            self._complain(schema.place, Message("this version of jyplan reads rule files of schema 1 only"))

    def _parents(self, tree: Entries) -> list[Scalar]:
        if "extends" not in tree.entries:
            return []
        value = tree.entries["extends"].value
        listed = value.items if isinstance(value, Items) else (value,)
        for item in listed:
            if not isinstance(item, Scalar):
                self._complain(item.place, Message("must be the name of a rule set or a file"))
        return [item for item in listed if isinstance(item, Scalar)]

    def _read_parent(self, parent: Scalar, file: str, merged: Layered, being_read: tuple[str, ...]) -> Layered:
        name = parent.text
        if name not in shipped_names() and (name.endswith((".yaml", ".yml")) or os.sep in name):
            name = os.path.join(os.path.dirname(file), name)
        elif name not in shipped_names():
            self._complain(parent.place, unknown(name, shipped_names()))
            merged.incomplete = True
            return merged
        identity = identity_of(f"{name}.yaml" if name in shipped_names() else name)
        if identity in being_read:
            self._complain(parent.place, Message("“{name}” extends itself, here or by way of others", {"name": name}))
            merged.incomplete = True
            return merged
        try:
            return self.read(name, merged, being_read)
        except InputError as error:
            reason = Message(error.template, error.params)
            self._complain(parent.place, Message("{where}: {sentence}", {"where": parent.text, "sentence": reason}))
            merged.incomplete = True
            return merged

    def _take_variables(self, tree: Entries, merged: Layered) -> None:
        if "vars" not in tree.entries:
            return
        value = tree.entries["vars"].value
        if not isinstance(value, Entries):
            self._complain(value.place, Message("must be names with their values"))
            return
        for key, variable in value.entries.values():
            if isinstance(variable, Scalar) and _VARIABLE.search(variable.text):
                self._complain(variable.place, Message("a variable cannot stand in another; write the value out"))
            elif isinstance(variable, Scalar):
                merged.variables[key.text] = variable
            else:
                self._complain(variable.place, Message("must be a single value"))

    def _take_rules(self, tree: Entries, merged: Layered) -> None:
        if "rules" not in tree.entries:
            return
        value = tree.entries["rules"].value
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
                self._lay_over(key, {"level": Entry(key, rule)}, merged)
            elif isinstance(rule, Entries):
                self._lay_over(key, rule.entries, merged)
            else:
                self._complain(rule.place, Message("must be the rule's options or its level"))

    def _lay_over(self, key: Scalar, entries: dict[str, Entry], merged: Layered) -> None:
        known = merged.rules.get(key.text)
        if known is None and "type" not in entries:
            if merged.incomplete:
                return  # perhaps a rule of the file that could not be read
            guess = closest_word(key.text, merged.rules)
            message = Message("“{id}” is a new rule and has no type", {"id": key.text})
            if guess:
                message = Message("{sentence}; {hint}", {"sentence": message, "hint": did_you_mean(guess)})
            self._complain(key.place, message)
            return
        if known is not None and "type" in entries and _type(entries) != _type(known.entries):
            params = {"id": key.text, "type": _type(known.entries)}
            self._complain(
                entries["type"].value.place, Message("“{id}” is of type “{type}” in the file that is extended", params)
            )
            return
        merged.rules[key.text] = MergedRule(key, entries) if known is None else _merged(known, key, entries)

    def _text(self, tree: Entries, key: str) -> str:
        value = tree.entries[key].value if key in tree.entries else None
        if value is not None and not (isinstance(value, Scalar) and value.text):
            self._complain(value.place, Message("must not be empty"))
        return value.text if isinstance(value, Scalar) else ""

    def _complain(self, place: FilePosition, message: Message) -> None:
        self._mistakes.append(Mistake(place, message))


def is_id(word: str) -> bool:
    """Whether a word can be the id of a rule or a rule set.

    >>> is_id("our-district"), is_id("our district")
    (True, False)
    """
    return _ID.fullmatch(word) is not None


def substituted(scalar: Scalar, variables: dict[str, Scalar], mistakes: list[Mistake]) -> str:
    """Return the text of a scalar with every `${name}` replaced by the variable `name`; an unknown name is a mistake."""
    if "${" not in scalar.text:
        return scalar.text

    def replacement(match: re.Match[str]) -> str:
        name = match[1].strip()
        if name in variables:
            return variables[name].text
        known = [f"${{{variable}}}" for variable in variables]
        mistakes.append(Mistake(scalar.place_of(match[0]), _unknown_variable(f"${{{shortened(name)}}}", known)))
        return ""

    return _VARIABLE.sub(replacement, scalar.text)


def _unknown_variable(name: str, known: list[str]) -> Message:
    if known:
        return unknown(name, known)
    return Message(
        "unknown “{text}”: there are no variables (vars) in this file or those that it extends", {"text": name}
    )


def _merged(known: MergedRule, name: Scalar, entries: dict[str, Entry]) -> MergedRule:
    """Return a rule with the entries of a later file laid over, `level: on` replaced by the level before `off`.

    `on` over a level other than `off` keeps that level. `on` over a rule without a level stays, and is refused when the
    rule is built.
    """
    merged = known.entries | entries
    level = known.entries.get("level")
    is_off = level is not None and _level_word(level.value) == "off"
    level_before_off = known.level_before_off if is_off else level
    if "level" in entries and _level_word(entries["level"].value) == "on":
        if level_before_off is not None:
            merged["level"] = level_before_off
        elif is_off:
            del merged["level"]  # the rule had the default level
    return MergedRule(name, merged, level_before_off)


def _type(entries: dict[str, Entry]) -> str:
    return _plain(entries["type"].value)


def _level_word(tree: Tree) -> str | None:
    return english_name(_plain(tree), LEVEL_VALUES)


def _plain(tree: Tree) -> str:
    return tree.text if isinstance(tree, Scalar) else ""
