"""`jyplan dupes --format csv`: a row a pair, for a spreadsheet program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.dupes.tables import Tables
from jyplan.reports.media.csv_table import write_csv

if TYPE_CHECKING:
    from jyplan.model import Copies
    from jyplan.reports.protocol import DupesOptions


def render(copies: Copies, options: DupesOptions) -> bytes:
    """Return the pairs as CSV in UTF-8 with a byte order mark."""
    tables = Tables(copies, options)
    return write_csv((column.head for column in tables.pair_columns()), tables.pairs())
