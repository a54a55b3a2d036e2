"""The substitute for fonts named in a PDF but not embedded.

By default pdfium substitutes a similar font of the machine and reports the boxes of its glyphs; without a glyph for
a character, pdfium drops text that runs upwards or downwards. The lines of a PDF would then depend on the machine, so
fonts of the machine are hidden. Chinese, Japanese and Korean fonts are replaced by a generated font with the same
narrow bar for every character; boxes then follow from the widths, ascent and text matrix of the PDF alone. Latin
fonts are replaced by pdfium's built-in fonts.
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
"""Font units per font size."""
ASCENT, DESCENT = 880, -120
"""Font units above and below the base line, as in nearly every Chinese font; used where the PDF states none."""
BAR = (0, 0, 100, 700)
"""Left, bottom, right and top in font units: narrower than any letter, so that boxes do not grow."""
LAST_CHARACTER = 0x10FFFF

_FONT_HANDLE = 1
"""Any number but 0; 0 means no font."""


@contextmanager
def system_fonts_hidden(raw: Any) -> Iterator[None]:
    """Hide the fonts of the machine from pdfium inside a `with` block.

    The setting holds for the whole process. It is undone, since a program that imports jyplan may draw pages.
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
    """Return the font callbacks for pdfium; made once, since pdfium keeps a pointer to the structure."""
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
    """Return a TrueType font with the same bar for all of Unicode (OpenType 1.9, chapter Tables)."""
    left, bottom, right, top = BAR
    glyph = struct.pack(">5h", 1, *BAR)  # one contour and its box
    glyph += struct.pack(">2H", 3, 0)  # the contour ends at point 3; no instructions
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
    """Return a TrueType file of tables, aligned to 4 bytes; checksums stay 0."""
    offset = 12 + 16 * len(tables)
    directory = struct.pack(">L4H", 0x10000, len(tables), 64, 2, 48)
    body = b""
    for tag, table in sorted(tables.items()):
        directory += tag + struct.pack(">3L", 0, offset + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body
