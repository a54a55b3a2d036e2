"""`jyplan dupes --format csv`: a row a pair, for a spreadsheet program."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from jyplan.reports.dupes.tables import Tables
from jyplan.reports.outline.csv import guarded

if TYPE_CHECKING:
    from jyplan.model import Copies
    from jyplan.reports.protocol import DupesOptions


def render(copies: Copies, options: DupesOptions) -> bytes:
    """Return CSV of RFC 4180 in UTF-8; the byte order mark makes Excel read it as UTF-8."""
    tables, file = Tables(copies, options), StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(column.head for column in tables.pair_columns())
    for row in tables.pairs():
        writer.writerow(guarded(cell) if isinstance(cell, str) else cell for cell in row)
    return file.getvalue().encode("utf-8-sig")
