"""The font pdfium is given in place of one that a PDF names and does not embed.

pdfium would look for a similar font on the machine. What it then reports of a character is the box of that font's
glyph, and where the machine has no glyph for the character, pdfium drops text that runs upwards or downwards: the same
PDF would give other lines on another machine. So no font of the machine is used. A Chinese, Japanese or Korean font is
replaced by the font made here, in which every character is the same narrow bar; boxes are then made of the widths,
the ascent and the text matrix of the PDF alone. Latin fonts are replaced by those that pdfium itself contains.
"""

from __future__ import annotations

import ctypes
import struct
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

CJK_CHARSETS = (128, 129, 134, 136)
"""Shift JIS, Hangul, GB 2312, Big5: FXFONT_SHIFTJIS_CHARSET and so on in fpdf_sysfontinfo.h."""
EM = 1000
"""Font units of the size of a character."""
ASCENT, DESCENT = 880, -120
"""Font units above and below the base line, as in nearly every Chinese font; used where the PDF gives none."""
BAR = (0, 0, 100, 700)
"""Left, bottom, right and top in font units: narrower than any letter, so that no box grows by it."""
LAST_CHARACTER = 0x10FFFF

_FONT_HANDLE = 1
"""Any number but 0, which stands for no font."""


@contextmanager
def system_fonts_hidden(raw: Any) -> Iterator[None]:
    """Let pdfium see no font of the machine; the platform's fonts are back afterwards.

    The setting is one for the whole process, and a program that imports jyplan may draw pages too.
    """
    raw.FPDF_SetSystemFontInfo(_font_source(raw))
    try:
        yield
    finally:
        platform_fonts = raw.FPDF_GetDefaultSystemFontInfo()
        if platform_fonts:
            raw.FPDF_SetSystemFontInfo(platform_fonts)


@cache
def _font_source(raw: Any) -> Any:
    """Return the callbacks by which pdfium asks for fonts; pdfium keeps a pointer to them, so they are made once."""
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    font = build_font()

    def map_font(_source: Any, _weight: int, _italic: int, charset: int, *_: Any) -> int | None:
        return _FONT_HANDLE if charset in CJK_CHARSETS else None

    def get_font(*_: Any) -> None:
        return None

    def get_font_data(_source: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        if table:  # 0 is the whole file; pdfium also asks for `ttcf`, which only collections have
            return 0
        if size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    def get_face_name(*_: Any) -> int:
        return 0

    def get_font_charset(*_: Any) -> int:
        return CJK_CHARSETS[2]

    def delete_font(*_: Any) -> None:
        return None

    return raw.FPDF_SYSFONTINFO(
        version=2,  # with 1 pdfium would ask for a list of all fonts first
        MapFont=kinds["MapFont"](map_font),
        GetFont=kinds["GetFont"](get_font),
        GetFontData=kinds["GetFontData"](get_font_data),
        GetFaceName=kinds["GetFaceName"](get_face_name),
        GetFontCharset=kinds["GetFontCharset"](get_font_charset),
        DeleteFont=kinds["DeleteFont"](delete_font),
    )


def build_font() -> bytes:
    """Return a TrueType file in which every character of Unicode is the same bar: OpenType 1.9, chapter Tables."""
    left, bottom, right, top = BAR
    glyph = struct.pack(">5h", 1, *BAR)  # one contour and its box
    glyph += struct.pack(">2H", 3, 0)  # which ends at point 3; no instructions
    glyph += bytes([1] * 4)  # four points on the outline, each with a step in x and in y of 16 bits
    glyph += struct.pack(">4h", left, right - left, 0, left - right) + struct.pack(">4h", bottom, 0, top - bottom, 0)
    many_to_one = struct.pack(">2H3L3L", 13, 0, 28, 0, 1, 0, LAST_CHARACTER, 1)
    glyph += bytes(-len(glyph) % 4)
    return _font_file(
        {
            b"cmap": struct.pack(">4HL", 0, 1, 3, 10, 12) + many_to_one,  # platform 3, encoding 10: all of Unicode
            b"glyf": glyph * 2,  # glyph 0 is for characters that a font lacks; every font has it
            b"head": struct.pack(">4L2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, *BAR, 0, 8, 2, 1, 0),
            b"hhea": struct.pack(">L3hH11hH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 0, right, 1, *[0] * 7, 1),
            b"hmtx": struct.pack(">Hhh", EM, 0, 0),
            b"loca": struct.pack(">3L", 0, len(glyph), 2 * len(glyph)),
            b"maxp": struct.pack(">L14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
        }
    )


def _font_file(tables: dict[bytes, bytes]) -> bytes:
    """Return a TrueType file of tables, each from an offset that four divides; checksums are left at 0."""
    offset = 12 + 16 * len(tables)
    directory = struct.pack(">L4H", 0x10000, len(tables), 64, 2, 48)
    body = b""
    for tag, table in sorted(tables.items()):
        directory += tag + struct.pack(">3L", 0, offset + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body
