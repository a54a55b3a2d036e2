"""`jyplan parse --format xlsx`: the task ledger as a workbook ready for printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.worksheets import Table, write_workbook
from jyplan.reports.outline.ledger import COLUMNS, ledger_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports.protocol import OutlineOptions, Parsed

_WIDTHS = (22, 30, 46, 20, 16, 16, 22, 20)
"""Column widths in characters of the default font, in the order of `COLUMNS`; in sum an A4 page in landscape."""


def render(results: Sequence[Parsed], options: OutlineOptions) -> bytes:
    """Return an Excel workbook with a single sheet.

    Raises:
        MissingExtra: As `write_workbook`.
        OutputError: As `write_workbook`.
    """
    title = options.language.say(Message("Task ledger"))
    heads = [options.language.say(column) for column in COLUMNS]
    rows = [row.cells() for row in ledger_rows(results, options)]
    return write_workbook(title, [Table(title, heads, _WIDTHS, rows)])
