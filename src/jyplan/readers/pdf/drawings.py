"""Drawings on a PDF page beside text: rulings (lines, the borders of tables), pictures, coloured areas."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from jyplan.readers.pdf.boxes import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

THIN = 3.0
"""Points: largest thickness of a filled rectangle that counts as a line; Word and WPS draw borders so."""
SHORTEST = 4.0
"""Points: shortest line that counts as a border."""
MAX_RULINGS = 5_000
"""Lines of a page; a page with more lines shows a drawing."""

SMALLEST_PICTURE = 12.0
"""Points: a picture that is narrower or lower holds no words."""
BACKGROUND_SHARE = 0.6
"""Least share of the page under a picture that is the background of the text."""
MAX_PICTURES = 50
"""Pictures of a page that are looked at; a picture may be cut into strips."""
MAX_BACKGROUNDS = 200
"""Areas of a page on which white text is seen."""
MAX_OBJECTS = 50_000
"""Objects of a page that are looked at, a piece of text or a line each; a full page has 1,000."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight horizontal or vertical line, in points."""

    horizontal: bool
    position: float
    """y of a horizontal line, x of a vertical line."""
    start: float
    """Left or lower end; `end`: right or upper end."""
    end: float


@dataclass(frozen=True, slots=True)
class Drawings:
    """The rulings, pictures and coloured areas of a page."""

    rulings: tuple[Ruling, ...] = ()
    pictures: tuple[float, ...] = ()
    """The upper edge of each picture in which words may stand, in points from the bottom of the page."""
    backgrounds: tuple[Box, ...] = ()
    """Pictures and coloured areas: white text on them is visible."""


UNKNOWN = Drawings(backgrounds=(Box(-math.inf, -math.inf, math.inf, math.inf),))
"""For a page with unexamined drawings: anything may lie below the text."""


def read_drawings(page: Any, raw: Any) -> Drawings:
    """Return rulings and pictures of a pypdfium2 page; none for more than `MAX_OBJECTS`, no rulings for more than `MAX_RULINGS`.

    A picture under most of the page is the background, or a scan with recognised text, and not listed.
    """
    if raw.FPDFPage_CountObjects(page.raw) > MAX_OBJECTS:
        return UNKNOWN
    rulings: list[Ruling] = []
    pictures: list[float] = []
    backgrounds: list[Box] = []
    largest = BACKGROUND_SHARE * page.get_width() * page.get_height()
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM]
    for drawn in page.get_objects(filter=kinds, max_depth=1):
        if drawn.type in (raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM):
            backgrounds.append(bounds(drawn))
            continue
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            box = bounds(drawn)
            backgrounds.append(box)
            if min(box.width, box.height) >= SMALLEST_PICTURE and box.width * box.height < largest:
                pictures.append(box.top)
            continue
        if len(backgrounds) < MAX_BACKGROUNDS and _is_coloured(drawn, raw):
            backgrounds.append(bounds(drawn))
        if len(rulings) <= MAX_RULINGS:
            rulings += _of_points(_points(drawn, raw))
    shown = tuple(rulings) if len(rulings) <= MAX_RULINGS else ()
    return Drawings(shown, tuple(pictures[:MAX_PICTURES]), tuple(backgrounds[:MAX_BACKGROUNDS]))


def _is_coloured(path: Any, raw: Any) -> bool:
    """Whether a path is filled with anything but white."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path.raw, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    channels = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(path.raw, *channels):
        return True  # a pattern
    return channels[3].value > 0 and min(channel.value for channel in channels[:3]) < 0xFA


def bounds(drawn: Any) -> Box:
    """Return the box of an object of a page; the method is `get_pos` in pypdfium2 4, `get_bounds` in pypdfium2 5."""
    return Box(*(drawn.get_bounds() if hasattr(drawn, "get_bounds") else drawn.get_pos()))


def _points(path: Any, raw: Any) -> Iterator[tuple[bool, float, float]]:
    """Yield the corners of a path in page coordinates: whether a new stroke begins, x, y."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path.raw, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    for i in range(min(raw.FPDFPath_CountSegments(path.raw), MAX_RULINGS)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        begins = raw.FPDFPathSegment_GetType(segment) != raw.FPDF_SEGMENT_LINETO
        if begins:
            first = point
        yield begins, *point
        if first and raw.FPDFPathSegment_GetClose(segment):
            yield False, *first


def _of_points(points: Iterable[tuple[bool, float, float]]) -> list[Ruling]:
    """Return the rulings drawn by the strokes of a path; a thin rectangle is a single ruling."""
    strokes: list[list[tuple[float, float]]] = []
    for begins, x, y in points:
        if begins or not strokes:
            strokes.append([])
        strokes[-1].append((x, y))
    rulings = []
    for stroke in strokes:
        xs, ys = [x for x, _ in stroke], [y for _, y in stroke]
        if max(ys) - min(ys) <= THIN:
            rulings.append(Ruling(True, (min(ys) + max(ys)) / 2, min(xs), max(xs)))
        elif max(xs) - min(xs) <= THIN:
            rulings.append(Ruling(False, (min(xs) + max(xs)) / 2, min(ys), max(ys)))
        else:
            for (x0, y0), (x1, y1) in pairwise(stroke):
                if abs(y1 - y0) < 1:
                    rulings.append(Ruling(True, y0, min(x0, x1), max(x0, x1)))
                elif abs(x1 - x0) < 1:
                    rulings.append(Ruling(False, x0, min(y0, y1), max(y0, y1)))
    return [ruling for ruling in rulings if ruling.end - ruling.start >= SHORTEST]
