"""The JSON Schema of `jyplan/diff@1`: the fields of the contract; further fields are allowed."""

from __future__ import annotations

from jyplan.model import Change, EditKind, EditMark, Role, SectionStatus
from jyplan.reports.diff.json import SCHEMA
from jyplan.reports.media.schema_parts import (
    COUNTED,
    FACT_SCHEMAS,
    OFFSET,
    SPAN,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    described,
    list_of,
    object_of,
    ref,
)

_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_FLAG: Schema = {"type": "boolean"}
_ID: Schema = {"type": "string", "pattern": r"^[1-9][0-9]*(\.[1-9][0-9]*)*$"}
_ID_OR_NULL: Schema = {"anyOf": [{"type": "null"}, _ID]}
_IDS: Schema = {"type": "array", "items": _ID}

_SIDE = object_of(
    "One of the two plans.",
    {
        "path": described(TEXT, "As the user named it, without #n."),
        "number": described(COUNTED, "Of the plan in its file, from 1."),
        "title": described(TEXT_OR_NULL, "Its title line as it stands."),
        "chars": described(OFFSET, "Characters, spaces and line ends not counted."),
    },
    {"text": described(TEXT, "The plan text that all offsets of this side point into.")},
)

_SIMILARITY = object_of(
    "How much both plans share; shares are from 0 to 1.",
    {
        "ratio": described(
            _SHARE, "Characters of both sides that no edit touches by all characters; 1 for equal plans."
        ),
        "left_copied": described(
            _SHARE,
            "总复制比 of the left plan: its characters that are matched to equal characters of the right one inside"
            " passages, rounded down; spaces, format and declared boilerplate not counted.",
        ),
        "right_copied": described(_SHARE, "总复制比 of the right plan."),
        "left_edited": described(
            _SHARE, "Share of the left plan changed inside sentences otherwise the same; never part of left_copied."
        ),
        "right_edited": _SHARE,
        "left_passages": described(_SHARE, "Share of the left plan that the passages cover, whatever stands in them."),
        "right_passages": _SHARE,
    },
    {
        "left_copied_all": described(_SHARE, "The same with boilerplate counted."),
        "right_copied_all": described(_SHARE, "The same with boilerplate counted."),
        "longest": described(OFFSET, "Characters of the longest passage."),
    },
)

_SECTION = object_of(
    "What became of a section.",
    {
        "status": {"enum": [status.value for status in SectionStatus]},
        "left": described(_ID_OR_NULL, "Id of the node in the left outline; null for an added section."),
        "right": described(_ID_OR_NULL, "Id of the node in the right outline; null for a removed section."),
        "ratio": described(_SHARE, "How alike both are; 0 without a partner."),
    },
    {
        "marker": described(TEXT_OR_NULL, "Its number as displayed on the right, of a removed one on the left."),
        "title": TEXT_OR_NULL,
        "role": {"enum": [role.value for role in Role]},
        "left_copied": described(_SHARE, "Share of its own characters that is copied, as in similarity."),
        "right_copied": _SHARE,
        "renumbered": described(_FLAG, "Whether its number reads differently."),
        "split_from": described(_ID_OR_NULL, "Of an added section: the left one that most of its text is from."),
        "merged_into": described(_ID_OR_NULL, "Of a removed section: the right one that most of its text went into."),
    },
)

_EDITED = object_of("A stretch and what stands there.", {"start": OFFSET, "end": OFFSET, "text": TEXT})
_EDIT = object_of(
    "This stretch of the left text has become that stretch of the right text.",
    {"left": _EDITED, "right": _EDITED},
    {
        "kind": described({"enum": [kind.value for kind in EditKind]}, "`format` only with --no-ignore-format."),
        "marks": list_of({"enum": [mark.value for mark in EditMark]}, "What it changes that has a value."),
        "move": described({"type": ["integer", "null"], "minimum": 0}, "Either half of a move: its index in `moves`."),
    },
)

_MOVED = object_of("Where it stands.", {"start": OFFSET, "end": OFFSET, "section": _ID_OR_NULL})
_MOVE = object_of(
    "A stretch that stands elsewhere in the right plan.",
    {"left": _MOVED, "right": _MOVED, "edits": list_of(ref("edit"), "What was changed inside it.")},
)

_PASSAGE = object_of(
    "A stretch that both plans share.",
    {
        "left": SPAN,
        "right": SPAN,
        "chars": described(OFFSET, "Characters shared in it, spaces not counted."),
        "edited": described(_FLAG, "False where both sides say the same throughout."),
        "moved": described(_FLAG, "Whether it stands out of the order of the rest."),
    },
)

_FACT_OR_NULL: Schema = {
    "anyOf": [
        {"type": "null"},
        {"oneOf": [ref(kind) for kind in FACT_SCHEMAS], "properties": {"node": _ID_OR_NULL}, "required": ["node"]},
    ]
}
_FACT_CHANGE = object_of(
    "A fact of the left plan and what it is in the right one.",
    {
        "change": {"enum": [change.value for change in Change]},
        "left": described(_FACT_OR_NULL, "Null for a new fact."),
        "right": described(_FACT_OR_NULL, "Null for a dropped one."),
    },
)

_ROLE = object_of(
    "The sections of one role, or the indicators, by what became of them: ids of the right plan, dropped ones of the left.",
    {"role": {"enum": [*(role.value for role in Role), "indicator"]}}
    | dict.fromkeys((change.value for change in Change), _IDS),
)

_COUNTS: Schema = {kind.value: OFFSET for kind in EditKind}

DIFF_SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"urn:{SCHEMA.replace('/', ':')}",
    "title": SCHEMA,
    **object_of(
        "Two plans compared, as written by `jyplan diff --format json`. With --only the other parts are missing.",
        {"schema": {"const": SCHEMA}, "left": _SIDE, "right": _SIDE, "similarity": _SIMILARITY},
        {
            "roles": list_of(ref("role"), "The year-over-year summary."),
            "facts": list_of(ref("fact_change"), "In the order of the right plan, dropped ones last."),
            "sections": list_of(ref("section"), "In the order of the right plan, removed ones where they stood."),
            "edits": list_of(ref("edit"), "In the order of both plans; a move is a deletion and an insertion."),
            "moves": list_of(ref("move"), "What stands elsewhere."),
            "counts": object_of("How many edits of each kind there are, those in moves included.", _COUNTS),
            "passages": list_of(ref("passage"), "In the order of the left plan."),
        },
    ),
    "$defs": {
        "role": _ROLE,
        "fact_change": _FACT_CHANGE,
        "section": _SECTION,
        "edit": _EDIT,
        "move": _MOVE,
        "passage": _PASSAGE,
        **FACT_SCHEMAS,
    },
}
