"""From what rule files say to rules: every key is looked at, every mistake is told."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jyplan.checks import CHECKS, load_check
from jyplan.checks.options import Choice, ListOf, Shape, options_of, unknown
from jyplan.model import Level, Message, PlanKind, Role, Wording
from jyplan.readers import FORMAT_WORDS, format_named
from jyplan.rulesets.examples import read_examples
from jyplan.rulesets.layers import LEVEL_WORDS, Layered
from jyplan.rulesets.model import Rule, RuleSet, When
from jyplan.rulesets.schools import school_patterns
from jyplan.rulesets.values import UNREAD, Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.checks.protocol import Check
    from jyplan.rulesets.tree import Mistake, Scalar, Tree

    Said = Mapping[str, tuple[Scalar, Tree]]

COMMON_KEYS = ("type", "level", "levels", "message", "message_en", "hint", "hint_en", "source", "when", "tests")


@cache
def when_shapes() -> Mapping[str, Shape]:
    """Return the keys of `when`, each with the shape of its value."""
    return {
        "kind": Choice((*(kind.value for kind in PlanKind), "any")),
        "school": ListOf(Choice(tuple(school_patterns()))),
        "format": ListOf(Choice(FORMAT_WORDS)),
        "title": ListOf(Shape()),
        "not_title": ListOf(Shape()),
    }


def build_rule_set(layered: Layered, mistakes: list[Mistake]) -> RuleSet:
    """Return the rules; where there are mistakes, only those without."""
    values = Values(layered.variables, mistakes)
    rules = {}
    for rule_id, said in layered.rules.items():
        if (rule := _Builder(rule_id, said, values).build()) is not None:
            rules[rule_id] = rule
    if not mistakes and not any(rule.level for rule in rules.values()):
        what = Message("every rule is off") if rules else Message("there are no rules")
        values.complain(layered.place, what)
    return RuleSet(layered.id, layered.title, rules)


class _Builder:
    """Builds one rule."""

    def __init__(self, rule_id: str, said: Said, values: Values) -> None:
        self._id = rule_id
        self._place = said[""][0].place
        self._said = {key: each for key, each in said.items() if key.strip() == key and key}
        self._values = values

    def build(self) -> Rule | None:
        """Return the rule, None where it has a mistake."""
        before = len(self._values.mistakes)
        kind = self._values.read(Choice(tuple(CHECKS)), self._said["type"][1])
        if kind is UNREAD:
            return None
        check = load_check(kind)
        own = {key: each for key, each in self._said.items() if key not in COMMON_KEYS}
        self._refuse_unknown(own, check)
        known = options_of(check.Options)
        options = self._values.options(
            check.Options, {key: each for key, each in own.items() if key in known}, self._place
        )
        rule = self._rule(kind, check, options)
        if len(self._values.mistakes) == before:
            self._refuse_what_finds_nothing(check, options, rule.when)
        return rule if len(self._values.mistakes) == before else None

    def _rule(self, kind: str, check: Check, options: Any) -> Rule:
        values = self._values
        examples = read_examples(values, self._tree("tests"))
        hint = self._wording("hint", check.HINT, check)
        return Rule(
            id=self._id,
            type=kind,
            level=self._level(self._tree("level")) if "level" in self._said else Level.WARNING,
            message=self._wording("message", check.MESSAGE, check),
            hint=hint if hint.chinese else None,
            options=options,
            levels=self._levels(check),
            source=values.text(self._tree("source")),
            when=self._when(),
            passing=examples["pass"],
            failing=examples["fail"],
            place=str(self._place),
        )

    def _tree(self, key: str) -> Tree | None:
        return self._said[key][1] if key in self._said else None

    def _refuse_unknown(self, own: Said, check: Check) -> None:
        known = options_of(check.Options)
        for key, (scalar, _) in own.items():
            if key not in known:
                self._values.complain(scalar.place, unknown(key, (*known, *COMMON_KEYS)))

    def _level(self, tree: Tree | None) -> Level | None:
        if tree is None:
            return Level.WARNING
        word = self._values.read(Choice(LEVEL_WORDS), tree)
        if word == "on":
            self._values.complain(tree.place, Message("“on” is for a rule that an extended file has switched off"))
        return Level(word) if word in set(Level) else None

    def _levels(self, check: Check) -> dict[str, Level | None]:
        tree = self._tree("levels")
        if tree is None:
            return {}
        levels = {}
        for name, (key, value) in self._values.entries(tree).items():
            if name not in check.VARIANTS:
                self._values.complain(
                    key.place,
                    unknown(name, check.VARIANTS)
                    if check.VARIANTS
                    else Message("this type has no parts with levels of their own"),
                )
            levels[name] = self._level(value)
        return levels

    def _wording(self, key: str, default: Wording, check: Check) -> Wording:
        if key not in self._said:
            return default
        names = check.PLACEHOLDERS
        chinese = self._values.template(self._tree(key), names)
        return Wording(chinese, self._values.template(self._tree(f"{key}_en"), names))

    def _when(self) -> When:
        tree = self._tree("when")
        if tree is None:
            return When()
        found: dict[str, Any] = {}
        for name, (key, value) in self._values.entries(tree).items():
            if name in when_shapes():
                found[name] = self._values.read(when_shapes()[name], value)
            else:
                self._values.complain(key.place, unknown(name, when_shapes()))
        if UNREAD in found.values():
            return When()
        kind = found.get("kind", PlanKind.PLAN.value)
        kinds = tuple(PlanKind) if kind == "any" else (PlanKind(kind),)
        titles, not_titles = found.get("title", ()), found.get("not_title", ())
        formats = tuple(format_named(word).name for word in found.get("format", ()))
        return When(kinds, found.get("school", ()), formats, titles, not_titles)

    def _refuse_what_finds_nothing(self, check: Check, options: Any, when: When) -> None:
        """A rule that can never find anything is a mistake of its author."""
        if check.NEEDS_ONE_OF and not any(getattr(options, name) for name in check.NEEDS_ONE_OF):
            names = ", ".join(check.NEEDS_ONE_OF)
            self._values.complain(self._place, Message("one of {names} is missing", {"names": names}))
        least, most = getattr(options, "min", 0), getattr(options, "max", 0)
        if most and least > most:
            self._values.complain(
                self._place, Message("min {min} is above max {max}", {"min": f"{least:g}", "max": f"{most:g}"})
            )
        roles = getattr(options, "roles", ())
        if roles and when.kinds == (PlanKind.OTHER,) and Role.OTHER not in roles:
            key = self._said["roles"][0] if "roles" in self._said else None
            self._values.complain(
                key.place if key else self._place,
                Message("can never match: in a text that is no plan every section has the role “other”"),
            )
        find = getattr(options, "find", None)
        if find is not None and "levels" in self._said:
            for name, (key, _) in self._values.entries(self._said["levels"][1]).items():
                if name in check.VARIANTS and name not in find:
                    self._values.complain(
                        key.place, Message("can never match: “find” does not name “{name}”", {"name": name})
                    )
