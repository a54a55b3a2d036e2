"""`jyplan parse --format csv`: the task ledger for a spreadsheet program."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from jyplan.reports.outline.ledger import COLUMNS, ledger_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports.protocol import Parsed, ReportOptions

# What spreadsheet programs take for the beginning of a formula, full-width forms included:
# OWASP, CSV Injection
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(results: Sequence[Parsed], options: ReportOptions) -> bytes:
    """Return CSV of RFC 4180 in UTF-8; the byte order mark makes Excel read it as UTF-8."""
    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(map(options.language.say, COLUMNS))
    writer.writerows(map(guarded, row.cells()) for row in ledger_rows(results, options))
    return table.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Return the cell so that no spreadsheet program calculates it.

    >>> guarded("=HYPERLINK(0)"), guarded("1、听课")
    ("'=HYPERLINK(0)", '1、听课')
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
