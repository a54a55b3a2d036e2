"""`jyplan dupes --format xlsx`: a sheet each for plans, sections, pairs, passages, suspected rewritings, clusters, templates, and plans not compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.dupes.passages import passage_columns, passage_rows
from jyplan.reports.dupes.sections import section_columns, section_rows
from jyplan.reports.dupes.tables import ReportColumn, Tables
from jyplan.reports.media.worksheets import Cell, Table, write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import Copies
    from jyplan.reports.protocol import DupesOptions


def render(copies: Copies, options: DupesOptions) -> bytes:
    """Return an Excel workbook.

    Raises:
        MissingExtra: As `write_workbook`.
        OutputError: As `write_workbook`.
    """
    tables, say = Tables(copies, options), options.language.say
    sheets = [
        _table(say(Message("Plans")), tables.document_columns(), tables.documents()),
        _table(say(Message("by section")), section_columns(tables), section_rows(tables)),
        _table(say(Message("Pairs")), tables.pair_columns(), tables.pairs()),
        _table(say(Message("Passages")), passage_columns(tables), passage_rows(tables)),
        _table(say(Message("Suspected rewriting")), tables.rewritten_columns(), tables.rewritten_items()),
        _table(say(Message("Groups")), tables.cluster_columns(), tables.cluster_members()),
        _table(say(Message("Templates")), tables.template_columns(), tables.templates()),
        _table(say(Message("Not compared")), tables.not_compared_columns(), tables.not_compared()),
    ]
    optional = {
        say(message) for message in (Message("by section"), Message("Not compared"), Message("Suspected rewriting"))
    }
    sheets = [sheet for sheet in sheets if sheet.rows or sheet.name not in optional]
    return write_workbook(say(Message("Copies among plans")), sheets)


def _table(name: str, columns: Iterable[ReportColumn], rows: Iterable[Sequence[Cell]]) -> Table:
    shown = list(columns)
    return Table(name, [column.head for column in shown], [column.width for column in shown], list(rows))
