"""Kinds of schools for the key `when: {school: …}`, from `data/schools.toml`."""

from __future__ import annotations

import re
from functools import cache

from jyplan.text.word_lists import load_word_lists


@cache
def school_patterns() -> dict[str, re.Pattern[str]]:
    """Return patterns for the names of schools in folded text, by kind of school."""
    return {kind: re.compile(words) for kind, words in load_word_lists("schools").items()}
