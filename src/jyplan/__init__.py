"""Parses, compares and checks Chinese education work plans.

>>> import jyplan
>>> outline = jyplan.parse("plan.docx")  # doctest: +SKIP
"""

from __future__ import annotations

from jyplan.version import VERSION

TYPE_CHECKING = False  # as in `typing`, whose import would cost more than all the rest

if TYPE_CHECKING:
    from jyplan.api import check as check
    from jyplan.api import check_many as check_many
    from jyplan.api import diff as diff
    from jyplan.api import dupes as dupes
    from jyplan.api import load_rules as load_rules
    from jyplan.api import parse as parse
    from jyplan.api import parse_bytes as parse_bytes
    from jyplan.api import parse_many as parse_many
    from jyplan.errors import JyplanError as JyplanError
    from jyplan.inputs import Unreadable as Unreadable
    from jyplan.inputs import find_sources as find_sources

__version__ = VERSION

_HOMES = {
    "JyplanError": "jyplan.errors",
    "Unreadable": "jyplan.inputs",
    "check": "jyplan.api",
    "check_many": "jyplan.api",
    "diff": "jyplan.api",
    "dupes": "jyplan.api",
    "find_sources": "jyplan.inputs",
    "load_rules": "jyplan.api",
    "parse": "jyplan.api",
    "parse_bytes": "jyplan.api",
    "parse_many": "jyplan.api",
}
__all__ = [
    "JyplanError",
    "Unreadable",
    "__version__",
    "check",
    "check_many",
    "diff",
    "dupes",
    "find_sources",
    "load_rules",
    "parse",
    "parse_bytes",
    "parse_many",
]


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for: `import jyplan` alone must cost nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
