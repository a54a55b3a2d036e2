"""`jyplan parse --format csv`: the task ledger for a spreadsheet program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.media.csv_table import write_csv
from jyplan.reports.outline.ledger import COLUMNS, ledger_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports.protocol import OutlineOptions, Parsed


def render(results: Sequence[Parsed], options: OutlineOptions) -> bytes:
    """Return the ledger as CSV in UTF-8 with a byte order mark, heads in the user's language."""
    return write_csv(map(options.language.say, COLUMNS), (row.cells() for row in ledger_rows(results, options)))
