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
        "required_section": "jyplan.checks.kinds.required_section",
        "section_order": "jyplan.checks.kinds.section_order",
        "not_empty": "jyplan.checks.kinds.not_empty",
        "has_children": "jyplan.checks.kinds.has_children",
        "has_fact": "jyplan.checks.kinds.has_fact",
        "count": "jyplan.checks.kinds.count",
        "numbering": "jyplan.checks.kinds.numbering",
        "forbid": "jyplan.checks.kinds.forbid",
        "require": "jyplan.checks.kinds.require",
        "pattern": "jyplan.checks.kinds.pattern",
        "quota": "jyplan.checks.kinds.quota",
        "schedule": "jyplan.checks.kinds.schedule",
        "year": "jyplan.checks.kinds.year",
        "repeated": "jyplan.checks.kinds.repeated",
        "punctuation": "jyplan.checks.kinds.punctuation",
        "similarity": "jyplan.checks.kinds.similarity",
        "layout": "jyplan.checks.kinds.layout",
    }
)
"""Rule kinds by the name that `type` takes, in the order in which the reference lists them."""


def load_check(name: str) -> Check:
    """Import one rule kind.

    Raises:
        KeyError: There is no such kind.

    >>> load_check("count").__name__
    'jyplan.checks.kinds.count'
    """
    return cast("Check", import_module(CHECKS[name]))
