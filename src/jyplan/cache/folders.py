"""The folder of the cache on this system."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "JYPLAN_CACHE"
"""Environment variable for the folder, instead of the default of the system."""


def user_folder(environment: Mapping[str, str]) -> Path | None:
    """Return the user's folder for cached results; None on a system without a home folder.

    On Linux by XDG Base Directory 0.8 (a relative path is not valid), on Windows and macOS the folder for caches.
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
