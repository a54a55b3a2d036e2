"""Tracked changes: which of the two texts of a document is read (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import Revisions
from jyplan.readers.docx.names import w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_INSERTED = frozenset({w("ins"), w("moveTo")})
_DELETED = frozenset({w("del"), w("moveFrom")})


@dataclass(frozen=True, slots=True)
class View:
    """A document with its changes accepted, or as it was before them."""

    hidden: frozenset[str]
    """Elements whose content is not part of this text; on a paragraph mark or a row they take it away."""
    hidden_cell: str
    original: bool

    def takes_mark(self, mark_properties: Element | None) -> bool:
        """Return whether a paragraph mark is not there, so that the paragraph goes on in the next one."""
        return mark_properties is not None and any(child.tag in self.hidden for child in mark_properties)

    def takes_row(self, row: Element) -> bool:
        """Return whether a table row is not part of this text."""
        properties = row.find(_ROW_PROPERTIES)
        return properties is not None and any(child.tag in self.hidden for child in properties)

    def takes_cell(self, cell: Element) -> bool:
        """Return whether a table cell is not part of this text."""
        properties = cell.find(_CELL_PROPERTIES)
        return properties is not None and properties.find(self.hidden_cell) is not None

    def paragraph_properties(self, current: Element | None) -> Element | None:
        """Return the properties that hold in this text: before a change, the former ones."""
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
    Revisions.ACCEPTED: View(hidden=_DELETED, hidden_cell=w("cellDel"), original=False),
    Revisions.ORIGINAL: View(hidden=_INSERTED, hidden_cell=w("cellIns"), original=True),
}
