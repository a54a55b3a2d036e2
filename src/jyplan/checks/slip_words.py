"""The lists of `data/slips.toml`: traces of web sites and pages, words that are surely misspelled."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern
from jyplan.text.word_lists import load_word_lists

_EXPRESSIONS = ("web", "page_inside", "page_lines", "doubled_signs")
"""Lists of expressions."""
_SPELLINGS = ("confusions", "policies")
"""Lists of spellings, wrong=right."""


@cache
def slip_words() -> dict[str, Any]:
    """Return the lists of the file."""
    return load_word_lists("slips")


@cache
def right_spellings(name: str) -> dict[str, str]:
    """Return the right spelling by the folded wrong one."""
    pairs = (entry.partition("=") for entry in slip_words()[name])
    return {fold(wrong): right for wrong, _, right in pairs}


@cache
def slip_patterns() -> dict[str, re.Pattern[str]]:
    """Return an expression for each list that is searched: any expression of a list, or any wrong spelling, the longest first."""
    lists = slip_words()
    return {
        **{
            name: lazy_pattern("|".join(f"(?:{words})" for words in lists[name]), re.MULTILINE) for name in _EXPRESSIONS
        },
        **{
            name: lazy_pattern("|".join(map(re.escape, sorted(right_spellings(name), key=len, reverse=True))))
            for name in _SPELLINGS
        },
    }
