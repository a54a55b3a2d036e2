"""The JSON Schemas (2020-12) of the JSON outputs, by the names for `jyplan schema NAME`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from jyplan.reports import FOLDER_REPORTS, REPORT_TABLES, REVIEW_FILES

if TYPE_CHECKING:
    from jyplan.reports import ReportFormat


def _load(row: ReportFormat) -> dict[str, object]:
    module = import_module(f"{row.location.rpartition('.')[0]}.schema")
    schema: dict[str, object] = getattr(module, f"{row.schema.upper()}_SCHEMA")
    return schema


_TABLES = (*REPORT_TABLES.values(), FOLDER_REPORTS, REVIEW_FILES)

SCHEMAS = {row.schema: _load(row) for table in _TABLES for row in table.values() if row.schema}
