"""Opening rule files: rule sets shipped with jyplan by name, files of the user by path."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from jyplan.checks.options import suggested_word
from jyplan.errors import UsageError

Read = Callable[[str], bytes]
"""Returns the bytes of a file that the user names; raises InputError."""


def shipped_folder() -> Path:
    """Return the folder of the shipped rule sets: in the installed package; beside `src` in a checkout."""
    installed = Path(__file__).parents[1] / "rules"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "rules"


def shipped_names() -> list[str]:
    """Return the sorted names of the shipped rule sets."""
    return sorted(path.stem for path in shipped_folder().glob("*.yaml"))


def open_rule_file(name: str, read: Read) -> tuple[str, bytes]:
    """Return the displayed name and the content of a rule file.

    Raises:
        UsageError: There is neither a rule set nor a file of this name.
        InputError: The file cannot be read.
    """
    shipped = shipped_folder() / f"{name}.yaml"
    if name in shipped_names():
        return f"{name}.yaml", shipped.read_bytes()
    if not os.path.lexists(name) and not name.endswith((".yaml", ".yml")):
        raise UsageError(
            "no rule set or file has this name",
            where=name,
            hint=suggested_word(name, shipped_names()),
        )
    return name, read(name)


def identity_of(file: str) -> str:
    """Return an identity shared by all paths of a file: the real path; the name itself for a shipped rule set."""
    return file if os.sep not in file and not os.path.exists(file) else os.path.realpath(file)
