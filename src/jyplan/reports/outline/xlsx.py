"""`jyplan parse --format xlsx`: the task ledger as a workbook that can be printed as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.worksheets import Table, write_workbook
from jyplan.reports.outline.ledger import COLUMNS, ledger_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports.protocol import Parsed, ReportOptions

_WIDTHS = (22, 30, 46, 20, 16, 16, 22, 20)
"""Characters of the default font, in the order of `COLUMNS`; together they fill an A4 page across."""


def render(results: Sequence[Parsed], options: ReportOptions) -> bytes:
    """Return an Excel workbook with one sheet; errors as in `write_workbook`."""
    title = options.language.say(Message("Task ledger"))
    heads = [options.language.say(column) for column in COLUMNS]
    rows = [row.cells() for row in ledger_rows(results, options)]
    return write_workbook(title, [Table(title, heads, _WIDTHS, rows)])
