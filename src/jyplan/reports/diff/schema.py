"""The JSON Schema of `jyplan/diff@1`: the fields of the contract; further fields are allowed."""

from __future__ import annotations

from jyplan.model import Change, EditKind, EditMark, ItemFate, Role, SectionStatus
from jyplan.reports.diff.json import SCHEMA
from jyplan.reports.media.schema_parts import (
    COUNTED,
    FACT_SCHEMAS,
    FLAG,
    OFFSET,
    SHARE,
    SPAN,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    contract,
    described,
    list_of,
    object_of,
    ref,
)

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
            SHARE, "Characters of both sides that no edit touches by all characters; 1 for equal plans."
        ),
        "left_copied": described(
            SHARE,
            "总复制比 of the left plan: its characters that are matched to equal characters of the right one inside"
            " passages, rounded down; spaces, format, numbers of items and declared boilerplate not counted.",
        ),
        "right_copied": described(SHARE, "总复制比 of the right plan."),
        "left_edited": described(
            SHARE, "Share of the left plan changed inside sentences otherwise the same; never part of left_copied."
        ),
        "right_edited": SHARE,
        "left_passages": described(SHARE, "Share of the left plan that the passages cover, whatever stands in them."),
        "right_passages": SHARE,
    },
    {
        "left_copied_all": described(SHARE, "The same with boilerplate counted."),
        "right_copied_all": described(SHARE, "The same with boilerplate counted."),
        "longest": described(OFFSET, "Characters of the longest passage."),
    },
)

_SECTION = object_of(
    "What became of a section.",
    {
        "status": {"enum": [status.value for status in SectionStatus]},
        "left": described(_ID_OR_NULL, "Id of the node in the left outline; null for an added section."),
        "right": described(_ID_OR_NULL, "Id of the node in the right outline; null for a removed section."),
        "ratio": described(SHARE, "How alike both are; 0 without a partner."),
    },
    {
        "marker": described(TEXT_OR_NULL, "Its number as displayed on the right, of a removed one on the left."),
        "title": TEXT_OR_NULL,
        "role": {"enum": [role.value for role in Role]},
        "left_copied": described(SHARE, "Share of its own characters that is copied, as in similarity."),
        "right_copied": SHARE,
        "renumbered": described(FLAG, "Whether it has another number; a changed scheme is in `numbering`."),
        "split_from": described(
            _ID_OR_NULL, "Of a section split off a left one that is matched elsewhere: `left`, again."
        ),
        "merged_into": described(
            _ID_OR_NULL, "Of a section merged into a right one that is matched elsewhere: `right`, again."
        ),
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
        "edited": described(FLAG, "False where both sides say the same throughout."),
        "moved": described(FLAG, "Whether it stands out of the order of the rest."),
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

_SCHEME = object_of(
    "A form of section numbers that became another form throughout: one remark, no edit of every number.",
    {
        "left": described(TEXT, "The first such number of the left plan, as displayed."),
        "right": described(TEXT, "The number of the matched section of the right plan."),
        "sections": described(COUNTED, "Matched sections that changed so."),
    },
)

_QUOTE_OR_NULL: Schema = {"anyOf": [{"type": "null"}, ref("quote")]}
_FOLLOWED = object_of(
    "A sentence of either plan, or one of each that say the same.",
    {
        "fate": {"enum": [fate.value for fate in ItemFate]},
        "left": described(_QUOTE_OR_NULL, "Null for a new sentence."),
        "right": described(_QUOTE_OR_NULL, "Null for a kept or dropped sentence."),
    },
    {
        "likeness": described(SHARE, "Weight of the rare words, characters and figures in both over that of either."),
        "in_order": described(FLAG, "Whether they stand in the same order as most others."),
        "words": {"type": "array", "items": TEXT, "description": "The rare words in both, the rarest first."},
        "facts": {
            "type": "array",
            "items": object_of("Named in both.", {"left": {"type": "object"}, "right": {"type": "object"}}),
            "description": "Figures, dates, owners and deliverables named in both.",
        },
    },
)
_REWRITING: Schema = {
    "anyOf": [
        {"type": "null"},
        object_of(
            "Suspected only: the right plan may be the left one in other words; a person has to judge it.",
            {
                "strength": described(SHARE, "What aligned sentences share over the weight of both plans."),
                "left_aligned": described(SHARE, "Share of the left plan in reworded sentences; no copied share."),
                "right_aligned": SHARE,
                "in_order": described(OFFSET, "Reworded sentences in the same order."),
                "items": list_of(ref("followed"), "What became of each sentence, in the order of the left plan."),
            },
            {"counts": object_of("Sentences by fate.", {fate.value: OFFSET for fate in ItemFate})},
        ),
    ],
    "description": "Null where nothing is suspected.",
}

_COUNTS: Schema = {kind.value: OFFSET for kind in EditKind}

DIFF_SCHEMA = contract(
    SCHEMA,
    object_of(
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
            "numbering": list_of(ref("scheme"), "The forms of numbers that changed throughout."),
            "rewriting": _REWRITING,
        },
    ),
    {
        "role": _ROLE,
        "fact_change": _FACT_CHANGE,
        "section": _SECTION,
        "edit": _EDIT,
        "move": _MOVE,
        "passage": _PASSAGE,
        "scheme": _SCHEME,
        "quote": object_of("A sentence.", {"start": OFFSET, "end": OFFSET, "text": TEXT}),
        "followed": _FOLLOWED,
        **FACT_SCHEMAS,
    },
)
