"""Kinds of schools for the key `when: {school: …}`, from `data/schools.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "schools.toml"


@cache
def school_patterns() -> dict[str, re.Pattern[str]]:
    """Return patterns for the names of schools in folded text, by kind of school."""
    return {kind: re.compile(words) for kind, words in tomllib.loads(_FILE.read_text("utf-8")).items()}
