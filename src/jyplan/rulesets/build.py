"""Building typed rules from merged rule files; every key is validated, every mistake reported."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from jyplan.checks import CHECKS, load_check
from jyplan.checks.options import Choice, ListOf, Shape, options_of, unknown
from jyplan.model import Genre, Level, Message, PlanKind, Role, Wording, english_name
from jyplan.readers import FORMAT_WORDS, format_named
from jyplan.rulesets.conditions import PLAN_GENRES, When
from jyplan.rulesets.examples import read_examples
from jyplan.rulesets.layers import LEVEL_VALUES, Layered
from jyplan.rulesets.model import Rule, RuleSet
from jyplan.rulesets.rubric_reader import RubricReader
from jyplan.rulesets.schools import school_patterns
from jyplan.rulesets.values import UNREAD, Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.checks.protocol import Check
    from jyplan.rulesets.layers import MergedRule
    from jyplan.rulesets.sources import Read
    from jyplan.rulesets.tree import Entry, Mistake, Scalar, Tree

COMMON_KEYS = (
    "type",
    "level",
    "levels",
    "title",
    "message",
    "message_en",
    "messages",
    "hint",
    "hint_en",
    "source",
    "when",
    "tests",
)


@cache
def when_shapes() -> Mapping[str, Shape]:
    """Return the shape of every key of `when`, by key."""
    return {
        "kind": Choice((*(kind.value for kind in PlanKind), "any")),
        "genre": ListOf(Choice(tuple(genre.value for genre in Genre))),
        "school": ListOf(Choice(tuple(school_patterns()))),
        "format": ListOf(Choice(FORMAT_WORDS)),
        "title": ListOf(Shape()),
        "not_title": ListOf(Shape()),
    }


def build_rule_set(layered: Layered, mistakes: list[Mistake], read: Read) -> RuleSet:
    """Return the rules without mistakes; append the mistakes of all rules to `mistakes`."""
    values = Values(layered.variables, mistakes, read)
    rules = {}
    for rule_id, merged in layered.rules.items():
        if (rule := _RuleBuilder(merged, values).build()) is not None:
            rules[rule_id] = rule
    rubric = None
    if layered.score is not None:
        rubric = RubricReader(values, layered.rules, rules).read(layered.score, read_when)
    if not mistakes and not any(rule.level for rule in rules.values()):
        complaint = Message("every rule is off") if rules else Message("there are no rules")
        values.complain(layered.place, complaint)
    return RuleSet(layered.id, layered.title, rules, rubric)


def _genres(kind: str | None, named: tuple[str, ...]) -> tuple[Genre, ...]:
    """Return the genres of a `when`: of the kind, and among `named` unless empty; plans for neither kind nor names."""
    if kind is None:
        return tuple(map(Genre, named)) or PLAN_GENRES
    of_kind = tuple(Genre) if kind == "any" else tuple(genre for genre in Genre if genre.kind == kind)
    return tuple(genre for genre in of_kind if not named or genre in named)


def read_when(values: Values, tree: Tree | None) -> When:
    """Return the conditions under `when`; the usual conditions without `when` or after a mistake."""
    if tree is None:
        return When()
    conditions: dict[str, Any] = {}
    for name, (key, value) in values.entries(tree).items():
        if name in when_shapes():
            conditions[name] = values.read(when_shapes()[name], value)
        else:
            values.complain(key.place, unknown(name, when_shapes()))
    if UNREAD in conditions.values():
        return When()
    genres = _genres(conditions.get("kind"), conditions.get("genre", ()))
    if not genres:
        values.complain(tree.place, Message("can never match: no genre named is of this kind"))
    titles, not_titles = conditions.get("title", ()), conditions.get("not_title", ())
    formats = tuple(format_named(word).name for word in conditions.get("format", ()))
    return When(genres, conditions.get("school", ()), formats, titles, not_titles)


class _RuleBuilder:
    """Builds a rule from merged keys."""

    def __init__(self, merged: MergedRule, values: Values) -> None:
        self._id = merged.name.text
        self._place = merged.name.place
        self._entries = merged.entries
        self._values = values

    def build(self) -> Rule | None:
        """Return the rule; None for a rule with a mistake."""
        before = len(self._values.mistakes)
        kind = self._values.read(Choice(tuple(CHECKS)), self._entries["type"].value)
        if kind is UNREAD:
            return None
        check = load_check(kind)
        options = self._options(check)
        rule = self._rule(kind, check, self._require_if_missing_is_named(options))
        if len(self._values.mistakes) == before:
            self._refuse_idle_options(check, options, rule.when)
        return rule if len(self._values.mistakes) == before else None

    def _require_if_missing_is_named(self, options: Any) -> Any:
        """Return the options, with `required` set where `messages` or `levels` name the part `missing`."""
        trees = [self._tree(key) for key in ("messages", "levels")]
        names = {name for tree in trees if tree is not None for name in self._values.entries(tree)}
        if "missing" in names and hasattr(options, "required") and "required" not in self._entries:
            return replace(options, required=True)
        return options

    def _options(self, check: Check) -> Any:
        """Return the options of the rule's kind; a key that is neither option nor common key is a mistake."""
        known = options_of(check.Options)
        options: dict[str, Entry] = {}
        for name, entry in self._entries.items():
            if name in known:
                options[name] = entry
            elif name not in COMMON_KEYS:
                self._values.complain(entry.key.place, unknown(name, (*known, *COMMON_KEYS)))
        return self._values.options(check.Options, options, self._place)

    def _rule(self, kind: str, check: Check, options: Any) -> Rule:
        values = self._values
        examples = read_examples(values, self._tree("tests"))
        hint = self._wording("hint", check.HINT, check)
        return Rule(
            id=self._id,
            type=kind,
            level=self._level(self._tree("level")) if "level" in self._entries else Level.WARNING,
            message=self._wording("message", check.MESSAGE, check),
            hint=hint if hint.chinese else None,
            title=values.text(self._tree("title")),
            messages=self._messages(check),
            options=options,
            levels=self._levels(check),
            source=values.text(self._tree("source")),
            when=read_when(values, self._tree("when")),
            passing=examples["pass"],
            failing=examples["fail"],
            place=str(self._place),
        )

    def _tree(self, key: str) -> Tree | None:
        return self._entries[key].value if key in self._entries else None

    def _level(self, tree: Tree | None) -> Level | None:
        if tree is None:
            return Level.WARNING
        word = self._values.read(Choice(LEVEL_VALUES), tree)
        if word == "on":
            self._values.complain(tree.place, Message("“on” is only for a rule that an extended file switched off"))
        return Level(word) if word in set(Level) else None

    def _levels(self, check: Check) -> dict[str, Level | None]:
        tree = self._tree("levels")
        if tree is None:
            return {}
        levels = {}
        for written, (key, value) in self._values.entries(tree).items():
            name = english_name(written, check.VARIANTS) or written
            if name not in check.VARIANTS:
                self._complain_about_part(key, name, check)
            levels[name] = self._level(value)
        return levels

    def _messages(self, check: Check) -> dict[str, Wording]:
        """Return the messages of single parts: of the rule, and of the kind unless the rule sets `message`."""
        tree = self._tree("messages")
        messages: dict[str, Wording] = {}
        own: Mapping[str, Wording] = {} if "message" in self._entries else getattr(check, "MESSAGES", {})
        for name, (key, value) in self._values.entries(tree).items() if tree is not None else ():
            part = name.removesuffix("_en")
            part = english_name(part, check.VARIANTS) or part
            if part not in check.VARIANTS:
                self._complain_about_part(key, name, check)
                continue
            known = messages.get(part, Wording(""))
            text = self._values.template(value, check.PLACEHOLDERS)
            english = name.endswith("_en")
            messages[part] = Wording(known.chinese if english else text, text if english else known.english)
        for part, wording in messages.items():
            if tree is not None and not wording.chinese:
                self._values.complain(tree.place, Message("“{key}” is missing", {"key": part}))
        return {**own, **messages}

    def _complain_about_part(self, key: Scalar, name: str, check: Check) -> None:
        message = Message("this rule type has no parts with their own levels")
        self._values.complain(key.place, unknown(name, check.VARIANTS) if check.VARIANTS else message)

    def _wording(self, key: str, default: Wording, check: Check) -> Wording:
        if key not in self._entries:
            return default
        names = check.PLACEHOLDERS
        chinese = self._values.template(self._tree(key), names)
        return Wording(chinese, self._values.template(self._tree(f"{key}_en"), names))

    def _refuse_idle_options(self, check: Check, options: Any, when: When) -> None:
        """Report options that let the check never yield a violation."""
        if check.NEEDS_ONE_OF and not any(getattr(options, name) for name in check.NEEDS_ONE_OF):
            names = ", ".join(check.NEEDS_ONE_OF)
            self._values.complain(self._place, Message("one of {names} is missing", {"names": names}))
        least, most = getattr(options, "min", 0), getattr(options, "max", 0)
        if most and least > most:
            limits = {"min": f"{least:g}", "max": f"{most:g}"}
            self._values.complain(self._place, Message("min {min} is above max {max}", limits))
        roles = getattr(options, "roles", ())
        if roles and all(genre.kind is PlanKind.OTHER for genre in when.genres) and Role.OTHER not in roles:
            self._values.complain(
                self._entries["roles"].key.place if "roles" in self._entries else self._place,
                Message("can never match: in a text that is not a plan every section has the role “other”"),
            )
        self._refuse_idle_levels(check, getattr(options, "find", None))

    def _refuse_idle_levels(self, check: Check, find: Any) -> None:
        """Report levels of parts that the option `find` leaves out; None for a kind without the option."""
        if find is None or "levels" not in self._entries:
            return
        for name, (key, _) in self._values.entries(self._entries["levels"].value).items():
            if name in check.VARIANTS and name not in find:
                message = Message("can never match: “find” does not name “{name}”", {"name": name})
                self._values.complain(key.place, message)
