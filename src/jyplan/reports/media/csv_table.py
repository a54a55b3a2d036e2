"""CSV tables for spreadsheet programs, in which no text of a document is calculated."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What spreadsheet programs take for the beginning of a formula, full-width forms included:
# OWASP, CSV Injection
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return CSV of RFC 4180 in UTF-8; the byte order mark makes Excel read it as UTF-8."""
    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(head)
    for row in rows:
        writer.writerow(guarded(cell) if isinstance(cell, str) else cell for cell in row)
    return table.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Return the cell, after an apostrophe if a spreadsheet program would calculate the text.

    >>> guarded("=HYPERLINK(0)"), guarded("1、听课")
    ("'=HYPERLINK(0)", '1、听课')
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
