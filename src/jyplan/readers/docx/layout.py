"""Paper and margins (ECMA-376 part 1, 17.6.11 and 17.6.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import PageLayout
from jyplan.readers.docx.names import w
from jyplan.readers.docx.values import points

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def first_layout(root: Element) -> PageLayout | None:
    """Return the layout of the first section, None where the file leaves it to the software."""
    section = next(root.iter(w("sectPr")), None)
    size = None if section is None else section.find(w("pgSz"))
    margins = None if section is None else section.find(w("pgMar"))
    if size is None or margins is None:
        return None
    measures = [points(size.get(w(name))) for name in ("w", "h")]
    measures += [points(margins.get(w(name))) for name in ("top", "bottom", "left", "right")]
    known = [measure for measure in measures if measure is not None]
    return PageLayout(*known) if len(known) == len(measures) else None
