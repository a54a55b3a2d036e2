"""Shading behind text in a table cell or text box (`w:shd`, ECMA-376 part 1, 17.3.5): white characters on shading are visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.docx.formatting.properties import is_filled
from jyplan.readers.ooxml.names import VAL, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.readers.docx.formatting.styles import Styles

_CELL, _ROW, _TABLE = w("tc"), w("tr"), w("tbl")
_PROPERTIES = {_CELL: w("tcPr"), _ROW: w("tblPrEx"), _TABLE: w("tblPr")}
_SHADING = w("shd")
_STYLE = w("tblStyle")
_DEEPEST = 8
"""Most elements from a cell up to the table; content controls may stand between cell, row and table."""


def may_be_shaded(container: Element, styles: Styles) -> bool:
    """Return whether a cell, its row or its table has a background other than white.

    True for a text box, whose background is that of its shape; shapes are not read.
    """
    if container.tag != _CELL:
        return True
    element: Element | None = container
    for _ in range(_DEEPEST):
        if element is None:
            return True
        properties = element.find(_PROPERTIES[element.tag]) if element.tag in _PROPERTIES else None
        if properties is not None:
            shading = properties.find(_SHADING)
            if shading is not None:
                return is_filled(shading)
        if element.tag == _TABLE:
            style = None if properties is None else properties.find(_STYLE)
            return style is not None and styles.shades_tables(style.get(VAL) or "")
        element = element.getparent()
    return True
