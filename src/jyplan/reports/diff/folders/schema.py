"""The JSON Schema of `jyplan/folders@1`: the fields of the contract; further fields are allowed."""

from __future__ import annotations

from jyplan.model import Change, PairedBy
from jyplan.reports.diff.folders.json import SCHEMA
from jyplan.reports.media.schema_parts import (
    COUNTED,
    OFFSET,
    SHARE,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    contract,
    described,
    list_of,
    object_of,
    ref,
)

_PLAN = object_of(
    "A plan of one of the folders.",
    {
        "path": TEXT,
        "number": described(COUNTED, "Of the plan in its file."),
        "title": TEXT_OR_NULL,
        "school": TEXT_OR_NULL,
    },
)
_SHARES = ("left_copied", "right_copied", "left_edited", "right_edited", "left_passages", "right_passages")
_SIMILARITY: Schema = {
    "anyOf": [
        {"type": "null"},
        object_of("As in `jyplan/diff@1`.", {"ratio": SHARE, **dict.fromkeys(_SHARES, SHARE)}),
    ],
    "description": "Null where the pair could not be compared.",
}
_PAIR = object_of(
    "A plan of the left folder and the plan of the right folder that it became.",
    {
        "left": ref("plan"),
        "right": ref("plan"),
        "paired_by": described({"enum": [by.value for by in PairedBy]}, "What makes them a pair."),
        "similarity": _SIMILARITY,
        "sections": object_of("How many sections became what.", {change.value: OFFSET for change in Change}),
        "facts": described(OFFSET, "Changed figures, dates, owners and deliverables, as the page lists them."),
        "moves": OFFSET,
        "rewritten": described(
            {"type": "boolean"}, "Suspected only: the right plan may be the left one in other words."
        ),
        "page": described(TEXT_OR_NULL, "The page with both texts, beside this file."),
    },
)

FOLDERS_SCHEMA = contract(
    SCHEMA,
    object_of(
        "Two folders compared, as written by `jyplan diff A B --format json`.",
        {
            "schema": {"const": SCHEMA},
            "left": described(TEXT, "The folder as the user named it."),
            "right": TEXT,
            "pairs": list_of(_PAIR, "In the order of the right folder."),
            "left_alone": list_of(ref("plan"), "Plans of the left folder without a partner."),
            "right_alone": list_of(ref("plan"), "Plans of the right folder without a partner."),
            "problems": list_of(
                object_of("What was not compared.", {"path": TEXT, "message": TEXT}), "Files not read come first."
            ),
        },
    ),
    {"plan": _PLAN},
)
