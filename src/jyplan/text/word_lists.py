r"""The field's word lists in `data/`: tables of words and lists of words, written in TOML.

Every plan needs three of these files. `tomllib` reads all of TOML character by character in Python, which takes twenty
times as long as the expression for the part of TOML that word lists use:

| line | is |
|---|---|
| `# Titles of posts.` | a comment, inside a list, too |
| `[owners.short]` | the table of the entries that follow, inside the table `owners` |
| `posts = ["校长", "主任"]` | an entry: a list of strings, over several lines, too; or one string |
| `"a\\b"` | a string; no escapes but of the backslash and the quotation mark |
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent.parent / "data"
_STRING = r'"(?:[^"\\\n]|\\["\\])*+"'
_PART = re.compile(
    rf"""
    \[(?P<table>[A-Za-z_.]++)\]
    | (?P<key>[A-Za-z_]++|"[^"\\\n]*+")\ =\ (?:(?P<string>{_STRING})|\[(?P<list>(?:[\s,]|\#[^\n]*+|{_STRING})*+)\])
    | \#[^\n]*+
    | \s++
    """,
    re.VERBOSE,
)
_WORD_OR_COMMENT = re.compile(r'#[^\n]*+|"((?:[^"\\\n]|\\["\\])*+)"?')
"""The closing quote is optional only for speed: `_PART` has found it already."""


def load_word_lists(name: str) -> dict[str, Any]:
    """Return the tables of `data/NAME.toml`."""
    return read_word_lists((_FOLDER / f"{name}.toml").read_text("utf-8"))


def read_word_lists(source: str) -> dict[str, Any]:
    r"""Return the tables of a text in the form above.

    Raises:
        ValueError: a line is neither comment, table nor entry.

    >>> read_word_lists('[owners]\nposts = ["校长", # of a school\n  "主任"]\n[owners.labels]\nlast = "人"')
    {'owners': {'posts': ['校长', '主任'], 'labels': {'last': '人'}}}
    """
    tables: dict[str, Any] = {}
    table = tables
    position = 0
    while position < len(source):
        part = _PART.match(source, position)
        if part is None:
            raise ValueError(f"no word list begins at {source[position : position + 40]!r}")
        position = part.end()
        if part["table"]:
            table = tables
            for key in part["table"].split("."):
                table = table.setdefault(key, {})
        elif part["key"]:
            key = part["key"].strip('"')
            table[key] = _words(part["list"]) if part["string"] is None else _words(part["string"])[0]
    return tables


def _words(source: str) -> list[str]:
    words = [word for word in _WORD_OR_COMMENT.findall(source) if word]
    return [word.replace('\\"', '"').replace("\\\\", "\\") for word in words] if "\\" in source else words
