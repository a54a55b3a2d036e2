"""The ground that text stands on in a cell or a box: white characters are seen on any that is not white."""

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
"""Elements around a cell that are looked at; a content control stands between a cell, its row and its table."""


def may_have_ground(container: Element, styles: Styles) -> bool:
    """Return whether the ground of a cell or a box may be another than white: its own, its row's, or its table's.

    A box has the ground of its shape, which is not looked for.
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
