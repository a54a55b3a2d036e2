"""The table of rule kinds; the module of a kind is imported when a rule uses the kind."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.checks.protocol import Check


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A row of the table: facts about a rule kind needed before the import of the module."""

    name: str
    """The value of `type` in rule files."""
    location: str
    """The full name of the module."""
    finds_absence: bool = False
    """Whether the check reports missing content: a picture or an unread part may have the content."""
    reads_matches: bool = False
    """Whether the check reads `Subject.matches`: all submissions are compared before the check."""


CHECKS: Mapping[str, RuleKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            RuleKind("genre", "jyplan.checks.kinds.genre"),
            RuleKind("required_section", "jyplan.checks.kinds.required_section", finds_absence=True),
            RuleKind("section_order", "jyplan.checks.kinds.section_order"),
            RuleKind("not_empty", "jyplan.checks.kinds.not_empty", finds_absence=True),
            RuleKind("has_children", "jyplan.checks.kinds.has_children", finds_absence=True),
            RuleKind("has_fact", "jyplan.checks.kinds.has_fact", finds_absence=True),
            RuleKind("count", "jyplan.checks.kinds.count", finds_absence=True),
            RuleKind("numbering", "jyplan.checks.kinds.numbering"),
            RuleKind("forbid", "jyplan.checks.kinds.forbid"),
            RuleKind("require", "jyplan.checks.kinds.require", finds_absence=True),
            RuleKind("pattern", "jyplan.checks.kinds.pattern"),
            RuleKind("quota", "jyplan.checks.kinds.quota", finds_absence=True),
            RuleKind("schedule", "jyplan.checks.kinds.schedule"),
            RuleKind("year", "jyplan.checks.kinds.year"),
            RuleKind("repeated", "jyplan.checks.kinds.repeated"),
            RuleKind("punctuation", "jyplan.checks.kinds.punctuation"),
            RuleKind("similarity", "jyplan.checks.kinds.similarity", reads_matches=True),
            RuleKind("layout", "jyplan.checks.kinds.layout"),
            RuleKind("other_name", "jyplan.checks.kinds.papers.other_name"),
            RuleKind("signature", "jyplan.checks.kinds.papers.signature", finds_absence=True),
            RuleKind("attachments", "jyplan.checks.kinds.papers.attachments", finds_absence=True),
            RuleKind("table", "jyplan.checks.kinds.papers.table", finds_absence=True),
            RuleKind("frequency", "jyplan.checks.kinds.papers.frequency", finds_absence=True),
            RuleKind("handed_in", "jyplan.checks.kinds.papers.handed_in"),
            RuleKind("residue", "jyplan.checks.kinds.wording.residue"),
            RuleKind("typos", "jyplan.checks.kinds.wording.typos"),
            RuleKind("invisible", "jyplan.checks.kinds.wording.invisible"),
        )
    }
)
"""Rule kinds by name, in the order of the reference."""


def load_check(name: str) -> Check:
    """Import the module of a rule kind.

    Raises:
        KeyError: No kind has this name.

    >>> load_check("count").__name__
    'jyplan.checks.kinds.count'
    """
    return cast("Check", import_module(CHECKS[name].location))
