"""`jyplan dupes --format xlsx`: pairs, groups, templates, plans and what was left out, a sheet each."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.dupes_tables import Cell, Column, Tables
from jyplan.reports.workbook import (
    CELL_FORMAT,
    HEAD_FORMAT,
    HEAD_HEIGHT,
    check_rows,
    new_workbook,
    row_height,
    set_up_print,
    within_limit,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from jyplan.model import Copies
    from jyplan.reports.protocol import DupesOptions


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def render(copies: Copies, options: DupesOptions) -> bytes:
    """Return an Excel workbook; what was not compared has a sheet only where there is something.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        OutputError: There are more rows than a sheet can hold.
    """
    tables = _tables(Tables(copies, options))
    for table in tables:
        check_rows(len(table.rows), instead="csv")
    file = BytesIO()
    with new_workbook(file, options.language.say(Message("Copies among plans"))) as workbook:
        formats = _formats(workbook)
        for table in tables:
            _fill(workbook.add_worksheet(table.name), table, formats)
    return file.getvalue()


def _tables(tables: Tables) -> list[_Table]:
    say = tables.options.language.say
    found = [
        _table(say(Message("Pairs")), tables.pair_columns(), tables.pairs()),
        _table(say(Message("Groups")), tables.group_columns(), tables.group_members()),
        _table(say(Message("Templates")), tables.template_columns(), tables.templates()),
        _table(say(Message("Plans")), tables.document_columns(), tables.documents()),
    ]
    troubles = _table(say(Message("Not compared")), tables.trouble_columns(), tables.troubles())
    return [*found, troubles] if troubles.rows else found


def _table(name: str, columns: Iterable[Column], rows: Iterable[Sequence[Cell]]) -> _Table:
    return _Table(name, list(columns), list(rows))


def _formats(workbook: Workbook) -> dict[type, Format]:
    """Return how a cell of each kind looks; a float is a share, and `Column` stands for the head."""
    kinds = {Column: HEAD_FORMAT, str: CELL_FORMAT, int: CELL_FORMAT, float: CELL_FORMAT | {"num_format": "0.0%"}}
    return {kind: workbook.add_format(look) for kind, look in kinds.items()}


def _fill(sheet: Worksheet, table: _Table, formats: dict[type, Format]) -> None:
    widths = [column.width for column in table.columns]
    heads = [(column.head, column.width) for column in table.columns]
    sheet.set_row(0, max(HEAD_HEIGHT, row_height(heads)))
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.head, formats[Column])
    for number, cells in enumerate(table.rows, start=1):
        texts = [(cell, across) for cell, across in zip(cells, widths, strict=True) if isinstance(cell, str)]
        sheet.set_row(number, row_height(texts))
        for at, cell in enumerate(cells):
            _write(sheet, number, at, cell, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    set_up_print(sheet)


def _write(sheet: Worksheet, row: int, at: int, cell: Cell, formats: dict[type, Format]) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, at, None, formats[str])
    elif isinstance(cell, str):
        sheet.write_string(row, at, within_limit(cell), formats[str])
    else:
        sheet.write_number(row, at, cell, formats[type(cell)])
