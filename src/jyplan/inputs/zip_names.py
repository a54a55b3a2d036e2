"""Names of files in a zip archive, decoded from GBK, Big5, UTF-8 or code page 437."""

from __future__ import annotations

import unicodedata
import zlib
from typing import TYPE_CHECKING

from jyplan.text.encodings import decode
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Sequence

UTF8_FLAG = 0x800
"""Bit 11 of the general purpose flags: the name is UTF-8 (APPNOTE.TXT, appendix D)."""
UNICODE_PATH = 0x7075
"""Info-ZIP's extra field with the name in UTF-8 (APPNOTE.TXT 4.6.9)."""

CHINESE = lazy_pattern(rb"[\x80-\xff]{2}")
"""Two bytes above 127 in a row; in European names bytes above 127 stand alone, and GBK would pair each with a letter."""


def decode_names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the path of each entry, with `/` between folders.

    The encoding of all names without the UTF-8 flag is guessed together: a single program wrote the archive.
    """
    raw = {i: info.orig_filename.encode("cp437") for i, info in enumerate(infos) if not info.flag_bits & UTF8_FLAG}
    encoding = guess_encoding(b"\n".join(raw.values()))
    names = []
    for i, info in enumerate(infos):
        if i in raw:
            name = _unicode_path(info.extra, raw[i]) or raw[i].decode(encoding, "replace")
        else:
            name = info.orig_filename
        names.append(name.split("\0")[0].replace("\\", "/"))
    return names


def guess_encoding(names: bytes) -> str:
    r"""Return the most likely encoding of file names, by its Python name.

    For names beyond ASCII without Chinese: code page 437, the default of the zip format.

    >>> [guess_encoding(name.encode(e)) for name, e in (("计划.docx", "gbk"), ("計劃.docx", "big5"), ("é.doc", "cp437"))]
    ['gb18030', 'big5', 'cp437']
    """
    if not names.isascii() and not CHINESE.search(names):
        return "cp437"
    decoded = decode(names)
    return decoded.encoding if decoded else "cp437"


def displayed(name: str) -> str:
    """Return a name safe for a terminal: control and direction characters are replaced."""
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c for c in name)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Return the name in the Unicode Path field; None without the field or with a checksum of an earlier name."""
    while len(extra) >= 4:
        kind = int.from_bytes(extra[:2], "little")
        size = int.from_bytes(extra[2:4], "little")
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == UNICODE_PATH and field[:1] == b"\x01":
            if int.from_bytes(field[1:5], "little") != zlib.crc32(raw):
                return None
            return field[5:].decode("utf-8", "replace") or None
    return None
