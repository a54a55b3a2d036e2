"""The folder of the cache on this system, and the file with the user's key to the cache."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "JYPLAN_CACHE"
"""Environment variable for the folder, instead of the default of the system."""
KEY_VARIABLE = "JYPLAN_CACHE_KEY"
"""Environment variable for the file with the key, instead of the default of the system."""


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


def key_file(environment: Mapping[str, str]) -> Path | None:
    """Return the path of the user's key; None on a system without a home folder.

    The key is outside the folder for results, because results may be shared or restored from another machine.
    """
    if named := environment.get(KEY_VARIABLE):
        return Path(named).absolute()
    try:
        if sys.platform == "win32":
            base = Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Application Support"
        else:
            named = environment.get("XDG_STATE_HOME", "")
            base = Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "state"
    except RuntimeError:
        return None
    return base / "jyplan" / "cache.key"
