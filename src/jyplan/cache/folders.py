"""Where results are kept on this system."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "JYPLAN_CACHE"
"""Environment variable that names another folder."""


def user_folder(environment: Mapping[str, str]) -> Path | None:
    """Return the user's folder for results, None where the system knows of no home.

    XDG Base Directory 0.8 (where a relative path is not valid), else the platform's own place.
    """
    if named := environment.get(VARIABLE):
        return Path(named).absolute()
    try:
        if sys.platform == "win32":
            return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "jyplan" / "Cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "jyplan"
        named = environment.get("XDG_CACHE_HOME", "")
        return (Path(named) if Path(named).is_absolute() else Path.home() / ".cache") / "jyplan"
    except RuntimeError:
        return None
