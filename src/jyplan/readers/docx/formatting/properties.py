"""Formatting stated in a single element: a style, a paragraph, a run.

Properties are a dictionary of attribute values, so that a derived style overrides its base attribute
by attribute, as ECMA-376 part 1, 17.7.2 requires.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.docx.values import is_on
from jyplan.readers.ooxml.names import VAL, w
from jyplan.readers.shared_problems import NEARLY_WHITE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.readers.docx.formatting.theme import Theme

Properties = dict[str, str]

_FONTS = w("rFonts")
_RUN_VALUES = {w("sz"): "sz", w("rStyle"): "style"}
_RUN_SWITCHES = {w("b"): "b", w("vanish"): "vanish"}
_COLOUR, _SHADING, _HIGHLIGHT = w("color"), w("shd"), w("highlight")
_FILL, _THEME_COLOUR, _THEME_FILL = w("fill"), w("themeColor"), w("themeFill")
_SHADE, _TINT = w("themeShade"), w("themeTint")
_WIDTH = w("w")
_NARROW = 10
"""Per cent of the usual width: narrower characters are illegible on paper; Word's minimum is 1."""
_EAST_ASIA = w("eastAsia")
_EAST_ASIA_THEME = w("eastAsiaTheme")
_ASCII = w("ascii")

_PARAGRAPH_VALUES = {w("pStyle"): "style", w("jc"): "jc", w("outlineLvl"): "outlineLvl"}
_PARAGRAPH_ATTRIBUTES = {
    w("spacing"): ((w("line"), "line"), (w("lineRule"), "lineRule")),
    w("ind"): tuple((w(name), name) for name in ("firstLine", "hanging", "firstLineChars", "hangingChars")),
}
_NUMBERING = w("numPr")
_NUMBERING_VALUES = {w("numId"): "numId", w("ilvl"): "ilvl"}
_INSERTED = w("ins")
_PAGE_BREAK = w("pageBreakBefore")
_OPPOSITE = {"firstLine": "hanging", "hanging": "firstLine", "firstLineChars": "hangingChars"}
_OPPOSITE["hangingChars"] = "firstLineChars"


def run_properties(element: Element | None, theme: Theme) -> Properties:
    """Return the properties stated in a `w:rPr`: font (East Asian), ascii, sz, b, vanish, white, filled, narrow, style."""
    stated: Properties = {}
    if element is None:
        return stated
    for child in element:
        tag = child.tag
        if tag == _FONTS:
            reference = child.get(_EAST_ASIA_THEME)
            # a theme font wins over a font name: 17.3.2.26
            font = (theme.font(reference) if reference else None) or child.get(_EAST_ASIA)
            if font:
                stated["font"] = font
            if ascii_font := child.get(_ASCII):
                stated["ascii"] = ascii_font
        elif tag in _RUN_SWITCHES:
            stated[_RUN_SWITCHES[tag]] = "1" if is_on(child) else "0"
        elif tag in _RUN_VALUES:
            stated[_RUN_VALUES[tag]] = child.get(VAL, "")
        elif tag == _COLOUR:
            stated["white"] = "1" if _is_white(child) else "0"
        elif tag in {_SHADING, _HIGHLIGHT}:
            stated["filled"] = "1" if is_filled(child) else "0"
        elif tag == _WIDTH:
            width = (child.get(VAL) or "").rstrip("%")
            stated["narrow"] = "1" if width.isdecimal() and int(width[:4]) <= _NARROW else "0"
    return stated


def _is_white(colour: Element) -> bool:
    """Return whether a `w:color` is the colour of the paper: white, or the theme's background."""
    theme = colour.get(_THEME_COLOUR)
    if theme:
        return theme in {"background1", "light1"} and not (colour.get(_SHADE) or colour.get(_TINT))
    try:
        channels = bytes.fromhex(colour.get(VAL, "")[:6])
    except ValueError:
        return False
    return len(channels) == 3 and min(channels) >= NEARLY_WHITE


def is_filled(shading: Element) -> bool:
    """Return whether a `w:shd` or `w:highlight` gives the text a background other than white."""
    if shading.tag == _HIGHLIGHT:
        return shading.get(VAL, "none") not in {"none", "white"}
    if shading.get(_THEME_FILL, "background1") not in {"background1", "light1"}:
        return True
    return shading.get(_FILL, "auto").upper() not in {"AUTO", "FFFFFF"} or shading.get(VAL) not in {
        None,
        "clear",
        "nil",
    }


def paragraph_properties(element: Element | None, *, original: bool = False) -> Properties:
    """Return the properties stated in a `w:pPr`: style, jc, outlineLvl, spacing, indent, numId, ilvl, pageBreakBefore, filled.

    `original` leaves out a list membership inserted by a tracked change.
    """
    stated: Properties = {}
    if element is None:
        return stated
    for child in element:
        tag = child.tag
        if tag in _PARAGRAPH_VALUES:
            stated[_PARAGRAPH_VALUES[tag]] = child.get(VAL, "")
        elif tag in _PARAGRAPH_ATTRIBUTES:
            for attribute, name in _PARAGRAPH_ATTRIBUTES[tag]:
                value = child.get(attribute)
                if value is not None:
                    stated[name] = value
        elif tag == _NUMBERING:
            if not (original and child.find(_INSERTED) is not None):
                for entry in child:
                    if entry.tag in _NUMBERING_VALUES:
                        stated[_NUMBERING_VALUES[entry.tag]] = entry.get(VAL, "")
        elif tag == _SHADING:
            stated["filled"] = "1" if is_filled(child) else "0"
        elif tag == _PAGE_BREAK:
            stated["pageBreakBefore"] = "1" if is_on(child) else "0"
    return stated


def laid_over(base: Properties, over: Properties) -> Properties:
    """Return the union of two property sets, `over` winning; first-line and hanging indents replace each other.

    >>> laid_over({"hanging": "420", "jc": "both"}, {"firstLine": "560"})
    {'jc': 'both', 'firstLine': '560'}
    """
    merged = base | over
    for name, opposite in _OPPOSITE.items():
        if name in over and opposite not in over:
            merged.pop(opposite, None)
    return merged
