"""From paths to outlines, comparisons, copies and findings: what `import jyplan` gives and every command calls."""

from jyplan.api.checking import DEFAULT_RULES, MOST_OF_A_BASELINE, check, check_many, load_rules, read_small
from jyplan.api.comparing import compare, diff
from jyplan.api.copies import (
    collect,
    dupes,
    find_archived,
    find_copies,
    find_copies_on_spark,
    find_matches,
    join_copies,
    read_submissions,
    require_archive,
    table_of_spark,
)
from jyplan.api.plans import parse, parse_bytes, parse_many

__all__ = [
    "DEFAULT_RULES",
    "MOST_OF_A_BASELINE",
    "check",
    "check_many",
    "collect",
    "compare",
    "diff",
    "dupes",
    "find_archived",
    "find_copies",
    "find_copies_on_spark",
    "find_matches",
    "join_copies",
    "load_rules",
    "parse",
    "parse_bytes",
    "parse_many",
    "read_small",
    "read_submissions",
    "require_archive",
    "table_of_spark",
]
