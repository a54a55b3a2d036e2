"""Errors of the operating system in words for the user, with a similar name for a missing file."""

from __future__ import annotations

import errno
import os

from jyplan.errors import InputError, closest_name, did_you_mean
from jyplan.model import Message

_MISSING = Message("there is no such file or folder")
_FORBIDDEN = Message("you have no permission to read it")
_REASONS = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EISDIR: Message("is a folder, not a file"),
    errno.ELOOP: Message("is a link that leads back to itself"),
    errno.ENAMETOOLONG: Message("the name is too long"),
}
_SIMILAR = 0.75
"""difflib's ratio, 0 to 1, least for a suggested name: a wrong character in four."""


def input_error(error: OSError | ValueError, path: str) -> InputError:
    """Return the error of a path for the user; a ValueError comes from a NUL character in the path."""
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOENT, errno.ENOTDIR):
        if guess := _similar_name(path):
            return InputError(_MISSING.template, where=path, hint=did_you_mean(guess))
        return InputError(_MISSING.template, where=path or "“”", hint="check the name and the folder")
    if code in _REASONS:
        return InputError(_REASONS[code].template, where=path or "“”")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError("cannot be read ({reason})", where=path, reason=reason)


def _similar_name(path: str) -> str | None:
    """Return the file in the same folder with the name most like a missing file; None without a similar name."""
    folder, missing = os.path.split(path)
    try:
        names = os.listdir(folder or os.curdir)
    except (OSError, ValueError):
        return None
    visible = [name for name in names if name != missing and not name.startswith(".")]
    guess = closest_name(missing, visible, likeness=_SIMILAR)
    return None if guess is None else os.path.join(folder, guess)
