"""Rules as they are applied: merged, validated, with typed options."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from jyplan.model import Level, PlanKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.model import Wording
    from jyplan.rulesets.examples import Example


@dataclass(frozen=True, slots=True)
class When:
    """Which plans a rule is for; an empty tuple stands for any."""

    kinds: tuple[PlanKind, ...] = (PlanKind.PLAN,)
    schools: tuple[str, ...] = ()
    """Kinds of schools, keys of `data/schools.toml`."""
    formats: tuple[str, ...] = ()
    """Names of `readers.FORMATS`."""
    titles: tuple[str, ...] = ()
    """Words one of which the plan's title contains."""
    not_titles: tuple[str, ...] = ()
    """Words none of which it contains."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    id: str
    type: str
    """The rule kind, a name in `jyplan.checks.CHECKS`."""
    level: Level | None
    """None for a rule that is off."""
    message: Wording
    hint: Wording | None
    options: Any
    """The kind's own dataclass."""
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    """The level of some of the kind's variants, where it is another than `level`."""
    source: str = ""
    when: When = When()
    passing: tuple[Example, ...] = ()
    """Plans in which it finds nothing."""
    failing: tuple[Example, ...] = ()
    place: str = ""
    """file:line:column of the last file that says something about it."""

    def level_of(self, variant: str) -> Level | None:
        """Return the level of a violation of this variant; None if the rule or the variant is off."""
        return self.levels.get(variant, self.level) if self.level is not None else None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules by id, in the order of the files that define them."""

    id: str
    title: str
    rules: Mapping[str, Rule]

    def select(self, keep: Callable[[str], bool]) -> RuleSet:
        """Return the set with the rules that `keep` does not name switched off."""
        rules = {name: rule if keep(name) else replace(rule, level=None) for name, rule in self.rules.items()}
        return replace(self, rules=rules)
