"""Formatting as it is written at one place: a style, a paragraph, a run.

A set of properties is a dictionary of attribute values, so that what a derived style says is laid
over what its base says attribute by attribute, as ECMA-376 part 1, 17.7.2 asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.docx.names import VAL, w
from jyplan.readers.docx.values import is_on

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.readers.docx.theme import Theme

Properties = dict[str, str]

_FONTS = w("rFonts")
_RUN_VALUES = {w("sz"): "sz", w("rStyle"): "style"}
_RUN_SWITCHES = {w("b"): "b", w("vanish"): "vanish"}
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
    """Return what a `w:rPr` says: font (East Asian), ascii, sz, b, vanish, style."""
    found: Properties = {}
    if element is None:
        return found
    for child in element:
        tag = child.tag
        if tag == _FONTS:
            reference = child.get(_EAST_ASIA_THEME)
            # the theme wins over a name beside it: 17.3.2.26
            font = (theme.font(reference) if reference else None) or child.get(_EAST_ASIA)
            if font:
                found["font"] = font
            if ascii_font := child.get(_ASCII):
                found["ascii"] = ascii_font
        elif tag in _RUN_SWITCHES:
            found[_RUN_SWITCHES[tag]] = "1" if is_on(child) else "0"
        elif tag in _RUN_VALUES:
            found[_RUN_VALUES[tag]] = child.get(VAL, "")
    return found


def paragraph_properties(element: Element | None, *, original: bool = False) -> Properties:
    """Return what a `w:pPr` says: style, jc, outlineLvl, spacing, indent, numId, ilvl, pageBreakBefore.

    `original` leaves out a list membership that is a tracked insertion.
    """
    found: Properties = {}
    if element is None:
        return found
    for child in element:
        tag = child.tag
        if tag in _PARAGRAPH_VALUES:
            found[_PARAGRAPH_VALUES[tag]] = child.get(VAL, "")
        elif tag in _PARAGRAPH_ATTRIBUTES:
            for attribute, name in _PARAGRAPH_ATTRIBUTES[tag]:
                value = child.get(attribute)
                if value is not None:
                    found[name] = value
        elif tag == _NUMBERING:
            if not (original and child.find(_INSERTED) is not None):
                for entry in child:
                    if entry.tag in _NUMBERING_VALUES:
                        found[_NUMBERING_VALUES[entry.tag]] = entry.get(VAL, "")
        elif tag == _PAGE_BREAK:
            found["pageBreakBefore"] = "1" if is_on(child) else "0"
    return found


def laid_over(base: Properties, over: Properties) -> Properties:
    """Return both sets, `over` winning; a first-line indent takes away a hanging one and vice versa.

    >>> laid_over({"hanging": "420", "jc": "both"}, {"firstLine": "560"})
    {'jc': 'both', 'firstLine': '560'}
    """
    merged = base | over
    for name, opposite in _OPPOSITE.items():
        if name in over and opposite not in over:
            merged.pop(opposite, None)
    return merged
