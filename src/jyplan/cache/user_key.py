"""The user's secret key: an entry that was made without it is no entry."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from jyplan.cache.private import make_private_folder, read_private
from jyplan.drafts import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_BYTES = 32  # as long as the digests made with it: RFC 2104, 3


def read_or_make_key(path: Path) -> bytes | None:
    """Return the key in a file, made with random bytes where there is none; None where the file is not private.

    Of two first runs at once the later key stays; the entries of the earlier run are then not found again.
    """
    if not make_private_folder(path.parent):
        return None
    if not os.path.lexists(path):
        with suppress(OSError):
            write_whole(str(path), secrets.token_bytes(_BYTES), permissions=0o600)
    key = read_private(path, _BYTES)
    return key if key is not None and len(key) == _BYTES else None
