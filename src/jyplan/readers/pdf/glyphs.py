"""Glyphs of a PDF page: characters with boxes and looks, by text direction."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jyplan.readers.symbols import show
from jyplan.text.fold import SIMPLE_RADICALS
from jyplan.text.invisible import is_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.readers.pdf.annotations import Annotation
    from jyplan.readers.pdf.boxes import Box
    from jyplan.readers.pdf.drawings import Ruling

SMALLEST_FIELD, LARGEST_FIELD = 6.0, 12.0
"""Points: sizes of text in the fields of a form."""
SYMBOL_FONTS = ("Wingdings 2", "Wingdings 3", "Wingdings", "Webdings", "Symbol")


@dataclass(frozen=True, slots=True)
class GlyphLook:
    """The look of all characters of a text object."""

    size: float
    """Points."""
    bold: bool
    font: str
    turn: int | None
    """Quarter turns counter-clockwise; None for slanting text, as in watermarks."""
    white: bool = False
    """Whether the glyphs are white or drawn without colour: nobody sees them, unless something lies below."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with a bounding box: points, y upwards, the page turned to make text run to the right."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    look: GlyphLook

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box: x, y."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page: glyphs in the main text direction, rulings, pictures, comments."""

    number: int
    """From 1."""
    glyphs: tuple[Glyph, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    is_scan: bool = False
    is_broken: bool = False
    pictures: tuple[float, ...] = ()
    """The upper edge of each picture among the text, in points from the bottom."""
    width: float = 0.0
    """In points, along the lines; 0 for a damaged page."""
    aside: tuple[tuple[Glyph, ...], ...] = ()
    """The glyphs of each further direction of text, turned to run to the right; slanting text as it is."""
    comments: tuple[str, ...] = ()


@lru_cache(maxsize=10_000)
def displayed_character(code: int, font: str = "") -> str:
    """Return the displayed character of a code: symbol fonts decoded, radicals replaced by the Hanzi.

    Empty for an invisible character.

    >>> displayed_character(0x2F00), displayed_character(0x2EE9), displayed_character(0xF0B7, "Symbol"), displayed_character(0x200B)
    ('一', '黄', '•', '')
    """
    character = chr(code)
    if is_invisible(character):
        return ""
    if 0xF020 <= code <= 0xF0FF:
        return show(character, next((name for name in SYMBOL_FONTS if name.lower() in font.lower()), None))
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return SIMPLE_RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    return character


def without_white_on_backgrounds(glyphs: tuple[Glyph, ...], backgrounds: Sequence[Box]) -> tuple[Glyph, ...]:
    """Return the glyphs, white glyphs on a coloured area or a picture no longer marked as white."""
    if not any(glyph.look.white for glyph in glyphs):
        return glyphs
    return tuple(
        replace(glyph, look=replace(glyph.look, white=False))
        if glyph.look.white and any(box.holds(*glyph.middle) for box in backgrounds)
        else glyph
        for glyph in glyphs
    )


def annotation_glyphs(annotations: list[Annotation]) -> Iterator[Glyph]:
    """Yield glyphs for form values and text written over the page, evenly spaced for lack of font metrics."""
    for annotation in annotations:
        lines = [] if annotation.is_comment else annotation.text.splitlines()
        for number, line in enumerate(lines):
            height = (annotation.top - annotation.bottom) / len(lines)
            size = min(max(height / 1.2, SMALLEST_FIELD), LARGEST_FIELD)
            look = GlyphLook(round(size, 1), bold=False, font="", turn=0)
            top = annotation.top - number * height
            for column, character in enumerate(line):
                left = annotation.left + column * size
                yield Glyph(character, left, top - size, left + size, top, look)


def by_direction(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs by text direction, the most frequent direction first, turned to run to the right.

    Slanting text, as in watermarks, comes last and is not turned.
    """
    turns = Counter(glyph.look.turn for glyph in glyphs if glyph.look.turn is not None)
    directions = [
        [_turned(glyph, turn) for glyph in glyphs if glyph.look.turn == turn] for turn, _ in turns.most_common()
    ]
    slanting = [glyph for glyph in glyphs if glyph.look.turn is None]
    return [*(directions or [[]]), slanting] if slanting else directions


def _turned(g: Glyph, turn: int | None) -> Glyph:
    match turn:
        case 0:
            return g
        case 1:
            return Glyph(g.text, g.bottom, -g.right, g.top, -g.left, g.look)
        case 2:
            return Glyph(g.text, -g.right, -g.top, -g.left, -g.bottom, g.look)
        case _:
            return Glyph(g.text, -g.top, g.left, -g.bottom, g.right, g.look)
