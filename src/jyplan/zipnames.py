"""The names of the files in a zip, read in the encoding they were written in."""

from __future__ import annotations

import unicodedata
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Sequence

UTF8_FLAG = 0x800
"""Bit 11 of the general purpose flags: the name is UTF-8 (APPNOTE.TXT, appendix D)."""
UNICODE_PATH = 0x7075
"""Info-ZIP's extra field with the name in UTF-8 (APPNOTE.TXT 4.6.9)."""
COMMON_LEADS = {"gb18030": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}
"""Lead bytes of the frequent characters: level 1 of GB 2312, level 1 of Big5."""
TYPICAL = frozenset(
    "教学研工作计划总结方案安排活动年级组期第一二三四五六七八九十上下小中高初语文数英语科校园幼儿班主任德育安全"
    "劃總結級組學語數會實驗書國體動園兒務辦處訓課題報導師資"
)
"""Characters that file names of plans are made of, simplified and traditional."""


def decode_names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the path of each entry, with `/` between its parts.

    Names that do not say their encoding are judged together: one tool wrote them all.
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
    r"""Return the Python name of the encoding that file names were most likely written in.

    >>> [guess_encoding(name.encode(e)) for name, e in (("计划.docx", "gbk"), ("計劃.docx", "big5"), ("é.doc", "cp437"))]
    ['gb18030', 'big5', 'cp437']
    """
    if names.isascii():
        return "ascii"
    try:
        names.decode("utf-8")
    except UnicodeDecodeError:
        scores = {encoding: _plausibility(names, encoding) for encoding in COMMON_LEADS}
        best = max(scores, key=lambda encoding: scores[encoding])
        return best if scores[best] > 0.5 else "cp437"
    return "utf-8"


def displayed(name: str) -> str:
    """Return a name that cannot steer a terminal: control and direction characters replaced."""
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c for c in name)


def _plausibility(names: bytes, encoding: str) -> float:
    """Return the share of frequent characters among the non-ASCII ones, typical ones counted double."""
    try:
        text = names.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    foreign = [c for c in text if not c.isascii()]
    common = sum(c.encode(encoding)[0] in COMMON_LEADS[encoding] or "\u3000" <= c <= "\u303f" for c in foreign)
    typical = sum(c in TYPICAL for c in foreign)
    return (common + typical) / len(foreign)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Return the name in the Unicode Path field, None where it is missing or of an earlier name."""
    while len(extra) >= 4:
        kind = int.from_bytes(extra[:2], "little")
        size = int.from_bytes(extra[2:4], "little")
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == UNICODE_PATH and field[:1] == b"\x01":
            if int.from_bytes(field[1:5], "little") != zlib.crc32(raw):
                return None
            return field[5:].decode("utf-8", "replace") or None
    return None
