"""The JSON Schema of `jyplan/archive@1`; it forbids nothing that later versions may add."""

from __future__ import annotations

from jyplan.reports.archive.json import SCHEMA
from jyplan.reports.media.schema_parts import COUNTED, OFFSET, TEXT, TEXT_OR_NULL, Schema, list_of, object_of, said

_PLAN = object_of(
    "A plan in the archive.",
    {
        "id": said(COUNTED, "Its number in the archive, never given to another plan."),
        "path": said(TEXT, "Its file, as it was named when it came."),
        "name": said(TEXT, "The file's name, or the id of the plan in a table."),
        "number": said(COUNTED, "Of the plan in its file."),
        "title": TEXT,
        "chars": said(OFFSET, "Length of its text in code points."),
        "school": TEXT_OR_NULL,
        "date": said(TEXT_OR_NULL, "When it was written or what year it is for, as far as known."),
        "label": said(TEXT_OR_NULL, "What it is filed under."),
        "sha256": said(TEXT_OR_NULL, "Of its file, null for a record of a table."),
        "added": said(TEXT, "When it came: ISO 8601, UTC."),
        "fingerprints": OFFSET,
        "has_text": said({"type": "boolean"}, "False where the archive keeps no text of it."),
    },
)

ARCHIVE_SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"urn:{SCHEMA.replace('/', ':')}",
    "title": SCHEMA,
    **object_of(
        "The archive of earlier plans, as written by `jyplan archive list --format json`.",
        {"schema": {"const": SCHEMA}, "plans": list_of(_PLAN, "By their numbers.")},
    ),
}
