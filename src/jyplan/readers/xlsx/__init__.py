"""Excel workbooks: .xlsx, .xlsm, .xltx, .xltm, strict or transitional (ECMA-376 part 1, chapter 18).

A sheet is a table, as its cells show it: numbers and dates in their formats, formulas as the value that was last
computed. The lines above and below the table, a cell each, are paragraphs. Hidden sheets, rows and columns are left
out, and a problem says so.
"""

from __future__ import annotations

from jyplan.readers.xlsx.document import read, recognises

NAME = "xlsx"

__all__ = ["NAME", "read", "recognises"]
