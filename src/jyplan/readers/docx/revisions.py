"""Tracked changes: reading a document with the changes accepted or undone (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import Revisions
from jyplan.readers.ooxml.names import w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_INSERTED = frozenset({w("ins"), w("moveTo")})
_DELETED = frozenset({w("del"), w("moveFrom")})


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A way to read tracked changes: accepted or undone."""

    hidden: frozenset[str]
    """Tags of elements with content outside the text; on a paragraph mark or table row they remove the mark or row."""
    hidden_cell: str
    """Tag of the cell property that removes a table cell."""
    original: bool
    """Whether changes are undone."""

    def removes_mark(self, mark_properties: Element | None) -> bool:
        """Return whether a paragraph mark is removed, so that the next `w:p` continues the paragraph."""
        return mark_properties is not None and any(child.tag in self.hidden for child in mark_properties)

    def removes_row(self, row: Element) -> bool:
        """Return whether a table row is removed."""
        properties = row.find(_ROW_PROPERTIES)
        return properties is not None and any(child.tag in self.hidden for child in properties)

    def removes_cell(self, cell: Element) -> bool:
        """Return whether a table cell is removed."""
        properties = cell.find(_CELL_PROPERTIES)
        return properties is not None and properties.find(self.hidden_cell) is not None

    def paragraph_properties(self, current: Element | None) -> Element | None:
        """Return the valid properties of a paragraph: with changes undone, the properties before the change."""
        if not self.original or current is None:
            return current
        change = current.find(_PARAGRAPH_CHANGE)
        former = None if change is None else change.find(_PARAGRAPH_PROPERTIES)
        return current if former is None else former


_ROW_PROPERTIES = w("trPr")
_CELL_PROPERTIES = w("tcPr")
_PARAGRAPH_PROPERTIES = w("pPr")
_PARAGRAPH_CHANGE = w("pPrChange")

VIEWS = {
    Revisions.ACCEPTED: RevisionView(hidden=_DELETED, hidden_cell=w("cellDel"), original=False),
    Revisions.ORIGINAL: RevisionView(hidden=_INSERTED, hidden_cell=w("cellIns"), original=True),
}
