"""PDF pages as drawn by pdfium. Only this module, `annotations`, `drawings` and `substitute` use pypdfium2."""

from __future__ import annotations

import ctypes
import io
import logging
import math
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from jyplan.errors import MissingExtra, UnreadableDocument
from jyplan.readers.ooxml.errors import protected_error
from jyplan.readers.pdf.annotations import read_annotations
from jyplan.readers.pdf.drawings import MAX_OBJECTS, UNKNOWN, bounds, read_drawings
from jyplan.readers.pdf.glyphs import (
    DrawnPage,
    Glyph,
    GlyphLook,
    annotation_glyphs,
    by_direction,
    displayed_character,
    without_white_on_backgrounds,
)
from jyplan.readers.pdf.substitute import system_fonts_hidden
from jyplan.readers.pdf.weighing.weight import TooHeavyError, check_weight
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

logging.getLogger("pypdfium2").addHandler(logging.NullHandler())  # else its warnings go to standard error

PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD in fpdfview.h."""
INVISIBLE = 3
"""The mode of text that is neither filled nor stroked: ISO 32000-1, 9.3.6."""
WHITE = 0xFA
"""Of 255: least red, green and blue of a colour that is white on paper."""
SMALLEST = 0.1
"""Points: a matrix can make text flat, and sizes are divided by."""
MAX_GLYPHS = 100_000
"""Glyphs read from a page; a full page of small print has 4,000."""
BOLD_WEIGHT = 600
BOLD_NAMES = ("bold", "black", "heavy", "simhei", "heiti", "-hei", "黑体", "小标宋")
SCAN_GLYPHS = 20
"""A page with fewer characters and a picture over most of the page is a scan, perhaps with a stamp."""
SCAN_SHARE = 0.6
"""Least share of the page area under such a picture."""
_ORDINAL = lazy_pattern(
    r"(?P<cn>第?[一二三四五六七八九十]{1,3}[、章节])|(?P<brackets>[(（][一二三四五六七八九十]{1,3}[)）])|(?P<number>\d{1,2}(?:[．、]|\.(?!\d)))"
)
"""A title's number; the group names the style of the number."""


class PdfFile:
    """An open PDF; as a context manager, hides the fonts of the machine from pdfium."""

    def __init__(self, data: bytes, path: str) -> None:
        """Open a PDF.

        Raises:
            MissingExtra: pypdfium2 is not installed.
            UnreadableDocument: the file has a password or is damaged.
        """
        try:
            import pypdfium2
            from pypdfium2 import raw
        except ImportError as error:
            raise MissingExtra(
                "reading PDF files needs a package that is not installed",
                where=path,
                hint="pip install “jyplan[pdf]”, or save the file as .docx",
            ) from error
        self._raw: Any = raw
        _check(data, path)
        self._error: type[Exception] = pypdfium2.PdfiumError
        try:
            self._document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == PASSWORD_ERROR or "assword" in str(error):
                raise protected_error(path) from error
            raise UnreadableDocument(
                "is a damaged PDF document", where=path, hint="ask for the file again, or save it as .docx"
            ) from error

        if raw.FPDF_GetSecurityHandlerRevision(self._document.raw) >= 0:
            opened = io.BytesIO()
            self._document.save(opened, flags=raw.FPDF_REMOVE_SECURITY)
            _check(opened.getvalue(), path)

    def __enter__(self) -> PdfFile:
        self._hidden_fonts = system_fonts_hidden(self._raw)
        self._hidden_fonts.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()
        self._hidden_fonts.__exit__(None, None, None)

    def __len__(self) -> int:
        return len(self._document)

    def bookmarks(self) -> dict[str, int]:
        """Return the level of each bookmark, from 0, by the bookmark's text without spaces."""
        levels: dict[str, int] = {}
        try:
            for entry in self._document.get_toc(max_depth=9):
                title = entry.get_title() if hasattr(entry, "get_title") else entry.title
                levels.setdefault("".join(title.split()), entry.level)
        except (self._error, ValueError, UnicodeError):
            pass
        return {} if any(map(_is_below_sibling, levels.items(), islice(levels.items(), 1, None))) else levels

    def read_page(self, index: int) -> DrawnPage:
        """Return the page with an index, from 0; a damaged page is marked as broken."""
        try:
            page = self._document[index]
            text = page.get_textpage()
        except self._error:
            return DrawnPage(index + 1, is_broken=True)
        try:
            annotations = list(read_annotations(page, self._raw))
            drawn = [*self._glyphs(text.raw), *annotation_glyphs(annotations)]
            directions = by_direction(drawn)
            glyphs = tuple(directions[0]) if directions else ()
            scanned = len(glyphs) < SCAN_GLYPHS and self._is_picture(page, has_text=bool(glyphs))
            upright = bool(glyphs) and glyphs[0].look.turn == 0
            shown = read_drawings(page, self._raw) if upright else UNKNOWN
            aside = tuple(map(tuple, directions[1:]))
            glyphs = without_white_on_backgrounds(glyphs, shown.backgrounds)
            return DrawnPage(
                index + 1,
                glyphs,
                shown.rulings,
                scanned,
                pictures=shown.pictures,
                width=page.get_width() if upright else page.get_height(),
                aside=aside,
                comments=tuple(annotation.text for annotation in annotations if annotation.is_comment),
            )
        finally:
            text.close()
            page.close()

    def _is_picture(self, page: Any, *, has_text: bool) -> bool:
        """Return whether a page has a picture: any picture on a page without text, else a picture over most of the page."""
        area = page.get_width() * page.get_height()
        objects = islice(page.get_objects(max_depth=3), MAX_OBJECTS)
        for picture in (drawn for drawn in objects if drawn.type == self._raw.FPDF_PAGEOBJ_IMAGE):
            if not has_text:
                return True
            box = bounds(picture)
            if box.width * box.height > SCAN_SHARE * area:
                return True
        return False

    def _glyphs(self, text: Any) -> Iterator[Glyph]:
        raw = self._raw
        box = raw.FS_RECTF()
        looks: dict[int, GlyphLook] = {}
        for i in range(min(raw.FPDFText_CountChars(text), MAX_GLYPHS)):
            if raw.FPDFText_IsGenerated(text, i) == 1 or not raw.FPDFText_GetLooseCharBox(text, i, box):
                continue
            owner = raw.FPDFText_GetTextObject(text, i)
            key = ctypes.cast(owner, ctypes.c_void_p).value or 0
            if key not in looks:
                looks[key] = self._look(text, i)
            code = raw.FPDFText_GetUnicode(text, i)
            if code in {0, 0xFFFE, 0xFFFF} and raw.FPDFText_HasUnicodeMapError(text, i):
                code = 0xFFFD
            if 0 < code <= 0x10FFFF and (character := displayed_character(code, looks[key].font)):
                yield Glyph(character, box.left, box.bottom, box.right, box.top, looks[key])

    def _look(self, text: Any, index: int) -> GlyphLook:
        raw = self._raw
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFText_GetFontInfo(text, index, buffer, len(buffer), None)
        font = buffer.value.decode("utf-8", "replace").split("+")[-1]
        bold = raw.FPDFText_GetFontWeight(text, index) >= BOLD_WEIGHT or _is_bold(font)
        turns = math.degrees(math.atan2(matrix.b, matrix.a)) / 90
        turn = round(turns) % 4 if abs(turns - round(turns)) < 0.05 else None
        return GlyphLook(max(round(size, 1), SMALLEST), bold, font, turn, self._is_white(text, index))

    def _is_white(self, text: Any, index: int) -> bool:
        raw = self._raw
        if raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, index)) == INVISIBLE:
            return True
        channels = [ctypes.c_uint() for _ in range(4)]
        if not raw.FPDFText_GetFillColor(text, index, *channels):
            return False
        red, green, blue, opacity = (channel.value for channel in channels)
        return opacity == 0 or min(red, green, blue) >= WHITE


def _check(data: bytes, path: str) -> None:
    try:
        check_weight(data)
    except TooHeavyError as error:
        raise UnreadableDocument(
            "its pages hold far more drawing than a document has, or unpack to far more than they should",
            where=path,
            hint="print it into a new PDF file, or save it as .docx",
        ) from error


@lru_cache(maxsize=10_000)
def _is_bold(font: str) -> bool:
    return any(name in font.lower() for name in BOLD_NAMES)


def _is_below_sibling(entry: tuple[str, int], following: tuple[str, int]) -> bool:
    """Return whether a bookmark is a level below the bookmark of the number before: （二） below （一）.

    LibreOffice writes such bookmarks for numbered lists, with all levels wrong.
    """
    first, second = (_ORDINAL.match(title) for title, _ in (entry, following))
    if not first or not second or following[1] <= entry[1]:
        return False
    return first.lastgroup == second.lastgroup and second[0].strip("()（）第.．、章节") not in ("1", "一")
