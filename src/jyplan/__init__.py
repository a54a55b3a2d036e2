"""Parses, compares and checks Chinese education work plans.

>>> import jyplan
>>> outline = jyplan.parse("plan.docx")  # doctest: +SKIP
"""

from __future__ import annotations

from jyplan.lazy import lazy_names
from jyplan.version import VERSION

TYPE_CHECKING = False  # as in `typing`, whose import would cost more than all the rest

if TYPE_CHECKING:
    from jyplan.api import UNLIMITED as UNLIMITED
    from jyplan.api import Limits as Limits
    from jyplan.api import Settings as Settings
    from jyplan.api import add_to_archive as add_to_archive
    from jyplan.api import baseline_of as baseline_of
    from jyplan.api import check as check
    from jyplan.api import check_many as check_many
    from jyplan.api import compact_archive as compact_archive
    from jyplan.api import diff as diff
    from jyplan.api import dupes as dupes
    from jyplan.api import find_archived as find_archived
    from jyplan.api import find_settings as find_settings
    from jyplan.api import list_archive as list_archive
    from jyplan.api import load_rules as load_rules
    from jyplan.api import load_settings as load_settings
    from jyplan.api import parse as parse
    from jyplan.api import parse_bytes as parse_bytes
    from jyplan.api import parse_many as parse_many
    from jyplan.api import read_submissions as read_submissions
    from jyplan.api import remove_from_archive as remove_from_archive
    from jyplan.api import review as review
    from jyplan.api import select_archived as select_archived
    from jyplan.api import verify_archive as verify_archive
    from jyplan.errors import JyplanError as JyplanError
    from jyplan.inputs import Unreadable as Unreadable
    from jyplan.inputs import find_sources as find_sources

__version__ = VERSION

__all__ = [
    "UNLIMITED",
    "JyplanError",
    "Limits",
    "Settings",
    "Unreadable",
    "__version__",
    "add_to_archive",
    "baseline_of",
    "check",
    "check_many",
    "compact_archive",
    "diff",
    "dupes",
    "find_archived",
    "find_settings",
    "find_sources",
    "list_archive",
    "load_rules",
    "load_settings",
    "parse",
    "parse_bytes",
    "parse_many",
    "read_submissions",
    "remove_from_archive",
    "review",
    "select_archived",
    "verify_archive",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "jyplan.errors": "JyplanError",
            "jyplan.inputs": "Unreadable find_sources",
            "jyplan.api": "UNLIMITED Limits Settings add_to_archive baseline_of check check_many compact_archive diff dupes "
            "find_archived find_settings list_archive load_rules load_settings parse parse_bytes parse_many read_submissions "
            "remove_from_archive review select_archived verify_archive",
        },
    )
