"""The lists of `data/slips.toml`: traces of web sites and pages, words that are surely misspelled."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jyplan.text.fold import fold
from jyplan.text.word_lists import load_word_lists


@cache
def slip_words() -> dict[str, Any]:
    """Return the lists of the file."""
    return load_word_lists("slips")


@cache
def alternatives(*names: str) -> re.Pattern[str]:
    """Return an expression for any expression in the lists named."""
    return re.compile("|".join(f"(?:{words})" for name in names for words in slip_words()[name]), re.MULTILINE)


@cache
def right_spellings(name: str) -> dict[str, str]:
    """Return the right spelling by the folded wrong one."""
    pairs = (entry.partition("=") for entry in slip_words()[name])
    return {fold(wrong): right for wrong, _, right in pairs}


@cache
def wrong_spellings(name: str) -> re.Pattern[str]:
    """Return an expression for any wrong spelling, the longest first."""
    words = sorted(right_spellings(name), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
