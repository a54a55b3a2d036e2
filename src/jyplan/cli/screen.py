"""Width, colours and line-drawing characters of a report's destination."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TypedDict

from jyplan.cli.console import is_terminal

_DEFAULT_WIDTH = 80
"""Columns for a pipe or a file."""


class Screen(TypedDict):
    """Abilities of a terminal, a pipe or a file, named as the fields of `ViewOptions`; `width` in columns."""

    width: int
    colour: bool
    unicode: bool


def describe(target: str | None) -> Screen:
    """Return the abilities of the file `target`, or of standard output without a target."""
    to_terminal = target is None and is_terminal(sys.stdout)
    return Screen(
        width=shutil.get_terminal_size().columns if to_terminal else _DEFAULT_WIDTH,
        colour=to_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        unicode=target is not None or _can_encode("│…"),
    )


def _can_encode(characters: str) -> bool:
    try:
        characters.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
