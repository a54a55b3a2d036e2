"""File names that are not UTF-8: their bytes are kept, so that no two names look alike."""

from __future__ import annotations

from jyplan.text.patterns import lazy_pattern

_BYTE = lazy_pattern("[\udc80-\udcff]")
"""A byte of a file name as Python keeps it: PEP 383."""


def shown_name(path: str) -> str:
    r"""Return a path for a report, with each byte outside of UTF-8 as an escape.

    >>> print(shown_name("\udcbc\udcc6.txt"))
    \xbc\xc6.txt
    """
    return _BYTE.sub(lambda match: f"\\x{ord(match[0]) - 0xDC00:02x}", path)


def name_bytes(path: str) -> bytes:
    r"""Return the bytes of a path as on disk: UTF-8, and the original bytes of a name in another encoding.

    >>> name_bytes("\udcbc\udcc6.txt")
    b'\xbc\xc6.txt'
    """
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character, as in a name on Windows
        return path.encode("utf-8", "surrogatepass")
