"""The JSON Schemas (2020-12) of the JSON outputs, by the names for `jyplan schema NAME`."""

from __future__ import annotations

from jyplan.reports.archive.schema import ARCHIVE_SCHEMA
from jyplan.reports.check.schema import CHECK_SCHEMA
from jyplan.reports.diff.schema import DIFF_SCHEMA
from jyplan.reports.dupes.schema import DUPES_SCHEMA
from jyplan.reports.outline.schema import OUTLINE_SCHEMA

SCHEMAS: dict[str, dict[str, object]] = {
    "outline": OUTLINE_SCHEMA,
    "diff": DIFF_SCHEMA,
    "dupes": DUPES_SCHEMA,
    "check": CHECK_SCHEMA,
    "archive": ARCHIVE_SCHEMA,
}
