"""Rules ready to be applied: merged, validated, with typed options."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from jyplan.rulesets.conditions import When
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.model import Level, Wording
    from jyplan.rulesets.examples import Example
    from jyplan.rulesets.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a rule set: a rule kind with options, wordings, level and conditions."""

    id: str
    type: str
    """The rule kind, a name in `jyplan.checks.CHECKS`."""
    level: Level | None
    """None for a rule switched off."""
    message: Wording
    hint: Wording | None
    options: Any
    """An instance of the class `Options` of the rule kind."""
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    """Levels of single variants of the kind, in place of `level`; None for a variant switched off."""
    title: str = ""
    """Name of the rule in reports; empty for the id."""
    messages: Mapping[str, Wording] = field(default_factory=dict)
    """Messages of single variants of the kind, in place of `message`."""
    source: str = ""
    """The notice or standard behind the rule."""
    when: When = field(default_factory=When)
    passing: tuple[Example, ...] = ()
    """Plans without a violation of the rule."""
    failing: tuple[Example, ...] = ()
    """Plans with a violation of the rule."""
    place: str = ""
    """file:line:column of the rule in the last file with keys of the rule."""

    def level_of(self, variant: str) -> Level | None:
        """Return the level of a violation of this variant; None if the rule or the variant is off."""
        return self.levels.get(variant, self.level) if self.level is not None else None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules by id, in the order of definition."""

    id: str
    title: str
    rules: Mapping[str, Rule]
    rubric: Rubric | None = None
    """None for a set without points."""

    @property
    def ids_by_title(self) -> Mapping[str, str]:
        """Ids of rules by folded title."""
        return {fold(rule.title): rule.id for rule in self.rules.values() if rule.title}

    def select(self, keep: Callable[[str], bool]) -> RuleSet:
        """Return the rule set with the rules switched off except where `keep(id)` is true."""
        rules = {name: rule if keep(name) else replace(rule, level=None) for name, rule in self.rules.items()}
        return replace(self, rules=rules)
