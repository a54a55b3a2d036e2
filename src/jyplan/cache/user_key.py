"""The user's secret key: entries signed with a different key are ignored."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from jyplan.cache.private import make_private_folder, read_private
from jyplan.drafts import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_BYTES = 32  # as long as the digests made with it: RFC 2104, 3


def read_or_make_key(path: Path) -> bytes | None:
    """Return the key in a file, None for a file open to others; a missing file is made, with a random key.

    If two first runs overlap, the later key stays and the entries of the earlier run are lost.
    """
    if not make_private_folder(path.parent):
        return None
    if not os.path.lexists(path):
        with suppress(OSError):
            write_whole(str(path), os.urandom(_BYTES), permissions=0o600)
    key = read_private(path, _BYTES)
    return key if key is not None and len(key) == _BYTES else None
