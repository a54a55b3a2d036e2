"""The rule kinds: one module a kind, listed here, imported when a rule uses it."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.checks.protocol import Check

CHECKS: Mapping[str, str] = MappingProxyType(
    {
        "required_section": "jyplan.checks.required_section",
        "section_order": "jyplan.checks.section_order",
        "not_empty": "jyplan.checks.not_empty",
        "has_children": "jyplan.checks.has_children",
        "has_fact": "jyplan.checks.has_fact",
        "count": "jyplan.checks.count",
        "numbering": "jyplan.checks.numbering",
        "forbid": "jyplan.checks.forbid",
        "require": "jyplan.checks.require",
        "pattern": "jyplan.checks.pattern",
        "quota": "jyplan.checks.quota",
        "schedule": "jyplan.checks.schedule",
        "year": "jyplan.checks.year",
        "repeated": "jyplan.checks.repeated",
        "punctuation": "jyplan.checks.punctuation",
        "similarity": "jyplan.checks.similarity",
        "layout": "jyplan.checks.layout",
    }
)
"""Rule kinds by the name that `type` takes, in the order in which the reference lists them."""


def load_check(name: str) -> Check:
    """Import one rule kind.

    Raises:
        KeyError: There is no such kind.

    >>> load_check("count").__name__
    'jyplan.checks.count'
    """
    return cast("Check", import_module(CHECKS[name]))
