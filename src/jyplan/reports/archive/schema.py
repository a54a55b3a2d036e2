"""The JSON Schema of `jyplan/archive@1`: the fields of the contract are required, additional fields are allowed."""

from __future__ import annotations

from jyplan.reports.archive.json import SCHEMA
from jyplan.reports.media.schema_parts import (
    COUNTED,
    OFFSET,
    TEXT,
    TEXT_OR_NULL,
    contract,
    described,
    list_of,
    object_of,
)

_PLAN = object_of(
    "A plan in the archive.",
    {
        "id": described(COUNTED, "Its number in the archive, never given to another plan."),
        "path": described(TEXT, "Its file, as it was named when it came."),
        "name": described(TEXT, "The file's name, or the id of the plan in a table."),
        "number": described(COUNTED, "Of the plan in its file."),
        "title": TEXT,
        "chars": described(OFFSET, "Length of its text in code points."),
        "school": TEXT_OR_NULL,
        "date": described(TEXT_OR_NULL, "When it was written or what year it is for, as far as known."),
        "label": described(TEXT_OR_NULL, "What it is filed under."),
        "sha256": described(TEXT_OR_NULL, "Of its file, null for a record of a table."),
        "added": described(TEXT, "When it came: ISO 8601, UTC."),
        "fingerprints": OFFSET,
        "has_text": described({"type": "boolean"}, "False where the archive keeps no text of it."),
    },
)

ARCHIVE_SCHEMA = contract(
    SCHEMA,
    object_of(
        "The archive of earlier plans, as written by `jyplan archive list --format json`.",
        {"schema": {"const": SCHEMA}, "plans": list_of(_PLAN, "By their numbers.")},
    ),
)
