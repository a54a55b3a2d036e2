"""The JSON Schemas (2020-12) of the JSON outputs, by the name that `jyplan schema NAME` takes."""

from __future__ import annotations

from jyplan.reports.archive_schema import ARCHIVE_SCHEMA
from jyplan.reports.check_schema import CHECK_SCHEMA
from jyplan.reports.diff_schema import DIFF_SCHEMA
from jyplan.reports.dupes_schema import DUPES_SCHEMA
from jyplan.reports.outline_schema import OUTLINE_SCHEMA

SCHEMAS: dict[str, dict[str, object]] = {
    "outline": OUTLINE_SCHEMA,
    "diff": DIFF_SCHEMA,
    "dupes": DUPES_SCHEMA,
    "check": CHECK_SCHEMA,
    "archive": ARCHIVE_SCHEMA,
}
