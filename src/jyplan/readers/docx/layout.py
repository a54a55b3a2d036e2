"""Sections: paper, margins, and whether a section begins on a new page (ECMA-376 part 1, 17.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import PageLayout
from jyplan.readers.docx.values import points
from jyplan.readers.ooxml.names import VAL, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SECTION = w("sectPr")
_CHANGE = w("sectPrChange")


def sections(root: Element) -> list[Element]:
    """Return the current `w:sectPr` of all sections in order; former properties in tracked changes are left out."""
    return [
        section for section in root.iter(_SECTION) if (parent := section.getparent()) is None or parent.tag != _CHANGE
    ]


def begins_page(section: Element) -> bool:
    """Return whether a section begins on a new page, the default of 17.6.22."""
    kind = section.find(w("type"))
    return (None if kind is None else kind.get(VAL)) not in {"continuous", "nextColumn"}


def first_layout(root: Element) -> PageLayout | None:
    """Return paper and margins of the first section, None where the file states them incompletely."""
    section = next(iter(sections(root)), None)
    size = None if section is None else section.find(w("pgSz"))
    margins = None if section is None else section.find(w("pgMar"))
    if size is None or margins is None:
        return None
    measures = [points(size.get(w(name))) for name in ("w", "h")]
    measures += [points(margins.get(w(name))) for name in ("top", "bottom", "left", "right")]
    known = [measure for measure in measures if measure is not None]
    return PageLayout(*known) if len(known) == len(measures) else None
