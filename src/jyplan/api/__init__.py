"""From paths to outlines, comparisons, copies, findings and archives.

Every command calls only this room; `import jyplan` gives the part of it that programs need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.lazy import lazy_names

if TYPE_CHECKING:
    from jyplan.api.archived_copies import LARGE_ARCHIVE, find_archived, is_large_archive, join_copies
    from jyplan.api.archives import (
        Addition,
        add_to_archive,
        compact_archive,
        list_archive,
        remove_from_archive,
        require_archive,
        select_archived,
        verify_archive,
    )
    from jyplan.api.checking import cache_folder, check, check_many, reaches
    from jyplan.api.comparing import compare, diff
    from jyplan.api.copies import dupes, find_copies
    from jyplan.api.folders import compare_pairs, pair_folders
    from jyplan.api.matches import find_matches, find_matches_for
    from jyplan.api.plans import parse, parse_bytes, parse_many
    from jyplan.api.review_again import compare_results, review_key
    from jyplan.api.reviewing import ReviewRequest, copy_each, find_submissions, review, review_batch
    from jyplan.api.rewrites import find_rewritten
    from jyplan.api.rules import (
        DEFAULT_RULES,
        SCHEMA_FILE,
        choose_rules,
        load_rules,
        manual_of_rule,
        manual_of_rules,
        new_rule_file,
        rule_file_schema,
        rule_named,
        shipped_rule_sets,
        try_examples,
    )
    from jyplan.api.settings import baseline_file, baseline_of, find_settings, load_settings, sieve_of
    from jyplan.api.sides import length_note
    from jyplan.api.spark import SparkWork, find_copies_on_spark, table_of_spark, write_copies_by_spark
    from jyplan.api.submissions import collect, read_submissions
    from jyplan.cache.compiling import patterns_kept
    from jyplan.checker.settings import FAIL_ON, Settings
    from jyplan.checker.suppression import Sieve
    from jyplan.reading.jobs import file_suffixes
    from jyplan.reading.limits import UNLIMITED, Limits
    from jyplan.reading.many import run_apart
    from jyplan.reading.submissions import Submissions, Submitted
    from jyplan.rulesets import RuleSet

__all__ = [
    "DEFAULT_RULES",
    "FAIL_ON",
    "LARGE_ARCHIVE",
    "SCHEMA_FILE",
    "UNLIMITED",
    "Addition",
    "Limits",
    "ReviewRequest",
    "RuleSet",
    "Settings",
    "Sieve",
    "SparkWork",
    "Submissions",
    "Submitted",
    "add_to_archive",
    "baseline_file",
    "baseline_of",
    "cache_folder",
    "check",
    "check_many",
    "choose_rules",
    "collect",
    "compact_archive",
    "compare",
    "compare_pairs",
    "compare_results",
    "copy_each",
    "diff",
    "dupes",
    "file_suffixes",
    "find_archived",
    "find_copies",
    "find_copies_on_spark",
    "find_matches",
    "find_matches_for",
    "find_rewritten",
    "find_settings",
    "find_submissions",
    "is_large_archive",
    "join_copies",
    "length_note",
    "list_archive",
    "load_rules",
    "load_settings",
    "manual_of_rule",
    "manual_of_rules",
    "new_rule_file",
    "pair_folders",
    "parse",
    "parse_bytes",
    "parse_many",
    "patterns_kept",
    "reaches",
    "read_submissions",
    "remove_from_archive",
    "require_archive",
    "review",
    "review_batch",
    "review_key",
    "rule_file_schema",
    "rule_named",
    "run_apart",
    "select_archived",
    "shipped_rule_sets",
    "sieve_of",
    "table_of_spark",
    "try_examples",
    "verify_archive",
    "write_copies_by_spark",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "jyplan.api.archived_copies": "LARGE_ARCHIVE find_archived is_large_archive join_copies",
            "jyplan.api.archives": "Addition add_to_archive compact_archive list_archive remove_from_archive require_archive "
            "select_archived verify_archive",
            "jyplan.api.checking": "cache_folder check check_many reaches",
            "jyplan.api.comparing": "compare diff",
            "jyplan.api.copies": "dupes find_copies",
            "jyplan.api.folders": "compare_pairs pair_folders",
            "jyplan.api.matches": "find_matches find_matches_for",
            "jyplan.api.plans": "parse parse_bytes parse_many",
            "jyplan.api.review_again": "compare_results review_key",
            "jyplan.api.reviewing": "ReviewRequest copy_each find_submissions review review_batch",
            "jyplan.api.rewrites": "find_rewritten",
            "jyplan.api.rules": "DEFAULT_RULES SCHEMA_FILE choose_rules load_rules manual_of_rule manual_of_rules new_rule_file rule_file_schema "
            "rule_named shipped_rule_sets try_examples",
            "jyplan.api.settings": "baseline_file baseline_of find_settings load_settings sieve_of",
            "jyplan.api.sides": "length_note",
            "jyplan.api.spark": "SparkWork find_copies_on_spark table_of_spark write_copies_by_spark",
            "jyplan.api.submissions": "collect read_submissions",
            "jyplan.cache.compiling": "patterns_kept",
            "jyplan.checker.settings": "FAIL_ON Settings",
            "jyplan.reading.jobs": "file_suffixes",
            "jyplan.reading.limits": "Limits UNLIMITED",
            "jyplan.reading.many": "run_apart",
            "jyplan.reading.submissions": "Submissions Submitted",
            "jyplan.rulesets": "RuleSet",
            "jyplan.checker.suppression": "Sieve",
        },
    )
